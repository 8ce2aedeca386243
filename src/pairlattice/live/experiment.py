"""The experiment "live": a course from a file, run to its end."""

import hashlib

import numpy as np
import xarray as xr

from pairlattice.live.course import NAME, Course
from pairlattice.live.local import Blocks, Verdict, judge
from pairlattice.live.memory import COLUMNS
from pairlattice.live.stepping import Removal, Runner
from pairlattice.model import closures
from pairlattice.model.simulate import CARTESIAN
from pairlattice.progress import Progress, silent
from pairlattice.scenario import Scenario


def run(scenario: Scenario, progress: Progress = silent) -> xr.DataTree:
    """Take run.steps steps of the course in a scenario; the tree of `result`.

    Raises InputError, SimulationDivergedError.
    """
    course = Course.of(scenario)
    runner = Runner(course)
    left = scenario.run.steps // runner.every
    whole, sites = float(left), float(runner.sample.count * runner.every)
    while left:
        now = min(left, 20)
        runner.advance(now)
        left -= now
        progress((whole - left) * sites, whole * sites, "")
    return result(runner)


def removal(runner: Runner) -> Removal | None:
    """The trial without the electric field, carried out; None where no field acts."""
    fields = runner.settings.scenario.electric_field
    if not fields or fields[0].strength == 0:
        return None
    trial = Removal(runner)
    while not trial.done:
        trial.advance(trial.RELAX)
    return trial


def verdict(runner: Runner) -> Verdict:
    """The states now, the trial without the field included."""
    trial = removal(runner)
    blocks = Blocks.of(runner.box, runner.settings)
    removed = None if trial is None else trial.means()
    return judge(blocks, runner.means(), removed, runner.settings, runner.acting.above_critical)


def checksum(runner: Runner) -> str:
    """SHA-256 of the bytes of displacement and velocity."""
    digest = hashlib.sha256()
    for field in (runner.displacement(), runner.velocity()):
        digest.update(np.ascontiguousarray(field).tobytes())
    return digest.hexdigest()


def result(runner: Runner) -> xr.DataTree:
    """Root: the last samples of the series, and the checksum of the state. `sites`: displacement,
    velocity, temperature of the bath and local state at the last step, and the memory's means."""
    found = verdict(runner)
    blocks = Blocks.of(runner.box, runner.settings)
    rows = dict(zip(COLUMNS, runner.series.T, strict=True))
    time = rows["step"] * runner.time_step
    root = xr.Dataset(coords={"time": ("time", time, _units("t0", "time"))})
    root = root.assign_coords(component=list(CARTESIAN))
    vector = ("time", "component")
    for name, keys, unit, label in (
        ("displacement", ("ux", "uy", "uz"), "d", "mean displacement"),
        ("current", ("jx", "jy", "jz"), "e/(d^2 t0)", "displacement current density −n e ⟨v⟩"),
    ):
        values = np.stack([rows[k] for k in keys], -1)
        root[name] = (vector, values, _units(unit, label))
    size = np.sqrt(rows["square"])
    mean = np.linalg.norm(root["displacement"].to_numpy(), axis=-1)
    coherence = np.divide(mean, size, out=np.zeros_like(mean), where=size > 0)
    label = "instantaneous coherence |⟨u⟩|/√⟨|u|²⟩"
    root["coherence"] = ("time", coherence, _units("1", label))
    root["temperature"] = ("time", rows["temperature"], _units("E0/k_B", "kinetic temperature"))
    dims = ("n1", "n2", "n3")
    means, shape = runner.means(), runner.box.shape
    sites = xr.Dataset(coords={"component": list(CARTESIAN)})
    present = np.ones(shape, bool)
    sites["site"] = (dims, present, _units("1", "whether there is a site"))
    for name, values, unit, label in (
        ("position", runner.box.position, "d", "position in the box"),
        ("displacement", runner.displacement(), "d", "u at the last step"),
        ("velocity", runner.velocity(), "d/t0", "stored velocity at the last step"),
        ("mean_displacement", means.displacement.reshape(*shape, 3), "d", "recent mean of u"),
    ):
        sites[name] = ((*dims, "component"), values, _units(unit, label))
    states = found.states[blocks.of_site].reshape(shape)
    sites["bath"] = (dims, runner.temperature(), _units("E0/k_B", "temperature of the bath"))
    sites["state"] = (dims, states, _units("1", "local state of the site's block"))
    root.attrs = {
        "experiment": NAME,
        "title": runner.course.base.title,
        "sample_state": found.name,
        "reason": found.reason,
        "fractions": found.shares,
        "step": runner.step,
        "time_step": runner.time_step,
        "checksum": checksum(runner),
        "closures": [c.to_dict() for c in used(runner)],
    }
    return xr.DataTree.from_dict({"/": root, "/sites": sites})


def used(runner: Runner) -> list[closures.Closure]:
    """The closures that the present conditions rest on."""
    found = [closures.TETHER, closures.HEAT_BATH, closures.STATE_RULES]
    m = runner.settings.magnetic
    if m.applied or m.height:
        found.append(closures.MAGNETIC_DRIVE)
    if m.applied:
        found.append(closures.FIELD_AS_HEAT)
    if m.applied and m.deviation:
        found += [closures.TEMPERATURE_FIELD, closures.SIZE_OF_FLUCTUATIONS]
    if m.height:
        found.append(closures.LEVITATION_RESPONSE)
    return found


def _units(unit: str, label: str) -> dict[str, str]:
    return {"units": unit, "long_name": label}
