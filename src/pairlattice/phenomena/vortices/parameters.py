"""The table `[vortices]` of a scenario."""

from typing import Annotated, Self

from pydantic import model_validator

from pairlattice.scenario.problems import refuse
from pairlattice.scenario.section import Section
from pairlattice.scenario.sequences import each, several
from pairlattice.scenario.values import (
    NOT_NEGATIVE,
    POSITIVE,
    Span,
    number,
    quantity,
    si,
    text,
    whole,
)

Axis = tuple[int, int, int]

_COUNT = whole(36, 4000, "for example 120")
_PLACE = number(NOT_NEGATIVE, "for example 1.5, half-way from Hc1 to Hc2")
_INDEX = whole(-6, 6, "for example 1")


class Parameters(Section):
    """What the experiment varies.

    penetration: λ of the material [m]; scaled_penetration: λ in the simulated cross-section [d],
    which fixes the scale of closure C17. width: of the square rod [d]. layers: along the field.
    gap: vacuum between images. displacement: of the pairs at Hc1, which fixes the coupling η of
    closure C3. disorder_at_critical: D/D* at Tc (closure C11). regimes: the four fields of Fig. 11;
    0 to 1 in units of Hc1, 1 to 2 between Hc1 and Hc2, above 2 in units of Hc2/2. scan: the same
    for the fractions. steps: of relaxation and measurement. temperatures: T/Tc at which the scan
    is repeated. type_one: material of the jump. axes: of projections and tube lattices. spacings:
    of tube lattices, a = 2 d. offsets: places of a tube in the crystal's cell, along each side.
    cell: of the directly relaxed tube lattices, pairs for each tube and repeat. free_cell: of the
    search among all tube lattices. vortices: in the ensembles. ensemble_penetration: λ over the
    mean spacing. melt: temperature at the start of the annealing. anisotropy: of the ensemble with
    a lattice term.
    """

    material: Annotated[str, text(40, 'for example "Nb"')] = "Nb"
    type_one: Annotated[str, text(40, 'for example "Pb"')] = "Pb"
    penetration: Annotated[float, si("length", POSITIVE, 'for example "39 nm"')] = 39e-9
    scaled_penetration: Annotated[
        float, number(Span(least=2, most=100), "for example 5.0", "d")
    ] = 5.0
    width: Annotated[int, whole(12, 400, "for example 48")] = 48
    layers: Annotated[int, whole(2, 400, "for example 12")] = 12
    gap: Annotated[float, number(Span(least=2, most=100), "for example 6.0", "d")] = 6.0
    displacement: Annotated[
        float, quantity("length", Span(above=0, below=0.5), "for example 0.05")
    ] = 0.05
    disorder_at_critical: Annotated[float, number(Span(above=1, most=3), "for example 1.25")] = 1.25
    regimes: Annotated[
        tuple[float, ...], several(_PLACE, 4, 4, "for example [0.0, 0.7, 1.4, 2.2]", rising=True)
    ] = (0.0, 0.7, 1.4, 2.2)
    scan: Annotated[
        tuple[float, ...], several(_PLACE, 2, 60, "for example [0.5, 1.0, 1.5, 2.1]", rising=True)
    ] = (0.5, 1.0, 1.5, 2.1)
    steps: Annotated[
        tuple[int, int],
        each(
            whole(10, 10**7, "for example 150 of relaxation"),
            whole(100, 10**7, "for example 300 of measurement"),
            remedy="for example [150, 300]",
        ),
    ] = (150, 300)
    temperatures: Annotated[
        tuple[float, ...],
        several(
            number(Span(above=0, below=1), "in units of Tc, for example 0.32"),
            1,
            20,
            "for example [0.32, 0.6]",
        ),
    ] = (0.32, 0.6)
    axes: Annotated[
        tuple[Axis, ...],
        several(
            each(_INDEX, _INDEX, _INDEX, remedy="for example [1, 1, 0]"),
            1,
            12,
            "for example [[0, 0, 1], [1, 1, 1]]",
        ),
    ] = ((0, 0, 1), (1, 1, 1), (1, 1, 0))
    tube_radius: Annotated[float, quantity("length", Span(least=1, most=20), "for example 2.0")] = (
        2.0
    )
    tube_edge: Annotated[float, quantity("length", Span(least=0.3, most=5), "for example 0.5")] = (
        0.5
    )
    spacings: Annotated[
        tuple[float, ...],
        several(number(POSITIVE, "for example 4.0", "a"), 4, 40, "for example [4, 6, 8, 10]"),
    ] = (4.0, 6.0, 8.0, 10.0)
    table_size: Annotated[int, whole(64, 1024, "for example 192")] = 192
    offsets: Annotated[int, whole(2, 16, "for example 4")] = 4
    cell: Annotated[int, _COUNT] = 120
    free_cell: Annotated[int, _COUNT] = 120
    vortices: Annotated[int, whole(100, 20000, "for example 1000")] = 1000
    ordered_vortices: Annotated[int, whole(100, 20000, "for example 256")] = 256
    ensemble_penetration: Annotated[
        float, number(Span(above=0.1, most=2), "for example 0.5", "1/√n")
    ] = 0.5
    ensemble_steps: Annotated[int, whole(100, 10**6, "for example 2500")] = 2500
    melt: Annotated[float, number(POSITIVE, "for example 0.024", "Φ0²/2πμ0λ²")] = 0.024
    anisotropy: Annotated[float, number(Span(above=0, below=1), "for example 0.3")] = 0.3

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for key, multiple in (("width", 2), ("layers", 2), ("table_size", 8)):
            value = getattr(self, key)
            if value % multiple:
                raise refuse(
                    f"must be a multiple of {multiple}, got {value}; for example "
                    f"{value - value % multiple}",
                    at=key,
                )
        if not all(map(any, self.axes)) or len(set(self.axes)) < len(self.axes):
            raise refuse(
                f"must hold each axis once and not [0, 0, 0], got {list(map(list, self.axes))}; "
                "for example [[0, 0, 1], [1, 1, 1]]",
                at="axes",
            )
        return self
