"""Points with vectors for ParaView: VTK and XDMF, written by meshio."""

from pathlib import Path

import meshio
import numpy as np
import xarray as xr

from pairlattice.export.sites import sites_of
from pairlattice.scenario import Scenario

_KINDS = {".vtk": "vtk", ".vtu": "vtu", ".xdmf": "xdmf"}


def write(tree: xr.DataTree, scenario: Scenario, path: Path) -> None:
    """A vertex at each site, with `displacement` (draw it with glyphs) and `fluctuation`, in Å
    where there is a material, else in d."""
    sites = sites_of(tree, scenario)
    vertices = np.arange(len(sites.position))[:, None]
    mesh = meshio.Mesh(
        sites.position,
        [("vertex", vertices)],
        point_data={"displacement": sites.displacement, "fluctuation": sites.fluctuation},
    )
    mesh.write(path, file_format=_KINDS[path.suffix.lower()])
