"""Lattices and the pieces cut out of them.

| quantity                        | one route                  | the other |
|---------------------------------|----------------------------|---|
| coordination number, distance   | Lattice.nearest_neighbours | crystallography |
| lattice vectors within a radius | points_within              | a box far larger than needed |
| sites of a cut piece            | cut, either index grid     | brute force over lattice points |
| neighbours present at a surface | Sample.coordination        | distances between all sites |
"""

import numpy as np
import pytest

from pairlattice.engine.lattice import Lattice
from pairlattice.engine.sample import cut, cylinder, from_mask, periodic, prism, slab, sphere
from pairlattice.errors import InputError

SKEWED = Lattice.from_vectors([[1.1, 0.2, 0.0], [-0.3, 0.9, 0.4], [0.1, 0.5, 1.3]])


def sites_of(sample):
    return sample.positions[sample.sites]


def brute_force(lattice, inside, reach=20):
    axis = np.arange(-reach, reach + 1)
    r = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), -1).reshape(-1, 3) @ lattice.matrix
    return r[inside(r)]


def in_order(points):
    points = np.round(points, 6) + 0.0
    return points[np.lexsort(points.T)]


@pytest.mark.parametrize(
    ("kind", "sites_in_cube", "neighbours", "distance"),
    [("sc", 1, 6, 1.0), ("bcc", 2, 8, np.sqrt(3) / 2), ("fcc", 4, 12, np.sqrt(0.5))],
)
def test_cubic_lattices_have_their_textbook_density_and_neighbour_shell(
    kind, sites_in_cube, neighbours, distance
):
    edge = 1.7
    lattice = Lattice.cubic(kind, edge)
    assert lattice.density == pytest.approx(sites_in_cube / edge**3, rel=1e-12)
    shell = lattice.nearest_neighbours @ lattice.matrix
    assert len(shell) == neighbours
    assert np.linalg.norm(shell, axis=1) == pytest.approx(distance * edge, rel=1e-12)


@pytest.mark.parametrize("kind", ["sc", "bcc", "fcc"])
def test_neighbours_do_not_depend_on_the_choice_of_primitive_cell(kind):
    lattice = Lattice.cubic(kind)
    longer = Lattice.from_vectors(
        np.array([[-1, -1, 0], [-1, -1, 1], [-1, 0, -1]]) @ lattice.matrix
    )
    # No vector of the skewed cell is a nearest-neighbour vector, so shells beyond are in reach.
    shell, other = (lat.nearest_neighbours @ lat.matrix for lat in (lattice, longer))
    assert np.linalg.norm(longer.matrix, axis=1).min() > 1.05 * np.linalg.norm(shell[0])
    assert in_order(other) == pytest.approx(in_order(shell))


def test_reciprocal_vectors_are_dual_to_the_primitive_ones():
    product = SKEWED.matrix @ SKEWED.reciprocal.T / (2 * np.pi)
    assert product == pytest.approx(np.eye(3), abs=1e-14)


def test_no_lattice_point_within_a_radius_is_forgotten():
    radius = 4.3
    found = SKEWED.points_within(radius) @ SKEWED.matrix
    expected = brute_force(
        SKEWED, lambda r: (np.linalg.norm(r, axis=1) <= radius) & (np.linalg.norm(r, axis=1) > 0)
    )
    assert len(expected) > 200
    assert in_order(found) == pytest.approx(in_order(expected))


SHAPES = {
    "sphere": (sphere, (3.3,), lambda r: np.linalg.norm(r, axis=1) <= 3.3),
    "prism": (prism, ((5.0, 4.0, 7.0),), lambda r: np.all(np.abs(r) <= (2.5, 2, 3.5), axis=1)),
    "slab": (slab, (2.3, 8.5, 0), lambda r: np.all(np.abs(r) <= (1.15, 4.25, 4.25), axis=1)),
    "rod": (
        cylinder,
        (2.2, 7.0, (1, 1, 0)),
        lambda r: (
            (np.abs(r @ [1, 1, 0]) / np.sqrt(2) <= 3.5)
            & ((r @ [1, -1, 0]) ** 2 / 2 + r[:, 2] ** 2 <= 2.2**2)
        ),
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    "lattice", [*map(Lattice.cubic, ("sc", "bcc", "fcc")), SKEWED], ids=lambda lat: lat.name
)
def test_a_cut_piece_holds_exactly_the_lattice_points_inside_its_shape(shape, lattice):
    make, arguments, inside = SHAPES[shape]
    sample = make(lattice, *arguments)
    expected = brute_force(lattice, inside)
    assert sample.count == len(expected) > 10
    assert in_order(sites_of(sample)) == pytest.approx(in_order(expected), abs=1e-5)


@pytest.mark.parametrize("kind", ["bcc", "fcc"])
def test_neighbours_missing_at_the_surface_are_counted_alike_on_both_index_grids(kind):
    lattice = Lattice.cubic(kind)

    def brick(r):
        return np.all(np.abs(r @ np.linalg.inv(lattice.matrix)) < 2.1, axis=1)

    skewed_box = cut(lattice, brick, (6.0, 6.0, 6.0))
    cubic_box = slab(lattice, 2.0, 6.0)
    assert skewed_box.grid.name == kind
    assert cubic_box.grid.name == "sc"
    for sample in (skewed_box, cubic_box):
        r = sites_of(sample)
        nearest = np.linalg.norm(lattice.nearest_neighbours[0] @ lattice.matrix)
        distance = np.linalg.norm(r[:, None] - r, axis=-1)
        expected = np.sum(np.abs(distance - nearest) < 1e-6, axis=1)
        assert len(set(expected)) > 2
        assert np.array_equal(sample.coordination[sample.sites], expected)
        assert not sample.coordination[~sample.sites].any()


def test_a_piece_without_sites_and_vectors_without_volume_are_refused_with_a_remedy():
    sc = Lattice.cubic("sc")
    with pytest.raises(InputError, match=r"at least one site.*make it larger"):
        cut(sc, lambda r: np.zeros(len(r), dtype=bool), (2.0, 2.0, 2.0))
    with pytest.raises(InputError, match="span a volume"):
        Lattice.from_vectors([[1, 0, 0], [0, 1, 0], [1, 1, 0]])
    with pytest.raises(InputError, match="lattice size"):
        periodic(sc, (4, 0, 4))
    with pytest.raises(InputError, match="mask"):
        from_mask(sc, np.zeros((2, 2, 2), dtype=bool))
