"""State maps over (T, E) and (T, κ), and what thresholds and size do to them."""

from typing import Any

import numpy as np

from pairlattice.engine.statistics import estimate
from pairlattice.model.local_states import LocalState
from pairlattice.phenomena.frame import Work
from pairlattice.phenomena.states import results as r
from pairlattice.phenomena.states.crystal import Answer, Points, measure
from pairlattice.phenomena.states.parameters import Parameters, linear, logarithmic
from pairlattice.phenomena.states.results import StateMap
from pairlattice.progress import part
from pairlattice.scenario import Scenario, Thresholds
from pairlattice.variable import Values, Variable


def over_field(work: Work[Parameters, None]) -> Values:
    """(T, E) at the scenario's κ."""
    p, scenario = work.parameters, work.scenario
    T, E = logarithmic(p.map_temperatures), logarithmic(p.map_fields)
    points = Points.grid(T[:, None], E[None, :], scenario.kappa)
    answer = measure(scenario, points, p.map_size, p.map_steps, scenario.seed, work.progress)
    axes: dict[Variable, Any] = {r.OVER_FIELD.temperature: T, r.OVER_FIELD.other: E}
    return axes | _map(r.OVER_FIELD, scenario, points, answer, (len(T), len(E)))


def over_kappa(work: Work[Parameters, None]) -> Values:
    """(T, κ) at the scenario's electric field."""
    p, scenario = work.parameters, work.scenario
    T, K = logarithmic(p.map_temperatures), linear(p.map_kappas)
    field = scenario.electric_field[0].strength
    points = Points.grid(T[:, None], field, K[None, :])
    seed = scenario.seed + 10**6
    answer = measure(scenario, points, p.map_size, p.map_steps, seed, work.progress)
    axes: dict[Variable, Any] = {
        r.OVER_KAPPA.temperature: T,
        r.OVER_KAPPA.other: K,
        r.FIELD_OF_KAPPA_MAP: field,
    }
    return axes | _map(r.OVER_KAPPA, scenario, points, answer, (len(T), len(K)))


def _map(
    m: StateMap, scenario: Scenario, points: Points, answer: Answer, shape: tuple[int, int]
) -> dict[Variable, Any]:
    on, off = answer.on.order, answer.off.order
    values = {
        m.state: answer.states(scenario.thresholds, points.field),
        m.amplitude: on.amplitude,
        m.disorder: on.disorder,
        m.coherence: on.coherence,
        m.coherence_off: off.coherence,
    }
    found = {variable: np.reshape(value, shape) for variable, value in values.items()}
    return found | threshold_influence(m, scenario, points, answer)


def threshold_influence(
    m: StateMap, scenario: Scenario, points: Points, answer: Answer
) -> dict[Variable, Any]:
    """Share of the map's points whose state changes when one threshold is moved.

    A* and D* are halved and doubled, C* is taken at 0.5 and 0.9.
    """
    base = scenario.thresholds
    reference = answer.states(base, points.field)
    moved: dict[str, Thresholds] = {}
    for name in ("amplitude", "disorder"):
        for factor in (0.5, 2.0):
            value = getattr(base, name) * factor
            moved[f"{name} × {factor:g}"] = base.model_copy(update={name: value})
    for value in (0.5, 0.9):
        moved[f"coherence = {value:g}"] = base.model_copy(update={"coherence": value})
    return {
        m.threshold: list(moved),
        m.influence: [np.mean(answer.states(t, points.field) != reference) for t in moved.values()],
        m.undetermined: np.mean(reference == LocalState.UNDETERMINED),
    }


def size_influence(work: Work[Parameters, None]) -> Values:
    """C of a superconducting, a borderline and a metallic point against the crystal's size."""
    p, scenario = work.parameters, work.scenario
    field = scenario.electric_field[0].strength
    T = np.array([scenario.thermostat.temperature, 1e-3, p.hot_temperature])
    coherence, error = [], []
    for index, size in enumerate(p.influence_sizes):
        points = Points.grid(T, field, scenario.kappa)
        told = part(work.progress, index, 1, len(p.influence_sizes))
        answer = measure(scenario, points, size, p.map_steps, scenario.seed + size, told)
        coherence.append(answer.on.order.coherence)
        # C = A/√⟨u²⟩; its error is dominated by that of A in the direction of the mean.
        along = answer.on.displacement[..., 2]
        error.append([estimate(series).error for series in along])
        error[-1] /= np.sqrt(answer.on.square.mean(axis=1))
    return {
        r.INFLUENCE_SIZE: p.influence_sizes,
        r.INFLUENCE_TEMPERATURE: T,
        r.INFLUENCE_COHERENCE: coherence,
        r.INFLUENCE_COHERENCE.error: error,
    }
