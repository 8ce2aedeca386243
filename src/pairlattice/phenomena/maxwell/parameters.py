"""The table `[maxwell]` of a scenario."""

from typing import Annotated, Self

from pydantic import model_validator

from pairlattice.scenario.problems import refuse
from pairlattice.scenario.section import Section
from pairlattice.scenario.sequences import each, several, span
from pairlattice.scenario.values import Span, number, whole

_UP_TO_THOUSAND = Span(above=0, most=1e3)


class Parameters(Section):
    """Frequencies in ω_p, lengths in c/ω_p unless maxwell.toml says otherwise."""

    resonance: Annotated[float, number(Span(above=0, most=10), "for example 0.6", "ω_p")] = 0.6
    damping: Annotated[float, number(Span(least=0, most=10), "for example 0.02", "ω_p")] = 0.02
    resolutions: Annotated[
        tuple[int, ...],
        several(
            whole(40, 10**4, "for example 100"), 2, 6, "for example [100, 200, 400]", rising=True
        ),
    ] = (100, 200, 400)
    wave_numbers: Annotated[
        tuple[int, ...], several(whole(1, 50, "for example 5"), 1, 30, "for example [1, 2, 3, 5]")
    ] = (1, 2, 3, 5, 8, 12, 18)
    slab: Annotated[float, number(Span(above=0, most=8), "for example 3.0", "c/ω_p")] = 3.0
    cylinder: Annotated[
        tuple[int, float],
        each(
            whole(60, 1000, "for example 160 cells"),
            number(_UP_TO_THOUSAND, "for example cells of 0.1"),
            remedy="cells along an edge and their size, for example [160, 0.1]",
        ),
    ] = (160, 0.1)
    radius: Annotated[float, number(_UP_TO_THOUSAND, "for example 2.5", "c/ω_p")] = 2.5
    steps: Annotated[int, whole(100, 10**5, "for example 300")] = 300
    displacement: Annotated[float, number(Span(above=0, most=0.5), "for example 0.1", "d")] = 0.1
    smoothing: Annotated[
        tuple[float, float, int],
        span(
            number(_UP_TO_THOUSAND, "for example 0.5", "d"),
            whole(6, 50, "for example 11"),
            "for example [0.5, 2.4, 11]",
        ),
    ] = (0.5, 2.4, 11)

    @model_validator(mode="after")
    def _resolved(self) -> Self:
        if any(cells % 2 for cells in self.resolutions):
            raise refuse(
                f"must be even numbers, got {list(self.resolutions)}; for example [100, 200]",
                at="resolutions",
            )
        # Below 0.3 d the sum over wave vectors grows without limit; the power law needs widths
        # above the lattice's own structure.
        low, high, _ = self.smoothing
        if not (0.3 <= low < 0.8 and high >= 1.6):
            raise refuse(
                f"must have 0.3 <= low < 0.8 and high >= 1.6, got {low:g} and {high:g}; "
                "for example [0.5, 2.4, 11]",
                at="smoothing",
            )
        extent = self.cylinder[0] * self.cylinder[1]
        if extent < 5 * self.radius:
            raise refuse(
                f"must be at most a fifth of the box, {extent:g} c/ω_p, got {self.radius:g}; "
                "lower it or give maxwell.cylinder more cells",
                at="radius",
            )
        return self
