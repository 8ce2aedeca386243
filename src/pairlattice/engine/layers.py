"""Many small crystals at once in which force and temperature change from layer to layer.

A layer is a plane of constant first index: for fcc a close-packed plane across b1, so a periodic
crystal with a profile along that axis is a plate without ends. Layers displaced along themselves
carry no depolarising field.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from pairlattice.engine.ensemble import Ensemble
from pairlattice.engine.hamiltonian import ForceField
from pairlattice.engine.integrators import COMPILER_OPTIONS, Langevin, State, repeat, start
from pairlattice.engine.lattice import Floats, Lattice
from pairlattice.engine.pytree import record
from pairlattice.engine.signals import Constant
from pairlattice.engine.terms import SiteForce
from pairlattice.engine.vector import Array, Vector, dot
from pairlattice.errors import SimulationDivergedError
from pairlattice.progress import Progress, silent

_SITES_AT_ONCE = 60_000


@record
class Profiles:
    """What differs from replica to replica: force (m, n1, 3) [E0/d], temperature (m, n1)."""

    force: Any
    temperature: Any


@dataclass(frozen=True, eq=False)
class LayerMeans:
    """Means over each layer and the window: displacement (m, n1, 3) [d], square (m, n1) [d²]."""

    displacement: Floats
    square: Floats


def normal_and_spacing(lattice: Lattice) -> tuple[Floats, float]:
    """Unit normal (3,) of the layers and the distance from one to the next [d].

    >>> normal, spacing = normal_and_spacing(Lattice.cubic("fcc"))
    >>> f"{spacing:.4f}"                       # 2 d/√3, close-packed planes
    '1.1547'
    """
    b1 = lattice.reciprocal[0]
    length = float(np.linalg.norm(b1))
    return np.asarray(b1 / length), 2 * np.pi / length


def run(
    ensemble: Ensemble,
    profiles: Profiles,
    seed: int,
    relax: int,
    samples: int,
    every: int,
    progress: Progress = silent,
) -> LayerMeans:
    """`relax` steps from rest with thermal velocities, then `samples` samples `every` steps apart.

    ensemble: its `shared` Hamiltonian holds all terms, tether included. Raises
    SimulationDivergedError.
    """
    force = ensemble.shared.fold(ensemble.dtype)
    count = len(profiles.temperature)
    batch = min(max(_SITES_AT_ONCE // ensemble.sample.count, 1), count)
    begin = jax.vmap(lambda s, T: start(ensemble.sample, s, T[:, None, None], dtype=ensemble.dtype))
    state = begin(seed + jnp.arange(count), jnp.asarray(profiles.temperature))
    found: list[list[Floats]] = []
    for first in range(0, count, batch):
        # The last batch is filled up with repeats, so that one compiled program serves all.
        index = np.minimum(np.arange(first, first + batch), count - 1)
        chosen = jax.tree.map(lambda leaf, i=index: jnp.asarray(leaf)[i], (profiles, state))
        rows = _run_batch(
            force, *chosen, ensemble.time_step, ensemble.friction, relax, every, samples
        )
        if not all(bool(jnp.isfinite(row).all()) for row in rows):
            step = relax + samples * every
            raise SimulationDivergedError(
                f"a layered replica blew up before step {step} with a time step of "
                f"{ensemble.time_step:.3g}; lower it",
                step,
            )
        found.append([np.asarray(row)[: min(batch, count - first)] for row in rows])
        progress(min(first + batch, count), count, "")
    displacement, square = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return LayerMeans(displacement, square)


@partial(jax.jit, static_argnames="samples", compiler_options=COMPILER_OPTIONS)
def _run_batch(
    force: ForceField,
    profiles: Profiles,
    states: State,
    time_step: float,
    friction: float,
    relax: int,
    every: int,
    samples: int,
) -> tuple[Array, Array]:
    def one(profile: Profiles, state: State) -> tuple[Array, Array]:
        dtype = state.displacement[0].dtype
        strength: Vector = tuple(profile.force[:, None, None, i].astype(dtype) for i in range(3))
        own = ForceField(
            force.kernel,
            force.local,
            force.sites,
            (*force.terms, SiteForce(strength, Constant())),
            force.transform_size,
        )
        bath = Langevin(time_step, friction, profile.temperature[:, None, None])

        def sample(carry: tuple[State, Array, Array], _: None) -> Any:
            state, u_sum, square_sum = carry
            state = repeat(bath, own, state, every)
            u = state.displacement
            layer = jnp.stack([c.mean((1, 2), dtype=jnp.float64) for c in u], -1)
            square = dot(u, u).mean((1, 2), dtype=jnp.float64)
            return (state, u_sum + layer, square_sum + square), None

        layers = state.displacement[0].shape[0]
        empty = jnp.zeros((layers, 3)), jnp.zeros(layers)
        carry = (repeat(bath, own, state, relax), *empty)
        (_, u_sum, square_sum), _ = jax.lax.scan(sample, carry, None, length=samples)
        return u_sum / samples, square_sum / samples

    return jax.vmap(one)(profiles, states)
