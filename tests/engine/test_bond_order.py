"""Bond order of perfect lattices, and of none."""

import numpy as np
import pytest

from pairlattice.engine.bond_order import bond_order


def triangular(columns: int, rows: int) -> tuple[np.ndarray, tuple[float, float]]:
    i, j = np.meshgrid(np.arange(columns), np.arange(rows), indexing="ij")
    points = np.stack([(i + 0.5 * (j % 2)).ravel(), (j * 3**0.5 / 2).ravel()], axis=1)
    return points, (float(columns), rows * 3**0.5 / 2)


def test_psi6_is_one_on_a_perfect_triangular_lattice():
    points, box = triangular(8, 8)
    order = bond_order(points, box, 6)
    np.testing.assert_allclose(np.abs(order), 1, atol=1e-5)
    assert abs(order.mean()) == pytest.approx(1, abs=1e-5)
    assert np.abs(bond_order(points, box, 4)).max() < 1e-4


def test_psi4_is_one_on_a_perfect_square_lattice():
    points = np.stack(np.meshgrid(np.arange(8.0), np.arange(8.0)), axis=-1).reshape(-1, 2)
    order = bond_order(points, (8.0, 8.0), 4)
    np.testing.assert_allclose(np.abs(order), 1, atol=1e-3)
    assert np.abs(bond_order(points, (8.0, 8.0), 6)).max() < 1e-2


def test_turned_lattice_turns_the_phase_of_psi6_six_times():
    points, (a, b) = triangular(40, 40)
    turn = 0.1
    middle = points - points.mean(0)
    turned = middle @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    inner = np.linalg.norm(middle, axis=1) < 8
    order = bond_order(turned, (3 * a, 3 * b), 6)[inner]
    np.testing.assert_allclose(np.angle(order), 6 * turn, atol=1e-3)


def test_random_points_have_no_common_direction():
    points = np.random.default_rng(1).random((2000, 2)) * 40
    order = bond_order(points, (40.0, 40.0), 6)
    assert abs(order.mean()) < 0.05
    assert np.abs(order).mean() > 0.25


def test_fewer_than_four_points_have_no_order():
    assert np.array_equal(bond_order(np.ones((3, 2)), (4.0, 4.0), 6), np.zeros(3))


def test_neighbours_that_touch_at_a_corner_count_nothing_however_the_corner_falls():
    points = np.stack(np.meshgrid(np.arange(8.0), np.arange(8.0)), axis=-1).reshape(-1, 2)
    shaken = points + np.random.default_rng(1).normal(0, 1e-3, points.shape)
    # Unweighted, each corner that falls the other way adds a neighbour with the opposite sign.
    assert np.abs(bond_order(shaken, (8.0, 8.0), 4)).min() > 0.98
