"""The one place that steps the lattice: many steps, samples on the way, a clear word at a blow-up.

`simulate` takes any number of steps in one compiled program that may be cut anywhere without a
change of one bit. `trajectory` takes the same steps in a form that JAX can differentiate.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property, partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from pairlattice.engine.environment import Environment, applied, as_environment, check
from pairlattice.engine.follow import follow, listener
from pairlattice.engine.hamiltonian import ForceField, Hamiltonian
from pairlattice.engine.integrators import Integrator, State, timed
from pairlattice.engine.limits import LARGEST_DISPLACEMENT, capacity, diverged
from pairlattice.engine.observables import Recorder
from pairlattice.engine.observers import named, units
from pairlattice.engine.replicas import CARRY_AXES, STATE_AXES, Replicas, in_batches, thermal
from pairlattice.engine.reporter import InMemory, Pace, Reporter
from pairlattice.engine.run import Run
from pairlattice.engine.snapshots import Films, apart, wait_of
from pairlattice.engine.stages import Carry, Series, SimulationState, Stage
from pairlattice.engine.system import System
from pairlattice.engine.vector import Array, Scalar
from pairlattice.errors import SimulationDivergedError
from pairlattice.progress import Progress, silent

# With 512-bit vectors the compiler would use half of them, at a cost of a sixth of the step.
COMPILER_OPTIONS = {"xla_cpu_prefer_vector_width": 512}


def repeat(system: System, carry: Carry, steps: Scalar) -> Carry:
    """`steps` steps in surroundings that stay, to be called inside compiled code.

    Two steps at a time, each writing where the other reads: that saves copying the state. The loop
    carries the random numbers of the next two: what a loop carries is computed once, an
    intermediate again for each array that reads it.
    """
    draw = system.integrator.draw

    def two(_: Scalar, loop: tuple[State, Any, Any]) -> tuple[State, Any, Any]:
        state, first, second = loop
        state = system.step(replace(carry, state=state), first).state
        state = system.step(replace(carry, state=state), second).state
        return state, draw(state), draw(state, ahead=1)

    begin = carry.state
    drawn = draw(begin), draw(begin, ahead=1)
    state, first, _ = lax.fori_loop(0, steps // 2, two, (begin, *drawn))
    state = lax.cond(
        steps % 2 == 1,
        lambda s: system.step(replace(carry, state=s), first).state,
        lambda s: s,
        state,
    )
    return replace(carry, state=state)


@partial(jax.jit, compiler_options=COMPILER_OPTIONS)
def advance(force: ForceField, integrator: Integrator, state: State, steps: Any) -> State:
    """`steps` steps in one compiled loop; `steps` may change without recompiling."""
    return repeat(System(force, integrator, None, {}), Carry(state), steps).state


def _chunk(
    system: System, carry: Carry, until: Any, every: Any, steps: Any, rows: int
) -> tuple[Carry, dict[str, Array], Array, Array]:
    """`steps` steps, measuring `until` steps from here and then after each `every`.

    One program serves every number of steps, with samples in it or without, so that where a run is
    cut cannot select another order of the same additions.

    rows: that fit into it. Returns the carry, rows (the first `filled` are meant), filled, and the
    largest |u|² at samples and at the end.
    """
    shapes = jax.eval_shape(system.measure, carry)[1]
    empty = {name: jnp.zeros((rows, *row.shape), row.dtype) for name, row in shapes.items()}

    def piece(loop: tuple[Any, ...]) -> tuple[Any, ...]:
        carry, rows, until, left, filled, largest = loop
        count = jnp.minimum(until, left)
        if system.spans:
            carry = system.refresh(carry)
            span = jnp.asarray(system.environment.every, jnp.int64)  # type: ignore[union-attr]
            count = jnp.minimum(count, span - carry.state.step % span)
        carry = repeat(system, carry, count)

        def sampled(carry: Carry, rows: dict[str, Array], largest: Array) -> Any:
            carry, row = system.measure(carry)
            rows = {name: rows[name].at[filled].set(row[name]) for name in rows}
            return carry, rows, jnp.maximum(largest, carry.largest)

        due = until == count
        carry, rows, largest = lax.cond(due, sampled, lambda *same: same, carry, rows, largest)
        until = jnp.where(due, every, until - count)
        return carry, rows, until, left - count, filled + due, largest

    whole = partial(jnp.asarray, dtype=jnp.int64)
    loop = (carry, empty, whole(until), whole(steps), whole(0), jnp.zeros(()))
    carry, found, _, _, filled, largest = lax.while_loop(lambda c: c[3] > 0, piece, loop)
    return carry, found, filled, jnp.maximum(largest, carry.largest)


@partial(jax.jit, static_argnames="rows", compiler_options=COMPILER_OPTIONS)
def _go(
    system: System,
    values: Replicas | None,
    carry: Carry,
    until: Any,
    every: Any,
    steps: Any,
    rows: int,
) -> tuple[Carry, dict[str, Array], Array, Array]:
    if values is None:
        return _chunk(system, carry, until, every, steps, rows)

    def one(values: Replicas, carry: Carry) -> Any:
        force, integrator = applied(values, system.force, system.integrator)
        own = replace(system, force=force, integrator=integrator)
        return _chunk(own, carry, until, every, steps, rows)

    return jax.vmap(one, (0, CARRY_AXES), (CARRY_AXES, 0, None, 0))(values, carry)


class Simulation:
    """A simulation that is advanced by hand; every chunk of steps goes through here.

    system: may be changed between chunks; one of the same structure compiles nothing anew. carry:
    where it stands; what is None in it begins anew. values: of replicas. films: that want to see
    some states. rows: how many samples a chunk can hold.
    """

    def __init__(
        self, system: System, carry: Carry, values: Replicas | None = None, films: Films = ()
    ):
        self.system, self.carry, self.values, self._films = system, carry, values, films
        if carry.memory is None:
            begin: Any = system.begin
            if values is not None:
                begin = jax.vmap(begin, (STATE_AXES,), CARRY_AXES)
            self.carry = begin(carry.state)
            if carry.surroundings is not None:
                self.carry = replace(self.carry, surroundings=carry.surroundings)

    @cached_property
    def rows(self) -> int:
        measure: Any = self.system.measure
        if self.values is not None:
            measure = jax.vmap(measure, (CARRY_AXES,), (CARRY_AXES, 0))
        return capacity(jax.eval_shape(measure, self.carry)[1])

    @property
    def wait(self) -> int | None:
        """Steps to the next state that somebody wants to see."""
        return wait_of(self._films, int(self.carry.state.step))

    def advance(self, steps: int, until: int, every: int) -> Series:
        """`steps` steps, a sample after `until` and then each `every`; at most `rows` samples.

        Returns the rows of the samples, those of replicas with their axis first. Raises
        SimulationDivergedError with the first bad step, and stays where it was.
        """
        before = self.carry
        carry, rows, filled, largest = _go(
            self.system, self.values, before, until, every, steps, self.rows
        )
        if not np.all(np.asarray(largest) <= LARGEST_DISPLACEMENT**2):
            raise self._diverged(steps)
        self.carry = carry
        for film in self._films:
            film.look(self.system, carry)
        kept = (slice(None),) * (self.values is not None) + (slice(int(filled)),)
        return {name: np.asarray(values)[kept].copy() for name, values in rows.items()}

    def _diverged(self, steps: int) -> SimulationDivergedError:
        """Walk the chunk again, one step at a time, to the first bad step."""
        carry, who = self.carry, "the run"
        for _ in range(steps):
            # The same program, two steps before the next sample.
            carry, _, _, largest = _go(self.system, self.values, carry, 2, 2, 1, self.rows)
            if (bad := ~(np.atleast_1d(largest) <= LARGEST_DISPLACEMENT**2)).any():
                who = "the run" if self.values is None else f"replica {int(bad.argmax())}"
                break
        return diverged(who, int(carry.state.step), float(self.system.integrator.time_step))


def simulate(
    hamiltonian: Hamiltonian,
    integrator: Integrator,
    *,
    steps: int = 0,
    every: int | None = None,
    plan: Sequence[Stage] = (),
    seed: int = 1,
    state: State | None = None,
    observe: Mapping[str, Any] | None = None,
    environment: Environment | Mapping[str, Any] | None = None,
    replicas: Replicas | None = None,
    dtype: Any = jnp.float64,
    reporter: Reporter | None = None,
    progress: Progress = silent,
    pace: Pace | None = None,
) -> Run:
    """Take steps, and measure on the way.

    steps, every: of a simulation in one piece, and how many from one sample to the next. plan: its
    stages instead, each with a Hamiltonian of its own where it names one.
    state: where it begins; by default all sites at rest with thermal velocities, from `seed`, in
    the precision `dtype`. A given state brings its own precision and seed.
    observe: name to observer, to a function of an `Instant`, or to `Snapshots`; the standard
    `Recorder` by default.
    environment: what changes from outside, or a mapping of leaves to functions of time.
    replicas: leaf to values (m, …): m lattices at once, replica i with the seed `seed + i`.
    reporter: keeps the rows and knows where to go on; in memory by default.
    progress: hears site-steps done and to do. pace: how long a chunk of steps is.
    Raises InputError for leaves that are none, SimulationDivergedError with the first bad step.
    """
    stages = tuple(plan) or (Stage("run", steps, every),)
    integrator = timed(integrator, lambda: hamiltonian.stiffest)
    observers, films = apart({"standard": Recorder()} if observe is None else observe)
    around = None if environment is None else as_environment(environment)
    begin = state or thermal(hamiltonian.sample, integrator, replicas, seed, dtype)
    precision, sites = begin.displacement[0].dtype, hamiltonian.sample.count

    @cache
    def system(stage: Stage) -> System:
        energy, own = stage.hamiltonian or hamiltonian, stage.environment or around
        free = (*(replicas or ()), *(own.leaves if own else ()))
        check(free, energy, integrator)
        return System(energy.force_field(precision, free), integrator, own, observers)

    def batch(
        state: State, values: Replicas | None, keeper: Reporter, told: Progress
    ) -> tuple[SimulationState, dict[str, Series]]:
        def walker(stage: Stage, carry: Carry, time_step: float) -> Simulation:
            now = system(stage)
            own = replace(now.integrator, time_step=time_step)  # type: ignore[type-var]
            return Simulation(replace(now, integrator=own), carry, values, films)

        dt = float(integrator.time_step)
        first = SimulationState(0, 0, dt, walker(stages[0], Carry(state), dt).carry)
        end = follow(stages, walker, first, keeper, listener(stages, sites, told), pace)
        return end, {stage.name: keeper.series(stage) for stage in stages if stage.every}

    if replicas is None:
        end, series = batch(begin, None, reporter or InMemory(), progress)
        return Run(end.carry.state, end.time_step, series, end.finished, units(observers))
    return in_batches(batch, begin, replicas, reporter, sites, units(observers), progress)


def trajectory(
    hamiltonian: Hamiltonian,
    integrator: Integrator,
    state: State,
    steps: int,
    every: int | None = None,
    observe: Mapping[str, Any] | None = None,
    environment: Environment | Mapping[str, Any] | None = None,
) -> tuple[State, Mapping[str, Array], Mapping[str, Any]]:
    """The steps of `simulate` as one function for `jax.grad` and `jax.vmap`.

    Differentiable with respect to all leaves and the state. Reverse mode keeps states at about
    √`steps` places and takes the steps between again. Arguments as for `simulate`.

    Returns the last state, rows by name (samples, …), and what each observer remembers.
    """
    around = None if environment is None else as_environment(environment)
    free = around.leaves if around else ()
    check(free, hamiltonian, integrator)
    force = hamiltonian.force_field(state.displacement[0].dtype, free)
    system = System(force, integrator, around, named(observe or {}))

    def one(carry: Carry, _: None) -> tuple[Carry, None]:
        carry = system.refresh(carry)
        return system.step(carry, system.integrator.draw(carry.state)), None

    def stretch(carry: Carry, count: int) -> Carry:
        block = max(math.isqrt(count), 1)
        inner = jax.checkpoint(lambda c, _: lax.scan(one, c, None, block))
        carry, _ = lax.scan(inner, carry, None, count // block)
        return lax.scan(one, carry, None, count % block)[0]

    def sampled(carry: Carry, _: None) -> tuple[Carry, dict[str, Array]]:
        return system.measure(stretch(carry, every or steps))

    begin, samples = system.begin(state), steps // every if every else 0
    carry, rows = lax.scan(sampled, begin, None, samples)
    carry = stretch(carry, steps - samples * (every or 0))
    return carry.state, rows, carry.memory
