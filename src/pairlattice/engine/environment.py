"""What changes from outside while a run goes on: temperatures, fields, springs, without compiling.

A leaf is a field of a term of the Hamiltonian, or of the integrator, by its dotted name:
"tether.stiffness", "electric_field.strength", "integrator.temperature". Replicas and environments
give leaves other values inside the compiled loop.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from typing import Any

import jax
import jax.numpy as jnp

from pairlattice.engine.hamiltonian import ForceField, Hamiltonian
from pairlattice.engine.integrators import Integrator, State
from pairlattice.engine.vector import Scalar, split
from pairlattice.errors import InputError

INTEGRATOR = "integrator"

# name of a leaf -> its value
Values = Mapping[str, Any]


class Environment:
    """A source of values for leaves, as a `record` with this base and `leaves` and `values`.

    every: steps from one `advance` to the next, counted from step 0 of the state; None for an
    environment without memory.
    """

    every: Any = None

    @property
    def leaves(self) -> tuple[str, ...]:
        """The names of all leaves that `values` gives."""
        raise NotImplementedError

    def init(self, state: State) -> Any:
        """What the environment remembers at the start, a pytree; () for one without memory."""
        del state
        return ()

    def advance(self, memory: Any, time: Scalar) -> Any:
        """The memory `time` later, of which it is called before the first step of each span."""
        del time
        return memory

    def values(self, memory: Any, t: Scalar) -> Values:
        """The values for the step that begins at time t [t0]."""
        raise NotImplementedError


@jax.tree_util.register_pytree_node_class
class Schedules(Environment):
    """Leaves that are functions of time alone.

    functions: name of a leaf to a function of time t. A function that is a pytree (such as a
    `signals.Signal`) may have other numbers without compiling anew; a plain one is compiled in.
    """

    def __init__(self, functions: Mapping[str, Callable[[Scalar], Any]]):
        self._functions = dict(functions)

    @property
    def leaves(self) -> tuple[str, ...]:
        return tuple(self._functions)

    def values(self, memory: Any, t: Scalar) -> Values:
        del memory
        return {name: function(t) for name, function in self._functions.items()}

    def tree_flatten(self) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
        plain = {n: f for n, f in self._functions.items() if jax.tree_util.all_leaves([f])}
        data = {n: f for n, f in self._functions.items() if n not in plain}
        return (data,), (tuple(plain.items()), tuple(self._functions))

    @classmethod
    def tree_unflatten(cls, static: tuple[Any, ...], children: tuple[Any, ...]) -> "Schedules":
        both = {**dict(static[0]), **children[0]}
        return cls({name: both[name] for name in static[1]})


def as_environment(given: "Environment | Mapping[str, Callable[[Scalar], Any]]") -> Environment:
    """An environment as it is, or the schedules of a mapping."""
    return given if isinstance(given, Environment) else Schedules(given)


def check(names: Collection[str], hamiltonian: Hamiltonian, integrator: Integrator) -> None:
    """Raises InputError for a name that is no leaf of the Hamiltonian or the integrator."""
    owners: dict[str, Any] = {**hamiltonian.terms, INTEGRATOR: integrator}
    known = [f"{o}.{f.name}" for o, owner in owners.items() for f in fields(owner)]
    for name in names:
        if name not in known:
            raise InputError(
                f"{name} is no leaf of the Hamiltonian or the integrator; there are "
                + ", ".join(known)
            )


def applied(
    values: Values, force: ForceField, integrator: Integrator
) -> tuple[ForceField, Integrator]:
    """Force and integrator with these values in place of their own."""
    changed: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        owner, _, leaf = name.rpartition(".")
        changed.setdefault(owner, {})[leaf] = value
    own = changed.pop(INTEGRATOR, {})
    if changed:
        dtype = force.kernel[0].dtype
        terms = tuple(
            replace(  # type: ignore[type-var]
                term,
                **{
                    leaf: _like(getattr(term, leaf), value, dtype)
                    for leaf, value in changed.get(name, {}).items()
                },
            )
            for name, term in force.by_name.items()
        )
        force = replace(force, terms=terms)
    return force, replace(integrator, **own) if own else integrator  # type: ignore[type-var]


def _like(old: Any, new: Any, dtype: Any) -> Any:
    """The new value in the run's precision, a vector (…, 3) taken apart; signals as they are."""
    if isinstance(old, tuple) and not isinstance(new, tuple):
        return split(jnp.asarray(new), dtype)
    if isinstance(old, tuple) or jax.tree_util.all_leaves([old]):
        return jax.tree.map(lambda x: jnp.asarray(x).astype(dtype), new)
    return new
