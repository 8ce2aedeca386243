"""The four samples of Fig. 5, needles with open ends, and two that ask what the magnetic one needs.

Of those, one was never in a field, and one lacks the coupling of neighbours (closure C2).
"""

import xarray as xr

from pairlattice.model import simulate
from pairlattice.model.build import sample
from pairlattice.model.simulate import CARTESIAN
from pairlattice.model.surface import end_charges
from pairlattice.phenomena.states.parameters import Parameters
from pairlattice.progress import Progress, part
from pairlattice.scenario import Scenario

# name -> what is asked of it
NAMES = {
    "insulating": "cold, no field",
    "metallic": "hot, in the field",
    "superconducting": "cold, in the field",
    "magnetic": "κ < 0, cold, after the field was removed",
    "unpoled": "κ < 0, cold, never in a field",
    "uncoupled": "as magnetic, with J = 0",
}


def scenarios(scenario: Scenario, parameters: Parameters) -> dict[str, Scenario]:
    """One plain run for each sample; they differ in temperature, field and κ alone."""
    plain = scenario.replace(experiment="run", states=None)
    bare = plain.replace(electric_field=None)
    magnetic = {"kappa": parameters.magnetic_kappa, "stiffness": None}
    return {
        "insulating": bare,
        "metallic": plain.replace(thermostat={"temperature": parameters.hot_temperature}),
        "superconducting": plain,
        "magnetic": plain.replace(tether=magnetic),
        "unpoled": bare.replace(tether=magnetic),
        "uncoupled": plain.replace(tether=magnetic, neighbour={"stiffness": 0.0}),
    }


def run(scenario: Scenario, parameters: Parameters, progress: Progress) -> dict[str, xr.DataTree]:
    """Each sample's tree, with the charge of its end faces added to the root."""
    found = {}
    plans = scenarios(scenario, parameters)
    axis = scenario.electric_field[0].direction if scenario.electric_field else (0.0, 0.0, -1.0)
    # Electrons move against the field: the far face is the one they move towards.
    towards = (-axis[0], -axis[1], -axis[2])
    for index, (name, plan) in enumerate(plans.items()):
        told = part(progress, index, 1, len(plans), f"{name}:")
        tree = simulate.run(plan, told)
        needle = sample(plan)
        # The magnetic sample's order is what stays when the field has gone.
        poled = name in ("magnetic", "uncoupled")
        shown = "sites_field_off" if poled else "sites"
        displacement = tree[shown]["mean_displacement"].to_numpy()
        near, far = end_charges(needle, displacement, towards)
        tree["end_charge_near"] = _charge(near, "that the electrons move away from")
        tree["end_charge_far"] = _charge(far, "that the electrons move towards")
        mean = displacement[needle.sites].mean(axis=0)
        units = {"units": "d", "long_name": "mean displacement of the sample shown"}
        tree["shown_displacement"] = xr.DataArray(mean, {"component": list(CARTESIAN)}, attrs=units)
        tree.attrs["asked"] = NAMES[name]
        tree.attrs["shown"] = shown
        tree.attrs["pairs"] = needle.count
        found[name] = tree
    return found


def _charge(value: float, which: str) -> xr.DataArray:
    label = f"polarisation charge density of the end face {which}"
    return xr.DataArray(value, attrs={"units": "e/d^2", "long_name": label})
