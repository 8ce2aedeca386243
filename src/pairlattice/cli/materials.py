"""`pairlattice materials`"""

from typing import TYPE_CHECKING, Any

import click

from pairlattice.cli import output

if TYPE_CHECKING:
    from pairlattice.reference_data.materials import Material
    from pairlattice.table import Table

_EXAMPLE = """\b
Examples:
  pairlattice materials
  pairlattice materials Pb --json
"""

_COLUMNS = (
    "name",
    "n (1/m³)",
    "d (Å)",
    "Tc (K)",
    "Bc (T)",
    "Bc1 (T)",
    "Bc2 (T)",
    "values",
    "verified",
)


@click.command(short_help="List the materials of the data set.", epilog=_EXAMPLE)
@click.argument("name", required=False)
@output.as_json
def materials(name: str | None, as_json: bool) -> None:
    """List the materials of the data set, or every cited value of the one called NAME.

    A value is verified if it was read in the cited source, and not if it was written down from
    memory. d is the distance from an ion to its nearest electron that follows from the density n
    of conduction electrons.
    """
    from pairlattice.reference_data.materials import material, materials

    if name is None:
        found = list(materials().values())
        if as_json:
            output.print_json([_entry(m) for m in found])
        else:
            output.print_tables([_overview(found)])
        return
    one = material(name)
    if as_json:
        output.print_json({**_entry(one), "cited": [_value(v) for v in one.values]})
    else:
        output.print_tables([_sheet(one)])


def _entry(m: "Material") -> dict[str, Any]:
    from pairlattice.units import ReducedUnits

    n = m.pair_density
    return {
        "name": m.name,
        "pair_density": n,
        "spacing": ReducedUnits.from_pair_density(n).spacing if n else None,
        "critical_temperature": m.critical_temperature,
        "critical_field": m.critical_field,
        "lower_critical_field": m.lower_critical_field,
        "upper_critical_field": m.upper_critical_field,
        "values": len(m.values),
        "verified": sum(v.verified for v in m.values),
    }


def _value(v: Any) -> dict[str, Any]:
    return {
        "quantity": v.quantity,
        "value": v.text,
        "number": v.number,
        "unit": v.unit,
        "uncertainty": v.uncertainty,
        "citation": v.citation,
        "doi": v.doi,
        "verified": v.verified,
        "note": v.note,
    }


def _overview(found: "list[Material]") -> "Table":
    from pairlattice.table import Table

    rows = []
    for entry in map(_entry, found):
        name, n, d, *rest, count, verified = entry.values()
        rows.append((name, n, d and d * 1e10, *rest, count, f"{verified} of {count}"))
    return Table("Materials", _COLUMNS, tuple(rows), "— not in the data set")


def _sheet(one: "Material") -> "Table":
    from pairlattice.table import Table

    rows = tuple(
        (
            v.quantity,
            v.text + (f" ± {v.uncertainty}" if v.uncertainty else ""),
            v.unit,
            "yes" if v.verified else "no",
            v.citation + (f", doi:{v.doi}" if v.doi else ""),
            v.note,
        )
        for v in one.values
    )
    return Table(one.name, ("quantity", "value", "unit", "verified", "source", "note"), rows)
