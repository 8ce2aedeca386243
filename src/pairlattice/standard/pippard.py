"""Penetration depth of a metal whose current feels the field over a coherence length.

A. B. Pippard, Proc. R. Soc. A 216, 547 (1953); Tinkham, Introduction to Superconductivity, 2nd ed.
(1996), Sec. 3.10. In Fourier space J(q) = −K(q) A(q)/μ0, and

    λ = π / ∫ ln(1 + K/q²) dq              electrons scattered diffusely at the surface,
    λ = (2/π) ∫ dq / (q² + K)              reflected specularly,      q from 0 to ∞.
"""

from typing import Literal

import numpy as np
from scipy.integrate import quad

from pairlattice import constants as c
from pairlattice.errors import InputError
from pairlattice.standard import bcs

Surface = Literal["diffuse", "specular"]
SURFACES: tuple[Surface, ...] = ("diffuse", "specular")


def kernel(x: float) -> float:
    """(3/2x³)[(1 + x²) arctan x − x] of x = qξ: 1 at 0, 3π/4x far out.

    >>> f"{kernel(1e-4):.6f} {kernel(1e4) * 1e4 / (3 * np.pi / 4):.4f}"
    '1.000000 0.9999'
    """
    if x < 0.02:
        return 1 - x**2 / 5 + 3 * x**4 / 35
    return float(1.5 / x**3 * ((1 + x**2) * np.arctan(x) - x))


def penetration_depth(
    london_depth: float,
    coherence_length: float,
    mean_free_path: float = np.inf,
    surface: Surface = "diffuse",
) -> float:
    """λ of K(q) = (ξ/(ξ0 λ_L²)) kernel(qξ) with 1/ξ = 1/ξ0 + 1/ℓ [m].

    Limits: λ_L for ξ0 → 0; λ_L √(1 + ξ0/ℓ) for ℓ → 0; 0.65 (λ_L² ξ0)^(1/3), diffuse, for pure
    metal with ξ0 ≫ λ, 8/9 of it if specular.

    london_depth: λ_L, coherence_length: ξ0, mean_free_path: ℓ, all in metres.

    >>> f"{penetration_depth(16e-9, 1600e-9) * 1e9:.0f} nm"          # aluminium
    '51 nm'
    """
    for name, value in (
        ("London depth", london_depth),
        ("coherence length", coherence_length),
        ("mean free path", mean_free_path),
    ):
        if not value > 0:
            raise InputError(f"{name} must be above 0 m, got {value!r}")
    if surface not in SURFACES:
        raise InputError(f'surface must be "diffuse" or "specular", got {surface!r}')
    xi = 1 / (1 / coherence_length + 1 / mean_free_path)
    ratio, share = xi / london_depth, xi / coherence_length

    # s = q λ_L; the substitution s = e^y spreads the decades over which the integrand changes.
    def integrand(y: float) -> float:
        s = np.exp(y)
        screening = share * kernel(s * ratio)
        if surface == "diffuse":
            return float(s * np.log1p(screening / s**2))
        return float(s / (s**2 + screening))

    middle = float(np.log(min(share, 1.0))) / 2
    total, _ = quad(integrand, middle - 25, middle + 25, limit=400, epsrel=1e-9)
    return london_depth * (np.pi / total if surface == "diffuse" else 2 / np.pi * total)


def thermal_range(reduced_temperature: float) -> float:
    """J(0, T), by which temperature divides the range ξ0: 1 at T = 0, 4/3 towards T_c.

    J(0, T) = (λ_L(T)/λ_L(0))² (Δ(T)/Δ(0)) tanh(Δ(T)/2k_BT), Tinkham Sec. 3.10.

    >>> f"{thermal_range(0.0):.3f} {thermal_range(0.9999):.3f}"
    '1.000 1.330'
    """
    t = reduced_temperature
    if t == 0:
        return 1.0
    gap = bcs.gap(t)
    occupied = np.tanh(gap / (2 * t))
    return float(bcs.penetration_depth_ratio(t) ** 2 * gap / bcs.gap(0.0) * occupied)


def penetration_depth_at(
    london_depth: float,
    coherence_length: float,
    reduced_temperature: float,
    surface: Surface = "diffuse",
) -> float:
    """λ(T) of a pure BCS metal [m]: λ_L(T) in the local limit and a range ξ0/J(0, T).

    london_depth, coherence_length: λ_L(0), ξ0 [m]; reduced_temperature: T/T_c, below 1.

    >>> ratio = penetration_depth_at(34e-9, 230e-9, 0.8) / penetration_depth(34e-9, 230e-9)
    >>> f"{ratio:.2f}, two fluids: {(1 - 0.8**4)**-0.5:.2f}"         # tin
    '1.41, two fluids: 1.30'
    """
    t = reduced_temperature
    if not 0 <= t < 1:
        raise InputError(f"reduced temperature must lie between 0 and 1, got {t!r}; it is T/T_c")
    # K = (ξ'/ξ0')/λ_L²(T) kernel(qξ') with the one range ξ' = ξ0' = ξ0/J.
    return penetration_depth(
        london_depth * bcs.penetration_depth_ratio(t),
        coherence_length / thermal_range(t),
        surface=surface,
    )


def coherence_length(fermi_velocity: float, critical_temperature: float) -> float:
    """ξ0 = ħ v_F/(πΔ(0)), with the BCS gap [m]. v_F [m/s], T_c [K].

    >>> f"{coherence_length(2.03e6, 1.175) * 1e9:.0f} nm"           # aluminium, free electrons
    '2381 nm'
    """
    gap = bcs.zero_temperature_gap() * c.boltzmann * critical_temperature
    return c.reduced_planck * fermi_velocity / (np.pi * gap)


def dirty_depth(resistivity: float, critical_temperature: float) -> float:
    """λ(0) = √(ħρ/(πμ0Δ(0))) of a metal with ℓ ≪ ξ0, Tinkham Sec. 3.10 [m].

    resistivity: ρ just above T_c [Ω m]; critical_temperature: T_c [K].

    >>> f"{dirty_depth(60e-8, 9.2) * 1e9:.0f} nm"                    # niobium-titanium
    '267 nm'
    """
    gap = bcs.zero_temperature_gap() * c.boltzmann * critical_temperature
    return float(np.sqrt(c.reduced_planck * resistivity / (np.pi * c.vacuum_permeability * gap)))
