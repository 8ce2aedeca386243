"""u(t) and v(t) at chosen times, handed to a writer while a simulation goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import jax
import numpy as np

from pairlattice.engine.observers import Observer, named
from pairlattice.engine.stages import Carry
from pairlattice.engine.system import System
from pairlattice.engine.vector import Vector


class Writer(Protocol):
    """Who stores frames, such as `checkpoint.frames.SnapshotWriter`."""

    def append(self, step: int, time: float, u: Any, v: Any) -> None: ...
    def flush(self) -> None: ...


@dataclass(frozen=True, eq=False)
class Snapshots:
    """An observer outside the compiled loop: none of its frames stays in memory.

    writer: gets u [d] and v [d/t0] at the time of the positions, each (3, n1, n2, n3). every: steps
    from one frame to the next, counted from step 0 of the state; or steps: those of the frames.
    """

    writer: Writer
    every: int = 0
    steps: Sequence[int] = ()

    def wait(self, step: int) -> int | None:
        """Steps from here to the next frame; None where there is none any more."""
        if self.every:
            return self.every - step % self.every
        return min((s - step for s in self.steps if s > step), default=None)

    def _due(self, step: int) -> bool:
        return step % self.every == 0 if self.every else step in self.steps

    def look(self, system: System, carry: Carry) -> None:
        """Take a frame if one is due here."""
        step = int(carry.state.step)
        if self._due(step):
            time = step * float(system.integrator.time_step)
            u, v = (np.stack(w) for w in (carry.state.displacement, _velocity(system, carry)))
            self.writer.append(step, time, u, v)


Films = Sequence[Snapshots]


def apart(observe: Mapping[str, Any]) -> tuple[dict[str, Observer], Films]:
    """What observes in the compiled loop, and what beside it."""
    films = tuple(one for one in observe.values() if isinstance(one, Snapshots))
    return named({k: one for k, one in observe.items() if one not in films}), films


def wait_of(films: Films, step: int) -> int | None:
    """Steps from here to the next frame of any; None where there is none any more."""
    waits = [film.wait(step) for film in films]
    return min((wait for wait in waits if wait), default=None)


@jax.jit
def _velocity(system: System, carry: Carry) -> Vector:
    return system.instant(carry).velocity
