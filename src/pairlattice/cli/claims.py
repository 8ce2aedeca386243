"""`pairlattice claims`"""

from pathlib import Path

import click

from pairlattice.cli import output

_EXAMPLE = """\b
Examples:
  pairlattice claims --section VII
  pairlattice claims --part measurement --verdict disagrees
  pairlattice claims C046
"""


@click.command(short_help="The paper's statements and their verdicts.", epilog=_EXAMPLE)
@click.argument("id", required=False)
@click.option(
    "--report",
    show_default="report",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The report whose results are judged, made by pairlattice reproduce.",
)
@click.option("--section", default="", metavar="I..IX", help="Of the paper, or refs.")
@click.option(
    "--part",
    default="",
    type=click.Choice(["", "arithmetic", "derivation", "measurement"]),
    metavar="PART",
    help="Where to look for --verdict: arithmetic, derivation or measurement.",
)
@click.option("--verdict", default="", metavar="TEXT", help="How the verdict begins.")
@output.as_json
def claims(
    id: str | None, report: Path | None, section: str, part: str, verdict: str, as_json: bool
) -> None:
    """List the paper's statements with their verdicts, or tell the whole story of the one named ID.

    A verdict has three parts: arithmetic (do units and numbers come out), derivation (does it
    follow from the paper's own equations) and measurement (does it agree with what was measured).
    Each is computed from the numbers it names by the rule it names.
    """
    from pairlattice import ledger, statements
    from pairlattice.errors import InputError

    wanted = None if id is None else statements.claim(id)
    # Without a report, what needs no experiment can still be judged.
    evidence = ledger.Evidence()
    if report is not None or Path("report").is_dir():
        evidence = statements.evidence(report or "report")
    chosen = statements.claims() if wanted is None else (wanted,)
    try:
        judged = ledger.evaluate(chosen, evidence, sensitivity=as_json or wanted is not None)
    except ledger.UnknownResultNameError as error:
        folder = report or "report"
        raise InputError(
            f"the report {folder} was made by another version: {error}; run pairlattice reproduce "
            f"--out {folder} again"
        ) from None
    if wanted is not None:
        _tell_missing([judged[0].missing], report)
        if as_json:
            output.print_json(judged[0].to_dict())
        else:
            click.echo(ledger.story(judged[0]))
        return
    found = statements.filtered(judged, section, part, verdict)
    if not found:
        sections = ", ".join(dict.fromkeys(one.claim.section for one in judged))
        raise InputError(
            f"no statement of section {section or 'any'!r} has a verdict {verdict[:40]!r} in "
            f"{part or 'any part'}; sections are {sections}, verdicts are in the table"
        )
    _tell_missing([one.missing for one in found], report)
    if as_json:
        output.print_json(ledger.to_dict(found))
    else:
        output.print_tables([ledger.overview(found)])


def _tell_missing(nouns: list[str], report: Path | None) -> None:
    missing, report = sorted(set(nouns) - {""}), report or Path("report")
    if missing:
        only = " ".join(f"--only {noun}" for noun in missing)
        output.warn(
            f"{report} lacks the result of {', '.join(missing)}; run pairlattice reproduce "
            f"{only} --out {report}"
        )
