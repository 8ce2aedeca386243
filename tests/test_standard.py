"""Electrodynamics of the standard theory against its own limits and published numbers.

Drude      limits in ωτ; equation of motion of a stopped wire; induction equation in a metal
Lorentz    zeros of ε; Drude as ω0 → 0; numerical dω/dk; Kramers-Kronig sum rule
London     differential equation by finite differences; continuity; limits R ≪ λ, R ≫ λ
images     London half-space as λ → 0; numerical stiffness; Earnshaw
"""

import numpy as np
import pytest
from scipy.integrate import quad, solve_ivp

from pairlattice import constants as c
from pairlattice.errors import InputError
from pairlattice.standard import drude, images, london, lorentz

# Drude ------------------------------------------------------------------------------------------


def test_drude_response_is_resistive_below_the_collision_rate_and_inertial_above():
    n, tau = 8.5e28, 2.5e-14
    dc = drude.dc_conductivity(n, tau)
    assert drude.ac_conductivity(n, tau, 1e6).real == pytest.approx(float(dc), rel=1e-9)
    fast = 1e20
    inertial = 1j * n * c.elementary_charge**2 / (c.electron_mass * fast)
    assert abs(drude.ac_conductivity(n, tau, fast) / inertial - 1) < 1e-6
    assert 1 / dc == pytest.approx(1.67e-8, rel=1e-2)
    assert drude.relaxation_time(n, 1 / dc) == pytest.approx(tau, rel=1e-12)


def test_copper_mean_free_path_is_a_hundred_lattice_spacings():
    path = drude.mean_free_path(8.47e28, 1.56e-8)
    assert 100 < path / 3.61e-10 < 130


def test_stopping_a_wire_passes_the_charge_of_the_carriers_inertia():
    # L dI/dt + R I = (m ℓ/e) a(t): integrate the current of a linear stop over 1 ms.
    v, length, R, inductance, stop = 50.0, 500.0, 20.0, 1e-4, 1e-3
    emf = c.electron_mass * length / c.elementary_charge * v / stop

    def rates(t, y):
        drive = emf if t < stop else 0.0
        return [(drive - R * y[0]) / inductance, y[0]]

    end = solve_ivp(rates, (0, 2 * stop), [0, 0], max_step=1e-6, rtol=1e-9, atol=1e-20).y[1, -1]
    assert end == pytest.approx(float(drude.tolman_stewart_charge(v, length, R)), rel=1e-3)


def test_skin_depth_is_the_decay_length_of_the_induction_equation():
    rho, f = 1.68e-8, 100e3
    k = np.sqrt(1j * c.vacuum_permeability * 2 * np.pi * f / rho)  # B'' = iωμ0/ρ B
    assert drude.skin_depth(rho, f) == pytest.approx(1 / k.real, rel=1e-12)


# Lorentz ----------------------------------------------------------------------------------------


def test_permittivity_vanishes_at_the_top_of_the_stop_band_which_obeys_lst():
    w0, wp, background = 3.1e13, 4.0e13, 2.25
    low, high = lorentz.stop_band(w0, wp, background)
    assert abs(lorentz.permittivity(high, w0, wp, 0, background)) < 1e-12
    static = lorentz.permittivity(0.0, w0, wp, 0, background).real
    expected = lorentz.longitudinal_frequency(w0, static, background)
    assert high == pytest.approx(float(expected), rel=1e-12)
    middle = lorentz.permittivity((low + high) / 2, w0, wp, 0, background)
    assert middle.real < 0
    assert np.isnan(lorentz.group_velocity((low + high) / 2, w0, wp, background))


def test_sodium_chloride_longitudinal_frequency_follows_from_its_permittivities():
    measured = 5.0e13  # Kittel, Introduction to Solid State Physics, ch. 14
    assert lorentz.longitudinal_frequency(3.1e13, 5.9, 2.25) == pytest.approx(measured, rel=0.02)


def test_lorentz_conductivity_without_restoring_force_is_drudes():
    n, tau, w = 8.5e28, 2.5e-14, np.array([1e10, 4e13, 1e15])
    sigma = lorentz.conductivity(w, 0.0, lorentz.plasma_frequency(n), 1 / tau)
    np.testing.assert_allclose(sigma, drude.ac_conductivity(n, tau, w), rtol=1e-8)


def test_bound_carriers_do_not_conduct_direct_current():
    sigma = lorentz.conductivity(np.array([1e2, 1e4]), 1e15, 1e16, 1e13)
    assert abs(sigma[1]) > 0
    assert abs(sigma[0]) < 1.1e-2 * abs(sigma[1])


def test_conductivity_integral_is_the_plasma_sum_rule_whatever_the_resonance():
    # ∫ Re σ dω from 0 to ∞ = π ε0 ω_p²/2.
    for w0, damping in ((0.0, 0.3), (1.0, 0.2)):

        def real_part(w, w0=w0, damping=damping):
            return float(lorentz.conductivity(w, w0, 2.0, damping).real)

        value = quad(real_part, 1e-9, 5, limit=200, points=[1.0])[0]
        value += quad(lambda s: real_part(1 / s) / s**2, 1e-9, 0.2, limit=200)[0]
        assert value == pytest.approx(np.pi * c.vacuum_permittivity * 4 / 2, rel=1e-6)


def test_group_velocity_is_the_numerical_slope_of_the_dispersion():
    w0, wp, h = 1.0, 1.0, 1e-6
    for w in (0.5, 2.0):

        def wave_number(w):
            return w * np.sqrt(lorentz.permittivity(w, w0, wp).real) / c.speed_of_light

        slope = 2 * h / (wave_number(w + h) - wave_number(w - h))
        assert lorentz.group_velocity(w, w0, wp) == pytest.approx(slope, rel=1e-8)
        assert 0 < slope < c.speed_of_light


# London -----------------------------------------------------------------------------------------


def test_london_depth_of_aluminium_lies_near_the_measured_fifty_nanometres():
    # λ_L(0) = 16 nm, calculated; 50 nm, measured (Kittel, ch. 10): Pippard non-locality.
    depth = london.penetration_depth(1.81e29)
    assert 10e-9 < depth < 16e-9
    assert depth * lorentz.plasma_frequency(1.81e29) == pytest.approx(c.speed_of_light)


def test_slab_and_cylinder_solve_londons_equation_and_join_the_applied_field():
    a, lam, h = 3.0, 1.3, 1e-3
    x = np.array([0.5, 1.7, 2.6])
    slab = [london.slab_profile(x + s, a, lam) for s in (-h, 0, h)]
    second = (slab[0] - 2 * slab[1] + slab[2]) / h**2
    np.testing.assert_allclose(lam**2 * second, slab[1], rtol=1e-5)
    rod = [london.cylinder_profile(x + s, a, lam) for s in (-h, 0, h)]
    second = (rod[0] - 2 * rod[1] + rod[2]) / h**2 + (rod[2] - rod[0]) / (2 * h) / x
    np.testing.assert_allclose(lam**2 * second, rod[1], rtol=1e-5)
    for profile in (london.slab_profile, london.cylinder_profile):
        assert profile(a, a, lam) == pytest.approx(1)
        assert 0 < profile(0.0, a, lam) < 1


def test_thick_samples_show_the_half_space_profile_and_do_not_overflow():
    R, lam = 1e-2, 20e-9
    x = np.array([0.0, 1.0, 5.0]) * lam
    half = london.half_space_profile(x, lam)
    np.testing.assert_allclose(london.slab_profile(R - x, R, lam), half, rtol=1e-9)
    np.testing.assert_allclose(london.cylinder_profile(R - x, R, lam), half, rtol=1e-5)


def test_sphere_moment_goes_from_full_expulsion_to_the_vanishing_response_of_a_small_grain():
    B = 0.01
    full = -2 * np.pi * B / c.vacuum_permeability
    assert london.sphere_moment(1.0, 1e-6, B) == pytest.approx(full, rel=1e-5)
    # R ≪ λ: −(2πR³B/μ0) R²/15λ².
    grain = london.sphere_moment(1e-9, 1e-7, B)
    assert grain == pytest.approx(full * 1e-27 * 1e-4 / 15, rel=1e-4)
    below, above = (london.sphere_moment(r, 1.0, B) / r**5 for r in (0.0299, 0.0301))
    assert below == pytest.approx(above, rel=1e-4)


def test_field_of_a_london_sphere_is_divergence_free_screened_and_continuous():
    R, lam, h = 1.0, 0.4, 1e-3

    def field(p):
        return london.sphere_field(p, R, lam)

    p = np.array([0.3, -0.4, 0.5])
    steps = h * np.eye(3)
    jacobian = np.array([(field(p + s) - field(p - s)) / (2 * h) for s in steps])
    scale = np.abs(jacobian).max()
    assert scale > 0.1
    assert abs(np.trace(jacobian)) < 1e-5 * scale
    laplacian = sum(field(p + s) - 2 * field(p) + field(p - s) for s in steps) / h**2
    np.testing.assert_allclose(lam**2 * laplacian, field(p), rtol=1e-4)
    direction = p / np.linalg.norm(p)
    np.testing.assert_allclose(
        field(direction * (1 - 1e-9)), field(direction * (1 + 1e-9)), rtol=1e-7
    )
    outside = 1.7 * direction
    jacobian = np.array([(field(outside + s) - field(outside - s)) / (2 * h) for s in steps])
    assert abs(np.trace(jacobian)) < 1e-5 * np.abs(jacobian).max()
    np.testing.assert_allclose(jacobian, jacobian.T, atol=1e-6)
    assert np.isfinite(field([0.0, 0, 0])).all()


def test_equator_of_a_large_sphere_feels_three_halves_of_the_applied_field():
    assert london.sphere_field([1.0, 0, 0], 1.0, 1e-5)[2] == pytest.approx(1.5, rel=1e-4)
    assert np.abs(london.sphere_field([0, 0, 1.0], 1.0, 1e-5)).max() < 1e-4


def test_magnet_above_a_london_half_space_sees_its_mirror_image_for_short_depth():
    for tilt in (0.0, np.pi / 2, 0.6):
        m = [np.sin(tilt), 0, np.cos(tilt)]
        exact = float(images.diamagnetic_force(m, 0.01))
        assert london.dipole_force(1.0, 0.01, 1e-9, tilt) == pytest.approx(exact, rel=1e-6)


def test_first_effect_of_the_depth_is_to_lower_the_mirror_by_one_penetration_depth():
    h, lam = 1e-3, 1e-6
    shifted = float(images.diamagnetic_force([0, 0, 1], h + lam))
    bare = float(images.diamagnetic_force([0, 0, 1], h))
    force = london.dipole_force(1.0, h, lam)
    assert force == pytest.approx(shifted, rel=1e-4)
    assert abs(force - bare) > 50 * abs(force - shifted)


def test_half_space_force_is_the_slope_of_the_reflected_field():
    # Second route: reflected B_z on the axis by a plain sum, F = m dB_z/dz.
    m, h, lam = 2.0, 0.01, 0.004
    k = np.linspace(0, 40 / h, 200_001)
    q = np.sqrt(k**2 + lam**-2)

    def reflected(z):
        integrand = k**2 * (k - q) / (k + q) * np.exp(-k * (z + h))
        return c.vacuum_permeability * m / (4 * np.pi) * np.trapezoid(integrand, k)

    step = 1e-6
    force = m * (reflected(h + step) - reflected(h - step)) / (2 * step)
    assert london.dipole_force(m, h, lam) == pytest.approx(force, rel=1e-6)
    with pytest.raises(InputError, match="height"):
        london.dipole_force(1.0, 0.0, 1e-7)


# Images -----------------------------------------------------------------------------------------


def test_image_force_is_the_force_between_the_magnet_and_its_mirror():
    rng = np.random.default_rng(1)
    for m in rng.normal(size=(4, 3)):
        pair = images.dipole_dipole_force(m, m * [1, 1, -1], [0, 0, 2 * 0.02])[2]
        assert images.diamagnetic_force(m, 0.02) == pytest.approx(float(pair), rel=1e-12)
    vertical = 3 * c.vacuum_permeability / (32 * np.pi * 0.02**4)
    assert images.diamagnetic_force([0, 0, 1], 0.02) == pytest.approx(vertical, rel=1e-12)


def test_dipole_force_is_the_gradient_of_the_dipole_energy():
    rng = np.random.default_rng(2)
    m, s, r = rng.normal(size=(3, 3))

    def energy(p):
        d = np.linalg.norm(p)
        dot = 3 * (m @ p) * (s @ p) / d**2 - m @ s
        return -c.vacuum_permeability / (4 * np.pi * d**3) * dot

    h = 1e-5
    numeric = [-(energy(r + e) - energy(r - e)) / (2 * h) for e in h * np.eye(3)]
    np.testing.assert_allclose(images.dipole_dipole_force(m, s, r), numeric, rtol=1e-6)


def test_frozen_image_holds_the_magnet_from_above_below_and_sideways():
    h, step = 0.01, 1e-6
    home = np.array([0, 0, h])
    m = np.array([0, 0, 1.5])
    strength = float(images.diamagnetic_force(m, h))
    assert np.abs(images.frozen_image_force(m, home, home)).max() < 1e-12 * strength
    stiffness = []
    for axis in (2, 0):
        shift = step * np.eye(3)[axis]
        up, down = (images.frozen_image_force(m, home, home + s * shift) for s in (1, -1))
        stiffness.append(-(up - down)[axis] / (2 * step))
    np.testing.assert_allclose(stiffness, images.frozen_image_stiffness(1.5, h), rtol=1e-6)
    assert min(stiffness) > 0
    near, far = (images.frozen_image_force(m, home, [0, 0, z])[2] for z in (0.008, 0.012))
    assert near > 0 > far


def test_heights_below_the_surface_are_refused():
    with pytest.raises(InputError):
        images.diamagnetic_force([0, 0, 1], -0.01)
    with pytest.raises(InputError):
        images.frozen_image_force([0, 0, 1], [0, 0, 0.01], [0, 0, 0.0])
