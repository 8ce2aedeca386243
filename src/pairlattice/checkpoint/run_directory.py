"""The folder in which an unfinished run lives, inside the folder of its result, with a lock."""

import shutil
from pathlib import Path
from types import TracebackType

from pairlattice import store
from pairlattice.checkpoint.lock import FolderLock
from pairlattice.errors import InputError

UNFINISHED = "unfinished"
_LOCK = "lock"


class RunDirectory:
    """DIR/unfinished, held by one process as long as the block lasts.

    directory: of the result. resume: whether an unfinished run in it is to be gone on with; without
    one, a run begins. finished: whether the result is there already. folder: for the checkpoints.
    Raises InputError where another process works there, where something else is in the way, and for
    an unfinished run without `resume`.
    """

    def __init__(self, directory: str | Path, resume: bool = False):
        self._name, self._resume = str(directory), resume
        self._place = Path(directory).resolve()
        self.folder = self._place / UNFINISHED
        self.finished = False
        self._lock = FolderLock(self.folder / _LOCK, self._name)
        self._missing: list[Path] = []

    def __enter__(self) -> "RunDirectory":
        if self.folder.is_symlink() or (self.folder.exists() and not self.folder.is_dir()):
            raise InputError(
                f"{self._name}: {UNFINISHED} in it is no folder; choose another folder or remove it"
            )
        if self._resume and store.is_result(self._place):
            self.finished = True
            return self
        if not self.folder.exists():
            store.check_free(self._name)
            self._missing = [p for p in (self._place, *self._place.parents) if not p.exists()]
            self.folder.mkdir(parents=True)
        self._lock.take()
        try:
            self._enter()
        except BaseException:
            self._lock.release()
            raise
        return self

    def _enter(self) -> None:
        if not any(self.folder.glob("checkpoint-*.bin")):
            # Killed before it saved anything: what is there is of no use.
            store.remove_moved(self._place, self.folder)
            for path in self.folder.iterdir():
                if path.name != _LOCK:
                    _remove(path)
        elif not self._resume:
            raise InputError(
                f"{self._name} holds an unfinished run; go on with --resume, choose another folder "
                "or remove it"
            )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.finished:
            return
        keep = any(self.folder.glob("checkpoint-*.bin")) if self.folder.exists() else False
        if not keep:
            shutil.rmtree(self.folder, ignore_errors=True)
            # What this run made, and nothing else, goes again.
            for path in self._missing:
                if path.is_dir() and not any(path.iterdir()):
                    path.rmdir()
        self._lock.release()

    def discard(self) -> None:
        """Forget what was saved: a run that blew up would blow up again."""
        for path in self.folder.glob("checkpoint-*.bin"):
            path.unlink(missing_ok=True)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
