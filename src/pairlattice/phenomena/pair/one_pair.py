"""One pair against separation and frequency, in a plane and on its axis, and in numbers."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pairlattice import constants as c
from pairlattice.equations import (
    dirac_charge,
    displacement_current_lines,
    dressed_charge_factor,
    pair_capacitance,
    pair_flux,
    pair_magnetic_field,
    pair_moment,
)
from pairlattice.phenomena.pair import results as r
from pairlattice.phenomena.pair.parameters import Parameters
from pairlattice.phenomena.pair.radiation import coherent_power, radiated_power
from pairlattice.variable import Values

_FAR = 2000.0  # where the far field is taken, in separations


def against_separation(p: Parameters) -> Values:
    """Eq. (3) and the lines of Eq. (4)."""
    separation = np.geomspace(*p.separations)
    lines = displacement_current_lines(separation, p.speed)
    return {
        r.SEPARATION: separation,
        r.CAPACITANCES: pair_capacitance(separation),
        r.BOTH_CHARGES: lines.both_charges,
        r.ONE_CHARGE: lines.one_charge,
        r.PRINTED: lines.fourth,
    }


def radiation(p: Parameters, density: float) -> Values:
    """Mean power radiated by one pair beside Joule's heat of the same swing. density: [m⁻³]."""
    f = np.geomspace(*p.frequencies)
    return {
        r.FREQUENCY: f,
        r.POWER: radiated_power(p.amplitude, f),
        r.JOULE: _joule(p, density, f) / density,
    }


def _joule(p: Parameters, density: float, frequency: Any) -> Any:
    """Joule's heat [W/m³] of the current whose electrons all swing with the given amplitude."""
    rate = 2 * np.pi * frequency
    current = density * c.elementary_charge * rate * p.amplitude
    return p.resistivity * current**2 / 2


def _ends(p: Parameters) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Proton below, electron above the origin, on the z axis."""
    half = p.separation / 2
    return np.array([[0.0, 0.0, -half]]), np.array([[0.0, 0.0, half]])


def field_map(p: Parameters) -> Values:
    """Eq. (5)'s B and that of one Bohr magneton in the plane y = 0, the pair along z."""
    # An even number of points would do as well; a shift by half a step keeps off the charges.
    x = np.linspace(-p.extent, p.extent, p.points) * p.separation
    x = x + (x[1] - x[0]) / 2
    points = np.stack(np.broadcast_arrays(x[None, :], 0.0, x[:, None]), axis=-1)
    return {
        r.X: x,
        r.Z: x,
        r.PAIR_MAP: pair_magnetic_field(points, *_ends(p))[..., [0, 2]],
        r.MAGNETON_MAP: magneton_field(points)[..., [0, 2]],
    }


def magneton_field(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Field of one Bohr magneton along −z at the origin (Jackson Eq. (5.56)). points [m] -> [T].

    Along −z because Eq. (5)'s moment points from electron to proton.
    """
    distance = np.linalg.norm(points, axis=-1, keepdims=True)
    unit = points / distance
    z = np.array([0.0, 0.0, 1.0])
    shape = z - 3 * unit[..., 2:] * unit
    return c.vacuum_permeability / (4 * np.pi) * c.bohr_magneton * shape / distance**3


def on_axis(p: Parameters) -> Values:
    """The two fields on the axis, outside the pair."""
    distance = np.geomspace(0.6, _FAR, 161) * p.separation
    points = np.zeros((len(distance), 3))
    points[:, 2] = distance
    pair = np.abs(pair_magnetic_field(points, *_ends(p))[:, 2])
    # Above the pair the nearer electron pulls the field down: Eq. (5) points along −z there.
    magneton = np.abs(magneton_field(points)[:, 2])
    return {
        r.DISTANCE: distance,
        r.PAIR_AXIS: pair,
        r.MAGNETON_AXIS: magneton,
        r.FAR_FIELD: pair[-1] / magneton[-1],
    }


def numbers(p: Parameters, density: float, spacing: float) -> Values:
    """The pair in numbers. density: [m⁻³]; spacing: d [m]."""
    joule = _joule(p, density, p.current_frequency)
    single = float(radiated_power(p.amplitude, p.current_frequency))
    volume = np.pi / 4 * p.diameter**2 * p.length
    lines = displacement_current_lines(spacing, p.speed)
    return {
        r.CAPACITANCE: pair_capacitance(p.separation),
        r.MOMENT: pair_moment(p.separation) / c.bohr_magneton,
        r.FLUX: pair_flux() / c.flux_quantum,
        r.DIRAC_FLUX: dirac_charge(1, "weber") / c.flux_quantum,
        r.PRINTED_CURRENT: lines.fourth,
        r.BOTH_CURRENT: lines.both_charges,
        r.MEAN_CURRENT: density * c.elementary_charge * p.speed,
        r.RADIATED: single,
        r.RADIATED_DENSITY: density * single,
        r.JOULE_DENSITY: joule,
        r.COHERENT: coherent_power(density, volume, p.amplitude, p.current_frequency),
        r.JOULE_WIRE: joule * volume,
        r.DENSITY: density,
        **{r.OMEGA[name]: dressed_charge_factor(1, name) for name in r.READINGS},
    }
