"""Numbers out of the results of experiments, each array read once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

import numpy as np
import xarray as xr

_TOLD = 6  # names that a message lists


class MissingResultError(LookupError):
    """There is no result of the experiment `noun` at all."""

    def __init__(self, noun: str):
        super().__init__(noun)
        self.noun = noun


class UnknownResultNameError(LookupError):
    """A result is there, but not what was asked of it: the code has another name for it."""

    def __init__(self, noun: str, path: str, asked: Any, there: Iterable[Any]):
        names = [str(name) for name in there]
        close = get_close_matches(str(asked), names, _TOLD, cutoff=0.0)
        more = ", ..." if len(names) > len(close) else ""
        super().__init__(
            f"the result of {noun} has no {path!r}: no {asked!r} there, but "
            + (f"{', '.join(close)}{more}" if close else "nothing")
        )


@dataclass(frozen=True)
class Reader:
    """trees: experiment's noun to its result, opened when asked for.

    Raises MissingResultError without a result, UnknownResultNameError where it lacks
    what is asked for.
    """

    trees: Mapping[str, xr.DataTree]
    _read: dict[Any, np.ndarray] = field(default_factory=dict)

    def array(self, noun: str, path: str, select: Mapping[str, Any]) -> np.ndarray:
        """A variable "node/name" at these labels (the nearest for floats)."""
        key = noun, path, tuple(select.items())
        if key not in self._read:
            variable = self._at(noun, path)
            if not isinstance(variable, xr.DataArray):
                raise UnknownResultNameError(noun, path, "variable", variable.variables)
            for dimension, label in select.items():
                if dimension not in variable.indexes:
                    raise UnknownResultNameError(noun, path, dimension, variable.indexes)
                labels = variable.indexes[dimension]
                method = "nearest" if isinstance(label, float) else None
                try:
                    variable = variable.sel({dimension: label}, method=method)
                except KeyError:
                    raise UnknownResultNameError(noun, path, label, labels) from None
            self._read[key] = variable.values
        return self._read[key]

    def _at(self, noun: str, path: str) -> Any:
        """The node or the variable at a path, the root at an empty one."""
        if noun not in self.trees:
            raise MissingResultError(noun)
        found: Any = self.trees[noun]
        for step in filter(None, path.split("/")):
            inside = isinstance(found, xr.DataTree)
            there = [*found.children, *found.variables] if inside else []
            if step not in there:
                raise UnknownResultNameError(noun, path, step, there)
            found = found[step]
        return found
