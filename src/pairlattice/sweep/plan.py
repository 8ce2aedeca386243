"""The points of a sweep: every combination of the axes' values, each a scenario of its own."""

import hashlib
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pairlattice.errors import InputError
from pairlattice.origin import program
from pairlattice.scenario import Scenario
from pairlattice.scenario.files import parse_toml
from pairlattice.scenario.problems import one_line
from pairlattice.sweep.axes import Axis, Value, place

MOST_POINTS = 1_000_000
REPLICA = "replica"


@dataclass(frozen=True)
class Point:
    """coordinates: a value for each axis. scenario: of this point. key: of scenario and program,
    under which its result is kept."""

    coordinates: tuple[Value, ...]
    scenario: Scenario

    @property
    def key(self) -> str:
        text = self.scenario.replace(title=None).to_toml()
        mask = self.scenario.mask_path
        parts = [text.encode(), json.dumps(program(self.scenario.experiment)).encode()]
        if mask is not None:
            parts.append(hashlib.sha256(mask.read_bytes()).digest())
        return hashlib.sha256(b"\0".join(parts)).hexdigest()[:32]


@dataclass(frozen=True)
class Plan:
    """base: the scenario that is varied. axes: what is varied. replicas: of each combination, with
    seeds of their own; 1 keeps the scenario's. extra: further combinations, off the grid.

    Raises InputError for more than a million points.
    """

    base: Scenario
    axes: tuple[Axis, ...]
    replicas: int = 1
    extra: tuple[tuple[Value, ...], ...] = field(default=())

    def __post_init__(self) -> None:
        names = [axis.name for axis in self.axes]
        paths = [axis.path for axis in self.axes]
        if len(set(names)) < len(names) or len(set(paths)) < len(paths):
            raise InputError(f"--over must name each field once, got {', '.join(names)}")
        if self.replicas > 1 and ("seed",) in paths:
            raise InputError("--replicas give seeds of their own; leave out --over seed")
        if self.count > MOST_POINTS:
            raise InputError(
                f"a sweep must have at most {MOST_POINTS} points, got {self.count}; "
                "take fewer values"
            )

    @property
    def count(self) -> int:
        grid = 1
        for axis in self.axes:
            grid *= len(axis.values)
        return (grid + len(self.extra)) * self.replicas

    @property
    def dims(self) -> tuple[str, ...]:
        """The dimensions of the data set."""
        return tuple(axis.name for axis in self.axes) + ((REPLICA,) if self.replicas > 1 else ())

    def points(self) -> Iterator[Point]:
        """Every point. Raises InputError for a value that the scenario cannot take."""
        tables = parse_toml(self.base.source)
        grid = itertools.product(*(axis.values for axis in self.axes))
        for values in itertools.chain(grid, self.extra):
            yield from self._at(tables, values)

    def _at(self, tables: dict[str, Any], values: tuple[Value, ...]) -> Iterator[Point]:
        for axis, value in zip(self.axes, values, strict=True):
            tables = place(tables, axis.path, axis.raw(value))
        told = ", ".join(
            f"{axis.name}={axis.raw(value)}" for axis, value in zip(self.axes, values, strict=True)
        )
        try:
            scenario = Scenario.from_dict(tables, self.base.base_dir)
        except InputError as error:
            raise InputError(f"at {one_line(told[:200])}: {error}") from None
        if self.replicas == 1:
            yield Point(values, scenario)
            return
        for replica in range(self.replicas):
            seed = _seed(scenario, replica)
            yield Point((*values, replica), scenario.replace(seed=seed))

    def with_extra(self, extra: set[tuple[Value, ...]]) -> "Plan":
        """The plan with more combinations."""
        return replace(self, extra=(*self.extra, *sorted(extra, key=repr)))


def _seed(scenario: Scenario, replica: int) -> int:
    """Of a replica: a function of the whole scenario, so that no two points share their noise."""
    text = f"{replica}\0{scenario.replace(title=None).to_toml()}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") >> 1
