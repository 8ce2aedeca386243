"""The table `[transport]` of a scenario."""

from typing import Annotated

from pydantic import Field

from pairlattice.scenario.section import Section
from pairlattice.scenario.sequences import several, span
from pairlattice.scenario.values import POSITIVE, Span, quantity, si, whole

_STEPS = whole(100, 10**8, "for example 6000")
_COUNT = whole(2, 200, "for example 8")
_TEMPERATURE = quantity("temperature", POSITIVE, "for example 1e-3")
_CURRENT_DENSITY = si("current_density", POSITIVE, "for example 1e6")
_FREQUENCY = Span(above=0, most=20)


class Parameters(Section):
    """What is driven and for how long, in reduced units unless transport.toml names a unit.

    amplitude: displacement that the ac fields aim at, small enough to stay linear. frequencies:
    [lowest, highest, count], angular, spaced logarithmically. drive_repeats, equilibrium_repeats:
    crystals of each kind; resistivity_repeats: at each temperature as well. longest_correlation:
    time over which currents are correlated. weak_friction, temperatures: of the resistivity.
    transverse_frequency: angular. step_field: of the step and, at its end, of the ramp.
    current_densities: beside that of the wire. breakdown_field: at the ends of a sample.
    wire_length: as an antenna.
    """

    time_step: Annotated[float, quantity("time", Span(above=0, most=0.3), "for example 0.05")] = (
        0.05
    )
    temperature: Annotated[float, _TEMPERATURE] = 1e-3
    amplitude: Annotated[
        float, quantity("length", Span(above=0, most=0.1), "for example 0.015")
    ] = 0.015
    frequencies: Annotated[
        tuple[float, float, int],
        span(
            quantity("angular_rate", _FREQUENCY, "for example 0.04"),
            _COUNT,
            "for example [0.04, 4.0, 11]",
        ),
    ] = (0.04, 4.0, 11)
    drive_repeats: Annotated[int, _COUNT] = 2
    drive_steps: Annotated[int, _STEPS] = 6000
    equilibrium_repeats: Annotated[int, _COUNT] = 8
    equilibrium_steps: Annotated[int, _STEPS] = 16000
    longest_correlation: Annotated[float, quantity("time", POSITIVE, "for example 120.0")] = 120.0
    temperatures: Annotated[
        tuple[float, ...], several(_TEMPERATURE, 2, 12, "for example [1e-4, 1e-3, 1e-2]")
    ] = (1e-4, 1e-3, 3e-3, 1e-2)
    weak_friction: Annotated[float, quantity("angular_rate", POSITIVE, "for example 0.1")] = 0.1
    resistivity_repeats: Annotated[int, _COUNT] = 4
    transverse_frequency: Annotated[
        float, quantity("angular_rate", POSITIVE, "for example 0.3")
    ] = 0.3
    step_field: Annotated[float, quantity("electric_field", POSITIVE, "for example 0.02")] = 0.02
    step_steps: Annotated[int, _STEPS] = 1600
    current_densities: Annotated[
        tuple[float, ...], several(_CURRENT_DENSITY, 1, 6, "for example [1e6, 1e8]")
    ] = (1e6, 1e8, 1e10)
    breakdown_field: Annotated[
        float,
        si("electric_field", POSITIVE, 'dry air breaks down at about "3 MV/m"'),
        Field(title="breakdown field of air"),
    ] = 3e6
    wire_current: Annotated[float, si("current", POSITIVE, 'for example "3 A"')] = 3.0
    wire_diameter: Annotated[float, si("length", POSITIVE, 'for example "5 mm"')] = 5e-3
    wire_length: Annotated[float, si("length", POSITIVE, 'for example "1 m"')] = 1.0
