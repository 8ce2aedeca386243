"""Fig. 1 and 2: Drude's electrons in a field, and how far a current moves them."""

import numpy as np
import xarray as xr

from pairlattice import constants as c
from pairlattice.errors import InputError
from pairlattice.model import closures, stiffness
from pairlattice.phenomena.drude import wire
from pairlattice.phenomena.drude.carriers import observe, trajectories
from pairlattice.phenomena.drude.parameters import Parameters
from pairlattice.progress import Progress, silent
from pairlattice.scenario import Scenario
from pairlattice.standard import drude

_PATHS = 3
_PATH_WINDOW = 40.0


def run(scenario: Scenario, progress: Progress = silent) -> xr.DataTree:
    """The whole experiment in SI units.

    Returns a tree: `paths`, `velocity`, `drift`, `wire`; numbers in the attributes. Raises
    InputError.
    """
    p = Parameters.of(scenario)
    units = scenario.units
    if units is None or scenario.kappa <= 0:
        raise InputError(
            "the experiment drude needs a [material] and tether.kappa above 0, got "
            f"{'a' if units else 'no'} material and kappa {scenario.kappa:g}; see drude.toml"
        )
    density = scenario.lattice.reduced_density * units.density
    bound = stiffness.uniform_stiffness(scenario.kappa, scenario.lattice.reduced_density)
    found = wire.numbers(p, density, units.length, bound * units.stiffness)
    # SI sizes of the ensemble's units.
    tau, thermal = found["relaxation_time"], found["thermal_velocity"]
    unit_field = c.electron_mass * thermal / (c.elementary_charge * tau)

    total = len(p.strengths) + 2
    tree = xr.DataTree(name="drude")
    times, paths = trajectories(_PATHS, _PATH_WINDOW, (0.0, max(p.strengths)), scenario.seed)
    data = xr.Dataset(coords={"time": ("time", times * tau, {"units": "s"})})
    label = {"units": "m", "long_name": "position"}
    data["position"] = (("field", "carrier", "time", "axis"), paths * thermal * tau, label)
    data["field"] = ("field", np.array([0.0, max(p.strengths)]) * unit_field, {"units": "V/m"})
    tree["paths"] = xr.DataTree(data)

    streams = np.random.SeedSequence(scenario.seed).spawn(total)
    strengths = (0.0, *p.strengths)
    drifts, velocities, diffusion = [], [], (0.0, 0.0)
    for index, strength in enumerate(strengths):
        generator = np.random.default_rng(streams[index])
        flights = observe(p.carriers, p.window, strength, generator)
        drifts.append(flights.drift)
        if strength == 0:
            diffusion = flights.diffusion
        if strength in (0.0, max(p.strengths)):
            velocities.append(flights.velocity)
        progress(index + 1, total, "free flights")
    data = xr.Dataset()
    label = {"units": "m/s", "long_name": "velocity along the force"}
    data["velocity"] = (("field", "carrier"), np.array(velocities) * thermal, label)
    data["field"] = tree["paths"]["field"]
    tree["velocity"] = xr.DataTree(data)

    field = np.array(strengths) * unit_field
    mean, error = np.array(drifts).T * thermal
    # v = e τ E/m is n e² τ/m over n e.
    mobility = float(drude.dc_conductivity(density, tau)) / (density * c.elementary_charge)
    data = xr.Dataset(coords={"electric_field": ("electric_field", field, {"units": "V/m"})})
    for name, values, long_name in (
        ("drift", mean, "mean velocity of the ensemble"),
        ("drift_error", error, "its standard error"),
        ("expected", mobility * field, "n e² τ E/m over n e"),
    ):
        data[name] = ("electric_field", values, {"units": "m/s", "long_name": long_name})
    tree["drift"] = xr.DataTree(data)
    bound_si = bound * units.stiffness
    tree["wire"] = xr.DataTree(wire.over_frequency(p, density, bound_si))
    progress(total, total, "wire")

    weight = field[1:] / error[1:]
    slope = float(np.sum(weight * mean[1:] / error[1:]) / np.sum(weight**2))
    charge_density = density * c.elementary_charge
    tree.attrs = {
        "experiment": "drude",
        "title": scenario.title,
        "closures": [closures.TETHER.to_dict()],
        "numbers": found,
        "conductivity": float(drude.dc_conductivity(density, tau)),
        # Einstein's relation: σ = n e² D/(k_B T), from the ensemble without a field.
        "conductivity_drift": [
            slope * charge_density,
            float(charge_density / np.sqrt(np.sum(weight**2))),
        ],
        "conductivity_diffusion": [
            d * float(drude.dc_conductivity(density, tau)) for d in diffusion
        ],
        "parameters": p.model_dump(),
        "strength": max(p.strengths),
        "kappa": scenario.kappa,
        "density": density,
    }
    return tree
