"""Ginzburg and Landau: lengths, critical fields, wall energy, the two types.

V. L. Ginzburg and L. D. Landau, Zh. Eksp. Teor. Fiz. 20, 1064 (1950); Tinkham, Introduction to
Superconductivity, 2nd ed. (1996), ch. 4 and 5. Critical fields are B = μ0 H in tesla.
"""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.integrate import solve_bvp, trapezoid

from pairlattice import constants as c
from pairlattice.errors import InputError

Array = NDArray[np.float64]

CRITICAL_KAPPA = 1 / np.sqrt(2)
# Core of one vortex at large κ: Hc1 = (Φ0/4πλ²)(ln κ + 0.49693). C.-R. Hu, Phys. Rev. B 6, 1756
# (1972).
VORTEX_CORE = 0.49693


class Lengths(NamedTuple):
    """Coherence length ξ and penetration depth λ, both in metres."""

    coherence: Array
    penetration: Array


def lengths(
    alpha: ArrayLike,
    beta: ArrayLike,
    pair_mass: float = 2 * c.electron_mass,
    pair_charge: float = 2 * c.elementary_charge,
) -> Lengths:
    """ξ = ħ/√(2m*|α|) and λ = √(m*β/(μ0 e*²|α|)), Tinkham ch. 4.

    alpha: α < 0 [J]; beta: β > 0 [J m³]; shapes broadcast; pair_mass: m* [kg]; pair_charge [C].

    >>> xi, lam = lengths(-1e-25, 1e-53)
    >>> f"{xi * 1e9:.1f} nm, {lam * 1e9:.1f} nm"
    '174.7 nm, 37.6 nm'
    """
    a, b = np.asarray(alpha, float), np.asarray(beta, float)
    if np.any(a >= 0) or np.any(b <= 0):
        raise InputError(
            f"alpha must be below 0 and beta above 0, got {np.max(a)!r} and {np.min(b)!r}; "
            "alpha changes sign at the transition temperature"
        )
    xi = c.reduced_planck / np.sqrt(2 * pair_mass * -a)
    return Lengths(xi, np.sqrt(pair_mass * b / (c.vacuum_permeability * pair_charge**2 * -a)))


def coherence_length(upper_critical_field: ArrayLike) -> Array:
    """ξ = √(Φ0/(2π Bc2)). Bc2 [T], any shape. Returns metres.

    >>> f"{coherence_length(30.0) * 1e9:.2f} nm"
    '3.31 nm'
    """
    return np.sqrt(c.flux_quantum / (2 * np.pi * np.asarray(upper_critical_field, float)))


def kappa(penetration: ArrayLike, coherence: ArrayLike) -> Array:
    """κ = λ/ξ. Both in metres; shapes broadcast.

    >>> f"{kappa(50e-9, 1600e-9):.2f}"                       # aluminium, clean
    '0.03'
    """
    return np.asarray(penetration, float) / np.asarray(coherence)


def field_depth_ratio(ratio: ArrayLike, reduced_field: ArrayLike) -> Array:
    """λ(H)/λ(0) of a half-space in a weak field, 1 + κ(κ + 2√2)/(8(κ + √2)²)·h².

    λ(H) = ∫ B dx/B0. V. L. Ginzburg and L. D. Landau, Zh. Eksp. Teor. Fiz. 20, 1064 (1950).

    ratio: κ; reduced_field: h = H/Hc; shapes broadcast.

    >>> f"{field_depth_ratio(0.15, 1.0):.4f}"                # tin, at Hc
    '1.0228'
    """
    k, h = np.asarray(ratio, float), np.asarray(reduced_field, float)
    return 1 + k * (k + 2 * np.sqrt(2)) / (8 * (k + np.sqrt(2)) ** 2) * h**2


def superconductor_type(ratio: float) -> Literal["I", "II"]:
    """Type I below κ = 1/√2, type II above: the sign of `wall_energy`. Tinkham Sec. 4.3.

    >>> superconductor_type(0.03), superconductor_type(0.8)
    ('I', 'II')
    """
    if not ratio > 0:
        raise InputError(f"kappa must be above 0, got {ratio!r}; it is λ/ξ")
    return "II" if ratio > CRITICAL_KAPPA else "I"


def thermodynamic_critical_field(penetration: ArrayLike, coherence: ArrayLike) -> Array:
    """Bc = Φ0/(2√2 π λ ξ). Lengths in metres. Returns tesla.

    >>> f"{thermodynamic_critical_field(65e-9, 3.3e-9):.2f} T"
    '1.08 T'
    """
    product = np.asarray(penetration, float) * np.asarray(coherence)
    return c.flux_quantum / (2 * np.sqrt(2) * np.pi * product)


def lower_critical_field(penetration: ArrayLike, coherence: ArrayLike) -> Array:
    """Bc1 = (Φ0/4πλ²)(ln κ + 0.497), for κ ≫ 1 (Tinkham ch. 5; constant: Hu 1972).

    Lengths in metres, shapes broadcast. Returns tesla.

    >>> f"{lower_critical_field(100e-9, 1e-9) * 1e3:.1f} mT"
    '84.0 mT'
    """
    lam = np.asarray(penetration, float)
    return (
        c.flux_quantum / (4 * np.pi * lam**2) * (np.log(lam / np.asarray(coherence)) + VORTEX_CORE)
    )


def upper_critical_field(coherence: ArrayLike) -> Array:
    """Bc2 = Φ0/(2π ξ²) = √2 κ Bc. ξ [m], any shape. Returns tesla.

    >>> f"{upper_critical_field(3.3e-9):.1f} T"
    '30.2 T'
    """
    return c.flux_quantum / (2 * np.pi * np.asarray(coherence, float) ** 2)


def field_deepening(ratio: float, reduced_field: float = 1.0) -> float:
    """(λ(H) − λ(0))/λ(0) = κ(κ + 2√2)/(8 (κ + √2)²) (H/Hc)² of a half-space in a parallel field.

    To second order in the field; λ = ∫ B dx/B0. Ginzburg and Landau (1950).

    ratio: κ; reduced_field: H/Hc, 0 to 1. Returns a pure number.

    >>> f"{field_deepening(0.14):.3f}"                       # tin at Hc
    '0.022'
    """
    root = np.sqrt(2)
    return float(ratio * (ratio + 2 * root) / (8 * (ratio + root) ** 2) * reduced_field**2)


def wall_energy(ratio: float, half_width: float = 12.0) -> float:
    """Energy of the wall between normal and superconducting phase at Bc, over (Bc²/2μ0) λ.

    Solves f''/κ² = a² f − f + f³, a'' = a f² (lengths in λ, a' = B/(√2 Bc)) from normal
    (f = 0, B = Bc) to superconducting (f = 1, a = 0) and integrates (1 − B/Bc)² − f⁴. Positive
    below κ = 1/√2, zero there, negative above. Tinkham Sec. 4.3.

    ratio: κ, 0.3 to 3; half_width: half of the range of x, in units of the longer length.

    >>> f"{wall_energy(0.5):.2f} {wall_energy(1.0):.2f}"
    '0.68 -0.43'
    """
    if not 0.3 <= ratio <= 3:
        raise InputError(
            f"kappa must lie between 0.3 and 3, got {ratio!r}; far below, the wall energy "
            "tends to 4√2/(3κ)"
        )
    reach = half_width * max(1.0, 1 / ratio)
    x = np.linspace(-reach, reach, 400)
    root = np.sqrt(2)

    def slopes(_: Array, y: Array) -> Array:
        f, df, a, da = y
        return np.array([df, ratio**2 * (a**2 * f - f + f**3), da, a * f**2])

    # B = Bc on the normal side, no order; full order and no vector potential on the other.
    def ends(left: Array, right: Array) -> Array:
        return np.array([left[0], left[3] - 1 / root, right[0] - 1, right[2]])

    start = np.array(
        [
            (1 + np.tanh(ratio * x / root)) / 2,
            ratio / root / 2 / np.cosh(ratio * x / root) ** 2,
            -np.logaddexp(0, -x) / root,
            1 / (1 + np.exp(x)) / root,
        ]
    )
    solution = solve_bvp(slopes, ends, x, start, tol=1e-6, max_nodes=20000)
    if not solution.success:
        raise ArithmeticError(f"wall at kappa {ratio!r} did not converge: {solution.message}")
    fine = np.linspace(-reach, reach, 8001)
    f, _, _, da = solution.sol(fine)
    return float(trapezoid((1 - root * da) ** 2 - f**4, fine))
