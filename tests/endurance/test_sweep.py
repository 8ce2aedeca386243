"""Many scenarios, one data set.

| values of an axis          | a range in text              | numpy                               |
| points of a sweep          | workers, some of them killed | one process, one after the other    |
| a boundary between states  | found by halving             | where the state changes             |
"""

import json
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
import xarray as xr

from pairlattice.errors import InputError
from pairlattice.scenario import Scenario, load_scenario
from pairlattice.sweep import Plan, Study, parse_axis
from pairlattice.sweep.cluster import BATCH_SYSTEMS, Serial, batch_cluster, opened
from pairlattice.sweep.refine import between_states

TEXT = """
seed = 3
[material]
name = "Pb"
[lattice]
size = 4
[[electric_field]]
strength = 0.01
direction = [0, 0, 1]
[thermostat]
temperature = "4.2 K"
[run]
steps = 200
"""
BASE = Scenario.from_toml(TEXT)


def silent(*_):
    pass


# --- axes and plans ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("temperature=1:20:20K", np.linspace(1, 20, 20), "K"),
        ("temperature=0.1:10:5:log K", np.geomspace(0.1, 10, 5), "K"),
        ("temperature=1e-5:1e-3:3", np.linspace(1e-5, 1e-3, 3), ""),
        ("thermostat.friction=0.1,0.2,0.5", [0.1, 0.2, 0.5], ""),
        ("electric_field=1:3:3 MV/m", [1, 2, 3], "MV/m"),
        ("size=4:32:4:log", [4, 8, 16, 32], ""),
        ("kappa=-0.1,0.1", [-0.1, 0.1], ""),
        ("seed=1,2,9007199254740993", [1, 2, 9007199254740993], ""),
    ],
)
def test_an_axis_has_the_values_its_text_says(text, values, unit):
    axis = parse_axis(text, BASE)
    assert axis.unit == unit
    assert np.allclose(axis.values, values, rtol=1e-14)
    assert axis.values[-1] == values[-1]


def test_words_are_values_as_well():
    axis = parse_axis("integrator=langevin,overdamped", BASE)
    assert axis.values == ("langevin", "overdamped")
    assert not axis.numeric


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("temperature", "must be NAME=VALUES"),
        ("temprature=1,2", 'did you mean "temperature"'),
        ("strength=1,2,3 K,4 V", "must have one unit"),
        ("stiffness=1,2", "could be tether.stiffness or neighbour.stiffness"),
        ("drive=1,2", "no field of the scenario"),
        ("temperature=1:2", "must be FROM:TO:COUNT"),
        ("temperature=-1:2:3:log", "must be above 0 for :log"),
        ("temperature=1:2:999999", "values, got 999999"),
        ("temperature=1,1", "each value once"),
        ("temperature=1,two", "all numbers or all words"),
    ],
)
def test_an_axis_that_means_nothing_gets_one_line(text, line):
    with pytest.raises(InputError, match=line):
        parse_axis(text, BASE)


def test_a_point_is_the_scenario_with_these_values_and_a_key_of_its_own():
    axes = (parse_axis("temperature=1:2:2K", BASE), parse_axis("kappa=0.1,0.2", BASE))
    points = list(Plan(BASE, axes).points())
    assert [p.coordinates for p in points] == [(1, 0.1), (1, 0.2), (2, 0.1), (2, 0.2)]
    assert len({p.key for p in points}) == 4
    expected = BASE.replace(thermostat={"temperature": "2 K"}, tether={"kappa": 0.2})
    assert points[3].scenario == expected
    assert points[3].scenario.seed == 3


def test_replicas_have_seeds_of_their_own_at_every_point():
    points = list(Plan(BASE, (parse_axis("temperature=1:3:3K", BASE),), replicas=4).points())
    assert len({p.scenario.seed for p in points}) == 12
    again = list(Plan(BASE, (parse_axis("temperature=1:3:3K", BASE),), replicas=4).points())
    assert [p.key for p in points] == [p.key for p in again]


def test_a_value_no_scenario_can_take_is_refused_with_its_place():
    plan = Plan(BASE, (parse_axis("temperature=1,-1K", BASE),))
    with pytest.raises(InputError, match=r"at temperature=-1 K: thermostat\.temperature must be"):
        list(plan.points())
    with pytest.raises(InputError, match="at most 1000000 points"):
        Plan(BASE, tuple(parse_axis(f"{n}=1:2:2000", BASE) for n in ("kappa", "friction")))


def test_halving_looks_between_neighbours_whose_states_differ():
    axes = (parse_axis("temperature=1,2,4,8", BASE), parse_axis("kappa=0.1,0.2", BASE))
    plan = Plan(BASE, axes)
    warm = {(t, k): {"state": "a" if t < 3 or k > 0.15 else "b"} for t, k in plan_values(plan)}
    # Along temperature at kappa 0.1, in the geometric middle; along kappa at 4 and 8.
    found = sorted((t, round(k, 12)) for t, k in between_states(plan, warm))
    assert found == [(3, 0.1), (4, 0.15), (8, 0.15)]
    assert parse_axis("temperature=1.0,2.0,4.0", BASE).between(2.0, 4.0) == pytest.approx(8**0.5)


def plan_values(plan):
    return [point.coordinates for point in plan.points()]


# --- studies ----------------------------------------------------------------------------------


def test_a_study_computes_what_is_missing_and_nothing_twice(tmp_path):
    computed = []

    class Counting(Serial):
        def results(self, tasks):
            tasks = list(tasks)
            computed.extend(tasks)
            return super().results(tasks)

    few = Plan(BASE, (parse_axis("temperature=1,2K", BASE),))
    more = Plan(BASE, (parse_axis("temperature=1,2,3K", BASE),))
    with Study(tmp_path / "s") as study:
        study.run(few, Counting(), silent)
        study.save(few)
    damaged = tmp_path / "s" / "points" / f"{next(iter(few.points())).key}.json"
    damaged.write_text(damaged.read_text()[:-20])
    with Study(tmp_path / "s") as study:
        study.run(more, Counting(), silent)
        path = study.save(more)
    assert len(computed) == 4  # two, then the third and the damaged one
    data = xr.load_dataset(path)
    assert data.coherence_mean.dims == ("temperature",)
    assert data.temperature.attrs["units"] == "K"
    assert data.displacement_mean.dims == ("temperature", "component")
    assert np.isfinite(data.coherence_mean).all()
    assert float(data.coherence_mean[1]) == outcome_alone(more, 1)["coherence_mean"]


def outcome_alone(plan, index):
    from pairlattice.model.plain_run import run as simulate

    tree = simulate(list(plan.points())[index].scenario)
    return {
        name: value.values.item() for name, value in tree.to_dataset().items() if not value.dims
    }


def test_refining_finds_the_boundary_to_the_step_asked_for(tmp_path):
    class Law:
        """Order below 5 K, none above, and nothing simulated."""

        def results(self, tasks):
            for key, text, _ in tasks:
                s = Scenario.from_toml(text)
                kelvin = s.thermostat.temperature * s.units.temperature
                state = "ordered" if kelvin < 5 else "not"
                yield (
                    key,
                    {
                        "values": {"kelvin": kelvin},
                        "units": {},
                        "labels": {},
                        "shares": {},
                        "state": state,
                    },
                )

    plan = Plan(BASE, (parse_axis("temperature=1:8:3K", BASE),))
    with Study(tmp_path / "s") as study:
        plan = study.run(plan, Law(), silent, refine=6)
        data = xr.load_dataset(study.save(plan))
    ordered = data.temperature[data.state == "ordered"].max()
    other = data.temperature[data.state == "not"].min()
    assert ordered < 5 <= other
    assert float(other - ordered) == pytest.approx(3.5 / 2**6)


def test_two_sweeps_into_one_folder_and_a_folder_of_something_else_are_refused(tmp_path):
    with (
        Study(tmp_path / "s"),
        pytest.raises(InputError, match="another run"),
        Study(tmp_path / "s"),
    ):
        pytest.fail("two at once")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter").write_text("mine")
    with pytest.raises(InputError, match="holds no sweep"), Study(tmp_path / "other"):
        pytest.fail("taken over")


def test_a_scheduler_that_is_not_there_gets_one_line(monkeypatch):
    monkeypatch.setattr("pairlattice.sweep.cluster._CONNECT", 0.5)
    with (
        pytest.raises(InputError, match="cannot be reached"),
        opened(scheduler="tcp://127.0.0.1:9"),
    ):
        pytest.fail("connected to nothing")


@pytest.mark.parametrize("system", ["slurm", "pbs"])
def test_a_batch_job_asks_for_one_core_and_one_thread(system, monkeypatch):
    jobqueue = pytest.importorskip("dask_jobqueue")
    kind = getattr(jobqueue, BATCH_SYSTEMS[system])
    monkeypatch.setattr(kind, "scale", lambda *_, **__: None)
    cluster = batch_cluster(system, 1)
    script = cluster.job_script()
    cluster.close()
    assert "export NPROC='1'" in script
    assert "--nthreads 1" in script


# --- the command line -------------------------------------------------------------------------


def test_the_command_sweeps_resumes_and_exits_with_a_line_where_a_point_failed(tmp_path, capsys):
    from pairlattice.cli import main

    (tmp_path / "a.toml").write_text(TEXT)

    def call(*over):
        arguments = ["sweep", str(tmp_path / "a.toml"), "--out", str(tmp_path / "s")]
        with pytest.raises(SystemExit) as done:
            main([*arguments, *(f"--over={text}" for text in over), "--workers", "0", "--json"])
        out, err = capsys.readouterr()
        return done.value.code, json.loads(out) if out else None, err

    code, told, err = call("temperature=1,2K")
    assert (code, told["points"], told["failed"], err) == (0, 2, [], "")
    code, told, err = call("temperature=1,2K", "time_step=0.1,1000")
    assert (code, told["points"], len(told["failed"])) == (2, 4, 2)
    assert err.startswith("pairlattice: 2 points failed: at temperature = 1 K, time_step = 1000: ")
    data = xr.load_dataset(tmp_path / "s" / "sweep.nc")
    assert np.isfinite(data.coherence_mean.sel(time_step=0.1)).all()
    assert np.isnan(data.coherence_mean.sel(time_step=1000)).all()
    assert call("temperature=1,-2K")[2].count("\n") == 1


# --- workers that die -------------------------------------------------------------------------


def test_points_of_killed_workers_are_run_again_and_equal_the_serial_ones(
    tmp_path, environment, torture
):
    count = 200 if torture else 6
    (tmp_path / "a.toml").write_text(TEXT.replace("steps = 200", "steps = 3000"))
    base = load_scenario(tmp_path / "a.toml")
    plan = Plan(base, (parse_axis(f"temperature=1:20:{count}K", base),))
    from pairlattice.sweep.cluster import ONE_THREAD

    env = environment | ONE_THREAD
    file = tmp_path / "scheduler.json"
    start = [sys.executable, "-c", "from distributed.cli.dask_scheduler import main; main()"]
    work = [sys.executable, "-c", "from distributed.cli.dask_worker import main; main()"]
    children = [
        subprocess.Popen(
            [
                *start,
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--no-dashboard",
                "--scheduler-file",
                str(file),
            ],
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    ]

    def worker():
        options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--scheduler-file", str(file)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        children.append(subprocess.Popen([*work, *options], env=env, cwd=tmp_path, **quiet))
        return children[-1]

    try:
        while not file.exists():
            assert children[0].poll() is None
            time.sleep(0.05)
        workers = [worker(), worker()]
        address = json.loads(file.read_text())["address"]
        finished = []

        def told(point, outcome, *_):
            finished.append(point.key)
            assert "failed" not in outcome, outcome
            # Two die in the middle of their work, and others take their place.
            if len(finished) in (count // 4, count // 2) and workers:
                os.kill(workers.pop().pid, signal.SIGKILL)
                worker()

        with Study(tmp_path / "spread") as study, opened(scheduler=address) as place:
            study.run(plan, place, told)
            study.save(plan)
    finally:
        for child in reversed(children):
            child.kill()
            child.wait()
    assert sorted(finished) == sorted(point.key for point in plan.points())
    with Study(tmp_path / "serial") as study:
        study.run(plan, Serial(), silent)
        study.save(plan)
    files = sorted(path.name for path in (tmp_path / "serial" / "points").iterdir())
    assert len(files) == count
    for name in files:
        one, other = (tmp_path / kind / "points" / name for kind in ("serial", "spread"))
        assert one.read_bytes() == other.read_bytes(), name
    data = [xr.load_dataset(tmp_path / kind / "sweep.nc") for kind in ("serial", "spread")]
    assert data[0].identical(data[1])
