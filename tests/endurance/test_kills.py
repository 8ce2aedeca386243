"""A run that is killed and resumed is the run that was never disturbed.

| stored arrays and attributes | one process      | killed with SIGKILL at random moments, resumed |
|------------------------------|------------------|------------------------------------------------|
| the same                     | one process      | stopped by SIGTERM or SIGINT, resumed with     |
|                              |                  | another number of threads                      |
"""

import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

SCENARIO = """
seed = 3
[lattice]
size = [6, 5, 4]
[thermostat]
temperature = 1e-3
[[electric_field]]
strength = 0.01
direction = [0, 0, 1]
[run]
steps = 20_000
sample_every = 7
"""
EVERY = ("--checkpoint-every", "400 steps")


@pytest.fixture(scope="module")
def undisturbed(launch, stored, tmp_path_factory):
    """The result of one process, and how long it took."""
    folder = tmp_path_factory.mktemp("undisturbed")
    (folder / "a.toml").write_text(SCENARIO)
    for name in ("first", "whole"):  # the first fills the cache of compiled programs
        begin = time.monotonic()
        child = launch("run", folder / "a.toml", "--out", folder / name, "-q")
        assert child.communicate(timeout=300)[1] == ""
    assert stored(folder / "first") == stored(folder / "whole")
    return folder, stored(folder / "whole"), time.monotonic() - begin


def killed_once(launch, file, out, chance, seconds):
    """Start, kill at a random moment, and say where it was: half of the kills anywhere in the life
    of the process, half while it steps and saves."""
    old = set(out.glob("unfinished/checkpoint-*"))
    child = launch("run", file, "--out", out, "-q", "--resume", *EVERY)
    moment = time.monotonic() + chance.uniform(0.2, 1.1) * seconds
    if chance.random() < 0.5:
        while child.poll() is None and not set(out.glob("unfinished/checkpoint-*")) - old:
            time.sleep(0.01)
        moment = time.monotonic() + chance.uniform(0, 0.3) * seconds
    while child.poll() is None and time.monotonic() < moment:
        time.sleep(0.005)
    where = "finished" if child.poll() is not None else "starting"
    if where == "starting" and set(out.glob("unfinished/checkpoint-*")) - old:
        where = "running"
    child.send_signal(signal.SIGKILL)
    child.communicate(timeout=60)
    return where


def test_runs_killed_at_random_moments_and_resumed_end_with_the_same_bits(
    launch, stored, undisturbed, torture
):
    folder, expected, seconds = undisturbed
    kills, chains = (100, 100) if torture else (10, 2)
    chance = random.Random(8)

    def chain(number):
        """One run: killed until it has had its share of kills, then left to finish."""
        out = folder / f"run{number}"
        places = [
            killed_once(launch, folder / "a.toml", out, chance, seconds)
            for _ in range(number, kills, chains)
        ]
        child = launch("run", folder / "a.toml", "--out", out, "-q", "--resume", *EVERY)
        error = child.communicate(timeout=300)[1]
        return error, places, stored(out) == expected

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(chain, range(chains)))
    places = [place for _, found, _ in results for place in found]
    print({place: places.count(place) for place in sorted(set(places))}, f"{seconds:.1f} s whole")
    assert [error for error, _, _ in results] == [""] * chains
    assert all(same for _, _, same in results)
    assert len(places) == kills
    # Most kills must have hit a run that had something to lose.
    assert places.count("running") >= kills / 3


def test_a_signal_saves_says_how_to_go_on_and_more_threads_change_nothing(
    launch, stored, undisturbed, tmp_path
):
    folder, expected, _ = undisturbed
    out = tmp_path / "out"
    arguments = ["run", folder / "a.toml", "--out", out, "--resume"]
    for number, code, threads in ((signal.SIGTERM, 143, 1), (signal.SIGINT, 130, 2)):
        old = set(out.glob("unfinished/checkpoint-*"))
        child = launch(*arguments, "-q", *EVERY, NPROC=str(threads))
        while child.poll() is None and not set(out.glob("unfinished/checkpoint-*")) - old:
            time.sleep(0.01)
        asked = time.monotonic()
        child.send_signal(number)
        told = child.communicate(timeout=60)[1]
        assert time.monotonic() - asked < 20  # a chunk takes 0.4 s; a loaded machine the rest
        assert child.returncode == code, told
        (line,) = told.splitlines()
        assert line.startswith("pairlattice: stopped at step ")
        arguments = line.partition("go on with: pairlattice ")[2].split()
    child = launch(*arguments, "-q", NPROC="2")
    assert child.communicate(timeout=300)[1] == ""
    assert stored(out) == expected
