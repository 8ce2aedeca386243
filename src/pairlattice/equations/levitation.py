"""Sec. VI and VII: force balance, decay, penetration depth, surface potential, Eq. (12) to (15)."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pairlattice import constants as c
from pairlattice.equations.registry import implements
from pairlattice.errors import InputError

Array = NDArray[np.float64]


@implements(12)
def supporting_force(mass: ArrayLike) -> Array:
    """Force F = m g that carries a magnet (F_R) or a superconductor (F_A), the paper's Eq. (12).

    mass: [kg], any shape. Returns newtons, same shape.

    >>> f"{supporting_force(0.010):.4f} N"
    '0.0981 N'
    """
    return np.asarray(mass, float) * c.standard_gravity


@implements(12)
def force_balance_residual(force: ArrayLike, mass: ArrayLike) -> Array:
    """F − m g [N], zero at rest: Eq. (12). force: upward [N]; mass: [kg]; shapes broadcast.

    >>> f"{force_balance_residual(0.2, 0.010):.4f} N"
    '0.1019 N'
    """
    return np.asarray(force) - supporting_force(mass)


@implements(13)
def decayed_field(
    surface_field: ArrayLike, depth: ArrayLike, penetration_depth: ArrayLike
) -> Array:
    """Field H(x) = H0 exp(−x/λ_L) at depth x ≥ 0, the paper's Eq. (13).

    surface_field: H0 [A/m] (or B0 [T]); depth: x [m]; penetration_depth: λ_L [m]; shapes
    broadcast. Returns the field in the unit of H0.

    >>> f"{decayed_field(1.0, 5.0, 1.0):.5f}"               # what is left at Λ = 5 λ_L
    '0.00674'
    """
    x = np.asarray(depth, float)
    if np.any(x < 0):
        raise InputError(f"depth must be 0 m or more, got {np.min(x)!r}; measure it inwards")
    return np.asarray(surface_field) * np.exp(-x / np.asarray(penetration_depth))


@implements(14)
def penetration_depth(pair_density: ArrayLike, mass: float = c.electron_mass) -> Array:
    """London penetration depth λ_L = √(m c² ε0/(n e²)), the paper's Eq. (14).

    pair_density: n [m⁻³], any shape; mass: of the carrier [kg]. Returns λ_L [m], same shape.

    >>> f"{penetration_depth(8.5e28) * 1e9:.1f} nm"         # copper, Sec. II
    '18.2 nm'
    """
    n = np.asarray(pair_density, float)
    if np.any(n <= 0):
        raise InputError(
            f"pair density must be above 0 per cubic metre, got {np.min(n)!r}; "
            "metals have about 1e28 to 2e29"
        )
    rest_energy = mass * c.speed_of_light**2
    return np.sqrt(rest_energy * c.vacuum_permittivity / (n * c.elementary_charge**2))


@implements(15)
def maximum_depth(penetration_depth: ArrayLike) -> Array:
    """Greatest penetration depth Λ ≃ 5 λ_L, stated with Eq. (15).

    penetration_depth: λ_L [m], any shape. Returns Λ [m], same shape.

    >>> f"{maximum_depth(18.2e-9) * 1e9:.0f} nm"
    '91 nm'
    """
    return 5 * np.asarray(penetration_depth, float)


@implements(15)
def surface_potential(
    effective_depth: ArrayLike,
    maximum_depth: ArrayLike,
    maximum_potential: ArrayLike,
    sign: int = 1,
) -> Array:
    """Surface potential U0 = ± U0max (1 − exp(−λ/Λ)), the paper's Eq. (15).

    On 0 ≤ λ ≤ Λ the printed form ends at 1 − 1/e of U0max.

    effective_depth: λ [m]; maximum_depth: Λ [m]; maximum_potential: U0max [V]; sign: +1 or −1,
    the sense of the displacement; shapes broadcast. Returns volts.

    >>> f"{surface_potential(1.0, 1.0, 1.0):.3f}"
    '0.632'
    """
    if sign not in (1, -1):
        raise InputError(f"sign must be +1 or -1, got {sign!r}")
    ratio = np.asarray(effective_depth, float) / np.asarray(maximum_depth)
    return -sign * np.asarray(maximum_potential) * np.expm1(-ratio)
