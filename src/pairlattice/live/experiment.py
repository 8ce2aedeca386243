"""The experiment "live": a course from a file, run to its end."""

import hashlib

import numpy as np
import xarray as xr

from pairlattice.live.local import Blocks, Verdict, judge
from pairlattice.live.memory import COLUMNS
from pairlattice.live.schedule import NAME, Schedule
from pairlattice.live.stepping import Runner, ZeroFieldTrial
from pairlattice.model import closures
from pairlattice.model import plain_results as r
from pairlattice.progress import Progress, silent
from pairlattice.scenario import Scenario
from pairlattice.variable import Node

# Of the sites, beside those of a plain run
_sites, _vector = Node("live", r.SITE.node), r.POSITION.dims
_LAST = _sites("displacement", "d", "u at the last step", *_vector)
_VELOCITY = _sites("velocity", "d/t0", "stored velocity at the last step", *_vector)
_RECENT = _sites("mean_displacement", "d", "recent mean of u", *_vector)
_BATH = _sites("bath", "E0/k_B", "temperature of the bath", *r.SITE.dims)
_STATE = _sites("state", "1", "local state of the site's block", *r.SITE.dims)


def run(scenario: Scenario, progress: Progress = silent) -> xr.DataTree:
    """Take run.steps steps of the course in a scenario; the tree of `result`.

    Raises InputError, SimulationDivergedError.
    """
    course = Schedule.of(scenario)
    runner = Runner(course)
    left = scenario.run.steps // runner.every
    whole, sites = float(left), float(runner.sample.count * runner.every)
    while left:
        now = min(left, 20)
        runner.advance(now)
        left -= now
        progress((whole - left) * sites, whole * sites, "")
    return result(runner)


def removal(runner: Runner) -> ZeroFieldTrial | None:
    """The trial without the electric field, carried out; None where no field acts."""
    fields = runner.settings.scenario.electric_field
    if not fields or fields[0].strength == 0:
        return None
    trial = ZeroFieldTrial(runner)
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
    displacement, current = (
        np.stack([rows[f"{letter}{axis}"] for axis in r.CARTESIAN], -1) for letter in "uj"
    )
    size = np.sqrt(rows["square"])
    mean = np.linalg.norm(displacement, axis=-1)
    root = r.labelled(
        {
            r.TIME: rows["step"] * runner.time_step,
            r.DISPLACEMENT: displacement,
            r.CURRENT: current,
            r.COHERENCE: np.divide(mean, size, out=np.zeros_like(mean), where=size > 0),
            r.TEMPERATURE: rows["temperature"],
        }
    )
    means, shape = runner.means(), runner.box.shape
    sites = r.labelled(
        {
            r.SITE: np.ones(shape, bool),
            r.POSITION: runner.box.position,
            _LAST: runner.displacement(),
            _VELOCITY: runner.velocity(),
            _RECENT: means.displacement.reshape(*shape, 3),
            _BATH: runner.temperature(),
            _STATE: found.states[blocks.of_site].reshape(shape),
        }
    )
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
