"""Plane groups and projections: known patterns, and a second route through space groups."""

import numpy as np
import pytest
import spglib

from pairlattice.engine.lattice import Lattice
from pairlattice.errors import InputError
from pairlattice.phenomena.vortices.plane_group import plane_group, primitive
from pairlattice.phenomena.vortices.plane_lattice import columns, elementary, reduced, sublattices
from pairlattice.phenomena.vortices.projection import Column, project, shape

_ID, _TURN = ((1, 0), (0, 1)), ((-1, 0), (0, -1))
_MX, _MY, _SWAP = ((-1, 0), (0, 1)), ((1, 0), (0, -1)), ((0, 1), (1, 0))
_QUARTER, _THIRD, _SIXTH = ((0, -1), (1, 0)), ((0, -1), (1, -1)), ((1, -1), (1, 0))
_ANTISWAP = ((0, -1), (-1, 0))
_OBLIQUE, _RECTANGLE, _SQUARE = [[1, 0], [0.27, 1.31]], [[1, 0], [0, 1.37]], [[1, 0], [0, 1]]
_RHOMB, _HEXAGON = [[0.5, 0.83], [-0.5, 0.83]], [[1, 0], [-0.5, np.sqrt(3) / 2]]
_H = (0.5, 0.0)

# Generators beside the translations, International Tables, volume A.
GROUPS = {
    "p1": (_OBLIQUE, []),
    "p2": (_OBLIQUE, [(_TURN, (0, 0))]),
    "pm": (_RECTANGLE, [(_MX, (0, 0))]),
    "pg": (_RECTANGLE, [(_MX, (0, 0.5))]),
    "cm": (_RHOMB, [(_SWAP, (0, 0))]),
    "p2mm": (_RECTANGLE, [(_MX, (0, 0)), (_MY, (0, 0))]),
    "p2mg": (_RECTANGLE, [(_TURN, (0, 0)), (_MX, _H)]),
    "p2gg": (_RECTANGLE, [(_TURN, (0, 0)), (_MX, (0.5, 0.5))]),
    "c2mm": (_RHOMB, [(_SWAP, (0, 0)), (_TURN, (0, 0))]),
    "p4": (_SQUARE, [(_QUARTER, (0, 0))]),
    "p4mm": (_SQUARE, [(_QUARTER, (0, 0)), (_MX, (0, 0))]),
    "p4gm": (_SQUARE, [(_QUARTER, (0, 0)), (_MX, (0.5, 0.5))]),
    "p3": (_HEXAGON, [(_THIRD, (0, 0))]),
    "p3m1": (_HEXAGON, [(_THIRD, (0, 0)), (_ANTISWAP, (0, 0))]),
    "p31m": (_HEXAGON, [(_THIRD, (0, 0)), (_SWAP, (0, 0))]),
    "p6": (_HEXAGON, [(_SIXTH, (0, 0))]),
    "p6mm": (_HEXAGON, [(_SIXTH, (0, 0)), (_SWAP, (0, 0))]),
}


def orbit(generators, point):
    points = [np.asarray(point, float)]
    for start in points:
        for R, t in generators:
            new = (np.array(R) @ start + t) % 1.0
            if all(np.abs((p - new + 0.5) % 1 - 0.5).max() > 1e-6 for p in points):
                points.append(new)
    return np.array(points)


@pytest.mark.parametrize("symbol", GROUPS)
def test_each_of_the_seventeen_plane_groups_is_named_by_its_symbol(symbol):
    basis, generators = GROUPS[symbol]
    points = np.concatenate([orbit(generators, (0.137, 0.291)), orbit(generators, (0.052, 0.118))])
    kinds = np.repeat([1, 2], len(points) // 2)
    assert plane_group(np.array(basis, float), points, kinds).symbol == symbol


def test_a_doubled_cell_keeps_its_plane_group():
    basis, generators = GROUPS["p4gm"]
    points = orbit(generators, (0.137, 0.291))
    double = np.concatenate([points / [2, 1], (points + np.array([1, 0])) / [2, 1]])
    kinds = np.ones(len(double), dtype=int)
    assert plane_group(np.diag([2.0, 1.0]) @ np.array(basis, float), double, kinds).symbol == "p4gm"


@pytest.mark.parametrize(
    ("uvw", "symbol", "uncoloured"),
    [
        ((0, 0, 1), "p4mm", "p4mm"),
        ((1, 1, 1), "p6mm", "p6mm"),
        ((1, 1, 0), "c2mm", "p2mm"),
        ((-1, 0, 1), "c2mm", "p2mm"),
        ((1, 2, 3), "p2", "p2"),
    ],
)
def test_rock_salt_projects_to_the_special_projections_of_its_space_group(uvw, symbol, uncoloured):
    """International Tables, Fm-3m: [001] p4mm, [111] p6mm, [110] c2mm in the halved cell."""
    found = project(uvw)
    assert found.symbol == symbol
    assert found.uncoloured.symbol == uncoloured


def test_electrons_hide_behind_ions_along_001_and_111_and_not_along_110():
    kinds = {uvw: set(project(uvw).kinds.tolist()) for uvw in ((0, 0, 1), (1, 1, 1), (1, 1, 0))}
    assert kinds[0, 0, 1] == kinds[1, 1, 1] == {Column.BOTH}
    assert kinds[1, 1, 0] == {Column.ION, Column.ELECTRON}


def test_projected_cells_have_the_lengths_and_angles_of_the_cube():
    square, triangle, distorted = (
        shape(project(u).cell) for u in ((0, 0, 1), (1, 1, 1), (1, 1, 0))
    )
    assert (square.short, square.long, square.angle) == pytest.approx((1, 1, 90))
    assert (triangle.short, triangle.angle) == pytest.approx((np.sqrt(2 / 3), 60))
    # The angles between the cube's body diagonals, and between a diagonal and an edge.
    tetrahedral = np.degrees(np.arccos(1 / 3))
    assert distorted.triangle[2] == pytest.approx(tetrahedral) == pytest.approx(70.5288, abs=1e-4)
    assert distorted.triangle[0] == pytest.approx(np.degrees(np.arccos(1 / np.sqrt(3))))
    found = project((1, 1, 0))
    alike = np.ones(len(found.points), dtype=int)
    assert shape(primitive(found.cell, found.points, alike)[0]).long == pytest.approx(1.0)


@pytest.mark.parametrize(("uvw", "number"), [((0, 0, 1), 123), ((1, 1, 1), 191), ((1, 1, 0), 65)])
def test_the_flat_pattern_stacked_into_a_crystal_has_the_space_group_of_its_plane_group(
    uvw, number
):
    """Second route: P4/mmm, P6/mmm and Cmmm are p4mm, p6mm and c2mm times a mirror."""
    found = project(uvw)
    cell = np.zeros((3, 3))
    cell[:2, :2], cell[2, 2] = found.cell, 3.3
    flat = np.column_stack([found.points, np.zeros(len(found.points))])
    assert spglib.get_symmetry_dataset((cell, flat, found.kinds.tolist())).number == number


@pytest.mark.parametrize("uvw", [(0, 0, 1), (1, 1, 1), (1, 1, 0), (2, -1, 0), (1, 2, 3)])
def test_columns_are_a_primitive_basis_with_one_vector_along_the_axis(uvw):
    fcc = Lattice.cubic("fcc")
    view = columns(fcc, uvw)
    steps = view.lattice.matrix @ np.linalg.inv(fcc.matrix)
    np.testing.assert_allclose(steps, np.rint(steps), atol=1e-9)
    assert view.lattice.volume == pytest.approx(fcc.volume)
    np.testing.assert_allclose(np.cross(view.lattice.matrix[2], uvw), 0, atol=1e-9)
    assert view.area * view.repeat == pytest.approx(fcc.volume)


def test_an_axis_without_direction_is_refused_in_one_line():
    with pytest.raises(InputError, match=r"three whole numbers not all 0.*for example"):
        project((0, 0, 0))


def test_sublattices_are_as_many_as_the_divisors_sum_and_smiths_form_spans_each():
    assert len(sublattices(60)) == sum(d for d in range(1, 61) if 60 % d == 0)
    for M in sublattices(36):
        V, sizes = elementary(M)
        change = np.diag(sizes) @ V @ np.linalg.inv(M)
        np.testing.assert_allclose(change, np.rint(change), atol=1e-9)
        assert abs(np.linalg.det(change)) == pytest.approx(1)


def test_a_reduced_basis_spans_the_same_lattice_with_an_angle_of_sixty_to_ninety_degrees():
    rng = np.random.default_rng(3)
    for _ in range(50):
        basis = rng.standard_normal((2, 2))
        rows, U = reduced(basis)
        np.testing.assert_allclose(U @ basis, rows, atol=1e-12)
        assert abs(round(np.linalg.det(U))) == 1
        assert 59.99 < shape(rows).angle <= 90
