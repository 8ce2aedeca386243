"""Commands in processes of their own, and results compared bit for bit.

`make torture` sets PAIRLATTICE_TORTURE: the same tests, with many more kills, points and scenarios.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import pairlattice
from pairlattice import store

TORTURE = bool(os.environ.get("PAIRLATTICE_TORTURE"))


def pytest_report_header():
    return "endurance: torture" if TORTURE else None


@pytest.fixture(scope="session")
def torture():
    return TORTURE


@pytest.fixture(scope="session")
def environment(tmp_path_factory):
    """For child processes: this source, and one cache of compiled programs for all of them."""
    source = str(Path(pairlattice.__file__).parents[1])
    return os.environ | {
        "PYTHONPATH": source,
        "JAX_COMPILATION_CACHE_DIR": str(tmp_path_factory.mktemp("compiled")),
        "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0",
        "JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES": "-1",
    }


@pytest.fixture(scope="session")
def launch(environment):
    """Starts `pairlattice …` without waiting for it."""

    def launch(*arguments, **more):
        command = [sys.executable, "-m", "pairlattice", *map(str, arguments)]
        pipe = subprocess.PIPE
        env = environment | more
        return subprocess.Popen(command, env=env, stdout=pipe, stderr=pipe, text=True)

    return launch


def bits(directory):
    """Every array and attribute of a stored result, as bytes."""
    tree = store.load(directory)
    found = {}
    for node in tree.subtree:
        data = node.to_dataset(inherit=False)
        found[node.path, "attributes"] = repr(sorted(data.attrs.items()))
        for name, value in data.variables.items():
            found[node.path, name] = (str(value.dtype), value.shape, value.values.tobytes())
    tree.close()
    return found


@pytest.fixture(scope="session")
def stored():
    return bits
