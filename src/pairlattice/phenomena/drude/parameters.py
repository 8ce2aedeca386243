"""The table `[drude]` of a scenario."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from pairlattice.scenario.problems import refuse
from pairlattice.scenario.section import Section
from pairlattice.scenario.sequences import several
from pairlattice.scenario.values import POSITIVE, Span, number, si, whole

# Every collision of every carrier is held in memory at once.
_MOST_COLLISIONS = 2e7


class Parameters(Section):
    """A wire and an ensemble of Drude's carriers in it, SI units.

    window: observation time [τ]. strengths: fields as e E τ/(m v_T), v_T = √(k_BT/m).
    """

    current: Annotated[float, si("current", POSITIVE, 'for example 3.0 or "3 A"')] = 3.0
    diameter: Annotated[float, si("length", POSITIVE, 'for example "5 mm"')] = 5e-3
    frequency: Annotated[float, si("frequency", POSITIVE, 'for example "100 kHz"')] = 100e3
    resistivity: Annotated[
        float, si("resistivity", POSITIVE, 'for example 1.68e-8 or "16.8 nohm m"')
    ] = 1.68e-8
    temperature: Annotated[float, si("temperature", POSITIVE, 'for example "293 K"')] = 293.0
    carriers: Annotated[int, whole(100, 10**6, "for example 40000")] = 40000
    window: Annotated[
        float, number(Span(least=5, most=1000), "60 relaxation times is the default", "τ")
    ] = 60.0
    strengths: Annotated[
        tuple[float, ...],
        several(number(Span(above=0, most=10), "for example 0.1"), 1, 20, "for example [0.1, 0.3]"),
        Field(title="field e E τ/(m v_T)"),
    ] = (0.05, 0.1, 0.2, 0.3)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        most = _MOST_COLLISIONS / self.carriers
        if self.window > most:
            raise refuse(
                f"must be at most {most:g} for so many carriers, got {self.window:g}; "
                "lower it or drude.carriers",
                at="window",
            )
        return self
