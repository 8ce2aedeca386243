"""What a vibrating pair radiates, by standard electrodynamics."""

from typing import Any

import numpy as np

from pairlattice import constants as c


def radiated_power(amplitude: Any, frequency: Any) -> Any:
    """Mean power p² ω⁴/(12π ε0 c³) of an oscillating dipole of peak moment p = e × amplitude.

    Larmor; Jackson, Classical Electrodynamics, Eq. (9.24). amplitude: [m]; frequency: [Hz];
    shapes broadcast. Returns watts.

    >>> f"{radiated_power(1e-10, 100e3):.2e} W"
    '4.45e-51 W'
    """
    moment = c.elementary_charge * np.asarray(amplitude, float)
    omega = 2 * np.pi * np.asarray(frequency, float)
    strength = 12 * np.pi * c.vacuum_permittivity * c.speed_of_light**3
    return moment**2 * omega**4 / strength


def coherent_power(density: float, volume: float, amplitude: Any, frequency: Any) -> Any:
    """The same of n V pairs in phase within much less than a wave length: (n V)² times one.

    For a straight wire of length ℓ it is ½ R I² of a short antenna with uniform current
    I = n e ω S × amplitude, R = (2π/3) Z0 (ℓ/λ)²: it grows with ℓ², not ℓ, and depends on the
    wire's course.

    density: [m⁻³]; volume: [m³]. Returns watts.
    """
    return (density * volume) ** 2 * radiated_power(amplitude, frequency)
