"""What happens to the things that are tracked, by stated rules.

A track that ends before the last frame is a death, one that begins after the first a birth, unless
one of these says more:

* next to an edge of an open view: it left, or entered;
* touching another track: a merger, or a split;
* a death and a birth from `hop_least` to `hop_distance` and within `hop_frames` of each other: a
  hop from A to B.
  Deaths and births are paired so that as many as can be are, over the smallest total distance.

Within a track, a change of the area by a factor `creep` or more within `creep_frames` is a shrink
or a swell. The rise with which a birth begins and the fall with which a death ends, as many frames
from it, belong to the birth and the death.
"""

from dataclasses import dataclass, fields, replace

import numpy as np
from scipy.ndimage import median_filter
from scipy.optimize import linear_sum_assignment

from pairlattice.errors import InputError
from pairlattice.tracks.record import Floats, Tracks, View

KINDS = ("hop", "shrink", "swell", "birth", "death", "split", "merger", "entry", "exit")


@dataclass(frozen=True)
class Rules:
    """reach, memory: of the linking, see `link`. shortest: sightings below which a track is taken
    for noise. hop_distance; hop_frames: a hop's greatest length and delay, in frames either way.
    hop_least: its smallest length; what is linked is no hop.
    creep; creep_frames: ratio of areas that counts as shrinking or swelling, and within how long.
    touch: regions as discs touch when their centres are closer than this times the sum of their
    radii. margin: of an open view's edge, within which things come and go; None for `reach`.
    """

    reach: float
    memory: int = 1
    shortest: int = 3
    hop_distance: float = 1.0
    hop_frames: int = 1
    creep: float = 1.5
    creep_frames: int = 5
    touch: float = 1.25
    margin: float | None = None
    hop_least: float = 0.0

    def __post_init__(self) -> None:
        least = {"reach": 0, "hop_distance": 0, "creep": 1, "touch": 0, "creep_frames": 0}
        for f in fields(self):
            value = getattr(self, f.name)
            if value is None and f.name == "margin":
                continue
            bound = least.get(f.name)
            bad = not np.isfinite(value) or (value < 0 if bound is None else value <= bound)
            if f.name == "hop_least" and not bad and value >= self.hop_distance:
                raise InputError(
                    f"hop_least must be below hop_distance {self.hop_distance:g}, got {value:g}"
                )
            if bad:
                rule = "0 or more" if bound is None else f"above {bound}"
                raise InputError(f"{f.name} must be {rule}, got {value!r}")

    @property
    def edge(self) -> float:
        return self.reach if self.margin is None else self.margin


@dataclass(frozen=True)
class Event:
    """kind: of KINDS. frame: at which it is first seen. start, end: where it begins and ends; the
    same place but for hops. track: its identity; other: the one it goes on in, or touches, or −1.
    """

    kind: str
    frame: int
    start: tuple[float, float]
    end: tuple[float, float]
    track: int
    other: int = -1


def events(tracks: Tracks, view: View, rules: Rules) -> list[Event]:
    """All events, in time. tracks: every identity; those shorter than the rules ask are noise."""
    kept = tracks.lasting(rules.shortest)
    lost, new = ends(kept, view, rules)
    hops = paired(
        [e for e in lost if e.kind == "death"], [e for e in new if e.kind == "birth"], view, rules
    )
    used = {h.track for h in hops}, {h.other for h in hops}
    rest = [e for e in lost if not (e.kind == "death" and e.track in used[0])]
    rest += [e for e in new if not (e.kind == "birth" and e.track in used[1])]
    swings = [swing for track in kept.rows for swing in _swings(kept, view, rules, track)]
    return sorted([*hops, *rest, *swings], key=lambda e: (e.frame, e.track, e.kind))


def ends(kept: Tracks, view: View, rules: Rules) -> tuple[list[Event], list[Event]]:
    """How tracks end (deaths, mergers, exits) and begin (births, splits, entries), before deaths
    and births are paired to hops."""
    lost, new = (
        [_at_end(kept, view, rules, track, first) for track in kept.rows] for first in (False, True)
    )
    return [e for e in lost if e is not None], [e for e in new if e is not None]


def _place(position: Floats) -> tuple[float, float]:
    return (float(position[0]), float(position[1]))


def _at_end(tracks: Tracks, view: View, rules: Rules, track: int, first: bool) -> Event | None:
    """How a track begins or ends; None where the record itself begins or ends."""
    rows, seen = tracks.rows[track], tracks.seen
    row = rows[0 if first else -1]
    frame = int(seen.frame[row]) + (0 if first else 1)
    # A thing unseen for `memory` frames may still come back: its death is not yet certain.
    if frame == 0 or (not first and frame >= view.frames - rules.memory):
        return None
    here = _place(seen.position[row])
    if view.near_edge(seen.position[row], rules.edge):
        return Event("entry" if first else "exit", frame, here, here, track)
    other = _touched(tracks, view, rules, int(row))
    if other is not None:
        return Event("split" if first else "merger", frame, here, here, track, other)
    return Event("birth" if first else "death", frame, here, here, track)


def _touched(tracks: Tracks, view: View, rules: Rules, row: int) -> int | None:
    seen = tracks.seen
    same = np.flatnonzero(
        (seen.frame == seen.frame[row]) & (tracks.identity != tracks.identity[row])
    )
    if not len(same) or not np.isfinite(seen.area[row]):
        return None
    gap = np.linalg.norm(view.apart(seen.position[same] - seen.position[row]), axis=1)
    near = rules.touch * (np.sqrt(seen.area[same] / np.pi) + np.sqrt(seen.area[row] / np.pi))
    closest = int(np.argmin(gap - near))
    return int(tracks.identity[same[closest]]) if gap[closest] < near[closest] else None


def paired(deaths: list[Event], births: list[Event], view: View, rules: Rules) -> list[Event]:
    """The hops among deaths and births."""
    if not deaths or not births:
        return []
    ends = np.array([d.start for d in deaths])
    starts = np.array([b.start for b in births])
    length = np.linalg.norm(view.apart(starts[None] - ends[:, None]), axis=-1)
    delay = np.array([b.frame for b in births])[None] - np.array([d.frame for d in deaths])[:, None]
    own = np.array([b.track for b in births])[None] == np.array([d.track for d in deaths])[:, None]
    allowed = (
        (length <= rules.hop_distance)
        & (length >= rules.hop_least)
        & (np.abs(delay) <= rules.hop_frames)
        & ~own
    )
    # A forbidden pair costs more than all allowed ones together.
    cost = np.where(allowed, length, (len(deaths) + len(births)) * (rules.hop_distance + 1))
    rows, columns = linear_sum_assignment(cost)
    return [
        Event(
            "hop", max(deaths[i].frame, births[j].frame), deaths[i].start, births[j].start,
            deaths[i].track, births[j].track,
        )
        for i, j in zip(rows, columns, strict=True)
        if allowed[i, j]
    ]  # fmt: skip


def _swings(tracks: Tracks, view: View, rules: Rules, track: int) -> list[Event]:
    rows, seen = tracks.rows[track], tracks.seen
    area = seen.area[rows]
    if len(rows) < 3 or not np.all(np.isfinite(area) & (area > 0)):
        return []
    born = _at_end(tracks, view, rules, track, first=True) is not None
    dies = _at_end(tracks, view, rules, track, first=False) is not None
    smooth = median_filter(np.log(area), 3, mode="nearest")
    found = []
    for middle, grows in changes(smooth, float(np.log(rules.creep)), rules.creep_frames):
        if born and grows and middle <= rules.creep_frames:
            continue
        if dies and not grows and middle >= len(rows) - 1 - rules.creep_frames:
            continue
        row = rows[middle]
        here = _place(seen.position[row])
        found.append(Event("swell" if grows else "shrink", int(seen.frame[row]), here, here, track))
    return found


def changes(series: Floats, least: float, within: int) -> list[tuple[int, bool]]:
    """Where the series changes by `least` or more over `within` steps: middle, whether it rises.

    Neighbouring windows of the same sense are one change.
    """
    width = min(within, len(series) - 1)
    rise = series[width:] - series[:-width] if width else np.zeros(0)
    found: list[tuple[int, bool]] = []
    for grows in (True, False):
        hits = np.flatnonzero(rise >= least if grows else rise <= -least)
        runs = np.split(hits, np.flatnonzero(np.diff(hits) > max(width // 2, 1)) + 1)
        found += [((int(r[0]) + int(r[-1]) + width) // 2, grows) for r in runs if len(r)]
    return sorted(found)


def stitched(tracks: Tracks, hops: list[Event], rules: Rules) -> Tracks:
    """Identities as an observer would have them who takes each hop for one thing's motion."""
    kept = tracks.lasting(rules.shortest)
    name = {track: track for track in kept.rows}
    for hop in sorted(hops, key=lambda h: h.frame):
        old, new = name[hop.other], name[hop.track]
        name = {track: new if n == old else n for track, n in name.items()}
    joined = np.array([name[int(i)] for i in kept.identity], np.int64)
    return replace(kept, identity=joined)
