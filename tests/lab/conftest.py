"""A lab in this process, and Chromium to look at it.

The tests of the page need Chromium (`apt-get install chromium`, or its path in the variable
CHROMIUM); those of the server and of the engine do not.
"""

import threading
import time

import pytest

from pairlattice.bench.lab import PAINTED
from pairlattice.lab.limits import Limits
from pairlattice.lab.presets import preset
from pairlattice.live.stepping import Runner

SIZE, SESSIONS = 12, 3


class Served:
    """A lab in a thread of this process, so that a test can look at what is left running."""

    # Whatever the page says comes within this time [ms], however busy the machine is.
    PATIENCE = 60_000

    def __init__(self, **options):
        from pairlattice.lab.server import Lab, open_server

        self.lab = Lab(Limits(24**3, SESSIONS), SIZE)
        ready = threading.Event()

        def serve() -> None:
            import asyncio

            asyncio.set_event_loop(asyncio.new_event_loop())
            self.server, self.url = open_server(self.lab, port=0, **options)
            self.server.start()
            ready.set()
            self.server.io_loop.start()

        self.thread = threading.Thread(target=serve, daemon=True)
        self.thread.start()
        assert ready.wait(60)

    def close(self) -> None:
        self.server.io_loop.add_callback(self.server.io_loop.stop)
        self.thread.join(10)
        self.lab.close()

    @property
    def page(self):
        """The page of the only tab."""
        (page,) = self.lab.pages
        return page

    def gone(self, left: int) -> bool:
        """Whether pages, runs and threads are down to `left`."""
        running = [t for t in threading.enumerate() if t.name == "pairlattice-lab"]
        return self.lab.limits.count == len(self.lab.pages) == len(running) == left


@pytest.fixture(scope="package")
def started():
    """Starts a lab with options; all of them end with the tests."""
    made = []

    def start(**options) -> Served:
        made.append(Served(**options))
        return made[-1]

    yield start
    for lab in made:
        lab.close()


@pytest.fixture(scope="module")
def served(started):
    # What every preset needs is compiled before the clock of any page runs.
    Runner(preset("superconducting").course(SIZE)).compile()
    return started()


class Tab:
    """A tab of the browser with a page of the lab in it, and what went wrong there."""

    def __init__(self, page, url: str):
        self.page = page
        page.set_default_timeout(Served.PATIENCE)
        page.goto(url)
        page.wait_for_function(f"({PAINTED}) > 0", timeout=Served.PATIENCE)
        # The knobs come after the first pictures.
        page.locator(".field-seed input").wait_for(timeout=Served.PATIENCE)

    @property
    def asked(self) -> list[str]:
        return self.page.asked

    @property
    def wrong(self) -> list[str]:
        return self.page.wrong

    @property
    def painted(self) -> int:
        return int(self.page.evaluate(PAINTED))

    @property
    def state(self) -> str:
        """The name of the sample's state."""
        return self.page.locator(".named .state").inner_text()

    def begin(self, chosen) -> None:
        """Choose a preset, as fast as it goes."""
        speed, choice = (self.page.locator(f".{name} select") for name in ("speed", "preset"))
        if choice.evaluate("s => s.selectedOptions[0].label") == chosen.title:
            self.page.get_by_role("button", name="Reset").click()
        else:
            choice.select_option(label=chosen.title)
            usual = f"{chosen.pace:.0f}"
            assert within(60, lambda: speed.evaluate("s => s.selectedOptions[0].label") == usual)
        speed.select_option(label="full")

    def enter(self, field: str, text: str) -> None:
        box = self.page.locator(f".field-{field} input")
        box.fill(text)
        box.press("Enter")

    def alert(self, words: str):
        return self.page.get_by_role("alert").filter(has_text=words)


def within(seconds: float, condition) -> bool:
    """Whether it becomes true in that time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return bool(condition())


@pytest.fixture(scope="module")
def new_tab(browser, watched):
    def opened(url: str) -> Tab:
        size = {"width": 1300, "height": 900}
        return Tab(watched(browser.new_page(viewport=size, accept_downloads=True)), url)

    return opened


@pytest.fixture(scope="module")
def tab(new_tab, served):
    tab = new_tab(served.url)
    yield tab
    tab.page.close()


@pytest.fixture
def soon():
    """Whether something becomes true while one can wait for it."""
    return lambda condition: within(60, condition)
