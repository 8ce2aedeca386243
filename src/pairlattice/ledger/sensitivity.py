"""How far an input of a claim must move for its verdict to change.

Each number that the claim used is multiplied by factors further and further from 1, up and down,
until a part of the verdict changes; the factor is then found by bisection. A wrong sign is not
asked for: a factor stays positive.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from pairlattice.ledger.claim import Claim, Verdict
from pairlattice.ledger.evidence import Evidence, times
from pairlattice.ledger.number import rounded
from pairlattice.ledger.part import PARTS, PartName

# Constants of nature are not free to move.
_FREE = ("paper:", "chosen:", "measured:", "result:", "equation:", "standard:")
_STEPS = tuple(10**x for x in (1e-3, 0.01, 0.05, 0.15, 0.3, 0.6, 1, 1.5, 2, 3, 4.5, 6, 9, 12))
_BISECTIONS = 20


@dataclass(frozen=True)
class Turn:
    """An input that turns a part of the verdict.

    key: of the input, as `Evidence` names it. value: as it is. factor: by which it must be
    multiplied, None where no factor up to 1e12 either way changes the part. becomes: the outcome
    then.
    """

    key: str
    part: PartName
    value: float
    factor: float | None
    becomes: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "input": self.key,
            "part": self.part,
            "value": rounded(self.value),
            "factor": rounded(self.factor),
            "becomes": self.becomes,
        }


def turns(claim: Claim, evidence: Evidence, verdict: Verdict) -> tuple[Turn, ...]:
    """For each input and part that can be turned, the smallest factor that does."""
    found = []
    for key, value in evidence.used.items():
        if value is None or value == 0 or not key.startswith(_FREE):
            continue
        for part, (factor, outcome) in _nearest(claim, evidence, verdict, key).items():
            found.append(Turn(key, part, value, factor, outcome))
    return tuple(found)


def _nearest(
    claim: Claim, evidence: Evidence, verdict: Verdict, key: str
) -> dict[PartName, tuple[float, str]]:
    def outcomes(factor: float) -> dict[PartName, str]:
        try:
            moved = claim.judge(evidence.replace({key: times(factor)}))
        except (ArithmeticError, ValueError):
            # An equation refuses what it cannot mean anything for.
            return dict.fromkeys(PARTS, "")
        return {name: moved[name].outcome for name in PARTS}

    now = {name: verdict[name].outcome for name in PARTS}

    def same(name: PartName, factor: float) -> bool:
        return outcomes(factor)[name] == now[name]

    nearest: dict[PartName, tuple[float, str]] = {}
    for sense in (1.0, -1.0):
        before, open_parts = 1.0, set(PARTS)
        for step in _STEPS:
            factor = step**sense
            then = outcomes(factor)
            for name in [p for p in PARTS if p in open_parts and then[p] not in ("", now[p])]:
                open_parts.discard(name)
                edge = _bisect(partial(same, name), before, factor)
                if name not in nearest or _far(edge) < _far(nearest[name][0]):
                    nearest[name] = (edge, then[name])
            if not open_parts:
                break
            before = factor
    return nearest


def _bisect(same: Callable[[float], bool], inside: float, outside: float) -> float:
    for _ in range(_BISECTIONS):
        middle = math.sqrt(inside * outside)
        if same(middle):
            inside = middle
        else:
            outside = middle
    return outside


def _far(factor: float) -> float:
    return abs(math.log(factor))
