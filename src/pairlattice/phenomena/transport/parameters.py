"""The table `[transport]` of a scenario."""

from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from pairlattice.phenomena.own_table import OwnTable

_Steps = Annotated[int, Field(ge=100, le=10**8)]
_Count = Annotated[int, Field(ge=2, le=200)]
_Positive = Annotated[float, Field(gt=0)]


class Parameters(OwnTable):
    """What is driven and for how long, in reduced units unless a unit is named.

    time_step: of all runs. temperature: of the ac conductivity. amplitude: displacement that the
    ac fields aim at, small enough to stay linear. frequencies: [lowest, highest, count], angular,
    spaced logarithmically. drive_repeats, equilibrium_repeats: crystals of each kind. drive_steps,
    equilibrium_steps: their length. longest_correlation: time over which currents are correlated.
    temperatures: of the resistivity. weak_friction: of the resistivity. resistivity_repeats.
    transverse_frequency: angular, of the field under which transverse currents are measured.
    step_field: of the step and, at its end, of the ramp. step_steps: their length.
    current_densities: [A/m²] whose durations are tabulated, beside that of the wire.
    breakdown_field: [V/m] at the ends of a sample; dry air at atmospheric pressure breaks down at
    about 3 MV/m. wire_current, wire_diameter: [A], [m], Sec. II. wire_length: [m], the antenna.
    """

    noun: ClassVar[str] = "transport"

    time_step: Annotated[float, Field(gt=0, le=0.3)] = 0.05
    temperature: _Positive = 1e-3
    amplitude: Annotated[float, Field(gt=0, le=0.1)] = 0.015
    frequencies: tuple[_Positive, _Positive, _Count] = (0.04, 4.0, 11)
    drive_repeats: _Count = 2
    drive_steps: _Steps = 6000
    equilibrium_repeats: _Count = 8
    equilibrium_steps: _Steps = 16000
    longest_correlation: _Positive = 120.0
    temperatures: Annotated[tuple[_Positive, ...], Field(min_length=2, max_length=12)] = (
        1e-4,
        1e-3,
        3e-3,
        1e-2,
    )
    weak_friction: _Positive = 0.1
    resistivity_repeats: _Count = 4
    transverse_frequency: _Positive = 0.3
    step_field: _Positive = 0.02
    step_steps: _Steps = 1600
    current_densities: Annotated[tuple[_Positive, ...], Field(min_length=1, max_length=6)] = (
        1e6,
        1e8,
        1e10,
    )
    breakdown_field: _Positive = 3e6
    wire_current: _Positive = 3.0
    wire_diameter: _Positive = 5e-3
    wire_length: _Positive = 1.0

    @field_validator("frequencies")
    @classmethod
    def _span(cls, span: tuple[float, float, int]) -> tuple[float, float, int]:
        if not span[0] < span[1] <= 20:
            raise ValueError("must be [lowest, highest, count] with lowest < highest <= 20")
        return span
