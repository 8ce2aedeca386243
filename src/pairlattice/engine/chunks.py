"""Many steps as one compiled program that may be cut anywhere without a change of one bit."""

import time
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

from pairlattice.engine.hamiltonian import ForceField
from pairlattice.engine.integrators import COMPILER_OPTIONS, Integrator, State, repeat
from pairlattice.engine.observables import Recorder, Sums
from pairlattice.engine.vector import Array, dot

# Rows that one chunk can hold: enough that calling it costs nothing beside the smallest lattices.
ROWS = 512


@partial(jax.jit, compiler_options=COMPILER_OPTIONS)
def chunk(
    force: ForceField,
    integrator: Integrator,
    recorder: Recorder,
    state: State,
    sums: Sums,
    until: Any,
    every: Any,
    steps: Any,
) -> tuple[State, Sums, dict[str, Array], Array, Array]:
    """`steps` steps, measuring `until` steps from here and then after each `every`.

    One program serves every number of steps, with samples in it or without, so that where a run is
    cut cannot select another order of the same additions.

    Returns state, sums, rows (the first `filled` of `ROWS` are meant), filled, and the largest |u|²
    at the end. At most `ROWS` samples may fall into the chunk.
    """
    shapes = jax.eval_shape(recorder.measure, force, integrator, state, sums)[1]
    empty = {name: jnp.zeros((ROWS, *row.shape), row.dtype) for name, row in shapes.items()}

    def piece(carry: tuple[Any, ...]) -> tuple[Any, ...]:
        state, sums, rows, until, left, filled = carry
        count = jnp.minimum(until, left)
        state = repeat(integrator, force, state, count)

        def measured(sums: Sums, rows: dict[str, Array]) -> tuple[Sums, dict[str, Array]]:
            sums, row = recorder.measure(force, integrator, state, sums)
            return sums, {name: rows[name].at[filled].set(row[name]) for name in rows}

        due = until == count
        sums, rows = lax.cond(due, measured, lambda sums, rows: (sums, rows), sums, rows)
        until = jnp.where(due, every, until - count)
        return state, sums, rows, until, left - count, filled + due

    whole = partial(jnp.asarray, dtype=jnp.int64)
    carry = (state, sums, empty, whole(until), whole(steps), whole(0))
    state, sums, rows, _, _, filled = lax.while_loop(lambda c: c[4] > 0, piece, carry)
    return state, sums, rows, filled, dot(state.displacement, state.displacement).max()


class Pace:
    """How many steps the next chunk should have, so that each takes about as long as wanted.

    seconds: of one chunk; a request to stop waits no longer than that. fixed: steps, where they are
    given instead.
    """

    def __init__(self, seconds: float = 0.4, fixed: int = 0):
        self._seconds, self._fixed = seconds, fixed
        self._steps, self._begun, self._compiled = fixed or 2, 0.0, False

    def steps(self, left: int, until: int, every: int) -> int:
        """Of the next chunk, which begins now. left: of the leg; until, every: as `chunk` has."""
        self._begun = time.perf_counter()
        return min(self._steps, left, until + (ROWS - 1) * every)

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
