"""NetCDF 4 with a group for each part of the result."""

import json
from pathlib import Path
from typing import Any

import xarray as xr

from pairlattice.scenario import Scenario


def write(tree: xr.DataTree, scenario: Scenario, path: Path) -> None:
    """Every array with its units. An attribute that NetCDF has no type for is JSON; the scenario
    is the attribute `scenario`."""
    parts = {}
    for node in tree.subtree:
        data = node.to_dataset(inherit=False).load()
        for name in data.variables:
            data[name].encoding = {}
            data[name].attrs = _plain(data[name].attrs)
        data.attrs = _plain(data.attrs)
        parts[node.path] = data
    parts["/"].attrs["scenario"] = scenario.source
    xr.DataTree.from_dict(parts).to_netcdf(path, engine="h5netcdf")


def _plain(attributes: dict[Any, Any]) -> dict[str, Any]:
    def one(value: Any) -> Any:
        flat = isinstance(value, (list, tuple)) and all(isinstance(v, (int, float)) for v in value)
        if isinstance(value, (str, int, float)) or (flat and len(value) > 0):
            return value
        return json.dumps(value, ensure_ascii=False)

    return {str(key): one(value) for key, value in attributes.items() if value is not None}
