"""One process for each folder."""

import os
from pathlib import Path

from pairlattice.errors import InputError


class FolderLock:
    """Held from `take` to `release`, or until the process ends, however it ends: the system itself
    lets go of it, so that no stale lock can be left.

    path: of the lock file. name: how a message calls the folder.
    """

    def __init__(self, path: Path, name: str):
        self._path, self._name, self._handle = path, name, -1

    def take(self) -> None:
        """Raises InputError where another process holds it."""
        import fcntl

        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        self._handle = os.open(self._path, flags, 0o644)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Between opening and locking, the other may have finished and taken the file away.
            same = os.fstat(self._handle).st_ino == os.stat(self._path).st_ino
        except OSError:
            same = False
        if not same:
            self.release()
            raise InputError(
                f"{self._name}: another run is working in this folder; wait for it or choose "
                "another folder"
            )

    def release(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
