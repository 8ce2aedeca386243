"""Where a simulation stands, as named arrays and back."""

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from pairlattice.engine.stages import SimulationState

Arrays = dict[str, NDArray[Any]]


def pack(standing: SimulationState) -> Arrays:
    """Every array of a standing, by a name that says which."""
    arrays = _named("", standing.carry)
    for stage, memory in standing.finished.items():
        arrays |= _named(f"finished/{stage}/", memory)
    return arrays


def unpack(
    arrays: Mapping[str, NDArray[Any]],
    stage: int,
    taken: int,
    time_step: float,
    finished: list[str],
    begin: SimulationState,
) -> SimulationState:
    """The standing of `pack`. begin: of the same simulation, for its structure.

    Raises KeyError where an array is missing.
    """
    carry = _filled("", begin.carry, arrays)
    memory = begin.carry.memory
    done = {name: _filled(f"finished/{name}/", memory, arrays) for name in finished}
    return SimulationState(stage, taken, time_step, carry, done)


def _named(above: str, tree: Any) -> Arrays:
    return {above + name: np.asarray(leaf) for name, leaf in _paths(tree)}


def _filled(above: str, tree: Any, arrays: Mapping[str, NDArray[Any]]) -> Any:
    leaves = [jnp.asarray(arrays[above + name]) for name, _ in _paths(tree)]
    return jax.tree.unflatten(jax.tree.structure(tree), leaves)


def _paths(tree: Any) -> list[tuple[str, Any]]:
    found, _ = jax.tree_util.tree_flatten_with_path(tree)
    return [(jax.tree_util.keystr(path, simple=True, separator="/"), leaf) for path, leaf in found]
