"""Sec. III: one proton-electron pair as capacitor, current and magnet, Eq. (3) to (5)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pairlattice import constants as c
from pairlattice.equations.registry import implements
from pairlattice.errors import InputError

Array = NDArray[np.float64]


@implements(3)
def pair_capacitance(separation: ArrayLike) -> Array:
    """Capacitance of a pair C_r = 2π ε0 r, the paper's Eq. (3).

    It is the capacitance whose energy e²/(2C) is the Coulomb energy e²/(4π ε0 r) of the pair.

    separation: r [m], any shape. Returns farads, same shape.

    >>> f"{pair_capacitance(c.bohr_radius):.3g} F"
    '2.94e-21 F'
    """
    return 2 * np.pi * c.vacuum_permittivity * np.asarray(separation, float)


@implements(4)
def midpoint_field(separation: ArrayLike) -> Array:
    """Field E = 2e/(π ε0 r²) half-way between the two charges, towards the electron: Eq. (4).

    Each charge gives e/(4π ε0 (r/2)²) = e/(π ε0 r²) there and both point the same way.

    separation: r [m], any shape. Returns V/m, same shape.

    >>> f"{midpoint_field(2e-10):.3g} V/m"
    '2.88e+11 V/m'
    """
    r = np.asarray(separation, float)
    return 2 * c.elementary_charge / (np.pi * c.vacuum_permittivity * r**2)


@implements(4)
def displacement_current(separation: ArrayLike, velocity: ArrayLike) -> Array:
    """Displacement current density J_D = −2 e V/(π r³) at the midpoint, the paper's Eq. (4).

    separation: r [m]; velocity: V = dr/dt of the electron [m/s]; shapes broadcast.
    Returns A/m² along the line from proton to electron.

    >>> f"{displacement_current(2e-10, 1e-5):.4g} A/m²"     # ambient spacing, drift of Sec. II
    '-1.275e+05 A/m²'
    """
    r, v = np.asarray(separation, float), np.asarray(velocity, float)
    return -2 * c.elementary_charge * v / (np.pi * r**3)


class DisplacementCurrent(NamedTuple):
    """The lines of Eq. (4) [A/m²], each from its own expression.

    both_charges: ε0 ∂E/∂t of the first line with the fields of proton and electron. The value is
        the same at a fixed point at mid-distance (only the electron's field changes, at rate V)
        and at the point that follows the middle (both change, at rate V/2).
    one_charge: the same with one charge, seen at the point that follows the middle.
    second, third, fourth: the printed lines.
    """

    both_charges: Array
    one_charge: Array
    second: Array
    third: Array
    fourth: Array


@implements(4)
def displacement_current_lines(separation: ArrayLike, velocity: ArrayLike) -> DisplacementCurrent:
    """Every line of the paper's Eq. (4), evaluated separately.

    The printed result is the field of one charge; both charges give twice as much.

    separation: r [m]; velocity: V = dr/dt [m/s]; shapes broadcast. Returns A/m² per line.

    >>> lines = displacement_current_lines(2e-10, 1e-5)
    >>> f"{lines.both_charges / lines.fourth:.3f} {lines.one_charge / lines.fourth:.3f}"
    '2.000 1.000'
    """
    r, v = np.asarray(separation, float), np.asarray(velocity, float)
    e, eps = c.elementary_charge, c.vacuum_permittivity
    # d/dt of k/r² is −2 k V/r³.
    both = -2 * eps * midpoint_field(r) * v / r
    capacitance_rate = pair_capacitance(1.0) * v
    second = -e / (eps * np.pi**2 * r**3) * capacitance_rate
    third = -2 * e / (np.pi * r**3) * v
    return DisplacementCurrent(both, both / 2, second, third, displacement_current(r, v))


@implements(5)
def pair_magnetic_field(points: ArrayLike, protons: ArrayLike, electrons: ArrayLike) -> Array:
    """Magnetic field of pairs B = (E₊ + E₋)/c with Coulomb's E of each charge: Eq. (5).

    Any set of charges: B is 1/c times the electrostatic field, so its divergence is ρ/(ε0 c) and
    its curl vanishes.

    points: (..., 3) [m]; protons: (P, 3) [m]; electrons: (Q, 3) [m]. Returns B (..., 3) [T].

    >>> a = c.bohr_radius
    >>> B = pair_magnetic_field([0, 0, a / 2], [[0, 0, 0]], [[0, 0, a]])
    >>> f"{B[2]:.3g} T"
    '1.37e+04 T'
    """
    where = np.asarray(points, float)
    field = np.zeros(where.shape)
    for sign, sources in ((1.0, protons), (-1.0, electrons)):
        for source in np.asarray(sources, float).reshape(-1, 3):
            offset = where - source
            distance = np.linalg.norm(offset, axis=-1, keepdims=True)
            if np.any(distance == 0):
                raise InputError(
                    "points must lie off the charges, where the field is infinite, "
                    f"got a point at {source.tolist()} m; shift that point"
                )
            field += sign * offset / distance**3
    return field * c.elementary_charge / (4 * np.pi * c.vacuum_permittivity * c.speed_of_light)


@implements(5)
def pair_moment(separation: ArrayLike) -> Array:
    """Magnetic moment m = e r c whose dipole field is Eq. (5)'s far field.

    E/c of p = e r is p/(4π ε0 c R³) (3cos² − 1) on the axis; a magnet gives μ0 m/(4π R³) (...);
    hence m = p/(ε0 μ0 c) = p c.

    separation: r [m], any shape. Returns A m², same shape.

    >>> f"{pair_moment(c.bohr_radius) / c.bohr_magneton:.2f} Bohr magnetons"   # hydrogen: 2/α
    '274.07 Bohr magnetons'
    """
    return c.elementary_charge * c.speed_of_light * np.asarray(separation, float)


@implements(5)
def pair_flux() -> float:
    """Flux of Eq. (5)'s B through the whole plane between the charges, e/(ε0 c) [Wb].

    Half of each charge's field lines cross the plane, in the same sense. Independent of r, and
    4α of the flux quantum h/2e that Sec. III assigns to the pair.

    >>> f"{pair_flux():.4g} Wb = {pair_flux() / c.flux_quantum:.5f} h/2e"
    '6.036e-17 Wb = 0.02919 h/2e'
    """
    return c.elementary_charge / (c.vacuum_permittivity * c.speed_of_light)
