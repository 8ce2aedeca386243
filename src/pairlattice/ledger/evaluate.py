"""Claims and evidence become verdicts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pairlattice.ledger.claim import Claim, Verdict
from pairlattice.ledger.evidence import Evidence
from pairlattice.ledger.number import Number
from pairlattice.ledger.part import not_computed
from pairlattice.ledger.results import MissingResultError
from pairlattice.ledger.sensitivity import Turn, turns


@dataclass(frozen=True)
class Judged:
    """A claim with its verdict.

    missing: the experiment whose result is not there, "" where all are. turns: how far an input
    must move for a part of the verdict to change. experiments: whose results were used, or missed.
    """

    claim: Claim
    verdict: Verdict
    turns: tuple[Turn, ...] = ()
    missing: str = ""
    experiments: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Every number of the verdict, once."""
        return tuple(dict.fromkeys(n for p in self.verdict.parts.values() for n in p.numbers))

    @property
    def closures(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(c for p in self.verdict.parts.values() for c in p.closures))

    @property
    def sources(self) -> tuple[str, ...]:
        """Citations of what was measured, and of what decided by citation."""
        data = [n.source for n in self.numbers if n.origin == "measured"]
        cited = [c for p in self.verdict.parts.values() for c in p.citations]
        return tuple(dict.fromkeys(data + cited))

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as `schema.json` describes them."""
        claim, verdict = self.claim, self.verdict
        return {
            "id": claim.id,
            "section": claim.section,
            "where": claim.where,
            "statement": claim.statement,
            "formula": claim.formula,
            "needs": [f"Eq. ({n})" if isinstance(n, int) else n for n in claim.needs],
            "figures": list(claim.figures),
            "room": claim.room,
            **{name: part.to_dict() for name, part in verdict.parts.items()},
            "remark": verdict.remark,
            "closures": list(self.closures),
            "sources": list(self.sources),
            "sensitivity": [turn.to_dict() for turn in self.turns],
            "experiments": list(self.experiments),
            "missing": self.missing,
        }


def judge(claim: Claim, evidence: Evidence, sensitivity: bool = True) -> Judged:
    """One claim. sensitivity: whether to look how far each input must move for a change.

    Raises UnknownResultNameError where a result lacks what the claim asks of it.
    """
    limited = evidence.limited(claim.needs)
    try:
        verdict = claim.judge(limited)
    except MissingResultError as missing:
        gone = not_computed(missing.noun)
        verdict = Verdict(gone, gone, gone)
        return Judged(claim, verdict, missing=missing.noun, experiments=(missing.noun,))
    found = turns(claim, limited, verdict) if sensitivity else ()
    used = [key.split(":")[1].split("/")[0] for key in limited.used if key.startswith("result:")]
    return Judged(claim, verdict, found, experiments=tuple(dict.fromkeys(used)))


def evaluate(
    claims: Iterable[Claim], evidence: Evidence, sensitivity: bool = True
) -> tuple[Judged, ...]:
    """Every claim, in order of its id."""
    return tuple(judge(c, evidence, sensitivity) for c in sorted(claims, key=lambda c: c.id))
