"""The engine of a live run: one compiled loop, what it remembers, and knobs turned between samples.

A `Runner` takes the same steps whether a browser or `pairlattice run` asks for them: the state is
a function of the course and the step alone.
"""

from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from pairlattice.engine.hamiltonian import ForceField, Hamiltonian
from pairlattice.engine.integrators import COMPILER_OPTIONS, Langevin, State, repeat
from pairlattice.engine.lattice import Floats
from pairlattice.engine.pytree import record
from pairlattice.engine.sample import Sample
from pairlattice.engine.signals import Alternating
from pairlattice.engine.temperature_field import FieldState, TemperatureField
from pairlattice.engine.terms import DipoleDipole, ElectricField, Neighbour, SiteForce, Tether
from pairlattice.engine.trajectory import LARGEST_DISPLACEMENT
from pairlattice.engine.vector import Array, Vector, add, dot, join, scale, total, zeros
from pairlattice.errors import InputError, SimulationDivergedError
from pairlattice.live.box import Box
from pairlattice.live.course import Course
from pairlattice.live.magnetism import Acting, acting, critical
from pairlattice.live.settings import Settings
from pairlattice.model import build
from pairlattice.scenario import Scenario

# Samples per compiled call at most; rows beyond it would not fit.
MOST_SAMPLES = 64
# Samples over which the memory of a site reaches back.
SPAN = 20
# Rows of the series that are kept: some minutes of a fast run, and the memory stays flat.
KEPT_ROWS = 20_000
# Knobs whose values, each allowed by itself, cannot make a run impossible.
_HARMLESS = frozenset({"temperature", "field", "direction", "frequency", "height", "rest"})
# Grid of the temperature field [d].
_GRID = 2.0

COLUMNS = ("step", "ux", "uy", "uz", "square", "largest", "jx", "jy", "jz", "temperature")


@record
class Memory:
    """Means over the last `SPAN` samples or so, with exponentially falling weight; over all
    samples while there are fewer. displacement: of u, square: of |u|², (n1, n2, n3). count."""

    displacement: Vector
    square: Array
    count: Array


def _forgotten(shape: tuple[int, int, int]) -> Memory:
    return Memory(zeros(shape, jnp.float32), jnp.zeros(shape, jnp.float32), jnp.asarray(0))


@record
class Bath:
    """mean, deviation: of the temperature over sites. field: its course in units of `deviation`.
    cell: of each site on the grid of `field`. time_step, friction: of the electrons."""

    mean: Array
    deviation: Array
    field: TemperatureField
    cell: Array
    time_step: Array
    friction: Array


@record
class Standing:
    """Where a run stands."""

    state: State
    heat: FieldState
    memory: Memory


@partial(jax.jit, static_argnames="every", compiler_options=COMPILER_OPTIONS)
def _go(
    force: ForceField, bath: Bath, at: Standing, density: Any, every: int, samples: Any
) -> tuple[Standing, Array]:
    def one(i: Any, carry: tuple[Standing, Array]) -> tuple[Standing, Array]:
        at, rows = carry
        heat = bath.field.advance(at.heat, every * bath.time_step)
        local = bath.mean + bath.deviation * bath.field.fluctuation(heat)
        temperature = jnp.maximum(local, 0.0).ravel()[bath.cell]
        langevin = Langevin(bath.time_step, bath.friction, temperature)
        state = repeat(langevin, force, at.state, every)
        u, v = state.displacement, state.velocity
        squares = dot(u, u)
        memory = _remember(at.memory, u, squares)
        sites = u[0].size
        row = jnp.stack(
            [
                state.step.astype(jnp.float64),
                *(total(c) / sites for c in u),
                total(squares) / sites,
                squares.max().astype(jnp.float64),
                *(-density * total(c) / sites for c in v),
                total(dot(v, v)) / (3 * sites),
            ]
        )
        return Standing(state, heat, memory), rows.at[i].set(row)

    rows = jnp.zeros((MOST_SAMPLES, len(COLUMNS)))
    return jax.lax.fori_loop(0, samples, one, (at, rows))


def _remember(memory: Memory, u: Vector, squares: Array) -> Memory:
    count = memory.count + 1
    rate = (1.0 / jnp.minimum(count, SPAN)).astype(jnp.float32)
    change = tuple(a.astype(jnp.float32) - b for a, b in zip(u, memory.displacement, strict=True))
    mean = add(memory.displacement, scale(rate, change))  # type: ignore[arg-type]
    square = memory.square + rate * (squares.astype(jnp.float32) - memory.square)
    return Memory(mean, square, count)


def _start(base: Scenario, sample: Sample, field: TemperatureField) -> tuple[State, FieldState]:
    # Compiled as a whole: operation by operation it would take seconds.
    return jax.jit(lambda: (build.initial_state(base, sample), field.start(base.seed)))()


@dataclass(frozen=True, eq=False)
class Means:
    """On the host: displacement (sites, 3) and square (sites,) over the memory's span."""

    displacement: Floats
    square: Floats


class Runner:
    """A course on its way. Not to be used by two threads at once."""

    def __init__(self, course: Course):
        """Raises InputError for a scenario that cannot be run live, also for its dated changes."""
        base = course.base
        self.sample = build.sample(base)
        self.box = Box.of(self.sample)
        self._dipoles = DipoleDipole.of(self.sample)
        self._own: tuple[Any, Hamiltonian] | None = None
        # Of the base alone: knobs turned before the first step are dated 0, and must not change it.
        plain = self._plain(Settings(base, course.magnetic))
        self._time_step = build.integrator(base, plain).time_step
        for change in course.changes:
            if not _HARMLESS.issuperset(name for name, _ in change.knobs):
                self._check(course.settings(change.step))
        self.every = base.run.sample_every
        self.course = course
        self.step = 0
        counts = self.box.columns(_GRID)
        shape = counts[1][:2]
        self._cell = jnp.asarray(counts[0].reshape(self.box.shape))
        m = course.magnetic
        length = min(max(m.length, _GRID), _GRID * min(shape) / 6)
        self._field = TemperatureField.of(
            shape, _GRID, 0.0, 1.0, length, m.diffusivity, m.relaxation
        )
        state, heat = _start(base, self.sample, self._field)
        self._dtype = state.displacement[0].dtype
        self.at = Standing(state, heat, _forgotten(self.box.shape))
        self._rows: deque[Floats] = deque(maxlen=KEPT_ROWS)
        self._enter()

    def _plain(self, settings: Settings) -> Hamiltonian:
        """The scenario's own terms, kept while they stay as they are: its stiffest mode is dear."""
        s = settings.scenario
        key = (s.stiffness, s.tether.quartic, s.neighbour.stiffness)
        if self._own is None or self._own[0] != key:
            self._own = (key, self._made(s))
        return self._own[1]

    def _made(self, s: Scenario) -> Hamiltonian:
        terms: dict[str, Any] = {
            "tether": Tether(s.stiffness, s.tether.quartic),
            "dipoles": self._dipoles,
        }
        if s.neighbour.stiffness:
            terms["neighbour"] = Neighbour.of(self.sample, s.neighbour.stiffness)
        return Hamiltonian(self.sample, terms)

    def _force(self, settings: Settings, act: Acting, electric: bool = True) -> ForceField:
        energy = self._plain(settings)
        strength, wave = np.zeros(3), Alternating(0.0, 0.0)
        if electric and settings.scenario.electric_field:
            field = settings.scenario.electric_field[0]
            strength = field.strength * np.array(field.direction)
            if field.waveform == "ac":
                wave = Alternating(field.frequency or 0.0, field.phase or 0.0)
        site_force = np.zeros((*self.box.shape, 3))
        site_force[..., 2] = act.force
        # Every run has every term, a constant field being one of frequency 0, so that turning a
        # knob never compiles anything.
        terms = {
            **energy.terms,
            "electric_field": ElectricField.of(strength, wave),
            "drive": SiteForce.of(site_force),
        }
        return Hamiltonian(self.sample, terms).fold(self._dtype)

    def _bath(self, settings: Settings, act: Acting, friction: float | None = None) -> Bath:
        own = settings.scenario.thermostat.friction if friction is None else friction
        values = (act.temperature, act.deviation, self._time_step, own)
        mean, deviation, dt, gamma = (jnp.asarray(x, jnp.float64) for x in values)
        return Bath(mean, deviation, self._field, self._cell, dt, gamma)

    def _enter(self) -> None:
        """The conditions of the present step."""
        self.settings = self.course.settings(self.step)
        self._check(self.settings)
        self.acting = acting(self.settings, self.box, self.course.applied_sign(self.step))
        self.force = self._force(self.settings, self.acting)
        self.bath = self._bath(self.settings, self.acting)

    def _check(self, settings: Settings) -> None:
        """Raise InputError, in the scenario's words, where the time step or Hc1 do not fit."""
        scenario = settings.scenario.replace(run={"time_step": float(self._time_step)})
        build.integrator(scenario, self._plain(settings))
        if settings.magnetic.applied > 0:
            critical(settings)

    @property
    def time_step(self) -> float:
        return float(self._time_step)

    @property
    def density(self) -> float:
        return self.sample.lattice.density

    def turn(self, **knobs: Any) -> None:
        """Turn knobs now. Raises InputError and leaves everything as it was."""
        before = self.course
        self.course = before.turned(self.step, knobs)
        try:
            self._enter()
        except InputError:
            self.course = before
            self._enter()
            raise

    def compile(self) -> None:
        """Compile the loop, which takes a second, and take no step."""
        _go(self.force, self.bath, self.at, self.density, self.every, 0)

    def advance(self, samples: int) -> Floats:
        """Take `samples` × run.sample_every steps; returns rows (samples, `COLUMNS`).

        Raises SimulationDivergedError.
        """
        found = []
        while samples > 0:
            change = self.course.next_change(self.step)
            until = samples if change is None else (change - self.step) // self.every
            now = min(samples, until, MOST_SAMPLES)
            self.at, rows = _go(self.force, self.bath, self.at, self.density, self.every, now)
            new = np.asarray(rows)[:now]
            self.step += now * self.every
            samples -= now
            found.append(new)
            if not np.all(new[:, COLUMNS.index("largest")] <= LARGEST_DISPLACEMENT**2):
                raise SimulationDivergedError(
                    f"the run blew up before step {self.step}: a displacement passed "
                    f"{LARGEST_DISPLACEMENT:g} d; reset it with a softer field or a quartic tether",
                    self.step,
                )
            if self.course.next_change(self.step - 1) == self.step:
                self._enter()
        rows = np.concatenate(found) if found else np.zeros((0, len(COLUMNS)))
        self._rows.extend(rows)
        return rows

    @property
    def series(self) -> Floats:
        """The last rows (at most `KEPT_ROWS`, `COLUMNS`)."""
        return np.array(self._rows).reshape(-1, len(COLUMNS))

    def means(self) -> Means:
        return _means(self.at.memory)

    def displacement(self) -> Floats:
        """u now, (n1, n2, n3, 3) [d]."""
        return join(self.at.state.displacement)

    def velocity(self) -> Floats:
        """The stored velocity, half a kick short of now (engine.integrators)."""
        return join(self.at.state.velocity)

    def temperature(self) -> Floats:
        """Of the bath at each site, (n1, n2, n3) [E0/k_B]."""
        field = np.asarray(self._field.fluctuation(self.at.heat)) * self.acting.deviation
        local = np.maximum(self.acting.temperature + field, 0.0)
        return np.asarray(local.ravel()[np.asarray(self._cell)])


def _means(memory: Memory) -> Means:
    square = np.asarray(memory.square, float).ravel()
    return Means(join(memory.displacement).astype(float).reshape(-1, 3), square)


class Removal:
    """What becomes of the order when the electric field is taken off a copy (closure C8).

    The copy relaxes with a friction at which no mode swings for long, then is measured.
    """

    FRICTION = 1.0
    RELAX, MEASURE = 30, SPAN

    def __init__(self, runner: Runner):
        self.step = runner.step
        settings = runner.settings
        self._force = runner._force(settings, runner.acting, electric=False)
        self._bath = runner._bath(settings, runner.acting, self.FRICTION)
        self._at, self._runner = runner.at, runner
        self._left = self.RELAX + self.MEASURE

    @property
    def done(self) -> bool:
        return self._left == 0

    def advance(self, samples: int) -> None:
        """Go on by so many samples at most."""
        if self._left > self.MEASURE:
            now = min(samples, self._left - self.MEASURE)
        else:
            now = min(samples, self._left)
            if self._left == self.MEASURE:
                fresh = _forgotten(self._runner.box.shape)
                self._at = Standing(self._at.state, self._at.heat, fresh)
        r = self._runner
        self._at, _ = _go(self._force, self._bath, self._at, r.density, r.every, now)
        self._left -= now

    def means(self) -> Means:
        return _means(self._at.memory)
