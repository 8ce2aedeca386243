"""A result in the formats of other programs: atom viewers, ParaView, NetCDF, spreadsheets."""

from collections.abc import Callable
from pathlib import Path

import xarray as xr

from pairlattice.errors import InputError
from pairlattice.scenario import Scenario

Writer = Callable[[xr.DataTree, Scenario, Path], None]


def _xyz(tree: xr.DataTree, scenario: Scenario, path: Path) -> None:
    from pairlattice.export.xyz import write

    write(tree, scenario, path)


def _mesh(tree: xr.DataTree, scenario: Scenario, path: Path) -> None:
    from pairlattice.export.mesh import write

    write(tree, scenario, path)


def _netcdf(tree: xr.DataTree, scenario: Scenario, path: Path) -> None:
    from pairlattice.export.netcdf import write

    write(tree, scenario, path)


def _csv(tree: xr.DataTree, scenario: Scenario, path: Path) -> None:
    from pairlattice.export.table import write

    write(tree, scenario, path)


FORMATS: dict[str, tuple[str, Writer]] = {
    ".xyz": ("extended XYZ, for atom viewers", _xyz),
    ".vtk": ("VTK, for ParaView", _mesh),
    ".vtu": ("VTK in XML, for ParaView", _mesh),
    ".xdmf": ("XDMF with a file .h5 beside it, for ParaView", _mesh),
    ".nc": ("NetCDF 4, everything", _netcdf),
    ".csv": ("comma-separated series against time", _csv),
}


def export(tree: xr.DataTree, scenario: Scenario, path: Path) -> Path:
    """Write a result to `path` in the format of its ending; returns the path.

    Raises InputError for an ending that no format has, for a file that is there already, and for
    a result without what the format holds.
    """
    ending = path.suffix.lower()
    if ending not in FORMATS:
        told = ", ".join(FORMATS)
        raise InputError(
            f"--to must end in one of {told}, got {path.name!r}; for example sites.xyz"
        )
    beside = [path, path.with_suffix(".h5")] if ending == ".xdmf" else [path]
    for file in beside:
        if file.exists() or file.is_symlink():
            raise InputError(f"{file} is there already; choose another name or remove it")
    if not path.parent.is_dir():
        raise InputError(f"{path.parent} is no folder; make it first")
    try:
        FORMATS[ending][1](tree, scenario, path)
    except BaseException:
        for file in beside:
            file.unlink(missing_ok=True)  # They were not there before.
        raise
    return path
