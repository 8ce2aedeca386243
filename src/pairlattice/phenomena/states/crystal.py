"""The periodic crystals of the maps: replicas with the field on, then removed."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from pairlattice.engine.ensemble import Ensemble, Replicas, Window
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin, State, default_time_step
from pairlattice.engine.lattice import Floats
from pairlattice.engine.sample import periodic
from pairlattice.engine.terms import DipoleDipole, Neighbour, Term
from pairlattice.model import build
from pairlattice.model.local_states import Order, classify
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
class Answer:
    """Windows with the field on and removed, and the states by closure C8, (m,)."""

    on: Window
    off: Window
    final: State

    def states(self, thresholds: Thresholds, field: Floats) -> Any:
        """Local state of every point; points without a field are judged as such."""
        on, off = order_of(self.on), order_of(self.off)
        driven = classify(on, off, thresholds, field_applied=True)
        free = classify(on, off, thresholds, field_applied=False)
        return np.where(field != 0, driven, free)


def order_of(window: Window) -> Order:
    """The whole crystal as one block."""
    mean = window.displacement.mean(axis=1)
    ones = np.ones(len(mean), dtype=np.int64)
    return Order(mean, window.amplitude, window.disorder, window.coherence, ones)


def ensemble(
    scenario: Scenario, size: int, kappa: float, friction: float | None = None
) -> Ensemble:
    """Periodic crystals of size³ cells with a conducting surrounding.

    kappa: the largest that will occur; it sets the time step.
    """
    shared = coupled(scenario, size)
    k_c = scenario.critical_stiffness
    dt = default_time_step(shared.stiffest + k_c * (1 + kappa), Langevin)
    bath = scenario.thermostat.friction if friction is None else friction
    return Ensemble(shared, dt, bath)


def coupled(scenario: Scenario, size: int) -> Hamiltonian:
    """What couples the pairs of a periodic crystal: dipole-dipole and neighbour energy."""
    sample = periodic(build.lattice(scenario), (size, size, size))
    terms: dict[str, Term] = {"dipoles": DipoleDipole.of(sample)}
    if scenario.neighbour.stiffness:
        terms["neighbour"] = Neighbour.of(sample, scenario.neighbour.stiffness)
    return Hamiltonian(sample, terms)


def replicas(scenario: Scenario, points: Points, field_on: bool = True) -> Replicas:
    """The engine's parameters of the points; the field points along −z."""
    k_c = scenario.critical_stiffness
    zero = np.zeros_like(points.field)
    field = np.stack([zero, zero, -points.field if field_on else zero], axis=-1)
    quartic = np.full_like(points.field, scenario.tether.quartic)
    return Replicas(k_c * (1 + points.kappa), quartic, field, points.temperature)


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
    crystals = ensemble(scenario, size, float(points.kappa.max()))
    relax, samples = steps[0], steps[1] // 10
    state = crystals.start(points.temperature, seed)

    on_off = replicas(scenario, points), replicas(scenario, points, field_on=False)
    state, on = crystals.run(on_off[0], state, relax, samples, 10, part(progress, 0, 1, 2))
    state, off = crystals.run(on_off[1], state, relax, samples, 10, part(progress, 1, 1, 2))
    return Answer(on, off, state)
