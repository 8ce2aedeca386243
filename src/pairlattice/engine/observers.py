"""What is measured while a run goes on: anything that can be said of one instant.

An observer is asked at every sample, inside the compiled loop. It may remember: what it keeps from
sample to sample is a pytree, and comes out at the end of a run.
"""

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

import jax.numpy as jnp

from pairlattice.engine.hamiltonian import ForceField
from pairlattice.engine.integrators import Integrator, State
from pairlattice.engine.pytree import record
from pairlattice.engine.vector import Array, Vector

# One sample's row: name -> array.
Row = dict[str, Array]


@record
class Instant:
    """A run at one time. surroundings: what the environment remembers, () without one."""

    state: State
    force: ForceField
    integrator: Integrator
    surroundings: Any = ()

    @property
    def displacement(self) -> Vector:
        """u [d], three components (n1, n2, n3)."""
        return self.state.displacement

    @property
    def velocity(self) -> Vector:
        """v [d/t0] at the time of the positions."""
        return self.integrator.velocity(self.force, self.state)

    @property
    def time(self) -> Array:
        """t [t0]."""
        return self.state.step * self.integrator.time_step

    @property
    def energies(self) -> dict[str, Array]:
        """Each term's energy [E0]."""
        u, t = self.displacement, self.time
        return {name: term.energy(u, t) for name, term in self.force.by_name.items()}


class Observer:
    """A pair of `init` and `measure`, as a `record` with this base.

    units: of the rows it gives, by name.
    """

    @property
    def units(self) -> Mapping[str, str]:
        return {}

    def init(self, state: State) -> Any:
        """What it remembers before the first sample, a pytree; () for none."""
        del state
        return ()

    def measure(self, now: Instant, memory: Any) -> tuple[Any, Row]:
        """One sample: what it remembers from now on, and its row."""
        raise NotImplementedError


@record
class Observable(Observer):
    """An observer without memory, from a function of an instant.

    function: Instant -> array, or a mapping of names to arrays. name: of its row.
    """

    name: str = field(metadata={"static": True})
    function: Callable[[Instant], Any] = field(metadata={"static": True})
    unit: str = field(default="1", metadata={"static": True})

    @property
    def units(self) -> Mapping[str, str]:
        return {self.name: self.unit}

    def measure(self, now: Instant, memory: Any) -> tuple[Any, Row]:
        found = self.function(now)
        row = found if isinstance(found, Mapping) else {self.name: found}
        return memory, {name: jnp.asarray(value) for name, value in row.items()}


def observable(function: Callable[[Instant], Any], unit: str = "1", name: str = "") -> Observable:
    """A function of an instant as an observer whose rows have a unit.

    >>> mean = observable(lambda now: now.displacement[2].mean(), unit="d")
    >>> mean.unit
    'd'
    """
    return Observable(name or getattr(function, "__name__", "value"), function, unit)


def named(observers: Mapping[str, Observer | Callable[[Instant], Any]]) -> dict[str, Observer]:
    """Observers by name; a plain function becomes one, and its row has that name."""
    found: dict[str, Observer] = {}
    for name, given in observers.items():
        if isinstance(given, Observable):
            found[name] = Observable(name, given.function, given.unit)
        else:
            found[name] = given if isinstance(given, Observer) else Observable(name, given)
    return found


def measured(
    observers: Mapping[str, Observer], now: Instant, memory: Mapping[str, Any]
) -> tuple[dict[str, Any], Row]:
    """One sample of all observers. Raises ValueError where two give rows of one name."""
    after: dict[str, Any] = {}
    rows: Row = {}
    for name, observer in observers.items():
        after[name], row = observer.measure(now, memory[name])
        if twice := rows.keys() & row.keys():
            raise ValueError(f"two observers give a row {min(twice)!r}; rename one")
        rows |= row
    return after, rows


def units(observers: Mapping[str, Observer]) -> dict[str, str]:
    """The units of all rows by name."""
    return {name: unit for one in observers.values() for name, unit in one.units.items()}
