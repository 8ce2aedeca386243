"""The measured answer to a question: a number with its uncertainty, a bound, or categories."""

import math
import re
from dataclasses import dataclass
from typing import Literal

from pairlattice.errors import InputError
from pairlattice.reference_data.cited import Cited
from pairlattice.reference_data.outcomes import Outcome

# Where the standard uncertainty of a measured number comes from.
Source = Literal["quoted", "range", "convention"]


@dataclass(frozen=True)
class Number:
    """A measured number in SI. minus, plus: standard uncertainties downwards and upwards.

    source: "quoted" by the source, half of a "range", or by the "convention" of the observable.
    """

    value: float
    minus: float
    plus: float
    source: Source
    citation: str
    doi: str
    verified: bool
    note: str = ""

    def __post_init__(self) -> None:
        good = math.isfinite(self.value) and self.minus > 0 and self.plus > 0
        if not good:
            raise InputError(
                "a measured number must be finite with uncertainties above 0, got "
                f"{self.value!r} -{self.minus!r} +{self.plus!r}; state a convention"
            )


@dataclass(frozen=True)
class Bound:
    """A measured one-sided bound in SI: the value lies below `upper`, or above `lower`."""

    upper: float | None
    lower: float | None
    citation: str
    doi: str
    verified: bool
    note: str = ""

    def __post_init__(self) -> None:
        if (self.upper is None) == (self.lower is None):
            raise InputError("a bound must have either an upper or a lower end; use Number")


@dataclass(frozen=True)
class Categories:
    """What was observed, as words: one category, or several where the conditions decide."""

    observed: tuple[str, ...]
    citation: str
    doi: str
    verified: bool
    note: str = ""


Measurement = Number | Bound | Categories


def last_digit(text: str) -> float:
    """One unit in the last digit of a number as published; "~" does not count as a digit.

    >>> last_digit("7.196"), last_digit("1.68e-8"), last_digit("50"), last_digit("~2")
    (0.001, 1e-10, 1.0, 1.0)
    """
    match = re.fullmatch(r"~?[+-]?\d+(?:\.(\d+))?(?:[eE]([+-]?\d+))?", text.strip())
    if not match:
        raise InputError(f"must be a single number, got {text[:40]!r}")
    return float(f"1e{int(match[2] or 0) - len(match[1] or '')}")


def measured_number(row: Cited, spread: float = 0.0) -> Number | Bound:
    """A row of the data set as a number or a bound.

    The uncertainty is the quoted one; else half of a published range; else, flagged, `spread`
    times the value, or one unit in its last digit where there is no spread. Raises InputError for
    a row that holds neither a number nor a bound.
    """
    about = (row.citation, row.doi, row.verified, row.note)
    if row.number is not None and row.uncertainty == "upper bound":
        return Bound(row.to_si(row.number), None, *about)
    if row.number is None:
        if row.lower is None and row.upper is None:
            raise InputError(f"{row.id} holds no number, got {row.text!r}; choose another row")
        upper = None if row.upper is None else row.to_si(row.upper)
        lower = None if row.lower is None else row.to_si(row.lower)
        return Bound(upper, lower, *about)
    value = row.to_si(row.number)
    if quoted := row.standard_uncertainty:
        size, source = row.to_si(quoted), "quoted"
    elif row.lower is not None and row.upper is not None:
        size, source = row.to_si(row.upper - row.lower) / 2, "range"
    else:
        size = spread * abs(value) or row.to_si(last_digit(row.text))
        source = "convention"
    return Number(value, size, size, source, *about)  # type: ignore[arg-type]


def measured_categories(row: Outcome) -> Categories:
    """A row of outcomes as the categories that were observed."""
    source = row.source
    note = "; ".join(part for part in (source.text, row.note) if part)
    return Categories(row.observed, source.citation, source.doi, source.verified, note)
