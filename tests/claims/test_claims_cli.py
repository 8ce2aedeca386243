"""`pairlattice claims` and `pairlattice measured`, as a user types them."""

import json
from importlib import resources

import jsonschema
import pytest

from pairlattice import ledger, phenomena
from pairlattice.cli import main


@pytest.fixture
def call(capsys, monkeypatch, tmp_path):
    """Runs a command in an empty folder; returns what it printed."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments, code=0):
        with pytest.raises(SystemExit) as done:
            main(list(arguments))
        printed = capsys.readouterr()
        assert done.value.code == code, printed.err
        return printed

    return call


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """A report with the quickest experiment only."""
    folder = tmp_path_factory.mktemp("made") / "report"
    with pytest.raises(SystemExit) as done:
        main(["reproduce", "--quiet", "--only", "pair", "--out", str(folder)])
    assert done.value.code == 0
    return folder


def test_reproduce_leaves_a_ledger_that_fits_its_schema_and_is_the_same_again(report):
    text = (report / "claims.json").read_text()
    ledger_ = json.loads(text)
    jsonschema.validate(ledger_, ledger.schema())
    assert "pairlattice/ledger/schema.json" in str(
        resources.files("pairlattice.ledger").joinpath("schema.json")
    )
    with pytest.raises(SystemExit):
        main(["reproduce", "--quiet", "--only", "pair", "--out", str(report)])
    assert (report / "claims.json").read_text() == text


def test_one_claim_is_told_with_rule_numbers_sources_and_how_to_run_it_again(call, report):
    told = call("claims", "c046", "--report", str(report)).out
    for piece in (
        "C046  Sec. III", "e/(ε0 c)", "arithmetic: right", "derivation: conflicts with Eq. (5)",
        "measurement: disagrees", "rule:", "tolerance:", "flux of a pair 6.036e-17 Wb",
        "how far an input must move", "sources", "CODATA", "pairlattice claims C046",
    ):  # fmt: skip
        assert piece in told, piece


def test_a_claim_on_an_experiment_says_how_to_run_that_again(call, report):
    assert (
        "pairlattice reproduce --only pair" in call("claims", "C034", "--report", str(report)).out
    )


def test_the_table_can_be_narrowed_to_a_section_a_part_and_a_verdict(call, report):
    at = ("--report", str(report), "--json")
    every = json.loads(call("claims", *at).out)["claims"]
    third = json.loads(call("claims", "--section", "III", *at).out)["claims"]
    mixed = json.loads(call("claims", "--part", "arithmetic", "--verdict", "mixed", *at).out)
    assert 0 < len(third) < len(every)
    assert {one["section"] for one in third} == {"III"}
    assert {one["arithmetic"]["outcome"] for one in mixed["claims"]} == {"mixed units"}
    table = call("claims", "--part", "measurement", "--verdict", "agrees", "--report", str(report))
    assert "C008" in table.out
    assert "C048" not in table.out


def test_a_missing_experiment_is_named_with_what_to_run(call, report):
    printed = call("claims", "C015", "--report", str(report))
    assert "not computed" in printed.out
    assert "reproduce --only transport" in printed.err


def test_without_any_report_what_needs_no_experiment_is_still_judged(call):
    printed = call("claims", "C029")
    assert "arithmetic: right" in printed.out
    assert not printed.err
    assert "run pairlattice reproduce" in call("claims", "C034").err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["claims", "C999"], "unknown claim 'C999'"),
        (["claims", "nonsense"], "unknown claim"),
        (["claims", "--section", "XII"], "no statement of section 'XII'"),
        (["claims", "--report", "nowhere"], "holds no report"),
        (["claims", "--part", "colour"], "see pairlattice claims --help"),
        (["measured", "unicorns"], "no experiment holds 'unicorns'"),
        (["measured", "--verified", "maybe"], "see pairlattice measured --help"),
    ],
)
def test_wrong_input_gives_one_line_and_exit_code_2(arguments, says, call):
    printed = call(*arguments, code=2)
    assert says in printed.err
    assert printed.err.count("\n") == 1
    assert printed.out == ""


def test_the_measured_data_are_listed_filtered_and_told_to_programs(call):
    every = json.loads(call("measured", "--json").out)
    flux = json.loads(call("measured", "flux", "--json").out)
    doubtful = json.loads(call("measured", "--verified", "no", "--json").out)
    assert {"flux_deaver", "flux_doll"} <= {row["id"] for row in flux}
    assert len(flux) < len(every)
    assert not any(row["verified"] for row in doubtful)
    assert "Deaver" in call("measured", "flux").out


def test_every_experiment_that_a_claim_needs_is_in_the_table_of_contents():
    from pairlattice import statements
    from pairlattice.reference_data.experiments import experiments

    nouns = {entry.noun for entry in phenomena.CONTENTS}
    for claim in statements.claims():
        for need in claim.needs:
            known = isinstance(need, int) or ":" in need or need in experiments() or need in nouns
            assert known, (claim.id, need)
