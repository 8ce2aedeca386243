"""A value with its source, and how the number is read out of the text it was published as.

A number is only given where the text holds one: `2.53 / 1.42` and `h/2e` stay text.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from pairlattice import constants as c
from pairlattice.errors import InputError

_NUMBER = r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?"
_PLAIN = re.compile(rf"~?({_NUMBER})")
# The second number carries no sign of its own, so that "-3" is not read as a range.
_RANGE = re.compile(rf"~?({_NUMBER})\s?[-–]\s?(\d+(?:\.\d+)?(?:[eE][+-]?\d{{1,3}})?)")
_BOUND = re.compile(rf"(<=|>=|<|>)\s?({_NUMBER})")

# Divisors, not factors: 80.3 / 1000 is the double nearest to 0.0803, 80.3 * 0.001 is not.
_SUBMULTIPLE = {"mT": (1e3, "T"), "nm": (1e9, "m"), "%": (1e2, ""), "ohm cm": (1e2, "ohm m")}

# Of a file whose rows are cited values, after what the row is about.
VALUE_COLUMNS = ("quantity", "value", "unit", "uncertainty", "citation", "doi", "verified", "note")


@dataclass(frozen=True)
class Cited:
    """One row of a data file.

    text: the value as published. number: it as a number in `unit`, the middle of a range, None
    where the text holds none or only a bound. lower, upper: the ends of a range or a one-sided
    bound, in `unit`. uncertainty: as published, in `unit` where it is a plain number. verified:
    whether the value was read in a source (True) or written down from memory (False).
    """

    id: str
    quantity: str
    text: str
    number: float | None
    lower: float | None
    upper: float | None
    unit: str
    uncertainty: str
    citation: str
    doi: str
    verified: bool
    note: str

    @property
    def standard_uncertainty(self) -> float | None:
        """The uncertainty in `unit`, None where the source gives none or gives words."""
        return float(self.uncertainty) if re.fullmatch(_NUMBER, self.uncertainty) else None

    @property
    def si_unit(self) -> str:
        """The SI unit of `si`; units the table of submultiples does not name are SI already."""
        return "J" if self.unit == "meV" else _SUBMULTIPLE.get(self.unit, (1.0, self.unit))[1]

    @property
    def si(self) -> float | None:
        """`number` in `si_unit`: millitesla become tesla, nanometres metres, meV joule."""
        return None if self.number is None else self.to_si(self.number)

    def to_si(self, value: float) -> float:
        """A number in `unit`, such as a bound or an uncertainty, as one in `si_unit`."""
        if self.unit == "meV":
            return value * c.elementary_charge / 1e3
        return value / _SUBMULTIPLE.get(self.unit, (1.0, ""))[0]


def read_number(text: str) -> tuple[float | None, float | None, float | None]:
    """(number, lower, upper) of a published value; None where the text does not hold it.

    >>> read_number("7.196"), read_number("~110"), read_number("85-91")
    ((7.196, None, None), (110.0, None, None), (88.0, 85.0, 91.0))
    >>> read_number(">1e5"), read_number("<=3"), read_number("2.53 / 1.42")
    ((None, 100000.0, None), (None, None, 3.0), (None, None, None))
    """
    text = text.strip()
    if match := _PLAIN.fullmatch(text):
        return float(match[1]), None, None
    if match := _RANGE.fullmatch(text):
        lower, upper = float(match[1]), float(match[2])
        return ((lower + upper) / 2, lower, upper) if lower < upper else (None, None, None)
    if match := _BOUND.fullmatch(text):
        bound = float(match[2])
        return (None, bound, None) if match[1].startswith(">") else (None, None, bound)
    return None, None, None


def read_rows(
    name: str, text: str, columns: tuple[str, ...], flags: tuple[str, ...] = ("verified",)
) -> Iterator[dict[str, str]]:
    """The rows of a data file, checked: its columns, one id per row, flags yes or no.

    name: how to call the file in a message. Raises InputError with the line that is wrong.
    """
    reader = csv.DictReader(text.splitlines(), strict=True)
    if tuple(reader.fieldnames or ()) != columns:
        raise InputError(
            f"{name}: columns must be {', '.join(columns)}, got {reader.fieldnames}; "
            "restore the packaged file"
        )
    seen: set[str] = set()
    for row in reader:
        where = f"{name} line {reader.line_num}"
        if None in row or None in row.values():
            raise InputError(f"{where}: must have {len(columns)} columns; quote texts with commas")
        if not row["id"] or row["id"] in seen:
            raise InputError(f"{where}: id must be new and not empty, got {row['id']!r}; rename it")
        for flag in flags:
            if row[flag] not in ("yes", "no"):
                raise InputError(f"{where}: {flag} must be yes or no, got {row[flag]!r}; say so")
        seen.add(row["id"])
        yield row


def cited_fields(row: dict[str, str]) -> dict[str, object]:
    """The keyword arguments of `Cited` in a row of `read_rows`."""
    number, lower, upper = read_number(row["value"])
    same = ("id", "quantity", "unit", "uncertainty", "citation", "doi", "note")
    return {
        **{name: row[name] for name in same},
        "text": row["value"],
        "number": number,
        "lower": lower,
        "upper": upper,
        "verified": row["verified"] == "yes",
    }


def packaged_text(name: str) -> str:
    """The text of a data file beside this module."""
    return resources.files("pairlattice.reference_data").joinpath(name).read_text(encoding="utf-8")
