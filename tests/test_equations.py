"""Eq. (1) to (15), each by a second route.

(1)        numerical integral of a sinusoidal speed
(2)        the conserved energy of a bound orbit
(3)        energy of a charged capacitor against Coulomb's
(4)        numerical time derivative of the midpoint field
(5)        numerical divergence, curl, flux; dipole field of a magnet
(6) (7)    systems against each other through conversion of units
(8) (11)   a plane wave, an oscillating charge
(13) (14)  the differential equation of each; London's μ0 form
"""

import numpy as np
import pytest
from scipy import constants as codata
from scipy.integrate import quad

from pairlattice import constants as c
from pairlattice import equations as eq
from pairlattice.errors import InputError

ANGSTROM = 1e-10


def test_every_equation_has_a_section_a_system_and_at_least_one_function():
    assert list(eq.EQUATIONS) == list(range(1, 16))
    for number, equation in eq.EQUATIONS.items():
        assert equation.number == number
        assert equation.functions, f"Eq. ({number}) has no function"
        assert all(f.__name__ in eq.__all__ for f in equation.functions)
    public = {f for e in eq.EQUATIONS.values() for f in e.functions}
    assert len(public) == sum(len(e.functions) for e in eq.EQUATIONS.values())


def test_copper_wire_of_section_two_drifts_at_eleven_micrometres_a_second():
    speed = eq.drift_velocity(3.0, 8.5e28, 5e-3)
    assert speed == pytest.approx(1.1219e-5, rel=1e-4)
    assert eq.wire_current(8.5e28, speed, 5e-3) == pytest.approx(3.0, rel=1e-14)
    # The paper's estimate: about 1 Å at 100 kHz, stated as an upper bound.
    assert 0.1 * ANGSTROM < eq.excursion(speed, 100e3) < 1 * ANGSTROM


def test_half_period_integral_of_sinusoidal_drift_is_the_peak_to_peak_excursion():
    speed, frequency = 1.12e-5, 100e3
    path, _ = quad(lambda s: np.cos(2 * np.pi * s), -0.25, 0.25)
    expected = speed / frequency * path
    assert eq.peak_to_peak_excursion(speed, frequency) == pytest.approx(expected, rel=1e-12)
    assert eq.peak_to_peak_excursion(speed, frequency) < eq.excursion(speed, frequency)


def test_drift_of_several_wires_keeps_its_array_shape():
    speed = eq.drift_velocity(np.array([1.0, 2.0])[:, None], 8.5e28, np.array([1e-3, 2e-3, 5e-3]))
    assert speed.shape == (2, 3)
    assert speed[1, 0] == pytest.approx(2 * speed[0, 0])


def test_free_energy_changes_along_a_bound_orbit_while_kinetic_plus_potential_does_not():
    # Kepler ellipse of eccentricity 1/2 around a proton, at peri- and apocentre.
    k, m, a, ecc = c.coulomb_energy_metre, c.electron_mass, c.bohr_radius, 0.5
    free, conserved = [], []
    for r in (a * (1 - ecc), a * (1 + ecc)):
        v = np.sqrt(k / m * (2 / r - 1 / a))
        free.append(eq.free_energy([[v, 0, 0]], [-k / r]))
        conserved.append(0.5 * m * v**2 - k / r)
    assert conserved[0] == pytest.approx(conserved[1], rel=1e-12)
    assert free[0] > 2 * free[1] > 0


def test_free_energy_vanishes_only_where_speed_and_potential_both_do():
    rest = np.zeros((2, 3))
    assert eq.free_energy(rest, [0.0, 0.0]) == 0
    assert eq.free_energy(rest, [0.0, -1e-19]) == pytest.approx(1e-19)
    assert eq.free_energy(rest + 1e5, [0.0, 0.0]) == pytest.approx(3e10 * c.electron_mass)


def test_pair_capacitor_stores_the_coulomb_energy():
    r = np.array([0.5, 1.0, 4.0]) * ANGSTROM
    stored = c.elementary_charge**2 / (2 * eq.pair_capacitance(r))
    np.testing.assert_allclose(stored, c.coulomb_energy_metre / r, rtol=1e-9)


def test_printed_displacement_current_is_that_of_one_charge_at_the_midpoint():
    r, v, dt = 2 * ANGSTROM, 1e3, 1e-18

    def field_of_one(distance):
        return c.elementary_charge / (4 * np.pi * c.vacuum_permittivity * (distance / 2) ** 2)

    rate = (field_of_one(r + v * dt) - field_of_one(r - v * dt)) / (2 * dt)
    lines = eq.displacement_current_lines(r, v)
    assert c.vacuum_permittivity * rate == pytest.approx(float(lines.fourth), rel=1e-8)
    assert lines.one_charge == pytest.approx(float(lines.fourth), rel=1e-12)
    assert lines.second == pytest.approx(float(lines.third), rel=1e-12)
    assert lines.third == pytest.approx(float(lines.fourth), rel=1e-12)


def test_field_rate_of_both_charges_is_twice_the_printed_line_at_fixed_and_moving_midpoint():
    r, v, dt = 2 * ANGSTROM, 1e3, 1e-18

    def field(s, distance):
        k = c.elementary_charge / (4 * np.pi * c.vacuum_permittivity)
        return k / s**2 + k / (distance - s) ** 2

    fixed = (field(r / 2, r + v * dt) - field(r / 2, r - v * dt)) / (2 * dt)
    after, before = r + v * dt, r - v * dt
    moving = (field(after / 2, after) - field(before / 2, before)) / (2 * dt)
    lines = eq.displacement_current_lines(r, v)
    for rate in (fixed, moving):
        assert c.vacuum_permittivity * rate == pytest.approx(2 * float(lines.fourth), rel=1e-7)
    assert lines.both_charges == pytest.approx(2 * float(lines.fourth), rel=1e-12)


def test_hydrogen_moment_of_the_pair_field_is_two_over_alpha_bohr_magnetons():
    # Fit the far field on the axis to μ0 m/(2π R³), R = 1 µm.
    a = c.bohr_radius
    ends = [[0, 0, a / 2]], [[0, 0, -a / 2]]
    R = 1e-7
    B = eq.pair_magnetic_field([[0, 0, R]], *ends)[0, 2]
    moment = 2 * np.pi * R**3 * B / c.vacuum_permeability
    assert moment / c.bohr_magneton == pytest.approx(2 / c.fine_structure, rel=1e-5)
    assert eq.pair_moment(a) / c.bohr_magneton == pytest.approx(274.072, abs=1e-3)


def _jacobian(function, point, h):
    steps = h * np.eye(3)
    return np.array([(function(point + s) - function(point - s)) / (2 * h) for s in steps])


def test_pair_field_has_no_divergence_and_no_curl_away_from_the_charges():
    rng = np.random.default_rng(3)
    protons, electrons = rng.uniform(-2, 2, (2, 4, 3)) * ANGSTROM

    def field(p):
        return eq.pair_magnetic_field(p, protons, electrons)

    J = _jacobian(field, np.array([3.0, 2.5, -2.0]) * ANGSTROM, 1e-4 * ANGSTROM)
    scale = np.abs(J).max()
    assert scale > 1e10
    assert abs(np.trace(J)) < 1e-6 * scale
    assert np.abs(J - J.T).max() < 1e-6 * scale


def test_flux_of_the_pair_field_out_of_a_sphere_is_the_enclosed_charge_over_epsilon_c():
    # Gauss-Legendre in cos θ, trapezium in φ, around the proton alone and around the pair.
    u, w = np.polynomial.legendre.leggauss(40)
    phi = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    s = np.sqrt(1 - u**2)[:, None]
    normal = np.stack([s * np.cos(phi), s * np.sin(phi), u[:, None] + 0 * phi], axis=-1)
    proton, electron = np.zeros((1, 3)), np.array([[0, 0, 2.0]]) * ANGSTROM

    def flux(radius):
        B = eq.pair_magnetic_field(radius * normal, proton, electron)
        return radius**2 * np.einsum("tpc,tpc,t->", B, normal, w) * 2 * np.pi / 64

    unit = c.elementary_charge / (c.vacuum_permittivity * c.speed_of_light)
    assert flux(0.8 * ANGSTROM) == pytest.approx(unit, rel=1e-9)
    assert abs(flux(6 * ANGSTROM)) < 1e-9 * unit
    assert eq.pair_magnetic_divergence(1.0, 0.0) * c.elementary_charge == pytest.approx(unit)


def test_flux_through_the_plane_between_the_charges_is_four_alpha_flux_quanta():
    r = 1 * ANGSTROM
    ends = [[0, 0, r / 2]], [[0, 0, -r / 2]]

    def ring(rho):
        return 2 * np.pi * rho * eq.pair_magnetic_field([rho, 0, 0], *ends)[2]

    near, _ = quad(lambda s: r * ring(r * s), 0, 1)
    far, _ = quad(lambda s: r / s**2 * ring(r / s), 1e-6, 1)
    total = abs(near + far)
    assert total == pytest.approx(eq.pair_flux(), rel=1e-5)
    assert total / c.flux_quantum == pytest.approx(4 * c.fine_structure, rel=1e-5)


def test_pair_field_on_top_of_a_charge_is_refused_with_the_remedy():
    with pytest.raises(InputError, match="shift that point"):
        eq.pair_magnetic_field([[0.0, 0, 0]], [[0.0, 0, 0]], [[0, 0, 1e-10]])


def test_omega_one_is_a_number_in_gaussian_units_and_the_von_klitzing_resistance_in_webers():
    assert eq.dressed_charge_factor(1) == pytest.approx(0.5 / c.fine_structure)
    assert eq.dressed_charge_factor(1) == pytest.approx(68.518, abs=1e-3)
    ohm = codata.value("von Klitzing constant")
    assert eq.dressed_charge_factor(1, "weber") == pytest.approx(ohm, rel=1e-9)
    printed = eq.dressed_charge_factor(3, "printed")
    assert printed == pytest.approx(3 / (8 * np.pi * codata.epsilon_0 * codata.alpha))


def test_missing_factors_carry_the_printed_dressed_charge_into_each_system():
    printed = float(eq.dressed_charge_factor(1, "printed"))
    four_pi_eps = 4 * np.pi * c.vacuum_permittivity
    factor = {
        "gaussian": four_pi_eps,
        "weber": 4 * np.pi / c.speed_of_light,
        "ampere_metre": four_pi_eps * c.speed_of_light,
    }
    for reading, missing in factor.items():
        got = float(eq.dressed_charge_factor(1, reading))
        assert printed * missing == pytest.approx(got, rel=1e-9), reading


def test_dirac_charge_is_two_flux_quanta_and_the_same_in_gaussian_units():
    assert eq.dirac_charge(1) == pytest.approx(2 * c.flux_quantum)
    # One weber of pole is 10⁸/4π Gaussian units (flux 4πg, 1 Wb = 10⁸ Mx).
    gaussian = float(eq.dirac_charge(1)) * 1e8 / (4 * np.pi)
    assert eq.dirac_charge(1, "gaussian") == pytest.approx(gaussian, rel=1e-9)
    electron = c.elementary_charge * 10 * c.speed_of_light
    assert abs(eq.dirac_residual(electron, eq.dirac_charge(2, "gaussian"), 2)) < 1e-12
    assert eq.dirac_residual(electron, eq.dirac_charge(2, "gaussian"), 1) == pytest.approx(1)
    for reading in ("gaussian", "weber", "ampere_metre"):
        # Through α: the two equations agree to the precision of the CODATA constants.
        g = eq.dressed_charge(1, reading)
        assert g == pytest.approx(float(eq.dirac_charge(1, reading)), rel=1e-9)
    with pytest.raises(InputError, match="weber"):
        eq.dirac_charge(1, "maxwell")


def test_vacuum_plane_wave_satisfies_both_sets_in_both_unit_systems():
    amplitude, k = 3.0, 1e7
    phase = np.linspace(0, 6, 7)
    for system, light, ratio in (
        ("SI", c.speed_of_light, 1 / c.speed_of_light),
        ("Gaussian", 100 * c.speed_of_light, 1.0),
    ):
        # E_x = A cos(kz − ωt), B_y = ratio E_x: ∇×E = ∂z E_x ŷ, ∇×B = −∂z B_y x̂.
        slope, rate = -amplitude * k * np.sin(phase), amplitude * k * light * np.sin(phase)
        zero = np.zeros_like(phase)
        fields = eq.FieldDerivatives(
            electric_curl=np.stack([zero, slope, zero], -1),
            magnetic_curl=np.stack([-ratio * slope, zero, zero], -1),
            electric_rate=np.stack([rate, zero, zero], -1),
            magnetic_rate=np.stack([zero, ratio * rate, zero], -1),
        )
        for residuals in (
            eq.maxwell_residuals(fields, system),
            eq.pair_maxwell_residuals(fields, None, system),
        ):
            assert np.abs(residuals.faraday).max() < 1e-9 * np.abs(slope).max()
            assert np.abs(residuals.ampere).max() < 1e-9 * ratio * np.abs(slope).max()
            assert np.abs(slope).min(where=phase > 0, initial=np.inf) > 0


def _charge_wave(x, k=1e10, omega=1e16, amplitude=1e9):
    """A standing wave of longitudinal E, its charge and its current, at t = π/4ω."""
    s = np.sin(np.pi / 4)
    E, dE = amplitude * np.sin(k * x) * s, amplitude * k * np.cos(k * x) * s
    rate = amplitude * omega * np.sin(k * x) * s
    zero = np.zeros_like(x)
    charge = c.vacuum_permittivity * dE
    return E, charge, np.stack([-rate, zero, zero], -1), dE


def test_oscillating_charge_obeys_maxwell_and_the_polarisation_reading_but_not_the_literal_one():
    x = np.linspace(1e-11, 6e-10, 25)
    _, charge, rate_E, dE = _charge_wave(x)
    current = -c.vacuum_permittivity * rate_E  # purely longitudinal: total current is zero
    fields = eq.FieldDerivatives(
        electric_divergence=dE,
        electric_rate=rate_E,
        charge_density=charge,
        current_density=current,
    )
    scale = np.abs(rate_E).max() / c.speed_of_light**2
    assert scale > 1
    standard = eq.maxwell_residuals(fields)
    assert np.abs(standard.gauss).max() < 1e-9 * np.abs(dE).max()
    assert np.abs(standard.ampere).max() < 1e-9 * scale
    literal = eq.pair_maxwell_residuals(fields)
    assert np.abs(literal.ampere).max() == pytest.approx(scale, rel=1e-9)
    with_polarisation = eq.pair_maxwell_residuals(fields, current)
    assert np.abs(with_polarisation.ampere).max() < 1e-9 * scale


def test_divergence_of_the_literal_fourth_line_is_minus_mu_times_the_charge_rate():
    k, omega = 1e10, 1e16
    x = np.linspace(0, 2 * np.pi / k, 801)
    _, _, rate_E, _ = _charge_wave(x, k, omega)
    residual = eq.pair_maxwell_residuals(eq.FieldDerivatives(electric_rate=rate_E)).ampere[:, 0]
    divergence = np.gradient(residual, x, edge_order=2)
    charge_rate = c.vacuum_permittivity * np.gradient(rate_E[:, 0], x, edge_order=2)
    frozen = eq.continuity_residual(charge_rate)
    assert np.abs(frozen).max() > 0
    np.testing.assert_allclose(
        divergence, -c.vacuum_permeability * frozen, atol=1e-9 * np.abs(divergence).max()
    )
    # The residual vanishes for every x only if ∂ρ/∂t does; Eq. (8) lets ∇·J balance it.
    balance = eq.continuity_residual(charge_rate, -charge_rate)
    assert np.abs(balance).max() == 0


def test_divergence_of_a_pairs_field_is_gauss_law_in_both_systems():
    # 1 C/m³ = 10c·10⁻⁶ statC/cm³; 1 V/m² = 10⁶/c·10⁻⁴ statV/cm² (c the number in m/s).
    rho = 2.5
    gaussian_rho = rho * 10 * c.speed_of_light * 1e-6
    si = eq.pair_field_divergence(rho, 0.5)
    gaussian = eq.pair_field_divergence(gaussian_rho, 0.2 * gaussian_rho, "Gaussian")
    assert gaussian == pytest.approx(float(si) * 1e6 / c.speed_of_light * 1e-4, rel=1e-9)
    assert eq.pair_field_divergence(rho, -rho) == 0
    printed = eq.pair_magnetic_divergence(gaussian_rho, 0.0, "Gaussian")
    assert printed * 100 * c.speed_of_light == pytest.approx(4 * np.pi * gaussian_rho)


def test_unknown_unit_system_is_refused():
    with pytest.raises(InputError, match="Gaussian"):
        eq.pair_field_divergence(1.0, 0.0, "cgs")


def test_weight_is_balanced_by_the_supporting_force():
    mass = np.array([0.001, 0.05])
    assert eq.force_balance_residual(eq.supporting_force(mass), mass) == pytest.approx([0, 0])
    assert eq.supporting_force(1.0) == pytest.approx(9.80665)
    assert eq.force_balance_residual(1.0, 0.05) == pytest.approx(1 - 0.05 * 9.80665)


def test_decayed_field_solves_londons_equation():
    depth = eq.penetration_depth(8.5e28)
    x, h = 0.7 * depth, 1e-3 * depth
    H = [float(eq.decayed_field(2.0, x + s, depth)) for s in (-h, 0, h)]
    curvature = (H[0] - 2 * H[1] + H[2]) / h**2
    assert depth**2 * curvature == pytest.approx(H[1], rel=1e-6)
    assert eq.decayed_field(2.0, 0.0, depth) == 2.0
    with pytest.raises(InputError, match="inwards"):
        eq.decayed_field(1.0, -1e-9, depth)


def test_penetration_depth_is_londons_and_the_plasma_wavelength_over_two_pi():
    n = np.array([1e28, 8.5e28, 1.81e29])
    london = np.sqrt(codata.m_e / (codata.mu_0 * n * codata.e**2))
    np.testing.assert_allclose(eq.penetration_depth(n), london, rtol=1e-9)
    plasma = np.sqrt(n * codata.e**2 / (codata.epsilon_0 * codata.m_e))
    np.testing.assert_allclose(eq.penetration_depth(n), codata.c / plasma, rtol=1e-9)
    assert eq.penetration_depth(8.5e28) == pytest.approx(18.2e-9, abs=0.05e-9)
    with pytest.raises(InputError, match="above 0"):
        eq.penetration_depth(0.0)


def test_surface_potential_saturates_reverses_with_the_displacement_and_is_063_at_full_depth():
    full = eq.maximum_depth(20e-9)
    assert full == pytest.approx(100e-9)
    U = eq.surface_potential(np.array([0.0, 1e-12, full, 60 * full]), full, 0.4)
    assert U[0] == 0
    assert U[1] == pytest.approx(0.4 * 1e-12 / full, rel=1e-4)
    assert U[2] == pytest.approx(0.4 * (1 - 1 / np.e))
    assert U[3] == pytest.approx(0.4)
    assert eq.surface_potential(full, full, 0.4, -1) == pytest.approx(-U[2])
    with pytest.raises(InputError, match="sign"):
        eq.surface_potential(1.0, 1.0, 1.0, 0)
