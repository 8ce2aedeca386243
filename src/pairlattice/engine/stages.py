"""The stages of a simulation, where it stands, and who keeps what it measures; no stepping."""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np

from pairlattice.engine.environment import Environment
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import State
from pairlattice.engine.lattice import Floats
from pairlattice.engine.pytree import record
from pairlattice.errors import SimulationDivergedError
from pairlattice.progress import Progress

# Series of a stage, each (samples, …).
Series = dict[str, Floats]

# A displacement of this many ion-electron distances is no displacement any more.
LARGEST_DISPLACEMENT = 100.0
# Rows that one chunk can hold: enough that calling it costs nothing beside the smallest lattices,
# and no more bytes than that however long a row is.
_ROWS, _ROW_BYTES = 512, 2**26


@dataclass(frozen=True, eq=False)
class Stage:
    """A part of a simulation with one Hamiltonian and one environment.

    steps: to take. every: steps from one sample to the next; None where nothing is measured.
    hamiltonian, environment: of this stage, those of the whole simulation where left out.
    """

    name: str
    steps: int
    every: int | None = None
    hamiltonian: Hamiltonian | None = None
    environment: Environment | None = None


@record
class Carry:
    """What goes from step to step, a pytree of arrays.

    surroundings: what the environment remembers. memory: what each observer remembers, by name.
    None where they have not begun.
    """

    state: State
    surroundings: Any = None
    memory: Any = None


@dataclass(frozen=True, eq=False)
class SimulationState:
    """Everything a simulation needs to go on, but its series.

    stage: index of the stage. taken: steps taken of it. time_step: dt; one that was chosen from
    the stiffest mode may differ in its last bit on another machine. carry: of this stage so far.
    finished: what the observers remembered at the end of each measured stage, by its name. The
    position in the random numbers is `carry.state.step`.
    """

    stage: int
    taken: int
    time_step: float
    carry: Carry
    finished: dict[str, dict[str, Any]] = field(default_factory=dict)


class Reporter(Protocol):
    """Who keeps the rows of a run, and hears of every point from which it could go on."""

    def standing(self, begin: SimulationState) -> SimulationState | None:
        """Where to go on; None to start from the beginning. begin: that, for its structure."""

    def most_steps(self) -> int | None:
        """How many steps the next chunk may have at most; None for no limit."""

    def keep(self, standing: SimulationState, stage: Stage, rows: Series) -> None:
        """A chunk is done. rows: measured in it, each (samples, …), possibly none."""

    def series(self, stage: Stage) -> Series:
        """All rows of a stage."""


class InMemory:
    """Keeps the rows for as long as the process lives.

    axis: of the samples in the rows; with replicas these come first.
    """

    def __init__(self, axis: int = 0) -> None:
        self._axis = axis
        self._rows: dict[str, list[Series]] = {}

    def standing(self, begin: SimulationState) -> None:
        del begin

    def most_steps(self) -> None:
        return None

    def keep(self, standing: SimulationState, stage: Stage, rows: Series) -> None:
        del standing
        self._rows.setdefault(stage.name, []).append(rows)

    def series(self, stage: Stage) -> Series:
        parts = [rows for rows in self._rows.get(stage.name, ()) if rows["time"].size]
        join = np.concatenate
        return {k: join([rows[k] for rows in parts], self._axis) for k in parts[0]} if parts else {}


class Pace:
    """How many steps the next chunk should have, so that each takes about as long as wanted.

    seconds: of one chunk; a request to stop waits no longer than that. fixed: steps, where they are
    given instead.
    """

    def __init__(self, seconds: float = 0.4, fixed: int = 0):
        self._seconds, self._fixed = seconds, fixed
        self._steps, self._begun, self._compiled = fixed or 2, 0.0, False

    def steps(self, left: int, most: int) -> int:
        """Of the next chunk, which begins now. left: of the stage; most: that a chunk can hold."""
        self._begun = time.perf_counter()
        return min(self._steps, left, most)

    def done(self, steps: int) -> None:
        """The chunk of so many steps has ended."""
        if self._fixed:
            return
        if not self._compiled:
            # The first chunk's time is the compiler's.
            self._compiled = True
            return
        seconds = max(time.perf_counter() - self._begun, 1e-9)
        self._steps = max(1, int(steps * min(self._seconds / seconds, 8.0)))


class Walker(Protocol):
    """A stage on its way. carry: where it stands. rows: samples that a chunk holds."""

    carry: Carry

    @property
    def rows(self) -> int: ...

    def advance(self, steps: int, until: int, every: int) -> Series:
        """`steps` steps, a sample after `until` and then each `every`: the rows."""


def follow(
    stages: Sequence[Stage],
    walker: Callable[[Stage, Carry, float], Walker],
    begin: SimulationState,
    reporter: Reporter,
    told: Callable[[int, Stage, Series], None],
    pace: Pace | None = None,
) -> SimulationState:
    """Go along the stages, from the beginning or from where the reporter says; returns the end.

    walker: of a stage, from a carry, with a time step. told: hears of the steps taken,
    the stage and its new rows.
    """
    pace, before = pace or Pace(), 0
    at = reporter.standing(begin) or begin
    for index, stage in enumerate(stages):
        if index >= at.stage:
            carry = at.carry
            if index > at.stage:
                same = stage.environment is stages[index - 1].environment
                carry = Carry(carry.state, carry.surroundings if same else None)
            walk = walker(stage, carry, at.time_step)
            if index > at.stage:
                at = SimulationState(index, 0, at.time_step, walk.carry, dict(at.finished))
            # A sample that is due after the end is never taken.
            every = stage.every or stage.steps + 1
            while at.taken < stage.steps:
                until = every - at.taken % every
                steps = pace.steps(stage.steps - at.taken, until + (walk.rows - 1) * every)
                steps = min(steps, reporter.most_steps() or steps)
                rows = walk.advance(steps, until, every)
                pace.done(steps)
                at = replace(at, taken=at.taken + steps, carry=walk.carry)
                if stage.every and at.taken == stage.steps:
                    at.finished[stage.name] = walk.carry.memory
                reporter.keep(at, stage, rows)
                told(before + at.taken, stage, rows)
        before += stage.steps
    return at


def capacity(row: Mapping[str, Any]) -> int:
    """How many samples a chunk can hold. row: shapes and types of the arrays of one."""
    size = sum(math.prod(part.shape) * part.dtype.itemsize for part in row.values())
    return max(1, min(_ROWS, _ROW_BYTES // max(size, 1)))


def listener(
    stages: Sequence[Stage], sites: int, progress: Progress
) -> Callable[[int, Stage, Series], None]:
    """What tells progress of site-steps, and in a few words how the stage stands."""
    work = float(sites * sum(stage.steps for stage in stages))

    def told(steps: int, stage: Stage, rows: Series) -> None:
        last = rows.get("coherence", np.zeros(0))
        measured = bool(stage.every) and last.ndim == 1 and last.size > 0
        note = f"coherence {float(last[-1]):.3f}" if measured else "" if stage.every else stage.name
        progress(float(sites * steps), work, note)

    return told


def diverged(who: str, step: int, time_step: float) -> SimulationDivergedError:
    """The word at a blow-up."""
    return SimulationDivergedError(
        f"{who} blew up at step {step}: a displacement passed {LARGEST_DISPLACEMENT:g} d with a "
        f"time step of {time_step:.3g}; lower run.time_step or leave it out, and give an unstable "
        "lattice (kappa below 0) a quartic tether",
        step,
    )
