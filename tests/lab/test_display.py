"""When a page shows a picture: as fast as the browser paints, but the answer to a knob at once."""

import pytest
from bokeh.document import Document

from pairlattice.lab.limits import Limits
from pairlattice.lab.page import Page
from pairlattice.lab.picture import picture_of
from pairlattice.lab.presets import preset
from pairlattice.live.local import Blocks
from pairlattice.live.stepping import Runner


@pytest.fixture
def page():
    """A page whose engine is not running and whose browser never answers."""
    made = Page(Limits(), 12)
    made._doc = Document()
    return made


@pytest.fixture
def shown(page):
    """Gives the page a picture; whether it showed it."""
    runner = Runner(preset("superconducting").course(12))
    blocks = Blocks.of(runner.box, runner.settings)
    count = iter(range(1, 100))

    def show(turned: int) -> bool:
        rows = runner.advance(1)
        number = next(count)
        page.engine.picture = picture_of(
            runner, blocks, None, rows, number=number, turned=turned, rate=0.0
        )
        page._look()
        return page.display.counter.tags == [turned, number]

    return show


def test_pictures_wait_for_a_browser_that_has_not_painted_the_last_two(shown, page):
    assert shown(turned=0)
    assert shown(turned=0)
    assert not page.display.free
    assert not shown(turned=0)
    page.display.counter.value = "2"
    assert page.display.free
    assert shown(turned=0)


def test_the_answer_to_a_knob_waits_for_no_painting(shown, page):
    assert shown(turned=0)
    assert shown(turned=0)
    assert not page.display.free
    assert shown(turned=1)
    # Only the first picture after the knob goes before the others.
    assert not shown(turned=1)


def test_a_browser_that_says_nothing_gets_a_picture_now_and_then(shown, page):
    assert shown(turned=0)
    assert shown(turned=0)
    assert not shown(turned=0)
    page.display._sent_at -= 2.0
    assert shown(turned=0)


def test_a_preset_brings_its_pace_though_the_one_before_has_not_begun_yet(page):
    page.begin(preset("insulating"))
    page.controls.speed.value = 1e9
    # The preset that the page began with, and still has: the engine has not obeyed yet.
    page.begin(preset("superconducting"))
    assert page.controls.speed.value == preset("superconducting").pace
