"""The thread behind a page: it makes pictures on demand, answers knobs, and ends."""

import threading
import time
from concurrent.futures import Future

import numpy as np
import pytest

from pairlattice.errors import InputError
from pairlattice.lab.engine import Engine
from pairlattice.lab.presets import preset
from pairlattice.lab.trial import TRIAL_EVERY
from pairlattice.live.experiment import checksum
from pairlattice.live.stepping import Runner


@pytest.fixture
def engine():
    made = Engine(preset("superconducting").course(12))
    yield made
    made.stop()
    made.join()


def test_a_picture_is_made_only_when_one_is_wanted(engine, soon):
    engine.start()
    assert soon(lambda: engine.picture is not None)
    first = engine.picture.number
    step = engine.ask(lambda runner: runner.step).result(60)
    assert soon(lambda: engine.ask(lambda runner: runner.step).result(60) > step + 2000)
    assert engine.picture.number == first
    engine.want()
    assert soon(lambda: engine.picture.number == first + 1)
    # What happened in between is in the rows of the next picture.
    assert engine.picture.rows[-1, 0] == engine.picture.step


def test_a_turned_knob_makes_a_picture_unasked_even_while_paused(engine, soon):
    engine.start()
    engine.pause(True)
    assert soon(lambda: engine.picture is not None)
    step = engine.ask(lambda runner: runner.step).result(60)
    engine.turn(field=0.03).result(60)
    assert soon(lambda: engine.picture.knobs["field"] == 0.03)
    assert engine.picture.step == step


def test_a_refused_knob_leaves_the_picture_alone(engine, soon):
    engine.start()
    assert soon(lambda: engine.picture is not None)
    turned = engine.picture.turned
    with pytest.raises(InputError, match=r"thermostat\.temperature must be 0 or above"):
        engine.turn(temperature=-1.0).result(60)
    engine.want()
    number = engine.picture.number
    assert soon(lambda: engine.picture.number > number)
    assert engine.picture.turned == turned


def test_the_field_is_taken_off_a_copy_and_the_run_goes_on_untouched(engine, soon):
    engine.start()

    def named() -> bool:
        engine.want()
        return engine.picture is not None and engine.picture.verdict.name == "superconducting"

    assert soon(named)
    engine.pause(True)
    steps = engine.ask(lambda runner: runner.step).result(60)
    bits = engine.ask(checksum).result(60)
    plain = Runner(preset("superconducting").course(12))
    plain.advance(steps // plain.every)
    assert checksum(plain) == bits
    assert steps < TRIAL_EVERY * 3


def test_a_runner_that_is_being_made_is_waited_for_and_used(soon):
    course = preset("insulating").course(12)
    ready: Future[Runner] = Future()
    engine = Engine(course, ready=ready).start()
    engine.want()
    assert engine.picture is None
    runner = Runner(course)
    ready.set_result(runner)
    assert soon(lambda: engine.picture is not None)
    assert engine.picture.box is runner.box
    engine.stop()
    assert engine.join()


def test_resetting_to_the_same_course_begins_anew(engine, soon):
    course = preset("superconducting").course(12)
    engine.start()
    assert soon(lambda: engine.picture is not None)
    engine.reset(course).result(60)
    old = engine.picture.box
    engine.reset(course).result(60)
    assert soon(lambda: engine.picture.box is not old)


def test_a_failure_to_begin_is_told():
    told = threading.Event()
    broken: Future[Runner] = Future()
    broken.set_exception(InputError("no such crystal"))
    engine = Engine(preset("insulating").course(12), ready=broken)
    engine.told = told.set
    engine.start()
    assert told.wait(60)
    assert engine.failure == "no such crystal"
    assert not engine.alive
    assert engine.ask(lambda runner: runner.step).cancelled()


def test_a_slow_pace_is_kept(engine, soon):
    engine.pace = 200.0
    engine.start()
    assert soon(lambda: engine.picture is not None)
    engine.want()
    number = engine.picture.number
    assert soon(lambda: engine.picture.number > number)
    gaps = np.diff(engine.picture.rows[:, 0])
    assert np.all(gaps == 10)
    # A run without a pace takes thousands of steps a second at this size.
    assert engine.picture.rate < 600


def test_a_slow_pace_is_kept_however_often_pictures_are_wanted(engine, soon):
    engine.pace = 100.0
    engine.start()
    assert soon(lambda: engine.picture is not None)
    first = engine.ask(lambda runner: runner.step).result(60)
    begun = time.monotonic()
    for _ in range(60):
        engine.want()
        time.sleep(0.02)
    # Commands wake the engine too.
    steps = engine.ask(lambda runner: runner.step).result(60) - first
    assert steps <= 100 * (time.monotonic() - begun) + 20
    # What was not taken is not made up for, and a new pace holds at once.
    engine.keep_pace(1e9)
    assert soon(lambda: engine.ask(lambda runner: runner.step).result(60) > first + 3000)


def test_single_steps_are_for_a_paused_run(engine, soon):
    engine.start()
    assert soon(lambda: engine.picture is not None)
    for _ in range(5):
        engine.single()
    engine.pause(True)
    step = engine.ask(lambda runner: runner.step).result(60)
    time.sleep(0.2)
    assert engine.ask(lambda runner: runner.step).result(60) == step
    engine.single()
    assert soon(lambda: engine.ask(lambda runner: runner.step).result(60) == step + 10)


def test_what_is_asked_for_after_a_reset_holds(engine, soon):
    engine.start()
    assert soon(lambda: engine.picture is not None)
    engine.reset(preset("insulating").course(12), 600.0)
    engine.keep_pace(50.0)
    engine.pause(True).result(60)
    assert engine.paused
    assert engine.pace == 50.0
