"""One page, that of one tab: its controls, its pictures, its words, and the engine behind them."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import panel as pn
from panel.io import hold

from pairlattice.errors import InputError
from pairlattice.lab import look
from pairlattice.lab.controls import Controls, Refused, critical
from pairlattice.lab.display import Display
from pairlattice.lab.engine import Engine
from pairlattice.lab.keep import Keep
from pairlattice.lab.ledger import Ledger
from pairlattice.lab.limits import Limits
from pairlattice.lab.picture import Cut, Picture, Plane
from pairlattice.lab.presets import Preset, preset
from pairlattice.live.box import Box
from pairlattice.live.course import Course
from pairlattice.live.stepping import Runner

# How often the page looks by itself, for what nobody told it [ms].
_LOOK = 500
# Pictures after which the page gets all the rest.
_MOVING = 2


class Page:
    """The page of one tab. ready: a runner of its first course that is being made already."""

    def __init__(
        self,
        limits: Limits,
        size: int,
        ledger: Ledger | None = None,
        begin: str = "superconducting",
        ready: "Future[Runner] | None" = None,
    ):
        self._limits, self._ledger = limits, ledger or Ledger()
        self._preset: Preset = preset(begin)
        self._box: Box | None = None
        self._cut: Cut = self._preset.cut
        self._number, self._turned = 0, -1
        self._looking = False
        self._loaded: Course | None = None
        self._doc: Any = None
        self.controls = Controls(self, self._preset, size)
        self.display = Display(self._dragged, self._room)
        self.keep = Keep(self)
        self.words = pn.pane.HTML("", stylesheets=[look.STYLE], sizing_mode="stretch_width")
        self._below = pn.Column(sizing_mode="stretch_width")
        self._complete = False
        self._course = self._preset.course(size)
        # What the words beside the picture speak of.
        self._conditions = self._course.settings(0)
        self.engine = Engine(self._course, self._preset.pace, ready)
        self.engine.told = self._told

    # Life

    def open(self, doc: Any) -> Any:
        """Show the page in a document, and stop with it."""
        self._doc = doc
        self.engine.start()
        doc.add_periodic_callback(self._look, _LOOK)
        doc.add_root(self.display.counter)
        template = pn.Template(look.PAGE)
        template.add_panel("head", self.controls.head)
        template.add_panel("picture", self.display.view)
        template.add_panel("more", self.display.more)
        template.add_panel("knobs", self._below)
        template.add_panel("words", pn.Column(self.words, sizing_mode="stretch_width"))
        return template

    def close(self) -> None:
        self.engine.stop()
        self._limits.leave(self)

    # What the reader does

    def begin(self, chosen: Preset) -> None:
        """Another preset, from step 0."""
        self._preset, self._loaded = chosen, None
        self.engine.pace = chosen.pace
        self.controls.show_preset(chosen)
        self.restart()

    def restart(self) -> None:
        """The same from step 0, with the size and seed that are entered."""
        try:
            course = self._loaded or self._preset.course(*self.controls.entered())
            self._limits.check_size(course.base)
        except InputError as error:
            self.complain(str(error))
            return
        self.complain("")
        self._course, self._conditions = course, course.settings(0)
        self.engine.pause(False)
        self.controls.show_paused(False)
        self._after(self.engine.reset(course))

    def pause(self) -> None:
        """Or go on."""
        self.engine.pause(not self.engine.paused)
        self.controls.show_paused(self.engine.paused)

    def step(self) -> None:
        self.engine.single()

    def pace(self, steps_per_second: float) -> None:
        self.engine.pace = steps_per_second

    def turn(
        self,
        knobs: dict[str, Any],
        accepted: Callable[[], Any] | None = None,
        refused: Refused | None = None,
    ) -> None:
        self._after(self.engine.turn(**knobs), accepted, refused)

    def rest_here(self) -> None:
        """The height of the magnet becomes the one at which the electrons rest."""
        self._after(
            self.engine.ask(lambda runner: runner.turn(rest=runner.settings.magnetic.height))
        )

    def substance(self, name: str) -> None:
        try:
            knobs = critical(name, self._course.base)
        except InputError as error:
            self.complain(str(error))
            return
        self._conditions = self._conditions.with_knobs(knobs)
        self.turn(knobs, self._lay_words)

    def _dragged(self, height: float) -> None:
        self.turn({"height": round(height, 3)})

    # What is kept and brought (`Keep`)

    def asked(self, command: Callable[[Runner], bytes]) -> "Future[bytes]":
        return self.engine.ask(command)

    def drawn(self) -> bytes:
        from pairlattice.lab import save

        shown = self.engine.picture
        if shown is None:
            raise InputError("there is no picture yet; wait a moment")
        return save.picture(self._scene(), shown)

    def filmed(self, frames: list[Picture]) -> Callable[[], bytes]:
        from pairlattice.lab import save

        scene = self._scene()
        return lambda: save.movie(scene, frames)

    def _scene(self) -> Any:
        from pairlattice.lab.save import Scene

        if self._box is None:
            raise InputError("there is no picture yet; wait a moment")
        title = self._loaded.base.title if self._loaded is not None else self._preset.title
        return Scene(self._box, Plane.of(self._box, self._cut), title)

    def load(self, text: bytes) -> None:
        from pairlattice.lab.save import load_text

        try:
            self._loaded = load_text(text.decode("utf-8"), self._limits)
        except UnicodeDecodeError:
            self.complain("the scenario must be text in UTF-8; give a TOML file")
        except InputError as error:
            self.complain(str(error))
        else:
            base = self._loaded.base
            self.controls.show_course((base.lattice.size or (0,))[0], base.seed)
            self.restart()

    def complain(self, text: str) -> None:
        self.controls.complain(text)

    def later(self, call: Callable[[], Any]) -> None:
        """Do something in the page's own time; nothing where the page has gone."""
        try:
            self._doc.add_next_tick_callback(call)
        except (AttributeError, RuntimeError, ValueError):
            return

    # What the engine says

    def _after(
        self,
        future: "Future[Any]",
        done: Callable[[], Any] | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Tell the page, in its own time, how a command ended."""

        def told(ended: "Future[Any]") -> None:
            if ended.cancelled():
                return
            error = ended.exception()
            if error is None:
                self.later(done or (lambda: self.complain("")))
            elif isinstance(error, InputError):
                say, text = refused or self.complain, str(error)
                self.later(lambda: say(text))
            else:
                self.later(lambda: self.complain(f"it went wrong: {error}"))

        future.add_done_callback(told)

    def _told(self) -> None:
        """From the engine's thread: look, once, however often it was told."""
        if not self._looking and self._doc is not None:
            self._looking = True
            self.later(self._look)

    def _room(self) -> None:
        """The browser can take another picture."""
        if not self._complete and self._number >= _MOVING:
            self._add_rest()
        if self.display.free:
            self.engine.want()
            self._look()

    def _look(self) -> None:
        self._looking = False
        if self.engine.failure:
            self.complain(self.engine.failure)
            if not self._complete:
                self._add_rest()
        shown = self.engine.picture
        if shown is None or shown.number == self._number:
            if self.display.free:
                self.engine.want()
            return
        # The answer to a knob waits for nothing.
        if shown.turned == self._turned and not self.display.free:
            return
        if shown.box is not self._box:
            self._lay_out(shown)
        self._number, self._turned = shown.number, shown.turned
        # As one message: a tab that closes meanwhile leaves none behind that nobody awaits.
        with hold(self._doc):
            if self.display.show(shown):
                self.controls.follow(shown.knobs)
        self.keep.saw(shown)
        if self.display.free:
            self.engine.want()

    def _lay_out(self, shown: Picture) -> None:
        """For the first picture of another run."""
        self._box = shown.box
        self._cut = "top" if shown.knobs["deviation"] > 0 else "side"
        height = float(shown.knobs["height"])
        self.display.lay_out(shown.box, self._cut, height)
        self.controls.arrange(height > 0)
        if self._complete:
            self._lay_words()

    def _add_rest(self) -> None:
        """What a page has beside its first moving pictures, which come sooner without it."""
        self._complete = True
        self.display.complete()
        self._below.extend([self.controls.view, self.keep.view])
        self._doc.add_next_tick_callback(self._lay_words)

    def _lay_words(self) -> None:
        from pairlattice.lab import beside

        self.words.object = beside.text(self._preset, self._conditions, self._ledger)


def notice(text: str) -> Any:
    """A page that only says why there is no lab on it."""
    template = pn.Template(look.NOTICE)
    body = f'<div class="notice" role="alert">{look.escaped(text)}</div>'
    template.add_panel("page", pn.pane.HTML(body, stylesheets=[look.STYLE]))
    return template
