"""The dipole tensor of a periodic lattice.

| quantity                 | one route          | the other |
|--------------------------|--------------------|---|
| T(q)                     | Ewald's two sums   | the bare sum with a soft cutoff, no Ewald |
| T(q)                     | one splitting      | another splitting |
| trace T(q)               | Ewald              | 0, for 1/r is harmonic; −4πn at q = 0 |
| T(q → 0)                 | Ewald              | macroscopic field: 4πn q̂q̂ − 4πn/3 |
| T on a block's q         | ewald.kernel       | dipole_tensor |
| T(q) of a turned lattice | T(Oq)              | O T(q) Oᵀ |
| T(q) of a lattice        | one choice of cell | another choice of cell |
"""

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairlattice.engine.ewald import COMPONENTS, dipole_tensor, eigenvalues, kernel
from pairlattice.engine.lattice import Lattice

CUBIC = [Lattice.cubic(kind) for kind in ("sc", "bcc", "fcc")]
SKEWED = Lattice.from_vectors([[1.1, 0.2, 0.0], [-0.3, 0.9, 0.4], [0.1, 0.5, 1.3]])
ROTATIONS = [
    np.diag(signs)[list(order)]
    for order in permutations(range(3))
    for signs in product((1, -1), repeat=3)
]

by_name = pytest.mark.parametrize("lattice", [*CUBIC, SKEWED], ids=lambda lat: lat.name)
cubic = pytest.mark.parametrize("lattice", CUBIC, ids=lambda lat: lat.name)


def some_wave_vectors(lattice, count=30):
    """Inside the zone, outside it, and on the boundary; Cartesian."""
    inside = np.random.default_rng(1).uniform(-1.5, 1.5, (count, 3))
    boundary = [[0.5, 0, 0], [0.5, 0.5, 0], [0.5, 0.5, 0.5], [0.25, 0.5, 0.75], [0.5, 1.0, 0.0]]
    return np.concatenate([inside, boundary]) @ lattice.reciprocal


def soft_sum(lattice, q, radius):
    """Σ T(R) cos(q·R) exp(−R²/s²) with s = radius/6."""
    R = lattice.points_within(radius) @ lattice.matrix
    r = np.linalg.norm(R, axis=1)
    weight = np.cos(R @ q) * np.exp(-((6 * r / radius) ** 2))
    outer = 3 * R[:, :, None] * R[:, None, :] / r[:, None, None] ** 5
    return np.einsum("m,mab->ab", weight, np.eye(3) / r[:, None, None] ** 3 - outer)


@by_name
def test_ewald_sum_agrees_with_the_bare_sum_softly_cut_off(lattice):
    # The soft cutoff averages T over wave vectors within 1/s of q, hence an error a/s² + b/s⁴ + …
    # far from q = G; two extrapolation steps over radii 20, 20√2, 40 edges remove a and b. The
    # bound is the change in the last step, about ten times the error found.
    q = np.array([0.45, 0.3, 0.5]) @ lattice.reciprocal
    edge = lattice.volume ** (1 / 3)
    a, b, c = (soft_sum(lattice, q, edge * r) for r in (20, 20 * np.sqrt(2), 40))
    ab, bc = 2 * b - a, 2 * c - b
    bare = (4 * bc - ab) / 3
    exact = dipole_tensor(lattice, q)
    assert np.abs(exact).max() > lattice.density
    assert np.abs(bare - exact).max() < 3e-4 * lattice.density


@by_name
@pytest.mark.parametrize("splitting", [0.7, 1.3, 1.8])
def test_dipole_tensor_does_not_depend_on_the_splitting(lattice, splitting):
    q = some_wave_vectors(lattice)
    reference = dipole_tensor(lattice, q)
    other = dipole_tensor(lattice, q, splitting)
    assert np.abs(reference).max() > 3 * lattice.density
    assert np.abs(other - reference).max() < 1e-10 * lattice.density


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.floats(-0.4, 0.4), min_size=9, max_size=9),
    st.lists(st.floats(-1, 1), min_size=3, max_size=3),
    st.floats(0.7, 1.6),
)
def test_splitting_independence_holds_for_any_cell(skew, f, splitting):
    lattice = Lattice.from_vectors(np.diag([1.0, 1.3, 1.6]) + np.reshape(skew, (3, 3)))
    q = np.array(f) @ lattice.reciprocal
    difference = dipole_tensor(lattice, q, splitting) - dipole_tensor(lattice, q)
    # Very flat cells have a large shortest-pair term 1/R³; the bound is relative to it.
    nearest = np.linalg.norm(lattice.nearest_neighbours[0] @ lattice.matrix)
    assert np.abs(difference).max() < 1e-10 * (lattice.density + nearest**-3)


@by_name
def test_dipole_tensor_is_traceless_because_the_coulomb_potential_is_harmonic(lattice):
    T = dipole_tensor(lattice, some_wave_vectors(lattice))
    assert np.abs(np.trace(T, axis1=-2, axis2=-1)).max() < 1e-11 * lattice.density
    tinfoil = np.trace(dipole_tensor(lattice, np.zeros(3)))
    assert tinfoil == pytest.approx(-4 * np.pi * lattice.density, rel=1e-12)


@cubic
@pytest.mark.parametrize("direction", [(1, 0, 0), (1, 1, 0), (1, 1, 1), (1, -2, 3)])
def test_long_waves_have_transverse_minus_4pi_3_and_longitudinal_8pi_3(lattice, direction):
    n = np.array(direction) / np.linalg.norm(direction)
    macroscopic = 4 * np.pi * (np.outer(n, n) - np.eye(3) / 3)
    errors = []
    for length in (0.02, 0.01):
        T = dipole_tensor(lattice, length * n) / lattice.density
        errors.append(np.abs(T - macroscopic).max())
    # Corrections are of order (qa)²: halving q must quarter them.
    assert errors[0] < 5 * 0.02**2
    assert errors[1] / errors[0] == pytest.approx(0.25, abs=0.01)


@cubic
def test_uniform_modes_are_exact_in_units_of_the_density(lattice):
    assert eigenvalues(lattice, np.zeros(3)) == pytest.approx(-4 * np.pi / 3, rel=1e-12)
    nearly = eigenvalues(lattice, np.array([1e-5, 0, 0]))
    assert nearly == pytest.approx(np.array([-1, -1, 2]) * 4 * np.pi / 3, rel=1e-8)


@by_name
@pytest.mark.parametrize("size", [(4, 4, 4), (5, 4, 3)])
def test_tabulated_kernel_equals_the_dipole_tensor_at_every_wave_vector_of_the_block(lattice, size):
    axes = [np.arange(size[0]) / size[0], np.arange(size[1]) / size[1]]
    axes.append(np.arange(size[2] // 2 + 1) / size[2])
    q = np.stack(np.meshgrid(*axes, indexing="ij"), -1) @ lattice.reciprocal
    T = dipole_tensor(lattice, q)
    parts = kernel(lattice, size)
    for (a, b), part in zip(COMPONENTS, parts, strict=True):
        assert np.abs(T[..., a, b]).max() > 0.1 * lattice.density
        assert np.abs(part - T[..., a, b]).max() < 1e-10 * lattice.density


@cubic
def test_cubic_lattices_are_covariant_under_all_48_rotations(lattice):
    q = some_wave_vectors(lattice, 4)
    T = dipole_tensor(lattice, q)
    assert np.abs(T[0] - np.diag(np.diag(T[0]))).max() > 0.1 * lattice.density
    for O in ROTATIONS:
        turned = dipole_tensor(lattice, q @ O.T)
        assert np.abs(turned - O @ T @ O.T).max() < 1e-11 * lattice.density


@by_name
def test_the_choice_of_primitive_cell_does_not_matter(lattice):
    unimodular = np.array([[1, 1, 0], [0, 1, 2], [1, 1, 1]])
    assert round(np.linalg.det(unimodular)) == 1
    other = Lattice.from_vectors(unimodular @ lattice.matrix)
    q = some_wave_vectors(lattice, 10)
    difference = dipole_tensor(other, q) - dipole_tensor(lattice, q)
    assert np.abs(difference).max() < 1e-11 * lattice.density


def test_depolarisation_enters_the_kernel_as_4pi_n_times_the_factor_at_zero_wave_vector_only():
    lattice, size = CUBIC[2], (4, 4, 4)
    factors = np.diag([0.1, 0.2, 0.7])
    for (a, b), bare, shaped in zip(
        COMPONENTS, kernel(lattice, size), kernel(lattice, size, factors), strict=True
    ):
        change = shaped - bare
        assert change[0, 0, 0] == pytest.approx(4 * np.pi * lattice.density * factors[a, b])
        change[0, 0, 0] = 0
        assert not change.any()
