"""Where the state of the sample changes between neighbours, there is a boundary to look at."""

import itertools
from collections.abc import Mapping
from operator import itemgetter

from pairlattice.sweep.plan import Plan
from pairlattice.sweep.work import Outcome

Coordinates = tuple[float | int | str, ...]


def between_states(plan: Plan, outcomes: Mapping[Coordinates, Outcome | None]) -> set[Coordinates]:
    """The combinations half-way between neighbours along one axis whose states differ.

    outcomes: of every point, by coordinates, replicas last. Of several replicas the most frequent
    state counts. Neighbours are the nearest points that differ in this coordinate alone.
    """
    states = _states(plan, outcomes)
    found: set[Coordinates] = set()
    for index, axis in enumerate(plan.axes):
        if not axis.numeric:
            continue
        lines: dict[Coordinates, list[Coordinates]] = {}
        for point in states:
            lines.setdefault(point[:index] + point[index + 1 :], []).append(point)
        for points in lines.values():
            ordered = sorted(points, key=itemgetter(index))
            for low, high in itertools.pairwise(ordered):
                if states[low] == states[high]:
                    continue
                middle = axis.between(float(low[index]), float(high[index]))
                if middle is not None:
                    found.add((*low[:index], middle, *low[index + 1 :]))
    return found - set(states)


def _states(plan: Plan, outcomes: Mapping[Coordinates, Outcome | None]) -> dict[Coordinates, str]:
    votes: dict[Coordinates, list[str]] = {}
    for point, outcome in outcomes.items():
        if outcome and outcome.get("state"):
            votes.setdefault(point[: len(plan.axes)], []).append(outcome["state"])
    return {point: max(sorted(set(told)), key=told.count) for point, told in votes.items()}
