"""Superconductors and normal metals by name, with the measured values the project uses."""

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

COLUMNS = ("id", "material", *VALUE_COLUMNS)


@dataclass(frozen=True)
class Value(Cited):
    """A measured value of a material, with its source; see `Cited` for the fields."""

    material: str


@dataclass(frozen=True)
class Material:
    """A material of the data set. Derived values are None where the data set has none.

    >>> lead = material("Pb")
    >>> lead.critical_temperature, lead.critical_field, lead.pair_density
    (7.196, 0.0803, 1.32e+29)
    """

    name: str
    values: tuple[Value, ...]

    def value(self, quantity: str) -> Value | None:
        """The row of one quantity, by its exact name in the data set such as "Bc2(0)"."""
        return next((v for v in self.values if v.quantity == quantity), None)

    def _si(self, quantity: str, unit: str) -> float | None:
        row = self.value(quantity)
        return row.si if row is not None and row.si_unit == unit else None

    @property
    def pair_density(self) -> float | None:
        """n [m⁻³], the density of conduction electrons by valence counting."""
        return self._si("n_conduction", "m^-3")

    @property
    def critical_temperature(self) -> float | None:
        """Tc [K]; the middle where the data set gives a range."""
        return self._si("Tc", "K")

    @property
    def critical_field(self) -> float | None:
        """Bc(0) [T], the thermodynamic critical field."""
        return self._si("Bc(0)", "T")

    @property
    def lower_critical_field(self) -> float | None:
        """Bc1(0) [T] of a type-II superconductor."""
        return self._si("Bc1(0)", "T")

    @property
    def upper_critical_field(self) -> float | None:
        """Bc2(0) [T] of a type-II superconductor; the middle where the data set gives a range."""
        return self._si("Bc2(0)", "T")

    @property
    def space_group(self) -> str | None:
        """Hermann-Mauguin symbol and number, as text."""
        row = self.value("space_group")
        return row.text if row else None


def parse_values(text: str, name: str = "materials.csv") -> tuple[Value, ...]:
    """The rows of a file in the form of materials.csv. Raises InputError naming file and line."""
    return tuple(
        Value(material=row["material"], **cited_fields(row))  # type: ignore[arg-type]
        for row in read_rows(name, text, COLUMNS)
    )


@cache
def all_values() -> tuple[Value, ...]:
    """Every row of the data set, those about all elements or about a collection included."""
    return parse_values(packaged_text("materials.csv"))


@cache
def materials() -> Mapping[str, Material]:
    """The materials of the data set by name, in its order; read once, read-only."""
    rows: dict[str, list[Value]] = {}
    for value in all_values():
        # Statements about all elements, or about a data collection, belong to no material.
        if value.material != "all" and not value.material.startswith("dataset:"):
            rows.setdefault(value.material, []).append(value)
    return MappingProxyType({name: Material(name, tuple(values)) for name, values in rows.items()})


def material(name: str) -> Material:
    """The material of that name. Raises InputError with close matches and the list.

    >>> material("Pbb")
    Traceback (most recent call last):
    ...
    pairlattice.errors.InputError: unknown material 'Pbb', did you mean 'Pb'? known: Al, Sn, ...
    """
    known = materials()
    if isinstance(name, str) and name in known:
        return known[name]
    by_fold = {n.casefold(): n for n in known}
    shown = name[:40] if isinstance(name, str) else name
    close = get_close_matches(str(shown).casefold(), by_fold, n=2, cutoff=0.6)
    hint = f", did you mean {' or '.join(repr(by_fold[n]) for n in close)}?" if close else ";"
    raise InputError(f"unknown material {shown!r}{hint} known: {', '.join(known)}")
