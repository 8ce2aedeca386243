"""Which hop of the run the figure and the film show."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from pairlattice.engine.lattice import Floats
from pairlattice.phenomena.motion import results as r


@dataclass(frozen=True, eq=False)
class Hop:
    """before, after: frames. start: place A; step: the shortest way from there to B [d]."""

    before: int
    after: int
    start: Floats
    step: Floats


# How axes show the section.
SECTION: Any = {
    "xlabel": r.PLACE.axis(words="x"),
    "ylabel": r.PLACE.axis(words="y"),
    "aspect": "equal",
}

# Frames before the annihilation and after the nucleation in which the tubes are shown.
_MARGIN = 2


def edge(tree: xr.DataTree) -> int:
    """Of the periodic section [d]."""
    return int(r.settings.lattice.size.values(tree)[0])


def nearest(step: Floats, size: int) -> Floats:
    """The shortest of the steps that are equal on a periodic section: (…, 2)."""
    return np.asarray(step - size * np.rint(step / size))


def hop_to_show(tree: xr.DataTree) -> Hop:
    """The hop that is seen best: the tube at A while it is cool at B and the other way round.

    Hops across the edge of the picture are taken only where there is no other. Without any hop,
    the first and the last frame and two places in the sample.
    """
    T, size = r.TEMPERATURE.values(tree), edge(tree)
    third = np.full(2, size / 3)
    best, found = -np.inf, Hop(0, len(T) - 1, third, third)
    hops = zip(
        *(v.values(tree) for v in (r.EVENT, r.EVENT_FRAME, r.EVENT_TRACK, r.EVENT_OTHER)),
        strict=True,
    )
    for kind, frame, track, other in hops:
        before, after = frame - _MARGIN, frame + _MARGIN
        start, end = _place(tree, track, before), _place(tree, other, after)
        if kind != "hop" or start is None or end is None:
            continue
        a, b = (tuple(np.rint(p).astype(int)[::-1] % size) for p in (start, end))
        contrast = min(T[before][a] - T[before][b], T[after][b] - T[after][a])
        rim = min(start.min(), end.min(), size - start.max(), size - end.max()) < 0.08 * size
        score = contrast - (T.max() if rim else 0.0)
        if score > best:
            best, found = score, Hop(before, after, start, nearest(end - start, size))
    return found


def _place(tree: xr.DataTree, track: int, frame: int) -> Floats | None:
    here = (r.IDENTITY.values(tree) == track) & (r.SEEN_FRAME.values(tree) == frame)
    return np.asarray(r.PLACE.values(tree)[here][0]) if here.any() else None
