"""What the comparison shows: the same numbers in text, JSON, figures and on the command line.

A broken mechanism takes nothing else down.
"""

import json
import math
import re
from dataclasses import replace

import numpy as np
import pytest

from pairlattice import plotting
from pairlattice.cli import main
from pairlattice.comparison import (
    Capability,
    Mechanism,
    NoPrediction,
    Prediction,
    Quantity,
    figures,
    observables,
    pair_lattice,
    standard,
    tables,
)
from pairlattice.comparison.cases import AlongAxis, OfMaterial
from pairlattice.comparison.compare import compare
from pairlattice.comparison.measurement import Number
from pairlattice.comparison.mechanism import Failure, ask
from pairlattice.comparison.score import score

SHIPPED = (pair_lattice.MECHANISM, standard.MECHANISM)


def measured(value: float, minus: float, plus: float) -> Number:
    return Number(value, minus, plus, "quoted", "somebody", "", True)


# Broken mechanisms ------------------------------------------------------------------------------


def mechanism(answer, observable=observables.GAP_RATIO) -> Mechanism:
    return Mechanism("odd", "odd one", (Capability(observable, answer),))


def raises(_):
    raise ZeroDivisionError("first line\nsecond line")


def leaves(_):
    raise SystemExit(3)


BROKEN = {
    "ZeroDivisionError: first line second line": raises,
    "SystemExit: 3": leaves,
    "must answer with Prediction": lambda _: 3.5,
    "must be a Quantity in a pure number": lambda _: Prediction(3.5, "why"),
    "unit must be a pure number, got meV": lambda _: Prediction(Quantity(3.5, "meV"), "why"),
    "value must be a finite number": lambda _: Prediction(Quantity(math.nan), "why"),
    "uncertainty must be a finite": lambda _: Prediction(Quantity(1.0, "", math.inf), "why"),
    "uncertainty must be 0 or more": lambda _: Prediction(Quantity(1.0, "", -1.0), "why"),
    "basis must be one of": lambda _: Prediction(Quantity(1.0), "why", "guessed"),
    "why must be one sentence": lambda _: Prediction(Quantity(1.0), ""),
    "reason must be one sentence": lambda _: NoPrediction(None),
    "value must be a finite number, got '[1.0": lambda _: Prediction(Quantity([1.0, 2.0]), "why"),
}


@pytest.mark.parametrize("message", BROKEN)
def test_a_broken_answer_becomes_one_line_and_the_table_stands(message):
    found = compare(["gap-ratio"], (*SHIPPED, mechanism(BROKEN[message])))
    alone = compare(["gap-ratio"], SHIPPED)
    for row, before in zip(found.rows, alone.rows, strict=True):
        failed = row.cells[2].answer
        assert isinstance(failed, Failure)
        assert message in failed.reason
        assert "\n" not in failed.reason
        assert row.cells[:2] == before.cells
    text = tables.overview(found).to_text()
    assert text.count("failed: ") == len(found.rows)
    assert tables.summary(found).rows[2][7] == len(found.rows)


def test_a_wrong_unit_of_a_depth_names_both_units():
    found = ask(
        mechanism(lambda _: Prediction(Quantity(39.0, "nm"), "why"), observables.PENETRATION_DEPTH),
        observables.PENETRATION_DEPTH,
        OfMaterial("Pb"),
    )
    assert found == Failure("unit must be m, got nm")


def test_a_category_that_does_not_exist_is_a_failure():
    odd = mechanism(lambda _: Prediction("pentagonal", "why"), observables.VORTEX_LATTICE)
    found = ask(odd, observables.VORTEX_LATTICE, AlongAxis("X", "c", 4, "cubic"))
    assert "must be one of triangular" in found.reason


def test_a_mechanism_whose_very_fields_are_wrong_fails_in_its_own_cells():
    nothing = Mechanism("odd", "odd one", (None,))
    assert isinstance(ask(nothing, observables.GAP_RATIO, OfMaterial("Pb")), Failure)
    mute = Mechanism("odd", "odd one", silent=None)
    assert isinstance(ask(mute, observables.GAP_RATIO, OfMaterial("Pb")), Failure)
    numbers = Mechanism("odd", "odd one", silent={"gap-ratio": 3})
    assert "one sentence" in ask(numbers, observables.GAP_RATIO, OfMaterial("Pb")).reason


def test_what_a_mechanism_does_not_declare_is_no_prediction():
    odd = mechanism(raises)
    found = ask(odd, observables.ISOTOPE_EXPONENT, OfMaterial("Pb"))
    assert found == NoPrediction("the mechanism does not declare this observable")


# Table, JSON, figures ---------------------------------------------------------------------------


def test_the_table_shows_what_was_computed(shipped):
    rows = {row[:2]: row for row in tables.overview(shipped).rows}
    lead = rows["λ(0) (nm)", "Pb"]
    assert lead[2] == "39.0 ± 3.0"
    assert lead[3:5] == ("14.63", "−8.1 σ")
    assert rows["2Δ/kTc", "Pb"][3:5] == ("no prediction", "—")
    flux = rows["flux of a vortex (fWb)", "Sn, Deaver & Fairbank"]
    assert flux[2].endswith("*")
    assert flux[3].endswith("(p)")
    tin = rows["[λ(Hc) − λ(0)]/λ(0) (%)", "Sn"]
    assert tin[2] == "≤ 3"
    assert tin[4] == "disagrees"


def test_the_counts_add_up(shipped):
    for row in tables.summary(shipped).rows:
        _, asked, answers, agrees, partly, disagrees, silent, failed, _ = row
        assert answers == agrees + partly + disagrees
        assert asked == answers + silent + failed == len(shipped.rows)


def test_every_silence_has_its_reason_in_the_table(shipped):
    (table,) = tables.silences(shipped)
    reasons = {row[3] for row in table.rows}
    silent = {
        cell.answer.reason
        for row in shipped.rows
        for cell in row.cells
        if isinstance(cell.answer, NoPrediction)
    }
    assert reasons == silent
    assert tables.silences(compare(["flux-per-vortex"], SHIPPED)) == ()


def test_a_moved_measured_value_moves_the_verdict(shipped):
    (row,) = [r for r in shipped.rows if r.question.id == "penetration-depth:Pb:lambda(0)"]
    prediction = row.cells[0].answer.value
    moved = replace(row.question.measurement, value=15e-9)
    assert row.cells[0].score.verdict == "disagrees"
    assert score(prediction, moved).verdict == "agrees"


@pytest.mark.parametrize(
    ("off", "shown"),
    [(-0.01, "0.0 σ"), (0.06, "+0.1 σ"), (-12.34, "−12.3 σ"), (5e4, "+50000 σ")],
)
def test_a_deviation_is_shown_with_its_sign_unless_it_is_nothing(off, shown):
    assert score(Quantity(off), measured(0.0, 1.0, 1.0)).text == shown


def test_an_asymmetric_measurement_is_shown_with_both_sides():
    shown = tables.measured_text(measured(40e-9, 3e-9, 5e-9), observables.PENETRATION_DEPTH)
    assert shown == "40 +5 −3"


def test_the_figures_say_what_the_table_says(shipped):
    with plotting.style():
        drawn = figures.draw(shipped)
    captions = figures.captions(shipped)
    assert set(drawn) == set(captions) == {"comparison", "comparison_deviations"}
    ratios = [
        row.cells[0].score.ratio for row in shipped.of("penetration-depth") if row.cells[0].score
    ]
    told = f"answers {len(ratios)} of {len(shipped.of('penetration-depth'))}, {min(ratios):.2f} to"
    assert told in captions["comparison"]
    marks = drawn["comparison"].axes[0].get_lines()
    assert any(np.allclose(sorted(line.get_xdata()), sorted(ratios)) for line in marks
               if len(line.get_xdata()) == len(ratios))  # fmt: skip


def test_a_failure_is_a_cross_and_no_silence(shipped):
    odd = mechanism(raises, observables.PENETRATION_DEPTH)
    found = compare(["penetration-depth"], (*SHIPPED, odd))
    assert "Crosses: the mechanism failed" in figures.captions(found)["comparison"]
    assert "Crosses" not in figures.captions(shipped)["comparison"]
    with plotting.style():
        aside = figures.draw(found)["comparison"].axes[1]
    crosses = [line for line in aside.get_lines() if line.get_marker() == "x"]
    assert sum(len(line.get_xdata()) for line in crosses) == len(found.rows)


def test_a_comparison_without_depths_still_draws():
    with plotting.style():
        assert set(figures.draw(compare(["vortex-lattice"], SHIPPED))) == {
            "comparison",
            "comparison_deviations",
        }


# Command line -----------------------------------------------------------------------------------


def run(capsys, *arguments: str):
    with pytest.raises(SystemExit) as stop:
        main(["compare", *arguments])
    captured = capsys.readouterr()
    return stop.value.code, captured.out, captured.err


def test_the_command_prints_strict_json_with_every_answer(capsys, shipped):
    chosen = ("--mechanism", "pair-lattice", "--mechanism", "standard")
    code, out, _ = run(capsys, "--json", *chosen)
    told = json.loads(out, parse_constant=pytest.fail)
    assert code == 0
    assert len(told["questions"]) == len(shipped.rows)
    lead = next(q for q in told["questions"] if q["id"] == "penetration-depth:Pb:lambda(0)")
    assert lead["measured"]["value"] == 39e-9
    assert lead["measured"]["uncertainty_from"] == "quoted"
    assert lead["answers"]["pair-lattice"]["verdict"] == "disagrees"
    assert lead["answers"]["standard"]["uncertainty"] > 0
    kinds = {a["kind"] for q in told["questions"] for a in q["answers"].values()}
    assert kinds == {"prediction", "no prediction"}


def test_one_observable_of_one_mechanism_with_its_sources(capsys):
    code, out, _ = run(capsys, "--observable", "flux-per-vortex", "--mechanism", "pair-lattice")
    assert code == 0
    assert "What the values rest on" in out
    assert "Deaver" in out
    assert "standard theory" not in out
    assert re.search(r"pair lattice\s+3\s+3\s+3", out)


@pytest.mark.parametrize(
    ("arguments", "known"),
    [
        (("--observable", "colour"), "penetration-depth"),
        (("--mechanism", "magic"), "pair-lattice, standard"),
        (("--frobnicate",), "no such option"),
        (("extra",), "unexpected extra argument"),
    ],
)
def test_a_wrong_name_gets_one_line_and_exit_code_two(capsys, arguments, known):
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1
    assert known in err
