"""The ledger: rules, parts, evidence that can be moved, sensitivity, and its JSON."""

import math

import jsonschema
import pytest

from pairlattice import ledger
from pairlattice.ledger import Collection, Evidence, Number, Verdict, becomes, times
from pairlattice.variable import Node


def number(value, name="x", error=None, confirmed=True):
    return Number(name, value, "m", "measured", "somebody", error, confirmed)


def test_within_is_a_closed_interval_around_the_second_number():
    for x, holds in ((1.05, True), (0.95, True), (1.0501, False), (0.9499, False), (-1.0, False)):
        assert ledger.within(number(x), number(1.0), 0.05 + 1e-12, "test").holds is holds


def test_a_factor_of_two_holds_for_a_half_and_a_double_and_not_for_an_opposite():
    for x, holds in ((0.5, True), (2.0, True), (2.01, False), (0.49, False), (-1.0, False)):
        assert ledger.within_factor(number(x), number(1.0), 2.0, "test").holds is holds


def test_agreement_within_errors_adds_them_in_quadrature_and_is_undecided_without_any():
    near, far = number(1.0, error=3.0), number(10.0, error=4.0)
    assert ledger.within_error(near, far, 1.8001).holds is True
    assert ledger.within_error(near, far, 1.7999).holds is False
    assert ledger.within_error(number(1.0), number(1.0)).holds is None


@pytest.mark.parametrize("x", [0.3, 1.0, 1.7, 40.0])
def test_slack_is_the_factor_that_turns_a_comparison(x):
    for rule in (
        lambda a: ledger.within(a, number(1.3), 0.4, "test"),
        lambda a: ledger.within_factor(a, number(1.3), 3.0, "test"),
        lambda a: ledger.above(a, number(1.3), 2.0, "test"),
        lambda a: ledger.below(a, number(1.3)),
        lambda a: ledger.vanishes(a, number(20.0), 0.1, "test"),
    ):
        found = rule(number(x))
        before = rule(number(x * found.slack ** (1 - 1e-9)))
        after = rule(number(x * found.slack ** (1 + 1e-9)))
        assert before.holds is found.holds
        assert after.holds is not found.holds


def test_what_is_not_finite_decides_nothing():
    assert ledger.within(number(math.nan), number(1.0), 0.1, "test").holds is None
    assert ledger.above(number(math.inf), number(1.0)).holds is None


def test_all_of_and_any_of_follow_three_valued_logic():
    values = {True: number(2.0), False: number(0.5), None: number(math.nan)}
    rules = {key: ledger.above(value, number(1.0)) for key, value in values.items()}
    order = [False, None, True]
    for a in order:
        for b in order:
            low, high = sorted((a, b), key=order.index)
            assert ledger.all_of(rules[a], rules[b]).holds is low
            assert ledger.any_of(rules[a], rules[b]).holds is high


def test_a_verdict_that_rests_on_an_unconfirmed_value_says_so():
    doubtful = ledger.derived("y", 2.0, "m", "2x", number(1.0, confirmed=False))
    part = ledger.measured(ledger.above(doubtful, number(1.0)))
    assert part.label == "agrees (unconfirmed value)"
    assert not part.confirmed


def test_what_alone_decides_is_what_a_verdict_rests_on():
    sure, doubtful = number(0.5), number(2.0, confirmed=False)
    fails = ledger.above(sure, number(1.0))
    holds = ledger.above(doubtful, number(1.0))
    assert ledger.measured(ledger.all_of(fails, holds)).label == "disagrees"
    assert ledger.measured(ledger.any_of(fails, holds)).label == "agrees (unconfirmed value)"
    told = ledger.contains(Number("a finding", "so", "", "measured", "somebody"), "so")
    assert ledger.measured(ledger.all_of(fails, told)).label == "disagrees"
    assert ledger.measured(ledger.negated(told)).label == "disagrees (by citation)"


def test_a_closure_turns_follows_into_needs_closure_and_a_failure_is_a_conflict():
    from pairlattice.model import closures

    holds, fails = (ledger.above(number(x), number(1.0)) for x in (2.0, 0.5))
    assert ledger.follows(holds, "Eq. (1)").label == "follows from Eq. (1)"
    assumed = ledger.follows(holds, "Eq. (1)", closures=(closures.TETHER, closures.HEAT_BATH))
    assert assumed.label == "needs closure C1, C7"
    assert ledger.follows(fails, "Eq. (1)", closures=(closures.TETHER,)).outcome == "conflicts"


def test_the_units_part_follows_the_audit_of_the_printed_line():
    evidence = Evidence()
    outcome = {n: ledger.units(evidence.audit(n)).outcome for n in (1, 4, 7, 10, 14)}
    assert outcome == {1: "right", 4: "slip", 7: "mixed units", 10: "mixed units", 14: "right"}


def test_a_changed_equation_changes_what_the_audit_says():
    from dataclasses import replace

    twice = Evidence().replace({"statement:3": lambda s: replace(s, right=2 * s.right)})
    assert ledger.units(Evidence().audit(3)).outcome == "right"
    assert ledger.units(twice.audit(3)).outcome == "slip"


def test_no_equation_of_the_paper_holds_a_temperature_and_one_holds_the_fine_structure_constant():
    evidence = Evidence()
    assert evidence.equations_with("T") == ()
    assert evidence.equations_with("alpha") == (7,)
    none = ledger.no_equation("a temperature", evidence.equations_with("T"), ("T",))
    assert none.outcome == "no equation given"
    assert ledger.no_equation("alpha", (7,), ("alpha",)).outcome == "undecided"


def test_an_input_is_moved_twice_in_order():
    moved = Evidence().replace({"paper:a": times(2.0)}).replace({"paper:a": lambda v: v + 1})
    assert float(moved.paper("a", 3.0, "m", "here")) == 7.0


def test_cited_values_come_in_si_with_their_doubt():
    evidence = Evidence()
    field, tc = evidence.cited("Pb:Bc(0)"), evidence.cited("Al:Tc_calorimetric")
    assert (float(field), field.unit, field.confirmed) == (0.0803, "T", False)
    assert (float(tc), tc.unit, tc.confirmed) == (1.163, "K", True)
    depth = evidence.cited("Pb:lambda(0)")
    assert (float(depth), depth.uncertainty) == pytest.approx((39e-9, 3e-9))
    assert float(evidence.cited("persist_file_mills", number="lower")) == 1e5
    with pytest.raises(LookupError, match="no number"):
        evidence.cited("flux_deaver")


ROOM = Collection("a test")


@ROOM("C900", "X", "Eq. (1)", "A wire's current stays below a bound.", needs=(1,))
def _bounded(ev):
    speed = ev.paper("speed", 1e-5, "m/s", "Sec. X")
    current = ev.equation("wire_current", 8.5e28, speed, 5e-3, name="current", unit="A")
    bound = ev.chosen("bound", 8.0, "A", "an example")
    holds = ledger.below(current, bound)
    return Verdict(
        ledger.checked(holds),
        ledger.follows(holds, "Eq. (1)"),
        ledger.not_measured("it", ev.rows_about("nothing_of_the_kind")),
    )


@ROOM("C901", "X", "text", "Uses what it does not declare.")
def _undeclared(ev):
    return Verdict(*[ledger.checked(ledger.audited(ev.audit(1)))] * 3)


@ROOM("C902", "X", "text", "Needs an experiment.", needs=("crystal",))
def _needs_crystal(ev):
    ev.result(Node("crystal", "statics")("madelung", "1", "Madelung constant"), "M")
    raise AssertionError("there is no result")


def test_a_claim_may_only_use_what_it_declares():
    with pytest.raises(ledger.UndeclaredNeedError):
        ledger.judge(_undeclared, Evidence())


def test_a_missing_experiment_is_named_with_the_command_that_makes_it():
    judged = ledger.judge(_needs_crystal, Evidence())
    assert judged.missing == "crystal"
    assert {part.outcome for part in judged.verdict.parts.values()} == {"not computed"}
    assert "reproduce --only crystal" in judged.verdict.derivation.found


def test_sensitivity_finds_the_factor_at_which_the_verdict_turns():
    judged = ledger.judge(_bounded, Evidence())
    current = 2.674
    found = {(t.key, t.part): t for t in judged.turns}
    for key, factor in (
        ("paper:speed", 8 / current),
        ("equation:wire_current", 8 / current),
        ("chosen:bound", current / 8),
    ):
        turn = found[key, "arithmetic"]
        assert turn.factor == pytest.approx(factor, rel=1e-3)
        assert turn.becomes == "slip"
    assert not any(part == "measurement" for _, part in found)


def test_a_row_that_appears_in_the_data_makes_not_measured_undecided():
    added = Evidence().replace({"measured:nothing_of_the_kind": becomes("1 m/s")})
    assert ledger.judge(_bounded, Evidence()).verdict.measurement.outcome == "not measured"
    assert ledger.judge(_bounded, added).verdict.measurement.outcome == "undecided"


def test_the_json_is_the_same_twice_and_fits_its_schema():
    claims = [_bounded, _needs_crystal]
    text = ledger.to_json(ledger.evaluate(claims, Evidence()))
    assert text == ledger.to_json(ledger.evaluate(reversed(claims), Evidence()))
    judged = ledger.evaluate(claims, Evidence())
    jsonschema.validate(ledger.to_dict(judged), ledger.schema())
    broken = ledger.to_dict(judged)
    broken["claims"][0]["arithmetic"]["outcome"] = "perfect"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, ledger.schema())
