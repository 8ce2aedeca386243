"""The lab's address: opened, served until interrupted, and closed with every run stopped."""

import errno
import logging
import socket
import warnings
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import panel as pn
from bokeh.settings import settings
from tornado.ioloop import PeriodicCallback
from tornado.iostream import StreamClosedError
from tornado.websocket import WebSocketClosedError

from pairlattice.errors import InputError
from pairlattice.lab import access
from pairlattice.lab.ledger import Ledger
from pairlattice.lab.limits import Limits
from pairlattice.lab.notice import notice
from pairlattice.lab.page import Page
from pairlattice.live.stepping import Runner

# Where a report is served.
_REPORT = "/report"
# A tab that has been closed is forgotten after this long [ms]; one that has never come, because a
# phone is slow to load the page, only after that long.
_FORGET, _NEVER_CAME, _CHECK = 2000, 60_000, 1000


@dataclass
class Lab:
    """limits: of all pages. size: cells along an edge at the beginning. report: folder of a report
    whose ledger the claims link to. begin: the preset of a new page. ready: the runner of the first
    page, which is being made already."""

    limits: Limits = field(default_factory=Limits)
    size: int = 24
    report: Path | None = None
    begin: str = "superconducting"
    ready: "Future[Runner] | None" = None
    pages: set[Page] = field(default_factory=set)
    _leaving: list[Page] = field(default_factory=list)

    def page(self) -> Any:
        """A new page, or why there is none."""
        doc = pn.state.curdoc
        page = Page(self.limits, self.size, self._ledger(), self.begin, self.ready)
        try:
            self.limits.enter(page)
        except InputError as error:
            return notice(str(error))
        self.ready = None
        self.pages.add(page)
        doc.on_session_destroyed(lambda _: self._gone(page))
        return page.open(doc)

    def _ledger(self) -> Ledger:
        return Ledger() if self.report is None else Ledger.of(self.report, _REPORT + "/index.html")

    def _gone(self, page: Page) -> None:
        page.close()
        self.pages.discard(page)
        self._leaving = [p for p in (*self._leaving, page) if not p.engine.join(0)]

    def close(self) -> None:
        """Stop every run and wait for it."""
        for page in tuple(self.pages):
            page.close()
        for page in (*self.pages, *self._leaving):
            # Compiling cannot be cut short, and would take the process down with it.
            page.engine.join(60)
        self.pages.clear()
        self._leaving.clear()


def open_server(
    lab: Lab, address: str = "127.0.0.1", port: int = 5006, origins: Sequence[str] = ()
) -> tuple[Any, str]:
    """The server, not started, and the address of its page.

    Another address than this machine's own gets a token, part of the address that is returned.
    origins: further host:port under which pages may be opened. Raises InputError.
    """
    # Nothing is fetched from elsewhere, whatever the environment says.
    settings.resources = "server"
    if ":" in address:
        raise InputError(
            f"--address must be a name or an IPv4 address, got {address[:60]!r}; for example "
            "127.0.0.1"
        )
    port = _usable(address, port)
    local = access.is_loopback(address)
    host = "127.0.0.1" if address == "localhost" else address
    allowed = [f"{host}:{port}", *(["localhost:" + str(port)] if local else []), *origins]
    if address == "0.0.0.0":
        allowed.append(f"{socket.gethostname()}:{port}")
    token = "" if local else access.new_token()
    options: dict[str, Any] = {} if local else {"auth_provider": access.Token(token)}
    if lab.report is not None and local:
        options["static_dirs"] = {_REPORT: str(lab.report.resolve())}
    elif lab.report is not None:
        lab.report = None
    try:
        server = pn.io.server.get_server(
            {"/": lab.page},
            port=port,
            address=host,
            websocket_origin=allowed,
            title={"/": "Pair lattice, live"},
            unused_session_lifetime_milliseconds=_NEVER_CAME,
            check_unused_sessions_milliseconds=_CHECK,
            **options,
        )
    except OSError as error:
        raise _refused(host, port, error) from None
    except ValueError as error:
        raise InputError(f"--origin must be HOST:PORT: {error}") from None
    _let_tabs_close(server)
    PeriodicCallback(lambda: _forget_closed(server, lab), _CHECK).start()
    return server, f"http://{host}:{port}/" + (f"?token={token}" if token else "")


def _forget_closed(server: Any, lab: Lab) -> None:
    """End the sessions, and with them the runs, of tabs that were open and are not any more."""
    came = {page.session for page in lab.pages if page.came}
    for session in server.get_sessions("/"):
        alone = session.connection_count == 0
        if alone and session.id in came and session.milliseconds_since_last_unsubscribe > _FORGET:
            session.request_expiration()


def _let_tabs_close(server: Any) -> None:
    """A tab that is closed while pictures are on their way is nothing to write about."""

    def told(loop: Any, context: dict[str, Any]) -> None:
        if not isinstance(context.get("exception"), (WebSocketClosedError, StreamClosedError)):
            loop.default_exception_handler(context)

    server.io_loop.asyncio_loop.set_exception_handler(told)
    logging.getLogger("bokeh.server.views.ws").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", "coroutine 'WSHandler.send_message'", RuntimeWarning)


def _usable(address: str, port: int) -> int:
    """The port, or a free one for 0. Raises InputError where it cannot be listened on."""
    try:
        with socket.socket() as trial:
            # As the server will: a port that has just been left may be taken again.
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((address, port))
            return int(trial.getsockname()[1])
    except OSError as error:
        raise _refused(address, port, error) from None


def _refused(address: str, port: int, error: OSError) -> InputError:
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return InputError(
            f"--address must be an address of this machine, got {address[:60]!r}; for example "
            "0.0.0.0 for all of them"
        )
    return InputError(
        f"the lab cannot use {address}:{port}: {error.strerror or error}; give another --port"
    )
