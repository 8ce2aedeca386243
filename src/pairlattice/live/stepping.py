"""The engine of a live run: knobs turned between samples of one simulation.

A `Runner` takes the same steps whether a browser or `pairlattice run` asks for them: the state is
a function of the schedule and the step alone.
"""

from collections import deque
from dataclasses import dataclass, replace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from pairlattice.engine.bath import FluctuatingBath
from pairlattice.engine.hamiltonian import ForceField, Hamiltonian
from pairlattice.engine.integrators import Langevin
from pairlattice.engine.lattice import Floats
from pairlattice.engine.limits import LARGEST_DISPLACEMENT
from pairlattice.engine.signals import Alternating
from pairlattice.engine.simulation import Simulation
from pairlattice.engine.stages import Carry
from pairlattice.engine.system import System
from pairlattice.engine.temperature_field import TemperatureField
from pairlattice.engine.terms import DipoleDipole, ElectricField, SiteForce
from pairlattice.engine.vector import join
from pairlattice.errors import InputError, SimulationDivergedError
from pairlattice.live.box import Box
from pairlattice.live.magnetism import Acting, acting, critical
from pairlattice.live.memory import COLUMNS, SPAN, Columns, RecentMeans
from pairlattice.live.schedule import Schedule
from pairlattice.live.settings import Settings
from pairlattice.model import build

# Samples that a reader may ask for at once.
MOST_SAMPLES = 64
# Rows of the series that are kept: some minutes of a fast run, and the memory stays flat.
KEPT_ROWS = 20_000
# Knobs whose values, each allowed by itself, cannot make a run impossible.
_HARMLESS = frozenset({"temperature", "field", "direction", "frequency", "height", "rest"})
# Grid of the temperature field [d].
_GRID = 2.0
# What of a scenario its own terms do not depend on.
_NOT_OF_TERMS = {"title", "experiment", "seed", "electric_field", "thermostat", "experiment_table"}


@dataclass(frozen=True, eq=False)
class Means:
    """On the host: displacement (sites, 3) and square (sites,) over the memory's span."""

    displacement: Floats
    square: Floats

    @classmethod
    def of(cls, carry: Carry) -> "Means":
        memory = carry.memory["means"]
        square = np.asarray(memory.square, float).ravel()
        return cls(join(memory.displacement).astype(float).reshape(-1, 3), square)


class Runner:
    """A course on its way. Not to be used by two threads at once."""

    def __init__(self, course: Schedule):
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
        self._rows: deque[Floats] = deque(maxlen=KEPT_ROWS)
        self._conditions()
        system = self.system(self.settings, self.acting)

        def begin() -> Carry:
            return system.begin(build.initial_state(base, self.sample))

        # Compiled as a whole: operation by operation it would take seconds.
        self.simulation = Simulation(system, jax.jit(begin)())

    def _plain(self, settings: Settings) -> Hamiltonian:
        """The scenario's own terms, kept while they stay as they are: its stiffest mode is dear."""
        s = settings.scenario
        key = s.model_dump(exclude=_NOT_OF_TERMS)
        if self._own is None or self._own[0] != key:
            whole = build.hamiltonian(s, self.sample, self._dipoles).terms
            own = {n: term for n, term in whole.items() if not isinstance(term, ElectricField)}
            self._own = (key, Hamiltonian(self.sample, own))
        return self._own[1]

    def _force(self, settings: Settings, act: Acting, electric: bool) -> ForceField:
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
        precision = build.DTYPE[settings.scenario.run.precision]
        return Hamiltonian(self.sample, terms).force_field(precision)

    def system(
        self,
        settings: Settings,
        act: Acting,
        friction: float | None = None,
        electric: bool = True,
    ) -> System:
        """What moves in these conditions, also with another friction or without electric field."""
        own = settings.scenario.thermostat.friction if friction is None else friction
        values = (act.temperature, act.deviation, self._time_step, own)
        mean, deviation, dt, gamma = (jnp.asarray(x, jnp.float64) for x in values)
        return System(
            self._force(settings, act, electric),
            Langevin(dt, gamma, mean),
            FluctuatingBath(self._field, mean, deviation, self.every, self._cell),
            {"columns": Columns(), "means": RecentMeans()},
        )

    def _conditions(self) -> None:
        """The conditions of the present step."""
        self.settings = self.course.settings(self.step)
        self._check(self.settings)
        self.acting = acting(self.settings, self.box, self.course.applied_sign(self.step))

    def _enter(self) -> None:
        """Go on in the conditions of the present step."""
        self._conditions()
        self.simulation.system = self.system(self.settings, self.acting)

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
        self.simulation.advance(0, self.every, self.every)

    def advance(self, samples: int) -> Floats:
        """Take `samples` × run.sample_every steps; returns rows (samples, `COLUMNS`).

        Raises SimulationDivergedError.
        """
        found = []
        while samples > 0:
            change = self.course.next_change(self.step)
            until = samples if change is None else (change - self.step) // self.every
            now = min(samples, until, self.simulation.rows)
            found.append(self._columns(now))
            self.step += now * self.every
            samples -= now
            if self.course.next_change(self.step - 1) == self.step:
                self._enter()
        rows = np.concatenate(found) if found else np.zeros((0, len(COLUMNS)))
        self._rows.extend(rows)
        return rows

    def _columns(self, samples: int) -> Floats:
        every = self.every
        try:
            return self.simulation.advance(samples * every, every, every)["columns"]
        except SimulationDivergedError as error:
            raise SimulationDivergedError(
                f"the run blew up at step {error.step}: a displacement passed "
                f"{LARGEST_DISPLACEMENT:g} d; reset it with a softer field or a quartic tether",
                error.step,
            ) from None

    @property
    def series(self) -> Floats:
        """The last rows (at most `KEPT_ROWS`, `COLUMNS`)."""
        return np.array(self._rows).reshape(-1, len(COLUMNS))

    def means(self) -> Means:
        return Means.of(self.simulation.carry)

    def displacement(self) -> Floats:
        """u now, (n1, n2, n3, 3) [d]."""
        return join(self.simulation.carry.state.displacement)

    def velocity(self) -> Floats:
        """The stored velocity, half a kick short of now (engine.integrators)."""
        return join(self.simulation.carry.state.velocity)

    def temperature(self) -> Floats:
        """Of the bath at each site, (n1, n2, n3) [E0/k_B]."""
        field = (
            np.asarray(self._field.fluctuation(self.simulation.carry.surroundings.heat))
            * self.acting.deviation
        )
        local = np.maximum(self.acting.temperature + field, 0.0)
        return np.asarray(local.ravel()[np.asarray(self._cell)])


class ZeroFieldTrial:
    """What becomes of the order when the electric field is taken off a copy (closure C8).

    The copy relaxes with a friction at which no mode swings for long, then is measured.
    """

    FRICTION = 1.0
    RELAX, MEASURE = 30, SPAN

    def __init__(self, runner: Runner):
        self.step = runner.step
        settings, act = runner.settings, runner.acting
        system = runner.system(settings, act, self.FRICTION, electric=False)
        self._copy = Simulation(system, runner.simulation.carry)
        self._every = runner.every
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
                carry, system = self._copy.carry, self._copy.system
                self._copy.carry = replace(carry, memory=system.begin(carry.state).memory)
        self._copy.advance(now * self._every, self._every, self._every)
        self._left -= now

    def means(self) -> Means:
        return Means.of(self._copy.carry)
