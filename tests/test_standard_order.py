"""Order parameter and gap of the standard theory against limits and published numbers.

Ginzburg-Landau   identities between the fields; wall energy zero at κ = 1/√2
Abrikosov         quadrature of |ψ|⁴ from a theta function; modular invariance
BCS               Matsubara sums; closed forms; entropy
"""

import mpmath
import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.special import zeta

from pairlattice import constants as c
from pairlattice.errors import InputError
from pairlattice.standard import abrikosov, bcs, ginzburg_landau

# Ginzburg-Landau --------------------------------------------------------------------------------


def test_critical_fields_meet_their_identities():
    alpha, beta = -3e-24, 4e-52
    xi, lam = ginzburg_landau.lengths(alpha, beta)
    bulk = ginzburg_landau.thermodynamic_critical_field(lam, xi)
    # Condensation energy: Bc²/2μ0 = α²/2β.
    assert bulk**2 / (2 * c.vacuum_permeability) == pytest.approx(alpha**2 / (2 * beta), rel=1e-8)
    upper = ginzburg_landau.upper_critical_field(xi)
    ratio = ginzburg_landau.kappa(lam, xi)
    assert upper == pytest.approx(float(np.sqrt(2) * ratio * bulk), rel=1e-12)
    assert ginzburg_landau.coherence_length(upper) == pytest.approx(float(xi), rel=1e-12)
    with pytest.raises(InputError, match="alpha"):
        ginzburg_landau.lengths(1e-24, beta)


def test_lower_critical_field_is_below_the_bulk_one_for_large_kappa():
    lam, xi = 200e-9, 2e-9
    lower = ginzburg_landau.lower_critical_field(lam, xi)
    bulk = ginzburg_landau.thermodynamic_critical_field(lam, xi)
    assert lower / bulk == pytest.approx((np.log(100) + 0.49693) / (np.sqrt(2) * 100), rel=1e-12)
    assert 0 < lower < bulk < ginzburg_landau.upper_critical_field(xi)


def test_wall_energy_changes_sign_at_kappa_one_over_root_two_where_the_type_does():
    zero = brentq(ginzburg_landau.wall_energy, 0.68, 0.74, xtol=1e-4)
    assert zero == pytest.approx(1 / np.sqrt(2), abs=2e-4)
    assert ginzburg_landau.wall_energy(0.5) > 0.1
    assert ginzburg_landau.wall_energy(1.0) < -0.1
    assert ginzburg_landau.superconductor_type(0.707) == "I"
    assert ginzburg_landau.superconductor_type(0.708) == "II"


# Abrikosov --------------------------------------------------------------------------------------


def _beta_by_quadrature(tau, n=48):
    """⟨|ψ|⁴⟩/⟨|ψ|²⟩² with |ψ|² = exp(−2π v² Im τ)|θ1(π(u + vτ))|² over one cell (u, v)."""
    u = np.arange(n) / n
    nome = mpmath.exp(1j * mpmath.pi * tau)
    density = np.array(
        [
            [
                float(abs(mpmath.jtheta(1, mpmath.pi * (a + b * tau), nome)) ** 2)
                * np.exp(-2 * np.pi * b**2 * tau.imag)
                for a in u
            ]
            for b in u
        ]
    )
    return np.mean(density**2) / np.mean(density) ** 2


@pytest.mark.parametrize(
    "tau", [1j, complex(0.5, np.sqrt(3) / 2), complex(0.2, 1.3)], ids=["square", "triangle", "any"]
)
def test_lattice_sum_equals_the_quadrature_of_the_order_parameter(tau):
    vectors = [[1, 0], [tau.real, tau.imag]]
    expected = _beta_by_quadrature(tau, 16)
    assert abrikosov.beta_abrikosov(vectors) == pytest.approx(expected, rel=1e-9)


def test_triangular_and_square_lattices_have_the_published_beta():
    assert abrikosov.beta_abrikosov(abrikosov.TRIANGULAR) == pytest.approx(1.1596, abs=5e-5)
    assert abrikosov.beta_abrikosov(abrikosov.SQUARE) == pytest.approx(1.1803, abs=5e-5)


def test_beta_depends_on_the_lattice_and_not_on_its_basis_size_or_direction():
    basis = np.array([[1.0, 0.1], [0.3, 0.9]])
    value = abrikosov.beta_abrikosov(basis)
    turn = np.array([[np.cos(1), -np.sin(1)], [np.sin(1), np.cos(1)]])
    other = np.array([[3, 1], [5, 2]]) @ basis  # determinant 1: the same lattice
    for same in (basis * 7e-8, basis @ turn, other):
        assert abrikosov.beta_abrikosov(same) == pytest.approx(value, rel=1e-12)
    assert value > 1.1596
    with pytest.raises(InputError, match="parallel"):
        abrikosov.beta_abrikosov([[1, 1], [2, 2]])


def test_no_sheared_lattice_has_a_smaller_beta_than_the_triangular():
    lowest = abrikosov.beta_abrikosov(abrikosov.TRIANGULAR)
    rng = np.random.default_rng(5)
    others = [abrikosov.beta_abrikosov(rng.normal(size=(2, 2)) + np.eye(2)) for _ in range(50)]
    assert min(others) > lowest


# BCS --------------------------------------------------------------------------------------------


def test_gap_ratio_and_jump_have_their_closed_forms():
    ratio = 2 * bcs.zero_temperature_gap()
    assert ratio == pytest.approx(2 * np.pi * np.exp(-np.euler_gamma), rel=1e-9)
    assert ratio == pytest.approx(3.528, abs=5e-4)
    jump = bcs.specific_heat_jump()
    assert jump == pytest.approx(12 / (7 * zeta(3)), rel=1e-4)
    assert jump == pytest.approx(1.426, abs=5e-4)


def _matsubara(t, terms=200_000):
    return np.pi * t * (2 * np.arange(terms) + 1)


@pytest.mark.parametrize("t", [0.1, 0.5, 0.9, 0.99])
def test_gap_solves_the_gap_equation_as_a_sum_over_matsubara_frequencies(t):
    w, gap = _matsubara(t), bcs.gap(t)
    assert gap > 0.1
    total = 2 * np.pi * t * np.sum(1 / w - 1 / np.hypot(w, gap))
    # What is left out: terms Δ²/(2w³), 2πt apart in w, or Δ²/(4w²) in all.
    total += gap**2 / (4 * w[-1] ** 2)
    assert total == pytest.approx(-np.log(t), rel=1e-6)


@pytest.mark.parametrize("t", [0.2, 0.5, 0.95])
def test_superfluid_fraction_equals_its_matsubara_sum(t):
    w, gap = _matsubara(t), bcs.gap(t)
    expected = 2 * np.pi * t * np.sum(gap**2 / (w**2 + gap**2) ** 1.5)
    assert bcs.superfluid_fraction(t) == pytest.approx(expected, rel=1e-8)
    assert bcs.penetration_depth_ratio(t) == pytest.approx(expected**-0.5, rel=1e-8)


def test_gap_near_the_transition_follows_the_square_root_with_slope_three_point_o_six():
    t = 0.9999
    slope = np.pi * np.sqrt(8 / (7 * zeta(3)))
    assert slope == pytest.approx(3.06, abs=0.01)
    assert bcs.gap(t) / np.sqrt(1 - t) == pytest.approx(slope, rel=1e-3)
    assert bcs.gap(1.0) == bcs.gap(2.0) == 0
    with pytest.raises(InputError):
        bcs.gap(-0.1)


def test_entropy_of_both_phases_meets_at_the_transition():
    # ∫ C_s/T dT from 0 to T_c = γT_c, the normal entropy: a second-order transition.
    entropy, _ = quad(lambda t: bcs.specific_heat(t) / t, 0.02, 1 - 1e-6, epsrel=1e-5)
    assert entropy == pytest.approx(1.0, abs=1e-4)


def test_specific_heat_rises_to_two_point_four_three_and_is_activated_when_cold():
    assert bcs.specific_heat(1 - 1e-6) == pytest.approx(1 + 12 / (7 * zeta(3)), abs=1e-3)
    cold = bcs.specific_heat(0.05) / bcs.specific_heat(0.06)
    activation = np.exp(-bcs.zero_temperature_gap() * (1 / 0.05 - 1 / 0.06))
    assert cold == pytest.approx(activation, rel=0.4)
    assert cold < 0.01
