"""`pairlattice audit`"""

import click

from pairlattice.cli import output

_EXAMPLE = """\b
Example:
  pairlattice audit --json
"""


@click.command(short_help="Check dimensions and algebra of the paper's equations.", epilog=_EXAMPLE)
@output.as_json
def audit(as_json: bool) -> None:
    """Check every line of the paper's Eq. (1) to (15): dimensions, algebra, mirror signs.

    Each verdict is computed. A system in brackets is a reading that the paper does not use on that
    line.
    """
    from pairlattice.audit import audit, format_table

    rows = audit()
    if as_json:
        output.print_json([row.to_dict() for row in rows])
    else:
        click.echo(format_table(rows))
