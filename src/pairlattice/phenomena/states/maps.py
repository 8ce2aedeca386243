"""State maps over (T, E) and (T, κ), and what thresholds and size do to them."""

from typing import Any

import numpy as np
import xarray as xr

from pairlattice.engine.statistics import estimate
from pairlattice.model.local_states import LocalState
from pairlattice.phenomena.states.crystal import Answer, Points, measure, order_of
from pairlattice.phenomena.states.parameters import Parameters, linear, logarithmic
from pairlattice.progress import Progress, part
from pairlattice.scenario import Scenario, Thresholds

_T = {"units": "E0/k_B", "long_name": "temperature"}
_E = {"units": "E0/(e d)", "long_name": "electric field"}
_K = {"units": "1", "long_name": "κ = k/k_c − 1"}


def over_field(scenario: Scenario, p: Parameters, progress: Progress) -> xr.Dataset:
    """(T, E) at the scenario's κ."""
    T, E = logarithmic(p.map_temperatures), logarithmic(p.map_fields)
    points = Points.grid(T[:, None], E[None, :], scenario.kappa)
    answer = measure(scenario, points, p.map_size, p.map_steps, scenario.seed, progress)
    return _dataset(scenario, points, answer, {"temperature": (T, _T), "electric_field": (E, _E)})


def over_kappa(scenario: Scenario, p: Parameters, progress: Progress) -> xr.Dataset:
    """(T, κ) at the scenario's electric field."""
    T, K = logarithmic(p.map_temperatures), linear(p.map_kappas)
    field = scenario.electric_field[0].strength
    points = Points.grid(T[:, None], field, K[None, :])
    answer = measure(scenario, points, p.map_size, p.map_steps, scenario.seed + 10**6, progress)
    return _dataset(scenario, points, answer, {"temperature": (T, _T), "kappa": (K, _K)})


def _dataset(scenario: Scenario, points: Points, answer: Answer, axes: Any) -> xr.Dataset:
    shape = tuple(len(values) for values, _ in axes.values())
    data = xr.Dataset(coords={name: (name, v, attrs) for name, (v, attrs) in axes.items()})
    dims = tuple(axes)
    on, off = order_of(answer.on), order_of(answer.off)
    states = answer.states(scenario.thresholds, points.field)
    for name, values, units, label in (
        ("state", states, "1", "state (codes of LocalState)"),
        ("amplitude", on.amplitude, "d", "A, field on"),
        ("disorder", on.disorder, "d", "D, field on"),
        ("coherence", on.coherence, "1", "C, field on"),
        ("coherence_field_off", off.coherence, "1", "C, field removed"),
        ("amplitude_field_off", off.amplitude, "d", "A, field removed"),
    ):
        attrs = {"units": units, "long_name": label}
        data[name] = (dims, np.asarray(values).reshape(shape), attrs)
    data = data.assign(threshold_influence(scenario, points, answer))
    return data.assign_attrs(size=len(on.amplitude), boundary="periodic, no depolarising field")


def threshold_influence(scenario: Scenario, points: Points, answer: Answer) -> dict[str, Any]:
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
    share = [np.mean(answer.states(t, points.field) != reference) for t in moved.values()]
    attrs = {"units": "1", "long_name": "share of map points that change state"}
    undetermined = np.mean(reference == LocalState.UNDETERMINED)
    return {
        "threshold": ("threshold", list(moved)),
        "threshold_influence": ("threshold", np.array(share), attrs),
        "undetermined_share": ((), undetermined, {"units": "1", "long_name": "no rule applies"}),
    }


def size_influence(scenario: Scenario, p: Parameters, progress: Progress) -> xr.Dataset:
    """C of a superconducting, a borderline and a metallic point against the crystal's size."""
    field = scenario.electric_field[0].strength
    T = np.array([scenario.thermostat.temperature, 1e-3, p.hot_temperature])
    coherence, error = [], []
    for index, size in enumerate(p.influence_sizes):
        points = Points.grid(T, field, scenario.kappa)
        told = part(progress, index, 1, len(p.influence_sizes))
        answer = measure(scenario, points, size, p.map_steps, scenario.seed + size, told)
        coherence.append(answer.on.coherence)
        # C = A/√⟨u²⟩; its error is dominated by that of A in the direction of the mean.
        along = answer.on.displacement[..., 2]
        error.append([estimate(series).error for series in along])
        error[-1] /= np.sqrt(answer.on.square.mean(axis=1))
    return xr.Dataset(
        {
            "coherence": (("size", "temperature"), np.array(coherence), {"units": "1"}),
            "coherence_error": (("size", "temperature"), np.array(error), {"units": "1"}),
        },
        coords={"size": list(p.influence_sizes), "temperature": ("temperature", T, _T)},
    )
