"""The lab in a browser, measured: first picture, redraws, the engine's share, knobs, memory.

Needs Playwright and Chromium (`apt-get install chromium`, or its path in the variable CHROMIUM).
The browser runs on the same processor, without a graphics card.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pairlattice.errors import InputError
from pairlattice.table import Table

OPTIONS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"),
    "--enable-precise-memory-info",
]
SIZE = 32
PAINTED = "window.pairlattice ? window.pairlattice.painted : 0"
_PATIENCE = 120_000


@dataclass(frozen=True)
class Server:
    """A lab in a process of its own. url: of its page; begun: when it was started."""

    process: subprocess.Popen[str]
    url: str
    begun: float

    @property
    def memory(self) -> float:
        """Resident memory [MiB]."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    @property
    def threads(self) -> int:
        return len(os.listdir(f"/proc/{self.process.pid}/task"))


@contextmanager
def serving(*options: str) -> Iterator[Server]:
    """A lab on a free port, ended afterwards."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "pairlattice", "lab", "--no-browser", "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline() if process.stdout else ""
        if "http" not in line:
            raise InputError("the lab did not start; run pairlattice lab to see why")
        yield Server(process, line.split()[-1], begun)
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def browser() -> Iterator[Any]:
    """Chromium. Raises InputError without it, or without Playwright."""
    known = (shutil.which(name) for name in ("chromium", "google-chrome"))
    found = os.environ.get("CHROMIUM") or next(filter(None, known), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise InputError(
            "a browser needs Playwright, which is missing; pip install playwright"
        ) from None
    if not found:
        raise InputError("needs Chromium, which is not installed; apt-get install chromium")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=found, args=OPTIONS)
        yield chromium
        chromium.close()


def first_picture(page: Any, server: Server) -> float:
    """Seconds from the start of the process until two pictures were painted, so that the first has
    moved; the browser is open."""
    page.goto(server.url)
    page.wait_for_function(f"({PAINTED}) > 1", timeout=_PATIENCE)
    return time.perf_counter() - server.begun


def redraws(page: Any, seconds: float) -> float:
    """Painted pictures a second."""
    before, at = page.evaluate(PAINTED), time.perf_counter()
    page.wait_for_timeout(1000 * seconds)
    return float((page.evaluate(PAINTED) - before) / (time.perf_counter() - at))


def shown_step(page: Any) -> int:
    """The step that the page names."""
    text = page.locator(".named .reason").inner_text()
    return int(text.split("Step ")[1].split(",")[0])


def step_rate(page: Any, seconds: float) -> float:
    """Steps a second."""
    before, at = shown_step(page), time.perf_counter()
    page.wait_for_timeout(1000 * seconds)
    return (shown_step(page) - before) / (time.perf_counter() - at)


# A slider's thumb is moved by a key; the answer is the next picture that was made after it.
_ANSWER = """
() => new Promise((done) => {
  const begun = performance.now();
  const old = window.pairlattice.turned;
  const look = () => window.pairlattice.turned > old ? done(performance.now() - begun)
    : requestAnimationFrame(look);
  look();
})
"""


def answers(page: Any, times: int) -> list[float]:
    """Milliseconds from a key on the field's slider to the first picture that knows of it."""
    handle = page.locator(".knob-field .noUi-handle").first
    handle.focus()
    found = []
    for index in range(times):
        waiting = "window.waiting = (" + _ANSWER + ")()"
        page.evaluate("() => { " + waiting + "; }")
        handle.press("ArrowRight" if index % 2 else "ArrowLeft")
        found.append(float(page.evaluate("() => window.waiting")))
        page.wait_for_timeout(300)
    return found


_ALONE = """
import time
from pairlattice.lab.presets import preset
from pairlattice.live.stepping import Runner
runner = Runner(preset("superconducting").course({size}))
runner.advance(20)
begun = time.perf_counter()
count = 0
while time.perf_counter() - begun < {seconds}:
    runner.advance(20)
    count += 20 * runner.every
print(count / (time.perf_counter() - begun))
"""


def alone(size: int, seconds: float) -> float:
    """Steps a second of the same run without page, server and browser."""
    program = _ALONE.format(size=size, seconds=seconds)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def report(seconds: float = 10.0) -> tuple[list[Table], dict[str, Any]]:
    """Everything but the hour, as tables and for programs."""
    load = os.getloadavg()[0]
    by_itself = alone(SIZE, seconds / 2)
    with (
        browser() as chromium,
        serving("--size", str(SIZE), "--begin", "superconducting") as server,
    ):
        page = chromium.new_page(viewport={"width": 1300, "height": 900})
        first = first_picture(page, server)
        page.locator(".speed select").select_option("full")
        page.wait_for_timeout(3000)
        rate, steps = redraws(page, seconds), step_rate(page, seconds)
        delays = sorted(answers(page, 12))
    by_itself = (by_itself + alone(SIZE, seconds / 2)) / 2
    numbers = {
        "load_before": load,
        "pairs": SIZE**3,
        "first_picture_seconds": first,
        "redraws_per_second": rate,
        "steps_per_second": steps,
        "steps_per_second_alone": by_itself,
        "share_of_alone": steps / by_itself,
        "knob_answer_ms_median": delays[len(delays) // 2],
        "knob_answer_ms_longest": delays[-1],
    }
    rows = tuple((name.replace("_", " "), value) for name, value in numbers.items())
    note = "browser and engine on the same processor; the load is that before the start"
    return [Table(f"The lab with {SIZE}³ pairs", ("quantity", "value"), rows, note)], numbers


def soak(
    minutes: float, size: int, told: Callable[[str], Any], every: float = 30.0
) -> tuple[list[Table], dict[str, Any]]:
    """Memory of the lab while one page stays open; told: a line now and then."""
    rows: list[tuple[float, float, float, int]] = []
    with browser() as chromium, serving("--size", str(size), "--begin", "hopping") as server:
        page = chromium.new_page(viewport={"width": 800, "height": 600})
        first_picture(page, server)
        begun = time.perf_counter()
        while (passed := time.perf_counter() - begun) < 60 * minutes:
            step = shown_step(page) if page.locator(".named .reason").count() else 0
            heap = page.evaluate("performance.memory.usedJSHeapSize") / 2**20
            rows.append((passed / 60, server.memory, heap, step))
            told(f"{passed / 60:6.1f} min {server.memory:8.1f} MiB, page {heap:.0f}, step {step}")
            page.wait_for_timeout(1000 * every)
    # Compiling and the first rubbish of the browser are over after a third.
    late = [r for r in rows if r[0] >= rows[-1][0] / 3]
    numbers = {
        "minutes": rows[-1][0],
        "first_mib": rows[0][1],
        "last_mib": rows[-1][1],
        "growth_of_last_two_thirds_mib": late[-1][1] - late[0][1],
        "largest_of_last_two_thirds_mib": max(r[1] for r in late),
        "page_largest_of_first_third_mib": max(r[2] for r in rows if r[0] <= late[0][0]),
        "page_largest_of_last_two_thirds_mib": max(r[2] for r in late),
        "steps": rows[-1][3],
    }
    table = Table("The lab for a long time", ("quantity", "value"), tuple(numbers.items()))
    return [table], numbers


def sessions(count: int, size: int = 12) -> tuple[list[Table], dict[str, Any]]:
    """Pages opened and dropped one after another: what is left running."""
    with browser() as chromium, serving("--size", str(size)) as server:
        page = chromium.new_page()
        first_picture(page, server)
        page.close()
        time.sleep(6)
        before = server.threads, server.memory
        for _ in range(count):
            page = chromium.new_page()
            page.goto(server.url)
            page.wait_for_function(f"({PAINTED}) > 0", timeout=_PATIENCE)
            page.close()
        time.sleep(8)
        after = server.threads, server.memory
    numbers = {
        "pages": count,
        "threads_before": before[0],
        "threads_after": after[0],
        "mib_before": before[1],
        "mib_after": after[1],
    }
    table = Table("Pages opened and dropped", ("quantity", "value"), tuple(numbers.items()))
    return [table], numbers
