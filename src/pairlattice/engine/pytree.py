"""Frozen dataclasses as pytrees, so that parameters and state pass through jit, grad and vmap."""

from dataclasses import dataclass, fields
from typing import Any, TypeVar, dataclass_transform

import jax
import jax.numpy as jnp
import numpy as np

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """A frozen dataclass registered as a pytree.

    Fields are leaves, except those declared with ``field(metadata={"static": True})``, which are
    part of the structure and must be hashable.
    """
    made = dataclass(frozen=True, eq=False)(cls)
    static = [f.name for f in fields(made) if f.metadata.get("static")]  # type: ignore[arg-type]
    leaves = [f.name for f in fields(made) if not f.metadata.get("static")]  # type: ignore[arg-type]
    jax.tree_util.register_dataclass(made, data_fields=leaves, meta_fields=static)
    return made


def cast(tree: T, dtype: Any) -> T:
    """Every floating-point leaf as an array of `dtype`; whole numbers stay as they are."""

    def one(leaf: Any) -> Any:
        # Outside compiled code numpy converts, which costs no compiled program for each shape.
        array = jnp.asarray(leaf) if isinstance(leaf, jax.core.Tracer) else np.asarray(leaf)
        kept = array.astype(dtype) if jnp.issubdtype(array.dtype, jnp.floating) else array
        return jnp.asarray(kept)

    return jax.tree.map(one, tree)
