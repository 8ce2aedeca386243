"""Snapshots of u and v at chosen times, appended to a file while the run goes on.

A folder of NetCDF files, one for each time the run was begun or went on, written in HDF5's mode of
one writer and many readers: what has been flushed can be read while the file grows, and after the
process was killed.
"""

import os
from pathlib import Path
from typing import Any, Self

import h5netcdf
import h5py
import numpy as np
import xarray as xr
from numpy.typing import ArrayLike, DTypeLike, NDArray

from pairlattice.errors import InputError
from pairlattice.netcdf import CHUNK_BYTES, chunks_of

# In the order in which they are written; the length of `time` tells how many frames are whole.
_UNITS = {"displacement": "d", "velocity": "d/t0", "step": "1", "time": "t0"}
_BLOCK = ("component", "n1", "n2", "n3")


class SnapshotWriter:
    """Appends frames in pieces of some megabytes; no more than one piece is held in memory.

    folder: of the snapshots of one run; a new file is begun in it. shape: of the block,
    (n1, n2, n3). dtype: in which u [d] and v [d/t0] are stored.
    """

    def __init__(self, folder: Path, shape: tuple[int, int, int], dtype: DTypeLike = np.float32):
        folder.mkdir(parents=True, exist_ok=True)
        number = len(_files(folder))
        frame = (3, *shape)
        kind = np.dtype(dtype)
        self._piece = max(CHUNK_BYTES // (int(np.prod(frame)) * kind.itemsize), 1)
        self._waiting: dict[str, list[NDArray[Any]]] = {name: [] for name in _UNITS}
        self._count = 0
        # The newest layout: the older ones cannot be read while they are written.
        self._file = h5netcdf.File(folder / f"snapshots-{number:04d}.nc", "x", libver="latest")
        self._file.dimensions = {"time": None, **dict(zip(_BLOCK, frame, strict=True))}
        text = h5py.string_dtype()
        self._file.create_variable("component", ("component",), text, np.array(list("xyz"), "O"))
        chunks = chunks_of((self._piece, *frame), kind)
        self._variable("displacement", ("time", *_BLOCK), kind, chunks)
        self._variable("velocity", ("time", *_BLOCK), kind, chunks)
        self._variable("step", ("time",), np.dtype(np.int64), (1024,))
        self._variable("time", ("time",), np.dtype(np.float64), (1024,))
        self._file.flush()
        self._data = self._file._h5file
        self._data.swmr_mode = True

    def _variable(
        self,
        name: str,
        dimensions: tuple[str, ...],
        dtype: np.dtype[Any],
        chunks: tuple[int, ...],
    ) -> None:
        made = self._file.create_variable(name, dimensions, dtype, chunks=chunks)
        made.attrs["long_name"], made.attrs["units"] = name, _UNITS[name]

    def append(self, step: int, time: float, u: ArrayLike, v: ArrayLike) -> None:
        """A frame: u [d] and v [d/t0], each (3, n1, n2, n3); time [t0]."""
        frame = {"displacement": u, "velocity": v, "step": step, "time": time}
        for name, value in frame.items():
            self._waiting[name].append(np.array(value, self._data[name].dtype))
        if (self._count + len(self._waiting["time"])) % self._piece == 0:
            self.flush()

    def flush(self) -> None:
        """Bring all frames to the disk."""
        count = self._count + len(self._waiting["time"])
        if count == self._count:
            return
        for name, frames in self._waiting.items():
            data = self._data[name]
            data.resize(count, axis=0)
            data[self._count :] = np.stack(frames)
            data.flush()
            frames.clear()
        os.fsync(self._data.id.get_vfd_handle())
        self._count = count

    def close(self) -> None:
        self.flush()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_snapshots(folder: Path) -> xr.Dataset:
    """All whole frames in order: displacement and velocity (time, component, n1, n2, n3), step.

    Arrays are read when they are used. Where a run went on from an earlier step, what it did again
    counts. Raises InputError where there are no snapshots.
    """
    parts: list[xr.Dataset] = []
    for file in reversed(_files(folder)):
        part = xr.open_dataset(
            file, engine="h5netcdf", decode_times=False, chunks={}, driver_kwds={"swmr": True}
        )
        if parts:
            part = part.isel(time=part["step"].values < int(parts[0]["step"][0]))
        if part.sizes["time"]:
            parts.insert(0, part)
    if not parts:
        raise InputError(f"{folder} holds no snapshots; give the folder of a run that took some")
    return xr.concat(parts, "time", data_vars="minimal", coords="minimal", compat="override")


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("snapshots-*.nc"))
