"""A crystal in a bath whose temperature is a field: what happens in each column, frame by frame.

The field is two-dimensional, constant along the third index axis of the sample, so a peak of it is
a tube along the third lattice vector. It acts on the bath only: the electrons draw their random
kicks from it and give no heat back.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from pairlattice.engine.hamiltonian import ForceField, Hamiltonian
from pairlattice.engine.integrators import COMPILER_OPTIONS, Langevin, State, repeat
from pairlattice.engine.lattice import Floats
from pairlattice.engine.temperature_field import FieldState, TemperatureField
from pairlattice.engine.trajectory import LARGEST_DISPLACEMENT
from pairlattice.engine.vector import Array, dot
from pairlattice.errors import SimulationDivergedError
from pairlattice.progress import Progress, silent

# Frames per compiled call; between calls progress is told. Runs of as many, or of a multiple of it,
# share one compiled program.
_FRAMES_AT_ONCE = 5


@dataclass(frozen=True)
class Course:
    """How a heated run goes.

    time_step, friction: of the electrons. steps: between two updates of the field. updates: of the
    field, and samples of the electrons, in each frame.
    """

    time_step: float
    friction: float
    steps: int
    updates: int

    @property
    def frame(self) -> float:
        """Duration of a frame [t0]."""
        return self.time_step * self.steps * self.updates


@dataclass(frozen=True, eq=False)
class Frames:
    """Means over each frame and along each column, all (frames, n1, n2) or with components (…, 3).

    displacement: ⟨u⟩ [d]. square: ⟨|u|²⟩ [d²]. temperature: [E0/k_B]. clipped: share of the
    columns and updates whose temperature would have been below 0, (frames,).
    """

    displacement: Floats
    square: Floats
    temperature: Floats
    clipped: Floats


def run(
    hamiltonian: Hamiltonian,
    field: TemperatureField,
    course: Course,
    state: State,
    heat: FieldState,
    frames: int,
    progress: Progress = silent,
) -> tuple[State, FieldState, Frames]:
    """`frames` frames; the final states continue the same run.

    field: on the first two axes of the sample. Raises SimulationDivergedError.
    """
    if field.shape != hamiltonian.sample.size[:2]:
        raise ValueError(f"a field on {field.shape} for a sample of {hamiltonian.sample.size}")
    force = hamiltonian.fold(state.displacement[0].dtype)
    parts: list[tuple[Floats, ...]] = []
    done = 0
    work = float(hamiltonian.sample.count * course.steps * course.updates)
    while done < frames:
        size = min(_FRAMES_AT_ONCE, frames - done)
        state, heat, rows = _run(
            force, field, state, heat, course.time_step, course.friction, course.steps,
            course.updates, size,
        )  # fmt: skip
        rows = tuple(np.asarray(row, float) for row in rows)
        if not np.all(rows[1] < LARGEST_DISPLACEMENT**2):
            step = int(state.step)
            raise SimulationDivergedError(
                f"the heated crystal blew up before step {step} with a time step of "
                f"{course.time_step:.3g}; lower it",
                step,
            )
        parts.append(rows)
        done += size
        progress(work * done, work * frames, "")
    return state, heat, Frames(*(np.concatenate(p) for p in zip(*parts, strict=True)))


@partial(jax.jit, static_argnames=("updates", "frames"), compiler_options=COMPILER_OPTIONS)
def _run(
    force: ForceField,
    field: TemperatureField,
    state: State,
    heat: FieldState,
    time_step: float,
    friction: float,
    steps: int,
    updates: int,
    frames: int,
) -> tuple[State, FieldState, tuple[Array, ...]]:
    def update(carry: Any, _: None) -> tuple[Any, None]:
        state, heat, sums = carry
        heat = field.advance(heat, steps * time_step)
        raw = field.mean + field.fluctuation(heat)
        temperature = jnp.maximum(raw, 0.0)
        bath = Langevin(time_step, friction, temperature[..., None])
        state = repeat(bath, force, state, steps)
        u = state.displacement
        column = (
            jnp.stack([c.mean(-1, dtype=jnp.float64) for c in u], -1),
            dot(u, u).mean(-1, dtype=jnp.float64),
            temperature,
            (raw < 0).mean(),
        )
        return (state, heat, tuple(a + b for a, b in zip(sums, column, strict=True))), None

    def frame(carry: Any, _: None) -> tuple[Any, tuple[Array, ...]]:
        state, heat = carry
        plane = jnp.zeros(field.shape)
        empty = (jnp.zeros((*field.shape, 3)), plane, plane, jnp.zeros(()))
        (state, heat, sums), _ = jax.lax.scan(update, (state, heat, empty), None, length=updates)
        return (state, heat), tuple(s / updates for s in sums)

    (state, heat), rows = jax.lax.scan(frame, (state, heat), None, length=frames)
    return state, heat, rows
