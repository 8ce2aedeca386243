"""`pairlattice measured`"""

from typing import TYPE_CHECKING, Any

import click

from pairlattice.cli import output

if TYPE_CHECKING:
    from pairlattice.reference_data.experiments import Experiment
    from pairlattice.table import Table

_EXAMPLE = """\b
Examples:
  pairlattice measured flux
  pairlattice measured --verified no --json
"""


@click.command(short_help="List the published experiments of the data set.", epilog=_EXAMPLE)
@click.argument("text", required=False, default="")
@click.option(
    "--verified",
    type=click.Choice(["yes", "no"]),
    help="Only values that were, or were not, read in their source.",
)
@output.as_json
def measured(text: str, verified: str | None, as_json: bool) -> None:
    """List the published experiments, or those that hold TEXT in id, quantity, source or note."""
    from pairlattice.errors import InputError
    from pairlattice.reference_data.experiments import experiments

    found = [
        row
        for row in experiments().values()
        if text.casefold() in " ".join((row.id, row.quantity, row.citation, row.note)).casefold()
        and verified in (None, "yes" if row.verified else "no")
    ]
    if not found:
        raise InputError(f"no experiment holds {text[:40]!r}; leave it out to see all of them")
    if as_json:
        output.print_json([_entry(row) for row in found])
    else:
        output.print_tables([_table(found)])


def _entry(row: "Experiment") -> dict[str, Any]:
    return {
        "id": row.id,
        "quantity": row.quantity,
        "value": row.text,
        "number": row.number,
        "lower": row.lower,
        "upper": row.upper,
        "unit": row.unit,
        "uncertainty": row.uncertainty,
        "citation": row.citation,
        "doi": row.doi,
        "verified": row.verified,
        "note": row.note,
    }


def _table(found: "list[Experiment]") -> "Table":
    from pairlattice.table import Table

    rows = tuple(
        (
            row.id,
            row.quantity,
            " ".join(filter(None, (row.text, row.unit))),
            row.uncertainty,
            "yes" if row.verified else "no",
            row.citation,
        )
        for row in found
    )
    columns = ("id", "quantity", "value", "uncertainty", "verified", "source")
    return Table("Published experiments", columns, rows)
