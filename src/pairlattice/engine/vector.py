"""Vector fields on sites as three separate component arrays.

A stacked (…, 3) array costs half the speed of the inner loop: the transforms want contiguous
components. Outside the engine's loop, fields are (n1, n2, n3, 3) with Cartesian components last.
"""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

Array = jax.Array
Scalar = Array | float
Vector = tuple[Array, Array, Array]  # x, y, z components, each (n1, n2, n3) or broadcastable


def split(field: Any, dtype: Any = None) -> Vector:
    """(…, 3) array to components."""
    if not isinstance(field, jax.Array):
        # Taken apart here, it costs no compiled program for each shape.
        field = np.asarray(field, dtype)
    x, y, z = (jnp.asarray(field[..., c], dtype) for c in range(3))
    return (x, y, z)


def join(vector: Vector) -> np.ndarray:
    """Components to an (n1, n2, n3, 3) numpy array."""
    return np.stack([np.asarray(component) for component in vector], axis=-1)


def zeros(shape: tuple[int, ...], dtype: Any) -> Vector:
    return (jnp.zeros(shape, dtype), jnp.zeros(shape, dtype), jnp.zeros(shape, dtype))


def add(a: Vector, b: Vector) -> Vector:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def scale(factor: Scalar, a: Vector) -> Vector:
    return (factor * a[0], factor * a[1], factor * a[2])


def as_dtype(a: Vector, dtype: Any) -> Vector:
    return (a[0].astype(dtype), a[1].astype(dtype), a[2].astype(dtype))


def dot(a: Vector, b: Vector) -> Array:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def rms(a: Vector) -> Array:
    """√⟨|a|²⟩ over all points, float64."""
    square = dot(a, a)
    return jnp.sqrt(total(square) / square.size)


# Additions of one level of the tree in `total`; more save memory traffic, fewer save rounding.
_FAN = 8


def total(values: Array) -> Array:
    """Sum over sites in float64, whatever the precision of the state.

    The order of the additions is a tree that depends on the number of sites alone. A reduction left
    to the compiler is split over the threads, and its last bits then depend on how many there are.
    """
    flat = jnp.ravel(values).astype(jnp.float64)
    while flat.size > 1:
        part = -(-flat.size // _FAN)
        flat = jnp.pad(flat, (0, part * _FAN - flat.size))
        a, b, c, d, e, f, g, h = (flat[i * part : (i + 1) * part] for i in range(_FAN))
        flat = ((a + b) + (c + d)) + ((e + f) + (g + h))
    return flat.reshape(())
