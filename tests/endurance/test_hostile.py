"""Broken and hostile input: one line that names a field, never a traceback, never a hang, never a
file outside the folder that was named.

| scenarios, valid and broken  | generated            | a scenario, or one line with a known field |
| folders of runs and sweeps   | damaged at random    | a result, or one line                      |
"""

import json
import math
import os
import re
import shutil
import time

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pairlattice import store
from pairlattice.checkpoint import CheckpointManager, RunDirectory
from pairlattice.errors import InputError
from pairlattice.model import build
from pairlattice.model.plain_run import run as simulate
from pairlattice.scenario import Scenario, load_scenario
from pairlattice.scenario import toml as writer
from pairlattice.sweep import Plan, parse_axis

COUNT = 10_000 if os.environ.get("PAIRLATTICE_TORTURE") else 300
SETTINGS = settings(
    max_examples=COUNT,
    deadline=5_000,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)

SECTIONS = {
    name: sorted(getattr(field.annotation, "model_fields", {}) or KNOWN)
    for name, field in Scenario.model_fields.items()
    for KNOWN in [("name", "size", "strength", "direction", "shape", "radius", "x")]
}

# --- values: what fits, what almost fits, and what fits nowhere ---------------------------------

NASTY = st.sampled_from(
    [
        math.nan,
        math.inf,
        -math.inf,
        0,
        -0.0,
        -1,
        1e308,
        -1e308,
        5e-324,
        2**31,
        2**63,
        10**400,
        "",
        " ",
        "4.2 K",
        "1 MV/m",
        "1e400 K",
        "4.2",
        "K",
        "nan K",
        "1 K**9",
        "1/0 m",
        "9**9**9 m",
        "\0",
        "\x7f",
        "\u202e",
        "\ud800".encode("utf-8", "replace").decode(),
        "💥" * 3,
        "a" * 10_000,
        "../../etc/passwd",
        "/dev/zero",
        "/dev/stdin",
        "~",
        "C:\\",
        "%s%n",
        "{}",
        "$(reboot)",
        True,
        False,
        [],
        {},
        [[]],
        [{}],
        [1, 2],
        [1, 2, 3, 4],
        [math.nan] * 3,
        ["x", "y", "z"],
        [[0, 0, 0]] * 3,
        [10**9] * 3,
        {"a": {"b": {"c": {}}}},
    ]
)
WORDS = [
    "run",
    "states",
    "fcc",
    "bcc",
    "langevin",
    "verlet",
    "minimise",
    "overdamped",
    "float32",
    "constant",
    "ramp",
    "pulse",
    "ac",
    "slab",
    "sphere",
    "cylinder",
    "prism",
    "mask",
    "Pb",
    "Nb",
]
PLAIN = st.one_of(
    st.integers(-3, 40),
    st.floats(-2, 50),
    st.sampled_from(WORDS),
    st.text(max_size=5),
    st.lists(st.integers(-2, 30), min_size=3, max_size=3),
    st.lists(st.floats(-2, 30, allow_nan=False), min_size=3, max_size=3),
)
VALUE = st.one_of(PLAIN, PLAIN, NASTY)
# Tables that make a valid scenario, so that what is changed in them is read at all.
GOOD = {
    "seed": 3,
    "lattice": {"size": [4, 4, 4]},
    "tether": {"kappa": 0.1, "quartic": 5.0},
    "thermostat": {"temperature": 1e-3},
    "run": {"steps": 100},
    "electric_field": [{"strength": 0.1, "direction": [0, 0, 1]}],
}


@st.composite
def tables(draw):
    """A valid scenario in which a few things were changed, added or taken away."""
    made = {k: (dict(v) if isinstance(v, dict) else v) for k, v in GOOD.items()}
    for _ in range(draw(st.integers(0, 4))):
        table = draw(st.sampled_from([*SECTIONS, "unknown", "lattice", "run", "sample"]))
        action = draw(st.sampled_from(["set", "set", "set", "drop", "replace"]))
        if action == "drop":
            made.pop(table, None)
        elif action == "replace":
            made[table] = draw(VALUE)
        else:
            key = draw(st.sampled_from([*SECTIONS.get(table, ["x"]), "unknown"]))
            inner = made.get(table)
            if isinstance(inner, list) and inner and isinstance(inner[0], dict):
                inner = inner[0]
            made[table] = {**(inner if isinstance(inner, dict) else {}), key: draw(VALUE)}
    return made


FIELDS = {*Scenario.model_fields, "scenario", "unknown"}


def line_of(error):
    line = str(error)
    assert "\n" not in line
    assert line.isprintable()
    assert len(line) < 2_000
    return line


def names_a_field(line, made):
    first = re.split(r"[ .#:]", line)[0].strip('"')
    return first in FIELDS or first in made or first in {str(made.get("experiment"))}


@SETTINGS
@given(tables())
def test_a_scenario_of_any_tables_is_read_or_refused_with_one_line_that_names_a_field(made):
    try:
        scenario = Scenario.from_dict(made)
    except InputError as error:
        line = line_of(error)
        if not names_a_field(line, made):
            pytest.fail(f"{line} for {made}")
        return
    assert Scenario.from_toml(scenario.to_toml()) == scenario
    if scenario.experiment != "run":
        return
    try:
        sample = build.sample(scenario)
    except InputError as error:
        line_of(error)
        return
    assert sample.count >= 1


@SETTINGS
@given(tables(), st.data())
def test_a_file_of_any_text_is_read_or_refused_with_one_line(made, data):
    try:
        text = writer.dumps(made)
    except (TypeError, ValueError, UnicodeError):
        return
    # Cut it, repeat a piece of it, or put something in.
    at, to = sorted(data.draw(st.tuples(*[st.integers(0, max(len(text), 1))] * 2)))
    text = data.draw(
        st.sampled_from([text, text[:at], text[:at] + text[to:], text + text[at:to]])
        | st.text(max_size=20).map(lambda more: text[:at] + more + text[at:])
    )
    try:
        Scenario.from_toml(text)
    except InputError as error:
        line_of(error)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a" + ".a" * 100_000 + " = 1",
        "a = " + "{a=" * 50_000,
        "[" * 100_000,
        "".join(f"[t{i}]\n" for i in range(60_000)),
        "[[electric_field]]\n" * 40_000,
        'title = "' + "a" * 999_000 + '"',
        "seed = " + "9" * 900_000,
        "seed = 0x" + "f" * 900_000,
        "x" * 2_000_000,
    ],
    ids=lambda text: text[:12],
)
def test_a_bomb_of_toml_is_refused_within_seconds(text):
    begin = time.process_time()
    with pytest.raises(InputError) as caught:
        Scenario.from_toml(text)
    line_of(caught.value)
    assert time.process_time() - begin < 20


@pytest.mark.parametrize(
    ("tables", "field"),
    [
        ({"lattice": {"size": 1200}}, "lattice.size"),
        ({"sample": {"shape": "sphere", "radius": 500}}, "sample"),
        (
            {"lattice": {"size": 12}, "run": {"steps": 10**12, "sample_every": 1}},
            "run.sample_every",
        ),
    ],
)
def test_what_does_not_fit_into_memory_is_refused_with_the_number_before_it_is_allocated(
    tables, field
):
    scenario = Scenario(**tables)
    with pytest.raises(InputError, match=rf"^{field}.* needs about [0-9.e+]+ GB") as caught:
        simulate(scenario)
    line_of(caught.value)


# --- files ------------------------------------------------------------------------------------


def test_files_that_are_none_are_refused(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    for name in ("loop", "pipe", "/dev/zero", "/dev/null/x", "a\0b", "x" * 5_000, tmp_path):
        with pytest.raises(InputError) as caught:
            load_scenario(tmp_path / str(name))
        line_of(caught.value)


@settings(SETTINGS, max_examples=COUNT // 10)
@given(st.text(max_size=30), VALUE)
def test_any_axis_of_a_sweep_is_read_or_refused_with_one_line(name, value):
    base = Scenario(lattice={"size": 4})
    for text in (
        f"{name}={value}",
        f"temperature={value}",
        f"temperature=1:{value}:3",
        name,
        f"temperature=1e-300:{value}:9:log",
    ):
        try:
            axis = parse_axis(text, base)
            list(Plan(base, (axis,)).points())[:2]
        except InputError as error:
            line_of(error)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A stored result and an unfinished run."""
    from pairlattice.checkpoint.identity import identity
    from pairlattice.checkpoint.manager import Cadence

    place = tmp_path_factory.mktemp("hostile")
    scenario = Scenario(lattice={"size": 2}, run={"steps": 40})
    store.save(simulate(scenario), place / "done", scenario.source, store.provenance(scenario, 1))
    with RunDirectory(place / "going") as work:
        simulate(
            scenario, reporter=CheckpointManager(work.folder, identity(scenario), Cadence(1e9, 10))
        )
    return place, scenario


def test_damaged_folders_give_a_result_or_one_line_and_nothing_is_written_elsewhere(
    folder, tmp_path
):
    from pairlattice.checkpoint.identity import identity

    place, scenario = folder
    chance = np.random.default_rng(5)
    outside = tmp_path / "outside"
    outside.mkdir()
    refused = 0
    for i in range(COUNT // 10):
        copy = tmp_path / f"copy{i}"
        shutil.copytree(place, copy)
        files = sorted(p for p in copy.rglob("*") if p.is_file() and p.name != "lock")
        for victim in chance.choice(len(files), 3, replace=False):
            path = files[victim]
            match chance.integers(4):
                case 0:
                    path.unlink(missing_ok=True)
                case 1:
                    path.write_bytes(
                        path.read_bytes()[: chance.integers(50)] if path.exists() else b""
                    )
                case 2:
                    path.write_bytes(chance.bytes(chance.integers(200)))
                case 3:
                    path.unlink(missing_ok=True)
                    path.symlink_to(outside / "link")
        try:
            store.load_whole(copy / "done")
            store.load_provenance(copy / "done")
            store.load_scenario_text(copy / "done")
        except InputError as error:
            refused += bool(line_of(error))
        try:
            with RunDirectory(copy / "going", True) as work:
                simulate(scenario, reporter=CheckpointManager(work.folder, identity(scenario)))
        except InputError as error:
            refused += bool(line_of(error))
        assert list(outside.iterdir()) == []
        shutil.rmtree(copy)
    assert refused > 0


def test_a_mask_cannot_take_the_place_of_a_file_of_the_result():
    from pairlattice.cli.run import _files

    for name in ("scenario.toml", "result.nc/x.npy", "unfinished/lock", "../x.npy", "/tmp/x.npy"):
        scenario = Scenario(sample={"shape": "mask", "mask": name})
        assert _files(scenario) == {}
    kept = Scenario(sample={"shape": "mask", "mask": "shapes/x.npy"})
    assert list(_files(kept)) == ["shapes/x.npy"]


def test_a_list_of_files_to_move_cannot_reach_out_of_the_folder(tmp_path):
    (tmp_path / "precious").write_text("mine")
    work = tmp_path / "out" / "unfinished"
    work.mkdir(parents=True)
    names = ["../precious", "/etc/hosts", "..", ".", "unfinished", 3, None, {"a": 1}]
    (work / "moved.json").write_text(json.dumps(names))
    store.remove_moved(tmp_path / "out", work)
    assert (tmp_path / "precious").read_text() == "mine"
    assert work.is_dir()
