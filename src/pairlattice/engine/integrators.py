"""(force, state, random numbers) -> state: one step of Langevin, Newtonian or overdamped dynamics.

All three share one convention: `State.velocity` is what the velocity is before the half-kick that
would close the step. The two half-kicks that meet between steps are then one, each step needs one
force and one pass over the sites, and a run may be cut anywhere without a change of one bit. The
velocity at the time of the positions is `velocity + ½ dt·force`; its exact-temperature companion
for Langevin runs is the stored one (see `Langevin`). Mass 1, charge 1, k_B 1.

An integrator of your own is a `record` with the base `Integrator`, a `time_step` and a `step`.
"""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

import jax.numpy as jnp

from pairlattice.engine import noise
from pairlattice.engine.hamiltonian import ForceField
from pairlattice.engine.pytree import record
from pairlattice.engine.sample import Sample
from pairlattice.engine.vector import Array, Scalar, Vector, add, as_dtype, scale, zeros


@record
class State:
    """Where a run stands.

    displacement: u [d], velocity: [d/t] (see the module), both as components (n1, n2, n3).
    step: steps taken since the start, int64. seed: of the run's random numbers, int64. extra:
    further degrees of freedom that an integrator of one's own moves, such as strain, a pytree.
    """

    displacement: Vector
    velocity: Vector
    step: Array
    seed: Array
    extra: Any = ()

    def moved(self, displacement: Vector, velocity: Vector, extra: Any = None) -> "State":
        """The state one step later; `extra` stays where none is given."""
        own = self.extra if extra is None else extra
        return State(displacement, velocity, self.step + 1, self.seed, own)


class Integrator:
    """A rule for one step. time_step: dt, a field of every integrator.

    inertial: whether the velocity is a degree of freedom, so that it has a temperature.
    """

    inertial: ClassVar[bool] = True
    time_step: Any

    def draw(self, state: State, ahead: int = 0) -> Any:
        """The random numbers of the step `ahead` of the next; None where nothing is random."""
        del state, ahead

    def step(self, force: ForceField, state: State, drawn: Any) -> State:
        """The state one time step later. drawn: what `draw` gave for this step."""
        raise NotImplementedError

    def velocity(self, force: ForceField, state: State) -> Vector:
        """The velocity at the time of the positions; the stored one unless told otherwise."""
        del force
        return state.velocity


class _HalfKick(Integrator):
    """The stored velocity lacks the half-kick that closes its step."""

    def velocity(self, force: ForceField, state: State) -> Vector:
        dt = self.time_step
        closing = force(state.displacement, state.step * dt)
        return add(state.velocity, scale(jnp.asarray(0.5 * dt, closing[0].dtype), closing))


@record
class Langevin(_HalfKick):
    """dv = f dt − γ v dt + √(2 γ T) dW by the BAOAB splitting.

    Leimkuhler & Matthews, Appl. Math. Res. Express 2013, 34: in the harmonic lattice the positions
    have the exact thermal distribution for every stable time step, and so has the stored velocity,
    taken half a kick before the positions.

    time_step: dt, None for one that suits the stiffest mode. friction: γ [1/t]; 0 gives velocity
    Verlet. temperature: T [E0/k_B], one number or (n1, n2, n3).
    """

    time_step: Any = None
    friction: Scalar = 0.0
    temperature: Scalar = 0.0

    def draw(self, state: State, ahead: int = 0) -> Array:
        """The random numbers of the step `ahead` of the next, see `noise.draw`."""
        return _thermostat(state, ahead)

    def step(self, force: ForceField, state: State, drawn: Array) -> State:
        u, v = state.displacement, state.velocity
        dtype = u[0].dtype
        dt, damping, kick = self._coefficients(force, dtype)
        v = add(v, scale(dt, force(u, state.step * self.time_step)))
        u = add(u, scale(0.5 * dt, v))
        v = add(scale(damping, v), scale(kick, as_dtype(noise.unpack(drawn), dtype)))
        u = add(u, scale(0.5 * dt, v))
        return state.moved(u, v)

    def _coefficients(self, force: ForceField, dtype: jnp.dtype) -> tuple[Array, Array, Array]:
        damping = jnp.exp(-jnp.asarray(self.friction, float) * self.time_step)
        kick = jnp.sqrt(jnp.asarray(self.temperature) * (1 - damping**2))
        if force.sites is not None:
            kick = kick * force.sites
        return jnp.asarray(self.time_step, dtype), damping.astype(dtype), kick.astype(dtype)


@record
class Verlet(_HalfKick):
    """Newton's equations by velocity Verlet, second order and symplectic. time_step: dt."""

    time_step: Scalar

    def step(self, force: ForceField, state: State, drawn: None = None) -> State:
        del drawn
        u, v = state.displacement, state.velocity
        dt = jnp.asarray(self.time_step, u[0].dtype)
        v = add(v, scale(dt, force(u, state.step * self.time_step)))
        return state.moved(add(u, scale(dt, v)), v)


@record
class Overdamped(_HalfKick):
    """γ du = f dt + √(2 γ T) dW, inertia left out.

    Each step uses half of its own and half of the next step's noise, which makes the sampling
    second order in dt for large times (Leimkuhler & Matthews 2013). The stored velocity is the
    last displacement over dt.

    time_step: dt. friction: γ > 0. temperature: T, one number or (n1, n2, n3).
    """

    inertial: ClassVar[bool] = False
    time_step: Scalar
    friction: Scalar
    temperature: Scalar

    def draw(self, state: State, ahead: int = 0) -> Array:
        """The random numbers of the step `ahead` of the next, see `noise.draw`."""
        return _thermostat(state, ahead)

    def step(self, force: ForceField, state: State, drawn: Array) -> State:
        u = state.displacement
        dtype = u[0].dtype
        dt = jnp.asarray(self.time_step, float)
        width = jnp.sqrt(jnp.asarray(self.temperature) * 0.5 / (self.friction * dt))
        if force.sites is not None:
            width = width * force.sites
        drift = scale(jnp.asarray(1 / self.friction, dtype), force(u, state.step * self.time_step))
        both = add(noise.unpack(drawn), noise.unpack(_thermostat(state, ahead=1)))
        v = add(drift, scale(width.astype(dtype), as_dtype(both, dtype)))
        return state.moved(add(u, scale(dt.astype(dtype), v)), v)


def _thermostat(state: State, ahead: int) -> Array:
    shape = state.displacement[0].shape
    return noise.draw(state.seed, noise.THERMOSTAT, state.step + ahead, shape)


# dt·ω of the stiffest mode. Verlet is stable below 2; at 0.25 its energy error is under 1 %.
DEFAULT_STABILITY = 0.25
LARGEST_STABILITY = 1.0


def default_time_step(
    stiffest: float, integrator: type[Integrator], friction: float = 0.0
) -> float:
    """0.25/ω of the stiffest mode, or 0.25 γ/k for overdamped motion.

    stiffest: largest force constant [E0/d²], from `Hamiltonian.stiffest`.
    """
    if stiffest <= 0:
        return 0.1
    if integrator is Overdamped:
        return DEFAULT_STABILITY * friction / stiffest
    return DEFAULT_STABILITY / math.sqrt(stiffest)


def timed(integrator: Integrator, stiffest: Callable[[], float]) -> Integrator:
    """The integrator with a time step; where it has none, the default for the stiffest mode."""
    if integrator.time_step is not None:
        return integrator
    friction = float(getattr(integrator, "friction", 0.0))
    dt = default_time_step(stiffest(), type(integrator), friction)
    return replace(integrator, time_step=dt)  # type: ignore[type-var]


def start(
    sample: Sample,
    seed: int,
    temperature: Scalar = 0.0,
    displacement: Vector | None = None,
    dtype: jnp.dtype | type = jnp.float64,
) -> State:
    """A state at step 0: given displacements (default: none) and thermal velocities."""
    sites = jnp.asarray(sample.sites, dtype)
    width = jnp.sqrt(jnp.asarray(temperature, float)).astype(dtype) * sites
    xi = noise.normals(seed, noise.START, 0, sample.size)
    velocity = scale(width, as_dtype(xi, dtype))
    u = zeros(sample.size, dtype) if displacement is None else displacement
    u = scale(sites, as_dtype((jnp.asarray(u[0]), jnp.asarray(u[1]), jnp.asarray(u[2])), dtype))
    return State(u, velocity, jnp.asarray(0, jnp.int64), jnp.asarray(seed, jnp.int64))
