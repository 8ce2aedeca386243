"""Series against time as comma-separated text, a column for each number."""

import csv
from pathlib import Path

import xarray as xr

from pairlattice.errors import InputError
from pairlattice.scenario import Scenario


def write(tree: xr.DataTree, scenario: Scenario, path: Path) -> None:
    """The first column is time; a heading is the name, x, y or z, and the unit. Numbers are
    written with all their digits."""
    del scenario
    root = tree.to_dataset()
    if "time" not in root.dims:
        raise InputError("this result has no series against time to export; .nc holds everything")
    columns = {_heading("time", root["time"]): root["time"].values}
    for name, value in root.data_vars.items():
        if value.dims == ("time",):
            columns[_heading(str(name), value)] = value.values
        elif value.dims == ("time", "component"):
            for i, axis in enumerate(map(str, value["component"].values)):
                columns[_heading(f"{name}_{axis}", value)] = value.values[:, i]
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(columns)
        rows.writerows(zip(*(column.tolist() for column in columns.values()), strict=True))


def _heading(name: str, value: xr.DataArray) -> str:
    unit = str(value.attrs.get("units", "1"))
    return name if unit == "1" else f"{name} [{unit}]"
