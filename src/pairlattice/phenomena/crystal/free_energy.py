"""Eq. (2) on arrangements of the same charges at the same density, all at rest.

U_i is read as the potential energy of electron i in the field of every other charge.
"""

import numpy as np

from pairlattice import constants as c
from pairlattice import equations
from pairlattice.engine.lattice import Floats, Lattice
from pairlattice.phenomena.crystal import results as r
from pairlattice.phenomena.crystal.coulomb import PointCharges
from pairlattice.phenomena.crystal.exact import crystal_cell
from pairlattice.phenomena.crystal.parameters import Parameters
from pairlattice.units import ReducedUnits
from pairlattice.variable import Values


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


def measure(lattice: Lattice, p: Parameters, seed: int, units: ReducedUnits) -> Values:
    """Each arrangement's energies with standard errors."""
    rng = np.random.default_rng(seed)
    size = (p.block,) * 3
    still = crystal_cell(lattice, p.block, np.zeros((*size, 3)))
    electrons = p.block**3

    def displaced(rms: float) -> PointCharges:
        return crystal_cell(lattice, p.block, rms / np.sqrt(3) * rng.standard_normal((*size, 3)))

    def scattered(count: int) -> PointCharges:
        """The first `count` charges at random; electrons come first."""
        places = rng.uniform(size=(count, 3)) @ still.lattice.matrix
        positions = np.concatenate([places, still.positions[count:]])
        return PointCharges(still.lattice, positions, still.charges)

    several = range(p.repeats)
    found = {"crystal": [energies(displaced(0.0), units)]}
    for rms in p.disorder:
        found[f"displaced by {rms:g} d rms"] = [energies(displaced(rms), units) for _ in several]
    for name, count in (("electrons", electrons), ("ions and electrons", 2 * electrons)):
        found[f"{name} at random"] = [energies(scattered(count), units) for _ in several]
    columns = [np.array(rows) for rows in found.values()]
    mean = np.array([rows.mean(axis=0) for rows in columns])
    error = np.array([_error(rows) for rows in columns])
    return {
        r.ARRANGEMENT: list(found),
        r.EQ2: mean[:, 0],
        r.EQ2.error: error[:, 0],
        r.COULOMB: mean[:, 1],
        r.COULOMB.error: error[:, 1],
    }


def _error(rows: Floats) -> Floats:
    """Standard error of the mean over the first axis; none of one row."""
    if len(rows) == 1:
        return np.zeros(rows.shape[1])
    return np.asarray(rows.std(axis=0, ddof=1) / np.sqrt(len(rows)))
