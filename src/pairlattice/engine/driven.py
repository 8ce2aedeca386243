"""Replicas of a crystal in a uniform field of given time course: currents are what is measured."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from pairlattice.engine.ensemble import Ensemble, Replicas
from pairlattice.engine.hamiltonian import ForceField
from pairlattice.engine.integrators import Langevin, State, repeat
from pairlattice.engine.lattice import Floats
from pairlattice.engine.signals import Signal
from pairlattice.engine.terms import ElectricField, Tether
from pairlattice.engine.vector import Array, Vector, add, scale, total
from pairlattice.errors import SimulationDivergedError
from pairlattice.progress import Progress, silent

# Replicas per compiled call: enough sites to fill the cores, few enough to stay in cache.
_SITES_AT_ONCE = 60_000


@dataclass(frozen=True, eq=False)
class Course:
    """Series of m replicas, reduced units.

    time: (samples,) from step 0. displacement, velocity: site means of u and v
    (m, samples, 3). velocity_square: site mean of v_a² (m, samples, 3).
    """

    time: Floats
    displacement: Floats
    velocity: Floats
    velocity_square: Floats


def run(
    ensemble: Ensemble,
    replicas: Replicas,
    signals: Signal,
    state: State,
    relax: int,
    samples: int,
    every: int,
    progress: Progress = silent,
) -> tuple[State, Course]:
    """`relax` steps, then `samples` samples `every` steps apart, all in the field.

    replicas: `field` is the full strength (m, 3). signals: one signal with leaves (m,); its time
    is that of the state, from step 0. state: of m replicas, as `Ensemble.start` gives it.
    The velocity is that at the time of the positions (see `integrators`).
    Raises SimulationDivergedError.
    """
    force = ensemble.shared.fold(ensemble.dtype)
    replicas = jax.tree.map(jnp.asarray, replicas)
    signals = jax.tree.map(jnp.asarray, signals)
    count = len(replicas.temperature)
    batch = min(max(_SITES_AT_ONCE // ensemble.sample.count, 1), count)
    steps = (ensemble.time_step, ensemble.friction, relax, every)
    start = int(state.step[0])
    states, rows = [], []
    for first in range(0, count, batch):
        # The last batch is filled up with repeats, so that one compiled program serves all.
        index = np.minimum(np.arange(first, first + batch), count - 1)
        chosen = jax.tree.map(lambda leaf, i=index: leaf[i], (replicas, signals, state))
        after, row = _run_batch(force, *chosen, *steps, samples)
        if not bool(jnp.isfinite(row[0]).all()):
            step = int(state.step[0]) + relax + samples * every
            raise SimulationDivergedError(
                f"a driven replica blew up before step {step} with a time step of "
                f"{ensemble.time_step:.3g}; lower it",
                step,
            )
        kept = min(batch, count - first)
        states.append(jax.tree.map(lambda leaf, k=kept: leaf[:k], after))
        rows.append([np.asarray(column)[:kept] for column in row])
        progress(min(first + batch, count), count, "")
    final = jax.tree.map(lambda *parts: jnp.concatenate(parts), *states)
    series = [np.concatenate(parts) for parts in zip(*rows, strict=True)]
    time = (start + relax + np.arange(1, samples + 1) * every) * ensemble.time_step
    return final, Course(time, *series)


@partial(jax.jit, static_argnames="samples")
def _run_batch(
    force: ForceField,
    replicas: Replicas,
    signals: Signal,
    states: State,
    time_step: float,
    friction: float,
    relax: int,
    every: int,
    samples: int,
) -> tuple[State, tuple[Array, Array, Array]]:
    def one(replica: Replicas, signal: Signal, state: State) -> tuple[State, Any]:
        dtype = state.displacement[0].dtype
        field: Vector = tuple(replica.field[i].astype(dtype) for i in range(3))
        driven = replace(
            force,
            local=replica.stiffness.astype(dtype),
            terms=(Tether(0.0, replica.quartic.astype(dtype)), ElectricField(field, signal)),
        )
        bath = Langevin(time_step, friction, replica.temperature)

        def sample(state: State, _: None) -> tuple[State, tuple[Array, Array, Array]]:
            state = repeat(bath, driven, state, every)
            u = state.displacement
            closing = driven(u, state.step * time_step)
            v = add(state.velocity, scale(jnp.asarray(0.5 * time_step, dtype), closing))
            squares = jnp.stack([total(c * c) for c in v]) / u[0].size
            means = [jnp.stack([total(c) for c in w]) / u[0].size for w in (u, v)]
            return state, (means[0], means[1], squares)

        return jax.lax.scan(sample, repeat(bath, driven, state, relax), None, length=samples)

    return jax.vmap(one)(replicas, signals, states)
