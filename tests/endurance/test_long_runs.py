"""A long run takes no more memory than a short one, and its files grow as docs/runs.md says."""

import time
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

SCENARIO = """
[lattice]
size = 4
[thermostat]
temperature = 1e-3
[run]
steps = {steps}
equilibration = 0
sample_every = {every}
"""


def resident(pid):
    """Resident memory of a process in MiB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024
    except (OSError, IndexError):
        return None


def _sizes(work, number):
    """The newest checkpoint's number, the bytes of each checkpoint, bytes of the series.

    Nothing where the run has ended meanwhile and is clearing its files away.
    """
    try:
        rows = (work / "series-measurement.bin").stat().st_size
        snapshots = [p.stat().st_size for p in work.glob("checkpoint-*.bin")]
    except FileNotFoundError:
        return []
    return [(number, snapshots, rows)]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads memory from /proc")
def test_memory_of_a_long_run_is_flat_and_its_files_grow_with_the_samples_alone(
    launch, tmp_path, torture
):
    steps, every = (1_000_000, 10) if torture else (60_000, 10)
    (tmp_path / "a.toml").write_text(SCENARIO.format(steps=steps, every=every))
    out = tmp_path / "out"
    work = out / "unfinished"
    child = launch(
        "run", tmp_path / "a.toml", "--out", out, "-q", "--checkpoint-every", f"{steps // 50} steps"
    )
    memory, sizes = [], []
    while child.poll() is None:
        newest = max(work.glob("checkpoint-*.bin"), default=None)
        now = resident(child.pid)
        if newest is not None and now is not None:
            number = int(newest.stem.rpartition("-")[2])
            if 5 <= number < 49:
                memory.append(now)
            sizes.extend(_sizes(work, number))
        time.sleep(0.02)
    assert child.communicate()[1] == ""
    print(f"{steps} steps: {memory[0]:.1f} MiB to {max(memory):.1f} MiB, last {memory[-1]:.1f}")
    # A growth with the samples would be 14 numbers of 8 bytes each: 11 MB in the million steps.
    assert max(memory) - memory[0] < 4
    with xr.open_datatree(out / "result.nc") as tree:
        samples = tree.sizes["time"]
        columns = (
            1
            + 1
            + sum(  # time, and the largest displacement, which is not stored
                3 if "component" in value.dims else 1
                for value in tree.to_dataset().data_vars.values()
                if "time" in value.dims
            )
        )
    assert samples == steps // every
    number, _, rows = sizes[-1]
    segments, per_sample = number, 8 * columns
    assert rows == pytest.approx(segments * 44 + number / 50 * samples * per_sample, rel=0.05)
    assert max(map(len, (kept for _, kept, _ in sizes))) <= 3
    each = [size for number, kept, _ in sizes for size in kept if number < 49]
    assert max(each) < 4**3 * 80 + 20_000
    assert np.ptp(each) < 200  # the last one, with the finished sums, apart
    print(f"series: {rows} bytes for {number / 50 * samples:.0f} samples, {per_sample} each")
