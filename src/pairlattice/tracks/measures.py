"""Numbers from tracks and events: lifetimes, mean squares of displacement, chance, neighbours."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import Delaunay

from pairlattice.tracks.events import Event, Rules, paired
from pairlattice.tracks.record import Floats, Tracks, View

# Frames from which relative displacements are counted.
_ORIGINS = 60


@dataclass(frozen=True)
class Lifetime:
    """mean: time watched over ends seen; error: its standard error; ends: how many were seen.

    For a constant rate this is the most probable lifetime, and tracks that outlast the record
    count for the time they were watched. Infinite where no end was seen.
    """

    mean: float
    error: float
    ends: int


def lifetime(tracks: Tracks, view: View, memory: int) -> Lifetime:
    """Of identities, from their first to their last sighting."""
    ends, watched = 0, 0.0
    for rows in tracks.rows.values():
        first, last = (int(tracks.seen.frame[rows[i]]) for i in (0, -1))
        watched += (last - first + 1) * view.interval
        ends += last + 1 < view.frames - memory
    if not ends:
        return Lifetime(float("inf"), float("nan"), 0)
    return Lifetime(watched / ends, watched / ends / np.sqrt(ends), ends)


def survival(tracks: Tracks, view: View, memory: int, ages: Floats) -> Floats:
    """Share of identities that reach each age (Kaplan & Meier, 1958).

    Identities that were there in the first frame are left out, since their age is not known.
    """
    lengths, ended = [], []
    for rows in tracks.rows.values():
        first, last = (int(tracks.seen.frame[rows[i]]) for i in (0, -1))
        if first:
            lengths.append((last - first + 1) * view.interval)
            ended.append(last + 1 < view.frames - memory)
    length, end = np.array(lengths), np.array(ended, bool)
    share = np.ones(len(ages))
    for time in np.unique(length[end]) if len(length) else ():
        share[ages >= time] *= 1 - (end & (length == time)).sum() / (length >= time).sum()
    return share


def square_displacement(tracks: Tracks, view: View, lags: int) -> tuple[Floats, Floats]:
    """⟨|x(t + k) − x(t)|²⟩ and its standard error for k = 1 … `lags` frames: (lags,) each.

    A periodic view is unwrapped along each track. The error takes tracks for independent, not the
    overlapping pieces of one track. NaN where no track is long enough.
    """
    sums = np.full((len(tracks.rows), lags), np.nan)
    weights = np.zeros_like(sums)
    for i, rows in enumerate(tracks.rows.values()):
        frame, first = np.unique(tracks.seen.frame[rows], return_index=True)
        steps = view.apart(np.diff(tracks.seen.position[rows[first]], axis=0))
        path = np.full((frame[-1] - frame[0] + 1, 2), np.nan)
        path[frame - frame[0]] = np.concatenate([np.zeros((1, 2)), np.cumsum(steps, axis=0)])
        for lag in range(1, min(lags, len(path) - 1) + 1):
            square = ((path[lag:] - path[:-lag]) ** 2).sum(axis=1)
            good = np.isfinite(square)
            if good.any():
                sums[i, lag - 1], weights[i, lag - 1] = square[good].mean(), good.sum()
    total = weights.sum(axis=0)
    known = total > 0
    mean, error = np.full(lags, np.nan), np.full(lags, np.nan)
    filled = np.where(weights > 0, sums, 0.0)
    mean[known] = (weights * filled).sum(axis=0)[known] / total[known]
    spread = (weights**2 * np.where(weights > 0, (filled - np.where(known, mean, 0)) ** 2, 0)).sum(
        0
    )
    error[known] = np.sqrt(spread[known]) / total[known]
    return mean, error


@dataclass(frozen=True)
class Chance:
    """found: hops. expected: their mean number had births and deaths nothing to do with each
    other; spread: its standard deviation. probability: that chance gives as many as were found."""

    found: int
    expected: float
    spread: float
    probability: float


def chance_of_hops(
    deaths: list[Event], births: list[Event], view: View, rules: Rules, trials: int = 200
) -> Chance:
    """Hops by coincidence: all births are moved by a common time around the record, many times.

    deaths, births: all, those that are part of hops included.
    """
    found = len(paired(deaths, births, view, rules))
    least = 2 * rules.hop_frames + 1
    shifts = np.unique(np.linspace(least, view.frames - least, trials).astype(int))
    counts = []
    for shift in shifts[(shifts >= least) & (shifts <= view.frames - least)]:
        moved = [
            Event(b.kind, (b.frame + int(shift)) % view.frames, b.start, b.end, b.track, b.other)
            for b in births
        ]
        counts.append(len(paired(deaths, moved, view, rules)))
    many = np.array(counts, float)
    if not len(many):
        return Chance(found, float("nan"), float("nan"), float("nan"))
    probability = (1 + int((many >= found).sum())) / (1 + len(many))
    return Chance(found, float(many.mean()), float(many.std()), probability)


def lindemann(tracks: Tracks, view: View, lag: int) -> float:
    """√(½⟨|Δx_i − Δx_j|²⟩)/a over `lag` frames, for neighbours i, j a distance a apart on average.

    Neighbours by Delaunay's triangulation of each first frame. Relative displacements leave out
    what all share; the ½ makes it the displacement of one. NaN without two neighbours that last.
    """
    squares, gaps = [], []
    seen = tracks.seen
    for frame in np.unique(np.linspace(0, view.frames - lag - 1, _ORIGINS).astype(int)):
        now, then = (np.flatnonzero(seen.frame == f) for f in (frame, frame + lag))
        common, i, j = np.intersect1d(
            tracks.identity[now], tracks.identity[then], return_indices=True
        )
        if len(common) < 2:
            continue
        start = seen.position[now[i]]
        moved = view.apart(seen.position[then[j]] - start)
        for a, b in neighbours(start, view):
            squares.append(float(((moved[a] - moved[b]) ** 2).sum()) / 2)
            gaps.append(float(np.linalg.norm(view.apart(start[a] - start[b]))))
    return float(np.sqrt(np.mean(squares)) / np.mean(gaps)) if squares else float("nan")


def neighbours(position: Floats, view: View) -> list[tuple[int, int]]:
    """Pairs of Delaunay neighbours, across the edges of a periodic view too."""
    count = len(position)
    if count <= 3 and not view.periodic:
        return [(a, b) for b in range(count) for a in range(b)]
    shifts: list[Floats] = [np.zeros(2)]
    if view.periodic:
        shifts += [view.extent * (a, b) for a in (-1, 0, 1) for b in (-1, 0, 1) if a or b]
    if not count:
        return []
    places = np.concatenate([position + shift for shift in shifts])
    # Joggled: points on a line or a grid have no unique triangulation.
    triangles = Delaunay(places, qhull_options="QJ").simplices
    pairs = {
        (min(a % count, b % count), max(a % count, b % count))
        for t in triangles
        for a, b in ((t[0], t[1]), (t[1], t[2]), (t[2], t[0]))
        if (a < count or b < count) and a % count != b % count
    }
    return sorted((int(a), int(b)) for a, b in pairs)
