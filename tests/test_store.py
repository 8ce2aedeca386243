"""A result folder is whole or absent, and comes back as it was saved."""

import json
from pathlib import Path

import h5py
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


def test_attributes_of_every_kind_come_back_as_they_were(tmp_path):
    attributes = {
        "text": "[no JSON",
        "number": 3,
        "share": 0.5,
        "flags": [0, -1],
        "yes": True,
        "nothing": None,
        "none": [],
        "texts": ["ü", "b"],
        "table": {"a": [1, {"b": float("inf")}]},
        "long": "k " * 100_000,
    }
    data = xr.Dataset({"n": ("i", [1, 2], attributes)}, attrs=attributes)
    tree = xr.DataTree(data)
    back = store.load(put(tree, tmp_path / "place"))
    for found in (back.attrs, back["n"].attrs, tree.attrs, tree["n"].attrs):
        assert found == attributes
        assert [type(value) for value in found.values()] == [*map(type, attributes.values())]


@pytest.mark.parametrize(
    "values",
    [
        np.array(["a", "ψ6", ""]),
        np.array([True, False]),
        np.array([np.nan, np.inf, -0.0, 5e-324]),
        np.arange(-3, 3, dtype=np.int8),
        np.arange(3, dtype=np.float32),
        np.zeros(0),
    ],
)
def test_arrays_of_every_kind_come_back_bit_for_bit(values, tmp_path):
    tree = xr.DataTree(xr.Dataset({"values": ("i", values)}, coords={"i": values}))
    back = store.load(put(tree, tmp_path / "place"))
    for found in (back["values"].values, back["i"].values):
        assert found.dtype == values.dtype
        assert found.tobytes() == values.tobytes()


def test_xarray_alone_opens_a_result_with_its_units(tree, tmp_path):
    with xr.open_datatree(put(tree, tmp_path / "place") / "result.nc") as found:
        assert np.array_equal(found["blocks/large"], tree["blocks/large"])
        assert found["displacement"].attrs["units"] == "d"
        assert json.loads(found.attrs["closures"]) == tree.attrs["closures"]


def test_a_flipped_bit_in_a_stored_array_is_seen(tree, tmp_path):
    file = put(tree, tmp_path / "place") / "result.nc"
    with h5py.File(file) as opened:
        chunk = opened["blocks/large"].id.get_chunk_info(1)
    content = bytearray(file.read_bytes())
    content[chunk.byte_offset + chunk.size // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(InputError, match="is damaged"):
        store.load_whole(tmp_path / "place")


@pytest.mark.parametrize("read", [store.load, store.load_provenance, store.load_scenario_text])
def test_a_result_of_another_format_names_the_version_that_reads_it(read, tree, tmp_path):
    place = put(tree, tmp_path / "place")
    told = store.load_provenance(place)
    assert told["format"] == 2
    del told["format"]
    (place / "result.nc").rename(place / "result.zarr")
    (place / "provenance.json").write_text(json.dumps({**told, "commit": "5f1b2c7" * 5}))
    with pytest.raises(InputError) as caught:
        read(place)
    expected = (
        f"{place} was written by pairlattice {told['pairlattice']} (commit 5f1b2c75f1b2) in "
        "another format; run it again, or read it with that version"
    )
    assert str(caught.value) == expected


def test_large_arrays_are_cut_into_pieces_along_the_first_axis(tree, tmp_path):
    place = put(tree, tmp_path / "place")
    with h5py.File(place / "result.nc") as file:
        large = file["blocks/large"]
        assert (large.chunks, large.compression) == ((62, 130, 130), "gzip")


def test_nothing_is_left_of_a_save_that_fails_half_way(tree, tmp_path, monkeypatch):
    written = []

    def fails(*_):
        written.extend(tmp_path.rglob("*.part/result.nc"))
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
    (place / "result.nc").write_text("{")
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
