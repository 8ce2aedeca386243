"""Where a result comes from: version, source, machine, seed, time."""

import hashlib
import os
import platform
import subprocess
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol

from pairlattice import __version__

_PACKAGE = Path(__file__).parent

# What presents or judges a result cannot change it.
_PRESENTATION = (
    *("cli", "report", "bench", "ledger", "statements"),
    *("plotting.py", "table.py", "figures.py", "claims.py", "claims"),
)

_LIBRARIES = ("jax", "jaxlib", "numpy", "scipy", "xarray")


class _Scenario(Protocol):
    @property
    def seed(self) -> int: ...
    @property
    def run(self) -> Any: ...


def provenance(scenario: _Scenario, seconds: float) -> dict[str, Any]:
    """What to store beside a result of `scenario` that took `seconds` and ended now."""
    ended = datetime.now(UTC)
    return {
        "pairlattice": __version__,
        "source": source_hash(),
        **checkout(),
        "python": platform.python_version(),
        "libraries": library_versions(),
        "platform": platform.platform(),
        "processor": platform.machine(),
        "cpu_count": cpu_count(),
        "device": _device(),
        "seed": scenario.seed,
        "precision": scenario.run.precision,
        "started": (ended - timedelta(seconds=seconds)).isoformat(timespec="seconds"),
        "ended": ended.isoformat(timespec="seconds"),
        "seconds": round(seconds, 3),
    }


@cache
def source_hash() -> str:
    """SHA-256 of what a result depends on: the package's code and data, not what draws them."""
    digest = hashlib.sha256()
    for path in sorted(p for p in _PACKAGE.rglob("*") if p.suffix in (".py", ".csv")):
        inside = path.relative_to(_PACKAGE)
        if not set(inside.parts).isdisjoint(_PRESENTATION):
            continue
        digest.update(f"{inside.as_posix()}\0".encode())
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


def _device() -> str:
    import jax

    device = jax.devices()[0]
    # A processor calls itself "cpu" twice.
    return " ".join(dict.fromkeys([device.platform, device.device_kind]))
