"""The unit audit: dimensions, algebra and mirror signs of Eq. (1) to (15), computed by sympy.

Every line of every equation is a `Statement` (statements.py): left side, right side, unit system,
and where one exists the right side found by another route. `check` derives its verdict (check.py)
from the dimension and sign of each symbol (dimensions.py); no verdict is written down.
"""

from collections.abc import Iterable

from pairlattice.audit.check import AuditRow, Statement, Verdict, check
from pairlattice.audit.dimensions import dimension_of, missing_factor, signs_of
from pairlattice.audit.statements import midpoint_rates, statements
from pairlattice.errors import InputError

__all__ = [
    "AuditRow",
    "Statement",
    "Verdict",
    "audit",
    "check",
    "dimension_of",
    "format_table",
    "midpoint_rates",
    "missing_factor",
    "signs_of",
    "statements",
]


def audit() -> list[AuditRow]:
    """Every line of Eq. (1) to (15), in order, stated readings first within a line.

    >>> rows = audit()
    >>> [row.equation for row in rows if row.stated and row.verdict == "mixed units"]
    [7, 10]
    """
    return [check(statement) for statement in statements()]


def format_table(rows: Iterable[AuditRow]) -> str:
    """The rows as a table of plain text, one line a row, remarks below.

    A system in brackets is a reading other than the one the paper uses on that line.

    >>> print(format_table(audit()[:1]))
    Eq.  system    left   right  verdict     factor  symmetry
    (1)  SI        I      I      consistent  1       same
    """
    head = ("Eq.", "system", "left", "right", "verdict", "factor", "symmetry")
    body, remarks = [], []
    for row in rows:
        label = f"({row.equation})" if row.line == 0 else f"({row.equation}.{row.line})"
        system = row.system + (f", {row.reading}" if row.reading else "")
        system = system if row.stated else f"[{system}]"
        sides = (row.dimension_left, row.dimension_right)
        body.append((label, system, *sides, row.verdict, row.factor, row.symmetry))
        if row.remark:
            remarks.append(f"{label} {system}: {row.remark}")
    if not body:
        raise InputError("the table needs at least one row, got none; pass audit()")
    widths = [max(len(line[i]) for line in [head, *body]) for i in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in [head, *body]
    ]
    return "\n".join(lines + (["", *remarks] if remarks else []))
