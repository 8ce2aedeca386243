"""What every experiment does alike: refuse, run its parts one after another, label what they find.

docs/architecture.md, "An experiment", says how to write one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any, Generic, TypeVar

import xarray as xr
from pydantic import ValidationError

from pairlattice.model.closures import Closure
from pairlattice.phenomena import given, reads
from pairlattice.phenomena.needs import Need
from pairlattice.progress import Progress, silent
from pairlattice.progress import part as part_of
from pairlattice.scenario import Scenario
from pairlattice.scenario.problems import complaint, problems_of
from pairlattice.scenario.section import Section
from pairlattice.scenario.values import Scale
from pairlattice.variable import Values, nodes

P = TypeVar("P", bound=Section)
S = TypeVar("S")

# What a part finds: values by variable; or a group for the node with the part's name; or groups
# below that node.
Group = xr.Dataset | xr.DataTree
Found = Values | Group | Mapping[str, Group]


@dataclass(frozen=True)
class Work(Generic[P, S]):
    """What a part works on.

    shared: of `Experiment.prepare`. found: the result of the parts before. progress: of this part.
    """

    scenario: Scenario
    parameters: P
    shared: S
    found: xr.DataTree
    progress: Progress


@dataclass(frozen=True)
class Part(Generic[P, S]):
    """A part of an experiment. name: for the watcher. share: of the whole time, in any unit.

    library: without which the part, and the group with its name, is left out.
    """

    name: str
    measure: Callable[[Work[P, S]], Found]
    share: float = 1.0
    library: str = ""

    @property
    def possible(self) -> bool:
        """Whether its library is installed."""
        return not self.library or find_spec(self.library) is not None


def _nothing(scenario: Scenario, parameters: Any) -> Any:  # noqa: ARG001
    return None


@dataclass(frozen=True)
class Experiment(Generic[P, S]):
    """From a scenario to a tree of labelled variables.

    parameters: the table [noun] of a scenario. reads: the keys of the other tables that it reads,
    see `reads`. closures: what the result assumes. needs: common demands; check: further ones, of
    both tables together, quick, raising InputError. prepare: what several parts share.
    """

    noun: str
    parameters: type[P]
    reads: tuple[str, ...]
    parts: tuple[Part[P, S], ...]
    closures: tuple[Closure, ...] = ()
    needs: tuple[Need, ...] = ()
    check: Callable[[Scenario, P], None] = field(default=_nothing)
    prepare: Callable[[Scenario, P], S] = field(default=_nothing)

    def __post_init__(self) -> None:
        known = {*reads.every_key(), *Scenario.model_fields}
        unknown = [key for key in self.reads if key not in known]
        if unknown:
            raise ValueError(f"{self.noun} reads {', '.join(unknown)}, which no scenario has")

    def accept(self, scenario: Scenario) -> P:
        """The parameters of a scenario that can be run. Raises InputError with one line."""
        reads.refuse_unread(scenario, self.reads)
        for need in self.needs:
            need.demand(scenario)
        try:
            p = self.parameters.model_validate(
                scenario.experiment_table, context=Scale(scenario.units)
            )
        except ValidationError as error:
            raise complaint(problems_of(error, table=self.noun)) from None
        self.check(scenario, p)
        return p

    def run(self, scenario: Scenario, progress: Progress = silent) -> xr.DataTree:
        """The whole experiment. Raises InputError, SimulationDivergedError."""
        p = self.accept(scenario)
        tree = xr.DataTree(name=self.noun)
        _place(tree, "", given.values(self.noun, scenario, p, self.reads))
        shared = self.prepare(scenario, p)
        parts = [part for part in self.parts if part.possible]
        whole, before = sum(part.share for part in parts), 0.0
        for part in parts:
            told = part_of(progress, before, part.share, whole, part.name.replace("_", " "))
            told(0.0, 1.0)
            _place(tree, part.name, part.measure(Work(scenario, p, shared, tree, told)))
            before += part.share
        progress(whole, whole, "")
        tree.attrs = {
            "experiment": self.noun,
            "title": scenario.title,
            "closures": [closure.to_dict() for closure in self.closures],
        }
        if scenario.material is not None and scenario.material.name is not None:
            tree.attrs["material"] = scenario.material.name
        return tree


def _place(tree: xr.DataTree, name: str, found: Found) -> None:
    """Put what a part found into the tree."""
    if isinstance(found, Group):
        _graft(tree, name, found)
        return
    groups = {key: group for key, group in found.items() if isinstance(key, str)}
    for key, group in groups.items():
        _graft(tree, f"{name}/{key}", group)
    variables: Any = {key: array for key, array in found.items() if key not in groups}
    for path, data in nodes(variables).items():
        _graft(tree, path, data)


def _graft(tree: xr.DataTree, path: str, group: Group) -> None:
    """Put a group, its subgroups included, at a path where there may already be variables."""
    if isinstance(group, xr.DataTree):
        for below in group.subtree:
            inside = below.relative_to(group)
            place = path if inside == "." else f"{path}/{inside}"
            _graft(tree, place, below.to_dataset(inherit=False))
    elif path and f"/{path}" not in tree.groups:
        tree[path] = xr.DataTree(group)
    else:
        node: Any = tree[path] if path else tree
        node.dataset = node.to_dataset(inherit=False).merge(group)
