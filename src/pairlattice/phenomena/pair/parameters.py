"""The table `[pair]` of a scenario."""

from typing import Annotated

from pairlattice.scenario.section import Section
from pairlattice.scenario.sequences import span
from pairlattice.scenario.values import POSITIVE, Span, number, si, whole

_Span = tuple[float, float, int]
_COUNT = whole(2, 2000, "for example 61")
_CURRENT = 'for example "100 kHz"'


class Parameters(Section):
    """One pair, SI units; spans are [lowest, highest, how many], spaced logarithmically."""

    separation: Annotated[float, si("length", POSITIVE, 'for example "0.529 Å"')] = 5.29177e-11
    extent: Annotated[float, number(Span(above=1, most=100), "for example 4.0")] = 4.0
    points: Annotated[int, whole(11, 501, "for example 121")] = 121
    separations: Annotated[
        _Span,
        span(si("length", POSITIVE, 'for example "1 Å"'), _COUNT, "for example [2e-11, 1e-9, 61]"),
    ] = (2e-11, 1e-9, 61)
    speed: Annotated[float, si("velocity", POSITIVE, 'for example "0.01 mm/s"')] = 1.122e-5
    amplitude: Annotated[float, si("length", POSITIVE, 'for example "1 Å"')] = 1e-10
    frequencies: Annotated[
        _Span, span(si("frequency", POSITIVE, _CURRENT), _COUNT, "for example [1e3, 1e12, 121]")
    ] = (1e3, 1e12, 121)
    resistivity: Annotated[float, si("resistivity", POSITIVE, "for example 1.68e-8")] = 1.68e-8
    current_frequency: Annotated[float, si("frequency", POSITIVE, _CURRENT)] = 100e3
    diameter: Annotated[float, si("length", POSITIVE, 'for example "5 mm"')] = 5e-3
    length: Annotated[float, si("length", POSITIVE, 'for example "1 m"')] = 1.0
