"""step -> run: many steps, samples on the way, and a clear word when a run blows up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Protocol

import jax
import numpy as np

from pairlattice.engine.chunks import Pace, chunk
from pairlattice.engine.hamiltonian import ForceField, Hamiltonian
from pairlattice.engine.integrators import COMPILER_OPTIONS, Integrator, State, repeat
from pairlattice.engine.lattice import Floats
from pairlattice.engine.observables import Recorder, Sums
from pairlattice.engine.pytree import cast
from pairlattice.engine.vector import dot
from pairlattice.errors import SimulationDivergedError

# A displacement of this many ion-electron distances is no displacement any more.
LARGEST_DISPLACEMENT = 100.0

# Called after each chunk with (steps done, steps in all, last row of the series; empty before the
# first sample).
Progress = Callable[[int, int, dict[str, Floats]], None]


@dataclass(frozen=True, eq=False)
class Leg:
    """A part of a run with one Hamiltonian.

    steps: to take. every: steps from one sample to the next; None where nothing is measured.
    """

    name: str
    hamiltonian: Hamiltonian
    steps: int
    every: int | None = None


@dataclass(frozen=True, eq=False)
class Standing:
    """Everything a run needs to go on, but its series.

    leg: index of the leg. taken: steps taken of it. time_step: dt; one that was chosen from the
    stiffest mode may differ in its last bit on another machine. state, sums: of this leg so far.
    finished: the sums of the measured legs so far. The position in the random numbers is
    `state.step`.
    """

    leg: int
    taken: int
    time_step: float
    state: State
    sums: Sums
    finished: dict[str, Sums] = field(default_factory=dict)


class Keeper(Protocol):
    """Who keeps the rows of a run, and hears of every point from which it could go on."""

    def standing(self) -> Standing | None:
        """Where to go on; None to start from the beginning."""

    def most_steps(self) -> int | None:
        """How many steps the next chunk may have at most; None for no limit."""

    def keep(self, standing: Standing, leg: Leg, rows: dict[str, Floats]) -> None:
        """A chunk is done. rows: measured in it, each (samples, …), possibly none."""

    def series(self, leg: Leg) -> dict[str, Floats]:
        """All rows of a leg."""


class InMemory:
    """Keeps the rows for as long as the process lives."""

    def __init__(self) -> None:
        self._rows: dict[str, list[dict[str, Floats]]] = {}

    def standing(self) -> None:
        return None

    def most_steps(self) -> None:
        return None

    def keep(self, standing: Standing, leg: Leg, rows: dict[str, Floats]) -> None:
        del standing
        self._rows.setdefault(leg.name, []).append(rows)

    def series(self, leg: Leg) -> dict[str, Floats]:
        parts = [rows for rows in self._rows.get(leg.name, ()) if len(rows["time"])]
        return {k: np.concatenate([rows[k] for rows in parts]) for k in parts[0]} if parts else {}


@dataclass(frozen=True, eq=False)
class Record:
    """What a run leaves.

    state: the last one. series: each (samples,) or (samples, 3), see `Recorder.measure`.
    sums: per-site and structure-factor sums over the samples.
    """

    state: State
    series: dict[str, Floats]
    sums: Sums


@partial(jax.jit, compiler_options=COMPILER_OPTIONS)
def advance(force: ForceField, integrator: Integrator, state: State, steps: Any) -> State:
    """`steps` steps in one compiled loop; `steps` may change without recompiling."""
    return repeat(integrator, force, state, steps)


def run(
    hamiltonian: Hamiltonian,
    integrator: Integrator,
    state: State,
    steps: int,
    sample_every: int = 10,
    structure: bool = False,
    progress: Progress | None = None,
    chunk_steps: int = 0,
) -> Record:
    """Take `steps` steps and measure after every `sample_every` of them.

    state: its precision is the run's. structure: record the structure factor (periodic samples).
    progress: told after every chunk; chunk_steps: between two reports, 0 for a fraction of a
    second. Raises SimulationDivergedError with the first bad step.
    """
    keeper, leg = InMemory(), Leg("run", hamiltonian, steps, sample_every)
    pace = Pace(fixed=chunk_steps)
    end = follow([leg], integrator, state, keeper, progress, structure, pace)
    return Record(end.state, keeper.series(leg), end.finished["run"])


def follow(
    legs: Sequence[Leg],
    integrator: Integrator,
    state: State,
    keeper: Keeper,
    progress: Progress | None = None,
    structure: bool = False,
    pace: Pace | None = None,
) -> Standing:
    """Go along the legs, from the beginning or from where the keeper says; returns the end.

    state: at the beginning. The end's `finished` has the sums of every measured leg, the keeper
    their series. Raises SimulationDivergedError with the first bad step.
    """
    dtype = state.displacement[0].dtype
    pace = pace or Pace()
    at = keeper.standing()
    if at is not None:
        integrator = replace(integrator, time_step=at.time_step)
    total = sum(leg.steps for leg in legs)
    before = sum(leg.steps for leg in legs[: at.leg]) if at else 0
    for index in range(at.leg if at else 0, len(legs)):
        leg = legs[index]
        force = leg.hamiltonian.fold(dtype)
        recorder = cast(Recorder.of(leg.hamiltonian, structure), dtype)
        if at is None or at.leg < index:
            empty = recorder.empty(leg.hamiltonian.sample.size)
            dt = float(integrator.time_step)
            begin, done = (at.state, dict(at.finished)) if at else (state, {})
            at = Standing(index, 0, dt, begin, empty, done)
        row: dict[str, Floats] = {}
        # A sample that is due after the end is never taken.
        every = leg.every or leg.steps + 1
        while at.taken < leg.steps:
            until = every - at.taken % every
            steps = pace.steps(leg.steps - at.taken, until, every)
            steps = min(steps, keeper.most_steps() or steps)
            at, new = _chunk(force, integrator, recorder, at, until, every, steps)
            pace.done(steps)
            if leg.every and at.taken == leg.steps:
                at.finished[leg.name] = at.sums
            keeper.keep(at, leg, new)
            if len(new["time"]):
                row = {name: values[-1] for name, values in new.items()}
            if progress is not None:
                progress(before + at.taken, total, row)
        before += leg.steps
    if at is None:
        raise ValueError("a run needs at least one leg")
    return at


def _chunk(
    force: ForceField,
    integrator: Integrator,
    recorder: Recorder,
    at: Standing,
    until: int,
    every: int,
    steps: int,
) -> tuple[Standing, dict[str, Floats]]:
    state, sums, rows, filled, largest = chunk(
        force, integrator, recorder, at.state, at.sums, until, every, steps
    )
    new = {name: np.asarray(values)[: int(filled)].copy() for name, values in rows.items()}
    inside = np.all(new["largest"] <= LARGEST_DISPLACEMENT**2)
    if not (inside and float(largest) <= LARGEST_DISPLACEMENT**2):
        raise _diverged(force, integrator, at.state, steps)
    return Standing(at.leg, at.taken + steps, at.time_step, state, sums, at.finished), new


def _within_bounds(state: State) -> bool:
    """The same rule as for the series: the longest |u|, and no number that is none."""
    squares = dot(state.displacement, state.displacement)
    return bool(squares.max() <= LARGEST_DISPLACEMENT**2)


def _diverged(
    force: ForceField, integrator: Integrator, state: State, steps: int
) -> SimulationDivergedError:
    """Walk the chunk again, one step at a time, to the first bad step."""
    for _ in range(steps):
        state = advance(force, integrator, state, 1)
        if not _within_bounds(state):
            break
    step = int(state.step)
    return SimulationDivergedError(
        f"the run blew up at step {step}: a displacement passed {LARGEST_DISPLACEMENT:g} d with a "
        f"time step of {float(integrator.time_step):.3g}; lower run.time_step or leave it out, and "
        "give an unstable lattice (kappa below 0) a quartic tether",
        step,
    )
