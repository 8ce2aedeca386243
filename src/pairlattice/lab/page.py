"""One page, that of one tab: its controls, its pictures, its words, and the engine behind them."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

import panel as pn
from panel.io import hold

from pairlattice.errors import InputError
from pairlattice.lab import look
from pairlattice.lab.answer import answered
from pairlattice.lab.controls import Controls, Refused, critical
from pairlattice.lab.display import Display
from pairlattice.lab.engine import Engine
from pairlattice.lab.keep import Keep
from pairlattice.lab.ledger import Ledger
from pairlattice.lab.limits import Limits
from pairlattice.lab.picture import Picture, Plane, cut_of
from pairlattice.lab.presets import Preset, preset
from pairlattice.live.box import Box
from pairlattice.live.schedule import Schedule
from pairlattice.live.settings import Settings
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
        self._number, self._turned = 0, -1
        self._looking = False
        self._loaded: Schedule | None = None
        self._asked: tuple[Preset, Schedule | None] = (self._preset, None)
        self._doc: Any = None
        self.session = ""
        # Whether a browser has opened the page: it is given time to load it.
        self.came = False
        self.controls = Controls(self, self._preset, size)
        self.display = Display(self._dragged, self._room)
        self.keep = Keep(self)
        self.words = pn.pane.HTML("", stylesheets=[look.STYLE], sizing_mode="stretch_width")
        self._below = pn.Column(sizing_mode="stretch_width")
        self._complete = False
        self._paused = False
        self.engine = Engine(self._preset.course(size), self._preset.pace, ready)
        self.engine.told = self._told

    # Life

    def open(self, doc: Any) -> Any:
        """Show the page in a document, and stop with it."""
        self._doc = doc
        self.session = doc.session_context.id if doc.session_context else ""
        doc.on_event("document_ready", lambda _: self._arrived())
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

    def _arrived(self) -> None:
        self.came = True

    def close(self) -> None:
        self.engine.stop()
        self._limits.leave(self)

    # What the reader does

    def begin(self, chosen: Preset) -> None:
        """Another preset, from step 0, at its own pace."""
        self._restart(chosen, None, chosen.pace)

    def restart(self) -> None:
        """The same from step 0, with the size and seed that are entered."""
        self._restart(*self._asked)

    def _restart(self, chosen: Preset, loaded: Schedule | None, pace: float | None = None) -> None:
        """loaded: a course from a file, which goes before the preset. pace: None for the same.

        The controls follow at once, and go back where the engine refuses; all else waits for it.
        """

        def begun() -> None:
            self._preset, self._loaded = chosen, loaded
            self.complain("")
            self._lay_words()

        def refused(text: str) -> None:
            self._asked = self._preset, self._loaded
            self.controls.show_preset(self._preset)
            self._show_paused(self.engine.paused)
            self.complain(text)

        try:
            size, seed = self.controls.entered()
            if loaded is None:
                course = chosen.course(size, seed)
            else:
                base = loaded.base.replace(seed=seed, lattice={"size": [size] * 3})
                course = replace(loaded, base=base)
            self._limits.check_size(course.base)
        except InputError as error:
            refused(str(error))
            return
        # What is asked for next builds on this, though the engine may not have begun it yet.
        self._asked = chosen, loaded
        self._show_paused(False)
        if pace:
            self.controls.show_preset(chosen)
        self._after(self.engine.reset(course, pace), begun, refused)

    def _show_paused(self, paused: bool) -> None:
        self._paused = paused
        self.controls.show_paused(paused)

    def pause(self) -> None:
        """Or go on."""
        self._show_paused(not self._paused)
        self.engine.pause(self._paused)

    def step(self) -> None:
        self.engine.single()

    def pace(self, steps_per_second: float) -> None:
        self.engine.keep_pace(steps_per_second)

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
        def turned(runner: Runner) -> None:
            runner.turn(**critical(name, runner.course.base))

        self._after(self.engine.ask(turned), self._lay_words)

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
        return save.picture(self._scene(shown), shown)

    def filmed(self, frames: list[Picture]) -> bytes:
        from pairlattice.lab import save

        return save.movie(self._scene(frames[0]), frames)

    def _scene(self, shown: Picture) -> Any:
        from pairlattice.lab.save import Scene

        title = self._loaded.base.title if self._loaded is not None else self._preset.title
        return Scene(shown.box, Plane.of(shown.box, cut_of(shown)), title)

    def load(self, text: bytes) -> None:
        from pairlattice.lab.save import load_text

        try:
            course = load_text(text.decode("utf-8"), self._limits)
        except UnicodeDecodeError:
            self.complain("the scenario must be text in UTF-8; give a TOML file")
        except InputError as error:
            self.complain(str(error))
        else:
            self.controls.show_course((course.base.lattice.size or (0,))[0], course.base.seed)
            self._restart(self._preset, course, self._preset.pace)

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

        answered(future, self.later, done or (lambda: self.complain("")), refused or self.complain)

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
            self._show_paused(self.engine.paused)
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
        self._number, self._turned = shown.number, shown.turned
        # As one message, in which what is cleared and what is drawn keep their order.
        with hold(self._doc):
            if shown.box is not self._box:
                self._lay_out(shown)
            if self.display.show(shown):
                self.controls.follow(shown.knobs)
        self.keep.saw(shown)
        if self.display.free:
            self.engine.want()

    def _lay_out(self, shown: Picture) -> None:
        """For the first picture of another run."""
        self._box = shown.box
        height = float(shown.knobs["height"])
        self.display.lay_out(shown.box, cut_of(shown), height)
        self.controls.arrange(height > 0)

    def _add_rest(self) -> None:
        """What a page has beside its first moving pictures, which come sooner without it."""
        self._complete = True
        self.display.complete()
        self._below.extend([self.controls.view, self.keep.view])
        self._doc.add_next_tick_callback(self._lay_words)

    def _lay_words(self) -> None:
        """What stands beside the picture, of the conditions that hold now."""
        if not self._complete:
            return
        from pairlattice.lab import beside

        found: list[Settings] = []

        def write() -> None:
            self.words.object = beside.text(self._preset, found[0], self._ledger)

        self._after(self.engine.ask(lambda runner: found.append(runner.settings)), write)
