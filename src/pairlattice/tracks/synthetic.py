"""Tracks and events that are known because they were made: what the tracker has to find again."""

from dataclasses import dataclass

import numpy as np

from pairlattice.tracks.events import Event
from pairlattice.tracks.record import Detections, Floats, Tracks, View, Whole


@dataclass(frozen=True)
class Plan:
    """What is made.

    count: things at the start. area: of each. gap: least distance between two of them. step:
    standard deviation of a thing's own step per frame along each axis. error: of a seen position.
    area_error: relative, of a seen area. hop: [shortest, longest] length. change: factor by which
    areas shrink and swell. events: of each of the five kinds.
    """

    count: int = 10
    area: float = 30.0
    gap: float = 14.0
    step: float = 0.15
    error: float = 0.2
    area_error: float = 0.05
    hop: tuple[float, float] = (10.0, 16.0)
    change: float = 2.5
    events: int = 6


# Frames over which an area changes, and frames without any event after each of a thing's events.
_DURATION, _REST = 4, 10


@dataclass
class _Thing:
    """path: where it is in every frame (frames, 2); it is there from `first` to before `last`."""

    name: int
    path: Floats
    first: int
    size: float
    free: int
    last: int = 10**9
    changes: tuple[tuple[int, float], ...] = ()

    @classmethod
    def made(
        cls, name: int, place: Floats, first: int, size: float, view: View, plan: Plan,
        rng: np.random.Generator,
    ) -> "_Thing":  # fmt: skip
        steps = rng.normal(0, plan.step, (view.frames, 2))
        steps[: first + 1] = 0
        path = view.wrapped(place + np.cumsum(steps, axis=0))
        return cls(name, path, first, size, first + _REST)


def eventful(view: View, plan: Plan, seed: int) -> tuple[Tracks, list[Event]]:
    """Tracks with known hops, shrinks, swells, births and deaths, and the list of them.

    Every event has a thing of its own choice among those at rest and happens away from other
    things, so that each is what it is called.
    """
    rng = np.random.default_rng(seed)
    things: list[_Thing] = []
    for name in range(plan.count):
        place = _free(view, plan, rng, [t.path[0] for t in things])
        things.append(_Thing.made(name, place, 0, plan.area, view, plan, rng))
    wanted = [k for k in ("hop", "shrink", "swell", "birth", "death") for _ in range(plan.events)]
    rng.shuffle(wanted)
    times = np.linspace(_REST, view.frames - 2 * _REST, len(wanted)).astype(int)
    truth = [
        event
        for frame, kind in zip(times, wanted, strict=True)
        if (event := _happens(kind, int(frame), things, view, plan, rng)) is not None
    ]
    return _seen(things, view, plan, rng), truth


def _happens(
    kind: str, frame: int, things: list[_Thing], view: View, plan: Plan, rng: np.random.Generator
) -> Event | None:
    alive = [t for t in things if t.last > frame]
    if kind == "birth":
        # Farther from the others than a hop, lest a death be taken for its beginning.
        place = _free(view, plan, rng, [t.path[frame] for t in alive], plan.hop[1])
        things.append(_Thing.made(len(things), place, frame, plan.area, view, plan, rng))
        return _event(kind, frame, place, place, things[-1].name)
    ready = [t for t in alive if t.free <= frame]
    if kind == "shrink":
        ready = [t for t in ready if t.size > plan.area / plan.change**0.5]
    if kind == "swell":
        ready = [t for t in ready if t.size < plan.area * plan.change**0.5]
    if not ready:
        return None
    one = ready[int(rng.integers(len(ready)))]
    here = one.path[frame]
    if kind in ("shrink", "swell"):
        factor = plan.change if kind == "swell" else 1 / plan.change
        one.changes += ((frame, factor),)
        one.size *= factor
        one.free = frame + _DURATION + _REST
        return _event(kind, frame + _DURATION // 2, here, here, one.name)
    one.last = frame
    if kind == "death":
        return _event(kind, frame, here, here, one.name)
    others = [t.path[frame] for t in alive if t is not one]
    place = _free(view, plan, rng, others, 0.0, here)
    things.append(_Thing.made(len(things), place, frame, one.size, view, plan, rng))
    return Event("hop", frame, _pair(here), _pair(place), one.name, things[-1].name)


def _event(kind: str, frame: int, start: Floats, end: Floats, track: int) -> Event:
    return Event(kind, frame, _pair(start), _pair(end), track)


def _pair(place: Floats) -> tuple[float, float]:
    return (float(place[0]), float(place[1]))


def _free(
    view: View,
    plan: Plan,
    rng: np.random.Generator,
    taken: list[Floats],
    extra: float = 0.0,
    centre: Floats | None = None,
) -> Floats:
    """A place away from all taken ones, the least crowded of many tries; near `centre` if given."""
    tries: Floats
    if centre is None:
        tries = np.array(view.low) + rng.random((400, 2)) * view.extent
    else:
        angle, length = 2 * np.pi * rng.random(400), rng.uniform(*plan.hop, 400)
        steps = np.stack([length * np.cos(angle), length * np.sin(angle)], axis=1)
        tries = view.wrapped(centre + steps)
    if not taken:
        return np.asarray(tries[0])
    gaps = np.linalg.norm(view.apart(tries[:, None] - np.array(taken)[None]), axis=-1).min(axis=1)
    good = np.flatnonzero(gaps > plan.gap + extra)
    return np.asarray(tries[good[0] if len(good) else int(np.argmax(gaps))])


def _seen(things: list[_Thing], view: View, plan: Plan, rng: np.random.Generator) -> Tracks:
    rows: list[tuple[int, float, float, float, int]] = []
    for t in things:
        start, stop = t.first, min(t.last, view.frames)
        frames = np.arange(start, stop)
        place = t.path[start:stop]
        place = view.wrapped(place + rng.normal(0, plan.error, place.shape))
        size = t.size / np.prod([factor for _, factor in t.changes])
        area: Floats = np.full(len(frames), size)
        for begin, factor in t.changes:
            area *= factor ** np.clip((frames - begin) / _DURATION, 0, 1)
        area *= np.exp(rng.normal(0, plan.area_error, len(frames)))
        rows += [
            (int(f), *_pair(p), float(a), t.name)
            for f, p, a in zip(frames, place, area, strict=True)
        ]
    rows.sort()
    table = np.array(rows)
    seen = Detections(table[:, 0].astype(np.int64), table[:, 1:3], table[:, 3])
    return Tracks(seen, table[:, 4].astype(np.int64))


def recovered(
    truth: list[Event], found: list[Event], view: View, distance: float, delay: int
) -> dict[str, tuple[int, int, int]]:
    """For each kind: how many there are, how many were found, and how many found ones are false.

    Found: the same kind within `delay` frames and `distance` at its start and its end.
    """
    score = {}
    for kind in sorted({e.kind for e in (*truth, *found)}):
        real = [e for e in truth if e.kind == kind]
        left = [e for e in found if e.kind == kind]
        hits = 0
        for event in real:
            match = next((e for e in left if _same(event, e, view, distance, delay)), None)
            if match is not None:
                left.remove(match)
                hits += 1
        score[kind] = (len(real), hits, len(left))
    return score


def _same(a: Event, b: Event, view: View, distance: float, delay: int) -> bool:
    gaps = [
        float(np.linalg.norm(view.apart(np.subtract(p, q))))
        for p, q in ((a.start, b.start), (a.end, b.end))
    ]
    return max(gaps) <= distance and abs(a.frame - b.frame) <= delay


def masks(tracks: Tracks, view: View, size: tuple[int, int]) -> np.ndarray:
    """Maps (frames, ny, nx) with a disc for each sighting, as `regions.find` reads them."""
    spacing = view.extent / np.array(size[::-1])
    y, x = np.meshgrid(*(np.arange(n) * s for n, s in zip(size, spacing[::-1], strict=True)),
                       indexing="ij")  # fmt: skip
    points = np.stack([x, y], axis=-1) + np.array(view.low)
    drawn = np.zeros((view.frames, *size), bool)
    for frame, place, area in zip(
        tracks.seen.frame, tracks.seen.position, tracks.seen.area, strict=True
    ):
        gap = np.linalg.norm(view.apart(points - place), axis=-1)
        drawn[frame] |= gap <= np.sqrt(area / np.pi)
    return drawn


def continuous(
    view: View, count: int, step: float, error: float, drift: tuple[float, float], seed: int
) -> Tracks:
    """Brownian things. step: standard deviation per frame along each axis. drift: per frame."""
    rng = np.random.default_rng(seed)
    start = np.array(view.low) + rng.random((count, 1, 2)) * view.extent
    moves = rng.normal(0, step, (count, view.frames, 2)) + np.array(drift)
    moves[:, 0] = 0
    place = start + np.cumsum(moves, axis=1) + rng.normal(0, error, moves.shape)
    return _tracks(view, view.wrapped(place), np.repeat(np.arange(count)[:, None], view.frames, 1))


def birth_death(
    view: View, count: int, chance: float, reach: float, step: float, error: float, seed: int
) -> Tracks:
    """Things that stay, but for a step of their own, until they die and one is born elsewhere.

    chance: per frame and thing. reach: the new place is uniform in a disc of that radius. The new
    one has a new identity.
    """
    rng = np.random.default_rng(seed)
    place = np.array(view.low) + rng.random((count, 2)) * view.extent
    jumps = rng.random((count, view.frames)) < chance
    jumps[:, 0] = False
    identity = np.cumsum(jumps, axis=1) * count + np.arange(count)[:, None]
    angle = 2 * np.pi * rng.random(jumps.shape)
    length = reach * np.sqrt(rng.random(jumps.shape))
    leaps = np.stack([length * np.cos(angle), length * np.sin(angle)], axis=-1)
    moves = np.where(jumps[..., None], leaps, rng.normal(0, step, leaps.shape))
    moves[:, 0] = 0
    seen = place[:, None] + np.cumsum(moves, axis=1) + rng.normal(0, error, moves.shape)
    return _tracks(view, view.wrapped(seen), identity)


def _tracks(view: View, place: Floats, identity: Whole) -> Tracks:
    count = len(place)
    frame = np.repeat(np.arange(view.frames), count)
    flat = place.transpose(1, 0, 2).reshape(-1, 2)
    seen = Detections(frame, flat, np.full(len(frame), np.nan))
    return Tracks(seen, identity.T.ravel().astype(np.int64))
