"""What a live run looks at, and what it remembers of each site."""

from typing import Any

import jax.numpy as jnp

from pairlattice.engine.integrators import State
from pairlattice.engine.observers import Instant, Observer, Row
from pairlattice.engine.pytree import record
from pairlattice.engine.vector import Array, Vector, add, dot, scale, total, zeros

# Samples over which the memory of a site reaches back.
SPAN = 20

COLUMNS = ("step", "ux", "uy", "uz", "square", "largest", "jx", "jy", "jz", "temperature")


@record
class Means:
    """Means over the last `SPAN` samples or so, with exponentially falling weight; over all
    samples while there are fewer. displacement: of u, square: of |u|², (n1, n2, n3). count."""

    displacement: Vector
    square: Array
    count: Array


@record
class RecentMeans(Observer):
    """Remembers `Means`; gives no row."""

    def init(self, state: State) -> Means:
        shape = state.displacement[0].shape
        return Means(zeros(shape, jnp.float32), jnp.zeros(shape, jnp.float32), jnp.asarray(0))

    def measure(self, now: Instant, memory: Means) -> tuple[Means, Row]:
        u = now.displacement
        count = memory.count + 1
        rate = (1.0 / jnp.minimum(count, SPAN)).astype(jnp.float32)
        change = tuple(
            a.astype(jnp.float32) - b for a, b in zip(u, memory.displacement, strict=True)
        )
        mean = add(memory.displacement, scale(rate, change))  # type: ignore[arg-type]
        square = memory.square + rate * (dot(u, u).astype(jnp.float32) - memory.square)
        return Means(mean, square, count), {}


@record
class Columns(Observer):
    """A row of `COLUMNS`, (10,) float64: step; means of u, |u|²; largest |u|²; current −n⟨v⟩ at the
    time of the positions; kinetic temperature of the stored velocities."""

    def measure(self, now: Instant, memory: Any) -> tuple[Any, Row]:
        u, v, stored = now.displacement, now.velocity, now.state.velocity
        squares, sites = dot(u, u), u[0].size
        row = jnp.stack(
            [
                now.state.step.astype(jnp.float64),
                *(total(c) / sites for c in u),
                total(squares) / sites,
                squares.max().astype(jnp.float64),
                *(-now.force.density * total(c) / sites for c in v),
                total(dot(stored, stored)) / (3 * sites),
            ]
        )
        return memory, {"columns": row}
