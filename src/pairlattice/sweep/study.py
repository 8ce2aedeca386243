"""A sweep in a folder: points as they finish, each under a key of its content, and one data set."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pairlattice import store
from pairlattice.checkpoint.lock import FolderLock
from pairlattice.errors import InputError
from pairlattice.sweep.cluster import Distributed, Serial
from pairlattice.sweep.dataset import assemble
from pairlattice.sweep.plan import Plan, Point
from pairlattice.sweep.refine import between_states
from pairlattice.sweep.work import Outcome

# Told for each finished point: the point, its outcome, how many are done, of how many.
Told = Callable[[Point, Outcome, int, int], None]

DATA, POINTS, SCENARIO, PLAN = "sweep.nc", "points", "scenario.toml", "sweep.json"


class Study:
    """The folder of a sweep, held by one process as long as the block lasts.

    Layout: `points/<key>.json` for each finished point, `sweep.nc` when all are done,
    `scenario.toml` and `sweep.json` with what was varied. The same sweep, or a larger one, may be
    started again in the same folder: what is there is not computed again. Raises InputError for a
    folder with something else in it, or where another process is at work.
    """

    def __init__(self, directory: Path):
        self._name, self._place = directory, directory.resolve()
        self._points = self._place / POINTS

    def __enter__(self) -> "Study":
        if self._place.exists() and not self._place.is_dir():
            raise InputError(f"{self._name} is a file; choose another folder")
        if self._points.is_symlink():
            raise InputError(f"{self._name}: {POINTS} in it is a link; remove it")
        if self._place.is_dir() and any(self._place.iterdir()) and not self._points.is_dir():
            raise InputError(f"{self._name} is not empty and holds no sweep; choose another folder")
        self._points.mkdir(parents=True, exist_ok=True)
        self._lock = FolderLock(self._place / "lock", str(self._name))
        self._lock.take()
        return self

    def __exit__(self, *_: object) -> None:
        (self._place / "lock").unlink(missing_ok=True)
        self._lock.release()

    def run(self, plan: Plan, place: Serial | Distributed, told: Told, refine: int = 0) -> Plan:
        """Compute what is missing, and refine along the boundaries of states so many times.

        Returns the plan with the points that refining added.
        """
        self._write(self._place / SCENARIO, plan.base.source)
        self._write(self._place / PLAN, json.dumps(_told_plan(plan), indent=2, ensure_ascii=False))
        for pass_ in range(refine + 1):
            points = list(plan.points())
            self._compute(points, place, told)
            if pass_ == refine:
                break
            outcomes = {p.coordinates: self.outcome(p) for p in points}
            extra = between_states(plan, outcomes)
            if not extra:
                break
            plan = plan.with_extra(extra)
        return plan

    def outcome(self, point: Point) -> Outcome | None:
        """What is known of a point; None where it is not finished, or its file is damaged."""
        try:
            found = json.loads((self._points / f"{point.key}.json").read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) and "values" in found else None

    def save(self, plan: Plan) -> Path:
        """Write the data set of all points; returns its path."""
        data = assemble(plan, {p.coordinates: self.outcome(p) for p in plan.points()})
        path = self._place / DATA
        part = path.with_name(f"{DATA}.part")
        data.to_netcdf(part, engine="h5netcdf")
        part.replace(path)
        store.sync(self._place)
        return self._name / DATA

    def _compute(self, points: list[Point], place: Serial | Distributed, told: Told) -> None:
        by_key: dict[str, list[Point]] = {}
        for point in points:
            by_key.setdefault(point.key, []).append(point)
        done = 0
        missing: dict[str, Point] = {}
        for key, alike in by_key.items():
            outcome = self.outcome(alike[0])
            if outcome is None:
                missing[key] = alike[0]
                continue
            done += len(alike)
            told(alike[0], outcome, done, len(points))

        def tasks() -> Iterator[tuple[str, str, str]]:
            for key, point in missing.items():
                yield key, point.scenario.to_toml(), str(point.scenario.base_dir.resolve())

        for key, outcome in place.results(tasks()):
            if "failed" not in outcome:
                text = json.dumps(outcome, ensure_ascii=False)
                self._write(self._points / f"{key}.json", text)
            done += len(by_key[key])
            told(missing[key], outcome, done, len(points))

    def _write(self, path: Path, text: str) -> None:
        """Whole or not at all."""
        part = path.with_name(f"{path.name}.part")
        part.unlink(missing_ok=True)
        with part.open("x", encoding="utf-8") as file:
            file.write(text + ("" if text.endswith("\n") else "\n"))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)


def _told_plan(plan: Plan) -> dict[str, Any]:
    axes = [
        {"name": a.name, "field": list(a.path), "values": list(a.values), "unit": a.unit}
        for a in plan.axes
    ]
    return {"axes": axes, "replicas": plan.replicas}
