"""Magnets above a plane: what the library, plane waves and the standard limits say alike.

Routes that must agree:
    library's force between a magnet and its image   <->  plane-wave integral with ρ = 1
    either, far away                                  <->  point magnet, 3μ0 m² (1 + cos²θ)/(64π z⁴)
    plane-wave integral of a point magnet             <->  London's Hankel integral
    library with a frozen image, shifted              <->  closed lateral stiffness ½ I_4
    energy of the half-space                          <->  integral of its force
    thin disc in a uniform field                      <->  8R³B/(3μ0); a wide one <-> the half-space
    spectrum of a shape                               <->  sum over its volume
"""

import numpy as np
import pytest
from scipy.integrate import quad

from pairlattice import constants as c
from pairlattice.errors import InputError
from pairlattice.magnets import Bar, Disc, Magnet, Ring, Sphere, image_force
from pairlattice.reference_data.magnets import grade, grades
from pairlattice.standard import images, london, thin_disc
from pairlattice.standard.half_space import HalfSpace

SHAPES = (Disc(5e-3, 4e-3), Ring(2e-3, 6e-3, 3e-3), Sphere(4e-3), Bar(12e-3, 6e-3, 4e-3))
UP, ALONG = (0.0, 0.0, 1.0), (1.0, 0.0, 0.0)


def half_space(magnet: Magnet, penetration_depth: float = 0.0) -> HalfSpace:
    return HalfSpace(magnet.spectrum, 2 * magnet.shape.half_width, penetration_depth)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: type(s).__name__)
@pytest.mark.parametrize("axis", [UP, ALONG], ids=["upright", "lying"])
def test_force_of_the_library_is_that_of_reflected_plane_waves(shape, axis):
    magnet = Magnet(shape, 1.3, 7500.0, axis)
    space = half_space(magnet)
    for gap in (3e-3, 1e-2):
        force, _ = image_force(magnet, gap)
        assert force[2] == pytest.approx(space.force(gap), rel=3e-4)
        assert np.hypot(*force[:2]) < 1e-6 * force[2]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: type(s).__name__)
@pytest.mark.parametrize("axis", [UP, ALONG], ids=["upright", "lying"])
def test_every_magnet_is_a_point_magnet_from_far_away(shape, axis):
    magnet = Magnet(shape, 1.3, 7500.0, axis)
    moment = magnet.moment * np.array(axis)
    errors = []
    for gap in (0.1, 0.2, 0.4):
        point = float(images.diamagnetic_force(moment, gap + shape.centre))
        force, _ = image_force(magnet, gap)
        assert force[2] == pytest.approx(point, rel=0.02)
        errors.append(abs(half_space(magnet).force(gap) / point - 1))
    if not isinstance(shape, Sphere):
        # The next multipole is two orders smaller in size over distance.
        assert errors[1] / errors[2] == pytest.approx(4, rel=0.1)
    assert errors[2] < 1e-3


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: type(s).__name__)
def test_spectrum_of_a_shape_is_its_volume_average_of_decaying_waves(shape):
    rng = np.random.default_rng(3)
    w = shape.half_width
    points = rng.uniform((-w, -w, 0), (w, w, 2 * shape.centre), size=(400_000, 3))
    x, y, z = points.T
    r = np.hypot(x, y)
    inside = {
        "Disc": r < w,
        "Ring": (r < w) & (r > getattr(shape, "inner_radius", 0)),
        "Sphere": r**2 + (z - shape.centre) ** 2 < w**2,
        "Bar": (np.abs(x) < getattr(shape, "length", 0) / 2)
        & (np.abs(y) < getattr(shape, "width", 0) / 2),
    }[type(shape).__name__]
    k, angle = 350.0, 0.4
    wave = np.exp(-k * z) * np.cos(k * (x * np.cos(angle) + y * np.sin(angle)))
    mean, error = wave[inside].mean(), wave[inside].std() / np.sqrt(inside.sum())
    assert abs(shape.spectrum(np.array(k), np.array(angle)) - mean) < 5 * error < 0.01
    assert inside.mean() * (2 * w) ** 2 * 2 * shape.centre == pytest.approx(shape.volume, rel=0.01)


def test_point_magnet_above_london_by_three_quadratures():
    for depth in (1e-12, 1e-4, 3e-3, 5e-2):
        space = HalfSpace(np.ones_like, 0.0, depth)
        expected = london.dipole_force(1.0, 0.01, depth)
        assert space.force(0.01) == pytest.approx(expected, rel=1e-9)
    # A third: the trapezoid rule, whose error at k = 0 vanishes with the integrand.
    k = np.linspace(0, 6000, 400_001)
    q = np.hypot(k, 1 / 3e-3)
    plain = np.trapezoid(k**3 * (q - k) / (q + k) * np.exp(-2 * k * 0.01), k)
    plain *= c.vacuum_permeability / (4 * np.pi)
    assert HalfSpace(np.ones_like, 0.0, 3e-3).force(0.01) == pytest.approx(plain, rel=1e-8)


def test_vanishing_penetration_depth_leaves_the_image():
    image = 3 * c.vacuum_permeability / (32 * np.pi * 0.01**4)
    for space in (HalfSpace(np.ones_like, 0.0), HalfSpace(np.ones_like, 0.0, 1e-9)):
        assert space.force(0.01) == pytest.approx(image, rel=1e-6)
    shifted = london.dipole_force(1.0, 0.01, 2e-9)
    assert abs(shifted / image - 1) < 1e-6


def test_energy_force_and_stiffness_are_derivatives_of_each_other():
    space = half_space(Magnet(SHAPES[0], 1.3, 7500.0), 2e-3)
    work, _ = quad(space.force, 0.01, 2.0, epsrel=1e-9, limit=200)
    assert space.energy(0.01) == pytest.approx(work, rel=1e-6)
    for cooled in (None, 0.012):
        h = 1e-6
        slope = (space.force(0.01 + h, cooled) - space.force(0.01 - h, cooled)) / (2 * h)
        assert space.stiffness(0.01, cooled) == pytest.approx(-slope, rel=1e-6)


def test_frozen_flux_holds_sideways_and_the_plain_mirror_does_not():
    magnet = Magnet(SHAPES[0], 1.3, 7500.0)
    space = half_space(magnet)
    gap, shift = 0.01, 1e-5
    side, _ = image_force(magnet, gap, shift=shift, cooled_at=0.011)
    assert -side[0] / shift == pytest.approx(space.lateral_stiffness(gap, 0.011), rel=1e-3)
    free, _ = image_force(magnet, gap, shift=shift)
    assert abs(free[0]) < 1e-6 * abs(side[0])
    here, _ = image_force(magnet, gap, cooled_at=0.011)
    assert here[2] == pytest.approx(space.force(gap, 0.011), rel=1e-3)
    point = HalfSpace(np.ones_like, 0.0)
    expected = images.frozen_image_stiffness(1.0, gap)
    found = point.stiffness(gap, gap), point.lateral_stiffness(gap, gap)
    assert found == pytest.approx(expected, rel=1e-9)


def test_upright_magnet_turns_over_above_a_mirror_and_is_held_by_frozen_flux():
    magnet = Magnet(Sphere(4e-3), 1.3, 7500.0)
    height, tilt = 0.02, 1e-3
    _, free = image_force(magnet, height - 4e-3, tilt=tilt)
    # Energy μ0m²(1 + cos²θ)/(64πz³): the torque −dU/dθ = μ0m² sin 2θ/(64πz³) drives it on.
    expected = (
        c.vacuum_permeability * magnet.moment**2 * np.sin(2 * tilt) / (64 * np.pi * height**3)
    )
    assert free[1] == pytest.approx(expected, rel=1e-6)
    _, held = image_force(magnet, height - 4e-3, tilt=tilt, cooled_at=height - 4e-3)
    assert held[1] < 0


def test_thin_disc_has_the_known_moment_and_becomes_the_half_space_when_wide():
    R, B = 0.02, 0.01
    U = thin_disc.energy(lambda r: np.full_like(r, B), R)
    assert pytest.approx(8 * R**3 * B / (3 * c.vacuum_permeability)) == 2 * U / B
    magnet, gap, h = Magnet(SHAPES[0], 1.3, 7500.0), 0.01, 1e-6

    def normal(z):
        return lambda r: magnet.plane_field([z], np.stack([r, 0 * r], axis=-1))[0, :, 2]

    def slope(r):
        return (normal(gap + h)(r) - normal(gap - h)(r)) / (2 * h)

    whole = half_space(magnet)
    assert thin_disc.energy(normal(gap), 0.2) == pytest.approx(whole.energy(gap), rel=1e-4)
    assert thin_disc.force(normal(gap), slope, 0.2) == pytest.approx(whole.force(gap), rel=1e-4)
    change = [thin_disc.energy(normal(gap + s * 1e-5), 0.015) for s in (1, -1)]
    derivative = -(change[0] - change[1]) / 2e-5
    assert thin_disc.force(normal(gap), slope, 0.015) == pytest.approx(derivative, rel=1e-5)


def test_field_on_the_plane_carries_the_force_of_the_mirror():
    # ∫ |B|²/μ0 over the plane is the force: Maxwell's stress with the induced field of the image.
    magnet = Magnet(SHAPES[0], 1.3, 7500.0)
    r = np.linspace(0, 0.4, 40_001)
    field = magnet.plane_field([0.01], np.stack([r, 0 * r], axis=-1))[0]
    force = np.trapezoid(2 * np.pi * r * np.sum(field**2, axis=-1), r) / c.vacuum_permeability
    assert force == pytest.approx(half_space(magnet).force(0.01), rel=1e-6)


def test_grades_grow_in_remanence_and_name_their_source():
    assert [grade(n).remanence for n in ("N35", "N42", "N45", "N52")] == pytest.approx(
        [1.195, 1.30, 1.345, 1.44]
    )
    assert all(g.density > 4000 for g in grades().values())
    assert all(v.citation for g in grades().values() for v in g.values)
    with pytest.raises(InputError, match="unknown grade 'N99'; known: N35"):
        grade("N99")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Disc(0.0, 1e-3), "radius of a magnet must be above 0 m"),
        (lambda: Ring(5e-3, 4e-3, 1e-3), "inner radius of a ring must be below"),
        (lambda: Magnet(Sphere(1e-3), 0.0, 7500.0), "remanence must be above 0 T"),
        (lambda: Magnet(Sphere(1e-3), 1.0, 7500.0, (1.0, 1.0, 0.0)), "axis must be a unit vector"),
        (lambda: Magnet(Sphere(1e-3), 1.0, 7500.0).plane_field([0.0], [[0, 0]]), "gap must be"),
        (lambda: HalfSpace(np.ones_like, 0.0).force(-1e-3), "gap must be above 0 m"),
    ],
)
def test_magnets_that_cannot_be_are_refused_in_one_line(make, message):
    with pytest.raises(InputError, match=message):
        make()
