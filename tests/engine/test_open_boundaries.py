"""The field of a piece of lattice that ends in vacuum.

| quantity                           | one route         | the other |
|------------------------------------|-------------------|---|
| field of any displacements         | padded transforms | direct sum over all pairs |
| field inside an ellipsoid          | padded transforms | depolarisation factors (Osborn) |
| field at a prism's or rod's centre | padded transforms | charged faces of a continuum |

A uniform displacement u gives the field force 4πn (1/3 − N) u at the centre of a cubic lattice's
piece: Lorentz's 4πn/3 without the depolarising 4πnN. Ellipsoids: Osborn, Phys. Rev. 67, 351 (1945).
"""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from pairlattice.engine import convolution
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.sample import cut, cylinder, from_mask, prism, slab, sphere
from pairlattice.engine.terms import DipoleDipole
from pairlattice.engine.vector import join, split

SKEWED = Lattice.from_vectors([[1.1, 0.2, 0.0], [-0.3, 0.9, 0.4], [0.1, 0.5, 1.3]])


@jax.jit
def energy_and_field(term, u):
    return term.energy(u, 0.0), convolution.apply(term.kernel, u, term.transform_size)


def force(sample, u):
    """Dipole forces at the sites (m, 3) by the engine, for u (m, 3)."""
    full = np.zeros((*sample.size, 3))
    full[sample.sites] = u
    energy, field = energy_and_field(DipoleDipole.of(sample), split(full))
    return -join(field)[sample.sites], float(energy)


def direct_sum(r, u):
    """The same from Σ_j −T(r_i − r_j) u_j, pair by pair."""
    d = r[:, None] - r
    distance = np.linalg.norm(d, axis=-1)
    np.fill_diagonal(distance, np.inf)
    along = np.einsum("ijc,jc->ij", d, u) / distance**5
    return 3 * np.einsum("ij,ijc->ic", along, d) - np.einsum("ij,jc->ic", distance**-3, u)


def brick(lattice):
    """A piece whose faces are lattice planes: the skewed index box wastes nothing."""
    invert = np.linalg.inv(lattice.matrix)
    return cut(lattice, lambda r: np.all(np.abs(r @ invert) < 2.1, axis=1), (6.0, 6.0, 6.0))


def random_piece():
    return from_mask(SKEWED, np.random.default_rng(2).random((6, 5, 4)) < 0.6)


PIECES = {
    "fcc, cubic index grid": (lambda: slab(Lattice.cubic("fcc"), 2.0, 6.0), "sc"),
    "fcc, primitive index grid": (lambda: brick(Lattice.cubic("fcc")), "fcc"),
    "bcc, cubic index grid": (lambda: slab(Lattice.cubic("bcc"), 2.0, 6.0), "sc"),
    "bcc, primitive index grid": (lambda: brick(Lattice.cubic("bcc")), "bcc"),
    "sc": (lambda: sphere(Lattice.cubic("sc"), 5.0), "sc"),
    "triclinic, random mask": (random_piece, "triclinic"),
    "one column": (lambda: from_mask(SKEWED, np.ones((1, 1, 9), dtype=bool)), "triclinic"),
}


@pytest.mark.parametrize("piece", PIECES)
def test_open_field_and_energy_equal_the_sum_over_all_pairs(piece):
    make, grid = PIECES[piece]
    sample = make()
    assert sample.grid.name == grid
    u = np.random.default_rng(3).standard_normal((sample.count, 3))
    found, energy = force(sample, u)
    expected = direct_sum(sample.positions[sample.sites], u)
    assert np.abs(expected).min(axis=0).max() > 0
    assert np.abs(found - expected).max() < 1e-12 * np.abs(expected).max()
    assert energy == pytest.approx(-0.5 * np.sum(u * expected), rel=1e-12)


def depolarisation_at_centre(sample, axis):
    """N along `axis` from the force at the site nearest the middle of the piece."""
    u = np.zeros((sample.count, 3))
    u[:, axis] = 1.0
    found, _ = force(sample, u)
    r = sample.positions[sample.sites]
    middle = np.argmin(np.linalg.norm(r - r.mean(axis=0), axis=1))
    return 1 / 3 - found[middle, axis] / (4 * np.pi * sample.lattice.density)


def spheroid_factor(ratio):
    """N along the axis of a spheroid with c/a = ratio (Osborn 1945)."""
    if ratio == 1:
        return 1 / 3
    e2 = ratio**2 - 1
    if ratio > 1:
        return (ratio / np.sqrt(e2) * np.arccosh(ratio) - 1) / e2
    return (1 - ratio / np.sqrt(-e2) * np.arccos(ratio)) / -e2


@pytest.mark.parametrize(("kind", "edge"), [("sc", 1.0), ("bcc", 1.2), ("fcc", 1.5)])
@pytest.mark.parametrize(("ratio", "factor"), [(0.5, 0.5272), (1.0, 0.3333), (2.0, 0.1736)])
def test_inside_a_spheroid_the_field_follows_the_depolarisation_factor(kind, edge, ratio, factor):
    assert spheroid_factor(ratio) == pytest.approx(factor, abs=5e-5)
    radius = 12.0 if ratio < 1 else 8.0
    axes = np.array([radius, radius, radius * ratio])
    piece = cut(
        Lattice.cubic(kind, edge), lambda r: np.linalg.norm(r / axes, axis=1) <= 1, tuple(axes)
    )
    u = np.zeros((piece.count, 3))
    u[:, 2] = 1.0
    found, _ = force(piece, u)
    # In an ellipsoid the field is uniform: not only at the centre, but throughout its inner half,
    # where the roughness of the surface averages out to about a site layer in a thousand.
    inner = np.linalg.norm(piece.positions[piece.sites] / axes, axis=1) < 0.5
    assert inner.sum() > 100
    n = 1 / 3 - found[inner, 2].mean() / (4 * np.pi * piece.lattice.density)
    assert n == pytest.approx(factor, abs=0.012)
    # The single sites scatter more, with the roughness of the surface, but not by a macroscopic N.
    assert np.std(found[inner, 2]) < 0.05 * 4 * np.pi * piece.lattice.density


def test_sphere_has_no_field_at_its_centre_though_every_octant_alone_has():
    ball = sphere(Lattice.cubic("fcc"), 7.0)
    assert depolarisation_at_centre(ball, 2) == pytest.approx(1 / 3, abs=1e-12)
    r = ball.positions[ball.sites]
    middle = np.argmin(np.linalg.norm(r, axis=1))
    u = np.tile([0.0, 0.0, 1.0], (ball.count, 1))
    u[(r @ [1, 1, 1] < 0)] = 0
    part, _ = force(ball, u)
    assert np.linalg.norm(part[middle]) > 0.1


@pytest.mark.parametrize("edges", [(15, 15, 15), (31, 31, 3), (9, 9, 31), (21, 9, 15)])
def test_centre_of_a_prism_feels_its_charged_faces(edges):
    # Seen from the centre, a face pair perpendicular to c charged ±σ gives
    # N = (2/π) arctan(ab/(c √(a² + b² + c²))) with half edges a, b, c. A face of the continuum
    # lies half a layer outside the last sites. What differs is the layers' discreteness, which
    # falls off exponentially with depth and rings as (1/c)³: below 1e-3 five layers deep.
    piece = prism(Lattice.cubic("sc", 1.0), tuple(n - 1.0 for n in edges))
    assert piece.size == edges
    a, b, c = edges
    factor = 2 / np.pi * np.arctan(a * b / (c * np.sqrt(a**2 + b**2 + c**2)))
    assert depolarisation_at_centre(piece, 2) == pytest.approx(factor, abs=2e-3)


def test_plate_depolarises_fully_across_and_not_at_all_along():
    layers, across = 5, []
    widths = np.array([31, 51, 71])
    for width in widths:
        edges = (width - 1.0, width - 1.0, layers - 1.0)
        plate = prism(Lattice.cubic("sc", 1.0), edges)
        across.append(depolarisation_at_centre(plate, 2))
    # A face of finite width lacks a solid angle proportional to 1/width.
    slope, intercept = np.polyfit(1 / widths, across, 1)
    assert intercept == pytest.approx(1.0, abs=2e-3)
    assert slope < -1
    assert depolarisation_at_centre(plate, 0) == pytest.approx((1 - across[-1]) / 2, abs=1e-9)


@pytest.mark.parametrize("length", [5, 21, 61])
def test_rod_loses_its_depolarising_field_as_it_grows_long(length):
    radius = 6.5
    rod = cylinder(Lattice.cubic("sc", 1.0), radius, length - 1.0)
    # Two charged discs seen from the middle; a disc of the area that the sites really cover.
    area = rod.count / length
    factor = 1 - length / np.sqrt(length**2 + 4 * area / np.pi)
    # A lattice disc is not round: a few per cent of the disc's own solid angle.
    assert depolarisation_at_centre(rod, 2) == pytest.approx(factor, rel=0.03)


def test_sites_outside_the_mask_carry_no_dipole_into_the_energy():
    sample = random_piece()
    u = np.random.default_rng(5).standard_normal((*sample.size, 3)) * sample.sites[..., None]
    energy = DipoleDipole.of(sample).energy(split(u), 0.0)
    r, p = sample.positions[sample.sites], u[sample.sites]
    assert float(energy) == pytest.approx(-0.5 * np.sum(p * direct_sum(r, p)), rel=1e-12)
    assert jnp.isfinite(energy)
