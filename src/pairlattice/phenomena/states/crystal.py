"""The periodic crystals of the maps: replicas with the field on, then removed."""

from dataclasses import dataclass
from typing import Any

import jax.numpy as jnp
import numpy as np

from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin, State, default_time_step
from pairlattice.engine.lattice import Floats
from pairlattice.engine.observers import Instant, Row
from pairlattice.engine.sample import periodic
from pairlattice.engine.simulation import simulate
from pairlattice.engine.stages import Stage
from pairlattice.engine.terms import DipoleDipole, ElectricField, Neighbour, Term, Tether
from pairlattice.engine.vector import dot, total
from pairlattice.model import build
from pairlattice.model.local_states import Order, classify, order
from pairlattice.progress import Progress, part, silent
from pairlattice.scenario import Scenario, Thresholds


@dataclass(frozen=True, eq=False)
class Points:
    """Points of a map, each array (m,): T, E along −z and κ, reduced."""

    temperature: Floats
    field: Floats
    kappa: Floats

    @classmethod
    def grid(cls, temperature: Any, field: Any, kappa: Any) -> "Points":
        """Broadcast and flatten."""
        parts = np.broadcast_arrays(*np.atleast_1d(temperature, field, kappa))
        return cls(*(np.ravel(part).astype(float) for part in parts))


@dataclass(frozen=True, eq=False)
class Window:
    """Series of each replica over a window of time.

    displacement: site mean of u (m, samples, 3) [d]. square: site mean of |u|² (m, samples) [d²].
    """

    displacement: Floats
    square: Floats

    @property
    def order(self) -> Order:
        """The whole crystal as one block: arrays (m,)."""
        sites = np.ones(len(self.square), dtype=np.int64)
        return order(self.displacement.mean(axis=1), self.square.mean(axis=1), sites)


@dataclass(frozen=True, eq=False)
class Answer:
    """Windows with the field on and removed."""

    on: Window
    off: Window

    def states(self, thresholds: Thresholds, field: Floats) -> Any:
        """Local state of every point by closure C8 (m,); those without a field judged as such."""
        on, off = self.on.order, self.off.order
        driven = classify(on, off, thresholds, field_applied=True)
        free = classify(on, off, thresholds, field_applied=False)
        return np.where(field != 0, driven, free)


def _means(now: Instant) -> Row:
    u, sites = now.displacement, now.force.count
    mean = jnp.stack([total(c) for c in u]) / sites
    return {"displacement": mean, "square": total(dot(u, u)) / sites}


@dataclass(frozen=True, eq=False)
class Crystals:
    """Periodic crystals of size³ cells with a conducting surrounding.

    energy: with a tether and an electric field that differ from point to point. bath: its
    temperature does as well. critical_stiffness: k_c. quartic: g.
    """

    energy: Hamiltonian
    bath: Langevin
    critical_stiffness: float
    quartic: float

    @classmethod
    def of(
        cls, scenario: Scenario, size: int, kappa: float, friction: float | None = None
    ) -> "Crystals":
        """kappa: the largest that will occur; it sets the time step."""
        shared, k_c = coupled(scenario, size), scenario.critical_stiffness
        dt = default_time_step(shared.stiffest + k_c * (1 + kappa), Langevin)
        gamma = scenario.thermostat.friction if friction is None else friction
        quartic = scenario.tether.quartic
        terms: dict[str, Term] = {
            **shared.terms,
            "tether": Tether(scenario.stiffness, quartic),
            "electric_field": ElectricField.of(np.zeros(3)),
        }
        return cls(Hamiltonian(shared.sample, terms), Langevin(dt, gamma, 0.0), k_c, quartic)

    def run(
        self,
        points: Points,
        relax: int,
        samples: int,
        every: int,
        seed: int,
        state: State | None = None,
        field_on: bool = True,
        progress: Progress = silent,
    ) -> tuple[State, Window]:
        """`relax` steps, then `samples` samples `every` steps apart; the field points along −z."""
        zero = np.zeros_like(points.field)
        found = simulate(
            self.energy,
            self.bath,
            plan=[Stage("relaxation", relax), Stage("window", samples * every, every)],
            seed=seed,
            state=state,
            observe={"means": _means},
            replicas={
                "tether.stiffness": self.critical_stiffness * (1 + points.kappa),
                "electric_field.strength": (zero, zero, -points.field if field_on else zero),
                "integrator.temperature": points.temperature,
            },
            dtype=jnp.float32,
            progress=progress,
        )
        return found.state, Window(found.series["displacement"], found.series["square"])


def coupled(scenario: Scenario, size: int) -> Hamiltonian:
    """What couples the pairs of a periodic crystal: dipole-dipole and neighbour energy."""
    sample = periodic(build.lattice(scenario), (size, size, size))
    terms: dict[str, Term] = {"dipoles": DipoleDipole.of(sample)}
    if scenario.neighbour.stiffness:
        terms["neighbour"] = Neighbour.of(sample, scenario.neighbour.stiffness)
    return Hamiltonian(sample, terms)


def measure(
    scenario: Scenario,
    points: Points,
    size: int,
    steps: tuple[int, int],
    seed: int,
    progress: Progress = silent,
) -> Answer:
    """Field on: relax and measure; field removed: relax and measure again.

    steps: of relaxation and of measurement, a sample every ten.
    """
    crystals = Crystals.of(scenario, size, float(points.kappa.max()))
    relax, samples = steps[0], steps[1] // 10
    told = part(progress, 0, 1, 2)
    state, on = crystals.run(points, relax, samples, 10, seed, progress=told)
    told = part(progress, 1, 1, 2)
    _, off = crystals.run(points, relax, samples, 10, seed, state, False, told)
    return Answer(on, off)
