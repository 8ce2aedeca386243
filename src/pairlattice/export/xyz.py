"""Extended XYZ: one line for each electron at its mean place, as OVITO, ASE and others read it.

Format: https://github.com/libAtoms/extxyz. Ions are left out: of a lattice other than rock salt the
result does not say where they are.
"""

import json
from pathlib import Path

import xarray as xr

from pairlattice.export.sites import sites_of
from pairlattice.scenario import Scenario

# No element is an electron; "X" is what atom viewers call a site of no element.
_SPECIES = "X"


def write(tree: xr.DataTree, scenario: Scenario, path: Path) -> None:
    """pos: site + mean displacement. displacement, fluctuation: as in the result; unit in the
    comment line, Å where there is a material, else d."""
    sites = sites_of(tree, scenario)
    notes = ["Properties=species:S:1:pos:R:3:displacement:R:3:fluctuation:R:1"]
    if sites.cell is not None:
        vectors = " ".join(f"{x:.17g}" for x in sites.cell.ravel())
        notes.insert(0, f'Lattice="{vectors}"')
    notes.append('pbc="T T T"' if sites.cell is not None else 'pbc="F F F"')
    title = json.dumps(scenario.title or scenario.experiment, ensure_ascii=False)
    notes += [f"unit={json.dumps(sites.unit, ensure_ascii=False)}", f"title={title}"]
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{len(sites.position)}\n{' '.join(notes)}\n")
        moved = sites.position + sites.displacement
        for p, u, spread in zip(moved, sites.displacement, sites.fluctuation, strict=True):
            numbers = " ".join(f"{x:.17g}" for x in (*p, *u, spread))
            file.write(f"{_SPECIES} {numbers}\n")
