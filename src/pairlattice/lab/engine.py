"""A live run in a thread of its own. It stops when its page has gone."""

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import numpy as np

from pairlattice.engine.lattice import Floats
from pairlattice.errors import InputError, SimulationDivergedError
from pairlattice.lab.picture import Picture, picture_of
from pairlattice.lab.trial import Trial
from pairlattice.live.local import Blocks
from pairlattice.live.schedule import Schedule
from pairlattice.live.stepping import MOST_SAMPLES, Runner

# One slice of work [s]: short enough for a knob to be answered at once.
_SLICE = 0.03
# At most so many pictures a second; the rest of the time belongs to the engine.
PICTURES = 15.0
# The rate is measured over so many seconds.
_RATE_OVER = 0.5

Command = Callable[[Runner], Any]


class Engine:
    """start() begins; turn(), ask(), pause() … may be called from any thread.

    picture: the last one, None at first. failure: why it stopped, if it did.
    pace: steps per second at most, None for as many as the machine takes.
    told: called from the engine's thread when there is a new picture, or a failure.
    """

    def __init__(
        self, course: Schedule, pace: float | None = None, ready: "Future[Runner] | None" = None
    ):
        """ready: a runner of this course that is being made already."""
        self.picture: Picture | None = None
        self.failure = ""
        self.pace = pace
        self.paused = False
        self.alive = True
        self.told: Callable[[], Any] = lambda: None
        self._course, self._ready = course, ready
        self._commands: queue.SimpleQueue[tuple[Command, Future[Any]]] = queue.SimpleQueue()
        self._wake = threading.Condition()
        self._wanted, self._single = True, 0
        self._thread = threading.Thread(target=self._main, name="pairlattice-lab", daemon=True)
        self._rows: list[Floats] = []
        self._samples, self._rate = 1, 0.0
        # When the next slice may begin, and since when the rate is measured.
        self._next = 0.0
        self._since: tuple[Runner, float, int] | None = None
        self._number, self._turned = 0, 0
        self._drawn_at, self._drawn_turn, self._drawn_step = 0.0, -1, -1
        self._blocks: tuple[Any, Blocks] | None = None

    # From any thread

    def start(self) -> "Engine":
        self._thread.start()
        return self

    def stop(self) -> None:
        """End the thread; returns at once."""
        with self._wake:
            self.alive = False
            self._wake.notify()

    def join(self, timeout: float = 10.0) -> bool:
        """Wait for the end; whether it came."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def ask(self, command: Command) -> "Future[Any]":
        """Do something with the runner between two slices; cancelled where the run has ended."""
        future: Future[Any] = Future()
        with self._wake:
            if self.alive:
                self._commands.put((command, future))
                self._wake.notify()
            else:
                future.cancel()
        return future

    def turn(self, **knobs: Any) -> "Future[Any]":
        """Turn knobs; the future raises InputError where one is refused."""
        return self.ask(lambda runner: runner.turn(**knobs))

    # These wait in one queue with the knobs, so that what is asked for later holds.

    def pause(self, paused: bool) -> "Future[Any]":
        return self.ask(lambda _: self._pause(paused))

    def single(self) -> "Future[Any]":
        """Take one sample's steps, if paused."""

        def once(_: Runner) -> None:
            self._single += self.paused

        return self.ask(once)

    def keep_pace(self, pace: float | None) -> "Future[Any]":
        """From now on."""

        def kept(_: Runner) -> None:
            self.pace, self._next = pace, 0.0

        return self.ask(kept)

    def want(self) -> None:
        """Ask for one more picture; none is made that nobody has asked for.

        Only the first after a knob was turned comes unasked.
        """
        with self._wake:
            self._wanted = True
            self._wake.notify()

    def reset(self, course: Schedule, pace: float | None = None) -> "Future[Any]":
        """Begin a course from step 0, at another pace if one is given, and go on."""

        def begun(_: Runner) -> Runner:
            runner = Runner(course)
            self.pace = pace or self.pace
            self._pause(False)
            return runner

        return self.ask(begun)

    # The thread

    def _main(self) -> None:
        try:
            runner = Runner(self._course) if self._ready is None else self._ready.result()
            self._ready = None
            self._run(runner)
        except (InputError, SimulationDivergedError) as error:
            self.failure = str(error)
        except MemoryError:
            self.failure = "out of memory; take a smaller crystal"
        except Exception as error:
            # Not foreseen: the page must not just stand still.
            self.failure = f"it went wrong: {error!r}; reload the page"
            raise
        finally:
            with self._wake:
                self.alive = False
                while not self._commands.empty():
                    self._commands.get_nowait()[1].cancel()
            self.told()

    def _run(self, runner: Runner) -> None:
        self._trial = Trial(runner)
        while self.alive:
            runner, touched = self._obey(runner)
            if self._may_step():
                self._advance(runner, touched)
            if self._due(runner):
                self._draw(runner)
            self._rest(runner)

    def _pause(self, paused: bool) -> None:
        self.paused, self._single = paused, 0

    def _may_step(self) -> bool:
        if self.paused:
            return self._single > 0
        return self.pace is None or time.perf_counter() >= self._next

    def _obey(self, runner: Runner) -> tuple[Runner, bool]:
        """Carry out what was asked; whether conditions may have changed."""
        touched = False
        while not self._commands.empty():
            command, future = self._commands.get_nowait()
            if not future.set_running_or_notify_cancel():
                continue
            before = runner, runner.course
            try:
                found = command(runner)
            except Exception as error:
                future.set_exception(error)
                continue
            if isinstance(found, Runner):
                runner, self.failure, self._rows, found = found, "", [], None
                self._next, self._samples = 0.0, 1
            future.set_result(found)
            if runner is not before[0] or runner.course is not before[1]:
                touched = True
                self._turned += 1
                self._trial = Trial(runner)
        return runner, touched

    def _advance(self, runner: Runner, touched: bool) -> None:
        """One slice; a single step, and the first slice after a knob was turned, are short."""
        self._single -= self.paused
        samples = 1 if self.paused or touched else self._samples
        begun, before = time.perf_counter(), runner.step
        change = runner.course.next_change(before)
        try:
            self._rows.append(runner.advance(samples))
        except (InputError, SimulationDivergedError) as error:
            self.failure = str(error)
            self._pause(True)
            self.told()
            return
        if change is not None and change <= runner.step:
            self._trial = Trial(runner)
        if not touched:
            self._trial.advance(max(samples // 2, 1))
        if not self.paused:
            self._plan(runner, samples, begun, runner.step - before)

    def _plan(self, runner: Runner, samples: int, begun: float, steps: int) -> None:
        """How long the next slice is, when it may begin, and what rate has been kept."""
        now = time.perf_counter()
        wanted = samples * _SLICE / max(now - begun, 1e-6)
        if self.pace:
            wanted = min(wanted, max(1.0, self.pace * _SLICE / runner.every))
            # A slice that came late does not make the next ones come sooner.
            self._next = max(self._next, begun) + steps / self.pace
        most = min(samples * 2, MOST_SAMPLES)
        self._samples = int(np.clip(wanted, max(1, samples // 2), most))
        if self._since is None or self._since[0] is not runner:
            self._since = runner, now, runner.step
        elif now - self._since[1] > _RATE_OVER:
            self._rate = (runner.step - self._since[2]) / (now - self._since[1])
            self._since = runner, now, runner.step

    def _due(self, runner: Runner) -> bool:
        if self._turned != self._drawn_turn:
            return True
        news = self._wanted and runner.step != self._drawn_step
        return news and time.perf_counter() - self._drawn_at >= 1 / PICTURES

    def _draw(self, runner: Runner) -> None:
        self._wanted = False
        self._number += 1
        rows = np.concatenate(self._rows) if self._rows else runner.advance(0)
        self._rows = []
        self._drawn_at, self._drawn_turn = time.perf_counter(), self._turned
        self._drawn_step = runner.step
        self.picture = picture_of(
            runner, self._cut_up(runner), self._trial.removed, rows,
            number=self._number, turned=self._turned, rate=self._rate,
        )  # fmt: skip
        self.told()

    def _rest(self, runner: Runner) -> None:
        """Until there is something to do: at once, unless paused or ahead of the pace."""
        now = time.perf_counter()
        with self._wake:
            if self.paused:
                self._since = None
                news = self._wanted and runner.step != self._drawn_step
                seconds = self._drawn_at + 1 / PICTURES - now if news else 1.0
            elif self.pace:
                seconds = self._next - now
            else:
                return
            if seconds > 0 and self._commands.empty() and self.alive and not self._single:
                self._wake.wait(seconds)

    def _cut_up(self, runner: Runner) -> Blocks:
        """The blocks of this crystal in these conditions, made once."""
        key = (runner.box, runner.settings.in_columns)
        if self._blocks is None or self._blocks[0] != key:
            self._blocks = (key, Blocks.of(runner.box, runner.settings))
        return self._blocks[1]
