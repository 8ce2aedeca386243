"""Many small lattices at once: replicas of one sample that differ in a few numbers.

`vmap` turns the replicas into one more array axis, so a state map of hundreds of points compiles
once and keeps both the processor and a GPU busy although each lattice is small.
"""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from pairlattice.engine.hamiltonian import ForceField, Hamiltonian
from pairlattice.engine.integrators import COMPILER_OPTIONS, Langevin, State, repeat, start
from pairlattice.engine.lattice import Floats
from pairlattice.engine.pytree import record
from pairlattice.engine.sample import Sample
from pairlattice.engine.signals import Constant
from pairlattice.engine.terms import ElectricField, Tether
from pairlattice.engine.vector import Array, Vector, dot, total
from pairlattice.errors import SimulationDivergedError
from pairlattice.progress import Progress, silent

# Replicas per compiled call: enough sites to fill the cores, few enough to stay in cache.
_SITES_AT_ONCE = 60_000


@record
class Replicas:
    """What differs from replica to replica, each (m,) or (m, 3).

    stiffness: k [E0/d²]. quartic: g [E0/d⁴]. field: E [E0/(e d)]. temperature: T [E0/k_B].
    """

    stiffness: Any
    quartic: Any
    field: Any
    temperature: Any


@dataclass(frozen=True, eq=False)
class Window:
    """Series of each replica over a window of time.

    displacement: site mean of u (m, samples, 3) [d]. square: site mean of |u|² (m, samples) [d²].
    """

    displacement: Floats
    square: Floats

    @property
    def amplitude(self) -> Floats:
        """A = |⟨u⟩| over sites and window: (m,) [d]."""
        return np.asarray(np.linalg.norm(self.displacement.mean(axis=1), axis=-1))

    @property
    def disorder(self) -> Floats:
        """D = √⟨|u − ⟨u⟩|²⟩: (m,) [d]."""
        return np.sqrt(np.maximum(self.square.mean(axis=1) - self.amplitude**2, 0.0))

    @property
    def coherence(self) -> Floats:
        """C = |⟨u⟩|/√⟨|u|²⟩, 0 where nothing moved: (m,)."""
        size = np.sqrt(self.square.mean(axis=1))
        return np.divide(self.amplitude, size, out=np.zeros_like(size), where=size > 0)


@dataclass(frozen=True, eq=False)
class Ensemble:
    """Replicas of a sample with tether, a uniform electric field, and shared other terms.

    shared: the Hamiltonian without tether and field. time_step, friction: of all replicas.
    """

    shared: Hamiltonian
    time_step: float
    friction: float
    dtype: Any = jnp.float32

    @property
    def sample(self) -> Sample:
        return self.shared.sample

    def start(self, temperature: Floats, seed: int) -> State:
        """One state for each temperature, replica i with seed + i."""
        one = partial(start, self.sample, dtype=self.dtype)
        seeds = seed + jnp.arange(len(temperature))
        return jax.vmap(lambda s, T: one(s, T))(seeds, jnp.asarray(temperature))

    def run(
        self,
        replicas: Replicas,
        state: State,
        relax: int,
        samples: int,
        every: int,
        progress: Progress = silent,
    ) -> tuple[State, Window]:
        """`relax` steps, then `samples` samples `every` steps apart.

        progress: told site-steps done. Raises SimulationDivergedError.
        """
        force = self.shared.fold(self.dtype)
        replicas = jax.tree.map(jnp.asarray, replicas)
        count = len(replicas.temperature)
        batch = min(max(_SITES_AT_ONCE // self.sample.count, 1), count)
        work = float(self.sample.count * (relax + samples * every))
        states, windows = [], []
        for first in range(0, count, batch):
            # The last batch is filled up with repeats, so that one compiled program serves all.
            index = np.minimum(np.arange(first, first + batch), count - 1)
            chosen = jax.tree.map(lambda leaf, i=index: leaf[i], (replicas, state))
            after, rows = _run_batch(
                force, chosen[0], chosen[1], self.time_step, self.friction, relax, every, samples
            )
            if not bool(jnp.isfinite(rows[1]).all()):
                step = int(state.step[0]) + relax + samples * every
                raise SimulationDivergedError(
                    f"a replica blew up before step {step} with a time step of {self.time_step:.3g}"
                    "; lower it",
                    step,
                )
            kept = min(batch, count - first)
            states.append(jax.tree.map(lambda leaf, k=kept: leaf[:k], after))
            windows.append([np.asarray(row)[:kept] for row in rows])
            progress(work * min(first + batch, count), work * count, "")
        final = jax.tree.map(lambda *parts: jnp.concatenate(parts), *states)
        series = [np.concatenate(parts) for parts in zip(*windows, strict=True)]
        return final, Window(*series)


@partial(jax.jit, static_argnames="samples", compiler_options=COMPILER_OPTIONS)
def _run_batch(
    force: ForceField,
    replicas: Replicas,
    states: State,
    time_step: float,
    friction: float,
    relax: int,
    every: int,
    samples: int,
) -> tuple[State, tuple[Array, Array]]:
    def one(replica: Replicas, state: State) -> tuple[State, tuple[Array, Array]]:
        dtype = state.displacement[0].dtype
        field: Vector = tuple(replica.field[i].astype(dtype) for i in range(3))
        stiffness = replica.stiffness.astype(dtype)
        own = replace(
            force,
            local=stiffness if force.local is None else stiffness + force.local,
            terms=(
                *force.terms,
                Tether(0.0, replica.quartic.astype(dtype)),
                ElectricField(field, Constant()),
            ),
        )
        bath = Langevin(time_step, friction, replica.temperature)

        def advance(state: State, steps: int) -> State:
            return repeat(bath, own, state, steps)

        def sample(state: State, _: None) -> tuple[State, tuple[Array, Array]]:
            state = advance(state, every)
            u = state.displacement
            points = u[0].size if force.sites is None else force.sites.sum()
            mean = jnp.stack([total(c) for c in u]) / points
            return state, (mean, total(dot(u, u)) / points)

        return jax.lax.scan(sample, advance(state, relax), None, length=samples)

    return jax.vmap(one)(replicas, states)
