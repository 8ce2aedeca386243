"""The numbers of the crystal at rest."""

import numpy as np
import xarray as xr

from pairlattice.phenomena.crystal import results as r
from pairlattice.table import Cell, Table, against, cell
from pairlattice.variable import Variable


def tables(tree: xr.DataTree) -> list[Table]:
    """Site, soft modes, free energy, dipole approximation, tether by material."""
    arrangements = "Eq. (2) on the crystal, displaced and random"
    return [
        _site(tree),
        _soft(tree),
        against(r.ARRANGEMENT, arrangements, tree, (r.EQ2, r.COULOMB)),
        against(r.PATTERN, "Where the dipole approximation ends", tree, (r.TEN_PER_CENT,)),
        _tether(tree),
    ]


def _site(tree: xr.DataTree) -> Table:
    def row(variable: Variable) -> tuple[Cell, ...]:
        return variable.label, variable.value(tree)

    force, curvature = (float(np.abs(v.values(tree)).max()) for v in (r.FORCE, r.CURVATURE))
    rows: list[tuple[Cell, ...]] = [
        (r.MADELUNG.label, f"{r.MADELUNG.value(tree):.13f}"),
        row(r.SITE_ENERGY),
        row(r.SITE_ENERGY_EV),
        (r.FORCE.axis(words="largest force component"), force),
        (r.CURVATURE.axis(words="largest curvature component"), curvature),
        *map(row, (r.TRACE, r.IONS_ALONE, r.BACKGROUND)),
    ]
    for direction in r.DIRECTION.values(tree):
        for a in (r.QUARTIC, r.QUARTIC_FIT):
            words = f"{a.long_name} along {direction}"
            rows.append((a.axis(words=words), cell(a, tree, direction=direction)))
    rows += map(row, (r.RATIO, r.PERMITTIVITY, r.INTEGRAL))
    return Table("The crystal at rest", ("quantity", "value"), tuple(rows))


def _soft(tree: xr.DataTree) -> Table:
    shown = (r.LATTICE, r.EIGENVALUE, r.THRESHOLD, r.SOFT_Q)
    rows = tuple(
        (str(name), low, round(float(kappa), 6) + 0.0, ", ".join(f"{x:.3g}" for x in q))
        for name, low, kappa, q in zip(*(v.values(tree) for v in shown), strict=True)
    )
    title = "Softest modes of the dipole lattice"
    return Table(title, tuple(v.label for v in shown), rows)


def _tether(tree: xr.DataTree) -> Table:
    kappa, room = (v.value(tree) for v in (r.settings.tether.kappa, r.own.room_temperature))
    shown = (
        (r.SPACING, "Å"),
        r.THRESHOLD_QUANTUM,
        r.QUANTUM,
        r.TRANSVERSE,
        (r.ZERO_POINT, "Å"),
        (r.WARM, "Å"),
        (r.CLASSICAL, "Å"),
        r.ANGSTROM_QUANTUM,
    )
    note = f"Tether of κ = {kappa:g}; room temperature is {room:g} K."
    return against(r.MATERIAL, "What the tether means", tree, shown, note)
