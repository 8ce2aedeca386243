"""Along the stages of a simulation, chunk by chunk; the stepping itself is somebody else's."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from pairlattice.engine.reporter import Pace, Reporter
from pairlattice.engine.stages import Carry, Series, SimulationState, Stage
from pairlattice.progress import Progress


class Walker(Protocol):
    """A stage on its way. carry: where it stands. rows: samples that a chunk holds. wait: steps
    after which it wants to stop and look, None for never."""

    carry: Carry

    @property
    def rows(self) -> int: ...
    @property
    def wait(self) -> int | None: ...

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
                steps = min(steps, reporter.most_steps() or steps, walk.wait or steps)
                rows = walk.advance(steps, until, every)
                pace.done(steps)
                at = replace(at, taken=at.taken + steps, carry=walk.carry)
                if stage.every and at.taken == stage.steps:
                    at.finished[stage.name] = walk.carry.memory
                reporter.keep(at, stage, rows)
                told(before + at.taken, stage, rows)
        before += stage.steps
    return at


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
