"""A result by name: where it stands in a tree, over which dimensions, in which unit.

Whoever computes, judges or draws a result imports its `Variable`; nobody writes a path.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import xarray as xr

_PREFIX = {
    "f": 1e-15,
    "p": 1e-12,
    "n": 1e-9,
    "µ": 1e-6,
    "m": 1e-3,
    "k": 1e3,
    "M": 1e6,
    "G": 1e9,
    "T": 1e12,
}
_OTHER = {("Å", "m"): 1e-10, ("g", "kg"): 1e-3, ("%", "1"): 1e-2}


class UnknownVariableError(LookupError):
    """A result does not hold the variable that is asked for."""


@dataclass(frozen=True)
class Variable:
    """A labelled array of a result.

    experiment: its noun. node: path of the group, "" for the root; "{}" stands for the member of a
    family of groups, see `at`. dims: none for a single number or word. units: as written on an
    axis, "1" for pure numbers and words. error_name: of the variable with its standard error.

    >>> gap = Variable("levitation", "loads", "gap", ("mass",), "m", "gap of balance")
    >>> gap.label, gap.axis("mm"), gap.path
    ('gap of balance (m)', 'gap of balance (mm)', 'loads/gap')
    """

    experiment: str
    node: str
    name: str
    dims: tuple[str, ...] = ()
    units: str = "1"
    long_name: str = ""
    error_name: str = ""

    def __call__(self, values: Any) -> tuple[tuple[str, ...], Any, dict[str, str]]:
        """(dimensions, values, attributes) as `xarray` takes a variable."""
        attributes = {"units": self.units, "long_name": self.long_name or self.name}
        return self.dims, np.asarray(values), attributes

    def at(self, *members: str) -> "Variable":
        """The variable of one group of a family, or of a family of families.

        >>> Variable("vortices", "regimes/{}", "share").at("case2").path
        'regimes/case2/share'
        """
        return replace(self, node=self.node.format(*members))

    def inside(self, experiment: str, node: str) -> "Variable":
        """The same where a result of another experiment holds the whole result below a group.

        >>> Variable("run", "sites", "position").inside("states", "samples/{}").path
        'samples/{}/sites/position'
        """
        return replace(self, experiment=experiment, node=f"{node}/{self.node}".rstrip("/"))

    def over(self, *dims: str) -> "Variable":
        """The same over these dimensions."""
        return replace(self, dims=dims)

    @property
    def path(self) -> str:
        return f"{self.node}/{self.name}" if self.node else self.name

    @property
    def error(self) -> "Variable":
        """Its standard error. Raises LookupError for a variable that declares none."""
        if not self.error_name:
            raise LookupError(f"{self.path} of {self.experiment} has no standard error")
        words = f"standard error of the {self.long_name or self.name}"
        return replace(self, name=self.error_name, long_name=words, error_name="")

    @property
    def label(self) -> str:
        """Words and unit, for an axis or a column."""
        return self.axis()

    def axis(self, unit: str = "", words: str = "") -> str:
        """Words and unit as an axis shows them. unit: see `scale`. words: shorter ones."""
        self.scale(unit)
        shown, words = unit or self.units, words or self.long_name or self.name
        return words if shown == "1" else f"{words} ({shown})"

    def scale(self, unit: str = "") -> float:
        """By which values are divided to be shown in `unit`: the own one, or it with a prefix.

        >>> Variable("drude", "drift", "drift", ("field",), "m/s").scale("km/s")
        1000.0
        """
        if unit in ("", self.units):
            return 1.0
        if (unit, self.units) in _OTHER:
            return _OTHER[unit, self.units]
        if unit[1:] == self.units and unit[0] in _PREFIX:
            return _PREFIX[unit[0]]
        raise ValueError(f"{self.path} in {self.units} cannot be shown in {unit}")

    def is_in(self, tree: "xr.DataTree") -> bool:
        """Whether the part of the experiment that finds it was run."""
        return f"/{self.node}" in tree.groups

    def of(self, tree: "xr.DataTree") -> "xr.DataArray":
        """The array with its labels. Raises UnknownVariableError."""
        if "{}" in self.node:
            raise UnknownVariableError(f"{self.path} is a family; name a member with at(…)")
        try:
            found: Any = tree[self.path]
        except KeyError:
            raise UnknownVariableError(
                f"the result of {self.experiment} holds no {self.path}"
            ) from None
        return found

    def members(self, tree: "xr.DataTree") -> tuple[str, ...]:
        """The members of its family that a result holds, for `at`."""
        return tuple(tree[self.node.partition("/{}")[0]].children)

    def values(self, tree: "xr.DataTree", unit: str = "") -> Any:
        """The bare array, in `unit`."""
        return self.of(tree).values / self.scale(unit) if unit else self.of(tree).values

    def value(self, tree: "xr.DataTree", unit: str = "") -> float:
        """A single number, in `unit`."""
        return float(self.of(tree)) / self.scale(unit)


@dataclass(frozen=True)
class Node:
    """A group of a result, or a family of such; called, it makes a variable of the group.

    >>> drift = Node("drude", "drift")
    >>> drift("drift", "m/s", "mean velocity", "electric_field", error="drift_error").error.path
    'drift/drift_error'
    """

    experiment: str
    path: str = ""

    def __call__(
        self, name: str, units: str, long_name: str, *dims: str, error: str = ""
    ) -> Variable:
        """A variable. dims: none for a number. error: name of the variable with its error."""
        return Variable(self.experiment, self.path, name, dims, units, long_name, error)


Values = Mapping[Variable, Any]


def nodes(values: Values) -> "dict[str, xr.Dataset]":
    """The groups of these variables by path; a variable over its own name labels its dimension."""
    import xarray as xr

    groups: dict[str, dict[str, Any]] = {}
    for variable, array in values.items():
        groups.setdefault(variable.node, {})[variable.name] = variable(array)
    return {path: xr.Dataset(group) for path, group in groups.items()}
