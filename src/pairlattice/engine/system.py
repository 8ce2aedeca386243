"""What moves, by what rule, in which surroundings, and who looks: one step and one sample."""

from dataclasses import replace
from typing import Any

import jax.numpy as jnp
from jax import lax

from pairlattice.engine.environment import Environment, applied
from pairlattice.engine.hamiltonian import ForceField
from pairlattice.engine.integrators import Integrator, State
from pairlattice.engine.observers import Instant, Observer, measured
from pairlattice.engine.pytree import record
from pairlattice.engine.stages import Carry
from pairlattice.engine.vector import Array


@record
class System:
    """What moves by what rule, and who looks: all that the loop needs besides the carry."""

    force: ForceField
    integrator: Integrator
    environment: Environment | None
    observers: dict[str, Observer]

    def begin(self, state: State) -> Carry:
        """The carry before the first step."""
        own = () if self.environment is None else self.environment.init(state)
        return Carry(state, own, {name: one.init(state) for name, one in self.observers.items()})

    def at(self, carry: Carry) -> tuple[ForceField, Integrator]:
        """Force and integrator of the step that begins where the carry is."""
        if self.environment is None:
            return self.force, self.integrator
        t = carry.state.step * self.integrator.time_step
        values = self.environment.values(carry.surroundings, t)
        return applied(values, self.force, self.integrator)

    def step(self, carry: Carry, drawn: Any) -> Carry:
        force, integrator = self.at(carry)
        return replace(carry, state=integrator.step(force, carry.state, drawn))

    def instant(self, carry: Carry) -> Instant:
        """What an observer sees."""
        force, integrator = self.at(carry)
        return Instant(carry.state, force, integrator, carry.surroundings)

    def measure(self, carry: Carry) -> tuple[Carry, dict[str, Array]]:
        """A sample of all observers, whatever they look at: the carry, and one row."""
        now = self.instant(carry)
        memory, row = measured(self.observers, now, carry.memory)
        row.setdefault("time", jnp.asarray(now.time, jnp.float64))
        return replace(carry, memory=memory), row

    @property
    def spans(self) -> bool:
        """Whether the environment remembers, and so has to be advanced."""
        return self.environment is not None and self.environment.every is not None

    def refresh(self, carry: Carry) -> Carry:
        """Let the environment go on where its next span begins."""
        around = self.environment
        if around is None or around.every is None:
            return carry
        every = around.every
        span = every * self.integrator.time_step
        return lax.cond(
            carry.state.step % every == 0,
            lambda c: replace(c, surroundings=around.advance(c.surroundings, span)),
            lambda c: c,
            carry,
        )
