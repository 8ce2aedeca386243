"""Fig. 4: one pair as capacitor, current, radiator and magnet, by Eq. (3) to (5)."""

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from pairlattice import constants as c
from pairlattice.equations import (
    OMEGA_UNITS,
    dirac_charge,
    displacement_current_lines,
    dressed_charge_factor,
    pair_capacitance,
    pair_flux,
    pair_magnetic_field,
    pair_moment,
)
from pairlattice.equations.monopole import Reading
from pairlattice.errors import InputError
from pairlattice.phenomena.pair.parameters import Parameters
from pairlattice.phenomena.pair.radiation import coherent_power, radiated_power
from pairlattice.progress import Progress, silent
from pairlattice.scenario import Scenario

READINGS: tuple[Reading, ...] = ("gaussian", "weber", "ampere_metre", "printed")
_FAR = 2000.0  # where the far field is taken, in separations


def run(scenario: Scenario, progress: Progress = silent) -> xr.DataTree:
    """The whole experiment in SI units.

    Returns a tree: `separation`, `radiation`, `map`, `axis`; numbers in the attributes. Raises
    InputError.
    """
    p = Parameters.of(scenario)
    if scenario.units is None:
        raise InputError("the experiment pair needs a [material], got none; see pair.toml")
    density = scenario.lattice.reduced_density * scenario.units.density
    tree = xr.DataTree(name="pair")
    tree["separation"] = xr.DataTree(_against_separation(p))
    tree["radiation"] = xr.DataTree(_radiation(p))
    tree["map"] = xr.DataTree(_map(p))
    progress(1, 2, "maps")
    tree["axis"] = xr.DataTree(_axis(p))
    progress(2, 2, "axis")
    tree.attrs = {
        "experiment": "pair",
        "title": scenario.title,
        "closures": [],
        "parameters": p.model_dump(),
        "numbers": _numbers(p, density, scenario.units.spacing, tree["axis"].dataset),
        "omega": {name: float(dressed_charge_factor(1, name)) for name in READINGS},
        "omega_units": dict(OMEGA_UNITS),
    }
    return tree


def _against_separation(p: Parameters) -> xr.Dataset:
    r = np.geomspace(*p.separations)
    lines = displacement_current_lines(r, p.speed)
    data = xr.Dataset(coords={"separation": ("separation", r, {"units": "m"})})
    for name, values, units, label in (
        ("capacitance", pair_capacitance(r), "F", "Eq. (3)"),
        ("both_charges", lines.both_charges, "A/m²", "ε0 ∂E/∂t at the middle, both charges"),
        ("one_charge", lines.one_charge, "A/m²", "ε0 ∂E/∂t at the middle, one charge"),
        ("printed", lines.fourth, "A/m²", "last line of Eq. (4)"),
    ):
        data[name] = ("separation", values, {"units": units, "long_name": label})
    return data


def _radiation(p: Parameters) -> xr.Dataset:
    f = np.geomspace(*p.frequencies)
    data = xr.Dataset(coords={"frequency": ("frequency", f, {"units": "Hz"})})
    label = {"units": "W", "long_name": "mean power radiated by one pair"}
    data["power"] = ("frequency", radiated_power(p.amplitude, f), label)
    return data


def _ends(r: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Proton below, electron above the origin, on the z axis."""
    return np.array([[0.0, 0.0, -r / 2]]), np.array([[0.0, 0.0, r / 2]])


def _map(p: Parameters) -> xr.Dataset:
    """Eq. (5)'s B and that of one Bohr magneton in the plane y = 0, the pair along z."""
    r = p.separation
    # An even number of points would do as well; a shift by half a step keeps off the charges.
    x = np.linspace(-p.extent, p.extent, p.points) * r
    x = x + (x[1] - x[0]) / 2
    points = np.stack(np.broadcast_arrays(x[None, :], 0.0, x[:, None]), axis=-1)
    data = xr.Dataset(coords={"x": ("x", x, {"units": "m"}), "z": ("z", x, {"units": "m"})})
    for name, field, label in (
        ("pair", pair_magnetic_field(points, *_ends(r)), "B by Eq. (5)"),
        ("magneton", magneton_field(points), "B of one Bohr magneton at the origin"),
    ):
        values = field[..., [0, 2]]
        data[name] = (("z", "x", "axis"), values, {"units": "T", "long_name": label})
    return data


def magneton_field(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Field of one Bohr magneton along −z at the origin (Jackson Eq. (5.56)). points [m] -> [T].

    Along −z because Eq. (5)'s moment points from electron to proton.
    """
    distance = np.linalg.norm(points, axis=-1, keepdims=True)
    unit = points / distance
    z = np.array([0.0, 0.0, 1.0])
    shape = z - 3 * unit[..., 2:] * unit
    return c.vacuum_permeability / (4 * np.pi) * c.bohr_magneton * shape / distance**3


def _axis(p: Parameters) -> xr.Dataset:
    """The two fields on the axis, outside the pair."""
    distance = np.geomspace(0.6, _FAR, 161)
    points = np.zeros((len(distance), 3))
    points[:, 2] = distance * p.separation
    pair = pair_magnetic_field(points, *_ends(p.separation))[:, 2]
    data = xr.Dataset(coords={"distance": ("distance", distance * p.separation, {"units": "m"})})
    # Above the pair the nearer electron pulls the field down: Eq. (5) points along −z there.
    data["pair"] = ("distance", np.abs(pair), {"units": "T", "long_name": "|B| by Eq. (5)"})
    label = {"units": "T", "long_name": "|B| of one Bohr magneton"}
    data["magneton"] = ("distance", np.abs(magneton_field(points)[:, 2]), label)
    return data


def _numbers(p: Parameters, density: float, spacing: float, axis: xr.Dataset) -> dict[str, float]:
    r = p.separation
    far = axis.isel(distance=-1)
    # Joule's heat of the current whose electrons swing with the given amplitude.
    rate = 2 * np.pi * p.current_frequency
    current = density * c.elementary_charge * rate * p.amplitude
    joule = p.resistivity * current**2 / 2
    single = float(radiated_power(p.amplitude, p.current_frequency))
    volume = np.pi / 4 * p.diameter**2 * p.length
    together = coherent_power(density, volume, p.amplitude, p.current_frequency)
    lines = displacement_current_lines(spacing, p.speed)
    return {
        "capacitance": float(pair_capacitance(r)),
        "moment": float(pair_moment(r)),
        "moment_magnetons": float(pair_moment(r)) / c.bohr_magneton,
        "far_field_magnetons": float(far["pair"] / far["magneton"]),
        "flux": pair_flux(),
        "flux_quanta": pair_flux() / c.flux_quantum,
        "dirac_flux_quanta": float(dirac_charge(1, "weber")) / c.flux_quantum,
        "printed_current": float(lines.fourth),
        "both_current": float(lines.both_charges),
        "mean_current": density * c.elementary_charge * p.speed,
        "radiated": single,
        "radiated_density": density * single,
        "joule_density": float(joule),
        "radiated_over_joule": density * single / float(joule),
        "coherent": float(together),
        "joule_wire": float(joule) * volume,
        "spacing": spacing,
        "density": density,
    }
