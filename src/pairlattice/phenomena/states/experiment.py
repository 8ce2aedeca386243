"""Fig. 5: insulating, metallic, superconducting and magnetic states of one Hamiltonian."""

from collections.abc import Callable
from typing import Any

import xarray as xr

from pairlattice.errors import InputError
from pairlattice.model import closures
from pairlattice.phenomena.states import law, maps, ordering, samples
from pairlattice.phenomena.states.parameters import Parameters
from pairlattice.progress import Progress, part, silent
from pairlattice.scenario import Scenario

# part -> (function, share of the whole time, for the progress bar)
_PARTS: dict[str, tuple[Callable[..., Any], float]] = {
    "samples": (samples.run, 30),
    "map_field": (maps.over_field, 20),
    "map_kappa": (maps.over_kappa, 20),
    "coherence_law": (law.coherence_law, 20),
    "ordering": (ordering.ordering_temperature, 35),
    "size_influence": (maps.size_influence, 5),
}


def run(scenario: Scenario, progress: Progress = silent) -> xr.DataTree:
    """The whole experiment.

    Returns a tree in reduced units: `samples/<name>` (see `simulate`), `map_field`, `map_kappa`,
    `coherence_law`, `ordering`, `size_influence`. Raises InputError, SimulationDivergedError.
    """
    parameters = Parameters.of(scenario)
    if not scenario.electric_field or scenario.sample is None or scenario.kappa <= 0:
        raise InputError(
            "the experiment states needs an [[electric_field]], a [sample] and tether.kappa above "
            f"0, got {len(scenario.electric_field)} fields and kappa {scenario.kappa:g}; "
            "start from its own states.toml"
        )
    whole = sum(share for _, share in _PARTS.values())
    tree = xr.DataTree(name="states")
    before = 0.0
    for name, (measure, share) in _PARTS.items():
        told = part(progress, before, share, whole, name.replace("_", " "))
        found = measure(scenario, parameters, told)
        if isinstance(found, dict):
            tree[name] = xr.DataTree.from_dict(
                {
                    f"/{key}{path}": node.to_dataset()
                    for key, one in found.items()
                    for path, node in _paths(one)
                }
            )
        else:
            tree[name] = xr.DataTree(found)
        before += share
    used = (closures.TETHER, closures.NEIGHBOUR, closures.HEAT_BATH, closures.STATE_RULES)
    tree.attrs = {
        "experiment": "states",
        "title": scenario.title,
        "closures": [closure.to_dict() for closure in used],
        "thresholds": scenario.thresholds.model_dump(),
        "kappa": scenario.kappa,
        "magnetic_kappa": parameters.magnetic_kappa,
        "quartic": scenario.tether.quartic,
        "field": scenario.electric_field[0].strength,
        "map_size": parameters.map_size,
    }
    if scenario.units is not None:
        names = ("length", "energy", "temperature", "time", "electric_field", "surface_charge")
        tree.attrs["si"] = {name: getattr(scenario.units, name) for name in names}
    return tree


def _paths(tree: xr.DataTree) -> list[tuple[str, xr.DataTree]]:
    return [("" if node is tree else f"/{node.path.lstrip('/')}", node) for node in tree.subtree]
