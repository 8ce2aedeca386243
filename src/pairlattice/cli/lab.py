"""`pairlattice lab`"""

from pathlib import Path
from typing import Any

import click

# Listed here, since importing the presets takes as long as starting the lab.
PRESETS = (
    *("insulating", "metallic", "superconducting", "magnetic"),
    *("cooling", "three-steps", "hopping", "levitation"),
)

_EXAMPLE = """\b
Example:
  pairlattice lab
"""


@click.command(short_help="Open the lattice in a browser, live.", epilog=_EXAMPLE)
@click.option(
    "--port",
    default=5006,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port of the page; 0 takes any free one.",
)
@click.option(
    "--address",
    default="127.0.0.1",
    show_default=True,
    metavar="HOST",
    help="Where to listen. Any but this machine's own needs the token that is printed.",
)
@click.option(
    "--origin",
    "origins",
    multiple=True,
    metavar="HOST:PORT",
    help="Also accept pages opened under this name; may be repeated.",
)
@click.option("--size", default=24, show_default=True, help="Cells along an edge to begin with.")
@click.option(
    "--largest",
    default=64**3,
    show_default=True,
    type=click.IntRange(min=64),
    help="Pairs in a crystal at most.",
)
@click.option(
    "--sessions",
    default=8,
    show_default=True,
    type=click.IntRange(min=1),
    help="Pages open at the same time at most.",
)
@click.option(
    "--begin",
    default="superconducting",
    show_default=True,
    type=click.Choice(PRESETS),
    help="The first preset.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="A report whose ledger the claims link to; ./report where there is one.",
)
@click.option("--no-browser", is_flag=True, help="Print the address and open nothing.")
def lab(report: Path | None, **options: Any) -> None:
    """Turn knobs and watch the mechanism work: a page in the browser, on this machine alone.

    Every tab has a run of its own, which stops when the tab is closed. Ctrl-C ends the lab.
    """
    from pairlattice.lab.serve import Options, serve

    if report is None and Path("report", "claims.json").exists():
        report = Path("report")
    for line in serve(Options(report=report, **options)):
        click.echo(line)
