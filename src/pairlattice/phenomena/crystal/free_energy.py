"""Eq. (2) on arrangements of the same charges at the same density, all at rest.

U_i is read as the potential energy of electron i in the field of every other charge.
"""

import numpy as np
import xarray as xr

from pairlattice import constants as c
from pairlattice import equations
from pairlattice.engine.coulomb import PointCharges
from pairlattice.engine.lattice import Floats, Lattice
from pairlattice.phenomena.crystal.exact import crystal_cell
from pairlattice.phenomena.labels import labelled
from pairlattice.units import ReducedUnits


def eq2_per_electron(potentials: Floats, units: ReducedUnits) -> float:
    """Eq. (2) over the number of electrons, all at rest [E0]. potentials: U_i (N,) [E0]."""
    rest = np.zeros((len(potentials), 3))
    total = equations.free_energy(rest, potentials * units.energy, c.electron_mass)
    return total / len(potentials) / units.energy


def energies(charges: PointCharges, units: ReducedUnits) -> tuple[float, float]:
    """(Eq. (2), conserved Coulomb energy) per electron [E0]."""
    electrons = charges.charges < 0
    potentials = -charges.site_potentials[electrons]
    return eq2_per_electron(potentials, units), charges.energy / int(electrons.sum())


def measure(
    lattice: Lattice,
    disorder: tuple[float, ...],
    block: int,
    repeats: int,
    seed: int,
    units: ReducedUnits,
) -> xr.Dataset:
    """Each arrangement's energies with standard errors, and those of rigidly shifted electrons."""
    rng = np.random.default_rng(seed)
    size = (block,) * 3

    def displaced(rms: float) -> PointCharges:
        return crystal_cell(lattice, block, rms / np.sqrt(3) * rng.standard_normal((*size, 3)))

    def scattered() -> PointCharges:
        cell = crystal_cell(lattice, block, np.zeros((*size, 3)))
        places = rng.uniform(size=(block**3, 3)) @ cell.lattice.matrix
        positions = np.concatenate([places, cell.positions[block**3 :]])
        return PointCharges(cell.lattice, positions, cell.charges)

    def everything_scattered() -> PointCharges:
        cell = crystal_cell(lattice, block, np.zeros((*size, 3)))
        places = rng.uniform(size=(2 * block**3, 3)) @ cell.lattice.matrix
        return PointCharges(cell.lattice, places, cell.charges)

    found = {"crystal": [energies(displaced(0.0), units)]}
    for rms in disorder:
        found[f"displaced by {rms:g} d rms"] = [
            energies(displaced(rms), units) for _ in range(repeats)
        ]
    found["electrons at random"] = [energies(scattered(), units) for _ in range(repeats)]
    found["ions and electrons at random"] = [
        energies(everything_scattered(), units) for _ in range(repeats)
    ]
    data = xr.Dataset(coords={"arrangement": list(found)})
    for index, (name, label) in enumerate(
        (("eq2", "Eq. (2) per electron"), ("energy", "Coulomb energy per electron"))
    ):
        columns = [np.array([row[index] for row in rows]) for rows in found.values()]
        mean = [column.mean() for column in columns]
        error = [
            column.std(ddof=1) / np.sqrt(len(column)) if len(column) > 1 else 0.0
            for column in columns
        ]
        data[name] = labelled(("arrangement",), mean, "E0", label)
        data[f"{name}_error"] = labelled(("arrangement",), error, "E0", f"standard error, {label}")
    return data.merge(_shifted(lattice, units))


def _shifted(lattice: Lattice, units: ReducedUnits) -> xr.Dataset:
    """All electrons moved together along [111], from their sites to the tetrahedral hole."""
    edge = lattice.edge or 2.0
    shift = np.linspace(0, 0.25, 26)
    rows = [
        energies(crystal_cell(lattice, 1, np.full((1, 1, 1, 3), s * edge)), units) for s in shift
    ]
    data = xr.Dataset()
    label = "shift of all electrons along [111]"
    data = data.assign_coords(shift=labelled(("shift",), shift * edge * np.sqrt(3), "d", label))
    values = np.array(rows)
    data["shifted_eq2"] = labelled(("shift",), values[:, 0], "E0", "Eq. (2) per electron")
    data["shifted_energy"] = labelled(("shift",), values[:, 1], "E0", "Coulomb energy per electron")
    return data
