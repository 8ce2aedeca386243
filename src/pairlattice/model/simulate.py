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

CARTESIAN = ("x", "y", "z")

# name of a series -> (dimension of its unit, long name)
_SERIES = {
    "displacement": ("length", "mean displacement"),
    "square": ("length^2", "mean square displacement"),
    "coherence": ("1", "instantaneous coherence |⟨u⟩|/√⟨|u|²⟩"),
    "current": ("current_density", "displacement current density −n e ⟨v⟩"),
    "power": ("power_density", "power taken from the electric field per volume"),
    "temperature": ("temperature", "kinetic temperature"),
    "kinetic": ("energy", "kinetic energy per site"),
}
_REDUCED = {
    "1": "1",
    "length": "d",
    "length^2": "d^2",
    "time": "t0",
    "current_density": "e/(d^2 t0)",
    "power_density": "E0/(d^3 t0)",
    "temperature": "E0/k_B",
    "energy": "E0",
    "surface_charge": "e/d^2",
}


def run(
    scenario: Scenario, progress: Progress = silent, reporter: Reporter | None = None
) -> xr.DataTree:
    """The result of a scenario of experiment "run".

    The run equilibrates, then measures. Where there is an electric field it is then removed, and
    after as many steps of relaxation the order is measured again: by closure C8 that tells
    superconducting from magnetic order.

    Returns a tree in reduced units, each variable with `units` and `long_name`; with a material
    its attributes hold the SI size of every reduced unit. Root: series over `time`, their means and
    standard errors. `sites`, `sites_field_off`: per-site means. `blocks`: order and local state of
    blocks.
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
    blocks = _with_field_off(block_data(order, states, edge), after)
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
    series = xr.Dataset(coords={"time": ("time", rows["time"], _units("time", "time"))})
    series = series.assign_coords(component=list(CARTESIAN))
    for name, values in rows.items():
        if name in ("time", "largest"):
            continue
        part = name.removeprefix("energy_").replace("_", " ")
        dimension, label = _SERIES.get(name, ("energy", f"{part} energy per site"))
        dims = ("time", "component") if values.ndim == 2 else ("time",)
        series[name] = (dims, values, _units(dimension, label))
        found = [estimate(column) for column in values.reshape(len(values), -1).T]
        for suffix, unit, text, numbers in (
            ("mean", dimension, "mean of the", [f.mean for f in found]),
            ("error", dimension, "standard error of the", [f.error for f in found]),
            ("effective_samples", "1", "independent samples of the", [f.effective for f in found]),
        ):
            shaped = np.array(numbers).reshape(values.shape[1:])
            series[f"{name}_{suffix}"] = (dims[1:], shaped, _units(unit, f"{text} {label}"))
    return series


def site_data(sample: Sample, mean: Floats, square: Floats) -> xr.Dataset:
    """Per-site means as a dataset over (n1, n2, n3)."""
    dims = ("n1", "n2", "n3")
    amplitude = np.linalg.norm(mean, axis=-1)
    fluctuation = np.sqrt(np.maximum(square - amplitude**2, 0.0))
    data = xr.Dataset(coords={"component": list(CARTESIAN)})
    data["site"] = (dims, sample.sites, {"units": "1", "long_name": "whether there is a site"})
    vector = (*dims, "component")
    data["position"] = (vector, sample.positions, _units("length", "position"))
    data["mean_displacement"] = (vector, mean, _units("length", "time mean of u"))
    data["fluctuation"] = (dims, fluctuation, _units("length", "rms fluctuation of u"))
    if not sample.periodic:
        charge = surface_charge(sample, mean)
        label = "polarisation charge P·n on surface sites"
        data["surface_charge"] = (dims, charge, _units("surface_charge", label))
    return data


def block_data(order: Order, states: NDArray[np.int8], edge: int) -> xr.Dataset:
    """Order and local state of blocks as a dataset over (b1, b2, b3).

    edge: of the blocks, in index steps.
    """
    dims = ("b1", "b2", "b3")
    data = xr.Dataset(coords={"component": list(CARTESIAN)})
    data["displacement"] = ((*dims, "component"), order.mean, _units("length", "mean of u"))
    data["amplitude"] = (dims, order.amplitude, _units("length", "A = |⟨u⟩|"))
    data["disorder"] = (dims, order.disorder, _units("length", "D = √⟨|u − ⟨u⟩|²⟩"))
    data["coherence"] = (dims, order.coherence, _units("1", "C = |⟨u⟩|/√⟨|u|²⟩"))
    data["count"] = (dims, order.sites, {"units": "1", "long_name": "sites in the block"})
    label = "local state: " + ", ".join(f"{s.value} {s.label}" for s in LocalState)
    data["state"] = (
        dims,
        states,
        {
            "units": "1",
            "long_name": label,
            "flag_values": [s.value for s in LocalState],
            "flag_meanings": " ".join(s.label for s in LocalState),
            "edge": edge,
        },
    )
    return data


def _with_field_off(blocks: xr.Dataset, after: Order) -> xr.Dataset:
    """The data of blocks with the order after the electric field was removed."""
    dims = blocks["coherence"].dims
    for name, values, dimension in (
        ("coherence", after.coherence, "1"),
        ("amplitude", after.amplitude, "length"),
    ):
        label = f"{name[0].upper()} after the electric field was removed"
        blocks[f"{name}_field_off"] = (dims, values, _units(dimension, label))
    return blocks


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
    root = xr.Dataset(attrs=_attributes(scenario, fractions(states, order.sites)))
    root["energy"] = ((), found.energy / sample.count, _units("energy", "energy per site"))
    label = "largest force component left"
    root["residual_force"] = ((), found.residual, {"units": "E0/d", "long_name": label})
    root.attrs["converged"] = int(found.converged)
    blocks = _with_field_off(block_data(order, states, edge), after)
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


def _units(dimension: str, label: str) -> dict[str, str]:
    return {"units": _REDUCED[dimension], "long_name": label}
