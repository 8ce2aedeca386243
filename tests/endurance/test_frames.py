"""Snapshots are read while they are written, after a kill, and across a run that went on."""

import subprocess
import sys

import numpy as np
import pytest

from pairlattice.checkpoint import frames
from pairlattice.checkpoint.frames import SnapshotWriter, open_snapshots
from pairlattice.errors import InputError

SHAPE = (2, 3, 4)

# Appends frames until it is killed, and tells after each flush how many are on the disk.
ENDLESS = """
import sys, numpy
from pathlib import Path
from pairlattice.checkpoint.frames import SnapshotWriter
writer = SnapshotWriter(Path(sys.argv[1]), (32, 32, 32))
step = 0
while True:
    for _ in range(7):
        writer.append(step, 0.1 * step, *(numpy.full((3, 32, 32, 32), x * step) for x in (1, -1)))
        step += 1
    writer.flush()
    print(step, flush=True)
"""


def field(step: float) -> np.ndarray:
    return np.arange(72.0).reshape(3, *SHAPE) + step


def put(writer: SnapshotWriter, *steps: int) -> None:
    for step in steps:
        writer.append(step, step / 10, field(step), -field(step))


def test_frames_come_back_with_times_and_units(tmp_path):
    with SnapshotWriter(tmp_path / "s", SHAPE, np.float64) as writer:
        put(writer, 0, 5, 10)
    data = open_snapshots(tmp_path / "s")
    assert data["displacement"].dims == ("time", "component", "n1", "n2", "n3")
    assert np.array_equal(data["displacement"], [field(step) for step in (0, 5, 10)])
    assert np.array_equal(data["velocity"], [-field(step) for step in (0, 5, 10)])
    assert data["time"].values.tolist() == [0, 0.5, 1]
    assert data["step"].values.tolist() == [0, 5, 10]
    assert data["component"].values.tolist() == ["x", "y", "z"]
    assert (data["displacement"].units, data["velocity"].units) == ("d", "d/t0")


def test_what_is_flushed_is_read_while_the_file_grows(tmp_path):
    with SnapshotWriter(tmp_path, SHAPE) as writer:
        put(writer, 0, 1)
        with pytest.raises(InputError, match="holds no snapshots"):
            open_snapshots(tmp_path)
        writer.flush()
        assert open_snapshots(tmp_path).sizes["time"] == 2
        put(writer, 2)
        assert open_snapshots(tmp_path).sizes["time"] == 2
        writer.flush()
        assert open_snapshots(tmp_path)["step"].values.tolist() == [0, 1, 2]


def test_no_more_than_a_piece_is_held_in_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(frames, "CHUNK_BYTES", 3 * field(0).nbytes)
    with SnapshotWriter(tmp_path, SHAPE, np.float64) as writer:
        put(writer, 0, 1)
        writer.flush()
        put(writer, 2)
        assert open_snapshots(tmp_path).sizes["time"] == 3
        put(writer, 3, 4)
        assert open_snapshots(tmp_path).sizes["time"] == 3
        put(writer, 5)
        assert open_snapshots(tmp_path).sizes["time"] == 6


def test_a_run_that_went_on_writes_over_what_it_did_again(tmp_path):
    for steps in ((0, 1, 2, 3), (2, 3, 4), (), (4, 5)):
        with SnapshotWriter(tmp_path, SHAPE) as writer:
            put(writer, *steps)
    data = open_snapshots(tmp_path)
    assert data["step"].values.tolist() == [0, 1, 2, 3, 4, 5]
    assert np.array_equal(data["displacement"][:, 0, 0, 0, 0], data["step"])


@pytest.mark.parametrize("wait", [0, 1, 2, 5, 11])
def test_a_kill_takes_no_frame_that_was_flushed(wait, tmp_path):
    child = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    for _ in range(wait + 1):
        child.stdout.readline()
    child.kill()
    flushed = int((["0", *child.stdout.read().split()])[-1] or 0)
    child.wait()
    data = open_snapshots(tmp_path)
    assert data.sizes["time"] >= max(flushed, 7 * (wait + 1))
    steps = np.arange(data.sizes["time"])
    assert np.array_equal(data["step"], steps)
    for name, sign in (("displacement", 1), ("velocity", -1)):
        values = data[name].values
        assert np.array_equal(values.min((1, 2, 3, 4)), sign * steps)
        assert np.array_equal(values.max((1, 2, 3, 4)), sign * steps)
    with SnapshotWriter(tmp_path, (32, 32, 32)) as writer:
        writer.append(5, 0.5, np.zeros((3, 32, 32, 32)), np.zeros((3, 32, 32, 32)))
    assert open_snapshots(tmp_path)["step"].values.tolist() == [0, 1, 2, 3, 4, 5]
