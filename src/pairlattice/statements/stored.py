"""The evidence in a report's folder."""

from collections.abc import Container, Iterator, Mapping
from pathlib import Path

import xarray as xr

from pairlattice import phenomena, store
from pairlattice.errors import InputError
from pairlattice.ledger import Evidence


class Results(Mapping[str, xr.DataTree]):
    """Experiment's noun to its stored result, read when first asked for.

    folder: of results, one folder each, "data" in a report. only: these experiments, by default
    every one that has a folder.
    """

    def __init__(self, folder: Path, only: Container[str] | None = None):
        known = [entry.noun for entry in phenomena.CONTENTS]
        self._nouns = [n for n in known if (folder / n).is_dir() and (only is None or n in only)]
        self._folder = folder
        self._read: dict[str, xr.DataTree] = {}

    def __getitem__(self, noun: str) -> xr.DataTree:
        if noun not in self._read:
            if noun not in self._nouns:
                raise KeyError(noun)
            self._read[noun] = store.load(self._folder / noun)
        return self._read[noun]

    def __iter__(self) -> Iterator[str]:
        return iter(self._nouns)

    def __len__(self) -> int:
        return len(self._nouns)


def evidence(report: str | Path) -> Evidence:
    """What the claims may look at, with the results in a report made by `pairlattice reproduce`.

    Raises InputError where the folder is no report.
    """
    folder = Path(report)
    if not (folder / "manifest.json").is_file():
        raise InputError(
            f"{report} holds no report; make one with pairlattice reproduce --out {report}, or "
            "name another with --report"
        )
    return Evidence(Results(folder / "data"))
