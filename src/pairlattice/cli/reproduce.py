"""`pairlattice reproduce`"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pairlattice.cli import output
from pairlattice.cli.watch import watched

if TYPE_CHECKING:
    from pairlattice.phenomena import Size

_EXAMPLE = """\b
Example:
  pairlattice reproduce --out report
"""


@click.command(short_help="Redo the paper's figures: one HTML report.", epilog=_EXAMPLE)
@click.option(
    "--out",
    default="report",
    show_default=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Folder of the report.",
)
@click.option("--only", metavar="NOUN", multiple=True, help="One experiment; may be repeated.")
@click.option("--quick", "size", flag_value="quick", help="Small samples, for a first look.")
@click.option("--full", "size", flag_value="full", help="Large samples, long averages: an hour.")
@output.quiet
def reproduce(out: Path, only: tuple[str, ...], size: "Size | None", quiet: bool) -> None:
    """Run every experiment on the paper and write a report: FOLDER/index.html.

    An experiment whose scenario and code have not changed since the last call is not run again.
    Figures are in FOLDER/figures, the arrays behind them in FOLDER/data.
    """
    from pairlattice.report.build import build, chosen

    for line in build(out, chosen(only), lambda title: watched(title, quiet), size or "normal"):
        if not quiet:
            click.echo(line)
    click.echo(out / "index.html")
