"""Rows of a series on disk, only ever appended to, so that a checkpoint rewrites no history.

A file of segments. Each has a head: four letters, the number of its bytes, and the SHA-256 of the
head before and of its own bytes. The length of the file up to a checkpoint is noted there; what
lies beyond belongs to no checkpoint and is cut off when the run goes on.
"""

import hashlib
import os
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pairlattice.checkpoint.snapshot import DamagedError
from pairlattice.engine.lattice import Floats

Rows = dict[str, Floats]

_HEAD = struct.Struct("<4sQ32s")
_LETTERS = b"rows"
_OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)


class AppendLog:
    """The rows of one series. layout: names of the columns and how many numbers each has, 0 for a
    column of single numbers."""

    def __init__(self, path: Path, length: int = 0):
        """length: that the checkpoint noted; what follows it is cut off at the next `append`.

        Raises DamagedError where a segment before that is not what was written.
        """
        self._path = path
        self._chain = _check(path, length)
        self.length = length

    def append(self, rows: Mapping[str, NDArray[Any]]) -> None:
        """Bring rows, each (samples, …) float64, to the disk. Raises OSError, changing nothing."""
        table = np.concatenate([_flat(column) for column in rows.values()], axis=1)
        content = np.ascontiguousarray(table, "<f8").tobytes()
        chain = hashlib.sha256(self._chain + content).digest()
        handle = os.open(self._path, _OPEN, 0o644)
        with os.fdopen(handle, "r+b") as file:
            try:
                file.truncate(self.length)
                file.seek(self.length)
                file.write(_HEAD.pack(_LETTERS, len(content), chain) + content)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                file.truncate(self.length)
                raise
        self._chain = chain
        self.length += _HEAD.size + len(content)

    def rows(self, layout: list[tuple[str, int]]) -> Rows:
        """All rows, each (samples,) or (samples, n)."""
        width = sum(max(count, 1) for _, count in layout)
        content = b"".join(piece for _, piece in _segments(self._path, self.length))
        table = np.frombuffer(content, "<f8").reshape(-1, width).astype(np.float64)
        found: Rows = {}
        first = 0
        for name, count in layout:
            last = first + max(count, 1)
            found[name] = table[:, first:last].copy() if count else table[:, first].copy()
            first = last
        return found


def layout_of(rows: Mapping[str, NDArray[Any]]) -> list[tuple[str, int]]:
    """Names and widths of columns, each (samples,) or (samples, n)."""
    return [(name, column.shape[1] if column.ndim == 2 else 0) for name, column in rows.items()]


def _flat(column: NDArray[Any]) -> NDArray[np.float64]:
    return np.asarray(column, np.float64).reshape(len(column), -1)


def _segments(path: Path, length: int) -> Any:
    if not length:
        return
    with path.open("rb") as file:
        while file.tell() < length:
            head = file.read(_HEAD.size)
            if len(head) < _HEAD.size:
                raise DamagedError(f"{path.name} ends too early")
            letters, size, chain = _HEAD.unpack(head)
            if letters != _LETTERS or file.tell() + size > length:
                raise DamagedError(f"{path.name} is damaged before byte {file.tell()}")
            content = file.read(size)
            if len(content) < size:
                raise DamagedError(f"{path.name} ends too early")
            yield chain, content


def _check(path: Path, length: int) -> bytes:
    """The checksum at the end of the first `length` bytes."""
    last = b""
    try:
        for chain, content in _segments(path, length):
            if hashlib.sha256(last + content).digest() != chain:
                raise DamagedError(f"{path.name} has a wrong checksum")
            last = chain
    except OSError as error:
        raise DamagedError(f"{path.name} cannot be read: {error.strerror or error}") from None
    return last
