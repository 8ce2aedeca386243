"""Where a result comes from: version, source, machine, seed, time."""

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
from pairlattice.dependencies import PACKAGE, dependencies, fingerprint

# Which are no phenomena.
_ENTRIES = {"run": "pairlattice.model.plain_run", "live": "pairlattice.live.experiment"}


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
        **program(scenario.experiment),
        **checkout(),
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
def program(experiment: str) -> dict[str, Any]:
    """What the numbers of an experiment depend on, its scenario apart: stored with a result, and
    the result is stale where one of these has changed.

    source: SHA-256 of the code and data it uses. python: version. libraries: versions of those it
    uses, and of the compiler of its loops.
    """
    entry = _ENTRIES.get(experiment, f"pairlattice.phenomena.{experiment}.experiment")
    used = dependencies(entry)
    return {
        "source": fingerprint(used.files),
        "python": platform.python_version(),
        "libraries": versions({*used.libraries, "jaxlib"}),
    }


def versions(modules: Iterable[str]) -> dict[str, str]:
    """By the name under which a library is installed; one that is not installed is left out."""
    names = (name for module in sorted(modules) for name in _distributions(module))
    return {name: metadata.version(name) for name in names}


def _distributions(module: str) -> Iterable[str]:
    try:
        metadata.version(module)
        return [module]
    except metadata.PackageNotFoundError:
        # Most are called like their module; looking through all that is installed takes long.
        return metadata.packages_distributions().get(module, ())


@cache
def whole_source_hash() -> str:
    """SHA-256 of all code and data of the package, drawing included."""
    kinds = (".py", ".csv", ".toml", ".json", ".jinja", ".css", ".js")
    return fingerprint(sorted(path for path in PACKAGE.rglob("*") if path.suffix in kinds))


def cpu_count() -> int:
    """Processors this process may use, which in a container are fewer than the machine has."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@cache
def checkout() -> dict[str, Any]:
    """Commit, and whether the source differs from it; None for an installed package."""
    root = PACKAGE.parents[1]
    # Only the package's own repository counts, not one in which it happens to be installed.
    if PACKAGE.parent.name != "src" or not (root / ".git").exists():
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
