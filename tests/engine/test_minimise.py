"""States at zero temperature.

| quantity                  | one route | the other |
|---------------------------|-----------|---|
| spontaneous order, κ < 0  | minimise  | u² = (k_c − k)/g, energy −(k_c − k)²/4g per site |
| response to a weak field  | minimise  | −E/(k − k_c) |
| minimum of an open sample | minimise  | the linear system of its dense force constants |
| residual                  | minimise  | the gradient at the state it returns |
"""

import numpy as np
import pytest

from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.minimise import minimise
from pairlattice.engine.sample import periodic, sphere
from pairlattice.engine.signals import Alternating
from pairlattice.engine.terms import DipoleDipole, ElectricField, Tether
from pairlattice.engine.vector import join, split

FCC = Lattice.cubic("fcc")
K_C = 4 * np.pi * FCC.density / 3


def noisy_start(sample, uniform=(0.0, 0.0, 0.0)):
    u = 0.02 * np.random.default_rng(4).standard_normal((*sample.size, 3)) + uniform
    return split(u * sample.sites[..., None])


def largest_force(hamiltonian, u, t=0.0):
    return np.abs(join(hamiltonian.force(u, t))).max()


def test_below_the_polarisation_catastrophe_the_crystal_orders_uniformly_by_itself():
    k, g = K_C - 0.3, 5.0
    sample = periodic(FCC, (4, 4, 4))
    terms = {"tether": Tether(k, g), "dipoles": DipoleDipole.of(sample)}
    hamiltonian = Hamiltonian(sample, terms)
    # The line search compares energies: below √(2⁻⁵² |E| k) ≈ 1e-7 their rounding is in its way.
    found = minimise(hamiltonian, noisy_start(sample, (0.05, 0.03, 0.0)), tolerance=1e-8)
    u = join(found.displacement)
    assert found.converged
    assert found.energy / sample.count == pytest.approx(-((K_C - k) ** 2) / (4 * g), rel=1e-9)
    assert np.sum(u**2, axis=-1) == pytest.approx((K_C - k) / g, rel=1e-6)
    # Uniform to the extent that the soft transverse modes let a force of 1e-7 tell.
    assert np.ptp(u, axis=(0, 1, 2)).max() < 1e-6
    assert found.residual <= 1e-7
    assert largest_force(hamiltonian, found.displacement) == pytest.approx(found.residual, rel=1e-6)


def test_above_the_catastrophe_the_crystal_relaxes_to_no_order_without_a_field():
    sample = periodic(FCC, (4, 4, 4))
    terms = {"tether": Tether(K_C + 0.3, 5.0), "dipoles": DipoleDipole.of(sample)}
    found = minimise(Hamiltonian(sample, terms), noisy_start(sample, (0.1, 0.0, 0.0)))
    assert found.converged
    assert np.abs(join(found.displacement)).max() < 1e-6


def test_a_weak_field_displaces_the_electrons_against_it_by_field_over_remaining_stiffness():
    field = np.array([1e-3, -2e-3, 2e-3])
    sample = periodic(FCC, (4, 4, 4))
    terms = {
        "tether": Tether(K_C + 0.4),
        "dipoles": DipoleDipole.of(sample),
        "field": ElectricField.of(field, Alternating(0.25)),
    }
    for t, factor in ((0.0, 1.0), (2.0, -1.0)):
        found = minimise(Hamiltonian(sample, terms), noisy_start(sample), t=t, tolerance=1e-10)
        expected = np.broadcast_to(-factor * field / 0.4, (4, 4, 4, 3))
        assert join(found.displacement) == pytest.approx(expected, abs=1e-7)
        assert found.energy / sample.count == pytest.approx(-np.sum(field**2) / 0.8, rel=1e-6)


def test_the_minimum_of_an_open_ball_solves_its_linear_equations():
    ball, field = sphere(FCC, 2.1), np.array([0.1, 0.2, -0.1])
    terms = {
        "tether": Tether(5.0),
        "dipoles": DipoleDipole.of(ball),
        "field": ElectricField.of(field),
    }
    found = minimise(Hamiltonian(ball, terms), noisy_start(ball), tolerance=1e-10)
    r = ball.positions[ball.sites]
    d = r[:, None] - r
    distance = np.linalg.norm(d, axis=-1)
    np.fill_diagonal(distance, np.inf)
    inverse = distance[..., None, None]
    T = np.eye(3) / inverse**3 - 3 * d[..., :, None] * d[..., None, :] / inverse**5
    count = ball.count
    dense = T.transpose(0, 2, 1, 3).reshape(3 * count, 3 * count) + 5.0 * np.eye(3 * count)
    expected = np.linalg.solve(dense, -np.tile(field, count)).reshape(count, 3)
    u = join(found.displacement)
    assert np.ptp(expected[:, 1]) > 1e-3
    assert u[ball.sites] == pytest.approx(expected, abs=1e-8)
    assert not u[~ball.sites].any()


def test_too_few_iterations_are_admitted():
    sample = periodic(FCC, (4, 4, 4))
    terms = {"tether": Tether(K_C - 0.3, 5.0), "dipoles": DipoleDipole.of(sample)}
    found = minimise(Hamiltonian(sample, terms), noisy_start(sample), max_iterations=2)
    assert not found.converged
    assert found.residual > 1e-6
