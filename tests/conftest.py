"""Chromium, for what is looked at in a browser, and the tiny results of all experiments."""

import os

import pytest

from pairlattice.bench import lab
from pairlattice.errors import InputError
from tiny_results import TinyResults


@pytest.fixture(scope="module")
def browser():
    driver = lab.browser()
    try:
        found = driver.__enter__()
    except InputError as error:
        pytest.skip(str(error))
    yield found
    driver.__exit__(None, None, None)


@pytest.fixture(scope="session")
def watched():
    """Lets a tab remember what it asked the network for, and what went wrong in it."""

    def watch(tab):
        tab.asked, tab.wrong = [], []
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.on("websocket", lambda socket: tab.asked.append(socket.url))
        tab.on(
            "console",
            lambda line: tab.wrong.append(line.text) if line.type == "error" else None,
        )
        tab.on("pageerror", lambda error: tab.wrong.append(str(error)))
        return tab

    return watch


@pytest.fixture(scope="session")
def tiny(tmp_path_factory):
    """Experiment's noun to its tiny result, shared by all processes of a test session."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "tiny"
    folder.mkdir(exist_ok=True)
    return TinyResults(folder)
