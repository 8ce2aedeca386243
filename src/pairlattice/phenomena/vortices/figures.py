"""Figures 11, 12 and 13, drawn from the result; no physics here."""

import xarray as xr
from matplotlib.figure import Figure

from pairlattice.phenomena.vortices.captions import captions
from pairlattice.phenomena.vortices.ensemble_figure import ensembles
from pairlattice.phenomena.vortices.lattice_figure import tube_lattices
from pairlattice.phenomena.vortices.projection_figure import projections
from pairlattice.phenomena.vortices.section_figure import three_steps
from pairlattice.phenomena.vortices.tables import tables

__all__ = ["captions", "draw", "tables"]


def draw(tree: xr.DataTree) -> dict[str, Figure]:
    """fig11: three steps; fig12: projections; fig13: tube lattices; fig13_ensembles."""
    return {
        "fig11": three_steps(tree),
        "fig12": projections(tree),
        "fig13": tube_lattices(tree),
        "fig13_ensembles": ensembles(tree),
    }
