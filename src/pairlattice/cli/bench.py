"""`pairlattice bench`"""

import click

from pairlattice.cli import output

_EXAMPLE = """\b
Example:
  pairlattice bench --json
  pairlattice bench --lab
"""


@click.command(short_help="Measure the speed on this machine.", epilog=_EXAMPLE)
@click.option("--large", is_flag=True, help="Also step 256 x 256 x 256 sites: minutes and 6 GB.")
@click.option("--lab", is_flag=True, help="Measure the lab in Chromium instead.")
@click.option(
    "--lab-minutes",
    type=float,
    metavar="MINUTES",
    help="Leave a page of the lab open for so long, and watch its memory.",
)
@click.option(
    "--lab-pages",
    type=int,
    metavar="COUNT",
    help="Open and drop so many pages of the lab, and see what is left.",
)
@output.as_json
def bench(
    large: bool, lab: bool, lab_minutes: float | None, lab_pages: int | None, as_json: bool
) -> None:
    """Measure site-steps per second, against the plain form of the same step."""
    if lab or lab_minutes or lab_pages:
        from pairlattice.bench import lab as measured

        if lab_minutes:
            tables, numbers = measured.soak(
                lab_minutes, 16, lambda line: click.echo(line, err=True)
            )
        elif lab_pages:
            tables, numbers = measured.sessions(lab_pages)
        else:
            tables, numbers = measured.report()
    else:
        from pairlattice.bench import report

        tables, numbers = report(large)
    if as_json:
        output.print_json(numbers)
    else:
        output.print_tables(tables)
