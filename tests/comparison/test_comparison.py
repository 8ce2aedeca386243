"""Mechanisms beside measurement.

score         deviations by hand: quoted, asymmetric, range, convention, bounds, categories
pair lattice  λ_L by the Gaussian formula; impurity and flux by hand
standard      λ(0) of aluminium by Pippard's closed form; Nb by the condensation energy; gap by e^γ
table         the same numbers in text, JSON and figure; a moved measured value moves the verdict
"""

import math

import numpy as np
import pytest

from pairlattice import constants as c
from pairlattice.comparison import (
    NoPrediction,
    Observable,
    Quantity,
    measurement,
    observables,
    pair_lattice,
    standard,
)
from pairlattice.comparison.cases import AlongAxis, MagnetAbove, OfMaterial
from pairlattice.comparison.compare import Comparison, compare
from pairlattice.comparison.measurement import Bound, Categories, Number, measured_number
from pairlattice.comparison.questions import questions
from pairlattice.comparison.score import score
from pairlattice.errors import InputError
from pairlattice.reference_data.experiments import experiment
from pairlattice.reference_data.materials import COLUMNS, material, parse_values
from pairlattice.reference_data.outcomes import parse_outcomes

SHIPPED = (pair_lattice.MECHANISM, standard.MECHANISM)


def number(value: float, minus: float, plus: float) -> Number:
    return Number(value, minus, plus, "quoted", "somebody", "", True)


def row_of(value: str, uncertainty: str = "", unit: str = "nm"):
    text = ",".join(COLUMNS) + f"\nX:q,X,q,{value},{unit},{uncertainty},somebody,,yes,\n"
    return parse_values(text)[0]


def answer_of(comparison: Comparison, id: str, mechanism: str):
    (row,) = [row for row in comparison.rows if row.question.id == id]
    names = [m.name for m in comparison.mechanisms]
    return row.cells[names.index(mechanism)]


# Score ------------------------------------------------------------------------------------------


def test_a_deviation_is_counted_in_both_uncertainties_together():
    # (46 − 40)/√(3² + 4²) = 6/5.
    found = score(Quantity(46.0, "", 4.0), number(40.0, 3.0, 3.0))
    assert found.deviation == pytest.approx(1.2)
    assert found.verdict == "agrees"
    assert found.ratio == pytest.approx(1.15)


def test_an_asymmetric_measurement_is_judged_on_the_side_of_the_prediction():
    lopsided = number(10.0, 1.0, 5.0)
    assert score(Quantity(14.0), lopsided).deviation == pytest.approx(+0.8)
    assert score(Quantity(6.0), lopsided).deviation == pytest.approx(-4.0)
    assert [score(Quantity(v), lopsided).verdict for v in (14.0, 6.0)] == ["agrees", "disagrees"]


def test_agreement_ends_at_two_standard_uncertainties():
    measured = number(0.0, 1.0, 1.0)
    verdicts = [score(Quantity(v), measured).verdict for v in (2.0, 2.001, -2.0, -2.001)]
    assert verdicts == ["agrees", "disagrees", "agrees", "disagrees"]
    assert score(Quantity(1.0), measured).ratio is None


def test_an_upper_bound_is_kept_or_not_with_the_margin_of_the_theory():
    bound = Bound(0.03, None, "somebody", "", True)
    assert score(Quantity(0.03), bound).verdict == "agrees"
    assert score(Quantity(0.04), bound).verdict == "disagrees"
    assert score(Quantity(0.04, "", 0.005), bound).verdict == "agrees"
    assert score(Quantity(0.04), bound).deviation is None
    assert score(Quantity(0.06), bound).ratio == pytest.approx(2.0)


def test_a_lower_bound_counts_the_other_way():
    bound = Bound(None, 5.0, "somebody", "", True)
    assert [score(Quantity(v), bound).verdict for v in (6.0, 4.0)] == ["agrees", "disagrees"]
    assert score(Quantity(4.0, "", 0.5), bound).verdict == "agrees"


def test_a_category_agrees_alone_partly_among_others_and_else_not():
    def verdict(*observed: str) -> str:
        return score("square", Categories(observed, "somebody", "", True)).verdict

    assert verdict("square") == "agrees"
    assert verdict("triangular", "square") == "partly"
    assert verdict("triangular") == "disagrees"


def test_words_and_numbers_are_not_compared():
    with pytest.raises(TypeError):
        score("square", number(1.0, 1.0, 1.0))
    with pytest.raises(TypeError):
        score(Quantity(1.0), Categories(("square",), "somebody", "", True))


def test_a_quoted_uncertainty_is_taken_and_brought_to_si():
    found = measured_number(row_of("39", "3"), spread=0.5)
    assert (found.value, found.plus, found.source) == (39e-9, 3e-9, "quoted")


def test_half_of_a_range_is_its_uncertainty():
    found = measured_number(row_of("25-30", unit="T"))
    assert (found.value, found.minus, found.source) == (27.5, 2.5, "range")


def test_without_a_quoted_uncertainty_the_convention_is_flagged():
    digit = measured_number(row_of("7.196", unit="K"))
    assert digit.plus == pytest.approx(0.001)
    assert digit.source == "convention"
    assert measured_number(row_of("40"), spread=0.1).plus == pytest.approx(4e-9)
    # Words are no uncertainty.
    assert measured_number(row_of("40", "about 5"), spread=0.1).source == "convention"


@pytest.mark.parametrize(("text", "unit"), [("1.68e-8", 1e-10), ("-1.5", 0.1), ("250", 1.0)])
def test_the_last_digit_is_read_off_the_text(text, unit):
    assert measurement.last_digit(text) == pytest.approx(unit)


def test_bounds_are_read_as_bounds():
    assert measured_number(experiment("pippard_field")).upper == pytest.approx(0.03)
    assert measured_number(experiment("persist_rho_open")).upper == 1e-26
    # 3.6e-23 ohm cm are 3.6e-25 ohm m.
    assert measured_number(experiment("persist_quinn_ittner")).upper == pytest.approx(3.6e-25)
    assert measured_number(experiment("persist_file_mills")).lower == 1e5


def test_a_row_of_words_is_refused():
    with pytest.raises(InputError, match="holds no number"):
        measured_number(row_of("Fm-3m", unit=""))


@pytest.mark.parametrize("size", [0.0, -1.0, math.nan])
def test_a_measured_number_needs_an_uncertainty(size):
    with pytest.raises(InputError, match="uncertainties above 0"):
        number(1.0, size, 1.0)


@pytest.mark.parametrize("ends", [(None, None), (1.0, 0.0)])
def test_a_bound_has_one_end(ends):
    with pytest.raises(InputError, match="either"):
        Bound(*ends, "somebody", "", True)


# Pair lattice -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Al", "Sn", "Pb", "Nb"])
def test_the_pair_lattice_depth_is_c_over_the_plasma_frequency(name):
    # Gaussian by hand: λ = c/√(4π n e²/m), in centimetres.
    n = material(name).pair_density * 1e-6
    e, m, light = 4.80320471e-10, 9.1093837e-28, 2.99792458e10
    by_hand = light / math.sqrt(4 * math.pi * n * e**2 / m) * 1e-2
    found = pair_lattice.penetration_depth(OfMaterial(name))
    assert found.value.value == pytest.approx(by_hand, rel=1e-7)
    assert found.value.unit == "m"


def test_lead_is_off_by_what_the_depths_say(shipped):
    # (14.63 − 39)/3 nm.
    cell = answer_of(shipped, "penetration-depth:Pb:lambda(0)", "pair-lattice")
    n = 1.32e29
    depth = math.sqrt(c.electron_mass / (c.vacuum_permeability * n)) / c.elementary_charge
    assert cell.score.deviation == pytest.approx((depth - 39e-9) / 3e-9, rel=1e-9)
    assert cell.score.verdict == "disagrees"
    assert cell.answer.basis == "computed"


def test_indium_hardly_changes_the_electron_density_of_tin(shipped):
    cell = answer_of(shipped, "impurity-deepening:Sn:lambda_ratio_3pctIn", "pair-lattice")
    # 97 atoms with four electrons and 3 with three, for 400.
    assert cell.answer.value.value == pytest.approx(math.sqrt(400 / (97 * 4 + 3 * 3)), rel=1e-12)
    assert cell.score.verdict == "disagrees"


def test_the_flux_is_postulated_and_says_what_the_pair_field_would_give(shipped):
    cell = answer_of(shipped, "flux-per-vortex:flux_deaver_size", "pair-lattice")
    assert cell.answer.basis == "postulated"
    assert "C6" in cell.answer.why
    # e/(ε0 c) over h/2e is 4α.
    assert f"{4 * c.fine_structure:.4f}" in cell.answer.why
    assert cell.answer.value.value == pytest.approx(c.planck / (2 * c.elementary_charge))


@pytest.mark.parametrize(
    ("fold", "lattice"),
    [(4, "square"), (3, "triangular"), (2, "distorted hexagonal"), (6, "triangular")],
)
def test_the_axis_decides_the_pair_lattices_vortex_lattice(fold, lattice):
    found = pair_lattice.vortex_lattice(AlongAxis("X", "c", fold, "cubic"))
    assert found.value == lattice
    assert found.basis == "stated"
    assert ("read as a threefold" in found.why) == (fold == 6)


def test_the_paper_pulls_a_leaving_magnet_back_whether_pinned_or_not():
    for pinned in (True, False):
        words = [
            pair_lattice.force_on_magnet(MagnetAbove("X", pinned, "zero-field", motion)).value
            for motion in ("approach", "withdraw")
        ]
        assert words == ["repulsive", "attractive"]
    sideways = MagnetAbove("X", True, "zero-field", "sideways")
    assert isinstance(pair_lattice.force_on_magnet(sideways), NoPrediction)


def test_what_the_paper_takes_as_given_is_no_prediction(shipped):
    for name in ("critical-temperature", "isotope-exponent", "gap-ratio", "specific-heat-jump"):
        rows = shipped.of(name)
        assert len(rows) > 5
        for row in rows:
            assert isinstance(row.cells[0].answer, NoPrediction)
            assert row.cells[0].answer.reason == pair_lattice.MECHANISM.silent[name]
            assert row.cells[0].score is None


def test_every_observable_that_the_paper_leaves_open_has_its_reason():
    left = {o.name for o in observables.OBSERVABLES} - set(pair_lattice.MECHANISM.declares)
    assert left == set(pair_lattice.MECHANISM.silent)
    assert {o.name for o in observables.OBSERVABLES} == set(standard.MECHANISM.declares)


# Standard theory --------------------------------------------------------------------------------


def test_aluminium_is_in_pippards_limit():
    # Closed form for ξ0 ≫ λ, between diffuse (0.65) and specular (8/9 of it).
    scale = (16e-9**2 * 1600e-9) ** (1 / 3) * (math.sqrt(3) / (2 * math.pi)) ** (1 / 3)
    found = standard.penetration_depth(OfMaterial("Al")).value
    assert found.value == pytest.approx(scale * (1 + 8 / 9) / 2, rel=0.06)
    assert found.uncertainty >= scale * (1 - 8 / 9) / 2 * 0.9


def test_nb3sn_follows_from_its_two_critical_fields():
    # κ = Bc2/(√2 Bc) and Bc2 = Φ0/(2πξ²), so λ = κξ.
    bulk, upper = 0.52, 27.5
    xi = math.sqrt(c.flux_quantum / (2 * math.pi * upper))
    found = standard.penetration_depth(OfMaterial("Nb3Sn"))
    assert found.value.value == pytest.approx(upper / (math.sqrt(2) * bulk) * xi, rel=1e-9)
    assert "Bc2" in found.why


def test_without_a_route_standard_theory_gives_no_depth_either(shipped):
    cell = answer_of(shipped, "penetration-depth:YBCO:lambda_ab(0)", "standard")
    assert isinstance(cell.answer, NoPrediction)
    assert "input" in cell.answer.reason


def test_a_metal_without_known_phonons_gets_the_weak_coupling_numbers():
    gap = standard.gap_ratio(OfMaterial("V")).value.value
    assert gap == pytest.approx(2 * math.pi / math.exp(np.euler_gamma), rel=1e-5)
    assert standard.isotope_exponent(OfMaterial("Zn")).value.value == 0.5
    assert standard.specific_heat_jump(OfMaterial("V")).value.value == pytest.approx(
        1.4261, rel=1e-3
    )


def test_strong_coupling_widens_the_gap_of_lead_and_not_of_aluminium():
    lead, aluminium = (standard.gap_ratio(OfMaterial(m)).value.value for m in ("Pb", "Al"))
    assert 4.2 < lead < 4.7
    assert aluminium == pytest.approx(3.53, abs=0.01)


def test_transition_temperatures_come_with_the_spread_of_the_coulomb_repulsion():
    found = standard.critical_temperature(OfMaterial("Pb")).value
    assert abs(found.value - 7.196) < 2 * found.uncertainty
    assert isinstance(standard.critical_temperature(OfMaterial("YBCO")), NoPrediction)


def test_a_sphere_shows_the_demagnetising_factor_of_a_third(shipped):
    cell = answer_of(shipped, "susceptibility:chi_sphere", "standard")
    assert cell.answer.value.value == pytest.approx(-1 / (1 - 1 / 3), rel=1e-3)
    assert isinstance(
        answer_of(shipped, "susceptibility:chi_sphere", "pair-lattice").answer, NoPrediction
    )


def test_only_pinned_vortices_hold_a_magnet_back():
    def word(pinned, cooled, motion):
        return standard.force_on_magnet(MagnetAbove("X", pinned, cooled, motion)).value

    assert word(False, "zero-field", "withdraw") == "repulsive"
    assert word(True, "zero-field", "approach") == "repulsive"
    assert word(True, "zero-field", "withdraw") == "attractive"
    assert word(True, "field-cooled", "approach") == "repulsive"
    assert word(True, "field-cooled", "withdraw") == "attractive"
    assert word(True, "field-cooled", "sideways") == "restoring"
    assert word(False, "field-cooled", "sideways") == "none"


def test_unequal_masses_distort_the_triangular_lattice():
    assert standard.vortex_lattice(AlongAxis("X", "c", 4, "tetragonal")).value == "triangular"
    assert standard.vortex_lattice(AlongAxis("X", "[110]", 2, "cubic")).value == "triangular"
    twofold = AlongAxis("X", "c", 2, "orthorhombic")
    assert standard.vortex_lattice(twofold).value == "distorted hexagonal"


def test_copper_resists_in_proportion_to_temperature_when_warm(shipped):
    rows = shipped.of("resistivity")
    found = {r.question.case.temperature: r.cells[1].answer.value.value for r in rows}
    assert set(found) == {80.0, 100.0, 200.0, 293.0, 400.0}
    assert found[400.0] / found[293.0] == pytest.approx(400 / 293, rel=0.05)
    assert found[80.0] / found[293.0] < 80 / 293 * 0.6


# Questions --------------------------------------------------------------------------------------


def test_every_observable_is_asked_and_every_question_has_its_source():
    asked = {q.observable.name for q in questions()}
    assert asked == {o.name for o in observables.OBSERVABLES}
    assert len({q.id for q in questions()}) == len(questions())
    assert len(questions()) > 100
    for q in questions():
        assert isinstance(q.case, q.observable.case)
        assert q.measurement.citation or not q.measurement.verified, q.id
        kinds = (Categories,) if q.observable.answer is str else (Number, Bound)
        assert isinstance(q.measurement, kinds), q.id


def test_every_vortex_lattice_of_the_experiments_is_asked():
    asked = {q.case.material for q in questions() if q.observable.name == "vortex-lattice"}
    assert {"Nb", "V3Si", "YBCO", "NbSe2", "MgB2", "Sr2RuO4", "CeCoIn5", "TmNi2B2C"} <= asked


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("a,no_such,vortex_lattice,X,c fourfold cubic,square,", "add the experiment first"),
        ("a,vl_nbse2,vortex_lattice,X,c fourfold cubic,square;;,", "separate categories"),
    ],
)
def test_an_outcome_without_source_or_category_is_refused(line, message):
    header = "id,experiment,observable,subject,condition,observed,note\n"
    with pytest.raises(InputError, match=message):
        parse_outcomes(header + line + "\n")


def test_an_unknown_observable_is_refused_with_the_list():
    with pytest.raises(InputError, match="unknown observable 'colour'; known: penetration-depth"):
        compare(["colour"], SHIPPED)


def test_an_observable_is_a_number_or_a_word_with_categories():
    with pytest.raises(InputError, match="categories"):
        Observable("x", "x", OfMaterial, str)
    with pytest.raises(InputError, match="Quantity or str"):
        Observable("x", "x", OfMaterial, int)
