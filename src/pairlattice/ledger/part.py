"""The three parts of a verdict, each derived from comparisons by a stated rule.

arithmetic    right; slip; mixed units; none to check
derivation    follows; needs closure; conflicts; no equation given
measurement   agrees; disagrees; not measured; not a measurable statement

Each may also be "undecided", where a rule cannot decide, or "not computed", where the result of an
experiment is missing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from pairlattice.ledger.comparison import Comparison, Row, Tolerance, audited
from pairlattice.ledger.number import Number, rounded

PartName = Literal["arithmetic", "derivation", "measurement"]
PARTS: tuple[PartName, ...] = ("arithmetic", "derivation", "measurement")
OUTCOMES: dict[PartName, tuple[str, ...]] = {
    "arithmetic": ("right", "slip", "mixed units", "none to check"),
    "derivation": ("follows", "needs closure", "conflicts", "no equation given"),
    "measurement": ("agrees", "disagrees", "not measured", "not a measurable statement"),
}
UNDECIDED, NOT_COMPUTED = "undecided", "not computed"


class Closure(Protocol):
    """An assumption that the paper does not make itself."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


@dataclass(frozen=True)
class Part:
    """One part of a verdict.

    outcome: of `OUTCOMES`, "undecided" or "not computed". detail: which closures, or what it
    conflicts with. rule: how the outcome follows from the numbers. found: what the rule found.
    by_citation: whether a reading of the literature decided. confirmed: False where it rests on a
    measured value that was not read in its source. slack: factor by which the first number would
    have to change for the outcome to turn.
    """

    outcome: str
    rule: str
    found: str = ""
    detail: str = ""
    numbers: tuple[Number, ...] = ()
    tolerances: tuple[Tolerance, ...] = ()
    closures: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    by_citation: bool = False
    confirmed: bool = True
    slack: float | None = None

    @property
    def label(self) -> str:
        """The outcome as a reader says it."""
        text = f"{self.outcome} {self.detail}".strip()
        remarks = [
            word
            for word, so in (
                ("by citation", self.by_citation),
                ("unconfirmed value", not self.confirmed),
            )
            if so
        ]
        return text + (f" ({', '.join(remarks)})" if remarks else "")

    def to_dict(self) -> dict[str, Any]:
        return {
            "outcome": self.outcome,
            "detail": self.detail,
            "label": self.label,
            "rule": self.rule,
            "found": self.found,
            "numbers": [number.to_dict() for number in self.numbers],
            "tolerances": [tolerance.to_dict() for tolerance in self.tolerances],
            "closures": list(self.closures),
            "citations": list(self.citations),
            "by_citation": self.by_citation,
            "confirmed": self.confirmed,
            "slack": rounded(self.slack),
        }


def _part(outcome: str, by: Comparison, rule: str, detail: str = "", **more: Any) -> Part:
    undecided = by.holds is None
    return Part(
        UNDECIDED if undecided else outcome,
        rule,
        by.found,
        "" if undecided else detail,
        by.numbers,
        by.tolerances,
        citations=by.citations,
        by_citation=by.by_citation,
        confirmed=by.confirmed,
        slack=by.slack,
        **more,
    )


# Arithmetic


def checked(by: Comparison) -> Part:
    """right where the comparison holds, slip where not."""
    outcome = "right" if by.holds else "slip"
    return _part(outcome, by, f"right if {by.rule}; slip if not")


def units(rows: Iterable[Row], by: Comparison | None = None) -> Part:
    """From the unit audit of the printed lines, and a comparison of numbers where given.

    mixed units where the sides differ in dimension; slip where the dimensions agree and the
    algebra, or the comparison, does not; right otherwise.
    """
    lines = tuple(rows)
    same_dimension = tuple(v for v in _AUDIT_VERDICTS if v != "mixed units")
    dimension = audited(lines, same_dimension)
    algebra = audited(lines, tuple(v for v in same_dimension if v != "algebra differs"))
    rule = "mixed units if the two sides differ in dimension; slip if the algebra"
    rule += f" differs, or unless {by.rule}; right otherwise" if by else " differs; right otherwise"
    if dimension.holds is False:
        return _part("mixed units", dimension, rule)
    if algebra.holds is not True or by is None:
        return _part("right" if algebra.holds else "slip", algebra, rule)
    return _part("right" if by.holds else "slip", by, rule)


def nothing_to_check() -> Part:
    """For a statement without number and formula."""
    return Part("none to check", "the statement holds no number and no formula")


# Derivation


def follows(
    by: Comparison,
    source: str,
    *,
    closures: Sequence[Closure] = (),
    against: str = "",
) -> Part:
    """follows, or needs closure where closures are given; conflicts where the comparison fails.

    source: what it follows from, "Eq. (1)". against: what it conflicts with, `source` by default.
    """
    ids = tuple(dict.fromkeys(closure.id for closure in closures))
    against = against or source
    if not by.holds:
        outcome, detail = "conflicts", f"with {against}"
    elif ids:
        outcome, detail = "needs closure", ", ".join(ids)
    else:
        outcome, detail = "follows", f"from {source}"
    held = f"needs closure {', '.join(ids)} and follows then" if ids else f"follows from {source}"
    rule = f"{held} if {by.rule}; conflicts with {against} if not"
    return _part(outcome, by, rule, detail, closures=ids)


def no_equation(quantities: str, holding: Sequence[int], symbols: Sequence[str]) -> Part:
    """no equation given, where none of Eq. (1) to (15) holds one of these symbols.

    quantities: in words. holding: the equations that hold one, as `Evidence.equations_with` finds.
    """
    rule = f"no equation given if none of Eq. (1) to (15) holds {quantities}"
    if symbols:
        rule += f" ({', '.join(symbols)})"
    if not holding:
        return Part("no equation given", rule, "none does")
    found = "held by Eq. " + ", ".join(f"({number})" for number in holding)
    return Part(UNDECIDED, rule, found)


# Measurement


def measured(by: Comparison) -> Part:
    """agrees where the comparison holds, disagrees where not."""
    return _part("agrees" if by.holds else "disagrees", by, f"agrees if {by.rule}")


def not_measured(observable: str, rows: Sequence[Number]) -> Part:
    """not measured, where the data set has no row for the observable."""
    rule = f"not measured if the data set has no row for {observable}"
    if not rows:
        return Part("not measured", rule, "it has none")
    found = "; ".join(str(row) for row in rows)
    return Part(UNDECIDED, rule, f"it has: {found}", numbers=tuple(rows))


def not_measurable(reason: str) -> Part:
    """For a statement that names nothing an instrument reads. reason: what it speaks of."""
    rule = "not a measurable statement if it names no quantity that an instrument reads"
    return Part("not a measurable statement", rule, reason)


def not_computed(missing: str) -> Part:
    """Where the result of an experiment is missing."""
    return Part(
        NOT_COMPUTED,
        f"needs the result of {missing}",
        f"run pairlattice reproduce --only {missing}",
    )


_AUDIT_VERDICTS = (
    "consistent",
    "mixed units",
    "algebra differs",
    "symmetry differs",
    "charge frozen",
)
