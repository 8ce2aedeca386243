"""The wire of Sec. II: excursion and field that a current needs, of free and of bound electrons."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from scipy.special import jve

from pairlattice import constants as c
from pairlattice.equations import drift_velocity, excursion, peak_to_peak_excursion
from pairlattice.phenomena.drude import results as r
from pairlattice.phenomena.drude.parameters import Parameters
from pairlattice.standard import drude
from pairlattice.variable import Values

ANGSTROM = 1e-10


def surface_enhancement(radius: float, skin_depth: Any) -> Any:
    """|J| at the surface of a round wire over its mean, |ka J0(ka)/(2 J1(ka))|, k = (1 − i)/δ.

    From the diffusion of the field into a cylinder (Landau and Lifshitz, Electrodynamics of
    Continuous Media, Sec. 61). radius, skin_depth: [m].

    >>> f"{surface_enhancement(1e-3, 1.0):.3f}"             # δ ≫ a: uniform
    '1.000'
    """
    ka = (1 - 1j) * radius / np.asarray(skin_depth, float)
    # The scaling of jve by exp(−|Im|) is the same above and below.
    return np.abs(ka / 2 * jve(0, ka) / jve(1, ka))


@dataclass(frozen=True)
class Matter:
    """Electrons of a metal in SI units. spacing: d. stiffness: k of a bound electron [N/m].

    unit_field: where the drift is the thermal velocity.
    """

    density: float
    spacing: float
    stiffness: float
    relaxation_time: float
    thermal_velocity: float

    @classmethod
    def of(cls, density: float, spacing: float, stiffness: float, p: Parameters) -> Self:
        """With the relaxation time that the resistivity gives."""
        tau = float(drude.relaxation_time(density, p.resistivity))
        thermal = float(np.sqrt(c.boltzmann * p.temperature / c.electron_mass))
        return cls(density, spacing, stiffness, tau, thermal)

    @property
    def unit_field(self) -> float:
        return (
            c.electron_mass * self.thermal_velocity / (c.elementary_charge * self.relaxation_time)
        )


def over_frequency(p: Parameters, matter: Matter) -> Values:
    """Excursions and fields against frequency."""
    f = np.logspace(-2, 10, 241)
    v = float(drift_velocity(p.current, matter.density, p.diameter))
    delta = drude.skin_depth(p.resistivity, f)
    enhancement = surface_enhancement(p.diameter / 2, delta)
    uniform = peak_to_peak_excursion(v, f)
    field = p.resistivity * matter.density * c.elementary_charge * v
    omega = 2 * np.pi * f
    damping = c.electron_mass * omega / matter.relaxation_time
    response = np.abs(matter.stiffness - c.electron_mass * omega**2 - 1j * damping)
    return {
        r.FREQUENCY: f,
        r.BOUND_PATH: excursion(v, f),
        r.UNIFORM_PATH: uniform,
        r.SURFACE_PATH: uniform * enhancement,
        r.BOUND_ELECTRON_PATH: 2 * c.elementary_charge * field / response,
        r.SKIN_DEPTHS: delta,
        r.ENHANCEMENT: enhancement,
        r.FREE_FIELDS: np.full_like(f, field),
        r.BOUND_FIELDS: response * uniform / 2 / c.elementary_charge,
    }


def numbers(p: Parameters, matter: Matter) -> Values:
    """The wire at its own frequency."""
    density = matter.density
    v = float(drift_velocity(p.current, density, p.diameter))
    depth = float(drude.skin_depth(p.resistivity, p.frequency))
    enhancement = float(surface_enhancement(p.diameter / 2, depth))
    swing = float(peak_to_peak_excursion(v, p.frequency))
    field = p.resistivity * density * c.elementary_charge * v
    critical = density * c.elementary_charge**2 / (3 * c.vacuum_permittivity)
    largest = c.elementary_charge * field / (swing / 2)
    return {
        r.DENSITY: density,
        r.DRIFT_VELOCITY: v,
        r.PAPER_BOUND: excursion(v, p.frequency),
        r.EXCURSION: swing,
        r.SURFACE_EXCURSION: swing * enhancement,
        r.SKIN_DEPTH: depth,
        r.FERMI_VELOCITY: drude.fermi_velocity(density),
        r.THERMAL_VELOCITY: matter.thermal_velocity,
        r.MEAN_FREE_PATH: drude.mean_free_path(density, p.resistivity),
        r.RELAXATION_TIME: matter.relaxation_time,
        r.TIME_TO_ANGSTROM: ANGSTROM / v,
        r.TIME_TO_SPACING: matter.spacing / v,
        r.SPACING: matter.spacing,
        r.FREE_FIELD: field,
        r.BOUND_FIELD: matter.stiffness * swing / 2 / c.elementary_charge,
        r.LARGEST_STIFFNESS: largest,
        r.LARGEST_KAPPA: largest / critical,
    }
