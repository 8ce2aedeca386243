"""What a claim may look at: the paper's numbers and equations, results, cited data, theory.

Every number comes out under a key, and a key's value can be moved: that is how a test, and the
sensitivity of a verdict, ask what another input would have made of it.

    paper:NAME                    a number printed in the paper
    chosen:NAME                   a threshold or a setting chosen here
    equation:FUNCTION             a value of pairlattice.equations
    standard:MODULE.FUNCTION      a value of pairlattice.standard
    constant:NAME                 of pairlattice.constants
    result:NOUN/PATH              of an experiment's result
    measured:ID                   a row of the cited data, a material's included ("Pb:Tc")
    statement:EQUATION            the audit's statements about an equation
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any

import xarray as xr

from pairlattice import constants, equations
from pairlattice.audit import AuditRow, Statement
from pairlattice.ledger import printed
from pairlattice.ledger.number import Number, Origin, derived
from pairlattice.ledger.results import Reader
from pairlattice.reference_data import experiments, materials
from pairlattice.reference_data.cited import Cited
from pairlattice.variable import Variable

Change = Callable[[Any], Any]


class UndeclaredNeedError(RuntimeError):
    """A claim asks for something that its `needs` does not name."""


def times(factor: float) -> Change:
    """A change that multiplies."""
    return lambda value: value * factor


def becomes(value: Any) -> Change:
    """A change that replaces."""
    return lambda _: value


class Evidence:
    """Read-only; `replace` gives a copy in which some inputs are changed.

    results: experiment's noun to its result, read when asked for.
    """

    def __init__(
        self,
        results: Mapping[str, xr.DataTree] | Reader = MappingProxyType({}),
        changes: Mapping[str, Change] = MappingProxyType({}),
        needs: frozenset[int | str] | None = None,
    ):
        self._reader = results if isinstance(results, Reader) else Reader(results)
        self._changes, self._needs = dict(changes), needs
        self._used: dict[str, float | None] = {}

    def replace(self, changes: Mapping[str, Change]) -> "Evidence":
        """The same with further inputs changed, each by a function of its value."""
        composed = {key: _after(self._changes.get(key), new) for key, new in changes.items()}
        return Evidence(self._reader, {**self._changes, **composed}, self._needs)

    def limited(self, needs: Sequence[int | str]) -> "Evidence":
        """The same, refusing what is not among the needs; it records what is used."""
        return Evidence(self._reader, self._changes, frozenset(needs))

    @property
    def used(self) -> Mapping[str, float | None]:
        """The keys that were asked for, with their values where those are numbers."""
        return MappingProxyType(self._used)

    # The paper

    def paper(self, name: str, value: float, unit: str, where: str) -> Number:
        """A number that the paper prints. where: section or equation."""
        return self._number(f"paper:{name}", name, value, unit, "paper", where)

    def chosen(self, name: str, value: float, unit: str, reason: str) -> Number:
        """A threshold or a setting that is chosen here, with its reason."""
        return self._number(f"chosen:{name}", name, value, unit, "chosen", reason)

    def equation(
        self,
        function: str,
        *arguments: Any,
        name: str,
        unit: str,
        pick: Change = float,
        **named: Any,
    ) -> Number:
        """A value of one of the paper's equations; arguments may be numbers of this ledger.

        pick: from what the function returns to one number.
        """
        implemented = getattr(equations, function)
        number = _equation_of(implemented)
        self._demand(number)
        value = float(pick(implemented(*_plain(arguments), **named)))
        inputs = [a for a in arguments if isinstance(a, Number)]
        changed = self._value(f"equation:{function}", value)
        return derived(name, changed, unit, f"Eq. ({number})", *inputs, origin="equation")

    def audit(
        self,
        equation: int,
        line: int | None = None,
        *,
        stated: bool | None = True,
        reading: str = "",
    ) -> tuple[AuditRow, ...]:
        """The audit's rows on an equation; stated None: other readings too."""
        self._demand(equation)
        change = self._changes.get(f"statement:{equation}")
        self._used.setdefault(f"statement:{equation}", None)
        rows = printed.rows(equation) if change is None else printed.checked(equation, change)
        return tuple(
            row
            for row in rows
            if (line is None or row.line == line)
            and (stated is None or row.stated == stated)
            and (not reading or row.reading == reading)
        )

    def line(self, equation: int, line: int = 0) -> Statement:
        """The printed line as the audit reads it, its sides as symbolic expressions."""
        self._demand(equation)
        self._used.setdefault(f"statement:{equation}", None)
        found = [
            s for s in printed.lines() if (s.equation, s.line) == (equation, line) and s.stated
        ]
        change = self._changes.get(f"statement:{equation}")
        return found[0] if change is None else change(found[0])

    def equations_with(self, *symbols: str, together: bool = False) -> tuple[int, ...]:
        """The equations whose statements hold one, or all `together`, of these symbols."""
        found, wanted = [], set(symbols)
        for number in range(1, 16):
            held = printed.symbols(number, self._changes.get(f"statement:{number}")) & wanted
            if held == wanted if together else held:
                found.append(number)
        return tuple(found)

    # Theory and constants

    def standard(
        self, function: str, *arguments: Any, name: str, unit: str, pick: Change = float
    ) -> Number:
        """A value of standard theory, "bcs.specific_heat_jump"."""
        module, _, called = function.partition(".")
        implemented = getattr(import_module(f"pairlattice.standard.{module}"), called)
        value = float(pick(implemented(*_plain(arguments))))
        inputs = [a for a in arguments if isinstance(a, Number)]
        changed = self._value(f"standard:{function}", value)
        source = f"standard theory, {function.replace('_', ' ')}"
        return derived(name, changed, unit, source, *inputs, origin="standard")

    def constant(self, constant: str, name: str, unit: str) -> Number:
        """A constant of nature (CODATA)."""
        value = getattr(constants, constant)
        return self._number(f"constant:{constant}", name, value, unit, "constant", "CODATA")

    # Results

    def result(
        self,
        variable: Variable,
        name: str,
        *,
        pick: Callable[[Any], Any] | None = None,
        tag: str = "",
        **select: Any,
    ) -> Number:
        """One number of a result, with the variable's unit and, where it declares one, its error.

        name: in words. select: labels (the nearest for numbers). pick: from the selected values to
        one, such as numpy.max. tag: tells two numbers of one variable apart; its key ends in "#"
        and the tag. Raises MissingResultError, UnknownResultNameError.
        """
        noun, path = variable.experiment, variable.path
        self._demand(noun)
        told = ", ".join(f"{k} = {v}" for k, v in select.items())
        values = self._reader.array(noun, path, select)
        uncertainty = None
        # What is picked from several values is none of them, and has no error of its own.
        if pick is None and variable.error_name:
            uncertainty = float(self._reader.array(noun, variable.error.path, select))
        key = f"result:{noun}/{path}" + (f"#{tag}" if tag else "")
        value = self._value(key, float(values if pick is None else pick(values)))
        source = f"experiment {noun}, {path}" + (f" at {told}" if told else "")
        return Number(name, value, variable.units or "1", "experiment", source, uncertainty)

    # Cited data

    def cited(self, id: str, name: str = "", number: str = "number") -> Number:
        """A row of the cited data; "measured:ID" where an experiment of ours has its name.

        number: "number", "lower", "upper", "text" or "note" of the row.
        In SI units where the row has a submultiple. Raises LookupError for a row without it.
        """
        self._demand(id)
        id = id.removeprefix("measured:")
        row = _row(id)
        if not name:
            name = (
                f"{row.material} {row.quantity}"
                if isinstance(row, materials.Value)
                else row.quantity
            )
        if number in ("text", "note"):
            text = self._value(f"measured:{id}", getattr(row, number))
            return Number(name, text, row.unit, "measured", _source(row), None, row.verified)
        raw = getattr(row, number)
        if raw is None:
            raise LookupError(f"{id} has no {number}: {row.text!r}")
        scale = row.si / row.number if row.number and row.si else 1.0
        unit = row.si_unit if row.number and row.si else row.unit
        value = self._value(f"measured:{id}", float(raw) * scale)
        error = row.standard_uncertainty
        spread = None if error is None else error * scale
        return Number(name, value, unit, "measured", _source(row), spread, row.verified)

    def rows_about(self, *ids: str) -> tuple[Number, ...]:
        """Those of these rows that the data set, or a change, has."""
        found = []
        for id in ids:
            change = self._changes.get(f"measured:{id}")
            if change is not None:
                found.append(Number(id, change(None), "", "measured", id))
            elif id in experiments.experiments():
                row = _row(id)
                source = _source(row)
                found.append(Number(row.quantity, row.text, row.unit, "measured", source))
        return tuple(found)

    # Within

    def _number(
        self, key: str, name: str, value: float, unit: str, origin: Origin, source: str
    ) -> Number:
        return Number(name, self._value(key, float(value)), unit, origin, source)

    def _value(self, key: str, value: Any) -> Any:
        change = self._changes.get(key)
        changed = value if change is None else change(value)
        self._used.setdefault(key, changed if isinstance(changed, float) else None)
        return changed

    def _demand(self, need: int | str) -> None:
        if self._needs is not None and need not in self._needs:
            raise UndeclaredNeedError(f"undeclared need: {need!r}")


def _after(first: Change | None, then: Change) -> Change:
    return then if first is None else lambda value: then(first(value))


def _plain(arguments: Sequence[Any]) -> list[Any]:
    return [float(a) if isinstance(a, Number) else a for a in arguments]


def _source(row: Cited) -> str:
    return row.citation + (f", doi:{row.doi}" if row.doi else "")


@cache
def _row(id: str) -> Cited:
    for value in materials.all_values():
        if value.id == id:
            return value
    return experiments.experiment(id)


@cache
def _equation_of(function: Callable[..., Any]) -> int:
    for number, equation in equations.EQUATIONS.items():
        if function in equation.functions:
            return number
    raise LookupError(f"{function.__name__} implements none of Eq. (1) to (15)")
