"""The wire of Sec. II: excursion and field that a current needs, of free and of bound electrons."""

from typing import Any

import numpy as np
import xarray as xr
from scipy.special import jve

from pairlattice import constants as c
from pairlattice.equations import drift_velocity, excursion, peak_to_peak_excursion
from pairlattice.phenomena.drude.parameters import Parameters
from pairlattice.standard import drude

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


def over_frequency(p: Parameters, density: float, stiffness: float) -> xr.Dataset:
    """Excursions and fields against frequency. stiffness: of the bound electron [N/m]."""
    f = np.logspace(-2, 10, 241)
    v = float(drift_velocity(p.current, density, p.diameter))
    delta = drude.skin_depth(p.resistivity, f)
    enhancement = surface_enhancement(p.diameter / 2, delta)
    uniform = peak_to_peak_excursion(v, f)
    field = p.resistivity * density * c.elementary_charge * v
    omega = 2 * np.pi * f
    tau = float(drude.relaxation_time(density, p.resistivity))
    response = stiffness - c.electron_mass * omega**2 - 1j * c.electron_mass * omega / tau
    data = xr.Dataset(coords={"frequency": ("frequency", f, {"units": "Hz"})})
    for name, values, units, label in (
        ("paper_bound", excursion(v, f), "m", "bound v/(2f) of Sec. II"),
        ("uniform", uniform, "m", "peak to peak, current spread evenly"),
        ("surface", uniform * enhancement, "m", "peak to peak at the surface, skin effect"),
        ("bound", 2 * c.elementary_charge * field / np.abs(response), "m", "bound, same field"),
        ("skin_depth", delta, "m", "skin depth"),
        ("enhancement", enhancement, "1", "current density at the surface over its mean"),
        ("free_field", np.full_like(f, field), "V/m", "field, free electrons (uniform current)"),
        (
            "bound_field",
            np.abs(response) * uniform / 2 / c.elementary_charge,
            "V/m",
            "field, bound electrons",
        ),
    ):
        data[name] = ("frequency", values, {"units": units, "long_name": label})
    return data


def numbers(p: Parameters, density: float, spacing: float, stiffness: float) -> dict[str, float]:
    """The wire in numbers, SI units. spacing: d; stiffness: k of the bound electron [N/m]."""
    v = float(drift_velocity(p.current, density, p.diameter))
    tau = float(drude.relaxation_time(density, p.resistivity))
    f = p.frequency
    depth = float(drude.skin_depth(p.resistivity, f))
    enhancement = float(surface_enhancement(p.diameter / 2, depth))
    swing = float(peak_to_peak_excursion(v, f))
    field = p.resistivity * density * c.elementary_charge * v
    critical = density * c.elementary_charge**2 / (3 * c.vacuum_permittivity)
    return {
        "drift_velocity": v,
        "paper_bound": float(excursion(v, f)),
        "excursion": swing,
        "surface_excursion": swing * enhancement,
        "skin_depth": depth,
        "fermi_velocity": float(drude.fermi_velocity(density)),
        "thermal_velocity": float(np.sqrt(c.boltzmann * p.temperature / c.electron_mass)),
        "mean_free_path": float(drude.mean_free_path(density, p.resistivity)),
        "relaxation_time": tau,
        "time_to_angstrom": ANGSTROM / v,
        "time_to_spacing": spacing / v,
        "spacing": spacing,
        "free_field": field,
        "bound_field": stiffness * swing / 2 / c.elementary_charge,
        "bound_stiffness": stiffness,
        "largest_stiffness": c.elementary_charge * field / (swing / 2),
        "largest_kappa": c.elementary_charge * field / (swing / 2) / critical,
        "wire_power_density": p.resistivity * (density * c.elementary_charge * v) ** 2 / 2,
    }
