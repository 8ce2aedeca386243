"""Superconductors of simple shape, and a depth that depends on the field, by second routes.

London's cylinder across a field  <->  its differential equation, its joints, its limits
hollow cylinder                   <->  Bessel's equation, the fluxoid by quadrature, a solid one
demagnetising factors             <->  Osborn's integral by quadrature, London's sphere
λ(H) of Ginzburg and Landau       <->  their two equations solved as a boundary-value problem
"""

import numpy as np
import pytest
from scipy.integrate import quad, solve_bvp

from pairlattice import constants as c
from pairlattice.errors import InputError
from pairlattice.standard import demagnetisation, ginzburg_landau, london


def test_london_cylinder_solves_its_equation_and_joins_the_outside_smoothly():
    R, depth, h = 1.0, 0.3, 1e-3
    x, y = 0.5, 0.31

    def A(u, v):
        return float(london.cylinder_flux_function(u, v, R, depth))

    laplacian = (A(x + h, y) + A(x - h, y) + A(x, y + h) + A(x, y - h) - 4 * A(x, y)) / h**2
    assert laplacian == pytest.approx(A(x, y) / depth**2, rel=1e-4)
    outside = (A(2.1, h) + A(2.1, -h) + A(2.1 + h, 0) + A(2.1 - h, 0) - 4 * A(2.1, 0)) / h**2
    assert abs(outside) < 1e-4
    assert A(R - 1e-9, 0) == pytest.approx(A(R + 1e-9, 0), abs=1e-7)
    inner, outer = (A(R, 0) - A(R - h, 0)) / h, (A(R + h, 0) - A(R, 0)) / h
    assert inner == pytest.approx(outer, abs=0.02)


def test_thick_london_cylinder_doubles_the_field_at_its_sides_and_a_thin_one_leaves_it():
    h = 1e-5

    def side(depth):
        # B along y is −∂A/∂x.
        A = london.cylinder_flux_function(np.array([1 + h, 1 + 2 * h]), 0.0, 1.0, depth)
        return float(A[0] - A[1]) / h

    assert side(1e-3) == pytest.approx(2.0, abs=5e-3)
    assert side(1e3) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("fluxoid", [0.0, 3.0])
def test_hollow_cylinder_solves_bessels_equation_and_holds_its_fluxoid(fluxoid):
    a, b, lam, h = 0.8, 2.5, 0.6, 1e-4

    def B(r):
        return london.hollow_cylinder_profile(r, a, b, lam, fluxoid)

    r = np.array([1.0, 1.5, 2.2])
    second = (B(r + h) - 2 * B(r) + B(r - h)) / h**2
    first = (B(r + h) - B(r - h)) / (2 * h)
    np.testing.assert_allclose(second + first / r, B(r) / lam**2, rtol=1e-5)
    assert float(B(b)) == pytest.approx(1.0, rel=1e-12)
    slope = float(-3 * B(a) + 4 * B(a + h) - B(a + 2 * h)) / (2 * h)
    found = np.pi * a**2 * float(B(a)) - 2 * np.pi * a * lam**2 * slope
    assert found == pytest.approx(fluxoid, abs=1e-6)


def test_hollow_cylinder_with_a_vanishing_bore_is_a_solid_one():
    r = np.array([0.5, 1.0, 2.0])
    hollow = london.hollow_cylinder_profile(r, 1e-4, 3.0, 1.0)
    np.testing.assert_allclose(hollow, london.cylinder_profile(r, 3.0, 1.0), atol=1e-6)


@pytest.mark.parametrize("axes", [(1.0, 1.0, 1.0), (3.0, 2.0, 0.5), (1.0, 1.0, 8.0)])
def test_demagnetising_factors_are_osborns_integral_and_add_up_to_one(axes):
    squares = np.array(axes) ** 2

    def integrand(s, i):
        return np.prod(axes) / 2 / ((squares[i] + s) * np.sqrt(np.prod(squares + s)))

    found = demagnetisation.ellipsoid_factors(axes)
    for i in range(3):
        expected, _ = quad(integrand, 0, np.inf, args=(i,), epsrel=1e-10)
        assert found[i] == pytest.approx(expected, rel=1e-7)
    assert found.sum() == pytest.approx(1.0, rel=1e-12)


def test_sphere_without_field_has_londons_moment_and_a_plate_the_full_factor():
    N = demagnetisation.ellipsoid_factors([1, 1, 1])[2]
    moment = london.sphere_moment(1.0, 1e-7, 1.0) * c.vacuum_permeability
    volume = 4 / 3 * np.pi
    expected = float(demagnetisation.diamagnetic_magnetisation(N))
    assert moment / volume == pytest.approx(expected, rel=1e-6)
    # The field of London's sphere at its equator reaches Hc where 1 − N says.
    equator = london.sphere_field([1 + 1e-9, 0, 0], 1.0, 1e-5)[2]
    assert 1 / equator == pytest.approx(float(demagnetisation.entry_field(N)), rel=1e-4)
    assert demagnetisation.ellipsoid_factors([1, 1, 1e-5])[2] == pytest.approx(1.0, abs=2e-5)


def test_demagnetisation_refuses_a_flat_ellipsoid_of_no_thickness():
    with pytest.raises(InputError, match="three semi-axes above 0"):
        demagnetisation.ellipsoid_factors([1, 1, 0])


@pytest.mark.parametrize("kappa", [0.14, 0.6])
def test_depth_in_a_weak_field_solves_ginzburg_and_landaus_equations(kappa):
    # Lengths in λ, A in √2 Hc λ: f''/κ² = f³ − f + A² f, A'' = f² A; B = A'.
    h, far = 0.3, 12.0 + 12.0 / kappa
    surface = h / np.sqrt(2)

    def slope(_, y):
        f, df, A, dA = y
        return np.vstack([df, kappa**2 * (f**3 - f + A**2 * f), dA, f**2 * A])

    def ends(left, right):
        return np.array([left[1], left[3] - surface, right[0] - 1, right[2]])

    x = np.concatenate([np.linspace(0, 10, 400), np.linspace(10.2, far, 300)])
    start = np.vstack([np.ones_like(x), 0 * x, -surface * np.exp(-x), surface * np.exp(-x)])
    solved = solve_bvp(slope, ends, x, start, tol=1e-8, max_nodes=40_000)
    assert solved.success
    # ∫ B dx = −A at the face.
    found = float(-solved.y[2, 0]) / surface
    expected = float(ginzburg_landau.field_depth_ratio(kappa, h))
    assert found - 1 == pytest.approx(expected - 1, rel=0.03)


def test_two_fluids_screen_less_and_less_towards_the_transition():
    ratio = london.two_fluid_ratio([0.0, 0.5, 0.99, 1.0, 1.2])
    assert ratio[0] == 1.0
    assert np.all(np.diff(ratio[:4]) > 0)
    assert np.isinf(ratio[3:]).all()
    # 1 − t⁴ → 4 (1 − t).
    assert ratio[2] == pytest.approx(0.5 / np.sqrt(0.01), rel=0.02)
