"""step -> run: many steps, samples on the way, and a clear word when a run blows up."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import jax
import numpy as np

from pairlattice.engine.hamiltonian import ForceField, Hamiltonian
from pairlattice.engine.integrators import Integrator, State, repeat
from pairlattice.engine.lattice import Floats
from pairlattice.engine.observables import Recorder, Sums
from pairlattice.engine.pytree import cast
from pairlattice.engine.vector import dot
from pairlattice.errors import SimulationDivergedError

# A displacement of this many ion-electron distances is no displacement any more.
LARGEST_DISPLACEMENT = 100.0

# Called after each chunk with (steps done, steps in all, last row of the series).
Progress = Callable[[int, int, dict[str, Floats]], None]


@dataclass(frozen=True, eq=False)
class Record:
    """What a run leaves.

    state: the last one. series: each (samples,) or (samples, 3), see `Recorder.measure`.
    sums: per-site and structure-factor sums over the samples.
    """

    state: State
    series: dict[str, Floats]
    sums: Sums


@jax.jit
def advance(force: ForceField, integrator: Integrator, state: State, steps: Any) -> State:
    """`steps` steps in one compiled loop; `steps` may change without recompiling."""
    return repeat(integrator, force, state, steps)


@partial(jax.jit, static_argnames="samples")
def _sampled(
    force: ForceField,
    integrator: Integrator,
    recorder: Recorder,
    state: State,
    sums: Sums,
    every: Any,
    samples: int,
) -> tuple[State, Sums, dict[str, Any]]:
    def one(carry: tuple[State, Sums], _: None) -> tuple[tuple[State, Sums], dict[str, Any]]:
        state, sums = carry
        state = repeat(integrator, force, state, every)
        sums, row = recorder.measure(force, integrator, state, sums)
        return (state, sums), row

    (state, sums), rows = jax.lax.scan(one, (state, sums), None, length=samples)
    return state, sums, rows


def run(
    hamiltonian: Hamiltonian,
    integrator: Integrator,
    state: State,
    steps: int,
    sample_every: int = 10,
    structure: bool = False,
    progress: Progress | None = None,
    chunk: int = 0,
) -> Record:
    """Take `steps` steps and measure after every `sample_every` of them.

    state: its precision is the run's. structure: record the structure factor (periodic samples).
    progress: told after every chunk; chunk: samples between two reports, 0 for about 20.
    Raises SimulationDivergedError with the first bad step.
    """
    dtype = state.displacement[0].dtype
    force = hamiltonian.fold(dtype)
    recorder = cast(Recorder.of(hamiltonian, structure), dtype)
    sums = recorder.empty(hamiltonian.sample.size)
    samples = steps // sample_every
    chunk = chunk or max(samples // 20, 1)
    rows: list[dict[str, Floats]] = []
    done = 0
    while done < samples:
        size = min(chunk, samples - done)
        before = state
        state, sums, row = _sampled(
            force, integrator, recorder, state, sums, sample_every, samples=size
        )
        row = {name: np.asarray(values) for name, values in row.items()}
        if not np.all(row["largest"] <= LARGEST_DISPLACEMENT**2):
            raise _diverged(force, integrator, before, size * sample_every)
        rows.append(row)
        done += size
        if progress is not None:
            progress(done * sample_every, steps, {k: v[-1] for k, v in row.items()})
    left = steps - samples * sample_every
    before, state = state, advance(force, integrator, state, left)
    if not _within_bounds(state):
        raise _diverged(force, integrator, before, left)
    series = {k: np.concatenate([row[k] for row in rows]) for k in rows[0]} if rows else {}
    return Record(state, series, sums)


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
