"""The ledger as JSON, as a table, and one claim as a story."""

import json
from collections import Counter
from collections.abc import Sequence
from importlib import resources
from textwrap import shorten
from typing import Any

from pairlattice.ledger.evaluate import Judged
from pairlattice.ledger.part import PARTS, Part
from pairlattice.table import Table, number

_WIDTH = 64  # of a statement in the table


def to_dict(judged: Sequence[Judged]) -> dict[str, Any]:
    """The ledger, as `schema()` describes it: the same for the same inputs, no times in it."""
    counts = {
        name: dict(sorted(Counter(j.verdict[name].outcome for j in judged).items()))
        for name in PARTS
    }
    return {
        "schema": "pairlattice/claims/1",
        "counts": counts,
        "claims": [one.to_dict() for one in judged],
    }


def to_json(judged: Sequence[Judged]) -> str:
    """`to_dict` as text, keys sorted, byte for byte the same for the same inputs."""
    value = to_dict(judged)
    return json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"


def schema() -> dict[str, Any]:
    """The JSON schema of `to_dict`."""
    text = resources.files("pairlattice.ledger").joinpath("schema.json").read_text("utf-8")
    return dict(json.loads(text))


def overview(judged: Sequence[Judged]) -> Table:
    """One line a claim."""
    rows = tuple(
        (
            j.claim.id,
            j.claim.section,
            *(j.verdict[p].label for p in PARTS),
            shorten(j.claim.statement, _WIDTH, placeholder=" ..."),
        )
        for j in judged
    )
    note = "; ".join(
        f"{name}: "
        + ", ".join(
            f"{count} {outcome}"
            for outcome, count in Counter(j.verdict[name].outcome for j in judged).most_common()
        )
        for name in PARTS
    )
    return Table("", ("id", "section", *PARTS, "statement"), rows, note)


def story(one: Judged) -> str:
    """Everything about one claim, for a terminal."""
    claim = one.claim
    lines = [f"{claim.id}  Sec. {claim.section}, {claim.where}", claim.statement]
    if claim.formula:
        lines.append(f"computed: {claim.formula}")
    for name, part in one.verdict.parts.items():
        lines += ["", *_part(name, part)]
    if one.verdict.remark:
        lines += ["", one.verdict.remark]
    if one.turns:
        lines += ["", "how far an input must move for a change"]
        lines += [
            f"  {t.key} = {number(t.value)} times {number(t.factor)}: {t.part} becomes {t.becomes}"
            for t in one.turns
        ]
    if one.sources:
        lines += ["", "sources", *(f"  {source}" for source in one.sources)]
    run_again = [f"pairlattice reproduce --only {noun}" for noun in one.experiments]
    lines += ["", "run again", *(f"  {c}" for c in [*run_again, f"pairlattice claims {claim.id}"])]
    return "\n".join(lines)


def _part(name: str, part: Part) -> list[str]:
    lines = [f"{name}: {part.label}", f"  rule: {part.rule}"]
    if part.found:
        lines.append(f"  found: {part.found}")
    for n in part.numbers:
        doubt = "" if n.confirmed else ", not read in its source"
        lines.append(f"  {n} [{n.source}{doubt}]")
    lines += [f"  tolerance: {number(t.value)} {t.kind}, {t.origin}" for t in part.tolerances]
    if part.slack is not None:
        lines.append(f"  turns if the first number is multiplied by {number(part.slack)}")
    return lines
