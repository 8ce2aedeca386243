"""A result folder is whole or absent, and comes back as it was saved."""

import json
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from pairlattice import store
from pairlattice.errors import InputError
from pairlattice.origin import program, provenance
from pairlattice.scenario import Scenario

SCENARIO = Scenario(lattice={"size": 2}, seed=7)


@pytest.fixture
def tree() -> xr.DataTree:
    root = xr.Dataset(
        {
            "displacement": (("time", "component"), np.arange(6.0).reshape(2, 3), {"units": "d"}),
            "label": ((), "needle"),
        },
        coords={"time": ("time", [0.0, 1.0], {"units": "t0"}), "component": list("xyz")},
        attrs={"closures": [{"id": "C1", "title": "The tether", "statement": "½ k |u|²"}]},
    )
    state = (("b1",), np.array([0, -1], "i1"), {"flag_values": [0, -1]})
    large = (("n1", "n2", "n3"), np.arange(130**3, dtype=float).reshape(130, 130, 130))
    blocks = xr.Dataset({"state": state, "large": large})
    return xr.DataTree.from_dict({"/": root, "/blocks": blocks})


def put(tree: xr.DataTree, place: Path) -> Path:
    return store.save(tree, place, SCENARIO.source, store.provenance(SCENARIO, 1.5))


def test_a_saved_result_comes_back_with_its_units_texts_and_closures(tree, tmp_path):
    back = store.load(put(tree, tmp_path / "new" / "place"))
    xr.testing.assert_identical(back.load(), tree)
    assert back["displacement"].attrs["units"] == "d"
    assert back.attrs["closures"][0]["id"] == "C1"
    assert store.load_scenario_text(tmp_path / "new" / "place") == SCENARIO.source


def test_a_loaded_result_can_be_saved_again(tree, tmp_path):
    again = put(store.load(put(tree, tmp_path / "one")), tmp_path / "two")
    xr.testing.assert_identical(store.load(again).load(), tree)


def test_large_arrays_are_cut_into_pieces_along_the_first_axis(tree, tmp_path):
    place = put(tree, tmp_path / "place")
    header = json.loads((place / "result.zarr/blocks/large/.zarray").read_text())
    assert header["chunks"] == [62, 130, 130]


def test_nothing_is_left_of_a_save_that_fails_half_way(tree, tmp_path, monkeypatch):
    written = []

    def fails(*_):
        written.extend(tmp_path.rglob("*.part/result.zarr"))
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "_sync_all", fails)
    with pytest.raises(KeyboardInterrupt):
        put(tree, tmp_path / "a" / "b")
    assert written
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_used_and_a_full_one_refused(tree, tmp_path):
    put(tree, tmp_path / "place")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(InputError, match="is not empty; choose another folder or remove it"):
        put(tree, tmp_path / "place")
    assert sorted(tmp_path.rglob("*")) == before
    (tmp_path / "empty").mkdir()
    put(tree, tmp_path / "empty")
    assert store.load(tmp_path / "empty")["label"].item() == "needle"


def test_a_file_in_the_way_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="is a file"):
        store.check_free(tmp_path / "file")
    with pytest.raises(InputError, match="is below a file"):
        store.check_free(tmp_path / "file" / "below")


def test_the_current_folder_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="is the current folder"):
        store.check_free(".")


def test_a_folder_that_is_no_result_is_refused_in_one_line(tree, tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        store.load(tmp_path / "nowhere")
    with pytest.raises(InputError, match="is no result of pairlattice"):
        store.load(tmp_path)
    place = put(tree, tmp_path / "place")
    (place / "result.zarr" / ".zmetadata").write_text("{")
    with pytest.raises(InputError, match="cannot be read") as caught:
        store.load(place)
    assert "\n" not in str(caught.value)
    (place / "provenance.json").write_text("[]")
    with pytest.raises(InputError, match="is damaged"):
        store.load_provenance(place)


def test_complex_numbers_are_refused_before_anything_is_written(tmp_path):
    tree = xr.DataTree(xr.Dataset({"z": ("k", np.zeros(2, complex))}))
    with pytest.raises(TypeError, match="no complex numbers"):
        put(tree, tmp_path / "place")
    assert list(tmp_path.iterdir()) == []


def test_the_origin_names_version_machine_seed_and_time():
    told = provenance(SCENARIO, 90.0)
    assert told["seed"] == 7
    assert told["precision"] == "float64"
    assert told.items() >= program("run").items()
    assert told["started"] < told["ended"]
    assert told["cpu_count"] >= 1
    assert set(told["libraries"]) >= {"jax", "jaxlib", "numpy"}
    json.dumps(told, allow_nan=False)


@pytest.mark.parametrize("read", [store.load_scenario_text, store.load_provenance, store.load])
def test_a_folder_that_is_not_there_is_called_so(read, tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        read(tmp_path / "nowhere")
