"""One file of named arrays and a few words about them, with a checksum; there whole or not at all.

Layout: a line that names the format, a line of JSON (words, and each array's name, type and shape),
the arrays' bytes one after the other, and the SHA-256 of all that.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pairlattice import store

_FORMAT = b"pairlattice checkpoint 1\n"
_MOST_WORDS = 64 * 2**20
_PIECE = 2**24
# Refused elsewhere: nobody but the owner of the folder has a reason to put a link there.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)


class DamagedError(Exception):
    """The file is not what was written; the text says what is wrong with it."""


def write(path: Path, words: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write the file beside its place, bring it to the disk, and rename it into its place.

    Raises OSError, then with `path` as it was before.
    """
    ordered = {name: np.asarray(array, order="C") for name, array in arrays.items()}
    layout = [[name, a.dtype.str, list(a.shape)] for name, a in ordered.items()]
    head = json.dumps({"words": words, "arrays": layout}, ensure_ascii=False).encode() + b"\n"
    digest = hashlib.sha256()
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, _NEW, 0o644)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in (_FORMAT, head, *(_bytes(a) for a in ordered.values())):
                digest.update(piece)
                file.write(piece)
            file.write(digest.digest())
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    store.sync(path.parent)


def read(path: Path) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """The words and arrays of a file. Raises DamagedError unless its checksum is right."""
    try:
        with path.open("rb") as file:
            return _read(file)
    except OSError as error:
        raise DamagedError(f"it cannot be read: {error.strerror or error}") from None


def _read(file: Any) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    digest = hashlib.sha256()
    opening, head = file.read(len(_FORMAT)), file.readline(_MOST_WORDS)
    if opening != _FORMAT:
        raise DamagedError("it does not begin as a checkpoint does")
    digest.update(opening)
    digest.update(head)
    try:
        told = json.loads(head)
        layout = [(str(n), np.dtype(t), tuple(map(int, s))) for n, t, s in told["arrays"]]
        words = dict(told["words"])
        sizes = [int(np.prod(shape, dtype=object)) * kind.itemsize for _, kind, shape in layout]
    except Exception:
        # A flipped bit in a type's name may raise anything, a SyntaxError included.
        raise DamagedError("its description cannot be read") from None
    left = os.fstat(file.fileno()).st_size - file.tell()
    # Compared before anything is allocated: a flipped bit in a shape must not ask for a terabyte.
    if any(kind.hasobject for _, kind, _ in layout) or sum(sizes) + digest.digest_size != left:
        raise DamagedError(f"it has {left} bytes of arrays where {sum(sizes) + 32} belong")
    arrays = {}
    for (name, kind, shape), size in zip(layout, sizes, strict=True):
        content = bytearray(size)
        view = memoryview(content)
        for first in range(0, size, _PIECE):
            count = file.readinto(view[first : first + _PIECE])
            digest.update(view[first : first + count])
        arrays[name] = np.frombuffer(content, kind).reshape(shape)
    if file.read() != digest.digest():
        raise DamagedError("its checksum is wrong")
    return words, arrays


def _bytes(array: NDArray[Any]) -> Any:
    return array.reshape(-1).view(np.uint8).data if array.size else b""
