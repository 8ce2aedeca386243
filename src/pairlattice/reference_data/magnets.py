"""Grades of permanent magnets by name: remanence and density."""

from collections.abc import Mapping
from dataclasses import dataclass
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

COLUMNS = ("id", "grade", *VALUE_COLUMNS)


@dataclass(frozen=True)
class GradeValue(Cited):
    """A value of a grade, with its source; see `Cited` for the fields."""

    grade: str


@dataclass(frozen=True)
class Grade:
    """A grade of permanent magnet.

    >>> n42 = grade("N42")
    >>> n42.remanence, n42.density                       # T, middle of a range; kg/m³
    (1.3, 7500.0)
    """

    name: str
    values: tuple[GradeValue, ...]

    def value(self, quantity: str) -> GradeValue:
        """The row of "remanence" or "density"; every grade has both."""
        return next(v for v in self.values if v.quantity == quantity)

    @property
    def remanence(self) -> float:
        """Br [T]: the magnetisation of the magnet times μ0; the middle of the maker's range."""
        return _number(self.value("remanence"))

    @property
    def density(self) -> float:
        """Mass density [kg/m³]."""
        return _number(self.value("density"))


def _number(row: GradeValue) -> float:
    if row.number is None:
        raise InputError(
            f"magnets.csv: {row.id} must be a number, got {row.text!r}; restore the packaged file"
        )
    return row.number


@cache
def grades() -> Mapping[str, Grade]:
    """The grades by name, in the order of the data set; read once, read-only."""
    rows: dict[str, list[GradeValue]] = {}
    for row in read_rows("magnets.csv", packaged_text("magnets.csv"), COLUMNS):
        value = GradeValue(grade=row["grade"], **cited_fields(row))  # type: ignore[arg-type]
        rows.setdefault(value.grade, []).append(value)
    return MappingProxyType({name: Grade(name, tuple(values)) for name, values in rows.items()})


def grade(name: str) -> Grade:
    """The grade of that name. Raises InputError with the list.

    >>> grade("N99")
    Traceback (most recent call last):
    ...
    pairlattice.errors.InputError: unknown grade 'N99'; known: N35, N42, ...
    """
    known = grades()
    if name in known:
        return known[name]
    raise InputError(f"unknown grade {name[:40]!r}; known: {', '.join(known)}")
