"""NetCDF 4 with a group for each part of the result."""

from pathlib import Path

import xarray as xr

from pairlattice import netcdf
from pairlattice.scenario import Scenario


def write(tree: xr.DataTree, scenario: Scenario, path: Path) -> None:
    """Every array with its units; the scenario is the attribute `scenario`."""
    told = tree.copy()
    told.attrs = {**tree.attrs, "scenario": scenario.source}
    netcdf.write(told, path)
