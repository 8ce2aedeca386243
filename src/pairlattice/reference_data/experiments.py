"""Published experiments that a claim can be compared with, by the id of their row."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

from pairlattice.errors import InputError
from pairlattice.reference_data.cited import (
    VALUE_COLUMNS,
    Cited,
    cited_fields,
    packaged_text,
    read_rows,
)

COLUMNS = ("id", *VALUE_COLUMNS)


@dataclass(frozen=True)
class Experiment(Cited):
    """The outcome of a published experiment; see `Cited` for the fields."""


def parse_experiments(text: str, name: str = "experiments.csv") -> tuple[Experiment, ...]:
    """The rows of a file in the form of experiments.csv. Raises InputError naming the line."""
    return tuple(
        Experiment(**cited_fields(row))  # type: ignore[arg-type]
        for row in read_rows(name, text, COLUMNS)
    )


@cache
def experiments() -> Mapping[str, Experiment]:
    """The experiments by id, in the order of the data set; read once, read-only."""
    rows = parse_experiments(packaged_text("experiments.csv"))
    return MappingProxyType({row.id: row for row in rows})


def experiment(id: str) -> Experiment:
    """The experiment of that id. Raises InputError with close matches or the list.

    >>> experiment("persist_file_mills").lower           # years; a lower bound has no number
    100000.0
    """
    known = experiments()
    if id in known:
        return known[id]
    close = get_close_matches(id[:40], known, n=2)
    hint = (
        f"did you mean {' or '.join(map(repr, close))}?" if close else f"known: {', '.join(known)}"
    )
    raise InputError(f"unknown experiment {id[:40]!r}; {hint}")
