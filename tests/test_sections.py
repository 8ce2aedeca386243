"""Cross-sections in a parallel field.

Routes that must agree:
    disc, slab, tube by finite elements  <->  Bessel functions, cosh
    flux by area                         <->  λ² ∮ ∂H/∂n dl of the closed form, and the fluxoids
    a hole's field                       <->  its fluxoid; an imaginary hole changes nothing
    error                                <->  that on triangles of half the size
"""

import numpy as np
import pytest
from scipy.special import i0, i1

from pairlattice.cross_sections import Circle, Polygon, Section, screen
from pairlattice.errors import InputError
from pairlattice.standard import london

SIZE = 0.2


def _disc_error(size: float) -> float:
    one = screen(Section(Circle(4.0)), 1.0, size)
    r = np.linalg.norm(one.points, axis=-1)
    return float(np.max(np.abs(one.field - london.cylinder_profile(r, 4.0, 1.0))))


def test_disc_follows_bessel_functions_to_a_ten_thousandth_and_converges_at_third_order():
    coarse, fine = _disc_error(2 * SIZE), _disc_error(SIZE)
    assert fine < 1e-4
    assert np.log2(coarse / fine) == pytest.approx(3.0, abs=0.5)


def test_flux_of_a_disc_is_the_closed_form():
    one = screen(Section(Circle(4.0)), 1.0, SIZE)
    assert one.flux == pytest.approx(2 * np.pi * 4 * i1(4.0) / i0(4.0), rel=1e-5)
    assert one.magnetisation == pytest.approx(london.cylinder_susceptibility(4.0, 1.0), rel=1e-5)


def test_middle_of_a_long_bar_is_the_cosh_slab_to_a_ten_thousandth():
    bar = screen(Section(Polygon.rectangle(4.0, 24.0)), 1.0, 0.75 * SIZE)
    y = np.linspace(-1.99, 1.99, 41)
    found = bar.at(np.stack([y, np.zeros_like(y)], axis=-1))
    np.testing.assert_allclose(found, london.slab_profile(y, 2.0, 1.0), atol=1e-4)


@pytest.mark.parametrize("fluxoid", [0.0, 5.0])
def test_tube_follows_bessel_functions_for_every_fluxoid(fluxoid):
    tube = screen(Section(Circle(3.0), (Circle(1.0),)), 1.0, 0.75 * SIZE, (fluxoid,))
    r = np.linalg.norm(tube.points, axis=-1)
    exact = london.hollow_cylinder_profile(r, 1.0, 3.0, 1.0, fluxoid)
    np.testing.assert_allclose(tube.field, exact, atol=1e-4)
    bore = float(london.hollow_cylinder_profile(1.0, 1.0, 3.0, 1.0, fluxoid))
    assert tube.holes[0] == pytest.approx(bore, abs=2e-5)
    # ∫ H dA over wall and bore = λ² ∮ ∂H/∂r on the outside + the fluxoid.
    h = 1e-5
    slope = (1.0 - london.hollow_cylinder_profile(3.0 - h, 1.0, 3.0, 1.0, fluxoid)) / h
    assert tube.flux == pytest.approx(2 * np.pi * 3.0 * slope + fluxoid, rel=1e-4)


def test_hole_that_holds_what_screened_currents_would_bring_keeps_the_field_of_its_rim():
    # A thin wall around a small bore: with λ far above the size H is H0 everywhere.
    tube = screen(Section(Circle(0.03), (Circle(0.01),)), 1.0, 0.004, (np.pi * 0.01**2,))
    np.testing.assert_allclose(tube.field, 1.0, atol=1e-3)


def test_flux_that_stays_when_the_field_is_removed_superposes():
    section = Section(Circle(3.0), (Circle(0.6, (1.7, 0.4)), Polygon.regular(4, 0.7)))
    both = screen(section, 1.0, SIZE, (2.0, -1.0))
    alone = screen(section, 1.0, SIZE, (2.0, -1.0), applied=0.0)
    empty = screen(section, 1.0, SIZE)
    np.testing.assert_allclose(both.field, alone.field + empty.field, atol=1e-12)
    assert alone.holes[0] > 0 > alone.holes[1]


def test_field_and_mirror_image_of_a_shape_are_alike_and_scale_with_the_depth():
    corner = ((0, 0), (4, 0), (4, 2), (2, 2), (2, 4), (0, 4))
    angle = screen(Section(Polygon(corner)), 1.0, SIZE)
    larger = screen(Section(Polygon(tuple((3 * x, 3 * y) for x, y in corner))), 3.0, 3 * SIZE)
    assert larger.magnetisation == pytest.approx(angle.magnetisation, rel=1e-5)
    points = np.array([[0.7, 1.4], [1.4, 0.7]])
    one, other = angle.at(points)
    assert one == pytest.approx(other, abs=1e-4)
    finer = screen(Section(Polygon(corner)), 1.0, SIZE / 2)
    # The re-entrant corner costs accuracy: H has a power of 2/3 of the distance there.
    assert finer.magnetisation == pytest.approx(angle.magnetisation, abs=1e-3)


def test_square_lies_between_the_disc_inside_it_and_the_disc_around_it():
    inner, square, outer = (
        screen(Section(shape), 1.0, SIZE).flux
        for shape in (Circle(2.0), Polygon.rectangle(4.0, 4.0), Circle(2.0 * np.sqrt(2)))
    )
    assert inner < square < outer


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: screen(Section(Circle(3.0), (Circle(1.0, (2.5, 0.0)),)), 1.0, 0.3), "cross"),
        (lambda: screen(Section(Circle(1.0)), 0.0, 0.1), "penetration depth must be above 0"),
        (lambda: screen(Section(Circle(1.0)), 1.0, -0.1), "mesh size must be above 0"),
        (lambda: screen(Section(Circle(100.0)), 1.0, 0.01), "at most"),
        (lambda: screen(Section(Circle(1.0)), 1.0, 0.1, (1.0,)), "one for each of 0 holes"),
        (lambda: Circle(float("nan")), "radius must be above 0"),
        (lambda: Polygon(((0, 0), (1, 1))), "three or more corners"),
    ],
)
def test_impossible_sections_are_refused_in_one_line(make, message):
    with pytest.raises(InputError, match=message) as caught:
        make()
    assert "\n" not in str(caught.value)
