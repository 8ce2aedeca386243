"""BCS in weak coupling, by numerics. J. Bardeen, L. N. Cooper and J. R. Schrieffer, Phys. Rev.
108, 1175 (1957); Tinkham, Introduction to Superconductivity, 2nd ed. (1996), ch. 3.

With the cut-off removed the gap equation is, for every temperature (Tinkham Sec. 3.6),

    ln(Δ(0)/Δ(T)) = 2 ∫ f(E)/E dξ from 0 to ∞,   E² = ξ² + Δ²,   f = 1/(exp(E/k_BT) + 1).

Temperatures are given as t = T/T_c and energies in k_BT_c.
"""

from collections.abc import Callable
from functools import cache

import numpy as np
from scipy.integrate import quad
from scipy.optimize import brentq

from pairlattice.errors import InputError


def _thermal(gap: float, temperature: float) -> float:
    """2 ∫ f(E)/E dξ; with ξ = Δ sinh u, dξ/E = du."""
    if temperature == 0:
        return 0.0
    x = gap / temperature
    end = float(np.arccosh(max(1.0, 700 / x)))
    if end == 0.0:
        return 0.0
    knee = min(end, float(np.arcsinh(2 / x)))
    integral, _ = quad(
        lambda u: 2 / (np.exp(x * np.cosh(u)) + 1), 0, end, points=[knee], limit=200, epsabs=1e-13
    )
    return float(integral)


@cache
def zero_temperature_gap() -> float:
    """Δ(0)/k_BT_c, found as the gap at T = 0 of a metal whose gap closes at T = T_c.

    T_c is where the gap equation still holds as Δ → 0; the closed form is π/e^γ = 1.7639.

    >>> f"2Δ/k_BT_c = {2 * zero_temperature_gap():.4f}"
    '2Δ/k_BT_c = 3.5278'
    """
    small = 1e-6  # the correction is of relative order small²
    return small * float(np.exp(_thermal(small, 1.0)))


def gap(reduced_temperature: float) -> float:
    """Δ(T)/k_BT_c at t = T/T_c, from the gap equation; 0 at and above T_c.

    >>> f"{gap(0.5) / gap(0.0):.4f}"                         # Mühlschlegel 1959: 0.9569
    '0.9569'
    """
    t = reduced_temperature
    if not t >= 0:
        raise InputError(f"reduced temperature must be 0 or more, got {t!r}; it is T/T_c")
    full = zero_temperature_gap()
    if t == 0:
        return full
    if t >= 1:
        return 0.0

    def mismatch(value: float) -> float:
        return float(np.log(full / value)) - _thermal(value, t)

    # Δ/√(1−t) falls from 3.06 at T_c to 1.76 at T = 0, so 0.1 is below the root everywhere.
    return float(brentq(mismatch, 0.1 * np.sqrt(1 - t), full * (1 + 1e-12), xtol=1e-14))


def specific_heat_jump(step: float = 1e-3) -> float:
    """(C_s − C_n)/(γT_c) at T_c, from the slope of Δ²(T): −(3/2π²) dΔ²/dt.

    C_s − C_n = −N(0) dΔ²/dT and γ = (2π²/3) N(0) k_B² (Tinkham Sec. 3.6). Δ² is expanded about
    T_c with two steps; closed form 12/(7ζ(3)) = 1.4261.

    >>> f"{specific_heat_jump():.3f}"
    '1.426'
    """
    # Δ²(1 − h)/h = s − q h + ...: the two steps are combined so that q drops out.
    near, far = gap(1 - step) ** 2 / step, gap(1 - 2 * step) ** 2 / (2 * step)
    return 3 / (2 * np.pi**2) * (2 * near - far)


def specific_heat(reduced_temperature: float) -> float:
    """Electronic C/(γT_c) at t = T/T_c; t in the normal state.

    C = (4N(0)/T) ∫ (−∂f/∂E)(E² − (T/2) dΔ²/dT) dξ from 0 to ∞ (Tinkham Sec. 3.6).

    >>> f"{specific_heat(0.999999):.2f} {specific_heat(1.0):.2f}"
    '2.43 1.00'
    """
    t = reduced_temperature
    if t >= 1:
        return t
    if t == 0:
        return 0.0
    delta = gap(t)
    h = min(1e-4, (1 - t) / 2, t / 2)
    slope = (gap(t + h) ** 2 - gap(t - h) ** 2) / (2 * h)
    total = _weighted(delta, t, lambda energy: energy**2 - t / 2 * slope)
    return 3 / np.pi**2 * total / t


def superfluid_fraction(reduced_temperature: float) -> float:
    """λ²(0)/λ²(T) = 1 − 2 ∫ (−∂f/∂E) dξ from 0 to ∞: clean metal, local (London) limit.

    >>> f"{superfluid_fraction(0.5):.3f}"
    '0.834'
    """
    t = reduced_temperature
    if t >= 1:
        return 0.0
    if t == 0:
        return 1.0
    return 1 - _weighted(gap(t), t, lambda _: 1.0)


def penetration_depth_ratio(reduced_temperature: float) -> float:
    """λ(T)/λ(0) of the same limit; infinite at T_c.

    >>> f"{penetration_depth_ratio(0.5):.3f}"
    '1.095'
    """
    fraction = superfluid_fraction(reduced_temperature)
    return float("inf") if fraction <= 0 else float(fraction**-0.5)


def _weighted(delta: float, t: float, weight: Callable[[float], float]) -> float:
    """2 ∫ (−∂f/∂E) weight(E) dξ from 0 to ∞; −∂f/∂E = sech²(E/2T)/4T."""

    def integrand(xi: float) -> float:
        energy = float(np.hypot(xi, delta))
        return 0.5 / t / np.cosh(min(energy / (2 * t), 300.0)) ** 2 * weight(energy)

    value, _ = quad(integrand, 0, 60 * t + 10 * delta, points=[t, delta], limit=300, epsabs=1e-12)
    return float(value)
