"""`pairlattice bench`"""

from importlib import import_module

import click

from pairlattice.cli import output

_EXAMPLE = """\b
Example:
  pairlattice bench --json
"""


@click.command(short_help="Measure the speed on this machine.", epilog=_EXAMPLE)
@output.as_json
def bench(as_json: bool) -> None:
    """Measure site-steps per second, against the plain form of the same step."""
    tables, numbers = import_module("pairlattice.bench").report()
    if as_json:
        output.print_json(numbers)
    else:
        output.print_tables(tables)
