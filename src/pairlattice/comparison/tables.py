"""The comparison as tables: the whole, the counts, the reasons, and what the answers rest on."""

from pairlattice.comparison.compare import Cell, Comparison
from pairlattice.comparison.measurement import Bound, Measurement, Number
from pairlattice.comparison.mechanism import Failure, NoPrediction, Prediction
from pairlattice.comparison.observable import Observable, Quantity
from pairlattice.comparison.score import AGREEMENT
from pairlattice.table import Cell as TableCell
from pairlattice.table import Table, number, with_error

# Behind a measured value or an answer; `overview` explains them below the table.
UNCONFIRMED, CONVENTION = "*", "†"
BASIS = {"computed": "", "stated": " (s)", "postulated": " (p)"}


def tables(comparison: Comparison) -> tuple[Table, ...]:
    """What the report shows: the counts, the whole table, and why there is no prediction."""
    return (summary(comparison), overview(comparison), *silences(comparison))


def overview(comparison: Comparison) -> Table:
    """Mechanisms beside measurement, one question a row."""
    columns = ["observable", "of", "measured"]
    for mechanism in comparison.mechanisms:
        columns += [mechanism.title, "off by"]
    rows = []
    for row in comparison.rows:
        o = row.question.observable
        cells: list[TableCell] = [heading(o), row.question.label]
        cells.append(measured_text(row.question.measurement, o))
        for cell in row.cells:
            cells += [answer_text(cell, o), cell.score.text if cell.score else "—"]
        rows.append(tuple(cells))
    note = (
        "off by: (prediction − measured)/σ, σ² = measurement's + prediction's own; agreement "
        f"within {AGREEMENT:g} σ. {UNCONFIRMED} written down from memory, not yet read in the "
        f"source. {CONVENTION} the source gives no uncertainty: the observable's convention, else "
        "one unit in the last digit. (s) stated in words, without an equation. (p) postulated, "
        "not derived."
    )
    return Table("Mechanisms beside measurement", tuple(columns), tuple(rows), note)


def summary(comparison: Comparison) -> Table:
    """How many questions each mechanism answers, and how."""
    rows = []
    for i, mechanism in enumerate(comparison.mechanisms):
        cells = [row.cells[i] for row in comparison.rows]
        unconfirmed = [
            row
            for row in comparison.rows
            if row.cells[i].score and not row.question.measurement.verified
        ]
        verdicts = [cell.score.verdict for cell in cells if cell.score]
        rows.append(
            (
                mechanism.title,
                len(cells),
                sum(isinstance(cell.answer, Prediction) for cell in cells),
                verdicts.count("agrees"),
                verdicts.count("partly"),
                verdicts.count("disagrees"),
                sum(isinstance(cell.answer, NoPrediction) for cell in cells),
                sum(isinstance(cell.answer, Failure) for cell in cells),
                len(unconfirmed),
            )
        )
    columns = (
        "mechanism",
        "asked",
        "answers",
        "agrees",
        "partly",
        "disagrees",
        "no prediction",
        "failed",
        "unconfirmed",
    )
    note = (
        "partly: the one category predicted is among several that were seen. unconfirmed: answers "
        "set against a measured value that was written down from memory. A count is no score: the "
        "questions are neither independent nor of equal weight."
    )
    return Table("Answers", columns, tuple(rows), note)


def silences(comparison: Comparison) -> tuple[Table, ...]:
    """Why a mechanism gives no prediction, and what failed; one line for each reason."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in comparison.rows:
        for mechanism, cell in zip(comparison.mechanisms, row.cells, strict=True):
            if isinstance(cell.answer, Prediction):
                continue
            prefix = "failed: " if isinstance(cell.answer, Failure) else ""
            key = (
                mechanism.title,
                row.question.observable.title,
                prefix + " ".join(cell.answer.reason.split()),
            )
            found.setdefault(key, []).append(row.question.label)
    if not found:
        return ()
    rows = tuple((*key[:2], "; ".join(cases), key[2]) for key, cases in found.items())
    return (Table("No prediction, and why", ("mechanism", "observable", "of", "because"), rows),)


def details(comparison: Comparison) -> Table:
    """What each prediction rests on, and where each measured value comes from."""
    rows = []
    for row in comparison.rows:
        measurement = row.question.measurement
        source = measurement.citation + (f", doi:{measurement.doi}" if measurement.doi else "")
        note = f"; {measurement.note}" if measurement.note else ""
        rows.append((row.question.label, "measured", f"{source}{note}"))
        for mechanism, cell in zip(comparison.mechanisms, row.cells, strict=True):
            if isinstance(cell.answer, Prediction):
                rows.append(
                    (row.question.label, mechanism.title, " ".join(cell.answer.why.split()))
                )
    return Table("What the values rest on", ("of", "who", "source"), tuple(rows))


def heading(observable: Observable[object, object]) -> str:
    """An observable with the unit in which the table shows it."""
    unit = observable.shown[0]
    return f"{observable.title} ({unit})" if unit else observable.title


def measured_text(measurement: Measurement, observable: Observable[object, object]) -> str:
    """A measured value with its uncertainty and its marks."""
    mark = "" if measurement.verified else UNCONFIRMED
    factor = observable.shown[1]
    if isinstance(measurement, Bound):
        if measurement.upper is not None:
            return f"≤ {number(measurement.upper * factor)}{mark}"
        return f"≥ {number((measurement.lower or 0.0) * factor)}{mark}"
    if isinstance(measurement, Number):
        if measurement.source == "convention":
            mark = CONVENTION + mark
        minus, plus = measurement.minus * factor, measurement.plus * factor
        if minus == plus:
            return with_error(measurement.value * factor, plus) + mark
        return f"{number(measurement.value * factor)} +{number(plus)} −{number(minus)}{mark}"
    return ", ".join(measurement.observed) + mark


def answer_text(cell: Cell, observable: Observable[object, object]) -> str:
    """A mechanism's answer in the unit of the table, or in one line why there is none."""
    answer = cell.answer
    if isinstance(answer, NoPrediction):
        return "no prediction"
    if isinstance(answer, Failure):
        return f"failed: {answer.reason[:60]}"
    basis = BASIS[answer.basis]
    if not isinstance(answer.value, Quantity):
        return f"{answer.value}{basis}"
    factor = observable.shown[1]
    value, size = float(answer.value.value) * factor, float(answer.value.uncertainty) * factor
    return (with_error(value, size) if size else number(value)) + basis
