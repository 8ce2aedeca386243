"""The table `[motion]` of a scenario."""

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from pairlattice.phenomena.own_table import OwnTable

_Positive = Annotated[float, Field(gt=0)]
_Count = Annotated[int, Field(ge=2, le=10_000)]


class Parameters(OwnTable):
    """What fluctuates, how it is watched and by which rules it is judged, in reduced units.

    The bath's mean is thermostat.temperature. deviation: σ of the temperature of one column.
    length: ℓ, its correlation length. diffusivity: D; relaxation: τ, of the heat equation.
    time_step: of the electrons. steps: between two updates of the field. updates: of the field in
    a frame. settle; frames: left out at the beginning, and watched. window: edge in columns of the
    square over which coherence is taken. smallest: area of a tube [d²]. reach: longest step that is
    linked. memory, shortest: see `tracks.Rules`. hop_distance; hop_frames; creep; creep_frames:
    rules of the events. solid_order; melted: thresholds of |⟨ψ6⟩| and of the Lindemann ratio.
    field_repeats, field_samples: of the test of the field alone. uniform: temperatures of crystals
    that are heated evenly. noise: errors of seen positions in the synthetic truth [d]. truth_sets:
    synthetic records for each. judged_frames; judged_sets: lengths of the records, and how many of
    each kind, that the likelihood ratio has to judge. imprint: amplitude of a triangular lattice
    of hot spots; melting: σ for which its phase is found.
    """

    noun: ClassVar[str] = "motion"

    deviation: _Positive = 1.6e-4
    length: _Positive = 4.0
    diffusivity: Annotated[float, Field(ge=0)] = 0.03
    relaxation: _Positive = 200.0
    time_step: Annotated[float, Field(gt=0, le=0.3)] = 0.25
    steps: _Count = 16
    updates: _Count = 5
    settle: _Count = 10
    frames: Annotated[int, Field(ge=20, le=100_000)] = 120
    window: Annotated[int, Field(ge=1, le=101)] = 5
    smallest: _Positive = 10.0
    reach: _Positive = 6.0
    memory: Annotated[int, Field(ge=0, le=20)] = 1
    shortest: Annotated[int, Field(ge=1, le=100)] = 3
    hop_distance: _Positive = 16.0
    hop_frames: Annotated[int, Field(ge=0, le=100)] = 1
    creep: Annotated[float, Field(gt=1)] = 1.5
    creep_frames: Annotated[int, Field(ge=1, le=1000)] = 5
    solid_order: Annotated[float, Field(gt=0, lt=1)] = 0.6
    melted: _Positive = 0.15
    field_repeats: _Count = 24
    field_samples: _Count = 40
    uniform: Annotated[tuple[_Positive, ...], Field(min_length=3, max_length=12)] = (
        5e-4,
        6.5e-4,
        8e-4,
    )
    noise: Annotated[tuple[_Positive, ...], Field(min_length=1, max_length=8)] = (0.2, 0.5, 1.0)
    truth_sets: _Count = 2
    judged_frames: Annotated[
        tuple[Annotated[int, Field(ge=5, le=10_000)], ...], Field(min_length=1, max_length=8)
    ] = (10, 20, 40, 80)
    judged_sets: _Count = 40
    imprint: _Positive = 3e-4
    melting: Annotated[
        tuple[Annotated[float, Field(ge=0)], ...], Field(min_length=2, max_length=12)
    ] = (2e-5, 5e-5, 1e-4, 1.6e-4)

    @model_validator(mode="after")
    def _agree(self) -> "Parameters":
        if self.window % 2 == 0:
            raise ValueError("window must be odd, so that a square has a middle")
        if not self.reach < self.hop_distance:
            raise ValueError("hop_distance must be above reach, for what is linked is no hop")
        if not all(a < b for a, b in zip(self.uniform[:-1], self.uniform[1:], strict=True)):
            raise ValueError("uniform must rise from temperature to temperature")
        return self
