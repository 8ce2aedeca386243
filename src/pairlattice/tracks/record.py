"""What was seen, where it was looked for, and which sightings belong together."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pairlattice.errors import InputError

Floats = NDArray[np.floating[Any]]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class View:
    """The watched rectangle and time.

    low, high: its corners (x, y). periodic: whether opposite edges are one. frames: number of
    frames, of which the first is 0. interval: time between frames.
    """

    low: tuple[float, float]
    high: tuple[float, float]
    periodic: bool
    frames: int
    interval: float = 1.0

    def __post_init__(self) -> None:
        if not all(h > l for l, h in zip(self.low, self.high, strict=True)):
            raise InputError(
                f"a view must span an area, got corners {self.low} and {self.high}; give positions "
                "that do not lie on one line, or the view itself"
            )

    @property
    def extent(self) -> Floats:
        return np.array(self.high) - np.array(self.low)

    @property
    def area(self) -> float:
        return float(np.prod(self.extent))

    def apart(self, vector: Floats) -> Floats:
        """A difference of positions (…, 2), in a periodic view that to the nearest image."""
        if not self.periodic:
            return np.asarray(vector)
        return np.asarray(vector - self.extent * np.rint(vector / self.extent))

    def wrapped(self, position: Floats) -> Floats:
        """Positions (…, 2) brought back into a periodic view."""
        if not self.periodic:
            return np.asarray(position)
        return np.asarray(np.mod(position - np.array(self.low), self.extent) + np.array(self.low))

    def near_edge(self, position: Floats, margin: float) -> bool:
        """Whether a position is so close to an edge that a thing may have come or gone there."""
        if self.periodic:
            return False
        gap = np.minimum(position - np.array(self.low), np.array(self.high) - position)
        return bool(gap.min() < margin)


@dataclass(frozen=True, eq=False)
class Detections:
    """m things seen. frame: (m,) not decreasing. position: (m, 2). area: (m,), NaN if unknown."""

    frame: Whole
    position: Floats
    area: Floats


@dataclass(frozen=True, eq=False)
class Tracks:
    """Detections with an identity. identity: (m,) whole numbers; one sighting each per frame."""

    seen: Detections
    identity: Whole

    @cached_property
    def rows(self) -> dict[int, Whole]:
        """Row numbers of each identity, in time."""
        if not len(self.identity):
            return {}
        order = np.lexsort((self.seen.frame, self.identity))
        names, first = np.unique(self.identity[order], return_index=True)
        parts = np.split(order, first[1:])
        return {int(name): part for name, part in zip(names, parts, strict=True)}

    def lasting(self, least: int) -> "Tracks":
        """Without the identities seen fewer than `least` times."""
        kept = [rows for rows in self.rows.values() if len(rows) >= least]
        index = np.sort(np.concatenate(kept)) if kept else np.zeros(0, np.int64)
        seen = Detections(
            self.seen.frame[index], self.seen.position[index], self.seen.area[index]
        )  # fmt: skip
        return Tracks(seen, self.identity[index])

    def count(self, frames: int) -> Whole:
        """How many are there in each frame: (frames,)."""
        return np.bincount(self.seen.frame, minlength=frames)[:frames]
