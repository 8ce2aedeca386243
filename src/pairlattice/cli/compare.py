"""`pairlattice compare`"""

import click

from pairlattice.cli import output

_EXAMPLE = """\b
Examples:
  pairlattice compare
  pairlattice compare --observable penetration-depth --mechanism pair-lattice
  pairlattice compare --json
"""


@click.command(short_help="Ask the mechanisms what was measured.", epilog=_EXAMPLE)
@click.option("--observable", "names", metavar="NAME", multiple=True, help="May be repeated.")
@click.option("--mechanism", "who", metavar="NAME", multiple=True, help="May be repeated.")
@output.as_json
def compare(names: tuple[str, ...], who: tuple[str, ...], as_json: bool) -> None:
    """Put the answers of each mechanism beside what was measured.

    A deviation is in units of the standard uncertainty. "no prediction" is an answer; the last
    table says why. With --observable, what each value rests on is listed too. An installed package
    may add a mechanism: see docs/mechanisms.md.
    """
    from pairlattice.comparison import tables
    from pairlattice.comparison.compare import compare
    from pairlattice.comparison.registry import chosen

    found = compare(names, chosen(who))
    if as_json:
        output.print_json(found.to_dict())
        return
    shown = list(tables.tables(found))
    output.print_tables([*shown, tables.details(found)] if names else shown)
