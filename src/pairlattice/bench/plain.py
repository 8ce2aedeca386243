"""The same Langevin step written plainly: the yardstick for the engine's fused form.

Stacked (L, L, L, 3) arrays, threefry normals, tether and dipole-dipole energy as separate forces,
two half-kicks: what one would write first. It must give the same statistics, and is only for
comparison.
"""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from pairlattice.engine.ewald import COMPONENTS
from pairlattice.engine.terms import DipoleDipole

Plain = Callable[[tuple[jax.Array, jax.Array], Any], tuple[jax.Array, jax.Array]]


def plain_advance(
    dipoles: DipoleDipole,
    stiffness: float,
    quartic: float,
    time_step: float,
    friction: float,
    temperature: float,
    dtype: Any,
) -> Plain:
    """(u, v), steps -> (u, v) with u, v (L, L, L, 3); parameters as in the engine."""
    shape = dipoles.transform_size
    parts: Any = dipoles.kernel
    tensor = np.zeros((*parts[0].shape, 3, 3))
    for part, (a, b) in zip(parts, COMPONENTS, strict=True):
        tensor[..., a, b] = tensor[..., b, a] = part
    kernel = jnp.asarray(tensor, dtype)
    dt = jnp.asarray(time_step, dtype)
    damping = jnp.asarray(np.exp(-friction * time_step), dtype)
    width = jnp.asarray(np.sqrt(temperature * (1 - np.exp(-2 * friction * time_step))), dtype)
    key = jax.random.key(0)

    def force(u: jax.Array) -> jax.Array:
        spectrum = jnp.fft.rfftn(u, axes=(0, 1, 2))
        field = jnp.einsum("xyzab,xyzb->xyza", kernel, spectrum)
        dipole = jnp.fft.irfftn(field, s=shape, axes=(0, 1, 2))
        square = jnp.sum(u * u, axis=-1, keepdims=True)
        return (
            -dipole - jnp.asarray(stiffness, dtype) * u - jnp.asarray(quartic, dtype) * square * u
        )

    def step(i: Any, carry: tuple[jax.Array, ...]) -> tuple[jax.Array, ...]:
        u, v, f = carry
        v = v + 0.5 * dt * f
        u = u + 0.5 * dt * v
        noise = jax.random.normal(jax.random.fold_in(key, i), u.shape, dtype)
        v = damping * v + width * noise
        u = u + 0.5 * dt * v
        f = force(u)
        return u, v + 0.5 * dt * f, f

    @jax.jit
    def advance(state: tuple[jax.Array, jax.Array], steps: Any) -> tuple[jax.Array, jax.Array]:
        u, v = state
        u, v, _ = jax.lax.fori_loop(0, steps, step, (u, v, force(u)))
        return u, v

    return advance
