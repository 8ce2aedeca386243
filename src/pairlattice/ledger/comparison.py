"""Rules that compare numbers: each states itself, and what it found.

A comparison holds, does not hold, or cannot decide (None). `slack` is the factor by which its first
number would have to change for that to turn.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from pairlattice.ledger.number import Number, rounded


@dataclass(frozen=True)
class Tolerance:
    """How far apart two numbers may be. origin: why that far, a citation or a reason."""

    value: float
    kind: str
    origin: str

    def to_dict(self) -> dict[str, Any]:
        return {"value": rounded(self.value), "kind": self.kind, "origin": self.origin}


@dataclass(frozen=True)
class Comparison:
    """The outcome of one rule on its numbers."""

    holds: bool | None
    rule: str
    found: str
    numbers: tuple[Number, ...] = ()
    tolerances: tuple[Tolerance, ...] = ()
    slack: float | None = None
    citations: tuple[str, ...] = ()
    by_citation: bool = False
    parts: tuple["Comparison", ...] = ()

    @property
    def confirmed(self) -> bool:
        """Whether what decided rests on confirmed numbers alone."""
        if self.parts:
            return any(part.confirmed for part in self.parts)
        return all(number.confirmed for number in self.numbers)


def within(x: Number, y: Number, relative: float, origin: str) -> Comparison:
    """|x − y| ≤ relative · |y|.

    >>> a, b = (Number(n, v, "m", "paper", "") for n, v in (("a", 1.02), ("b", 1.0)))
    >>> within(a, b, 0.05, "example").holds
    True
    """
    a, b = float(x), float(y)
    off = abs(a / b - 1) if b else math.inf
    return Comparison(
        _decided(off <= relative, a, b),
        f"{x.name} equals {y.name} within {relative:.3g} of it",
        f"{x} against {y.quantity}, off by {off:.3g} of it",
        (x, y),
        (Tolerance(relative, "relative", origin),),
        _slack(a, b * (1 + relative), b * (1 - relative)),
    )


def within_factor(x: Number, y: Number, factor: float, origin: str) -> Comparison:
    """x and y have one sign and a ratio between 1/factor and factor."""
    a, b = float(x), float(y)
    ratio = a / b if b else math.inf
    return Comparison(
        _decided(1 / factor <= ratio <= factor, a, b),
        f"{x.name} equals {y.name} within a factor of {factor:.3g}",
        f"{x} against {y.quantity}, ratio {ratio:.3g}",
        (x, y),
        (Tolerance(factor, "factor", origin),),
        _slack(a, b * factor, b / factor),
    )


def within_error(x: Number, y: Number, errors: float = 2.0) -> Comparison:
    """|x − y| ≤ `errors` standard uncertainties of both together; undecided where neither has one.

    >>> a = Number("a", 1.0, "m", "measured", "", 0.1)
    >>> within_error(a, Number("b", 1.3, "m", "paper", "")).holds
    False
    """
    a, b = float(x), float(y)
    known = [u for u in (x.uncertainty, y.uncertainty) if u is not None]
    spread = math.hypot(*known) if known else math.nan
    off = abs(a - b) / spread if spread else math.inf
    holds = None if not known else _decided(off <= errors, a, b)
    return Comparison(
        holds,
        f"{x.name} equals {y.name} within {errors:.3g} standard uncertainties",
        f"{x} against {y.quantity}, {off:.3g} standard uncertainties apart"
        if known
        else f"{x} against {y.quantity}, neither with an uncertainty",
        (x, y),
        (Tolerance(errors, "standard uncertainties", "95 % of a normal distribution"),),
        _slack(a, b + errors * spread, b - errors * spread) if known else None,
    )


def above(x: Number, y: Number, factor: float = 1.0, origin: str = "") -> Comparison:
    """x > factor · y: for statements that name a bound."""
    a, b = float(x), float(y)
    times = "" if factor == 1 else f"{factor:.3g} times "
    return Comparison(
        _decided(a > factor * b, a, b),
        f"{x.name} exceeds {times}{y.name}",
        f"{x} against {y.quantity}" + (f", ratio {a / b:.3g}" if b else ""),
        (x, y),
        (Tolerance(factor, "factor", origin),) if factor != 1 else (),
        _slack(a, factor * b),
    )


def below(x: Number, y: Number, factor: float = 1.0, origin: str = "") -> Comparison:
    """x < factor · y."""
    return replace(
        negated(above(x, y, factor, origin), f"{x.name} stays below {_times(factor)}{y.name}"),
        holds=_decided(float(x) < factor * float(y), float(x), float(y)),
    )


def vanishes(x: Number, scale: Number, relative: float, origin: str) -> Comparison:
    """|x| ≤ relative · |scale|: x is zero as far as the scale of the problem can tell."""
    a, b = abs(float(x)), abs(float(scale))
    return Comparison(
        _decided(a <= relative * b, a, b),
        f"{x.name} vanishes beside {scale.name} (below {relative:.3g} of it)",
        f"{x} beside {scale}" + (f", ratio {a / b:.3g}" if b else ""),
        (x, scale),
        (Tolerance(relative, "relative", origin),),
        _slack(a, relative * b),
    )


def beyond(x: Number, holds_above: Number, fails_below: Number) -> Comparison:
    """Holds above one bound, fails below another, undecided between them."""
    a, high, low = float(x), float(holds_above), float(fails_below)
    holds = True if a > high else False if a < low else None
    return Comparison(
        holds,
        f"{x.name} exceeds {holds_above.name}, not if it stays below {fails_below.name}, "
        "undecided between",
        f"{x} against {holds_above} and {fails_below}",
        (x, holds_above, fails_below),
        slack=_slack(a, high, low),
    )


def between(lower: Number, upper: Number, threshold: Number) -> Comparison:
    """What lies between two bounds exceeds a threshold: undecided if that is between them."""
    a, b, c = float(lower), float(upper), float(threshold)
    holds = True if a > c else False if b < c else None
    return Comparison(
        holds,
        f"{lower.name} exceeds {threshold.name}, not if {upper.name} stays below it",
        f"{lower}, {upper}, against {threshold.quantity}",
        (lower, upper, threshold),
    )


def same_sign(x: Number, y: Number) -> Comparison:
    """x and y are not zero and have one sign."""
    a, b = float(x), float(y)
    return Comparison(
        _decided(a * b > 0, a, b),
        f"{x.name} and {y.name} have the same sign",
        f"{x}, {y}",
        (x, y),
    )


class Row(Protocol):
    """A line of the unit audit."""

    @property
    def equation(self) -> int: ...
    @property
    def line(self) -> int: ...
    @property
    def verdict(self) -> str: ...
    @property
    def factor(self) -> str: ...
    @property
    def dimension_left(self) -> str: ...
    @property
    def dimension_right(self) -> str: ...


def audited(rows: Iterable[Row], accept: tuple[str, ...] = ("consistent",)) -> Comparison:
    """The unit audit finds every one of these lines among `accept`."""
    lines = tuple(rows)
    found = "; ".join(
        f"Eq. ({r.equation}{f'.{r.line}' if r.line else ''}): {r.dimension_left} = "
        f"{r.dimension_right}, {r.verdict}" + (f", factor {r.factor}" if r.factor != "1" else "")
        for r in lines
    )
    return Comparison(
        all(row.verdict in accept for row in lines) if lines else None,
        f"the unit audit finds each line {' or '.join(accept)}",
        found or "no such line",
    )


def identity(left: Any, right: Any, told: str) -> Comparison:
    """Two symbolic expressions are the same for every value of their symbols.

    >>> import sympy
    >>> a = sympy.Symbol("a")
    >>> identity((a + 1) ** 2, a**2 + 2 * a + 1, "a square").holds
    True
    """
    import sympy

    difference = sympy.simplify(left - right)
    return Comparison(
        bool(difference == 0),
        f"{told}: both sides are the same expression",
        f"left minus right: {difference}",
    )


def contains(row: Number, *words: str) -> Comparison:
    """A cited finding, or what it found, contains one of these words; decided by citation."""
    text = f"{row.name} {row.value}".casefold()
    return Comparison(
        any(word.casefold() in text for word in words),
        f"the cited finding says {' or '.join(repr(w) for w in words)}",
        f"{row.name}: {row.quantity}",
        (row,),
        citations=(row.source,),
        by_citation=True,
    )


def all_of(*parts: Comparison) -> Comparison:
    """All of them hold."""
    verdicts = [part.holds for part in parts]
    holds = False if False in verdicts else None if None in verdicts else True
    return _joined(holds, parts, " and ")


def any_of(*parts: Comparison) -> Comparison:
    """At least one of them holds."""
    verdicts = [part.holds for part in parts]
    holds = True if True in verdicts else None if None in verdicts else False
    return _joined(holds, parts, " or ")


def negated(part: Comparison, rule: str = "") -> Comparison:
    """The opposite."""
    holds = None if part.holds is None else not part.holds
    return replace(part, holds=holds, rule=rule or f"not: {part.rule}")


def _joined(holds: bool | None, parts: tuple[Comparison, ...], word: str) -> Comparison:
    slacks = [p.slack for p in parts if p.slack is not None and p.slack > 0]
    # One part that fails decides "and", one that holds decides "or"; else it takes all of them.
    alone = word == " or "
    deciding = tuple(p for p in parts if p.holds is alone) if holds is alone else ()
    computed = [p for p in deciding if not p.by_citation]
    return Comparison(
        holds,
        word.join(part.rule for part in parts),
        "; ".join(part.found for part in parts),
        tuple(dict.fromkeys(n for part in parts for n in part.numbers)),
        tuple(dict.fromkeys(t for part in parts for t in part.tolerances)),
        min(slacks, key=lambda s: abs(math.log(s)), default=None),
        tuple(dict.fromkeys(c for part in parts for c in part.citations)),
        not computed if deciding else any(part.by_citation for part in parts),
        tuple(computed) or deciding,
    )


def _times(factor: float) -> str:
    return "" if factor == 1 else f"{factor:.3g} times "


def _decided(holds: bool, *values: float) -> bool | None:
    return bool(holds) if all(math.isfinite(v) for v in values) else None


def _slack(value: float, *edges: float) -> float | None:
    """The ratio to the nearest edge of the same sign."""
    ratios = [edge / value for edge in edges if value and edge / value > 0]
    return min(ratios, key=lambda r: abs(math.log(r)), default=None)
