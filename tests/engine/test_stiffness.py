"""Harmonic modes of the whole Hamiltonian.

| quantity                   | one route                      | the other |
|----------------------------|--------------------------------|---|
| softest, stiffest mode     | Hamiltonian.softest, .stiffest | dense eigenvalues of jax.hessian |
| uniform modes of a crystal | Hamiltonian                    | k − ω_p²/3, k + 2ω_p²/3 |
| a mode's force             | fold                           | −(k + eigenvalue of T) u |

In reduced units (mass and charge 1) ω_p² = 4πn.
"""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from pairlattice.engine.ewald import eigenvalues
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.sample import from_mask, periodic, prism, sphere
from pairlattice.engine.terms import DipoleDipole, Neighbour, Tether
from pairlattice.engine.vector import join, split

FCC, SC = Lattice.cubic("fcc"), Lattice.cubic("sc", 1.0)
PIECES = {
    "periodic": lambda: periodic(FCC, (2, 3, 2)),
    "periodic with a shape": lambda: periodic(SC, (2, 3, 2), (0.1, 0.3, 0.6)),
    "open, nine sites": lambda: prism(Lattice.cubic("bcc"), (2.0, 2.0, 2.0)),
    "open, nineteen sites": lambda: sphere(FCC, 2.0),
    "one chain": lambda: from_mask(FCC, np.ones((1, 1, 7), dtype=bool)),
}


def system(sample, k=1.1, J=0.3):
    terms = {
        "tether": Tether(k, 2.0),
        "dipoles": DipoleDipole.of(sample),
        "neighbour": Neighbour.of(sample, J),
    }
    return Hamiltonian(sample, terms)


def dense_eigenvalues(hamiltonian):
    sites = hamiltonian.sample.sites
    inside = np.nonzero(sites)

    def energy(x):
        u = tuple(jnp.zeros(sites.shape).at[inside].set(c) for c in x.reshape(3, -1))
        return hamiltonian.energy(u)

    hessian = jax.jit(jax.hessian(energy))(jnp.zeros(3 * hamiltonian.sample.count))
    return np.linalg.eigvalsh(np.asarray(hessian))


@pytest.mark.parametrize("piece", PIECES)
def test_softest_and_stiffest_modes_are_the_extreme_eigenvalues_of_the_hessian(piece):
    hamiltonian = system(PIECES[piece]())
    values = dense_eigenvalues(hamiltonian)
    assert values[-1] - values[0] > 1
    # Lanczos iteration promises one part in a thousand; the other routes are exact.
    tolerance = 1e-3 if hamiltonian.sample.count > 10 and not hamiltonian.sample.periodic else 1e-10
    assert hamiltonian.stiffest == pytest.approx(values[-1], rel=tolerance)
    assert hamiltonian.softest == pytest.approx(values[0], rel=tolerance)


@pytest.mark.parametrize("kind", ["sc", "bcc", "fcc"])
def test_uniform_transverse_mode_softens_by_a_third_of_plasma_frequency_squared(kind):
    lattice, k = Lattice.cubic(kind), 6.0
    plasma = 4 * np.pi * lattice.density
    for factors, shift in (((0, 0, 0), -1 / 3), ((0, 0, 1), 2 / 3), ((1 / 3, 1 / 3, 1 / 3), 0)):
        sample = periodic(lattice, (4, 4, 4), factors)
        crystal = Hamiltonian(sample, {"tether": Tether(k), "dipoles": DipoleDipole.of(sample)})
        u = np.zeros((4, 4, 4, 3))
        u[..., 2] = 0.01
        force = join(crystal.force_field()(split(u), 0.0))
        expected = -(k + shift * plasma) * u
        assert np.abs(force - expected).max() < 1e-12


def test_every_plane_wave_is_an_eigenvector_with_its_own_stiffness():
    size, k = (4, 4, 4), 3.0
    sample = periodic(FCC, size)
    force = Hamiltonian(
        sample, {"tether": Tether(k), "dipoles": DipoleDipole.of(sample)}
    ).force_field()
    index = np.stack(np.meshgrid(*map(np.arange, size), indexing="ij"), -1)
    for q in [(0.25, 0, 0), (0.5, 0.25, 0), (0.25, 0.5, 0.75), (0.5, 0.5, 0.5)]:
        from_tensor = k + FCC.density * eigenvalues(FCC, np.array(q))
        wave = np.cos(2 * np.pi * index @ np.array(q))
        response = [join(force(split(wave[..., None] * e), 0.0)) for e in np.eye(3)]
        # −f = (k + T(q)) u for a standing wave, because T(q) is even.
        matrix = -np.array([np.tensordot(wave, r, 3) for r in response]) / np.sum(wave**2)
        assert np.ptp(from_tensor) > 1
        assert np.linalg.eigvalsh(matrix) == pytest.approx(from_tensor, rel=1e-11)
