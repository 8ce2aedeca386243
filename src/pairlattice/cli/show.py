"""`pairlattice show`"""

from pathlib import Path

import click

from pairlattice.cli import output

_EXAMPLE = """\b
Example:
  pairlattice show runs/first
"""


@click.command(short_help="Print the numbers of a result.", epilog=_EXAMPLE)
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@output.as_json
def show(directory: Path, as_json: bool) -> None:
    """Print the numbers of the result in DIR, with error bars.

    Error bars are standard errors that account for autocorrelation. A number marked (!) comes from
    a series too short for a reliable error bar. Where the run had not settled when measuring began,
    or is too short for its slowest quantity, that is said as well.
    """
    from pairlattice import store
    from pairlattice.report.drawing import doubts, summary, tables

    tree = store.load_whole(directory)
    origin = store.load_provenance(directory)
    if as_json:
        output.print_json({"directory": str(directory), **summary(tree), "provenance": origin})
        return
    found = tables(tree)
    click.echo(str(tree.attrs.get("title") or tree.attrs.get("experiment", directory)))
    if tree.attrs.get("sample_state"):
        click.echo(f"state of the sample: {tree.attrs['sample_state']}")
    click.echo()
    output.print_tables(found)
    closures = tree.attrs.get("closures", ())
    if closures:
        click.echo("\nRests on: " + ", ".join(f"{c['id']} {c['title'].lower()}" for c in closures))
    click.echo(
        f"seed {origin.get('seed')}, {origin.get('precision')}, {origin.get('seconds')} s on "
        f"{origin.get('device')}, pairlattice {origin.get('pairlattice')}"
    )
    for line in doubts(tree):
        output.warn(line)
    short = sum(len(table.warnings) for table in found)
    if short:
        output.warn(
            f"{short} error bars, marked (!), come from too short a series; raise run.steps"
        )
