"""Dipoles as the limit of displaced charges.

| quantity                         | one route           | the other |
|----------------------------------|---------------------|---|
| energy of a displacement pattern | DipoleDipole.energy | matscipy's Ewald sum over charges |

Both leave out the k = 0 term: no depolarising field, the tinfoil convention. Each site holds a
charge +1 and, displaced by u, a charge −1; of their energy the pair's own −1/|u| is taken away.
The rest is the dipoles' energy with a correction of relative order u².
"""

import matscipy.calculators.ewald.calculator as other
import numpy as np
import pytest
from ase import Atoms

from pairlattice.engine.lattice import Lattice
from pairlattice.engine.sample import periodic
from pairlattice.engine.terms import DipoleDipole
from pairlattice.engine.vector import split

SKEWED = Lattice.from_vectors([[1.9, 0.2, 0.0], [-0.3, 1.7, 0.4], [0.1, 0.5, 2.1]])


def energy_of_charges(sample, u):
    """Coulomb energy of the displaced charges without the pairs' own −1/|u| [e²/d]."""
    sites = sample.positions.reshape(-1, 3)
    count = len(sites)
    cell = np.array(sample.size)[:, None] * sample.lattice.matrix
    atoms = Atoms(f"H{2 * count}", np.concatenate([sites + u, sites]), cell=cell, pbc=True)
    atoms.set_array("charge", np.repeat([-1.0, 1.0], count))
    calculator = other.Ewald()
    # Both Gaussians end below 1e-15: exp(−(1.6·4)²), and exp(−6²) of the reciprocal sum.
    alpha = 1.6
    reach = {"alpha": alpha, "nbk_c": np.array([14, 14, 14]), "cutoff": 12 * alpha}
    calculator.set(accuracy=1e-12, cutoff=4.0, verbose=False, kspace=reach)
    atoms.calc = calculator
    total = atoms.get_potential_energy() / other.conversion_prefactor
    return total + np.sum(1 / np.linalg.norm(u, axis=1))


# The library estimates parameters that are given here anyway, and divides by zeros of the cell.
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(
    "lattice", [*map(Lattice.cubic, ("sc", "bcc", "fcc")), SKEWED], ids=lambda lat: lat.name
)
def test_energy_of_displaced_charges_tends_to_the_dipole_energy_as_displacement_squared(lattice):
    sample = periodic(lattice, (2, 2, 2))
    pattern = np.random.default_rng(4).standard_normal((*sample.size, 3))
    dipoles = float(DipoleDipole.of(sample).energy(split(pattern), 0.0))
    assert abs(dipoles) > 0.1 * sample.count * lattice.density
    widths = np.array([0.04, 0.02, 0.01])
    charges = [energy_of_charges(sample, w * pattern.reshape(-1, 3)) / w**2 for w in widths]
    coarse, middle, fine = np.array(charges) / dipoles - 1
    assert middle / fine == pytest.approx(4, rel=0.02)
    # Extrapolated to u = 0 with u² and u⁴ removed; what is left is u⁶, and rounding of
    # positions, which weighs 1e-16/u⁴.
    limits = (4 * middle - coarse) / 3, (4 * fine - middle) / 3
    assert abs((16 * limits[1] - limits[0]) / 15) < 1e-6
