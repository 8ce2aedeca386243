"""Outcomes that are no numbers: the words of an experiment, read as categories.

The file is a reading of `experiments`: each row names the experiment whose text it classifies.
"""

from dataclasses import dataclass
from functools import cache

from pairlattice.errors import InputError
from pairlattice.reference_data.cited import packaged_text, read_rows
from pairlattice.reference_data.experiments import Experiment, experiments

COLUMNS = ("id", "experiment", "observable", "subject", "condition", "observed", "note")


@dataclass(frozen=True)
class Outcome:
    """observable: what was looked at. subject: the material. condition: words that fix the case,
    such as the field's axis. observed: every category that was seen. source: the experiment."""

    id: str
    observable: str
    subject: str
    condition: tuple[str, ...]
    observed: tuple[str, ...]
    source: Experiment
    note: str


def parse_outcomes(text: str, name: str = "outcomes.csv") -> tuple[Outcome, ...]:
    """The rows of a file in the form of outcomes.csv. Raises InputError naming the row."""
    known = experiments()
    found = []
    for row in read_rows(name, text, COLUMNS, flags=()):
        if row["experiment"] not in known:
            raise InputError(
                f"{name}: {row['id']} must name a row of experiments.csv, "
                f"got {row['experiment']!r}; add the experiment first"
            )
        observed = tuple(word.strip() for word in row["observed"].split(";"))
        if not all(observed):
            raise InputError(
                f"{name}: {row['id']} must name what was observed, got {row['observed']!r}; "
                "separate categories with a semicolon"
            )
        found.append(
            Outcome(
                id=row["id"],
                observable=row["observable"],
                subject=row["subject"],
                condition=tuple(row["condition"].split()),
                observed=observed,
                source=known[row["experiment"]],
                note=row["note"],
            )
        )
    return tuple(found)


@cache
def outcomes() -> tuple[Outcome, ...]:
    """The outcomes of the data set, in its order.

    >>> outcomes()[0].subject, outcomes()[0].condition[0], outcomes()[0].observed
    ('V3Si', '[001]', ('triangular', 'square'))
    """
    return parse_outcomes(packaged_text("outcomes.csv"))
