"""What is checked and how a verdict comes about."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

import sympy as sp

from pairlattice.audit.dimensions import (
    ClashError,
    dimension_of,
    missing_factor,
    signs_of,
    t,
    written,
    x,
    y,
    z,
)
from pairlattice.equations.registry import EQUATIONS

Verdict = Literal[
    "consistent", "mixed units", "algebra differs", "symmetry differs", "charge frozen"
]


@dataclass(frozen=True)
class Statement:
    """One printed line, or one reading of it, in a form that can be checked.

    derived: the right side by an independent route in the same system, or None.
    gauss: right side of ∇·E in the same set, for an x component of the fourth line; with it the
        line's divergence fixes ∂ρ/∂t. None for every other line.
    stated: True for the system the paper uses on this line, False for another reading.
    remark: what the line implies, a sentence built from a computed value.
    """

    equation: int
    line: int
    left: sp.Expr
    right: sp.Expr
    system: Literal["SI", "Gaussian"]
    derived: sp.Expr | None = None
    gauss: sp.Expr | None = None
    stated: bool = True
    reading: str = ""
    remark: str = ""


@dataclass(frozen=True)
class AuditRow:
    """One line of the table; dimensions and factor as text.

    factor: what the right side must be multiplied by ("1" where nothing is missing).
    symmetry: whether parity and time reversal act on both sides alike, whatever the verdict.
    """

    equation: int
    line: int
    title: str
    system: str
    reading: str
    stated: bool
    dimension_left: str
    dimension_right: str
    verdict: Verdict
    factor: str
    symmetry: Literal["same", "differs"]
    remark: str

    def to_dict(self) -> dict[str, Any]:
        """The row as plain strings, numbers and booleans, ready for JSON."""
        return asdict(self)


def check(statement: Statement) -> AuditRow:
    """The verdict on one statement, in this order:

    mixed units       the two sides differ in dimension in the system the line is read in
    algebra differs   the dimensions agree; the other route gives another right side
    symmetry differs  both agree; parity or time reversal changes one side and not the other
    charge frozen     all agree; with Gauss's law the line makes ∂ρ/∂t vanish identically
    consistent        none of these

    >>> c, n, h = sp.symbols("c n h")
    >>> check(Statement(1, 1, c, n * h, "SI")).verdict
    'mixed units'
    """
    left, right, derived = statement.left, statement.right, statement.derived
    try:
        of_left = dimension_of(left, statement.system)
        of_right = dimension_of(right, statement.system)
        agree = of_left is None or of_right is None or sp.simplify(of_left / of_right) == 1
    except ClashError as clash:
        return _row(statement, "unequal terms", "unequal terms", "mixed units", f"in {clash}")
    factor = sp.Integer(1)
    if derived is not None and right != 0:
        factor = sp.simplify(sp.powdenest(derived.doit() / right.doit(), force=True))
    elif not agree:
        factor = missing_factor(of_left, of_right)
    verdict: Verdict
    if not agree:
        verdict = "mixed units"
        if factor == 1:
            factor = missing_factor(of_left, of_right)
    elif derived is not None and sp.simplify((derived - right).doit()) != 0:
        verdict = "algebra differs"
    elif _signs_differ(left, right):
        verdict = "symmetry differs"
    elif statement.gauss is not None and implied_charge_rate(right, statement.gauss) == 0:
        verdict = "charge frozen"
    else:
        verdict = "consistent"
    return _row(statement, written(of_left), written(of_right), verdict, str(factor))


def implied_charge_rate(right: sp.Expr, gauss: sp.Expr) -> sp.Expr:
    """∂ρ/∂t that ∇·(∇×B) = 0 demands of a fourth line, with ∇·E = `gauss` of ρ.

    right: x component of the right side, in Ex and Jx; y and z follow by cyclic exchange.

    >>> Ex, Jx = (sp.Function(name)(x, y, z, t) for name in ("Ex", "Jx"))
    >>> rho = sp.Symbol("rho", real=True)
    >>> print(implied_charge_rate(sp.Derivative(Ex, t) + Jx, rho))
    -Derivative(Jx(x, y, z, t), x) - Derivative(Jy(x, y, z, t), y) - Derivative(Jz(x, y, z, t), z)
    """
    rho = sp.Symbol("rho", real=True)
    fields = {name: [sp.Function(f"{name}{a}")(x, y, z, t) for a in "xyz"] for name in "EJ"}
    divergence = sp.Integer(0)
    for index, axis in enumerate((x, y, z)):
        here = {parts[0]: parts[index] for parts in fields.values()}
        divergence += sp.diff(right.subs(here), axis).doit()
    divergence = sp.expand(divergence)
    gathered = divergence.coeff(sp.diff(fields["E"][0], t, x))
    rate_of_divergence = sum(sp.diff(E, t, a) for E, a in zip(fields["E"], (x, y, z), strict=True))
    rest = sp.expand(divergence - gathered * rate_of_divergence)
    return sp.expand(-rest / (gathered * sp.diff(gauss, rho)))


def _signs_differ(left: sp.Expr, right: sp.Expr) -> bool:
    if left == 0 or right == 0:
        return False
    try:
        return signs_of(left) != signs_of(right)
    except ClashError:
        return True


def _row(statement: Statement, left: str, right: str, verdict: Verdict, factor: str) -> AuditRow:
    meta = EQUATIONS[statement.equation]
    return AuditRow(
        equation=statement.equation,
        line=statement.line,
        title=meta.title,
        system=statement.system,
        reading=statement.reading,
        stated=statement.stated,
        dimension_left=left,
        dimension_right=right,
        verdict=verdict,
        factor=factor,
        symmetry="differs" if _signs_differ(statement.left, statement.right) else "same",
        remark=statement.remark,
    )
