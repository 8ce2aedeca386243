"""Where a run stands, as named arrays and back."""

from collections.abc import Mapping
from typing import Any

import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from pairlattice.engine.integrators import State
from pairlattice.engine.observables import Sums
from pairlattice.engine.trajectory import Standing
from pairlattice.engine.vector import Vector

Arrays = dict[str, NDArray[Any]]


def pack(standing: Standing) -> Arrays:
    """Every array of a standing, by a name that says which."""
    state = standing.state
    arrays = _vector("displacement", state.displacement) | _vector("velocity", state.velocity)
    arrays |= {"step": np.asarray(state.step), "seed": np.asarray(state.seed)}
    arrays |= _sums("sums", standing.sums)
    for name, sums in standing.finished.items():
        arrays |= _sums(f"finished/{name}", sums)
    return arrays


def unpack(
    arrays: Mapping[str, NDArray[Any]],
    leg: int,
    taken: int,
    time_step: float,
    finished: list[str],
) -> Standing:
    """The standing of `pack`. Raises KeyError where an array is missing."""
    state = State(
        _as_vector(arrays, "displacement"),
        _as_vector(arrays, "velocity"),
        jnp.asarray(arrays["step"]),
        jnp.asarray(arrays["seed"]),
    )
    done = {name: _as_sums(arrays, f"finished/{name}") for name in finished}
    return Standing(leg, taken, time_step, state, _as_sums(arrays, "sums"), done)


def _vector(name: str, vector: Vector) -> Arrays:
    return {f"{name}/{axis}": np.asarray(c) for axis, c in zip("xyz", vector, strict=True)}


def _as_vector(arrays: Mapping[str, NDArray[Any]], name: str) -> Vector:
    x, y, z = (jnp.asarray(arrays[f"{name}/{axis}"]) for axis in "xyz")
    return x, y, z


def _sums(name: str, sums: Sums) -> Arrays:
    arrays = {f"{name}/count": np.asarray(sums.count), f"{name}/square": np.asarray(sums.square)}
    arrays |= _vector(f"{name}/displacement", sums.displacement)
    if sums.structure is not None:
        arrays |= _vector(f"{name}/structure", sums.structure)
    return arrays


def _as_sums(arrays: Mapping[str, NDArray[Any]], name: str) -> Sums:
    structure = f"{name}/structure"
    return Sums(
        jnp.asarray(arrays[f"{name}/count"]),
        _as_vector(arrays, f"{name}/displacement"),
        jnp.asarray(arrays[f"{name}/square"]),
        _as_vector(arrays, structure) if f"{structure}/x" in arrays else None,
    )
