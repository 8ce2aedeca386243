"""The command line: what it prints, where, with which exit code, and what it leaves behind."""

import json
import subprocess
import sys
from types import SimpleNamespace

import numpy as np
import pytest
import xarray as xr

from pairlattice import experiment, phenomena, store
from pairlattice.cli import main
from pairlattice.cli.entry import cli
from pairlattice.errors import SimulationDivergedError
from pairlattice.scenario import Scenario

SMALL = "seed = 3\n[lattice]\nsize = 4\n[run]\nsteps = 20\n"
SIMULATE = "pairlattice.model.plain_run.run"
COMMANDS = [
    *("run", "sweep", "show", "plot", "export", "lab"),
    *("reproduce", "claims", "compare"),
    *("materials", "measured", "modes", "tracks", "audit", "bench"),
]


def fake_run(effective: float = 50.0) -> xr.DataTree:
    """What a plain run leaves, without running it."""
    time = np.linspace(0, 9, 10)
    units = {"units": "d", "long_name": "mean displacement"}
    root = xr.Dataset(
        {
            "displacement": (("time", "component"), np.full((10, 3), 0.01), units),
            "displacement_mean": ("component", [0.01, 0.0, np.nan], units),
            "displacement_error": ("component", [0.001, 0.0, np.nan], units),
            "displacement_effective_samples": ("component", [effective] * 3),
            "coherence": ("time", np.full(10, 0.9), {"units": "1", "long_name": "coherence"}),
            "energy_tether": ("time", time / 10, {"units": "E0", "long_name": "tether energy"}),
        },
        coords={"time": ("time", time, {"units": "t0", "long_name": "time"})},
        attrs={
            "sample_state": "superconducting",
            "fractions": {"superconducting": 1.0},
            "closures": [{"id": "C1", "title": "The tether", "statement": "½ k |u|²"}],
        },
    )
    for name in ("coherence", "energy_tether"):
        root[f"{name}_mean"] = root[name].mean()
        root[f"{name}_error"] = 0.01
        root[f"{name}_effective_samples"] = 80.0
    index = np.stack(np.meshgrid(*[np.arange(4.0)] * 3, indexing="ij"), axis=-1)
    moved = np.zeros((4, 4, 4, 3))
    moved[..., 2] = 0.02
    sites = xr.Dataset(
        {
            "site": (("n1", "n2", "n3"), np.ones((4, 4, 4), bool)),
            "position": (("n1", "n2", "n3", "component"), index),
            "mean_displacement": (("n1", "n2", "n3", "component"), moved),
        }
    )
    codes = np.zeros((2, 2, 2), "i1")
    flags = {"flag_values": [0, 2], "flag_meanings": "insulating superconducting", "edge": 3}
    codes[1] = 2
    blocks = xr.Dataset({"state": (("b1", "b2", "b3"), codes, flags)})
    return xr.DataTree.from_dict({"/": root, "/sites": sites, "/blocks": blocks})


@pytest.fixture
def call(monkeypatch, tmp_path, capsys):
    """Runs a command in an empty folder and returns exit code, output and error lines."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> SimpleNamespace:
        with pytest.raises(SystemExit) as done:
            main([*map(str, arguments)])
        out, err = capsys.readouterr()
        return SimpleNamespace(code=done.value.code, out=out, err=err.splitlines())

    return call


@pytest.fixture
def faked(monkeypatch):
    """The simulation replaced by a finished one; yields what it was called with."""
    seen = []

    def simulate(scenario, progress, _):
        seen.append(scenario)
        progress(10.0, 20.0, "coherence 0.93")
        return fake_run()

    monkeypatch.setattr(SIMULATE, simulate)
    return seen


@pytest.fixture
def result(tmp_path):
    """A stored result."""
    scenario = Scenario.from_toml(SMALL)
    tree = fake_run(effective=3.0)
    tree.attrs |= {"experiment": "run", "title": "A fake"}
    return store.save(tree, tmp_path / "done", SMALL, store.provenance(scenario, 1.0))


def refused(answer, code: int = 2) -> str:
    assert answer.code == code
    assert answer.out == ""
    (line,) = answer.err
    assert line.startswith("pairlattice: ")
    return line


def test_help_answers_without_the_engine_and_within_a_blink():
    program = (
        "import sys\nfrom pairlattice.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'jax', 'numpy', 'matplotlib', 'xarray', 'pydantic', 'rich'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "pairlattice run first.toml --out runs/first" in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(call, command):
    answer = call(command, "--help")
    assert answer.code == 0
    assert f"  pairlattice {command}" in answer.out.split("Example")[1]


def test_no_command_is_left_out_of_these_tests():
    assert sorted(cli.commands) == sorted(COMMANDS)


def test_the_package_can_be_run_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "pairlattice", "--version"], capture_output=True, text=True
    )
    assert done.stdout.startswith("pairlattice 0.")


def test_without_arguments_the_help_is_shown(call):
    answer = call()
    assert answer.code == 0
    assert "Commands:" in answer.out
    assert call("--version").out.startswith("pairlattice 0.")


def test_the_scenario_in_the_help_is_one_that_runs(call, faked, tmp_path):
    lines = call("--help").out.splitlines()
    start = next(i for i, line in enumerate(lines) if "saved as first.toml" in line)
    end = next(i for i, line in enumerate(lines) if line.strip() == "Then:")
    (tmp_path / "first.toml").write_text("\n".join(lines[start + 1 : end]))
    assert call("run", "first.toml", "--out", "runs/first").code == 0
    assert faked[0].electric_field[0].strength == 0.01


def test_run_stores_the_result_and_says_where(call, faked, tmp_path):
    (tmp_path / "a.toml").write_text(SMALL)
    answer = call("run", "a.toml", "--out", "runs/a")
    assert answer.code == 0
    assert answer.out.startswith("runs/a: superconducting\n")
    assert answer.err == []
    assert store.load("runs/a").attrs["experiment"] == "run"
    assert store.load_scenario_text("runs/a") == SMALL
    assert store.load_provenance("runs/a")["seed"] == faked[0].seed == 3


@pytest.mark.usefixtures("faked")
def test_run_prints_json_and_nothing_else(call, tmp_path):
    (tmp_path / "a.toml").write_text(SMALL)
    answer = call("run", "a.toml", "--out", "runs/a", "--json")
    told = json.loads(answer.out)
    assert answer.err == []
    assert {"directory", "seconds", "experiment", "sample_state", "closures", "tables"} <= set(told)
    assert told["directory"] == "runs/a"


def test_a_mask_travels_with_the_result_so_that_its_scenario_runs_again(call, faked, tmp_path):
    text = '[sample]\nshape = "mask"\nmask = "shapes/ball.npy"\n'
    (tmp_path / "shapes").mkdir()
    np.save(tmp_path / "shapes" / "ball.npy", np.ones((2, 2, 2), bool))
    (tmp_path / "a.toml").write_text(text)
    assert call("run", "a.toml", "--out", "runs/a").code == 0
    assert call("run", "runs/a/scenario.toml", "--out", "runs/b").code == 0
    assert faked[1].mask().shape == (2, 2, 2)


MISTAKES = {
    "a wrong unit": ('[material]\nname = "Pb"\n[thermostat]\ntemperature = "4 m"\n', "unit of K"),
    "a negative temperature": ("[thermostat]\ntemperature = -1\n", "must be 0 or above"),
    "a missing field": ("[thermostat]\nfriction = 1\n", "thermostat.temperature is missing"),
    "a typo in a key": ("[thermostat]\ntemprature = 1\n", 'did you mean "temperature"?'),
    "a size of 0": ("[lattice]\nsize = 0\n", "lattice.size must be from 1"),
    "an unknown material": ('[material]\nname = "Pbb"\n', "unknown material"),
    "no TOML": ("[lattice\n", "not valid TOML"),
    "an unknown experiment": ('experiment = "drudel"\n', "unknown experiment 'drudel'"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_scenario_gets_one_line_and_nothing_is_written(call, tmp_path, mistake):
    text, expected = MISTAKES[mistake]
    size = "" if "lattice" in text else "[lattice]\nsize = 4\n"
    first = text if text.startswith("experiment") else ""
    (tmp_path / "a.toml").write_text(first + size + (text if not first else ""))
    assert expected in refused(call("run", "a.toml", "--out", "deep/down"))
    assert [path.name for path in tmp_path.iterdir()] == ["a.toml"]


def test_an_unreadable_file_gets_one_line(call, tmp_path):
    assert "does not exist" in refused(call("run", "a.toml", "--out", "o"))
    assert "is a folder" in refused(call("run", ".", "--out", "o"))
    (tmp_path / "b.toml").write_bytes(b"title = '\xff'")
    assert "UTF-8" in refused(call("run", "b.toml", "--out", "o"))
    assert not (tmp_path / "o").exists()


def test_a_time_step_that_is_too_large_gets_one_line(call, tmp_path):
    (tmp_path / "a.toml").write_text(SMALL + "time_step = 1e3\n")
    line = refused(call("run", "a.toml", "--out", "o"))
    assert "time step" in line or "time_step" in line
    assert not (tmp_path / "o").exists()


def test_a_run_that_blows_up_exits_with_1_and_leaves_nothing(call, tmp_path, monkeypatch):
    def simulate(*_):
        raise SimulationDivergedError("the run blew up at step 7; lower run.time_step", 7)

    monkeypatch.setattr(SIMULATE, simulate)
    (tmp_path / "a.toml").write_text(SMALL)
    assert "step 7" in refused(call("run", "a.toml", "--out", "o"), code=1)
    assert not (tmp_path / "o").exists()


def test_an_interrupted_run_exits_with_130_and_leaves_nothing(call, tmp_path, monkeypatch):
    def simulate(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(SIMULATE, simulate)
    (tmp_path / "a.toml").write_text(SMALL)
    refused(call("run", "a.toml", "--out", "o"), code=130)
    assert not (tmp_path / "o").exists()


def test_a_full_folder_is_refused_before_anything_is_simulated(call, faked, result, tmp_path):
    (tmp_path / "a.toml").write_text(SMALL)
    assert "choose another folder" in refused(call("run", "a.toml", "--out", result))
    assert faked == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["foo"],
        ["--foo"],
        ["run"],
        ["run", "a.toml"],
        ["show"],
        ["show", "a", "b"],
        ["modes", "--lattice", "hcp", "--q", "0,0,0"],
        ["modes", "--lattice", "fcc"],
        ["reproduce", "--only", "drudel"],
        ["plot", "nowhere"],
        ["materials", "Pbb"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_gets_one_line(call, arguments, tmp_path):
    refused(call(*arguments))
    assert list(tmp_path.iterdir()) == []


def test_show_prints_error_bars_and_warns_of_short_series(call, result):
    answer = call("show", result)
    assert answer.code == 0
    assert "0.0100 ± 0.0010 (!)" in answer.out
    assert "Rests on: C1 the tether" in answer.out
    warning = answer.err[-1]
    assert "3 error bars, marked (!), come from too short a series" in warning


def test_show_prints_strict_json(call, result):
    answer = call("show", result, "--json")
    told = json.loads(answer.out, parse_constant=pytest.fail)
    cells = [row[1] for row in told["tables"][0]["rows"]]
    assert cells[0] == {"mean": 0.01, "error": 0.001, "long_enough": False}
    assert cells[2]["mean"] is None
    assert told["provenance"]["seed"] == 3


def test_show_refuses_a_folder_that_is_no_result(call, tmp_path):
    assert "is no result" in refused(call("show", tmp_path))


def test_plot_writes_every_figure_twice_and_prints_the_paths(call, result, tmp_path):
    answer = call("plot", result, "--out", "figures")
    paths = answer.out.split()
    assert answer.code == 0
    assert {"figures/series.png", "figures/energy.svg", "figures/plane.png"} <= set(paths)
    assert sorted(paths) == sorted(f"figures/{p.name}" for p in (tmp_path / "figures").iterdir())


def test_modes_prints_exactly_the_three_keys(call):
    told = json.loads(call("modes", "--lattice", "sc", "--q", "0.5,0,0", "--json").out)
    assert list(told) == ["lattice", "q", "eigenvalues"]
    assert told["lattice"] == "sc"
    assert told["q"] == [0.5, 0.0, 0.0]
    # Σ of the eigenvalues is the trace of T, which vanishes because the dipole field has no source.
    assert sum(told["eigenvalues"]) == pytest.approx(0, abs=1e-10)
    assert told["eigenvalues"] == sorted(told["eigenvalues"])


def test_modes_at_the_zone_centre_has_no_depolarising_field(call):
    told = json.loads(call("modes", "--lattice", "bcc", "--q", "0,0,0", "--json").out)
    assert told["eigenvalues"] == pytest.approx([-4 * np.pi / 3] * 3)


@pytest.mark.parametrize("q", ["", "0,0", "0,0,0,0", "a,b,c", "nan,0,0", "inf,0,0", "1e300,0,0"])
def test_a_wave_vector_that_is_none_gets_one_line(call, q):
    assert "give for example --q 0.5,0.5,0.0" in refused(call("modes", "--lattice=fcc", f"--q={q}"))


def test_materials_lists_the_data_set_and_one_material_with_its_sources(call):
    listed = json.loads(call("materials", "--json").out)
    lead = next(entry for entry in listed if entry["name"] == "Pb")
    assert lead["critical_temperature"] == 7.196
    assert lead["spacing"] == pytest.approx(1.559e-10, rel=1e-3)
    one = json.loads(call("materials", "Pb", "--json").out)
    assert len(one["cited"]) == lead["values"]
    assert all(value["citation"] for value in one["cited"])
    assert "Nb3Sn" in call("materials").out
    assert "Kittel" in call("materials", "Pb").out


def test_audit_prints_a_row_for_every_line_of_the_equations(call):
    rows = json.loads(call("audit", "--json").out)
    assert {row["equation"] for row in rows} == set(range(1, 16))


def test_bench_prints_its_tables_and_numbers(call, monkeypatch):
    from pairlattice.table import Table

    table = Table("Speed", ("L", "rate"), ((16, 1.5),))
    fake = SimpleNamespace(report=lambda _: ([table], {"rates": np.array([1.5])}))
    monkeypatch.setitem(sys.modules, "pairlattice.bench", fake)
    assert "Speed" in call("bench").out
    assert json.loads(call("bench", "--json").out) == {"rates": [1.5]}


def test_a_reader_who_goes_away_is_no_error():
    program = "from pairlattice.cli import main; main(['materials'])"
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", program], stdout=pipe, stderr=pipe) as reader:
        assert reader.stdout is not None
        assert reader.stderr is not None
        reader.stdout.close()
        assert reader.stderr.read() == b""
        assert reader.wait() == 141


def test_every_entry_of_the_contents_can_be_asked_for(call):
    assert all(call("reproduce", "--only", e.noun, "--help").code == 0 for e in phenomena.CONTENTS)


def test_the_python_face_names_only_what_it_has():
    import pairlattice

    assert all(getattr(pairlattice, name) is not None for name in pairlattice.__all__)
    assert pairlattice.run is experiment.run
    with pytest.raises(AttributeError, match="no attribute 'foo'"):
        _ = pairlattice.foo


@pytest.mark.usefixtures("faked")
def test_four_lines_of_python_do_what_the_command_line_does(tmp_path):
    import pairlattice as pl

    (tmp_path / "a.toml").write_text(SMALL)
    scenario = pl.load_scenario(tmp_path / "a.toml")
    result = pl.run(scenario)
    pl.save(result, tmp_path / "a", scenario.source, pl.provenance(scenario, 1.0))
    assert set(pl.draw(pl.load(tmp_path / "a"))) == {"series", "energy", "plane"}
