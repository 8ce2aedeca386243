"""The table `[motion]` of a scenario."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from pairlattice.scenario.problems import refuse
from pairlattice.scenario.section import Section
from pairlattice.scenario.sequences import several
from pairlattice.scenario.values import NOT_NEGATIVE, POSITIVE, Span, number, quantity, whole

_TEMPERATURE = quantity("temperature", POSITIVE, "for example 1.6e-4")
_LENGTH = quantity("length", POSITIVE, "for example 4.0")
_Count = Annotated[int, whole(2, 10_000, "for example 16")]


class Parameters(Section):
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

    deviation: Annotated[float, _TEMPERATURE, Field(title="standard deviation")] = 1.6e-4
    length: Annotated[float, _LENGTH, Field(title="correlation length")] = 4.0
    diffusivity: Annotated[float, number(NOT_NEGATIVE, "for example 0.03", "d²/t0")] = 0.03
    relaxation: Annotated[float, quantity("time", POSITIVE, "for example 200.0")] = 200.0
    time_step: Annotated[float, quantity("time", Span(above=0, most=0.3), "for example 0.25")] = (
        0.25
    )
    steps: _Count = 16
    updates: _Count = 5
    settle: _Count = 10
    frames: Annotated[int, whole(20, 100_000, "for example 120")] = 120
    window: Annotated[int, whole(1, 101, "for example 5")] = 5
    smallest: Annotated[float, number(POSITIVE, "for example 10.0", "d²")] = 10.0
    reach: Annotated[float, _LENGTH] = 6.0
    memory: Annotated[int, whole(0, 20, "for example 1")] = 1
    shortest: Annotated[int, whole(1, 100, "for example 3")] = 3
    hop_distance: Annotated[float, _LENGTH] = 16.0
    hop_frames: Annotated[int, whole(0, 100, "for example 1")] = 1
    creep: Annotated[float, number(Span(above=1), "for example 1.5")] = 1.5
    creep_frames: Annotated[int, whole(1, 1000, "for example 5")] = 5
    solid_order: Annotated[float, number(Span(above=0, below=1), "for example 0.6")] = 0.6
    melted: Annotated[float, number(POSITIVE, "for example 0.15")] = 0.15
    field_repeats: _Count = 24
    field_samples: _Count = 40
    uniform: Annotated[
        tuple[float, ...],
        several(_TEMPERATURE, 3, 12, "for example [5e-4, 6.5e-4, 8e-4]", rising=True),
    ] = (5e-4, 6.5e-4, 8e-4)
    noise: Annotated[tuple[float, ...], several(_LENGTH, 1, 8, "for example [0.2, 0.5]")] = (
        0.2,
        0.5,
        1.0,
    )
    truth_sets: _Count = 2
    judged_frames: Annotated[
        tuple[int, ...],
        several(whole(5, 10_000, "for example 40"), 1, 8, "for example [10, 40]"),
    ] = (10, 20, 40, 80)
    judged_sets: _Count = 40
    imprint: Annotated[float, _TEMPERATURE] = 3e-4
    melting: Annotated[
        tuple[float, ...],
        several(
            quantity("temperature", NOT_NEGATIVE, "for example 5e-5"),
            2,
            12,
            "for example [0, 1e-4]",
        ),
    ] = (2e-5, 5e-5, 1e-4, 1.6e-4)

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if self.window % 2 == 0:
            raise refuse(
                f"must be odd, so that a square has a middle, got {self.window}; for example 5",
                at="window",
            )
        if not self.reach < self.hop_distance:
            raise refuse(
                f"must be above motion.reach {self.reach:g} d, for what is linked is no hop, got "
                f"{self.hop_distance:g}; raise it or lower motion.reach",
                at="hop_distance",
            )
        return self
