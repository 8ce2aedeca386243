"""The four samples of Fig. 5, needles with open ends, and two that ask what the magnetic one needs.

Of those, one was never in a field, and one lacks the coupling of neighbours (closure C2).
"""

from dataclasses import replace
from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import ArrayLike

from pairlattice.engine.lattice import Floats
from pairlattice.engine.sample import Sample
from pairlattice.model import build, plain_run
from pairlattice.model import plain_results as plain
from pairlattice.phenomena.frame import Work
from pairlattice.phenomena.states import results as r
from pairlattice.phenomena.states.parameters import Parameters
from pairlattice.progress import part
from pairlattice.scenario import Scenario

# Their order is what stays when the field has gone.
_POLED = ("magnetic", "uncoupled")


def scenarios(scenario: Scenario, parameters: Parameters) -> dict[str, Scenario]:
    """One plain run for each sample; they differ in temperature, field and κ alone."""
    driven = scenario.replace(experiment="run", states=None)
    bare = driven.replace(electric_field=None)
    magnetic = {"kappa": parameters.magnetic_kappa, "stiffness": None}
    return {
        "insulating": bare,
        "metallic": driven.replace(thermostat={"temperature": parameters.hot_temperature}),
        "superconducting": driven,
        "magnetic": driven.replace(tether=magnetic),
        "unpoled": bare.replace(tether=magnetic),
        "uncoupled": driven.replace(tether=magnetic, neighbour={"stiffness": 0.0}),
    }


def run(work: Work[Parameters, None]) -> dict[Any, Any]:
    """Each sample's tree, with its sites as they are shown, and the numbers of each."""
    found: dict[Any, Any] = {}
    plans = scenarios(work.scenario, work.parameters)
    # Electrons move against the field: the far face is the one they move towards.
    towards = -np.array(work.scenario.electric_field[0].direction)
    for index, (name, plan) in enumerate(plans.items()):
        tree = plain_run.run(plan, part(work.progress, index, 1, len(plans), f"{name}:"))
        shown = "sites_field_off" if name in _POLED else "sites"
        moved = replace(plain.MEAN_DISPLACEMENT, node=shown).values(tree)
        blocks = tree["blocks"].to_dataset()
        # A variable like the others, without the codes that a plain run adds.
        blocks[plain.STATE.name] = plain.STATE(plain.STATE.values(tree))
        root = tree.to_dataset().drop_attrs(deep=False)
        sites = tree[shown].to_dataset()
        found[name] = xr.DataTree.from_dict({"/": root, "/blocks": blocks, "/shown": sites})
        numbers = _order(tree, moved[plain.SITE.values(tree)].mean(axis=0))
        needle = build.sample(plan)
        near, far = end_charges(needle, moved, towards)
        numbers |= {r.PAIRS: needle.count, r.NEAR: near, r.FAR: far}
        numbers[r.SAMPLE_STATE] = tree.attrs["sample_state"]
        found |= {variable.at(name): value for variable, value in numbers.items()}
    return found


def _order(tree: xr.DataTree, mean: Any) -> dict[Any, Any]:
    """Of the whole sample, from that of its blocks. mean: displacement shown (3,) [d]."""
    sites = plain.COUNT.values(tree)
    found: dict[Any, Any] = {
        whole: np.average(of_block.values(tree), weights=sites)
        for whole, of_block in (
            (r.SAMPLE_AMPLITUDE, plain.AMPLITUDE),
            (r.SAMPLE_DISORDER, plain.DISORDER),
            (r.SAMPLE_COHERENCE, plain.BLOCK_COHERENCE),
            (r.SAMPLE_COHERENCE_OFF, plain.COHERENCE_OFF),
        )
    }
    size = np.linalg.norm(mean)
    found[r.KEPT] = size / np.linalg.norm(plain.mean(plain.DISPLACEMENT).values(tree))
    found[r.NET] = size / found[r.SAMPLE_AMPLITUDE]
    return found


def end_charges(sample: Sample, displacement: Floats, axis: ArrayLike) -> tuple[float, float]:
    """Mean polarisation charge density on the two end faces across `axis` [e/d²].

    The faces are the outermost layers along the axis; the charge of a face is −n ⟨u⟩·(±axis).
    Returns (face against the axis, face along it).
    """
    n = np.asarray(axis, dtype=float) / np.linalg.norm(axis)
    along = sample.positions @ n
    sites = sample.sites
    low, high = along[sites].min(), along[sites].max()
    u = displacement @ n
    charge = [
        -sample.lattice.density * sign * u[sites & (np.abs(along - end) < 1e-6)].mean()
        for sign, end in ((-1.0, low), (1.0, high))
    ]
    return float(charge[0]), float(charge[1])
