"""From the command line to a running lab: the engine is made ready while the page is loaded."""

import sys
import threading
import webbrowser
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from pairlattice.errors import InputError
from pairlattice.lab.limits import Limits

if TYPE_CHECKING:
    from pairlattice.live.stepping import Runner

# Seconds after which a thread that computes lets another one run: pictures and knobs pass between
# two threads many times a second, and would wait the usual 5 ms each time.
_SWITCH = 5e-4


def serve(
    port: int,
    address: str,
    origins: Sequence[str],
    size: int,
    largest: int,
    sessions: int,
    begin: str,
    report: Path | None,
    no_browser: bool,
) -> Iterator[str]:
    """Serve until interrupted; yields lines for the terminal. Raises InputError."""
    if size % 2 or size < 12:
        raise InputError(f"--size must be an even number of 12 or more, got {size}; for example 24")
    if size**3 > largest:
        raise InputError(f"--size {size} gives {size**3} pairs, more than --largest {largest}")
    sys.setswitchinterval(_SWITCH)
    # Compiling the engine takes longest: it goes on beside the import of the page.
    ready: Future[Runner] = Future()
    first = threading.Thread(target=_first, args=(ready, begin, size), daemon=True)
    first.start()
    limits = Limits(largest, sessions)
    try:
        yield from _served(port, address, origins, limits, size, begin, report, no_browser, ready)
    finally:
        # A compiler that is cut short takes the process down with it.
        first.join()


def _served(
    port: int,
    address: str,
    origins: Sequence[str],
    limits: Limits,
    size: int,
    begin: str,
    report: Path | None,
    no_browser: bool,
    ready: "Future[Runner]",
) -> Iterator[str]:
    from pairlattice.lab.server import Lab, open_server

    lab = Lab(limits, size, report, begin, ready)
    server, shown = open_server(lab, address, port, origins)
    server.start()
    yield f"the lab is at {shown}"
    yield "Ctrl-C ends it"
    if not no_browser:
        server.io_loop.add_callback(webbrowser.open, shown)
    try:
        server.io_loop.start()
    except KeyboardInterrupt:
        yield "closing"
    finally:
        lab.close()
        server.stop()


def _first(ready: "Future[Runner]", begin: str, size: int) -> None:
    """Make the runner of the first page, with everything compiled that it needs."""
    from pairlattice.lab.presets import preset
    from pairlattice.live.stepping import Runner

    try:
        runner = Runner(preset(begin).course(size))
        runner.compile()
        ready.set_result(runner)
    except Exception as error:
        # Whoever waits for the runner says it.
        ready.set_exception(error)
