"""The reporter of a run on disk: rows in logs, everything else in snapshots, the last two kept."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pairlattice.checkpoint import snapshot
from pairlattice.checkpoint.append_log import AppendLog, Rows, layout_of
from pairlattice.checkpoint.arrays import pack, unpack
from pairlattice.checkpoint.snapshot import DamagedError
from pairlattice.checkpoint.stop import StopRequest
from pairlattice.engine.stages import SimulationState, Stage
from pairlattice.errors import CheckpointError, InputError, RunStoppedError

__all__ = ["Cadence", "CheckpointManager", "StopRequest"]

_NAME = "checkpoint-{:08d}.bin"
# However large the lattice: writing takes at most a tenth of the time.
_SHARE = 10.0


@dataclass(frozen=True)
class Cadence:
    """When to save: after so many seconds, or after so many steps, 0 for not by steps."""

    seconds: float = 30.0
    steps: int = 0


class CheckpointManager:
    """Saves a run in a folder as it goes on, and finds in it where to go on.

    folder: of one run, which nobody else writes to. identity: what must be the same for the bits to
    be the same, plain values; the scenario's canonical tables under "scenario". again: how the
    user goes on, for messages. Raises InputError where every checkpoint in the folder is damaged,
    or where they belong to another scenario.

    notes: what the user should know of what was found, a line each. changed: what of the identity
    is another now. seconds: spent before.
    """

    def __init__(
        self,
        folder: Path,
        identity: Mapping[str, Any],
        cadence: Cadence | None = None,
        stop: StopRequest | None = None,
        again: str = "--resume",
    ):
        self._folder, self._again = folder, again
        # As it comes back from a file: lists in place of tuples.
        self._identity = json.loads(json.dumps(dict(identity)))
        self._cadence, self._stop = cadence or Cadence(), stop or StopRequest()
        self._logs: dict[str, AppendLog] = {}
        self._layouts: dict[str, list[tuple[str, int]]] = {}
        self._pending: dict[str, list[Rows]] = {}
        self._at: SimulationState | None = None
        self._found: tuple[Mapping[str, Any], Mapping[str, Any]] | None = None
        self._saved_step: int | None = None
        self._good: list[int] = []
        self.notes: list[str] = []
        self.changed: list[str] = []
        self.seconds = 0.0
        self._find()
        self._began = self._last = time.monotonic()
        self._since, self._cost = 0, 0.0

    # --- what the engine asks -------------------------------------------------------------------

    def standing(self, begin: SimulationState) -> SimulationState | None:
        """Where to go on; from here on the run listens to a request to stop."""
        self._stop.patient = True
        if self._found is not None:
            words, arrays = self._found
            stage, taken = int(words["stage"]), int(words["taken"])
            time_step, done = float.fromhex(words["time_step"]), list(words["finished"])
            try:
                self._at = unpack(arrays, stage, taken, time_step, done, begin)
            except KeyError as error:
                raise InputError(
                    f"{self._folder.parent}: its checkpoint was saved by another version and lacks "
                    f"{error}; go on with that version, or remove the folder and start again"
                ) from None
            self._found = None
        return self._at

    def most_steps(self) -> int | None:
        """Of the next chunk, so that saving by steps hits its step; None for no limit."""
        return self._cadence.steps - self._since if self._cadence.steps else None

    def keep(self, standing: SimulationState, stage: Stage, rows: Rows) -> None:
        """Save if it is time. Raises RunStoppedError where that was asked for, CheckpointError
        where saving failed."""
        before = self._at
        same = before is not None and before.stage == standing.stage
        self._since += standing.taken - (before.taken if same and before else 0)
        self._at = standing
        if stage.every:
            self._layouts.setdefault(stage.name, layout_of(rows))
            self._pending.setdefault(stage.name, []).append(rows)
        if self._stop.number is not None or self._due():
            self.save()
        if self._stop.number is not None:
            raise RunStoppedError(
                f"stopped at step {self._saved_step} and saved; go on with: {self._again}",
                self._stop.number,
                saved=True,
            )

    def series(self, stage: Stage) -> Rows:
        """All rows of a stage; the run is over, and a signal need not wait any more."""
        self._stop.patient = False
        log, layout = self._logs.get(stage.name), self._layouts.get(stage.name, [])
        parts = [log.rows(layout)] if log else []
        parts += self._pending.get(stage.name, [])
        return {name: np.concatenate([part[name] for part in parts]) for name, _ in layout}

    # --- saving ---------------------------------------------------------------------------------

    @property
    def saved(self) -> str:
        """What is on disk, in words."""
        if self._saved_step is None:
            return "nothing was saved"
        return f"saved at step {self._saved_step}; go on with: {self._again}"

    def save(self) -> None:
        """Bring rows and standing to the disk. Raises CheckpointError; what was saved stays."""
        if self._at is None:
            return
        begin = time.monotonic()
        number = max(self._good, default=0) + 1
        try:
            for name, parts in self._pending.items():
                rows = {k: np.concatenate([part[k] for part in parts]) for k in parts[0]}
                if len(rows["time"]):
                    self._log(name).append(rows)
            snapshot.write(self._folder / _NAME.format(number), self._words(), pack(self._at))
        except OSError as error:
            raise CheckpointError(
                f"{self._folder.parent}: no checkpoint could be written "
                f"({error.strerror or error}), so the run was ended; {self.saved}"
            ) from None
        self._pending.clear()
        self._good = [*self._good[-1:], number]
        self._saved_step = int(self._at.carry.state.step)
        for path in self._folder.glob("checkpoint-*.bin"):
            if path.name not in {_NAME.format(n) for n in self._good}:
                path.unlink(missing_ok=True)
        self._last, self._since = time.monotonic(), 0
        self._cost = self._last - begin

    def _due(self) -> bool:
        if self._cadence.steps and self._since >= self._cadence.steps:
            return True
        waited = time.monotonic() - self._last
        return waited >= max(self._cadence.seconds, _SHARE * self._cost)

    def _log(self, stage: str) -> AppendLog:
        if stage not in self._logs:
            self._logs[stage] = AppendLog(self._path(stage))
        return self._logs[stage]

    def _path(self, stage: str) -> Path:
        return self._folder / f"series-{stage.replace(' ', '-')}.bin"

    def _words(self) -> dict[str, Any]:
        at = self._at
        if at is None:
            raise ValueError("nothing to save yet")
        return {
            "identity": self._identity,
            "stage": at.stage,
            "taken": at.taken,
            "time_step": float(at.time_step).hex(),
            "finished": list(at.finished),
            "layouts": self._layouts,
            "lengths": {name: log.length for name, log in self._logs.items()},
            "seconds": self.seconds + time.monotonic() - self._began,
        }

    # --- finding --------------------------------------------------------------------------------

    def _find(self) -> None:
        paths = sorted(self._folder.glob("checkpoint-*.bin"), reverse=True)
        for path in paths:
            try:
                words, arrays = snapshot.read(path)
                self._take(words, arrays)
            except (DamagedError, KeyError) as error:
                reason = error if isinstance(error, DamagedError) else "it is incomplete"
                self.notes.append(f"{path.name} cannot be used: {reason}")
                continue
            self._good = [int(path.stem.rpartition("-")[2])]
            if self.notes:
                self.notes.append(f"the one before it, {path.name}, is good and is used")
            return
        if paths:
            raise InputError(
                f"{self._folder.parent}: no checkpoint in it is good ({self.notes[0]}); "
                "remove the folder and start again"
            )

    def _take(self, words: Mapping[str, Any], arrays: Mapping[str, Any]) -> None:
        logs = {
            str(stage): AppendLog(self._path(str(stage)), int(length))
            for stage, length in words["lengths"].items()
        }
        layouts = {stage: [(str(n), int(w)) for n, w in v] for stage, v in words["layouts"].items()}
        step = int(arrays["state/step"])
        found, own = words["identity"], self._identity
        self._compare(found["scenario"], own["scenario"])
        self.changed = [k for k in own if k != "scenario" and found.get(k) != own[k]]
        if self.changed:
            self.notes.append(
                f"the run was begun with another {' and '.join(self.changed)}; it goes on, but its "
                "bits may not be those of a run in one piece"
            )
        self._found, self._logs, self._layouts = (words, arrays), logs, layouts
        self._saved_step, self.seconds = step, float(words["seconds"])

    def _compare(self, found: Mapping[str, Any], own: Mapping[str, Any]) -> None:
        before, now = flat(found), flat(own)
        different = [k for k in {**before, **now} if before.get(k) != now.get(k)]
        if different:
            told = ", ".join(
                f"{k} was {before.get(k, 'not given')} and is {now.get(k, 'not given')}"
                for k in different[:5]
            )
            more = f" (and {len(different) - 5} more)" if len(different) > 5 else ""
            raise InputError(
                f"{self._folder.parent}: the scenario has changed since the run began: {told}{more}"
                "; restore it, or choose another folder"
            )


def flat(tables: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    """Nested tables and lists as one table of dotted names.

    >>> flat({"run": {"steps": 5}, "drive": [{"strength": 1.0}]})
    {'run.steps': 5, 'drive.1.strength': 1.0}
    """
    found: dict[str, Any] = {}
    for key, value in tables.items():
        name = f"{above}{key}"
        if isinstance(value, Mapping):
            found |= flat(value, f"{name}.")
        elif isinstance(value, (list, tuple)) and any(isinstance(v, Mapping) for v in value):
            found |= flat({str(i): v for i, v in enumerate(value, 1)}, f"{name}.")
        else:
            found[name] = list(value) if isinstance(value, tuple) else value
    return found
