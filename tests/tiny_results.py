"""Tiny results of all ten experiments, each computed once and read from the disk."""

import json
import time
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import xarray as xr

from pairlattice import experiment, phenomena, statements, store
from pairlattice.checkpoint.lock import FolderLock
from pairlattice.errors import InputError
from pairlattice.scenario import Scenario

_CHANGES = tomllib.loads(Path(__file__).with_name("tiny.toml").read_text("utf-8"))
_PATIENCE = 0.2  # s, between two looks at what another process computes


def scenario(noun: str, **tables: Any) -> Scenario:
    """The tiny scenario of an experiment, with further changes as for `Scenario.replace`."""
    plain = Scenario.from_toml(phenomena.phenomenon(noun).scenario_text)
    return plain.replace(**_CHANGES[noun]).replace(**tables)


class TinyResults(Mapping[str, xr.DataTree]):
    """Experiment's noun to its result, computed when first asked for.

    folder: may be shared by several processes, of which one computes and the others wait.
    """

    def __init__(self, folder: Path):
        self._folder = folder
        self._read: dict[str, xr.DataTree] = {}

    def __getitem__(self, noun: str) -> xr.DataTree:
        if noun not in self._read:
            self._compute(noun)
            self._read[noun] = statements.Results(self._folder)[noun]
        return self._read[noun]

    def __contains__(self, noun: object) -> bool:
        return noun in _CHANGES

    def __iter__(self) -> Iterator[str]:
        return iter(_CHANGES)

    def __len__(self) -> int:
        return len(_CHANGES)

    def progress(self, noun: str) -> list[float]:
        """The shares of the work that the experiment told while it was computed."""
        self._compute(noun)
        return json.loads(self._progress(noun).read_text("utf-8"))

    def _progress(self, noun: str) -> Path:
        return self._folder / f"{noun}.json"

    def _compute(self, noun: str) -> None:
        place, plan = self._folder / noun, scenario(noun)
        lock = FolderLock(self._folder / f"{noun}.lock", noun)
        while not store.is_result(place):
            try:
                lock.take()
            except InputError:
                time.sleep(_PATIENCE)
                continue
            try:
                if not store.is_result(place):
                    self._run(noun, plan, place)
            finally:
                lock.release()

    def _run(self, noun: str, plan: Scenario, place: Path) -> None:
        told: list[float] = []
        start = time.perf_counter()
        tree = experiment.run(plan, lambda done, of, _="": told.append(done / of))
        origin = store.provenance(plan, time.perf_counter() - start)
        self._progress(noun).write_text(json.dumps(told), "utf-8")
        store.save(tree, place, plan.to_toml(), origin)
