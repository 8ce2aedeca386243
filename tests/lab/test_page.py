"""The lab in a real browser: presets, knobs, the magnet, tabs, and that it asks nobody else."""

import pytest

from pairlattice.lab.presets import PRESETS, preset


@pytest.mark.parametrize("chosen", PRESETS, ids=lambda p: p.name)
def test_every_preset_shows_the_state_it_names(tab, soon, chosen):
    tab.begin(chosen)
    wanted = chosen.state[:1].upper() + chosen.state[1:]
    assert soon(lambda: tab.state == wanted), tab.state
    assert tab.wrong == []


# The times of the traces, as the browser has them.
_TIMES = """() => {
  for (const root of Bokeh.index.roots) {
    const doc = root.model.document;
    const plot = doc.get_model_by_name("coherence");
    if (plot) return Array.from(plot.renderers[0].data_source.data.time);
  }
}"""


def test_traces_begin_anew_with_every_run(tab, served, soon):
    for chosen in (preset("superconducting"), preset("insulating"), preset("metallic")):
        tab.begin(chosen)
        assert soon(lambda: served.page.engine.picture.time > 40)
        assert soon(lambda: len(tab.page.evaluate(_TIMES)) > 6)
        times = tab.page.evaluate(_TIMES)
        assert times == sorted(times), times
    assert tab.wrong == []


def test_a_key_on_a_slider_is_answered_by_a_painted_picture(tab, served, soon):
    tab.begin(preset("superconducting"))
    handle = tab.page.locator(".knob-field .noUi-handle").first
    handle.focus()
    strength = served.page.engine.picture.knobs["field"]
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        before = served.page.engine.picture.turned
        handle.press(key)
        assert soon(lambda: tab.page.evaluate("window.pairlattice.turned") > before)  # noqa: B023
    assert served.page.engine.picture.knobs["field"] == pytest.approx(strength + 0.5 * 0.05 / 100)
    assert tab.wrong == []


def test_a_paused_run_takes_one_step_at_a_time_and_answers_knobs(tab, served, soon):
    tab.begin(preset("insulating"))
    tab.page.get_by_role("button", name="Pause").click()
    assert soon(lambda: served.page.engine.paused)
    engine = served.page.engine
    step = engine.ask(lambda runner: runner.step).result(60)
    tab.page.get_by_role("button", name="Step").click()
    assert soon(lambda: engine.picture.step == step + 10)
    tab.enter("kappa", "0.3")
    assert soon(lambda: engine.picture.knobs["kappa"] == pytest.approx(0.3))
    assert engine.picture.step == step + 10
    tab.page.get_by_role("button", name="Run").click()
    assert soon(lambda: engine.picture.step > step + 10)
    assert tab.wrong == []


# Where the magnet is on the screen, and how many pixels one unit of height is.
_MAGNET = """() => {
  const find = (view) => {
    if (view.model && view.model.name === "slice" && view.frame) return view;
    for (const child of view.child_views || []) { const f = find(child); if (f) return f; }
    return null;
  };
  for (const root of Bokeh.index.roots) {
    const view = find(root);
    if (!view) continue;
    const held = view.model.renderers.map((r) => r.data_source)
      .find((s) => s && s.name === "magnet").data;
    const at = view.el.getBoundingClientRect(), {x_scale, y_scale} = view.frame;
    return [at.left + x_scale.compute(held.x[0]), at.top + y_scale.compute(held.y[0]),
      y_scale.compute(0) - y_scale.compute(1)];
  }
}"""


def test_magnet_can_be_dragged_and_its_force_turns_round(tab, served, soon):
    tab.begin(preset("levitation"))
    page = served.page
    assert soon(lambda: (p := page.engine.picture) and p.lift[0] > 0)
    assert soon(lambda: len(page.display.slice.magnet.data["y"]) == 1)
    before = page.engine.picture.knobs["height"]
    places = [None]

    def settled() -> bool:
        tab.page.wait_for_timeout(500)
        places.append(tab.page.evaluate(_MAGNET))
        return places[-1] == places[-2]

    assert soon(settled)
    x, y, unit = places[-1]
    mouse = tab.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x, y - 7 * unit, steps=10)
    mouse.up()
    assert soon(lambda: page.engine.picture.knobs["height"] > before + 0.4)
    assert soon(lambda: page.engine.picture.lift[0] < 0)
    # Where the electrons rest, nothing has changed for them, and nothing pulls.
    tab.page.get_by_role("button", name="Let the electrons rest here").click()
    knobs = lambda: page.engine.picture.knobs  # noqa: E731
    assert soon(lambda: knobs()["rest"] == knobs()["height"])
    assert soon(lambda: page.engine.picture.lift[1] == 0)
    assert tab.wrong == []


def test_a_bad_value_is_refused_beside_its_knob_in_the_words_of_the_scenario(tab):
    tab.begin(preset("insulating"))
    tab.enter("temperature", "-1")
    refusal = tab.alert("thermostat.temperature")
    refusal.wait_for()
    assert "must be 0 or above" in refusal.inner_text()
    tab.enter("temperature", "4.2 K")
    refusal.wait_for(state="hidden")
    for value, words in (("64", "at most 13824 pairs"), ("13", "three equal even numbers")):
        tab.enter("size", value)
        tab.alert(words).wait_for()
    tab.enter("size", "12")
    assert tab.wrong == []


def test_a_run_that_blows_up_says_so_and_can_be_reset(tab, served, soon):
    tab.begin(preset("superconducting"))
    tab.enter("field", "1e6")
    tab.alert("blew up").wait_for()
    step = served.page.engine.picture.step
    tab.page.get_by_role("button", name="Reset").click()
    assert soon(lambda: served.page.engine.picture.step < step or not served.page.engine.paused)
    tab.alert("blew up").wait_for(state="hidden")
    assert soon(lambda: tab.state == "Superconducting")
    assert tab.wrong == []


def test_a_measured_material_sets_its_fields_and_says_what_they_do(tab, served, soon):
    tab.begin(preset("hopping"))
    tab.page.locator(".material select").select_option(label="Pb")
    page = served.page
    assert soon(lambda: page.engine.picture.knobs["upper"] < 1e-3)
    assert page.engine.picture.knobs["coupling"] == 1
    beside = tab.page.locator(".beside")
    # Its Bc is the upper field of the page, and moves the electrons by less than the threshold.
    assert soon(lambda: "Here the upper field is 0.0803 T" in beside.inner_text())
    assert "below the threshold" in beside.inner_text()
    assert tab.wrong == []


@pytest.mark.usefixtures("tab")
def test_tabs_do_not_disturb_each_other_and_a_closed_one_stops_its_run(
    browser, new_tab, served, soon
):
    others = [new_tab(served.url) for _ in range(2)]
    assert soon(lambda: served.gone(3))
    others[0].begin(preset("metallic"))
    assert soon(lambda: others[0].state == "Metallic")
    assert others[1].state != "Metallic"
    full = browser.new_page()
    full.goto(served.url)
    words = full.get_by_role("alert")
    words.wait_for()
    assert "at most 3 pages may be open" in words.inner_text()
    full.close()
    closed = others.pop()
    closed.page.close()
    assert soon(lambda: served.gone(2))
    before = others[0].painted
    assert soon(lambda: others[0].painted > before + 2)
    host = served.url.split("/")[2]
    assert [u for t in (others[0], closed) for u in t.asked if host not in u] == []
    assert others[0].wrong == closed.wrong == []
    others[0].page.close()
    assert soon(lambda: served.gone(1))


def test_nothing_is_asked_of_another_machine(tab, served):
    host = served.url.split("/")[2]
    outside = [u for u in tab.asked if not u.startswith(("data:", "blob:")) and host not in u]
    assert outside == []
    assert any(url.startswith("ws://") for url in tab.asked)


@pytest.mark.parametrize("width", [390, 1300])
def test_page_is_never_wider_than_the_screen(tab, width):
    tab.page.set_viewport_size({"width": width, "height": 844})
    tab.page.wait_for_timeout(800)
    assert tab.page.evaluate("document.scrollingElement.scrollWidth") <= width
