"""The part of a page with which one takes away what one sees, and brings a scenario."""

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from io import BytesIO
from typing import Any, Protocol

import panel as pn

from pairlattice.errors import InputError
from pairlattice.lab import look
from pairlattice.lab.picture import Picture
from pairlattice.lab.widgets import button
from pairlattice.live.stepping import Runner

# Frames of a film: at twelve a second, four seconds.
FRAMES = 48


class Source(Protocol):
    """Where it comes from. What returns bytes may raise InputError; `filmed` is called from a
    thread of its own."""

    def asked(self, command: Callable[[Runner], bytes]) -> "Future[bytes]": ...
    def drawn(self) -> bytes: ...
    def filmed(self, frames: list[Picture]) -> bytes: ...
    def load(self, text: bytes) -> Any: ...
    def complain(self, text: str) -> Any: ...
    def later(self, call: Callable[[], Any]) -> Any: ...


class Keep:
    """view: the buttons."""

    def __init__(self, source: Source):
        self._source = source
        self._frames: list[Picture] | None = None
        self._movie = b""
        self.load = pn.widgets.FileInput(accept=".toml", sizing_mode="stretch_width")
        self.load.param.watch(lambda event: source.load(bytes(event.new or b"")), "value")
        self.film = button("Record a film", self._record, css_classes=["film"])
        self.film_file = pn.widgets.FileDownload(
            callback=lambda: BytesIO(self._movie), filename="live.mp4", label="Save the film",
            visible=False, width=112, css_classes=["save-mp4"],
        )  # fmt: skip
        small = lambda text: pn.pane.HTML(f"<small>{text}</small>", stylesheets=[look.STYLE])  # noqa: E731
        self.view = pn.Column(
            small("Save this (pause first to choose the step)"),
            pn.FlexBox(
                self._download("Scenario", lambda: self._from_run(_scenario), "live.toml"),
                self._download("Data", lambda: self._from_run(_data), "live.nc"),
                self._download("Picture", source.drawn, "live.png"),
                self.film,
                self.film_file,
            ),
            small("Load a scenario"),
            self.load,
            sizing_mode="stretch_width",
        )

    def _download(self, name: str, make: Callable[[], bytes], file: str) -> Any:
        def made() -> BytesIO:
            try:
                return BytesIO(make())
            except InputError as error:
                text = str(error)
            except (CancelledError, TimeoutError):
                text = "the run has ended or is too busy to answer; reload the page"
            except (OSError, ValueError) as error:
                text = f"it could not be saved: {error}"
            self._source.complain(text)
            return BytesIO(text.encode())

        return pn.widgets.FileDownload(
            callback=made, filename=file, label=name, width=112,
            css_classes=["save-" + file.split(".")[-1]],
        )  # fmt: skip

    def _from_run(self, command: Callable[[Runner], bytes]) -> bytes:
        return self._source.asked(command).result(timeout=60)

    # The film

    def saw(self, shown: Picture) -> None:
        """Each picture that the page shows."""
        if self._frames is None:
            return
        if self._frames and self._frames[0].box is not shown.box:
            # Another run: the film begins anew.
            self._frames = []
        self._frames.append(shown)
        if len(self._frames) >= FRAMES:
            frames, self._frames = self._frames, None
            threading.Thread(target=self._film, args=(frames,), daemon=True).start()

    def _record(self) -> None:
        self._frames = []
        self.film.disabled, self.film.label = True, "Recording…"
        self.film_file.visible = False

    def _film(self, frames: list[Picture]) -> None:
        try:
            movie, wrong = self._source.filmed(frames), ""
        except Exception as error:
            # Whatever it was, the button must come back.
            movie, wrong = b"", f"the film could not be made: {error}"
        self._source.later(lambda: self._film_done(movie, wrong))

    def _film_done(self, movie: bytes, wrong: str) -> None:
        self._movie = movie
        self.film.disabled, self.film.label = False, "Record a film"
        self.film_file.visible = bool(movie)
        self._source.complain(wrong)


# The library that draws is large and is loaded when something is kept, not when a page opens.


def _scenario(runner: Runner) -> bytes:
    from pairlattice.lab import save

    return save.scenario_text(runner).encode()


def _data(runner: Runner) -> bytes:
    from pairlattice.lab import save

    return save.data(runner)
