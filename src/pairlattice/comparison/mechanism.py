"""What answers: a mechanism, the observables that it declares, and the three kinds of answer."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from numbers import Real
from typing import Any, Generic, Literal, TypeVar

from pairlattice.comparison.observable import Answer, Case, Observable, Quantity

Basis = Literal["computed", "stated", "postulated"]
BASES: tuple[Basis, ...] = ("computed", "stated", "postulated")

Value = TypeVar("Value")


@dataclass(frozen=True)
class Prediction(Generic[Value]):
    """An answer. value: a Quantity in the observable's SI unit, or one of its categories.

    why: one sentence with the equation, its inputs and their source. basis: "computed" from
    equations, "stated" in words without one, or "postulated", put in by hand.
    """

    value: Value
    why: str
    basis: Basis = "computed"


@dataclass(frozen=True)
class NoPrediction:
    """An answer too, and it stands as such. reason: one sentence."""

    reason: str


@dataclass(frozen=True)
class Failure:
    """What went wrong when the mechanism was asked, in one line. Not an answer of its theory."""

    reason: str


@dataclass(frozen=True)
class Capability(Generic[Case, Answer]):
    """An observable that a mechanism declares, and the function that answers it."""

    observable: Observable[Case, Answer]
    answer: Callable[[Case], Prediction[Answer] | NoPrediction]


@dataclass(frozen=True)
class Mechanism:
    """A theory of superconductivity, as far as it answers observables.

    name: on the command line; lower-case words joined by hyphens. title: for people.
    capabilities: what it answers. silent: for an observable that it does not declare, why, by
    name of the observable. failure: why it could not be loaded, "" if it could.
    """

    name: str
    title: str
    capabilities: tuple[Capability[Any, Any], ...] = ()
    silent: Mapping[str, str] = field(default_factory=dict)
    failure: str = ""

    @property
    def declares(self) -> tuple[str, ...]:
        """The names of the observables it answers."""
        return tuple(capability.observable.name for capability in self.capabilities)


def ask(
    mechanism: Mechanism, observable: Observable[Case, Answer], case: Case
) -> Prediction[Answer] | NoPrediction | Failure:
    """The mechanism's answer, checked. What it raises, or answers in the wrong form, is a Failure.

    A table with many mechanisms must survive one that is broken, hence every exception is caught.
    """
    if mechanism.failure:
        return Failure(mechanism.failure)
    try:
        given = _answer(mechanism, observable, case)
        problem = _problem(given, observable)
    except (Exception, SystemExit) as error:
        return Failure(one_line(error))
    return Failure(problem) if problem else given


def _answer(
    mechanism: Mechanism, observable: Observable[Case, Answer], case: Case
) -> Prediction[Answer] | NoPrediction:
    for capability in mechanism.capabilities:
        if capability.observable.name == observable.name:
            return capability.answer(case)
    reason = mechanism.silent.get(observable.name, "the mechanism does not declare this observable")
    return NoPrediction(reason)


def one_line(error: BaseException) -> str:
    """Kind and message of an exception, as one short line.

    >>> one_line(ValueError("first\\nsecond"))
    'ValueError: first second'
    """
    try:
        message = " ".join(str(error).split())
    except Exception:
        message = ""
    text = f"{type(error).__name__}: {message}" if message else type(error).__name__
    return text if len(text) <= 160 else text[:159] + "…"


def _problem(given: object, observable: Observable[Any, Any]) -> str:
    """What is wrong with the form of an answer, "" if nothing is."""
    if isinstance(given, NoPrediction):
        return _text_problem("reason", given.reason)
    if not isinstance(given, Prediction):
        return f"must answer with Prediction or NoPrediction, got {type(given).__name__}"
    if given.basis not in BASES:
        return f"basis must be one of {', '.join(BASES)}, got {str(given.basis)[:40]!r}"
    if problem := _text_problem("why", given.why):
        return problem
    value = given.value
    if observable.answer is str:
        if value in observable.categories:
            return ""
        return f"must be one of {', '.join(observable.categories)}, got {str(value)[:40]!r}"
    if not isinstance(value, Quantity):
        return f"must be a Quantity in {_named(observable.unit)}, got {type(value).__name__}"
    if value.unit != observable.unit:
        return f"unit must be {_named(observable.unit)}, got {_named(str(value.unit)[:20])}"
    for name, number in (("value", value.value), ("uncertainty", value.uncertainty)):
        if not isinstance(number, Real) or not math.isfinite(number):
            return f"{name} must be a finite number, got {str(number)[:40]!r}"
    if value.uncertainty < 0:
        return f"uncertainty must be 0 or more, got {value.uncertainty!r}"
    return ""


def _text_problem(name: str, text: object) -> str:
    if isinstance(text, str) and text.strip():
        return ""
    return f"{name} must be one sentence, got {str(text)[:40]!r}"


def _named(unit: str) -> str:
    return unit or "a pure number"
