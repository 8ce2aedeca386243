"""A result on disk: `result.nc`, the scenario it came from, and how it was made.

A result folder appears whole or not at all: it is written beside its place and renamed into it.
"""

import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import xarray as xr

from pairlattice import netcdf
from pairlattice.errors import InputError
from pairlattice.origin import provenance
from pairlattice.scenario.problems import one_line

__all__ = [
    "check_free",
    "is_result",
    "load",
    "load_provenance",
    "load_scenario_text",
    "load_whole",
    "provenance",
    "remove_moved",
    "save",
    "save_beside",
]

RESULT, SCENARIO, PROVENANCE = "result.nc", "scenario.toml", "provenance.json"
_MOVED = "moved.json"
# Of a result folder, in its provenance. 1 held result.zarr, and said no number.
_FORMAT = 2


def check_free(directory: str | Path) -> None:
    """Raise InputError unless a result can be written to `directory`: new, or an empty folder."""
    place = Path(directory).resolve()
    if place.exists():
        if not place.is_dir():
            raise InputError(f"{directory} is a file; choose another folder or remove it")
        if place == Path.cwd():
            raise InputError(f"{directory} is the current folder; choose a folder below it")
        if any(place.iterdir()):
            raise InputError(f"{directory} is not empty; choose another folder or remove it")
    above = next(parent for parent in place.parents if parent.exists())
    if not above.is_dir():
        raise InputError(f"{directory} is below a file, {above}; choose another folder")
    if not os.access(above, os.W_OK):
        raise InputError(f"{directory} cannot be written: no right to; choose another folder")


def save(
    tree: xr.DataTree,
    directory: str | Path,
    scenario_text: str,
    origin: Mapping[str, Any],
    beside: Mapping[str, Path] | None = None,
) -> Path:
    """Write a result folder; returns its path. Raises InputError as `check_free` does.

    origin: as `provenance` gives it. beside: files the scenario needs, by the relative path at
    which it looks for them; without them the stored scenario could not be run again.
    """
    check_free(directory)
    with _whole(Path(directory).resolve()) as folder:
        _fill(folder, tree, scenario_text, origin, beside)
    return Path(directory)


def save_beside(
    tree: xr.DataTree,
    directory: str | Path,
    work: Path,
    scenario_text: str,
    origin: Mapping[str, Any],
    beside: Mapping[str, Path] | None = None,
) -> Path:
    """Write a result into the folder in which its run has worked, and remove `work` from it.

    work: a folder in `directory`, on the same file system and of the same owner. `provenance.json`
    is moved last: without it a folder holds no result, and `remove_moved` clears away the rest.
    Other arguments as for `save`.
    """
    place, part = Path(directory).resolve(), work / "result"
    remove_moved(place, work)
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    _fill(part, tree, scenario_text, origin, beside)
    _sync_all(part)
    names = sorted((path.name for path in part.iterdir()), key=lambda name: name == PROVENANCE)
    (work / _MOVED).write_text(json.dumps(names), encoding="utf-8")
    _sync_all(work)
    for name in names:
        (part / name).rename(place / name)
    sync(place)
    shutil.rmtree(work, ignore_errors=True)
    return Path(directory)


def remove_moved(place: Path, work: Path) -> None:
    """Take away what a broken-off `save_beside` had moved from `work` to `place` already."""
    try:
        names = json.loads((work / _MOVED).read_text("utf-8"))
    except (OSError, ValueError):
        return
    for name in names if isinstance(names, list) else ():
        # Names alone, of this folder: the list could have been written by anyone.
        if not isinstance(name, str) or name in ("", ".", "..", work.name) or "\0" in name:
            continue
        if os.path.basename(name) != name:
            continue
        path = place / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def is_result(directory: str | Path) -> bool:
    """Whether the folder holds a whole result."""
    return all((Path(directory) / name).exists() for name in (RESULT, SCENARIO, PROVENANCE))


def _fill(
    folder: Path,
    tree: xr.DataTree,
    scenario_text: str,
    origin: Mapping[str, Any],
    beside: Mapping[str, Path] | None,
) -> None:
    for name, file in (beside or {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, folder / name)
    netcdf.write(tree, folder / RESULT)
    (folder / SCENARIO).write_text(scenario_text, encoding="utf-8")
    text = json.dumps({"format": _FORMAT, **origin}, indent=2, ensure_ascii=False, allow_nan=False)
    (folder / PROVENANCE).write_text(text + "\n", encoding="utf-8")


def load(directory: str | Path) -> xr.DataTree:
    """The result in a folder; its arrays are read when they are used.

    Raises InputError where the folder holds no result.
    """
    folder = _result_folder(directory)
    try:
        return netcdf.read(folder / RESULT)
    except Exception as error:
        # Whatever the array libraries make of a damaged store, the remedy is the same.
        reason = " ".join(str(error).split())[:120]
        raise InputError(
            f"{directory}: {RESULT} cannot be read ({one_line(reason)}); run it again"
        ) from None


def load_whole(directory: str | Path) -> xr.DataTree:
    """The result with all its arrays read. Raises InputError where one of them is damaged."""
    tree = load(directory)
    try:
        return tree.load()
    except Exception as error:
        # The libraries that decompress raise whatever they like on bytes that are not theirs.
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise InputError(
            f"{directory}: {RESULT} is damaged ({one_line(reason)}); run it again"
        ) from None


def load_provenance(directory: str | Path) -> dict[str, Any]:
    """How a result was made, as `provenance` told when it was saved."""
    told = _told(_result_folder(directory))
    if told is None:
        raise InputError(f"{directory}: {PROVENANCE} is damaged; run it again")
    return told


def load_scenario_text(directory: str | Path) -> str:
    """The scenario file a result came from."""
    file = _result_folder(directory) / SCENARIO
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        raise InputError(f"{directory}: {SCENARIO} is damaged; run it again") from None


def _told(folder: Path) -> dict[str, Any] | None:
    """The provenance in a folder; None where there is none, or it cannot be read."""
    try:
        told = json.loads((folder / PROVENANCE).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) else None


def _result_folder(directory: str | Path) -> Path:
    folder = Path(directory)
    if not folder.exists():
        raise InputError(f"{directory} does not exist; give the folder of a result")
    told = _told(folder)
    if told is not None and told.get("format", 1) != _FORMAT:
        commit = f" (commit {str(told['commit'])[:12]})" if told.get("commit") else ""
        version = one_line(f"pairlattice {str(told.get('pairlattice'))[:20]}{commit}")
        raise InputError(
            f"{directory} was written by {version} in another format; run it again, or read it "
            "with that version"
        )
    if not is_result(folder):
        if (folder / "unfinished").is_dir():
            raise InputError(
                f"{directory} holds an unfinished run; go on with pairlattice run FILE --out "
                f"{directory} --resume"
            )
        raise InputError(
            f"{directory} is no result of pairlattice; give the folder named by --out in "
            "pairlattice run"
        )
    return folder


@contextmanager
def _whole(place: Path) -> Iterator[Path]:
    """A new folder beside `place`, renamed into it when all went well, removed when not."""
    missing = [parent for parent in place.parents if not parent.exists()]
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".{place.name[:200]}.{secrets.token_hex(4)}.part")
    try:
        part.mkdir()
        yield part
        _sync_all(part)
        if place.exists():
            place.rmdir()
        part.rename(place)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        for parent in missing:
            if parent.is_dir() and not any(parent.iterdir()):
                parent.rmdir()
        raise
    sync(place.parent)


def _sync_all(folder: Path) -> None:
    """Bring every file to the disk before the rename, lest a power cut leave the name alone."""
    for root, _, files in os.walk(folder):
        for name in files:
            sync(Path(root) / name)
        sync(Path(root))


def sync(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk, where the system can."""
    # Some systems do not open folders; there the rename itself has to do.
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
