"""Drude's free carriers. P. Drude, Ann. Phys. 306, 566 (1900); Ashcroft and Mermin, ch. 1 and 2."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pairlattice import constants as c

Array = NDArray[np.float64]


def dc_conductivity(
    density: ArrayLike, relaxation_time: ArrayLike, mass: float = c.electron_mass
) -> Array:
    """σ0 = n e² τ/m, Ashcroft and Mermin Eq. (1.6).

    density: n [m⁻³]; relaxation_time: τ [s]; shapes broadcast; mass: [kg]. Returns S/m.

    >>> f"{dc_conductivity(8.5e28, 2.5e-14):.3g} S/m"
    '5.99e+07 S/m'
    """
    drive = np.asarray(density, float) * c.elementary_charge**2 / mass
    return drive * np.asarray(relaxation_time)


def relaxation_time(
    density: ArrayLike, resistivity: ArrayLike, mass: float = c.electron_mass
) -> Array:
    """τ = m/(n e² ρ), Ashcroft and Mermin Eq. (1.8).

    density: n [m⁻³]; resistivity: ρ [Ω m]; shapes broadcast; mass: [kg]. Returns seconds.

    >>> f"{relaxation_time(8.47e28, 1.56e-8):.2g} s"         # copper, 273 K, their Table 1.3
    '2.7e-14 s'
    """
    drive = np.asarray(density, float) * c.elementary_charge**2
    return mass / (drive * np.asarray(resistivity))


def ac_conductivity(
    density: ArrayLike,
    relaxation_time: ArrayLike,
    angular_frequency: ArrayLike,
    mass: float = c.electron_mass,
) -> NDArray[np.complex128]:
    """σ(ω) = σ0/(1 − iωτ) for fields exp(−iωt), Ashcroft and Mermin Eq. (1.29).

    density: n [m⁻³]; relaxation_time: τ [s]; angular_frequency: ω [s⁻¹]; shapes broadcast.
    Returns complex S/m.

    >>> ratio = ac_conductivity(8.5e28, 2.5e-14, 2e5 * np.pi) / dc_conductivity(8.5e28, 2.5e-14)
    >>> f"{abs(ratio - 1):.2g}"                              # 100 kHz is dc to an electron
    '1.6e-08'
    """
    lag = np.asarray(angular_frequency) * np.asarray(relaxation_time)
    return dc_conductivity(density, relaxation_time, mass) / (1 - 1j * lag)


def fermi_velocity(density: ArrayLike, mass: float = c.electron_mass) -> Array:
    """v_F = (ħ/m) (3π² n)^(1/3) of free electrons, Ashcroft and Mermin ch. 2.

    density: n [m⁻³], any shape; mass: [kg]. Returns m/s, same shape.

    >>> f"{fermi_velocity(8.47e28):.3g} m/s"                 # copper, their Table 2.1
    '1.57e+06 m/s'
    """
    return c.reduced_planck / mass * np.cbrt(3 * np.pi**2 * np.asarray(density, float))


def mean_free_path(
    density: ArrayLike, resistivity: ArrayLike, mass: float = c.electron_mass
) -> Array:
    """ℓ = v_F τ, Ashcroft and Mermin ch. 2. density [m⁻³], resistivity [Ω m]. Returns metres.

    >>> f"{mean_free_path(8.47e28, 1.56e-8) * 1e9:.0f} nm"   # copper at 273 K
    '42 nm'
    """
    return fermi_velocity(density, mass) * relaxation_time(density, resistivity, mass)


def tolman_stewart_charge(
    speed: ArrayLike, wire_length: ArrayLike, resistance: ArrayLike, mass: float = c.electron_mass
) -> Array:
    """Charge Q = m v ℓ/(e R) that passes when a wire moving along itself is stopped.

    In the wire's frame the carriers feel the field m a/e; ∫ I dt = (m ℓ/(e R)) ∫ a dt.
    R. C. Tolman and T. D. Stewart, Phys. Rev. 8, 97 (1916).

    speed: v [m/s]; wire_length: ℓ [m]; resistance: R of the circuit [Ω]; shapes broadcast.
    Returns coulombs.

    >>> f"{tolman_stewart_charge(50.0, 500.0, 20.0):.3g} C"
    '7.11e-09 C'
    """
    impulse = mass / c.elementary_charge * np.asarray(speed, float) * np.asarray(wire_length)
    return impulse / np.asarray(resistance)


def skin_depth(resistivity: ArrayLike, frequency: ArrayLike) -> Array:
    """δ = √(ρ/(π f μ0)), Jackson, Classical Electrodynamics, Eq. (5.165).

    resistivity: ρ [Ω m]; frequency: f [Hz]; shapes broadcast. Returns metres.

    >>> f"{skin_depth(1.68e-8, 100e3) * 1e3:.3f} mm"         # copper at 293 K, Sec. II's 100 kHz
    '0.206 mm'
    """
    rate = np.pi * np.asarray(frequency, float) * c.vacuum_permeability
    return np.sqrt(np.asarray(resistivity) / rate)
