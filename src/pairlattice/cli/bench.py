"""`pairlattice bench`"""

import click

from pairlattice.cli import output

_EXAMPLE = """\b
Example:
  pairlattice bench --json
"""


@click.command(short_help="Measure the speed on this machine.", epilog=_EXAMPLE)
@click.option("--large", is_flag=True, help="Also step 256 x 256 x 256 sites: minutes and 6 GB.")
@output.as_json
def bench(large: bool, as_json: bool) -> None:
    """Measure site-steps per second, against the plain form of the same step."""
    from pairlattice.bench import report

    tables, numbers = report(large)
    if as_json:
        output.print_json(numbers)
    else:
        output.print_tables(tables)
