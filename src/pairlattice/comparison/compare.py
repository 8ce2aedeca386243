"""Every mechanism asked every question, beside what was measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pairlattice.comparison.measurement import Bound, Measurement, Number
from pairlattice.comparison.mechanism import Failure, Mechanism, NoPrediction, Prediction, ask
from pairlattice.comparison.observable import Quantity
from pairlattice.comparison.observables import observable
from pairlattice.comparison.questions import Question, questions
from pairlattice.comparison.registry import mechanisms
from pairlattice.comparison.score import Score, score


@dataclass(frozen=True)
class Cell:
    """One mechanism's answer to one question. score: None unless it is a prediction."""

    answer: Prediction[Any] | NoPrediction | Failure
    score: Score | None


@dataclass(frozen=True)
class Row:
    """A question, and one cell for each mechanism."""

    question: Question[Any, Any]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Comparison:
    """mechanisms: the columns. rows: one for each question."""

    mechanisms: tuple[Mechanism, ...]
    rows: tuple[Row, ...]

    def of(self, observable: str) -> tuple[Row, ...]:
        """The rows of one observable, by its name."""
        return tuple(row for row in self.rows if row.question.observable.name == observable)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON, numbers in SI."""
        return {
            "mechanisms": [
                {
                    "name": m.name,
                    "title": m.title,
                    "declares": list(m.declares),
                    "failure": m.failure or None,
                }
                for m in self.mechanisms
            ],
            "questions": [self._row(row) for row in self.rows],
        }

    def _row(self, row: Row) -> dict[str, Any]:
        question = row.question
        return {
            "id": question.id,
            "observable": question.observable.name,
            "case": question.label,
            "unit": question.observable.unit,
            "measured": _measured(question.measurement),
            "answers": {
                m.name: _answer(cell) for m, cell in zip(self.mechanisms, row.cells, strict=True)
            },
        }


def compare(
    observables: Sequence[str] = (), chosen: Sequence[Mechanism] | None = None
) -> Comparison:
    """Ask `chosen`, or every mechanism there is, the questions of `observables`, or all of them.

    observables: names, see `observables.observable`. Raises InputError for an unknown one.
    """
    for name in observables:
        observable(name)
    asked = tuple(chosen) if chosen is not None else mechanisms()
    rows = tuple(
        Row(question, tuple(_cell(mechanism, question) for mechanism in asked))
        for question in questions()
        if not observables or question.observable.name in observables
    )
    return Comparison(asked, rows)


def _cell(mechanism: Mechanism, question: Question[Any, Any]) -> Cell:
    answer = ask(mechanism, question.observable, question.case)
    if isinstance(answer, Prediction):
        return Cell(answer, score(answer.value, question.measurement))
    return Cell(answer, None)


def _measured(m: Measurement) -> dict[str, Any]:
    about = {"citation": m.citation, "doi": m.doi, "verified": m.verified, "note": m.note}
    if isinstance(m, Number):
        size = {"value": m.value, "minus": m.minus, "plus": m.plus, "uncertainty_from": m.source}
        return {"kind": "number", **size, **about}
    if isinstance(m, Bound):
        return {"kind": "bound", "upper": m.upper, "lower": m.lower, **about}
    return {"kind": "categories", "observed": list(m.observed), **about}


def _answer(cell: Cell) -> dict[str, Any]:
    answer = cell.answer
    if isinstance(answer, NoPrediction):
        return {"kind": "no prediction", "reason": answer.reason}
    if isinstance(answer, Failure):
        return {"kind": "failed", "reason": answer.reason}
    told: dict[str, Any] = {"kind": "prediction", "basis": answer.basis, "why": answer.why}
    if isinstance(answer.value, Quantity):
        told |= {
            "value": float(answer.value.value),
            "uncertainty": float(answer.value.uncertainty),
        }
    else:
        told |= {"value": answer.value}
    if cell.score is not None:
        told |= {"verdict": cell.score.verdict, "deviation": cell.score.deviation}
    return told
