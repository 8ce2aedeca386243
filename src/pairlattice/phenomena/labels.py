"""A labelled variable in one line."""

from typing import Any

import numpy as np

Variable = tuple[tuple[str, ...], Any, dict[str, str]]


def labelled(dims: tuple[str, ...], values: Any, units: str, name: str) -> Variable:
    """(dimensions, values, attributes) as `xarray` takes a variable."""
    return (dims, np.asarray(values), {"units": units, "long_name": name})
