"""What is taken away from a page, and what is brought: scenario, data, picture, film."""

import numpy as np
import pytest
import xarray as xr
from click.testing import CliRunner

from pairlattice import store
from pairlattice.cli.entry import cli
from pairlattice.lab.presets import preset


def _save(tab, kind: str, path):
    with tab.page.expect_download(timeout=60_000) as download:
        tab.page.locator(f".save-{kind} a, .save-{kind} button").first.click()
    download.value.save_as(path)
    return path


@pytest.fixture(scope="module")
def kept(tab, served, tmp_path_factory):
    """A run with a knob turned on the way, paused and saved in every form."""
    from time import monotonic, sleep

    def wait(condition) -> None:
        end = monotonic() + 60
        while not condition():
            assert monotonic() < end
            sleep(0.05)

    folder = tmp_path_factory.mktemp("kept")
    tab.begin(preset("cooling"))
    engine = served.page.engine
    wait(lambda: engine.picture.step > 1000)
    tab.enter("field", "0.015")
    wait(lambda: engine.picture.knobs["field"] == 0.015)
    tab.page.get_by_role("button", name="Pause").click()
    wait(lambda: engine.paused)
    for kind in ("toml", "nc", "png"):
        _save(tab, kind, folder / f"live.{kind}")
    return folder


def test_what_is_saved_runs_on_the_command_line_to_the_same_bits(kept, tmp_path):
    done = CliRunner().invoke(
        cli, ["run", str(kept / "live.toml"), "--out", str(tmp_path / "again"), "-q"]
    )
    assert done.exit_code == 0, done.output
    again = store.load(tmp_path / "again")
    with xr.open_datatree(kept / "live.nc", engine="h5netcdf") as live:
        assert again.attrs["checksum"] == live.attrs["checksum"]
        for name in ("displacement", "velocity", "state"):
            np.testing.assert_array_equal(again["sites"][name], live["sites"][name])


def test_the_picture_is_one(kept):
    assert (kept / "live.png").read_bytes().startswith(b"\x89PNG")


def test_a_saved_scenario_can_be_loaded_and_begins_from_its_first_step(kept, tab, served, soon):
    engine = served.page.engine
    paused_at = engine.picture.step
    tab.page.locator("input[type=file]").set_input_files(kept / "live.toml")
    assert soon(lambda: not engine.paused)
    engine.keep_pace(1e9)
    assert soon(lambda: engine.picture.step < paused_at or engine.picture.knobs["field"] == 0.015)
    assert soon(lambda: engine.picture.knobs["field"] == 0.015)
    assert tab.wrong == []


def test_a_scenario_that_the_lab_cannot_run_is_refused(tab, tmp_path):
    refused = (
        ('experiment = "vortices"\n[lattice]\nsize = 12\n', 'experiment must be "run" or "live"'),
        ("[thermostat]\ntemperature = -1\n", "thermostat.temperature"),
        ("\xff\xfe", "the scenario must be text in UTF-8"),
    )
    for number, (text, words) in enumerate(refused):
        path = tmp_path / f"wrong-{number}.toml"
        path.write_bytes(text.encode("latin-1"))
        tab.page.locator("input[type=file]").set_input_files(path)
        tab.alert(words).wait_for()
    assert tab.wrong == []


def test_a_film_is_recorded_while_the_run_goes_on(tab, tmp_path):
    tab.begin(preset("hopping"))
    tab.page.get_by_role("button", name="Record a film").click()
    tab.page.locator(".save-mp4").wait_for(state="visible", timeout=60_000)
    film = _save(tab, "mp4", tmp_path / "live.mp4").read_bytes()
    assert film[4:8] == b"ftyp"
    assert tab.wrong == []
