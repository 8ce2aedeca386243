"""The points of a sweep as one labelled data set: a dimension for each axis."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import xarray as xr

from pairlattice.sweep.plan import REPLICA, Plan
from pairlattice.sweep.work import Outcome

_SECOND = "component"


def assemble(plan: Plan, outcomes: Mapping[tuple[Any, ...], Outcome | None]) -> xr.Dataset:
    """Every value of every point, NaN where there is none.

    Refined points lie off the grid: an axis has all values that occur on it. `state` is the state
    of the sample in words, "" where there is none; `share_<state>` that of each local state.
    """
    coordinates = _coordinates(plan)
    index = [{value: i for i, value in enumerate(values)} for values in coordinates.values()]
    shape = tuple(len(values) for values in coordinates.values())
    dims = plan.dims
    data = xr.Dataset(coords={name: (name, list(v)) for name, v in coordinates.items()})
    for axis in plan.axes:
        data[axis.name].attrs |= {"units": axis.unit or "reduced", "field": _dotted(axis.path)}
    words = np.full(shape, "", dtype=object)
    arrays: dict[str, np.ndarray] = {}
    told: dict[str, dict[str, str]] = {}
    for point, outcome in outcomes.items():
        if outcome is None:
            continue
        at = tuple(place[value] for place, value in zip(index, point, strict=True))
        words[at] = outcome["state"]
        shares = {f"share_{name}": share for name, share in outcome["shares"].items()}
        for name, value in {**outcome["values"], **shares}.items():
            inner = (3,) if isinstance(value, list) else ()
            if name not in arrays:
                arrays[name] = np.full(shape + inner, np.nan)
                told[name] = {
                    "units": outcome["units"].get(name, "1"),
                    "long_name": outcome["labels"].get(name, name.replace("_", " of ", 1)),
                }
            arrays[name][at] = value
    for name, array in arrays.items():
        inner_dims = (_SECOND,) if array.ndim > len(shape) else ()
        data[name] = ((*dims, *inner_dims), array, told[name])
    if any(array.ndim > len(shape) for array in arrays.values()):
        data = data.assign_coords({_SECOND: list("xyz")})
    data["state"] = (dims, words.astype(str).astype(object), {"long_name": "state of the sample"})
    data.attrs = {"title": plan.base.title, "experiment": plan.base.experiment}
    data.attrs["scenario"] = plan.base.source
    return data


def _coordinates(plan: Plan) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for i, axis in enumerate(plan.axes):
        more = {values[i] for values in plan.extra} - set(axis.values)
        found[axis.name] = sorted({*axis.values, *more}) if more else list(axis.values)
    if plan.replicas > 1:
        found[REPLICA] = list(range(plan.replicas))
    return found


def _dotted(path: tuple[str | int, ...]) -> str:
    return ".".join(str(part + 1 if isinstance(part, int) else part) for part in path)
