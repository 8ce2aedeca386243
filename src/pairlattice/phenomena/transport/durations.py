"""How long a direct current lasts as a displacement, by material; radiation of pairs. SI."""

import math

import numpy as np
import xarray as xr

from pairlattice import constants as c
from pairlattice.equations import drift_velocity
from pairlattice.measured.experiments import experiments
from pairlattice.measured.materials import material, materials
from pairlattice.phenomena.labels import labelled
from pairlattice.phenomena.transport.parameters import Parameters
from pairlattice.standard import drude
from pairlattice.units import ReducedUnits

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


def durations(p: Parameters, reduced_density: float) -> xr.Dataset:
    """Each material, each current density; and the published bounds on persistent currents."""
    area = math.pi * p.wire_diameter**2 / 4
    currents = [p.wire_current / area, *p.current_densities]
    known = {name: m.pair_density for name, m in materials().items() if m.pair_density}
    density = np.array(list(known.values()))
    spacing = [ReducedUnits.from_pair_density(n, reduced_density).length for n in density]
    data = xr.Dataset(coords={"material": list(known)})
    data = data.assign_coords(
        current_density=labelled(("current_density",), currents, "A/m^2", "current density")
    )
    data["density"] = labelled(("material",), density, "1/m^3", "pair density n")
    data["spacing"] = labelled(("material",), spacing, "m", "ion-electron distance d")
    J = np.array(currents)
    dims = ("material", "current_density")
    angstrom = np.array([[time_to_displacement(ANGSTROM, n, j) for j in J] for n in density])
    whole = np.array(
        [[time_to_displacement(d, n, j) for j in J] for n, d in zip(density, spacing, strict=True)]
    )
    data["angstrom"] = labelled(dims, angstrom, "s", "time until a displacement of 1 Å")
    data["whole"] = labelled(dims, whole, "s", "time until a displacement of d")
    end = [time_to_breakdown(p.breakdown_field, j) for j in J]
    data["breakdown"] = labelled(
        ("current_density",), end, "s", "time until the end charge reaches the breakdown field"
    )
    bounds = {}
    for name in ("persist_file_mills", "persist_collins"):
        row = experiments()[name]
        years = row.number if row.number is not None else row.lower
        if years is not None and row.unit == "yr":
            bounds[f"{row.quantity} ({row.citation})"] = years * YEAR
    data = data.assign_coords(experiment=list(bounds))
    label = "published duration or its lower bound"
    data["bound"] = labelled(("experiment",), list(bounds.values()), "s", label)
    return data


def radiation_resistivity(angular_frequency: np.ndarray, density: float) -> np.ndarray:
    """ρ_rad = ω²/(6π ε0 c³ n) [Ω m]: Larmor's power of n independent pairs, as a resistivity.

    Each electron moves with v = J/(n e); P = e²ω²v²/(6π ε0 c³) at its mean square, times n, set
    equal to ρ J² (Jackson, Classical Electrodynamics, Eq. 14.22).
    """
    bottom = 6 * math.pi * c.vacuum_permittivity * c.speed_of_light**3 * density
    return np.asarray(angular_frequency**2 / bottom)


def radiation(p: Parameters, density: float) -> xr.Dataset:
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
    data = xr.Dataset()
    data = data.assign_coords(frequency=labelled(("frequency",), _FREQUENCIES, "Hz", "frequency"))
    dims, unit = ("frequency",), "Ohm/m"
    data["ohmic"] = labelled(dims, ohmic, unit, "resistance of a copper wire per metre")
    label = "radiation of independent pairs per metre"
    data["pairs"] = labelled(dims, single / (math.pi * radius**2), unit, label)
    label = "radiation of all pairs in phase, a short antenna"
    data["antenna"] = labelled(dims, antenna, unit, label)
    equal = math.sqrt(resistivity / float(radiation_resistivity(np.array(1.0), density)))
    label = "frequency at which independent pairs radiate what dc resistance dissipates"
    data["equal"] = labelled((), equal / (2 * math.pi), "Hz", label)
    at = 100e3  # Hz, the frequency of Sec. II
    ratio = float(radiation_resistivity(np.array(2 * np.pi * at), density)) / resistivity
    data["ratio_100kHz"] = labelled((), ratio, "1", "radiated over ohmic power at 100 kHz")
    speed = float(drift_velocity(p.wire_current, density, p.wire_diameter))
    data["drift"] = labelled((), speed, "m/s", "speed of the electrons in the wire, Eq. (1)")
    return data
