"""The table `[crystal]` of a scenario."""

from typing import Annotated

from pairlattice.scenario.section import Section
from pairlattice.scenario.sequences import several, span
from pairlattice.scenario.values import Span, quantity, si, whole

_COUNT = whole(2, 512, "for example 80")
_DISPLACEMENT = quantity("length", Span(above=0, most=1), "for example 0.1")


class Parameters(Section):
    """Resolutions, and the displacements that are tried, in units of d.

    mesh: wave vectors along each reciprocal vector for the density of states. bins: of its
    histogram. segment: wave vectors on each leg of the path. plane: points along each edge of the
    potential map. displacements: [lowest, highest, count], spaced logarithmically. disorder: rms
    displacements of the disturbed crystals of Eq. (2). repeats: random arrangements of each kind.
    block: primitive cells along each vector of the cells of Eq. (2).
    room_temperature: [K], where the thermal amplitude is quoted beside that at 0 K.
    """

    mesh: Annotated[int, whole(4, 128, "for example 48")] = 48
    bins: Annotated[int, _COUNT] = 80
    segment: Annotated[int, _COUNT] = 40
    plane: Annotated[int, _COUNT] = 81
    displacements: Annotated[
        tuple[float, float, int], span(_DISPLACEMENT, _COUNT, "for example [0.01, 0.6, 25]")
    ] = (0.01, 0.6, 25)
    disorder: Annotated[
        tuple[float, ...], several(_DISPLACEMENT, 1, 8, "for example [0.05, 0.1, 0.2]")
    ] = (0.05, 0.1, 0.2)
    repeats: Annotated[int, whole(2, 200, "for example 12")] = 12
    block: Annotated[int, whole(1, 6, "for example 3")] = 3
    room_temperature: Annotated[
        float, si("temperature", Span(above=0, most=1e4), 'for example "300 K"')
    ] = 300.0
