"""The ledger in one page: how many statements came out how, and the main ones."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from pairlattice.ledger import OUTCOMES, PARTS, Judged

# The statements that carry the paper's argument, in its order; their verdicts are looked up.
MAIN = (
    *("C005", "C007", "C015", "C020", "C031", "C037", "C054", "C061", "C065", "C072"),
    *("C078", "C079", "C081", "C083", "C088", "C091", "C096", "C102", "C111", "C113"),
)

_TONES: dict[str, Literal["good", "open", "bad"]] = {
    "right": "good",
    "follows": "good",
    "agrees": "good",
    "needs closure": "open",
    "undecided": "open",
    "not computed": "open",
    "slip": "bad",
    "mixed units": "bad",
    "conflicts": "bad",
    "disagrees": "bad",
}


def tone(outcome: str) -> str:
    """How an outcome is marked beside its words; "none" where there was nothing to decide."""
    return _TONES.get(outcome, "none")


def counts(judged: Sequence[Judged]) -> dict[str, dict[str, int]]:
    """For each part, outcome to number of statements, in the order of the rules."""
    found: dict[str, dict[str, int]] = {}
    for part in PARTS:
        counted = Counter(one.verdict[part].outcome for one in judged)
        known = [outcome for outcome in OUTCOMES[part] if outcome in counted]
        rest = sorted(outcome for outcome in counted if outcome not in OUTCOMES[part])
        found[part] = {outcome: counted[outcome] for outcome in known + rest}
    return found


def marked(judged: Sequence[Judged]) -> tuple[int, int]:
    """Measurement parts that a cited finding's words decided, and that rest on a doubtful value."""
    parts = [one.verdict.measurement for one in judged]
    return sum(part.by_citation for part in parts), sum(not part.confirmed for part in parts)


def highlights(judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """The main statements that are there; of a statement that was split, every half."""
    return tuple(one for one in judged if one.claim.number in MAIN)


def sources(judged: Sequence[Judged]) -> tuple[str, ...]:
    """Every citation that a verdict rests on, once, in alphabetical order."""
    return tuple(sorted({source for one in judged for source in one.sources}, key=str.casefold))
