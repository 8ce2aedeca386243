"""Numbers out of the results of experiments, each array read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import xarray as xr


class MissingResultError(LookupError):
    """The result of an experiment, or a part of it, is not there. noun: of the experiment."""

    def __init__(self, noun: str):
        super().__init__(noun)
        self.noun = noun


@dataclass(frozen=True)
class Listed:
    """A closure that a result lists."""

    id: str
    title: str


@dataclass(frozen=True)
class Reader:
    """trees: experiment's noun to its result, opened when asked for."""

    trees: Mapping[str, xr.DataTree]
    _read: dict[Any, tuple[np.ndarray, str]] = field(default_factory=dict)

    def tree(self, noun: str) -> xr.DataTree:
        """The whole result. Raises MissingResultError."""
        if noun not in self.trees:
            raise MissingResultError(noun)
        return self.trees[noun]

    def array(self, noun: str, path: str, select: Mapping[str, Any]) -> tuple[np.ndarray, str]:
        """A variable "node/name" at these labels (the nearest for floats), and its unit."""
        key = noun, path, tuple(select.items())
        if key not in self._read:
            try:
                variable: Any = self.tree(noun)[path]
                unit = str(variable.attrs.get("units", ""))
                for dimension, label in select.items():
                    method = "nearest" if isinstance(label, float) else None
                    variable = variable.sel({dimension: label}, method=method)
                self._read[key] = variable.values, unit
            except KeyError:
                # A result of another version: to be made again.
                raise MissingResultError(noun) from None
        return self._read[key]

    def attribute(self, noun: str, path: str) -> Any:
        """An attribute "node@name/key", of the root where there is no node."""
        node, _, steps = path.partition("@")
        try:
            value: Any = (self.tree(noun)[node] if node else self.tree(noun)).attrs
            for step in steps.split("/"):
                value = value[int(step)] if isinstance(value, list | tuple) else value[step]
        except (KeyError, IndexError):
            raise MissingResultError(noun) from None
        return value

    def closures(self, noun: str) -> tuple[Listed, ...]:
        """What a result says that it assumes."""
        listed = self.tree(noun).attrs.get("closures", ())
        return tuple(Listed(one["id"], one["title"]) for one in listed)
