"""Which hop of the run the figure and the film show."""

from dataclasses import dataclass

import numpy as np
import xarray as xr


@dataclass(frozen=True)
class Hop:
    """before, after: frames. start, end: places A and B [d]."""

    before: int
    after: int
    start: tuple[float, float]
    end: tuple[float, float]


# Frames before the annihilation and after the nucleation in which the tubes are shown.
_MARGIN = 2


def hop_to_show(tree: xr.DataTree) -> Hop:
    """The hop that is seen best: the tube at A while it is cool at B and the other way round.

    Hops across the edge of the picture are taken only where there is no other. Without any hop,
    the first and the last frame and two places in the sample.
    """
    data, events = tree["tubes"].to_dataset(), tree["events"].to_dataset()
    T = data.temperature.to_numpy()
    frames, size = T.shape[0], T.shape[1]
    best, found = -np.inf, None
    for i in np.flatnonzero(events.kind.to_numpy() == "hop"):
        frame = int(events.frame[i])
        before, after = frame - _MARGIN, frame + _MARGIN
        start = _place(tree, int(events.track[i]), before)
        end = _place(tree, int(events.other[i]), after)
        if start is None or end is None:
            continue
        a, b = (np.rint(p).astype(int)[::-1] % size for p in (start, end))
        contrast = min(
            float(T[before][tuple(a)] - T[before][tuple(b)]),
            float(T[after][tuple(b)] - T[after][tuple(a)]),
        )
        rim = min(start.min(), end.min(), size - start.max(), size - end.max()) < 0.08 * size
        score = contrast - (T.max() if rim else 0.0)
        if score > best:
            best = score
            found = Hop(before, after, (float(start[0]), float(start[1])),
                        (float(end[0]), float(end[1])))  # fmt: skip
    third = size / 3
    return found or Hop(0, frames - 1, (third, third), (2 * third, 2 * third))


def _place(tree: xr.DataTree, track: int, frame: int) -> np.ndarray | None:
    seen = tree["tracks"].to_dataset()
    rows = np.flatnonzero((seen.identity.to_numpy() == track) & (seen.frame.to_numpy() == frame))
    return seen.place.to_numpy()[rows[0]] if len(rows) else None
