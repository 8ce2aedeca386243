"""Many small lattices at once: replicas of one system that differ in the values of some leaves.

`vmap` turns the replicas into one more array axis, so a state map of hundreds of points compiles
once and keeps both the processor and a GPU busy although each lattice is small.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from pairlattice.engine.integrators import Integrator, State, start
from pairlattice.engine.reporter import InMemory, Reporter
from pairlattice.engine.run import Run
from pairlattice.engine.sample import Sample
from pairlattice.engine.stages import Carry, Series, SimulationState
from pairlattice.engine.vector import Scalar
from pairlattice.errors import InputError
from pairlattice.progress import Progress, part

# name of a leaf -> its values (m, …), or a pytree with such leaves
Replicas = Mapping[str, Any]

# Sites per compiled call: enough to fill the cores, few enough to stay in cache.
SITES_AT_ONCE = 60_000

# Where `vmap` finds the replicas; they share the number of steps taken.
STATE_AXES = State(0, 0, None, 0, 0)  # type: ignore[arg-type]
CARRY_AXES = Carry(STATE_AXES, 0, 0)


def count(replicas: Replicas) -> int:
    """How many there are. Raises InputError where the leaves do not agree."""
    counts = {name: {np.shape(leaf)[0] for leaf in _leaves(replicas[name])} for name in replicas}
    found = set().union(*counts.values())
    if len(found) != 1:
        raise InputError(
            "replicas must have as many values of each leaf, at least one, got "
            + (", ".join(f"{k}: {sorted(v)}" for k, v in counts.items()) or "none")
        )
    return int(found.pop())


def _leaves(values: Any) -> list[Any]:
    return [leaf for leaf in jax.tree.leaves(values) if np.ndim(leaf)]


def thermal(
    sample: Sample, integrator: Integrator, replicas: Replicas | None, seed: int, dtype: Any
) -> State:
    """All sites at rest with thermal velocities; one state for each replica, i with seed + i."""
    own = getattr(integrator, "temperature", 0.0)
    if replicas is None:
        return start(sample, seed, own, dtype=dtype)
    m = count(replicas)
    T = jnp.asarray(replicas.get("integrator.temperature", np.full(m, own)))

    def one(seed: Scalar, T: Scalar) -> State:
        return start(sample, seed, T, dtype=dtype)  # type: ignore[arg-type]

    return jax.vmap(one, out_axes=STATE_AXES)(seed + jnp.arange(m), T)


def take(tree: Any, index: Any) -> Any:
    """The replicas of that index, a slice or an array, of a state, a carry, or plain values."""
    match tree:
        case State(displacement, velocity, step, seed, extra):
            u, v = take(displacement, index), take(velocity, index)
            return State(u, v, step, seed[index], take(extra, index))
        case Carry(state, surroundings, memory):
            return Carry(*(take(part, index) for part in (state, surroundings, memory)))
    return jax.tree.map(lambda leaf: jnp.asarray(leaf)[index], tree)


def joined(states: list[State]) -> State:
    """The states of batches as one."""
    parts = [(s.displacement, s.velocity, s.seed, s.extra) for s in states]
    u, v, seed, extra = jax.tree.map(lambda *leaves: jnp.concatenate(leaves), *parts)
    return State(u, v, states[0].step, seed, extra)


def batches(whole: int, sites: int) -> Iterator[tuple[Any, slice]]:
    """Indices of each batch, and which of them count.

    The last batch is filled up with repeats, so that one compiled program serves all.
    """
    size = min(max(SITES_AT_ONCE // sites, 1), whole)
    for first in range(0, whole, size):
        yield np.minimum(np.arange(first, first + size), whole - 1), slice(whole - first)


def in_batches(
    batch: Callable[..., tuple[SimulationState, dict[str, Series]]],
    begin: State,
    replicas: Replicas,
    reporter: Reporter | None,
    sites: int,
    units: Mapping[str, str],
    progress: Progress,
) -> Run:
    """All replicas, as many at once as `SITES_AT_ONCE` says; batch: runs some of them."""
    if reporter is not None:
        raise ValueError("the rows of replicas are kept in memory; leave out the reporter")
    m, ends, found = count(replicas), [], []
    for index, kept in batches(m, sites):
        done, size = int(index[0]), min(len(index), m - int(index[0]))
        told = part(progress, done, size, m)
        end, series = batch(take(begin, index), take(dict(replicas), index), InMemory(1), told)
        carry = take(end.carry, kept)
        ends.append((carry.state, take(end.finished, kept)))
        found.append(jax.tree.map(lambda rows, k=kept: rows[k], series))
    return Run(
        joined([state for state, _ in ends]),
        end.time_step,
        jax.tree.map(lambda *rows: np.concatenate(rows), *found),
        jax.tree.map(lambda *parts: jnp.concatenate(parts), *[memory for _, memory in ends]),
        units,
        m,
    )
