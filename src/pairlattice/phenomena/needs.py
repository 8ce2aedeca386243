"""What experiments demand of a scenario, each demand with its one line."""

from collections.abc import Callable
from dataclasses import dataclass

from pairlattice.errors import InputError
from pairlattice.scenario import Scenario


@dataclass(frozen=True)
class Need:
    """A demand. words: what is needed. holds: whether it is met. got: what came instead."""

    words: str
    holds: Callable[[Scenario], bool]
    got: Callable[[Scenario], str] = lambda _: "none"

    def demand(self, scenario: Scenario) -> None:
        """Raises InputError where it is not met."""
        if not self.holds(scenario):
            noun = scenario.experiment
            raise InputError(
                f"the experiment {noun} needs {self.words}, got {self.got(scenario)}; "
                f"start from its own {noun}.toml"
            )


def _sample(scenario: Scenario) -> str:
    return "an open [sample]" if scenario.sample is not None else "no size"


MATERIAL = Need("a [material]", lambda s: s.units is not None)
NAMED_MATERIAL = Need(
    "a [material] with a name",
    lambda s: s.material is not None and s.material.name is not None,
    lambda s: "one without" if s.material else "none",
)
STIFFNESS = Need("tether.kappa above 0", lambda s: s.kappa > 0, lambda s: f"kappa {s.kappa:g}")
PERIODIC = Need(
    "a periodic lattice.size", lambda s: s.sample is None and s.lattice.size is not None, _sample
)
OPEN = Need("a [sample] with open boundaries", lambda s: s.sample is not None)
FCC = Need(
    'a lattice.kind of "fcc"', lambda s: s.lattice.kind == "fcc", lambda s: f"{s.lattice.kind}"
)
FRICTION = Need(
    "thermostat.friction above 0",
    lambda s: s.thermostat.friction > 0,
    lambda s: f"{s.thermostat.friction:g}",
)
FIELD = Need("an [[electric_field]]", lambda s: bool(s.electric_field))
