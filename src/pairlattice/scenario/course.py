"""The tables that say how a run goes and how it is read: thermostat, run, thresholds."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from pairlattice.scenario.problems import refuse
from pairlattice.scenario.section import Section
from pairlattice.scenario.values import (
    NOT_NEGATIVE,
    POSITIVE,
    Span,
    choice,
    number,
    quantity,
    whole,
)

_MOST_STEPS = 10**12


class ThermostatSpec(Section):
    """temperature: k_B T in E0. friction: γ, a rate per reduced time."""

    temperature: Annotated[
        float,
        quantity("temperature", NOT_NEGATIVE, 'a temperature in kelvin such as "4.2 K"'),
        Field(description='temperature = "4.2 K"'),
    ]
    friction: Annotated[
        float, quantity("angular_rate", NOT_NEGATIVE, 'for example 0.1 or "1e13 1/s"')
    ] = 0.1


class RunSpec(Section):
    """steps: in all, equilibration included. equilibration: steps before measuring begins, a fifth
    of all where left out. sample_every: steps from one measurement to the next. time_step: reduced,
    None for one chosen from the stiffest mode. block: edge in cells of the blocks over which
    coherence is taken.
    """

    integrator: Annotated[
        Literal["langevin", "verlet", "overdamped", "minimise"],
        choice("langevin", "verlet", "overdamped", "minimise"),
    ] = "langevin"
    steps: Annotated[int, whole(1, _MOST_STEPS, "for example 5000")] = 5000
    equilibration: Annotated[int, whole(0, _MOST_STEPS, "for example 1000")] = 1000
    sample_every: Annotated[int, whole(1, _MOST_STEPS, "for example 10")] = 10
    time_step: Annotated[
        float | None,
        quantity("time", POSITIVE, "leave it out to have it chosen from the stiffest mode"),
    ] = None
    precision: Annotated[Literal["float32", "float64"], choice("float64", "float32")] = "float64"
    block: Annotated[int, whole(1, 4096, "for example 4")] = 4

    @classmethod
    def _fill(cls, data: dict[str, Any]) -> None:
        # Defaults that would not fit a short run give way to it; what the user gave does not.
        steps = _count(data.get("steps", 5000))
        data.setdefault("equilibration", steps // 5)
        rest = steps - _count(data["equilibration"])
        data.setdefault("sample_every", max(1, min(10, rest)))

    @model_validator(mode="after")
    def _agree(self) -> "RunSpec":
        if self.equilibration >= self.steps:
            raise refuse(
                f"must be below run.steps = {self.steps}, got {self.equilibration}; "
                "lower it or raise run.steps",
                at="equilibration",
            )
        measuring = self.steps - self.equilibration
        if self.sample_every > measuring:
            raise refuse(
                f"must be at most {measuring}, the steps after equilibration, got "
                f"{self.sample_every}; otherwise nothing is measured",
                at="sample_every",
            )
        return self


def _count(value: Any) -> int:
    return value if isinstance(value, int) and 0 <= value <= _MOST_STEPS else 0


_RATIO = Span(above=0, below=1)


class Thresholds(Section):
    """A*, D* in units of d, and C*: where one local state ends and the next begins."""

    amplitude: Annotated[float, number(_RATIO, "0.02 is the default")] = 0.02
    disorder: Annotated[float, number(_RATIO, "0.02 is the default")] = 0.02
    coherence: Annotated[float, number(_RATIO, "0.7071 is the default")] = 0.7071067811865476
