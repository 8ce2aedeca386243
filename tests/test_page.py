"""The report in a real browser: nothing fetched, no error, usable by keyboard and on a phone.

Needs Chromium (`apt-get install chromium`, or its path in the variable CHROMIUM).
"""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from pairlattice import film, ledger, plotting
from pairlattice.report import page
from pairlattice.statements import claims
from pairlattice.table import Table

# The browser's driver is started by a fork that does nothing but start it.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

PHONE = {"width": 390, "height": 844}


def _picture(name: str, folder: Path) -> page.Picture:
    drawn = plotting.figure(6, 4)
    drawn.subplots().plot([0, 1], [0, 1])
    png, _ = plotting.save(drawn, folder / name)
    return page.Picture(name, "A line.", "a line", png.read_bytes())


def _film(name: str, folder: Path) -> page.Picture:
    drawn = plotting.figure(3, 2)
    (dot,) = drawn.subplots().plot([0.5], [0.5], "o")
    moving = film.Film(drawn, lambda i: dot.set_xdata([i / 5]), 6)
    mp4, png = film.save(moving, folder / name)
    return page.Picture(name, "A dot.", "a dot", png.read_bytes(), mp4.read_bytes())


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Path:
    """A page with every kind of part, and all claims, most of them without results."""
    folder = tmp_path_factory.mktemp("page")
    origin = {
        "seed": 1,
        "precision": "float64",
        "seconds": 1.0,
        "ended": "now",
        "source": "ab" * 32,
        "pairlattice": "0",
        "platform": "here",
        "device": "cpu",
        "cpu_count": 2,
        "python": "3",
        "commit": None,
        "modified": None,
        "libraries": {"numpy": np.__version__},
    }
    closure = {"id": "C1", "title": "The tether", "statement": "Each electron is held."}
    wide = Table("Wide", tuple(f"column {i}" for i in range(14)), (tuple(range(14)),))
    pictures = (_picture("fig05", folder), _film("film", folder))
    section = page.Section("states", "States", "V, VI", "", pictures, (wide,), (closure,), origin)
    judged = ledger.evaluate(claims(), ledger.Evidence(), False)
    (folder / "index.html").write_text(page.render([section], judged, comparisons=[wide]), "utf-8")
    return folder / "index.html"


@pytest.fixture
def opened(browser, watched, report):
    """The page, with what it asked the network for and what went wrong."""
    tab = watched(browser.new_page(viewport={"width": 1200, "height": 900}))
    tab.goto(report.as_uri())
    yield tab
    tab.close()


def _shown(tab) -> int:
    return tab.locator("#claims tbody tr:visible").count()


def test_page_fetches_nothing_and_reports_no_error(opened, report):
    opened.wait_for_load_state("load")
    assert [url for url in opened.asked if not url.startswith("data:")] == [report.as_uri()]
    assert opened.wrong == []


def test_every_figure_and_film_loads(opened):
    widths = opened.eval_on_selector_all("img", "all => all.map(i => i.naturalWidth)")
    assert widths
    assert min(widths) > 100
    film_ready = "v => new Promise(r => v.readyState ? r(1) : v.onloadedmetadata = () => r(1))"
    opened.locator("video").evaluate(film_ready)
    assert opened.locator("video").evaluate("v => v.duration") == pytest.approx(0.5, abs=0.1)


def test_filter_narrows_the_statements_and_counts_them(opened):
    everything = _shown(opened)
    assert everything == len(claims())
    opened.fill("#filter-words", "drift")
    some = _shown(opened)
    assert 0 < some < everything
    assert opened.inner_text("#filter-count").startswith(f"{some} statement")
    opened.fill("#filter-words", "no such words at all")
    assert _shown(opened) == 0
    opened.click("#filter button[type=reset]")
    opened.wait_for_function("document.querySelectorAll('#claims tr[hidden]').length === 0")
    assert _shown(opened) == everything
    outcome = opened.locator("#filter-arithmetic option").nth(1).inner_text()
    opened.select_option("#filter-arithmetic", outcome)
    chosen = opened.eval_on_selector_all(
        "#claims tbody tr:not([hidden])", "all => all.map(r => r.dataset.arithmetic)"
    )
    assert set(chosen) == {outcome}


def test_link_to_a_statement_opens_it(opened, report):
    opened.goto(f"{report.as_uri()}#C009")
    opened.wait_for_selector("#C009 details[open]")
    assert "I/(n e S)" in opened.inner_text("#C009")


def test_keyboard_reaches_the_skip_link_and_opens_a_statement(opened):
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "Skip to the results"
    opened.locator("#claims summary").first.focus()
    opened.keyboard.press("Enter")
    assert opened.locator("#claims details[open]").count() == 1


def test_screen_reader_finds_names_headings_and_landmarks(opened):
    unnamed = """() => [...document.querySelectorAll(
        'img, video, input, select, button, section, article, nav, [role=region]')].filter(e =>
        !(e.alt || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') ||
          e.closest('label') || e.textContent.trim())).length"""
    assert opened.evaluate(unnamed) == 0
    levels = opened.eval_on_selector_all(
        "h1, h2, h3, h4", "all => all.filter(h => !h.closest('table')).map(h => +h.tagName[1])"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    dangling = """() => [...document.querySelectorAll('[aria-labelledby]')].filter(e =>
        !document.getElementById(e.getAttribute('aria-labelledby'))).length"""
    assert opened.evaluate(dangling) == 0
    for landmark in ("header", "main", "footer", "nav"):
        assert opened.locator(landmark).count() == 1


def test_phone_shows_everything_within_its_width(opened):
    opened.set_viewport_size(PHONE)
    opened.locator("#claims summary").first.click()
    assert opened.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    size = opened.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    assert size >= 16
