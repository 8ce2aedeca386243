"""Sec. VIII: the three-step transition, projections of the crystal, lattices of tubes."""

from collections.abc import Callable

import xarray as xr

from pairlattice.errors import InputError
from pairlattice.model import closures
from pairlattice.phenomena.vortices import (
    ensembles,
    free,
    projections,
    relaxed_cells,
    three_steps,
    tube_energies,
)
from pairlattice.phenomena.vortices.parameters import Parameters
from pairlattice.progress import Progress, part, silent
from pairlattice.scenario import Scenario


def run(scenario: Scenario, progress: Progress = silent) -> xr.DataTree:
    """The whole experiment, in reduced units unless a variable names others.

    Returns a tree with `regimes` (one case each), `scan`, `real_numbers`, `projections`,
    `tube_lattices`, `relaxed_cells`, `convergence`, `free`, `against_repulsion`, `ensembles`,
    `critical_anisotropy`. Raises InputError, SimulationDivergedError.
    """
    p = Parameters.of(scenario)
    _check(scenario, p)
    tree = xr.DataTree(name="vortices")
    parts: dict[str, tuple[Callable[[Progress], xr.Dataset | xr.DataTree], float]] = {
        "regimes": (lambda told: three_steps.regimes(scenario, p, told), 10),
        "scan": (lambda told: three_steps.scan(scenario, p, told), 10),
        "real_numbers": (lambda _: three_steps.real_numbers(scenario), 1),
        "projections": (lambda _: projections.all_of(p), 1),
        "tube_lattices": (lambda told: tube_energies.energies(scenario, p, told), 6),
        "relaxed_cells": (lambda told: relaxed_cells.relaxed(scenario, p, told), 3),
        "convergence": (lambda _: relaxed_cells.convergence(scenario, p), 3),
        "free": (lambda _: free.free(scenario, p), 3),
        "ensembles": (lambda told: ensembles.annealed(scenario, p, told), 10),
        "critical_anisotropy": (lambda _: ensembles.critical_anisotropy(), 1),
    }
    whole = sum(share for _, share in parts.values())
    before = 0.0
    for name, (measure, share) in parts.items():
        told = part(progress, before, share, whole, name.replace("_", " "))
        told(0.0, 1.0)
        found = measure(told)
        tree[name] = found if isinstance(found, xr.DataTree) else xr.DataTree(found)
        before += share
    lattices = tree["tube_lattices"].to_dataset()
    tree["against_repulsion"] = xr.DataTree(free.against_repulsion(scenario, p, lattices))
    progress(whole, whole, "")
    units = p.units(scenario)
    used = [
        closures.TETHER,
        closures.MAGNETIC_DRIVE,
        closures.FIELD_AS_HEAT,
        closures.FLUX_PER_TUBE,
        closures.HEAT_BATH,
        closures.STATE_RULES,
        closures.TUBE_POSITIONS,
        closures.MEAN_INDUCTION,
        closures.TUBE_PROFILE,
        closures.DISORDERING_TEMPERATURE,
        closures.ABSORBING_SHARE,
        closures.SCALED_LENGTHS,
    ]
    tree.attrs = {
        "experiment": "vortices",
        "title": scenario.title,
        "closures": [closure.to_dict() for closure in used],
        "thresholds": scenario.thresholds.model_dump(),
        "kappa": scenario.kappa,
        "quartic": scenario.tether.quartic,
        "displacement": p.displacement,
        "disorder_at_critical": p.disorder_at_critical,
        "type_one": p.type_one,
        "si": {
            "length": units.length,
            "energy": units.energy,
            "temperature": units.temperature,
            "magnetic_field": units.magnetic_field,
        },
    }
    return tree


def _check(scenario: Scenario, p: Parameters) -> None:
    """Raises InputError with one line for a scenario that would fail half-way."""
    if scenario.lattice.kind != "fcc" or scenario.sample is not None or scenario.kappa <= 0:
        raise InputError(
            "the experiment vortices needs an fcc lattice.size without [sample] and tether.kappa "
            f"above 0, got kappa {scenario.kappa:g}; start from its own vortices.toml"
        )
    if not scenario.thermostat.friction > 0:
        raise InputError(
            f"thermostat.friction must be above 0, got {scenario.thermostat.friction:g}; "
            "for example 0.5"
        )
    critical = p.critical()
    if critical.is_type_one:
        raise InputError(
            f"vortices.material must be of type II with Bc1 and Bc2 in the data set, got "
            f'{p.material!r}; for example "Nb"'
        )
    kelvin = scenario.thermostat.temperature * p.units(scenario).temperature
    if not 0 < kelvin < critical.temperature:
        raise InputError(
            f"thermostat.temperature must lie above 0 and below Tc = {critical.temperature:g} K, "
            f'got {kelvin:.3g} K; for example "3 K"'
        )
