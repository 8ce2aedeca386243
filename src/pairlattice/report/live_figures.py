"""Figures and tables of a live run: its series, and a plane of the lattice as it ended."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.figure import Figure
from numpy.typing import NDArray

from pairlattice.model.local_states import LocalState
from pairlattice.report import run_figures
from pairlattice.report.lattice_plane import plane_figure
from pairlattice.table import Table

_CAPTIONS = {
    "series": (
        "Displacement averaged over the sample, coherence, displacement current and kinetic "
        "temperature against time over the last part of the run. A displacement points from the "
        "ion to its electron."
    ),
    "plane": (
        "Recent mean displacement of the sites of one lattice plane at the end of the run. Arrows "
        "point from the ion to its electron and are enlarged: the length of the longest stands "
        "above the panel. The colour is the local state of the block of the site (closure C8)."
    ),
}


def draw(tree: xr.DataTree) -> dict[str, Figure]:
    """The series, and the plane."""
    found = {}
    if "time" in tree.dims and tree.sizes["time"] > 1:
        found["series"] = run_figures.draw(xr.DataTree(tree.to_dataset()))["series"]
    found["plane"] = plane_figure(tree["sites"].to_dataset(), state_names(tree))
    return found


def state_names(tree: xr.DataTree) -> NDArray[np.str_]:
    """The name of each site's local state (n1, n2, n3)."""
    name: Any = np.vectorize(lambda code: LocalState(int(code)).label, otypes=["U20"])
    return np.asarray(name(tree["sites"]["state"].to_numpy()))


def captions(tree: xr.DataTree) -> dict[str, str]:
    return {name: _CAPTIONS[name] for name in draw(tree)}


def tables(tree: xr.DataTree) -> list[Table]:
    """The share of each local state at the end, and the checksum of the state."""
    shares = tuple((name, float(share)) for name, share in tree.attrs["fractions"].items())
    end = (("steps", int(tree.attrs["step"])), ("checksum", str(tree.attrs["checksum"])))
    return [
        Table("Local states", ("state", "share of the sites"), shares, tree.attrs["reason"]),
        Table("The state at the end", ("quantity", "value"), end),
    ]
