"""Where a result comes from: version, source, machine, seed, time."""

import hashlib
import os
import platform
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol

from pairlattice import __version__

_PACKAGE = Path(__file__).parent

# What presents or judges a result cannot change it.
_ABOVE_RESULTS = frozenset(
    {"cli", "lab", "report", "bench", "sweep", "export", "ledger", "statements", "comparison"}
    | {"plotting.py", "palette.py", "film.py", "table.py", "figures.py", "captions.py", "tables.py"}
    | {"claims.py", "claims"}
)

_LIBRARIES = ("jax", "jaxlib", "numpy", "scipy", "xarray")


class _Scenario(Protocol):
    @property
    def experiment(self) -> str: ...
    @property
    def seed(self) -> int: ...
    @property
    def run(self) -> Any: ...


def provenance(scenario: _Scenario, seconds: float) -> dict[str, Any]:
    """What to store beside a result of `scenario` that took `seconds` and ended now."""
    ended = datetime.now(UTC)
    return {
        "pairlattice": __version__,
        "source": source_hash("" if scenario.experiment == "run" else scenario.experiment),
        **checkout(),
        "python": platform.python_version(),
        "libraries": library_versions(),
        "platform": platform.platform(),
        "processor": platform.machine(),
        "cpu_count": cpu_count(),
        "device": device(),
        "seed": scenario.seed,
        "precision": scenario.run.precision,
        "started": (ended - timedelta(seconds=seconds)).isoformat(timespec="seconds"),
        "ended": ended.isoformat(timespec="seconds"),
        "seconds": round(seconds, 3),
    }


@cache
def source_hash(noun: str = "") -> str:
    """SHA-256 of what a result depends on: the package's code and data, not what draws them.

    noun: of the phenomenon that made the result; the folders of the others do not matter then.
    """

    def matters(inside: Path) -> bool:
        room = inside.parts[1] if inside.parts[0] == "phenomena" and len(inside.parts) > 2 else ""
        return not _ABOVE_RESULTS.intersection(inside.parts) and (not noun or room in ("", noun))

    found = (path for path in _sources() if path.suffix in (".py", ".csv"))
    return _hash(path for path in found if matters(path.relative_to(_PACKAGE)))


@cache
def whole_source_hash() -> str:
    """SHA-256 of all code and data of the package, drawing included."""
    return _hash(_sources())


def _sources() -> list[Path]:
    kinds = (".py", ".csv", ".toml", ".json", ".jinja", ".css", ".js")
    return sorted(path for path in _PACKAGE.rglob("*") if path.suffix in kinds)


def _hash(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def library_versions() -> dict[str, str]:
    return {name: metadata.version(name) for name in _LIBRARIES}


def cpu_count() -> int:
    """Processors this process may use, which in a container are fewer than the machine has."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@cache
def checkout() -> dict[str, Any]:
    """Commit, and whether the source differs from it; None for an installed package."""
    root = _PACKAGE.parents[1]
    # Only the package's own repository counts, not one in which it happens to be installed.
    if _PACKAGE.parent.name != "src" or not (root / ".git").exists():
        return {"commit": None, "modified": None}
    commit = _git(root, "rev-parse", "HEAD")
    changes = _git(root, "status", "--porcelain", "--", "src")
    return {"commit": commit or None, "modified": None if changes is None else bool(changes)}


def _git(root: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments],
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def device() -> str:
    """Kind and name of the processor or accelerator that JAX uses."""
    import jax

    device = jax.devices()[0]
    # A processor calls itself "cpu" twice.
    return " ".join(dict.fromkeys([device.platform, device.device_kind]))
