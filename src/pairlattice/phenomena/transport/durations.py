"""How long a direct current lasts as a displacement, by material; radiation of pairs. SI."""

import math

import numpy as np

from pairlattice import constants as c
from pairlattice.equations import drift_velocity
from pairlattice.phenomena.transport import results as r
from pairlattice.phenomena.transport.parameters import Parameters
from pairlattice.reference_data.experiments import experiments
from pairlattice.reference_data.materials import material, materials
from pairlattice.standard import drude
from pairlattice.units import ReducedUnits
from pairlattice.variable import Values

ANGSTROM = 1e-10  # m, the excursion that Sec. II calls tiny
YEAR = 365.25 * 86400.0  # s, Julian
_FREQUENCIES = np.geomspace(1.0, 1e18, 181)


def time_to_displacement(distance: float, density: float, current_density: float) -> float:
    """t = n e u/J until J = n e du/dt has moved all electrons by u [s]."""
    return density * c.elementary_charge * distance / current_density


def time_to_breakdown(field: float, current_density: float) -> float:
    """t = ε0 E/J until the charge J t that has come to the end of a sample makes the field E [s].

    The end is taken as a plane, σ = ε0 E: the gentlest shape; an edge breaks down earlier.
    """
    return c.vacuum_permittivity * field / current_density


def durations(p: Parameters, reduced_density: float) -> Values:
    """Each material, each current density; and the published bounds on persistent currents."""
    J = np.array([p.wire_current / (math.pi * p.wire_diameter**2 / 4), *p.current_densities])
    known = {name: m.pair_density for name, m in materials().items() if m.pair_density}
    density = np.array(list(known.values()))
    spacing = [ReducedUnits.from_pair_density(n, reduced_density).length for n in density]
    whole = np.array(
        [[time_to_displacement(d, n, j) for j in J] for n, d in zip(density, spacing, strict=True)]
    )
    longest = whole[:, 0].max()
    rows = [experiments()[name] for name in ("persist_file_mills", "persist_collins")]
    bound = np.array([row.number or row.lower for row in rows], dtype=float) * YEAR
    return {
        r.MATERIAL: list(known),
        r.CURRENT_DENSITY: J,
        r.DENSITY: density,
        r.SPACING: spacing,
        r.ANGSTROM: [[time_to_displacement(ANGSTROM, n, j) for j in J] for n in density],
        r.WHOLE: whole,
        r.BREAKDOWN: [time_to_breakdown(p.breakdown_field, j) for j in J],
        r.LONGEST: longest,
        r.EXPERIMENT: [f"{row.quantity} ({row.citation})" for row in rows],
        r.AUTHORS: [row.citation.partition(",")[0] for row in rows],
        r.BOUND: bound,
        r.DECADES: np.log10(bound / longest),
    }


def radiation_resistivity(angular_frequency: np.ndarray, density: float) -> np.ndarray:
    """ρ_rad = ω²/(6π ε0 c³ n) [Ω m]: Larmor's power of n independent pairs, as a resistivity.

    Each electron moves with v = J/(n e); P = e²ω²v²/(6π ε0 c³) at its mean square, times n, set
    equal to ρ J² (Jackson, Classical Electrodynamics, Eq. 14.22).
    """
    bottom = 6 * math.pi * c.vacuum_permittivity * c.speed_of_light**3 * density
    return np.asarray(angular_frequency**2 / bottom)


def radiation(p: Parameters, density: float) -> Values:
    """Resistance per metre of copper wire by ohmic loss and by radiation, against frequency.

    density: pair density [1/m³]. Ohmic: resistivity over the area that the skin effect leaves.
    Independent pairs: the radiation resistivity over the whole area. In phase: a Hertzian dipole
    of the wire's length, R = (2π/3) Z0 (ℓ/λ)², as long as ℓ < λ/10.
    """
    row = material("Cu").value("resistivity_293K")
    resistivity = row.si if row is not None and row.si is not None else math.nan
    omega = 2 * np.pi * _FREQUENCIES
    radius = p.wire_diameter / 2
    skin = np.minimum(drude.skin_depth(resistivity, _FREQUENCIES), radius)
    ring = math.pi * (radius**2 - (radius - skin) ** 2)
    ohmic = resistivity / ring
    single = radiation_resistivity(omega, density)
    wavelength = c.speed_of_light / _FREQUENCIES
    impedance = math.sqrt(c.vacuum_permeability / c.vacuum_permittivity)
    antenna = 2 * math.pi / 3 * impedance * p.wire_length / wavelength**2
    antenna = np.where(p.wire_length < wavelength / 10, antenna, np.nan)
    equal = math.sqrt(resistivity / float(radiation_resistivity(np.array(1.0), density)))
    at = 2 * np.pi * 100e3  # 1/s, the frequency of Sec. II
    return {
        r.FREQUENCY: _FREQUENCIES,
        r.OHMIC: ohmic,
        r.PAIRS: single / (math.pi * radius**2),
        r.ANTENNA: antenna,
        r.EQUAL: equal / (2 * math.pi),
        r.RATIO: float(radiation_resistivity(np.array(at), density)) / resistivity,
        r.DRIFT: drift_velocity(p.wire_current, density, p.wire_diameter),
    }
