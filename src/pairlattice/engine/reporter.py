"""Who keeps what a simulation measures, and how long a chunk of it takes."""

import time
from typing import Protocol

import numpy as np

from pairlattice.engine.stages import Series, SimulationState, Stage


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
