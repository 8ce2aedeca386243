"""What is saved is what comes back, whatever happens to the files in between.

| arrays of a snapshot    | written and read            | the arrays                             |
| rows of a ledger        | appended piece by piece     | all rows at once                       |
| result of a run         | stopped, damaged, resumed   | never disturbed                        |
| a full disk             | the system refuses to write | what was saved before is still good    |
"""

import errno
import os
import random
import resource
import signal

import numpy as np
import pytest

from pairlattice.checkpoint import CheckpointManager, RunDirectory, StopRequest, snapshot
from pairlattice.checkpoint.append_log import AppendLog, layout_of
from pairlattice.checkpoint.identity import identity
from pairlattice.checkpoint.manager import Cadence
from pairlattice.checkpoint.snapshot import DamagedError
from pairlattice.errors import CheckpointError, InputError, RunStoppedError, SimulationDivergedError
from pairlattice.model.plain_run import run as simulate
from pairlattice.scenario import Scenario

TABLES = {
    "seed": 4,
    "lattice": {"size": [4, 3, 4]},
    "electric_field": [{"strength": 0.02, "direction": [0, 0, 1]}],
    "thermostat": {"temperature": 1e-3},
    "run": {"steps": 60, "equilibration": 20, "sample_every": 3},
}
SCENARIO = Scenario(**TABLES)
RANDOM = random.Random(3)
ARRAYS = {
    "scalar": np.asarray(2**62 + 1),
    "empty": np.zeros((0, 3)),
    "single": np.arange(24, dtype=np.float32).reshape(2, 3, 4) / 7,
    "double": np.array([[np.pi, np.nan], [-0.0, np.inf]]),
    "sideways": np.arange(6.0).reshape(2, 3).T,
}


class Impatient(StopRequest):
    """Is asked to stop after so many chunks, as a signal would."""

    def __init__(self, chunks):
        super().__init__()
        self.left = chunks

    def hear(self, *_):
        self.left -= 1
        if self.left == 0:
            self.number = signal.SIGTERM


def result(tree):
    return {
        (node.path, name): (value.dims, value.values.tobytes())
        for node in tree.subtree
        for name, value in node.to_dataset(inherit=False).variables.items()
    } | {"attributes": repr(tree.attrs)}


@pytest.fixture(scope="module")
def undisturbed():
    return result(simulate(SCENARIO))


def journal(folder, stop=None, steps=4, scenario=SCENARIO):
    folder.mkdir(exist_ok=True)
    return CheckpointManager(folder, identity(scenario), Cadence(1e9, steps), stop)


def stopped(folder, chunks, steps=4):
    """A run stopped and saved after so many chunks."""
    stop = Impatient(chunks)
    keeper = journal(folder, stop, steps)
    with pytest.raises(RunStoppedError, match="saved; go on with") as caught:
        simulate(SCENARIO, stop.hear, keeper)
    assert caught.value.signal == signal.SIGTERM
    return keeper


# --- snapshots and ledgers --------------------------------------------------------------------


def test_a_snapshot_brings_every_array_back_with_type_shape_and_bits(tmp_path):
    path = tmp_path / "a.bin"
    snapshot.write(path, {"words": ["ä", 1]}, ARRAYS)
    words, arrays = snapshot.read(path)
    assert words == {"words": ["ä", 1]}
    for name, array in ARRAYS.items():
        assert arrays[name].dtype == array.dtype
        assert arrays[name].shape == array.shape
        assert arrays[name].tobytes() == array.tobytes()
    assert [p.name for p in tmp_path.iterdir()] == ["a.bin"]


def test_every_truncated_or_flipped_snapshot_is_recognised(tmp_path):
    path = tmp_path / "a.bin"
    snapshot.write(path, {"words": 1}, ARRAYS)
    good = path.read_bytes()
    for length in [0, 1, 24, *(RANDOM.randrange(len(good)) for _ in range(50))]:
        path.write_bytes(good[:length])
        with pytest.raises(DamagedError):
            snapshot.read(path)
    for bit in RANDOM.sample(range(8 * len(good)), 300):
        flipped = bytearray(good)
        flipped[bit // 8] ^= 1 << bit % 8
        path.write_bytes(flipped)
        with pytest.raises(DamagedError):
            snapshot.read(path)
    path.write_bytes(good + b"\0")
    with pytest.raises(DamagedError):
        snapshot.read(path)


def test_a_link_in_the_place_of_a_new_snapshot_is_not_followed(tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("untouched")
    (tmp_path / "a.bin.part").symlink_to(victim)
    (tmp_path / "a.bin").symlink_to(victim)
    snapshot.write(tmp_path / "a.bin", {}, ARRAYS)
    assert victim.read_text() == "untouched"
    assert not (tmp_path / "a.bin").is_symlink()


def test_a_ledger_holds_its_rows_and_nothing_of_an_unfinished_segment(tmp_path):
    path = tmp_path / "rows.bin"
    rows = {"time": np.arange(9.0), "current": np.arange(27.0).reshape(9, 3) ** 0.5}
    ledger = AppendLog(path)
    for part in (slice(0, 4), slice(4, 5), slice(5, 9)):
        ledger.append({name: column[part] for name, column in rows.items()})
    layout = layout_of(rows)
    with path.open("ab") as file:
        file.write(b"rows half a segment")
    again = AppendLog(path, ledger.length)
    for name, column in again.rows(layout).items():
        assert np.array_equal(column, rows[name]), name
    again.append({name: column[:1] for name, column in rows.items()})
    assert path.stat().st_size == again.length
    good = path.read_bytes()
    for at in (0, 5, 20, 60, len(good) - 1):
        path.write_bytes(good[:at] + bytes([good[at] ^ 4]) + good[at + 1 :])
        with pytest.raises(DamagedError):
            AppendLog(path, again.length)
    path.write_bytes(good[:-1])
    with pytest.raises(DamagedError):
        AppendLog(path, again.length)


# --- runs -------------------------------------------------------------------------------------


# Of 120 steps in four legs, four each: in the first, before a leg's end, at it, and in the last.
@pytest.mark.parametrize("chunks", [2, 5, 14, 15, 16, 21, 29, 30])
def test_a_run_stopped_in_any_leg_and_resumed_is_the_undisturbed_run(tmp_path, chunks, undisturbed):
    stopped(tmp_path / "j", chunks)
    assert result(simulate(SCENARIO, reporter=journal(tmp_path / "j", steps=7))) == undisturbed


def test_a_run_stopped_again_and_again_is_the_undisturbed_run(tmp_path, undisturbed):
    for chunks in (3, 1, 4, 1, 5, 2):
        stopped(tmp_path / "j", chunks, steps=chunks + 2)
    assert result(simulate(SCENARIO, reporter=journal(tmp_path / "j"))) == undisturbed


def test_two_checkpoints_are_kept_and_the_rows_of_each_leg_once(tmp_path):
    stopped(tmp_path / "j", 25)
    names = sorted(path.name for path in (tmp_path / "j").iterdir())
    assert names == [
        "checkpoint-00000024.bin",
        "checkpoint-00000025.bin",
        "series-measurement-field-off.bin",
        "series-measurement.bin",
    ]


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "rows"])
def test_a_damaged_checkpoint_is_said_and_the_one_before_it_is_used(tmp_path, damage, undisturbed):
    stopped(tmp_path / "j", 14)
    newest = tmp_path / "j" / "checkpoint-00000014.bin"
    if damage == "rows":
        newest = tmp_path / "j" / "series-measurement.bin"
    good = newest.read_bytes()
    middle = len(good) - 10 if damage == "rows" else len(good) // 2
    flipped = good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1 :]
    newest.write_bytes({"cut": good[:middle], "empty": b""}.get(damage, flipped))
    keeper = journal(tmp_path / "j")
    first, second = keeper.notes
    assert first.startswith("checkpoint-00000014.bin cannot be used: ")
    assert second == "the one before it, checkpoint-00000013.bin, is good and is used"
    assert result(simulate(SCENARIO, reporter=keeper)) == undisturbed


def test_where_both_checkpoints_are_damaged_the_run_is_refused(tmp_path):
    stopped(tmp_path / "j", 5)
    for path in (tmp_path / "j").glob("checkpoint-*"):
        path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(InputError, match=r"no checkpoint in it is good .* start again"):
        journal(tmp_path / "j")


def test_a_changed_scenario_is_refused_with_what_differs(tmp_path):
    stopped(tmp_path / "j", 5)
    other = SCENARIO.replace(thermostat={"temperature": 2e-3}, title="Another title is no change")
    with pytest.raises(
        InputError, match=r"thermostat\.temperature was 0\.001 and is 0\.002; "
    ) as e:
        journal(tmp_path / "j", scenario=other)
    assert "title" not in str(e.value)


def test_another_program_goes_on_and_says_so(tmp_path):
    stopped(tmp_path / "j", 5)
    changed = identity(SCENARIO) | {"program": "another"}
    keeper = CheckpointManager(tmp_path / "j", changed)
    assert keeper.changed == ["program"]
    assert "begun with another program" in keeper.notes[0]


# --- disks ------------------------------------------------------------------------------------


@pytest.mark.parametrize("call", ["fsync", "open", "write"])
def test_a_full_disk_ends_the_run_with_one_line_and_what_was_saved_is_intact(
    tmp_path, monkeypatch, undisturbed, call
):
    stopped(tmp_path / "j", 14)
    keeper = journal(tmp_path / "j")
    if call == "write":
        # A limit of the system's own: no file may grow beyond it. Python ignores its signal.
        size = (tmp_path / "j" / "series-measurement.bin").stat().st_size + 10
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    else:

        def full(*_, **__):
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, call, full)
    try:
        with pytest.raises(CheckpointError) as caught:
            simulate(SCENARIO, reporter=keeper)
    finally:
        monkeypatch.undo()
        if call == "write":
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    expected = "File too large" if call == "write" else "No space left on device"
    assert f"no checkpoint could be written ({expected})" in str(caught.value)
    assert "saved at step 56" in str(caught.value)
    assert result(simulate(SCENARIO, reporter=journal(tmp_path / "j"))) == undisturbed


# --- folders ----------------------------------------------------------------------------------


def test_the_second_of_two_runs_into_one_folder_is_refused(tmp_path):
    with RunDirectory(tmp_path / "out"):
        for resume in (False, True):
            with (
                pytest.raises(InputError, match="another run is working"),
                RunDirectory(tmp_path / "out", resume),
            ):
                pytest.fail("two at once")
    with RunDirectory(tmp_path / "out"):
        pass
    assert not (tmp_path / "out").exists()


def test_an_unfinished_run_is_neither_overwritten_nor_resumed_unasked(tmp_path):
    with RunDirectory(tmp_path / "out") as place:
        stopped(place.folder, 3)
    with (
        pytest.raises(InputError, match="holds an unfinished run; go on with --resume"),
        RunDirectory(tmp_path / "out"),
    ):
        pytest.fail("overwritten")
    assert len(list((tmp_path / "out" / "unfinished").glob("checkpoint-*"))) == 2


@pytest.mark.parametrize("resume", [False, True])
def test_a_link_in_the_place_of_the_unfinished_run_is_refused(tmp_path, resume):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "unfinished").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="is no folder"), RunDirectory(tmp_path / "out", resume):
        pytest.fail("followed")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_was_there_before_a_run_is_left_alone(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("mine")
    with pytest.raises(InputError, match="is not empty"), RunDirectory(tmp_path / "out", True):
        pytest.fail("taken over")
    assert (tmp_path / "out" / "letter.txt").read_text() == "mine"


def test_a_run_that_blows_up_after_a_checkpoint_leaves_nothing_to_resume(tmp_path):
    unstable = SCENARIO.replace(
        tether={"kappa": -0.5, "quartic": 1e-9}, run={"steps": 60_000, "equilibration": 20_000}
    )
    with RunDirectory(tmp_path / "out") as place:
        keeper = journal(place.folder, steps=10, scenario=unstable)
        with pytest.raises(SimulationDivergedError):
            simulate(unstable, reporter=keeper)
        place.discard()
    assert not (tmp_path / "out").exists()
