"""How a field depends on time: a factor s(t) of its full strength. Times are reduced."""

import math

import jax.numpy as jnp

from pairlattice.engine.pytree import record
from pairlattice.engine.vector import Array, Scalar


@record
class Constant:
    """s(t) = 1."""

    def __call__(self, t: Scalar) -> Array:
        return jnp.ones_like(jnp.asarray(t, float))


@record
class Ramp:
    """From 0 at `start` linearly to 1 after `duration`; `duration` 0 is a step."""

    start: Scalar = 0.0
    duration: Scalar = 0.0

    def __call__(self, t: Scalar) -> Array:
        rise = (t - self.start) / jnp.where(jnp.asarray(self.duration) > 0, self.duration, 1.0)
        step = jnp.where(jnp.asarray(t) >= self.start, 1.0, 0.0)
        return jnp.where(jnp.asarray(self.duration) > 0, jnp.clip(rise, 0.0, 1.0), step)


@record
class Alternating:
    """s(t) = cos(2π f t + phase)."""

    frequency: Scalar
    phase: Scalar = 0.0

    def __call__(self, t: Scalar) -> Array:
        return jnp.cos(2 * math.pi * self.frequency * jnp.asarray(t, float) + self.phase)


@record
class Pulse:
    """1 between `start` and `start + duration`, else 0."""

    start: Scalar
    duration: Scalar

    def __call__(self, t: Scalar) -> Array:
        t = jnp.asarray(t, float)
        return jnp.where((t >= self.start) & (t < self.start + self.duration), 1.0, 0.0)


Signal = Constant | Ramp | Alternating | Pulse
