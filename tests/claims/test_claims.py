"""The paper's statements: every verdict follows its inputs, and turns when one of them moves."""

from dataclasses import replace

import jsonschema
import pytest
import sympy as sp

from pairlattice import ledger, phenomena, statements
from pairlattice.experiment import run
from pairlattice.ledger import Evidence, becomes, times
from pairlattice.scenario import Scenario


@pytest.fixture(scope="module")
def evidence():
    """The two experiments that take no time; every other claim here needs none."""
    results = {
        noun: run(Scenario.from_toml(phenomena.phenomenon(noun).scenario_text))
        for noun in ("drude", "pair")
    }
    return Evidence(results)


def lines(change, *numbers):
    """A change of the statements about an equation, all of its lines or those of the numbers."""
    return lambda s: change(s) if not numbers or s.line in numbers else s


def scaled(factor):
    """The right side of a printed line times a factor."""
    return lambda s: replace(s, right=factor * s.right)


c, eps, e = sp.symbols("c epsilon_0 e", positive=True)
Ex, Bx = (sp.Function(n)(*sp.symbols("x y z t", real=True)) for n in ("Ex", "Bx"))

# claim, what is moved and how, part, outcome before, outcome after
CHANGES = [
    # Sec. I
    ("C001", {"measured:elements_pressure": becomes(60.0)}, "measurement", "undecided", "agrees"),
    ("C001", {"chosen:nearly all": becomes(0.995)}, "measurement", "undecided", "disagrees"),
    (
        "C003",
        {"statement:13": lambda s: replace(s, right=s.right * sp.Symbol("T_c"))},
        "derivation",
        "no equation given",
        "undecided",
    ),
    ("C006", {"equation:pair_flux": times(34.3)}, "derivation", "conflicts", "follows"),
    ("C006", {"equation:pair_moment": times(1 / 274)}, "measurement", "disagrees", "agrees"),
    # Sec. II
    ("C008", {"statement:1": scaled(2)}, "arithmetic", "right", "slip"),
    ("C008", {"statement:1": scaled(c)}, "arithmetic", "right", "mixed units"),
    ("C008", {"measured:rowland": becomes("no effect")}, "measurement", "agrees", "disagrees"),
    ("C009", {"paper:printed drift speed": becomes(1e-3)}, "arithmetic", "right", "slip"),
    ("C009", {"paper:printed drift speed": becomes(1e-3)}, "derivation", "follows", "conflicts"),
    ("C009", {"measured:Cu:n_conduction": times(2)}, "measurement", "agrees", "disagrees"),
    ("C010", {"paper:frequency": becomes(1e3)}, "arithmetic", "right", "slip"),
    ("C010", {"equation:peak_to_peak_excursion": times(2)}, "derivation", "follows", "conflicts"),
    ("C011", {"paper:printed time": becomes(1e-4)}, "arithmetic", "right", "slip"),
    ("C012", {"paper:frequency": becomes(1e14)}, "derivation", "conflicts", "follows"),
    ("C013", {"result:drude/wire/paper_bound": times(1e-7)}, "derivation", "conflicts", "follows"),
    ("C014", {"paper:current in the wire": times(1e7)}, "derivation", "conflicts", "follows"),
    ("C018", {"statement:2": scaled(c)}, "arithmetic", "right", "mixed units"),
    ("C018", {"equation:free_energy": times(-1 / 3)}, "derivation", "conflicts", "follows"),
    (
        "C022",
        {"measured:dataset:3DSC_MP:share_Fm-3m_entries": becomes(0.97)},
        "measurement",
        "disagrees",
        "agrees",
    ),
    ("C024", {"measured:persist_rho_open": becomes(1e-7)}, "measurement", "disagrees", "agrees"),
    ("C025", {"measured:london_moment": becomes(0.0)}, "measurement", "disagrees", "agrees"),
    # Sec. III
    (
        "C026",
        {"measured:proton_structure": becomes("point-like")},
        "measurement",
        "disagrees",
        "agrees",
    ),
    ("C027a", {"equation:pair_capacitance": times(2)}, "derivation", "follows", "conflicts"),
    ("C027b", {"measured:neutron_mass": becomes(-0.5)}, "measurement", "disagrees", "agrees"),
    ("C028", {"result:pair/numbers/coherent": times(10)}, "derivation", "conflicts", "follows"),
    (
        "C028",
        {"measured:Cu:resistivity_293K": times(1.6e-25)},
        "measurement",
        "disagrees",
        "agrees",
    ),
    ("C029", {"equation:pair_capacitance": times(2)}, "derivation", "follows", "conflicts"),
    ("C029", {"statement:3": scaled(2)}, "arithmetic", "right", "slip"),
    ("C029", {"statement:3": scaled(1 / eps)}, "arithmetic", "right", "mixed units"),
    ("C031", {"statement:4": lines(scaled(2), 2)}, "arithmetic", "slip", "right"),
    ("C031", {"equation:displacement_current": times(3)}, "derivation", "follows", "conflicts"),
    ("C032", {"statement:4": lines(scaled(3), 3)}, "arithmetic", "right", "slip"),
    ("C034", {"result:pair/numbers/printed_current": times(10)}, "arithmetic", "right", "slip"),
    ("C034", {"result:pair/numbers/mean_current": times(2)}, "derivation", "follows", "conflicts"),
    ("C036", {"measured:stripe_period": becomes(1.0)}, "measurement", "disagrees", "agrees"),
    ("C037", {"statement:5": scaled(c)}, "arithmetic", "right", "mixed units"),
    ("C037", {"statement:5": lambda s: replace(s, right=Bx)}, "derivation", "conflicts", "follows"),
    (
        "C039",
        {"result:pair/numbers/far_field_magnetons": times(2)},
        "derivation",
        "follows",
        "conflicts",
    ),
    ("C039", {"equation:pair_moment": times(1 / 274)}, "measurement", "disagrees", "agrees"),
    ("C040", {"equation:pair_moment": times(2)}, "derivation", "follows", "conflicts"),
    ("C041", {"measured:nedm_b0": becomes(1.0)}, "measurement", "disagrees", "agrees"),
    ("C042", {"statement:11": lines(scaled(-1), 3)}, "derivation", "conflicts", "follows"),
    ("C043", {"equation:dirac_charge": times(2)}, "arithmetic", "right", "slip"),
    ("C043", {"statement:6": lines(scaled(c), 2)}, "arithmetic", "right", "mixed units"),
    ("C044", {"statement:7": scaled(4 * sp.pi * eps)}, "arithmetic", "mixed units", "right"),
    ("C044", {"statement:7": scaled(4 * sp.pi * eps)}, "derivation", "conflicts", "follows"),
    ("C045", {"equation:pair_flux": times(68.5)}, "derivation", "conflicts", "follows"),
    ("C045", {"measured:monopole_electron": becomes(1.0)}, "measurement", "disagrees", "agrees"),
    ("C046", {"equation:pair_flux": times(34.26)}, "derivation", "conflicts", "follows"),
    ("C046", {"measured:flux_quantum_si": times(2)}, "arithmetic", "right", "slip"),
    (
        "C047",
        {"measured:flux_quantum_si": times(2), "measured:flux_deaver": becomes("h/e")},
        "measurement",
        "disagrees",
        "agrees",
    ),
    ("C048", {"measured:electron_g": becomes(0.0)}, "measurement", "disagrees", "agrees"),
    ("C048", {"equation:pair_moment": lambda m: m + 1e-23}, "derivation", "follows", "conflicts"),
    ("C049", {"measured:proton_mu": becomes(0.0)}, "measurement", "disagrees", "agrees"),
    # Sec. IV
    ("C050", {"statement:8": lines(scaled(2), 1)}, "arithmetic", "right", "slip"),
    ("C050", {"statement:8": lines(scaled(c), 3)}, "arithmetic", "right", "mixed units"),
    ("C051", {"statement:9": scaled(2)}, "derivation", "follows", "conflicts"),
    ("C052", {"statement:10": scaled(c)}, "arithmetic", "mixed units", "right"),
    (
        "C054",
        {
            "statement:11": lines(
                lambda s: replace(
                    s,
                    right=s.right
                    + 4 * sp.pi / c * sp.Function("Jx")(*sp.symbols("x y z t", real=True)),
                ),
                4,
            )
        },
        "derivation",
        "conflicts",
        "follows",
    ),
    ("C056", {"chosen:speed of the observer": becomes(0.0)}, "derivation", "conflicts", "follows"),
    ("C057", {"statement:11": lines(scaled(2), 3)}, "derivation", "follows", "conflicts"),
    # Sec. V to VII
    ("C060", {"measured:lbco_eighth": becomes("insulating")}, "measurement", "disagrees", "agrees"),
    (
        "C064",
        {"measured:residual_resistance": becomes("zero")},
        "measurement",
        "disagrees",
        "agrees",
    ),
    ("C068", {"measured:chi_cylinder_along": becomes(2.0)}, "measurement", "disagrees", "agrees"),
    (
        "C071",
        {"equation:maxwell_residuals": lambda r: r + 1.0},
        "derivation",
        "conflicts",
        "follows",
    ),
    (
        "C078",
        {"statement:13": lambda s: replace(s, right=s.right**2 / sp.Symbol("H_0", positive=True))},
        "arithmetic",
        "right",
        "slip",
    ),
    (
        "C078",
        {"measured:lemusr_nonlocal": becomes("exponential")},
        "measurement",
        "disagrees",
        "agrees",
    ),
    ("C080", {"equation:penetration_depth": times(2)}, "arithmetic", "right", "slip"),
    ("C080", {"statement:14": scaled(2)}, "derivation", "follows", "conflicts"),
    (
        "C082",
        {"measured:Sn:lambda_ratio_3pctIn": becomes(1.0)},
        "measurement",
        "disagrees",
        "agrees",
    ),
    (
        "C084",
        {
            "measured:Nb:lambda(0)": becomes(90e-9),
            "measured:In:lambda(0)": becomes(60e-9),
            "measured:Pb:lambda(0)": becomes(50e-9),
            "measured:Sn:lambda(0)": becomes(40e-9),
        },
        "measurement",
        "undecided",
        "agrees",
    ),
    ("C086", {"paper:Λ/λ_L": becomes(3.0)}, "arithmetic", "right", "slip"),
    ("C086", {"equation:decayed_field": times(2)}, "derivation", "follows", "conflicts"),
    ("C087", {"measured:gyromagnetic_sc": becomes("none")}, "measurement", "disagrees", "agrees"),
    ("C088", {"equation:surface_potential": times(1 / 0.632)}, "arithmetic", "slip", "right"),
    ("C088", {"statement:15": scaled(c)}, "arithmetic", "slip", "mixed units"),
    ("C089", {"measured:pippard_field": becomes(500.0)}, "measurement", "disagrees", "agrees"),
    ("C090", {"measured:Sn:lambda(0)": times(1e-6)}, "measurement", "disagrees", "agrees"),
    ("C093", {"measured:Pb:Bc(0)": times(70)}, "measurement", "disagrees", "agrees"),
    ("C094", {"measured:Ta:kappa": becomes(0.9)}, "measurement", "agrees", "disagrees"),
    ("C095", {"measured:Al:Bc(0)": times(2)}, "measurement", "disagrees", "agrees"),
    ("C073", {"statement:12": scaled(c)}, "arithmetic", "right", "mixed units"),
    ("C074", {"chosen:its speed": becomes(0.1)}, "derivation", "conflicts", "follows"),
    ("C075", {"measured:persist_file_mills": becomes(1e-5)}, "measurement", "disagrees", "agrees"),
    ("C076", {"measured:air_breakdown": times(100)}, "measurement", "disagrees", "agrees"),
    # Sec. VIII, IX, references
    ("C099", {"equation:pair_flux": times(1 / 2140)}, "derivation", "conflicts", "follows"),
    (
        "C100",
        {"measured:flux_doll": becomes("none"), "measured:flux_deaver": becomes("none")},
        "measurement",
        "disagrees",
        "agrees",
    ),
    ("C101", {"measured:flux_quantum_si": times(2)}, "measurement", "disagrees", "agrees"),
    ("C110", {"chosen:bath": becomes(9.25)}, "derivation", "conflicts", "follows"),
    (
        "C113",
        {"measured:pin_columns_image": becomes("empty")},
        "measurement",
        "disagrees",
        "agrees",
    ),
    ("C118", {"measured:neutron_mass": becomes(-0.1)}, "measurement", "disagrees", "agrees"),
    (
        "C119",
        {"paper:year of Ref. 42": becomes(1972), "paper:year of Ref. 43": becomes(2000)},
        "arithmetic",
        "slip",
        "right",
    ),
    ("C119", {"measured:ref61_status": becomes("published")}, "measurement", "disagrees", "agrees"),
]


@pytest.mark.parametrize(("id", "changes", "part", "before", "after"), CHANGES)
def test_a_moved_input_turns_the_verdict(id, changes, part, before, after, evidence):
    claim = statements.claim(id)
    limited = evidence.limited(claim.needs)
    assert claim.judge(limited)[part].outcome == before
    assert claim.judge(limited.replace(changes))[part].outcome == after


def test_moved_inputs_turn_the_verdicts_of_at_least_forty_claims():
    assert len({row[0] for row in CHANGES if row[3] != row[4]}) >= 40


def test_every_row_of_the_list_is_judged_and_a_split_row_has_all_its_letters():
    ids = [claim.id for claim in statements.claims()]
    assert {id[:4] for id in ids} == {f"C{number:03d}" for number in range(1, 120)}
    for number in {id[:4] for id in ids if len(id) > 4}:
        letters = "".join(id[4:] for id in ids if id.startswith(number))
        assert letters == "abcdefgh"[: len(letters)]
        assert len(letters) > 1


def test_every_claim_is_well_formed_and_its_json_fits_the_schema(evidence):
    claims = statements.claims()
    assert len({claim.id for claim in claims}) == len(claims)
    assert {claim.section for claim in claims} <= {
        *["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "refs"]
    }
    for claim in claims:
        assert claim.statement.endswith("."), claim.id
        assert claim.formula, claim.id
        assert len(claim.statement) < 200, claim.id
    judged = ledger.evaluate(claims, evidence, sensitivity=False)
    jsonschema.validate(ledger.to_dict(judged), ledger.schema())
    for one in judged:
        for part in one.verdict.parts.values():
            assert part.rule, one.claim.id
            assert all(number.source for number in part.numbers), one.claim.id


def test_the_ledger_is_the_same_text_twice(evidence):
    chosen = [statements.claim(id) for id in ("C009", "C028", "C046", "C082", "C119")]
    texts = {ledger.to_json(ledger.evaluate(chosen, evidence)) for _ in range(2)}
    assert len(texts) == 1
    assert "nan" not in texts.pop().lower()


def test_claims_of_a_missing_experiment_name_it_and_are_not_computed(evidence):
    judged = {j.claim.id: j for j in ledger.evaluate(statements.claims(), evidence, False)}
    assert judged["C015"].missing == "transport"
    assert judged["C009"].missing == judged["C010"].missing == ""


def test_measured_parts_that_rest_on_memory_say_so(evidence):
    judged = {j.claim.id: j for j in ledger.evaluate(statements.claims(), evidence, False)}
    assert not judged["C045"].verdict.measurement.confirmed
    assert "unconfirmed" in judged["C045"].verdict.measurement.label
    assert judged["C048"].verdict.measurement.confirmed
