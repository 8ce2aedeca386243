"""A crystal in a bath whose temperature is a field: what happens in each column, frame by frame.

A peak of the field is a tube along the third lattice vector.
"""

from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np

from pairlattice.engine.bath import FluctuatingBath
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin, State
from pairlattice.engine.lattice import Floats
from pairlattice.engine.observers import Instant, Row
from pairlattice.engine.simulation import simulate
from pairlattice.engine.stages import Stage
from pairlattice.engine.temperature_field import TemperatureField
from pairlattice.engine.vector import dot
from pairlattice.progress import Progress, silent


@dataclass(frozen=True)
class Rhythm:
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

    displacement: ⟨u⟩ [d]. square: ⟨|u|²⟩ [d²]. temperature: of the bath [E0/k_B].
    """

    displacement: Floats
    square: Floats
    temperature: Floats


def _columns(now: Instant) -> Row:
    u = now.displacement
    return {
        "displacement": jnp.stack([c.mean(-1, dtype=jnp.float64) for c in u], -1),
        "square": dot(u, u).mean(-1, dtype=jnp.float64),
        "temperature": now.surroundings.temperature[..., 0],
    }


def run(
    hamiltonian: Hamiltonian,
    field: TemperatureField,
    rhythm: Rhythm,
    state: State,
    settle: int,
    frames: int,
    progress: Progress = silent,
) -> tuple[State, Frames]:
    """`settle` frames that nobody watches, then `frames`.

    field: on the first two axes of the sample. Raises SimulationDivergedError.
    """
    if field.shape != hamiltonian.sample.size[:2]:
        raise ValueError(f"a field on {field.shape} for a sample of {hamiltonian.sample.size}")
    steps = rhythm.steps * rhythm.updates
    plan = [Stage("settling", settle * steps), Stage("frames", frames * steps, rhythm.steps)]
    done = simulate(
        hamiltonian,
        Langevin(rhythm.time_step, rhythm.friction, 0.0),
        plan=[stage for stage in plan if stage.steps],
        state=state,
        observe={"columns": _columns},
        environment=FluctuatingBath(field, field.mean, 1.0, rhythm.steps),
        progress=progress,
    )

    def means(values: Floats) -> Floats:
        return np.asarray(values.reshape(frames, rhythm.updates, *values.shape[1:]).mean(axis=1))

    series = done.series
    return done.state, Frames(
        means(series["displacement"]), means(series["square"]), means(series["temperature"])
    )
