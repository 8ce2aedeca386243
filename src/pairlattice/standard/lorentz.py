"""Lorentz's bound carriers, m(ẍ + γẋ + ω0² x) = −eE, fields exp(−iωt).

H. A. Lorentz, The Theory of Electrons (1909); Jackson, Classical Electrodynamics, Sec. 7.5.
`background` is ε∞, the part of the permittivity that follows at once.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pairlattice import constants as c

Array = NDArray[np.float64]
Complex = NDArray[np.complex128]


def plasma_frequency(density: ArrayLike, mass: float = c.electron_mass) -> Array:
    """ω_p = √(n e²/(ε0 m)). density: n [m⁻³], any shape; mass: [kg]. Returns rad/s.

    >>> f"{plasma_frequency(8.5e28) * c.reduced_planck / c.elementary_charge:.2f} eV"
    '10.83 eV'
    """
    n = np.asarray(density, float)
    return np.sqrt(n * c.elementary_charge**2 / (c.vacuum_permittivity * mass))


def permittivity(
    angular_frequency: ArrayLike,
    resonance: ArrayLike,
    plasma: ArrayLike,
    damping: ArrayLike = 0.0,
    background: float = 1.0,
) -> Complex:
    """Relative permittivity ε(ω) = ε∞ + ω_p²/(ω0² − ω² − iγω), Jackson Eq. (7.51).

    All frequencies [rad/s]; shapes broadcast. Returns a complex number.

    >>> f"{permittivity(0.0, 1.0, 2.0).real:.1f}"
    '5.0'
    """
    w = np.asarray(angular_frequency, float)
    denominator = np.asarray(resonance) ** 2 - w**2 - 1j * np.asarray(damping) * w
    return background + np.asarray(plasma) ** 2 / denominator


def conductivity(
    angular_frequency: ArrayLike, resonance: ArrayLike, plasma: ArrayLike, damping: ArrayLike = 0.0
) -> Complex:
    """σ(ω) = −iω ε0 (ε − 1) of the oscillators, with ω0 = 0 Drude's. [rad/s] -> S/m.

    >>> f"{conductivity(1e10, 0.0, 1.6e16, 4e13).real:.3g} S/m"
    '5.67e+07 S/m'
    """
    susceptibility = permittivity(angular_frequency, resonance, plasma, damping) - 1
    return -1j * np.asarray(angular_frequency) * c.vacuum_permittivity * susceptibility


def longitudinal_frequency(
    transverse: ArrayLike, static_permittivity: ArrayLike, background: ArrayLike
) -> Array:
    """ω_L = ω_T √(ε(0)/ε∞), where ε vanishes: the Lyddane-Sachs-Teller relation.

    R. H. Lyddane, R. G. Sachs and E. Teller, Phys. Rev. 59, 673 (1941). [rad/s], broadcast.

    >>> f"{longitudinal_frequency(3.1e13, 5.9, 2.25):.2g} rad/s"   # NaCl: 5.0e13 (Kittel, ch. 14)
    '5e+13 rad/s'
    """
    ratio = np.asarray(static_permittivity, float) / np.asarray(background)
    return np.asarray(transverse) * np.sqrt(ratio)


def stop_band(
    resonance: ArrayLike, plasma: ArrayLike, background: float = 1.0
) -> tuple[Array, Array]:
    """Edges ω0 and √(ω0² + ω_p²/ε∞) between which an undamped medium carries no wave [rad/s].

    >>> low, high = stop_band(3.0, 4.0)
    >>> f"{low:.1f} {high:.1f}"
    '3.0 5.0'
    """
    low = np.asarray(resonance, float)
    return low, np.sqrt(low**2 + np.asarray(plasma) ** 2 / background)


def group_velocity(
    angular_frequency: ArrayLike, resonance: ArrayLike, plasma: ArrayLike, background: float = 1.0
) -> Array:
    """dω/dk = c/(d(ωN)/dω), N = √ε, of an undamped medium outside its stop band [m/s].

    With ε' = dε/dω = 2ω ω_p²/(ω0² − ω²)²: d(ωN)/dω = N + ω ε'/(2N). NaN in the stop band.

    angular_frequency, resonance, plasma: [rad/s]; shapes broadcast.

    >>> f"{group_velocity(0.5, 1.0, 1.0) / c.speed_of_light:.4f}"
    '0.5499'
    """
    w, w0, wp = (np.asarray(a, float) for a in (angular_frequency, resonance, plasma))
    eps = permittivity(w, w0, wp, 0.0, background).real
    index = np.sqrt(np.where(eps > 0, eps, np.nan))
    slope = 2 * w * wp**2 / (w0**2 - w**2) ** 2
    return c.speed_of_light / (index + w * slope / (2 * index))
