"""The paper's printed equations as the audit reads them: lines, verdicts, symbols."""

from collections.abc import Callable, Sequence
from functools import cache

from pairlattice.audit import AuditRow, Statement, check, statements

Change = Callable[[Statement], Statement]


@cache
def lines() -> tuple[Statement, ...]:
    return tuple(statements())


@cache
def rows(equation: int) -> tuple[AuditRow, ...]:
    return tuple(check(s) for s in lines() if s.equation == equation)


def checked(equation: int, change: Change) -> tuple[AuditRow, ...]:
    return tuple(check(change(s)) for s in lines() if s.equation == equation)


def symbols(equation: int, change: Change | None) -> set[str]:
    if change is None:
        return _own_symbols(equation)
    return _names(tuple(change(s) for s in lines() if s.equation == equation))


@cache
def _own_symbols(equation: int) -> set[str]:
    return _names(tuple(s for s in lines() if s.equation == equation and s.stated))


def _names(statements: Sequence[Statement]) -> set[str]:
    from sympy.core.function import AppliedUndef

    names: set[str] = set()
    for one in statements:
        for side in (one.left, one.right):
            names |= {symbol.name for symbol in side.free_symbols}
            names |= {f.func.__name__ for f in side.atoms(AppliedUndef)}
    return names
