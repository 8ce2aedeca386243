"""Tracks from a table of text, as a microscope's software writes them."""

import csv
import io
import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from pairlattice.errors import InputError
from pairlattice.tracks.record import Detections, Floats, View, Whole

_NAMES = {
    "frame": ("frame", "t", "time"),
    "id": ("id", "particle", "track", "track_id", "identity"),
    "x": ("x",),
    "y": ("y",),
    "area": ("area",),
}
_LARGEST_FILE = 200 * 2**20
_MOST_ROWS, _MOST_FRAMES = 2_000_000, 1_000_000
_LARGEST_NUMBER = 1e150


def read(
    path: str | Path, periodic: tuple[float, float] | None = None
) -> tuple[Detections, Whole | None, View]:
    """Detections, their identities (None where the file has none), and the view.

    path: a file with a line of names first: `frame` (whole) or `time` (any, evenly spaced), `x`,
    `y`, and if known `id` and `area`; fields between commas, semicolons or tabs. periodic: edges of
    a periodic view that begins at 0; without, the view is the rectangle around all positions.
    Raises InputError with one line: the file, the line, what came, what to do.
    """
    where = " ".join(str(path).split())[:200]
    rows = list(_rows(_text(Path(path), where), where))
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    key = next(name for name in ("frame", "time") if name in columns)
    frame, interval = _frames(np.array([float(v) for v in columns[key]]), key, where)
    position = np.array([columns["x"], columns["y"]], float).T
    area = np.array(columns.get("area", [math.nan] * len(rows)), float)
    order = np.argsort(frame, kind="stable")
    identity = _identities(columns["id"], frame, where)[order] if "id" in columns else None
    view = _view(position, periodic, int(frame.max()) + 1, interval, where)
    return Detections(frame[order], view.wrapped(position[order]), area[order]), identity, view


def _text(path: Path, where: str) -> str:
    try:
        if path.is_dir():
            raise InputError(f"{where} is a folder; give a CSV file")
        if path.stat().st_size > _LARGEST_FILE:
            raise InputError(f"{where} must be at most 200 MB; give a part of it")
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{where} is no text in UTF-8; export it as CSV") from None
    except FileNotFoundError:
        raise InputError(f"{where} does not exist; give a CSV file") from None
    except ValueError as error:
        # A path with a null byte, and its like.
        raise InputError(f"{where}: {error}; give a CSV file") from None


def _rows(text: str, where: str) -> Iterator[dict[str, str | float]]:
    head = text.split("\n", 1)[0]
    mark = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=mark)
    count = 0
    try:
        names = _columns(next(reader, []), where)
        for line in reader:
            if not "".join(line).strip():
                continue
            count += 1
            if count > _MOST_ROWS:
                raise InputError(f"{where} must hold at most {_MOST_ROWS} rows; give a part of it")
            yield _row(line, names, f"{where}, line {reader.line_num}")
    except csv.Error as error:
        raise InputError(f"{where}, line {reader.line_num}: {error}; export it as CSV") from None
    if not count:
        raise InputError(
            f"{where} holds no sightings; give rows of frame, id, x, y below the names"
        )


def _columns(head: list[str], where: str) -> dict[str, int]:
    given = [name.strip().lower() for name in head]
    found: dict[str, int] = {}
    for name, synonyms in _NAMES.items():
        places = [i for i, g in enumerate(given) if g in synonyms]
        if len(places) > 1:
            raise InputError(
                f"{where} names its column {name} more than once, got {', '.join(given)[:80]!r}"
            )
        if places:
            # Times are not whole numbers, so their column keeps its own name.
            key = "time" if name == "frame" and given[places[0]] != "frame" else name
            found[key] = places[0]
    missing = [n for n in ("x", "y") if n not in found]
    if not {"frame", "time"} & set(found):
        missing.insert(0, "frame (or time)")
    if missing:
        raise InputError(
            f"{where} must have the columns frame (or time), x, y and may have id and area; "
            f"{', '.join(missing)} not found in its first line, got {', '.join(given)[:80]!r}"
        )
    return found


def _row(line: list[str], names: dict[str, int], where: str) -> dict[str, str | float]:
    row: dict[str, str | float] = {}
    for name, place in names.items():
        if place >= len(line):
            raise InputError(f"{where} must have a value for {name}, got {len(line)} fields only")
        text = line[place].strip()
        if name == "id":
            if not text:
                raise InputError(f"{where} must have a value for id, got none")
            row[name] = text
            continue
        try:
            value = float(text) if text or name != "area" else math.nan
        except ValueError:
            raise InputError(f"{where}: {name} must be a number, got {text[:40]!r}") from None
        if name != "area" and not abs(value) < _LARGEST_NUMBER:
            raise InputError(f"{where}: {name} must be a finite number, got {text[:40]!r}")
        if name == "area" and not (math.isnan(value) or 0 < value < _LARGEST_NUMBER):
            raise InputError(f"{where}: area must be above 0 and finite, got {text[:40]!r}")
        row[name] = value
    return row


def _frames(given: Floats, key: str, where: str) -> tuple[Whole, float]:
    """Frames from 0, and the time between them."""
    interval = 1.0
    distinct = np.unique(given)
    if key == "time" and len(distinct) > 1:
        interval = float(np.diff(distinct).min())
    counted = (given - distinct[0]) / interval
    if not counted.max() < _MOST_FRAMES:
        raise InputError(
            f"{where}: {key} must span fewer than {_MOST_FRAMES} frames, got {counted.max():.3g}"
        )
    frame = np.rint(counted).astype(np.int64)
    if np.abs(counted - frame).max() > (0.1 if key == "time" else 0):
        rule = "evenly spaced" if key == "time" else "whole numbers"
        raise InputError(f"{where}: {key} must be {rule}; give a column frame that counts them")
    if int(frame.max()) < 2:
        raise InputError(f"{where} must span at least three frames, got {int(frame.max()) + 1}")
    return frame, interval


def _identities(given: list[str | float], frame: Whole, where: str) -> Whole:
    _, identity = np.unique(np.array(given, dtype=str), return_inverse=True)
    both = np.stack([identity, frame], axis=1)
    unique, times = np.unique(both, axis=0, return_counts=True)
    if (times > 1).any():
        twice = unique[int(np.argmax(times > 1))]
        name = next(g for g, i in zip(given, identity, strict=True) if i == twice[0])
        raise InputError(
            f"{where}: id {str(name)[:40]!r} is seen twice in frame {twice[1]} (counted from the "
            "first); give each thing an id of its own"
        )
    return identity.astype(np.int64)


def _view(
    position: Floats, periodic: tuple[float, float] | None, frames: int, interval: float, where: str
) -> View:
    if periodic is not None:
        if not all(math.isfinite(edge) and edge > 0 for edge in periodic):
            raise InputError(f"the periodic view must have edges above 0, got {periodic}")
        return View((0.0, 0.0), periodic, True, frames, interval)
    low, high = position.min(axis=0), position.max(axis=0)
    try:
        return View(
            (float(low[0]), float(low[1])),
            (float(high[0]), float(high[1])),
            False,
            frames,
            interval,
        )
    except InputError as error:
        raise InputError(f"{where}: {error}") from None
