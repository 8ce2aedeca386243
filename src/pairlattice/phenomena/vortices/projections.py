"""Fig. 12: the crystal along the axes, with plane group, cell and angles."""

import xarray as xr

from pairlattice.measured.experiments import experiments
from pairlattice.model.crystal import rock_salt
from pairlattice.model.projection import project, shape
from pairlattice.phenomena.labels import labelled
from pairlattice.phenomena.vortices.parameters import Parameters
from pairlattice.phenomena.vortices.tube_energies import axis_name


def all_of(p: Parameters) -> xr.DataTree:
    """One dataset for each axis: `axis0` …; the attributes hold symbols and axis."""
    tree = xr.DataTree()
    for index, axis in enumerate(p.axes):
        found = project(axis)
        data = xr.Dataset()
        data["cell"] = labelled(("vector", "component"), found.cell, "d", "primitive cell")
        data["point"] = labelled(("point", "component"), found.points, "1", "columns, fractions")
        kind = "column of 1 ions, 2 electrons, 3 both"
        data["kind"] = labelled(("point",), found.kinds, "1", kind)
        for name, cell in (("", found.cell), ("uncoloured_", found.uncoloured_cell)):
            form = shape(cell)
            data[f"{name}short"] = labelled((), form.short, "d", "shorter side")
            data[f"{name}long"] = labelled((), form.long, "d", "longer side")
            data[f"{name}angle"] = labelled((), form.angle, "degree", "angle of the cell")
            label = "angles of the triangle of nearest neighbours"
            data[f"{name}triangle"] = labelled(("corner",), form.triangle, "degree", label)
        data.attrs = {
            "axis": axis_name(axis),
            "plane_group": found.group.symbol,
            "layer_group": f"{found.group.layer_symbol} ({found.group.layer_number})",
            "uncoloured_group": found.uncoloured.symbol,
        }
        tree[f"axis{index}"] = xr.DataTree(data)
    tree.attrs = {"space_group": rock_salt().space_group, "observed": observed()}
    return tree


def observed() -> list[dict[str, str]]:
    """Published vortex lattices: what, seen, source, whether the number was read in the source."""
    return [
        {
            "quantity": row.quantity.removeprefix("vortex lattice "),
            "seen": row.text,
            "source": row.citation,
            "verified": "yes" if row.verified else "no",
        }
        for row in experiments().values()
        if row.id.startswith("vl_")
    ]
