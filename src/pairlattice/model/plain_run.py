"""One simulation from a scenario, as labelled data."""

from typing import Any

import jax.numpy as jnp
import numpy as np
import xarray as xr
from numpy.typing import NDArray

from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.lattice import Floats
from pairlattice.engine.minimise import minimise
from pairlattice.engine.noise import START, normals
from pairlattice.engine.observables import Sums
from pairlattice.engine.reporter import Reporter
from pairlattice.engine.sample import Sample
from pairlattice.engine.simulation import simulate
from pairlattice.engine.stages import Stage
from pairlattice.engine.statistics import estimate
from pairlattice.engine.terms import ElectricField
from pairlattice.engine.vector import join, scale
from pairlattice.model import build, closures
from pairlattice.model import plain_results as r
from pairlattice.model.local_states import (
    LocalState,
    Order,
    block_order,
    classify,
    fractions,
    sample_state,
)
from pairlattice.model.surface import surface_charge
from pairlattice.progress import Progress, silent
from pairlattice.scenario import Scenario
from pairlattice.variable import Variable, nodes


def run(
    scenario: Scenario, progress: Progress = silent, reporter: Reporter | None = None
) -> xr.DataTree:
    """The result of a scenario of experiment "run".

    The run equilibrates, then measures. Where there is an electric field it is then removed, and
    after as many steps of relaxation the order is measured again: by closure C8 that tells
    superconducting from magnetic order.

    Returns a tree of the variables in `plain_results`; with a material its attributes hold the SI
    size of every reduced unit.
    reporter: keeps the series and knows where an earlier process stopped; in memory where left out.
    Raises InputError, SimulationDivergedError.
    """
    build.check_series(scenario)
    sample = build.sample(scenario)
    energy = build.hamiltonian(scenario, sample)
    if scenario.run.integrator == "minimise":
        return _minimised(scenario, energy)
    integrator = build.integrator(scenario, energy)
    bare = _without_electric_field(energy)
    stages = _stages(scenario, energy, bare)
    begin = build.initial_state(scenario, sample)
    done = simulate(
        energy, integrator, plan=stages, state=begin, reporter=reporter, progress=progress
    )
    edge = min(scenario.run.block, max(sample.size))
    mean, square = _means(done.memories["measurement"]["standard"])
    order = block_order(sample, mean, square, edge)
    datasets = {"/sites": site_data(sample, mean, square)}
    after = order
    if bare is not None:
        relaxed = _means(done.memories["measurement-field-off"]["standard"])
        after = block_order(sample, *relaxed, edge)
        datasets["/sites_field_off"] = site_data(sample, *relaxed)
    states = classify(order, after, scenario.thresholds, bare is not None)
    root = _series(done.stages["measurement"])
    root = root.assign_attrs(_attributes(scenario, fractions(states, order.sites)))
    root.attrs["time_step"] = done.time_step
    blocks = block_data(order, after, states, edge)
    return xr.DataTree.from_dict({"/": root, "/blocks": blocks, **datasets})


def _stages(scenario: Scenario, energy: Hamiltonian, bare: Hamiltonian | None) -> list[Stage]:
    """Equilibration and measurement, and both again without the electric field."""
    plan = scenario.run
    measuring = plan.steps - plan.equilibration
    stages = [
        Stage("equilibration", plan.equilibration, None, energy),
        Stage("measurement", measuring, plan.sample_every, energy),
    ]
    if bare is not None:
        stages += [
            Stage("equilibration-field-off", plan.equilibration, None, bare),
            Stage("measurement-field-off", measuring, plan.sample_every, bare),
        ]
    return [stage for stage in stages if stage.steps]


def _without_electric_field(energy: Hamiltonian) -> Hamiltonian | None:
    """The same Hamiltonian with every electric field removed; None where there is none."""
    kept = {
        name: term for name, term in energy.terms.items() if not isinstance(term, ElectricField)
    }
    return None if len(kept) == len(energy.terms) else Hamiltonian(energy.sample, kept)


def _means(sums: Sums) -> tuple[Floats, Floats]:
    """Time means of u (n1, n2, n3, 3) and |u|² (n1, n2, n3)."""
    count = float(sums.count)
    return join(sums.displacement) / count, np.asarray(sums.square) / count


def _series(rows: dict[str, Floats]) -> xr.Dataset:
    values: dict[Variable, Any] = {r.TIME: rows["time"]}
    for name, found in rows.items():
        if name in ("time", "largest"):
            continue
        series = r.series(name)
        columns = [estimate(column) for column in found.reshape(len(found), -1).T]
        values[series] = found
        for variable, numbers in (
            (r.mean(series), [c.mean for c in columns]),
            (r.mean(series).error, [c.error for c in columns]),
            (r.effective_samples(series), [c.effective for c in columns]),
        ):
            values[variable] = np.array(numbers).reshape(found.shape[1:])
    return r.labelled(values)


def site_data(sample: Sample, mean: Floats, square: Floats) -> xr.Dataset:
    """Per-site means as a dataset over (n1, n2, n3)."""
    amplitude = np.linalg.norm(mean, axis=-1)
    values: dict[Variable, Any] = {
        r.SITE: sample.sites,
        r.POSITION: sample.positions,
        r.MEAN_DISPLACEMENT: mean,
        r.FLUCTUATION: np.sqrt(np.maximum(square - amplitude**2, 0.0)),
    }
    if not sample.periodic:
        values[r.SURFACE_CHARGE] = surface_charge(sample, mean)
    return r.labelled(values)


def block_data(order: Order, after: Order, states: NDArray[np.int8], edge: int) -> xr.Dataset:
    """Order and local state of blocks as a dataset over (b1, b2, b3).

    after: order after the electric field was removed. edge: of the blocks, in index steps.
    """
    data = r.labelled(
        {
            r.BLOCK_DISPLACEMENT: order.mean,
            r.AMPLITUDE: order.amplitude,
            r.DISORDER: order.disorder,
            r.BLOCK_COHERENCE: order.coherence,
            r.COUNT: order.sites,
            r.STATE: states,
            r.COHERENCE_OFF: after.coherence,
            r.AMPLITUDE_OFF: after.amplitude,
        }
    )
    data[r.STATE.name].attrs |= {
        "flag_values": [s.value for s in LocalState],
        "flag_meanings": " ".join(s.label for s in LocalState),
        "edge": edge,
    }
    return data


def _minimised(scenario: Scenario, energy: Hamiltonian) -> xr.DataTree:
    sample = energy.sample
    # A minimum must not be a saddle that symmetry protects: start a little off the sites.
    kick = scale(1e-3, normals(scenario.seed, START, 0, sample.size))
    found = minimise(energy, scale(jnp.asarray(sample.sites, float), kick))
    mean = join(found.displacement)
    square = np.sum(mean**2, axis=-1)
    edge = min(scenario.run.block, max(sample.size))
    order = block_order(sample, mean, square, edge)
    datasets = {"/sites": site_data(sample, mean, square)}
    bare, after = _without_electric_field(energy), order
    if bare is not None:
        relaxed = join(minimise(bare, found.displacement).displacement)
        still = relaxed, np.sum(relaxed**2, axis=-1)
        after = block_order(sample, *still, edge)
        datasets["/sites_field_off"] = site_data(sample, *still)
    states = classify(order, after, scenario.thresholds, field_applied=bare is not None)
    values = {r.SITE_ENERGY: found.energy / sample.count, r.RESIDUAL_FORCE: found.residual}
    root = nodes(values)[""].assign_attrs(_attributes(scenario, fractions(states, order.sites)))
    root.attrs["converged"] = int(found.converged)
    blocks = block_data(order, after, states, edge)
    return xr.DataTree.from_dict({"/": root, "/blocks": blocks, **datasets})


def _attributes(scenario: Scenario, shares: dict[str, float]) -> dict[str, Any]:
    used = [closures.TETHER, closures.HEAT_BATH, closures.STATE_RULES]
    if scenario.neighbour.stiffness:
        used.insert(1, closures.NEIGHBOUR)
    if scenario.drive:
        used.insert(1, closures.MAGNETIC_DRIVE)
    attributes: dict[str, Any] = {
        "experiment": scenario.experiment,
        "title": scenario.title,
        "sample_state": sample_state(shares),
        "fractions": shares,
        "closures": [closure.to_dict() for closure in used],
    }
    if scenario.units is not None:
        names = ("length", "energy", "temperature", "time", "electric_field", "current_density")
        attributes["si"] = {name: getattr(scenario.units, name) for name in names}
    return attributes
