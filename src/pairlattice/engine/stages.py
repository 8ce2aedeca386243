"""The stages of a simulation, and where it stands."""

from dataclasses import dataclass, field
from typing import Any

import jax.numpy as jnp

from pairlattice.engine.environment import Environment
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import State
from pairlattice.engine.lattice import Floats
from pairlattice.engine.pytree import record
from pairlattice.engine.vector import Array, dot

# Series of a stage, each (samples, …).
Series = dict[str, Floats]


@dataclass(frozen=True, eq=False)
class Stage:
    """A part of a simulation with one Hamiltonian and one environment.

    steps: to take. every: steps from one sample to the next; None where nothing is measured.
    hamiltonian, environment: of this stage, those of the whole simulation where left out.
    """

    name: str
    steps: int
    every: int | None = None
    hamiltonian: Hamiltonian | None = None
    environment: Environment | None = None


@record
class Carry:
    """What goes from step to step, a pytree of arrays.

    surroundings: what the environment remembers. memory: what each observer remembers, by name.
    None where they have not begun.
    """

    state: State
    surroundings: Any = None
    memory: Any = None

    @property
    def largest(self) -> Array:
        """The largest |u|² over sites [d²], float64."""
        u = self.state.displacement
        return dot(u, u).max().astype(jnp.float64)


@dataclass(frozen=True, eq=False)
class SimulationState:
    """Everything a simulation needs to go on, but its series.

    stage: index of the stage. taken: steps taken of it. time_step: dt; one that was chosen from
    the stiffest mode may differ in its last bit on another machine. carry: of this stage so far.
    finished: what the observers remembered at the end of each measured stage, by its name. The
    position in the random numbers is `carry.state.step`.
    """

    stage: int
    taken: int
    time_step: float
    carry: Carry
    finished: dict[str, dict[str, Any]] = field(default_factory=dict)
