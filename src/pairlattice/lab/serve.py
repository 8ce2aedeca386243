"""From the command line to a running lab: the engine is made ready while the page is loaded."""

import sys
import threading
import webbrowser
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pairlattice.errors import InputError
from pairlattice.lab.limits import Limits

if TYPE_CHECKING:
    from pairlattice.live.stepping import Runner

# Cells along an edge of the smallest crystal that can be run live (`live.box`).
SMALLEST = 12
# Seconds after which a thread that computes lets another one run: pictures and knobs pass between
# two threads many times a second, and would wait the usual 5 ms each time.
_SWITCH = 5e-4


@dataclass(frozen=True)
class Options:
    """What the command line asks for: port, address and origins as in `server.open_server`; size
    and preset of a new page; pairs in a crystal and pages at most; a report for the claims."""

    port: int
    address: str
    origins: tuple[str, ...]
    size: int
    largest: int
    sessions: int
    begin: str
    report: Path | None
    no_browser: bool


def serve(options: Options) -> Iterator[str]:
    """Serve until interrupted; yields lines for the terminal. Raises InputError."""
    size = options.size
    if size % 2 or size < SMALLEST:
        raise InputError(
            f"--size must be an even number of {SMALLEST} or more, got {size}; for example 24"
        )
    if size**3 > options.largest:
        raise InputError(
            f"--size {size} gives {size**3} pairs, more than --largest {options.largest}; lower "
            "the one or raise the other"
        )
    sys.setswitchinterval(_SWITCH)
    # Compiling the engine takes longest: it goes on beside the import of the page.
    ready: Future[Runner] = Future()
    first = threading.Thread(target=_first, args=(ready, options), daemon=True)
    first.start()
    try:
        yield from _served(options, ready)
    finally:
        # A compiler that is cut short takes the process down with it.
        first.join()


def _served(options: Options, ready: "Future[Runner]") -> Iterator[str]:
    from pairlattice.lab.server import Lab, open_server

    limits = Limits(options.largest, options.sessions)
    lab = Lab(limits, options.size, options.report, options.begin, ready)
    server, shown = open_server(lab, options.address, options.port, options.origins)
    server.start()
    yield f"the lab is at {shown}"
    yield "Ctrl-C ends it"
    if not options.no_browser:
        server.io_loop.add_callback(webbrowser.open, shown)
    try:
        server.io_loop.start()
    except KeyboardInterrupt:
        yield "closing"
    finally:
        lab.close()
        server.stop()


def _first(ready: "Future[Runner]", options: Options) -> None:
    """Make the runner of the first page, with everything compiled that it needs."""
    from pairlattice.lab.presets import preset
    from pairlattice.live.stepping import Runner

    try:
        runner = Runner(preset(options.begin).course(options.size))
        runner.compile()
        ready.set_result(runner)
    except Exception as error:
        # Whoever waits for the runner says it.
        ready.set_exception(error)
