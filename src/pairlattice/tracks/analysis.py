"""Everything that is asked of a set of tracks, in one place."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from pairlattice.tracks import synthetic
from pairlattice.tracks.events import KINDS, Event, Rules, ends, events, stitched
from pairlattice.tracks.likelihood import Comparison, compare, paths
from pairlattice.tracks.measures import Chance, Lifetime, chance_of_hops, lifetime
from pairlattice.tracks.phase import Phase, phase
from pairlattice.tracks.record import Floats, Tracks, View


@dataclass(frozen=True)
class Thresholds:
    """order: |⟨ψ6⟩| from which on things that stay form a solid, below it a glass. lindemann:
    ratio from which on they form a liquid. lag: frames over which it is taken, a third of the
    record where None.

    Ratios of 0.1 to 0.2 are in use for melting; a perfect triangular lattice has |⟨ψ6⟩| = 1.
    """

    order: float = 0.6
    lindemann: float = 0.15
    lag: int | None = None


@dataclass(frozen=True, eq=False)
class Analysis:
    """What `analyse` finds. kept: tracks that are no noise; joined: with hops taken for motion."""

    view: View
    rules: Rules
    kept: Tracks
    joined: Tracks
    events: list[Event]
    chance: Chance
    lifetime: Lifetime
    comparison: Comparison
    phase: Phase

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(e.kind for e in self.events)
        return {kind: found[kind] for kind in KINDS}

    @property
    def hop_lengths(self) -> Floats:
        gaps = [
            self.view.apart(np.subtract(e.end, e.start)) for e in self.events if e.kind == "hop"
        ]
        return np.array([np.linalg.norm(g) for g in gaps])

    @property
    def verdict(self) -> str:
        """Which description is more probable, in words."""
        ratio = self.comparison.log_ratio
        if not self.comparison.continuous.steps:
            return "no steps to judge"
        return "birth and death" if ratio > 0 else "continuous motion"


def analyse(tracks: Tracks, view: View, rules: Rules, thresholds: Thresholds) -> Analysis:
    """Events, chances, lifetimes, the likelihood ratio and the phase."""
    kept = tracks.lasting(rules.shortest)
    found = events(tracks, view, rules)
    hops = [e for e in found if e.kind == "hop"]
    lost, new = ends(kept, view, rules)
    deaths = [e for e in lost if e.kind == "death"]
    births = [e for e in new if e.kind == "birth"]
    joined = stitched(tracks, hops, rules)
    third = max(view.frames // 3, 1)
    lag = third if thresholds.lag is None else min(thresholds.lag, view.frames - 1)
    return Analysis(
        view,
        rules,
        kept,
        joined,
        found,
        chance_of_hops(deaths, births, view, rules),
        lifetime(kept, view, rules.memory),
        judged(joined, view, rules),
        phase(joined, view, lag, thresholds.order,
              thresholds.lindemann),
    )  # fmt: skip


def judged(joined: Tracks, view: View, rules: Rules) -> Comparison:
    """Both descriptions of tracks in which hops are taken for motion; a hop ends anywhere between
    its smallest and its greatest length."""
    least, most = rules.hop_least, rules.hop_distance
    area = min(view.area, float(np.pi * (most**2 - least**2)))
    return compare(paths(joined, view), area, reach=most, least=least)


@dataclass(frozen=True)
class ErrorRate:
    """sets: of each kind. continuous, birth_death: how many sets of that kind are misjudged."""

    sets: int
    continuous: int
    birth_death: int

    @property
    def bound(self) -> float:
        """Upper end of the 95 % interval of the worse of the two rates (Wilson)."""
        if not self.sets:
            return 1.0
        n, z = self.sets, 1.96
        p = max(self.continuous, self.birth_death) / n
        middle, wide = p + z * z / (2 * n), z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return float((middle + wide) / (1 + z * z / n))


def error_rate(
    view: View,
    rules: Rules,
    count: int,
    continuous: tuple[float, float, tuple[float, float]],
    birth_death: tuple[float, float, float],
    sets: int,
    seed: int,
) -> ErrorRate:
    """How often the likelihood ratio misjudges synthetic sets of this view, size and rules.

    count: things. continuous: step, error and drift; birth_death: chance, step and error, as
    `synthetic` takes them, whose hops fill a disc of radius rules.hop_distance.
    """
    wrong = [0, 0]
    step, error, drift = continuous
    chance, still, blur = birth_death
    for index in range(sets):
        moving = synthetic.continuous(view, count, step, error, drift, seed + index)
        wrong[0] += log_ratio(moving, view, rules) > 0
        reach = rules.hop_distance
        jumping = synthetic.birth_death(
            view, count, chance, reach, still, blur, seed + sets + index
        )  # fmt: skip
        wrong[1] += log_ratio(jumping, view, rules) <= 0
    return ErrorRate(sets, wrong[0], wrong[1])


def log_ratio(tracks: Tracks, view: View, rules: Rules) -> float:
    """Of tracks as a linker gives them: hops are found first, then judged."""
    hops = [e for e in events(tracks, view, rules) if e.kind == "hop"]
    joined = stitched(tracks, hops, rules)
    return judged(joined, view, rules).log_ratio


def like(analysis: Analysis, sets: int, seed: int) -> ErrorRate:
    """The error rate at the size of the analysed tracks and with the values fitted to them.

    Where no jump was fitted, sets with three jumps on average are made.
    """
    smooth, cut = analysis.comparison.continuous, analysis.comparison.birth_death
    count = max(round(len(analysis.kept.seen.frame) / analysis.view.frames), 1)
    chance = max(cut.jumps, 3) / max(cut.steps, 3)
    return error_rate(
        analysis.view, analysis.rules, count,
        (float(np.sqrt(2 * smooth.diffusivity)), smooth.error, smooth.drift),
        (min(chance, 0.5), float(np.sqrt(2 * cut.diffusivity)), cut.error),
        sets, seed,
    )  # fmt: skip
