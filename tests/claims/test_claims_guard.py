"""Every claim on real results: tiny ones, but of the experiments themselves, read from the disk."""

import json
from itertools import pairwise

import pytest
import xarray as xr

from pairlattice import ledger, phenomena, statements, store
from pairlattice.cli import main
from pairlattice.ledger import Evidence, MissingResultError, UnknownResultNameError
from pairlattice.variable import Node

CLAIMS = statements.claims()
ON_RESULTS = [claim for claim in CLAIMS if statements.experiments([claim])]


def of(claims):
    return pytest.mark.parametrize("claim", claims, ids=lambda claim: claim.id)


def test_the_tiny_results_are_of_all_experiments(tiny):
    assert set(tiny) == {entry.noun for entry in phenomena.CONTENTS}


@pytest.mark.parametrize("noun", [entry.noun for entry in phenomena.CONTENTS])
def test_what_an_experiment_tells_of_its_progress_rises_to_the_whole(noun, tiny):
    told = tiny.progress(noun)
    assert all(later >= earlier for earlier, later in pairwise(told))
    assert told[-1] == pytest.approx(1.0)


@of(CLAIMS)
def test_every_part_is_computed(claim, real):
    judged = ledger.judge(claim, real, sensitivity=False)
    assert judged.missing == ""
    assert ledger.NOT_COMPUTED not in {part.outcome for part in judged.verdict.parts.values()}


@of(ON_RESULTS)
def test_only_an_experiment_without_any_result_is_not_computed(claim):
    nouns = statements.experiments([claim])
    judged = ledger.judge(claim, Evidence())
    assert judged.missing in nouns
    assert {part.outcome for part in judged.verdict.parts.values()} == {ledger.NOT_COMPUTED}
    with pytest.raises(UnknownResultNameError):
        ledger.judge(claim, Evidence({noun: xr.DataTree() for noun in nouns}))


RESULT = xr.DataTree.from_dict(
    {
        "/rod": xr.Dataset(
            {"share": ("state", [0.2, 0.8])},
            coords={"state": ["magnetic", "metallic"]},
        )
    }
)


@pytest.mark.parametrize(
    ("node", "name", "select", "says"),
    [
        ("rods", "share", {}, "'rods/share': no 'rods' there, but rod"),
        ("rod", "shares", {}, "no 'shares' there, but share, state"),
        ("rod/share", "more", {}, "no 'more' there, but nothing"),
        ("", "rod", {}, "no 'variable' there, but share, state"),
        ("rod", "share", {"state": "metal"}, "no 'metal' there, but metallic, magnetic"),
        ("rod", "share", {"states": "metallic"}, "no 'states' there, but state"),
    ],
)
def test_a_name_that_a_result_lacks_is_an_error_that_tells_what_there_is(node, name, select, says):
    asked = Node("vortices", node)(name, "1", "a number")

    @ledger.Collection("a test")("C903", "X", "text", "Asks for a name.", needs=("vortices",))
    def asks(ev):
        ev.result(asked, "a number", **select)
        raise AssertionError("there is such a name")

    with pytest.raises(UnknownResultNameError) as raised:
        ledger.judge(asks, Evidence({"vortices": RESULT}))
    assert str(raised.value).startswith("the result of vortices has no ")
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)
    with pytest.raises(MissingResultError):
        Evidence().result(asked, "a number", **select)


def test_a_report_of_another_version_gives_one_line_and_exit_code_2(
    tiny, tmp_path, capsys, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    old = tiny["drude"].copy(deep=True).load()
    old["wire"] = xr.DataTree(old["wire"].to_dataset().rename(paper_bound="bound_of_the_paper"))
    store.save(old, "old/data/drude", "", {})
    (tmp_path / "old" / "manifest.json").write_text(json.dumps({"pairlattice": "0"}), "utf-8")
    for arguments in (["C013"], ["C013", "--json"], ["--section", "II"], []):
        with pytest.raises(SystemExit) as done:
            main(["claims", *arguments, "--report", "old"])
        printed = capsys.readouterr()
        assert done.value.code == 2, arguments
        assert printed.out == ""
        assert printed.err.count("\n") == 1
        assert "the report old was made by another version" in printed.err
        assert "no 'paper_bound' there, but " in printed.err
        assert "bound_of_the_paper" in printed.err
        assert "run pairlattice reproduce --out old again" in printed.err
