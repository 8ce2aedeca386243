"""Sec. VI and VII: the pair lattice in a magnetic field, beside London and measurement."""

from collections.abc import Callable
from typing import Any

import xarray as xr

from pairlattice.errors import InputError
from pairlattice.model import closures
from pairlattice.phenomena.meissner import (
    absorption,
    cross_sections,
    depths,
    in_field,
    lines,
    presets,
    slab,
)
from pairlattice.phenomena.meissner.parameters import Parameters
from pairlattice.progress import Progress, part, silent
from pairlattice.scenario import Scenario

_CLOSURES = (
    closures.TETHER,
    closures.MAGNETIC_DRIVE,
    closures.FIELD_AS_HEAT,
    closures.HEAT_BATH,
    closures.STATE_RULES,
    closures.DISORDERING_TEMPERATURE,
    closures.ABSORBING_SHARE,
    closures.EFFECTIVE_DEPTH,
)


def run(scenario: Scenario, progress: Progress = silent) -> xr.DataTree:
    """The whole experiment; slab, lines and sections in λ_L, 1/ω_p and the applied field.

    Returns a tree: `lines`, `slab/<case>`, `answers`, `convergence`, `potential`,
    `sections/<shape>`, `section_checks`, `sizes`, `ellipsoids`, `maps/<real, scaled>`,
    `temperature`, `field`. Raises InputError, SimulationDivergedError.
    """
    p = Parameters.of(scenario)
    size = scenario.lattice.size
    if scenario.units is None or scenario.sample is not None or size is None:
        raise InputError(
            "the experiment meissner needs a [material] and a periodic lattice.size; "
            "start from its own meissner.toml"
        )
    if scenario.kappa <= 0 or scenario.lattice.kind != "fcc":
        raise InputError(
            'the experiment meissner needs tether.kappa above 0 on a lattice of kind "fcc", got '
            f"kappa {scenario.kappa:g} on {scenario.lattice.kind}; closure C3 needs a stiffness"
        )
    if p.duration < p.ramp + 50:
        raise InputError(
            f"meissner.duration must be at least the ramp and 50 more, got {p.duration:g} and "
            f"{p.ramp:g}; the field has to be static at the end"
        )
    materials = [presets.row(name, scenario.kappa, p.temperature) for name in p.materials]
    many = slab.cases(p)
    parts: dict[str, tuple[Callable[[Progress], Any], float]] = {
        "slab": (lambda told: slab.all_cases(p, many, told), 6),
        "convergence": (lambda _: slab.convergence(p), 3),
        "answers": (lambda _: slab.answers(p), 0.1),
        "potential": (lambda _: absorption.potential(), 0.1),
        "lines": (lambda _: lines.field_lines(p), 0.1),
        "sections": (lambda _: cross_sections.maps(p), 2),
        "section_checks": (lambda _: cross_sections.checks(p), 2),
        "sizes": (lambda _: cross_sections.sizes(p), 2),
        "ellipsoids": (lambda _: cross_sections.ellipsoids(), 0.1),
        "temperature": (lambda _: depths.against_temperature(), 0.3),
        "field": (lambda _: depths.against_field(), 0.1),
        "maps": (lambda told: in_field.maps(scenario, p, told), 12),
    }
    whole, before = sum(share for _, share in parts.values()), 0.0
    tree = xr.DataTree(name="meissner")
    for name, (measure, share) in parts.items():
        told = part(progress, before, share, whole, name.replace("_", " "))
        told(0.0, 1.0)
        found = measure(told)
        if isinstance(found, dict):
            tree[name] = xr.DataTree.from_dict({f"/{key}": one for key, one in found.items()})
        else:
            tree[name] = xr.DataTree(found)
        before += share
    progress(whole, whole, "done")
    tree.attrs = {
        "experiment": "meissner",
        "title": scenario.title,
        "closures": [closure.to_dict() for closure in _CLOSURES],
        "parameters": p.model_dump(),
        "thresholds": scenario.thresholds.model_dump(),
        "kappa": scenario.kappa,
        "depths": depths.rows(),
        "presets": materials,
        "one_quantum": cross_sections.one_quantum(p),
    }
    return tree
