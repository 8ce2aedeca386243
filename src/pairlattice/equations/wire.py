"""Sec. II: the current of a wire, Eq. (1), and the free energy, Eq. (2)."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pairlattice import constants as c
from pairlattice.equations.registry import implements

Array = NDArray[np.float64]


@implements(1)
def wire_current(density: ArrayLike, velocity: ArrayLike, diameter: ArrayLike) -> Array:
    """Current of a round wire I = n e S v, S = πD²/4, the paper's Eq. (1).

    density: n [m⁻³]; velocity: mean drift speed [m/s]; diameter: D [m]; shapes broadcast.
    Returns I [A].

    >>> f"{wire_current(8.5e28, 1e-5, 5e-3):.2f} A"
    '2.67 A'
    """
    area = np.pi * np.asarray(diameter, float) ** 2 / 4
    return np.asarray(density) * c.elementary_charge * area * np.asarray(velocity)


@implements(1)
def drift_velocity(current: ArrayLike, density: ArrayLike, diameter: ArrayLike) -> Array:
    """Mean drift speed v = I/(n e S) in a round wire, the paper's Eq. (1) solved for v.

    current: I [A]; density: n [m⁻³]; diameter: D [m]; shapes broadcast. Returns v [m/s].

    >>> f"{drift_velocity(3.0, 8.5e28, 5e-3):.3g} m/s"      # the copper wire of Sec. II
    '1.12e-05 m/s'
    """
    return np.asarray(current) / wire_current(density, 1.0, diameter)


@implements(1)
def excursion(velocity: ArrayLike, frequency: ArrayLike) -> Array:
    """Upper bound v/(2f) on the path in half a period, the estimate of Sec. II below Eq. (1).

    velocity: greatest drift speed [m/s]; frequency: f [Hz]; shapes broadcast. Returns metres.

    >>> f"{excursion(drift_velocity(3.0, 8.5e28, 5e-3), 100e3) * 1e10:.2f} Å"
    '0.56 Å'
    """
    return np.asarray(velocity) / (2 * np.asarray(frequency, float))


@implements(1)
def peak_to_peak_excursion(velocity: ArrayLike, frequency: ArrayLike) -> Array:
    """Peak-to-peak path v/(πf) of x(t) whose speed is v cos 2πft: the bound of Sec. II, exact.

    ∫ v cos 2πft dt over a half period is v/(πf), smaller than v/(2f) by 2/π.

    velocity: peak drift speed [m/s]; frequency: f [Hz]; shapes broadcast. Returns metres.

    >>> f"{peak_to_peak_excursion(drift_velocity(3.0, 8.5e28, 5e-3), 100e3) * 1e10:.2f} Å"
    '0.36 Å'
    """
    return np.asarray(velocity) / (np.pi * np.asarray(frequency, float))


@implements(2)
def free_energy(
    velocities: ArrayLike, potentials: ArrayLike, mass: float = c.electron_mass
) -> float:
    """Total free energy E = Σ_i [m v_i²/2 + |U_i|], the paper's Eq. (2).

    The modulus makes every term positive. Where U < 0 the sum differs from the conserved energy
    Σ [m v²/2 + U] by 2Σ|U|.

    velocities: (N, 3) [m/s]; potentials: U_i (N,) [J]; mass: [kg]. Returns joules.

    >>> hartree = 2 * 13.605693 * c.elementary_charge       # hydrogen: T = 1/2, U = -1 hartree
    >>> speed = c.fine_structure * c.speed_of_light
    >>> f"{free_energy([[speed, 0, 0]], [-hartree]) / hartree:.4f} hartree"
    '1.5000 hartree'
    """
    v = np.asarray(velocities, float)
    return float(0.5 * mass * np.sum(v**2) + np.sum(np.abs(potentials)))
