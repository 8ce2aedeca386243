"""Metals of standard theory: non-local depth and phonons, each against a second route.

depth        local, dirty and Pippard limits in closed form; the kernel by averaging over directions
λ(T)         local limit; the extreme anomalous limit [Δ(T) tanh(Δ/2T)/Δ(0)]^(−1/3)
dirty BCS    the clean depth with a short free path; density and Fermi velocity drop out
deepening    Ginzburg and Landau's equations solved numerically
phonons      dlnTc/dlnM by differences; Bloch's T⁵ and high-temperature laws
cylinder     the mean of the field profile
"""

import numpy as np
import pytest
from scipy.integrate import quad, solve_bvp, trapezoid
from scipy.special import zeta

from pairlattice import constants as c
from pairlattice.errors import InputError
from pairlattice.standard import bcs, drude, ginzburg_landau, london, phonons, pippard

# Depth ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("surface", pippard.SURFACES)
def test_a_short_coherence_length_gives_london_whatever_the_surface(surface):
    assert pippard.penetration_depth(1e-7, 1e-12, surface=surface) == pytest.approx(1e-7, rel=1e-5)


@pytest.mark.parametrize("surface", pippard.SURFACES)
def test_a_dirty_metal_screens_as_london_with_fewer_electrons(surface):
    depth = pippard.penetration_depth(3e-8, 1e-6, 1e-10, surface)
    assert depth == pytest.approx(3e-8 * np.sqrt(1 + 1e-6 / 1e-10), rel=1e-4)


def test_a_pure_metal_of_long_range_meets_pippards_closed_form():
    # λ = (√3/(2π))^(1/3) (λ_L² ξ0)^(1/3) diffuse, 8/9 of it specular.
    scale = (1e-16 * 1e-3) ** (1 / 3)
    diffuse = pippard.penetration_depth(1e-8, 1e-3)
    specular = pippard.penetration_depth(1e-8, 1e-3, surface="specular")
    assert diffuse == pytest.approx((np.sqrt(3) / (2 * np.pi)) ** (1 / 3) * scale, rel=2e-3)
    assert specular / diffuse == pytest.approx(8 / 9, rel=2e-3)


def test_the_kernel_is_the_transform_of_an_exponential_range():
    # Pippard's J ∝ ∫ R (R·A) e^(−R/ξ)/R⁴ d³R for a transverse A: average over directions.
    def direct(x: float) -> float:
        def integrand(mu: float) -> float:
            return 0.75 * (1 - mu**2) / (1 + (x * mu) ** 2)

        return quad(integrand, -1, 1)[0]

    for x in (0.01, 0.3, 1.0, 7.0):
        assert pippard.kernel(x) == pytest.approx(direct(x), rel=1e-7)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((0.0, 1e-7), "London depth"),
        ((1e-8, -1.0), "coherence length"),
        ((1e-8, 1e-7, 0.0), "free"),
    ],
)
def test_a_length_of_nothing_is_refused(arguments, word):
    with pytest.raises(InputError, match=word):
        pippard.penetration_depth(*arguments)


def test_temperature_deepens_a_local_metal_as_its_superfluid_thins():
    for t in (0.3, 0.7, 0.95):
        ratio = pippard.penetration_depth_at(1e-7, 1e-13, t) / 1e-7
        assert ratio == pytest.approx(bcs.penetration_depth_ratio(t), rel=1e-5)


def test_temperature_deepens_a_pippard_metal_by_the_cube_root_of_its_response():
    cold = pippard.penetration_depth(1e-9, 1e-2)
    for t in (0.3, 0.7):
        response = bcs.gap(t) * np.tanh(bcs.gap(t) / (2 * t)) / bcs.gap(0.0)
        ratio = pippard.penetration_depth_at(1e-9, 1e-2, t) / cold
        assert ratio == pytest.approx(response ** (-1 / 3), rel=2e-3)
    with pytest.raises(InputError, match="T/T_c"):
        pippard.penetration_depth_at(1e-9, 1e-2, 1.0)


def test_the_range_shrinks_by_a_quarter_towards_the_transition():
    assert pippard.thermal_range(0.9999) == pytest.approx(4 / 3, rel=5e-3)


def test_the_dirty_depth_is_the_clean_one_with_a_short_free_path():
    # λ_L² ξ0/ℓ with ρ = m v_F/(n e² ℓ) and ξ0 = ħv_F/πΔ: density and speed drop out.
    n, speed, path, critical = 1e29, 1.2e6, 1e-10, 9.0
    rho = c.electron_mass * speed / (n * c.elementary_charge**2 * path)
    xi = pippard.coherence_length(speed, critical)
    clean = float(london.penetration_depth(n))
    assert pippard.dirty_depth(rho, critical) == pytest.approx(clean * np.sqrt(xi / path), rel=1e-9)
    assert float(drude.mean_free_path(n, rho)) == pytest.approx(
        path * float(drude.fermi_velocity(n)) / speed
    )


# Field dependence -------------------------------------------------------------------------------


def solved_deepening(kappa: float, field: float) -> float:
    """∫ B dx/(B0 λ) − 1 from Ginzburg and Landau's equations in a half-space, H = field·Hc."""
    x = np.linspace(0, 14 / min(1.0, kappa), 400)
    h = field / np.sqrt(2)

    def slopes(_, y):
        f, df, a, da = y
        return np.array([df, kappa**2 * (a**2 * f - f + f**3), da, a * f**2])

    def ends(left, right):
        return np.array([left[1], left[3] - h, right[0] - 1, right[2]])

    start = np.array([np.ones_like(x), 0 * x, -h * np.exp(-x), h * np.exp(-x)])
    solution = solve_bvp(slopes, ends, x, start, tol=1e-8, max_nodes=50000)
    assert solution.success
    fine = np.linspace(0, x[-1], 20001)
    return float(trapezoid(solution.sol(fine)[3], fine)) / h - 1


@pytest.mark.parametrize("kappa", [0.2, 0.5, 1.0])
def test_a_weak_field_deepens_as_ginzburg_and_landau_expanded_it(kappa):
    solved = solved_deepening(kappa, 0.1) / 0.01
    assert ginzburg_landau.field_deepening(kappa) == pytest.approx(solved, rel=5e-3)


# Phonons ----------------------------------------------------------------------------------------


def test_bcs_is_the_limit_of_fast_phonons():
    assert phonons.gap_ratio() == pytest.approx(2 * np.pi / np.exp(np.euler_gamma), rel=1e-6)
    assert phonons.specific_heat_jump() == pytest.approx(12 / (7 * zeta(3)), rel=1e-3)
    assert phonons.gap_ratio(1.0, 1e5) == pytest.approx(phonons.gap_ratio(), rel=1e-6)


def test_the_isotope_exponent_is_the_slope_of_mcmillans_temperature():
    # ω ∝ M^(−1/2); 1/μ* = 1/μ + ln(E/ω), so 1/μ* grows by half of ln M. λ does not change.
    coupling, coulomb, step = 0.8, 0.12, 1e-5

    def mcmillan(log_mass: float) -> float:
        mu = 1 / (1 / coulomb + log_mass / 2)
        net = coupling - mu * (1 + 0.62 * coupling)
        return -log_mass / 2 - 1.04 * (1 + coupling) / net

    slope = -(mcmillan(step) - mcmillan(-step)) / (2 * step)
    assert phonons.isotope_exponent(coupling, coulomb) == pytest.approx(slope, rel=1e-8)


def test_repulsion_beyond_the_attraction_is_no_superconductor():
    with pytest.raises(InputError, match="Coulomb repulsion"):
        phonons.critical_temperature(0.1, 300.0, 0.13)


def test_phonon_resistance_follows_t_to_the_fifth_and_then_t():
    theta = 343.0
    # ∫ x⁵/((e^x − 1)(1 − e^−x)) = 5! ζ(5) = 124.43.
    low = 4 * 120 * zeta(5) * (5.0 / theta) ** 4
    assert phonons.bloch_gruneisen(5.0, theta) == pytest.approx(low, rel=1e-6)
    assert phonons.bloch_gruneisen(1e5, theta) == pytest.approx(1.0, abs=1e-6)
    args = (8.47e28, 0.13, theta)
    ratio = phonons.resistivity(10.0, *args) / phonons.resistivity(5.0, *args)
    assert ratio == pytest.approx(32, rel=1e-3)
    with pytest.raises(InputError, match="above 0 K"):
        phonons.bloch_gruneisen(0.0, theta)


# Cylinder ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("b", [0.3, 2.0, 40.0])
def test_the_susceptibility_along_the_axis_is_the_mean_field_less_one(b):
    def weighted(r):
        return 2 * r * float(london.cylinder_profile(r, 1.0, 1 / b))

    mean, _ = quad(weighted, 0, 1, epsabs=1e-12)
    assert london.cylinder_susceptibility(1.0, 1 / b) == pytest.approx(mean - 1, rel=1e-9)
    across = london.cylinder_susceptibility(1.0, 1 / b, transverse=True)
    assert across == pytest.approx(2 * (mean - 1), rel=1e-9)
