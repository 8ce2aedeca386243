"""An endless rod in vacuum: a periodic sample with surfaces."""

import numpy as np
import pytest

from pairlattice.engine import ewald
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.minimise import minimise
from pairlattice.engine.sample import periodic, prism, rod
from pairlattice.engine.terms import DipoleDipole, Neighbour, SiteForce, Tether
from pairlattice.engine.vector import join, split, zeros
from pairlattice.errors import InputError

FCC = Lattice.cubic("fcc")
K = 2 * np.pi / 3 * 1.3


def everywhere(r):
    return np.ones(len(r), dtype=bool)


def test_a_rod_that_fills_its_box_is_the_periodic_crystal():
    """Without a gap, on the doubled grid, all energies are those of the primitive block."""
    full = rod(FCC, everywhere, (2.5, 2.5), 4, 0.0)
    # The box holds 6 × 6 × 4 points of which half are sites.
    assert full.size == (6, 6, 4)
    mask = np.asarray(np.indices(full.size).sum(axis=0) % 2 == 0)
    whole = type(full)(FCC, full.grid, full.size, mask=mask, periodic=True)
    block = periodic(FCC, (12, 12, 12))
    q = 2 * np.pi / 12 * np.array([2, 0, 0])
    u = {}
    for name, sample in (("grid", whole), ("block", block)):
        wave = np.cos(2 * np.pi / 6 * sample.positions[..., 0])
        field = np.where(sample.sites, wave, 0.0)[..., None] * np.array([0.0, 0.0, 1.0])
        energy = DipoleDipole.of(sample).energy(split(field), 0.0)
        u[name] = float(energy) / sample.count
    assert u["grid"] == pytest.approx(u["block"], rel=1e-10)
    # The exact value is half of T_zz(q) times the mean square ½.
    exact = 0.25 * ewald.dipole_tensor(FCC, q)[2, 2]
    assert u["block"] == pytest.approx(exact, rel=1e-10)


@pytest.mark.parametrize("J", [0.0, 0.3])
def test_the_force_in_a_rod_is_the_derivative_of_its_energy(J):
    sample = rod(FCC, everywhere, (2.0, 3.0), 4, 4.0)
    terms = {
        "tether": Tether(K, 2.0),
        "dipoles": DipoleDipole.of(sample),
        "neighbour": Neighbour.of(sample, J),
    }
    energy = Hamiltonian(sample, terms)
    rng = np.random.default_rng(0)
    u = split(0.1 * rng.standard_normal((*sample.size, 3)) * sample.sites[..., None], float)
    fast, reference = join(energy.force_field()(u, 0.0)), join(energy.force(u))
    np.testing.assert_allclose(fast, reference, atol=1e-12)
    assert np.abs(reference).max() > 0.1
    assert energy.softest > 0


def test_a_long_open_prism_has_the_same_middle_as_the_endless_rod():
    """Second route to the same answer: bare tensors in real space, with far ends.

    The charges of the ends weaken the middle by a share that falls as 1/L²; two lengths remove it.
    """
    endless = rod(FCC, everywhere, (2.0, 2.0), 2, 6.0)
    means = []
    for sample in (endless, prism(FCC, (4.0, 4.0, 50.0)), prism(FCC, (4.0, 4.0, 100.0))):
        force = SiteForce.of((0.0, 0.0, 0.01))
        terms = {"tether": Tether(K), "dipoles": DipoleDipole.of(sample), "force": force}
        found = minimise(Hamiltonian(sample, terms), zeros(sample.size, float), tolerance=1e-10)
        middle = sample.sites & (np.abs(sample.positions[..., 2]) < 1.5)
        # The rod's two planes stand at z = 0 and 1, the prism's middle has −1 as well.
        at = {
            tuple(np.round(r[:2], 6)): float(u)
            for r, u in zip(
                sample.positions[middle], join(found.displacement)[middle, 2], strict=True
            )
        }
        means.append(np.array([at[key] for key in sorted(at)]))
    endless_rod, short, long = means
    assert endless_rod.shape == long.shape
    np.testing.assert_allclose((4 * long - short) / 3, endless_rod, rtol=3e-3)
    assert endless_rod.std() > 1e-4


def test_a_rod_without_sites_or_of_another_lattice_is_refused():
    with pytest.raises(InputError, match="at least one site"):
        rod(FCC, lambda r: r[:, 0] > 99, (3.0, 3.0), 2, 2.0)
    with pytest.raises(InputError, match="cubic lattice"):
        rod(Lattice(((1, 0, 0), (0, 1, 0), (0, 0, 1))), everywhere, (3.0, 3.0), 2, 2.0)
