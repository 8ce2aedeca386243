"""Point vortices: energies by direct sums, bond order of perfect lattices, what annealing finds.

The table of identities: forces are the energy's derivative; neighbour lists lose nothing; a perfect
lattice in a periodic plane has the energy of the direct sum; ψ6 = 1 and ψ4 = 1 on perfect lattices.
"""

import numpy as np
import pytest
from scipy.special import k0

from pairlattice.engine.bond_order import bond_order, coordination
from pairlattice.errors import InputError
from pairlattice.phenomena.vortices.ensembles import best_energy, rectangle
from pairlattice.phenomena.vortices.tube_energies import SHAPES
from pairlattice.point_vortices import (
    PairLaw,
    Plane,
    anneal,
    lattice_energy,
    settle,
    structure_factor,
)
from pairlattice.point_vortices.plane import energy_and_forces

SIDE = np.sqrt(2 / np.sqrt(3))


def triangular(columns: int, rows: int) -> tuple[Plane, np.ndarray]:
    i, j = np.meshgrid(np.arange(columns), np.arange(rows), indexing="ij")
    x, y = (i + 0.5 * (j % 2)) * SIDE, j * SIDE * np.sqrt(3) / 2
    plane = Plane(columns * SIDE, rows * SIDE * np.sqrt(3) / 2)
    return plane, np.stack([x.ravel(), y.ravel()], axis=-1)


def square(n: int) -> tuple[Plane, np.ndarray]:
    grid = np.stack(np.meshgrid(np.arange(n), np.arange(n), indexing="ij"), axis=-1)
    return Plane(float(n), float(n)), grid.reshape(-1, 2) + 0.25


@pytest.mark.parametrize("epsilon", [0.0, 0.3])
def test_forces_are_the_derivative_of_the_energy(epsilon):
    law = PairLaw(0.5, 6.0, epsilon, 4, 0.2)
    for plane in (Plane(8.0, 7.0), Plane(8.0, 7.0, periodic=False)):
        r = np.random.default_rng(1).random((50, 2)) * plane.size
        pairs = plane.pairs(r, law.reach)
        _, forces = energy_and_forces(plane, law, r, pairs)
        step = 1e-6
        for vortex, axis in ((0, 0), (7, 1), (31, 0)):
            ends = []
            for sign in (1, -1):
                moved = r.copy()
                moved[vortex, axis] += sign * step
                ends.append(energy_and_forces(plane, law, moved, pairs)[0])
            slope = -(ends[0] - ends[1]) / (2 * step)
            assert forces[vortex, axis] == pytest.approx(slope, rel=1e-4, abs=1e-6)
        assert np.abs(forces).max() > 0.1


def test_neighbour_lists_give_the_energy_of_the_direct_sum_over_images():
    law, plane = PairLaw(0.6, 5.0), Plane(7.0, 9.0)
    r = np.random.default_rng(2).random((60, 2)) * plane.size
    found, _ = energy_and_forces(plane, law, r, plane.pairs(r, law.reach))
    direct = 0.0
    for image in np.stack(np.meshgrid([-1, 0, 1], [-1, 0, 1]), axis=-1).reshape(-1, 2):
        away = np.linalg.norm(r[:, None] - r[None, :] + image * plane.size, axis=-1)
        near = (away > 0) & (away < law.reach)
        direct += 0.5 * (k0(away[near] / 0.6) - k0(5.0)).sum()
    assert found == pytest.approx(direct, rel=1e-12)


@pytest.mark.parametrize(
    ("build", "name"), [(triangular(20, 22), "triangular"), (square(20), "square")]
)
def test_a_perfect_lattice_has_the_energy_of_the_direct_lattice_sum(build, name):
    plane, r = build
    law = PairLaw(0.8, 8.0)
    total, forces = energy_and_forces(
        plane, law, plane.inside(r), plane.pairs(plane.inside(r), law.reach)
    )
    expected = float(lattice_energy(SHAPES[name], law))
    assert total / len(r) == pytest.approx(expected, rel=1e-10)
    np.testing.assert_allclose(forces, 0, atol=1e-6)


def test_energy_of_a_dense_lattice_is_that_of_uniform_flux_and_its_own_field():
    """Second route, in q-space: ½ Σ_G 2πn λ²/(1 + λ²G²) − self, differences of which converge."""
    law = PairLaw(1.5, 25.0)

    def reciprocal(basis):
        b = 2 * np.pi * np.linalg.inv(basis).T
        n = np.arange(-150, 151)
        G = np.stack(np.meshgrid(n, n, indexing="ij"), axis=-1).reshape(-1, 2) @ b
        G2 = np.sum(G**2, axis=1)
        # A Gaussian of the same width for both lattices cuts off the self energy they share.
        return 0.5 * np.sum(2 * np.pi * 1.5**2 / (1 + 1.5**2 * G2) * np.exp(-G2 * 1e-4))

    direct = [float(lattice_energy(SHAPES[n], law)) for n in ("square", "triangular")]
    other = [reciprocal(SHAPES[n]) for n in ("square", "triangular")]
    assert direct[0] - direct[1] == pytest.approx(other[0] - other[1], rel=1e-4)
    assert direct[0] > direct[1]


def order(plane: Plane, positions: np.ndarray, k: int) -> np.ndarray:
    return bond_order(positions, (plane.width, plane.height), k)


def local(plane: Plane, positions: np.ndarray, k: int) -> float:
    return float(np.abs(order(plane, positions, k)).mean())


def defects(plane: Plane, positions: np.ndarray, regular: int = 6) -> float:
    return float(np.mean(coordination(positions, (plane.width, plane.height)) != regular))


def test_psi6_is_one_on_the_triangular_and_psi4_on_the_square_lattice():
    plane, r = triangular(16, 18)
    np.testing.assert_allclose(np.abs(order(plane, r, 6)), 1, atol=1e-5)
    assert local(plane, r, 4) < 1e-5
    assert defects(plane, r) == 0
    plane, r = square(16)
    np.testing.assert_allclose(np.abs(order(plane, r, 4)), 1, atol=1e-5)
    assert local(plane, r, 6) < 1e-4
    assert defects(plane, r, 4) == 0


def test_bond_order_of_random_points_is_small_so_that_one_means_order():
    plane = Plane(20.0, 20.0)
    r = np.random.default_rng(0).random((400, 2)) * plane.size
    assert abs(order(plane, r, 6).mean()) < 0.15
    assert local(plane, r, 6) < 0.6
    assert defects(plane, r) > 0.4


def test_structure_factor_is_bragg_peaks_of_a_crystal_and_the_sum_over_pairs_of_any_points():
    plane, r = square(12)
    q, S = structure_factor(plane, r, 20)
    length = np.linalg.norm(q, axis=1)
    first = np.abs(length - 2 * np.pi) < 1e-6
    np.testing.assert_allclose(S[first], len(r), rtol=1e-9)
    rest = (length > 0.1) & (length < 6.0)
    np.testing.assert_allclose(S[rest], 0, atol=1e-9)
    points = np.random.default_rng(4).random((80, 2)) * plane.size
    q, S = structure_factor(plane, points, 30)
    away = points[:, None] - points[None, :]
    direct = [np.cos(away @ vector).sum() / 80 for vector in q[::97]]
    np.testing.assert_allclose(S[::97], direct, atol=1e-9)


def test_annealing_repulsive_vortices_finds_the_triangular_lattice():
    plane, law = rectangle(120), PairLaw(0.5, 6.0)
    count = round(plane.area)
    start = np.random.default_rng(5).random((count, 2)) * plane.size
    found = anneal(plane, law, start, 0.024, 2000, 5, stride=0.8)
    tri, sq = (float(lattice_energy(SHAPES[n], law)) for n in ("triangular", "square"))
    assert tri <= found.energy + 1e-9
    assert found.energy < tri + 0.3 * (sq - tri)
    assert local(plane, found.positions, 6) > 0.85
    assert local(plane, found.positions, 4) < 0.3
    assert defects(plane, found.positions) < 0.15


def test_a_strong_lattice_term_makes_the_square_lattice_the_lower_one():
    plain, strong = PairLaw(0.5, 6.0), PairLaw(0.5, 6.0, -0.3, 4)
    assert best_energy(SHAPES["triangular"], plain) < best_energy(SHAPES["square"], plain)
    assert best_energy(SHAPES["square"], strong) < best_energy(SHAPES["triangular"], strong)
    plane = Plane(10.0, 10.0)
    grid = square(10)[1] + 0.05 * np.random.default_rng(1).standard_normal((100, 2))
    assert local(plane, settle(plane, strong, grid).positions, 4) > 0.999
    assert local(plane, settle(plane, plain, grid).positions, 4) < 0.9


def test_walls_keep_vortices_inside_and_apart():
    plane, law = Plane(12.0, 12.0, periodic=False), PairLaw(1.0, 6.0)
    start = np.random.default_rng(1).random((12, 2)) * 12
    r = anneal(plane, law, start, 0.02, 400, 1).positions
    assert r.min() > 0.8
    assert r.max() < 11.2
    away = np.linalg.norm(r[:, None] - r[None, :], axis=-1) + 99 * np.eye(12)
    assert away.min() > 2.0


def test_a_reach_beyond_half_the_plane_and_a_wild_lattice_term_are_refused_in_one_line():
    with pytest.raises(InputError, match="twice the reach"):
        Plane(5.0, 5.0).pairs(np.zeros((2, 2)), 3.0)
    with pytest.raises(InputError, match="between -1 and 1"):
        PairLaw(1.0, anisotropy=1.2)
    with pytest.raises(InputError, match="width and a height above 0"):
        Plane(0.0, 1.0)
