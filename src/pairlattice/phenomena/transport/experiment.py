"""Sec. V: is the current a displacement current, and what resists it?"""

from collections.abc import Callable

import xarray as xr

from pairlattice.errors import InputError
from pairlattice.model import closures
from pairlattice.phenomena.transport import conductivity, durations, pulses, resistance
from pairlattice.phenomena.transport.crystals import Crystals
from pairlattice.phenomena.transport.parameters import Parameters
from pairlattice.progress import Progress, part, silent
from pairlattice.scenario import Scenario


def run(scenario: Scenario, progress: Progress = silent) -> xr.DataTree:
    """The whole experiment, in reduced units but for `durations` and `radiation`, in SI.

    Returns a tree with `conductivity`, `pulses`, `resistivity`, `transverse`, `durations`,
    `radiation`. Raises InputError, SimulationDivergedError.
    """
    p = Parameters.of(scenario)
    bath = scenario.thermostat
    if scenario.units is None or scenario.sample is not None or scenario.kappa <= 0:
        raise InputError(
            "the experiment transport needs a [material], a periodic lattice.size and tether.kappa "
            f"above 0, got kappa {scenario.kappa:g}; start from its own transport.toml"
        )
    if not bath.friction > 0:
        raise InputError(
            f"thermostat.friction must be above 0, got {bath.friction:g}; the case without "
            "friction is part of the experiment, so give for example 0.2"
        )
    crystals = Crystals.of(scenario, p)
    density = scenario.units.density * crystals.density
    parts: dict[str, tuple[Callable[[Progress], xr.Dataset], float]] = {
        "conductivity": (lambda told: conductivity.measure(crystals, p, told), 20),
        "pulses": (lambda told: pulses.measure(crystals, p, told), 5),
        "resistivity": (lambda told: resistance.resistivity(crystals, p, told), 15),
        "transverse": (lambda told: resistance.transverse(crystals, p, told), 8),
        "durations": (lambda _: durations.durations(p, crystals.density), 1),
        "radiation": (lambda _: durations.radiation(p, density), 1),
    }
    whole = sum(share for _, share in parts.values())
    before = 0.0
    tree = xr.DataTree(name="transport")
    for name, (measure, share) in parts.items():
        told = part(progress, before, share, whole, name)
        told(0.0, 1.0)
        tree[name] = xr.DataTree(measure(told))
        before += share
    progress(whole, whole, "")
    units = scenario.units
    resistivity = units.electric_field / units.current_density
    tree.attrs = {
        "experiment": "transport",
        "title": scenario.title,
        "closures": [x.to_dict() for x in (closures.TETHER, closures.HEAT_BATH)],
        "kappa": scenario.kappa,
        "quartic": scenario.tether.quartic,
        "friction": bath.friction,
        "weak_friction": p.weak_friction,
        "temperature": p.temperature,
        "density": crystals.density,
        "uniform": crystals.uniform,
        "breakdown_field": p.breakdown_field,
        "transverse_frequency": p.transverse_frequency,
        "step_field": p.step_field,
        "si": {
            "length": units.length,
            "time": units.time,
            "temperature": units.temperature,
            "electric_field": units.electric_field,
            "current_density": units.current_density,
            "resistivity": resistivity,
        },
    }
    return tree
