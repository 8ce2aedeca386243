"""Tubes in a fluctuating temperature: the physics of Fig. 14, by second routes.

| quantity                      | one route                     | the other                     |
|-------------------------------|-------------------------------|-------------------------------|
| coherence of a window         | fluctuating bath              | evenly heated crystals        |
| tubes                         | coherence below C*            | temperature above T*          |
| tubes without fluctuations    | the experiment                | none                          |
| field of the scenario         | realisations                  | prescribed                    |
| solid                         | imprinted lattice, weak noise | |ψ6| = 1                      |
| turns of the phase            | around triangles              | vortices put in               |
| vortices of a driven film     | tdgl, tracked                 | continuous motion             |
"""

from importlib.util import find_spec

import numpy as np
import pytest
from scipy.spatial import Delaunay
from xarray import DataTree

import tiny_results
from pairlattice.errors import InputError
from pairlattice.film import Film
from pairlattice.phenomena import phenomenon
from pairlattice.phenomena.motion import ginzburg_landau, phases, tubes
from pairlattice.phenomena.motion import results as r
from pairlattice.phenomena.motion.parameters import Parameters
from pairlattice.progress import silent
from pairlattice.scenario import Scenario
from pairlattice.tracks import Detections, View
from pairlattice.tracks.analysis import Thresholds
from pairlattice.variable import nodes

ENTRY = phenomenon("motion")


def scenario(size: int = 48, own: dict | None = None, **tables) -> Scenario:
    lattice = {"size": [size, size, 4]}
    return tiny_results.scenario("motion", lattice=lattice, motion=own or {}, **tables)


@pytest.fixture(scope="module")
def tree(tiny):
    return tiny["motion"]


def test_coherence_is_lost_at_the_temperature_of_evenly_heated_crystals(tree):
    local, even = r.CRITICAL.value(tree), r.EVEN_CRITICAL.value(tree)
    assert local == pytest.approx(even, rel=0.06)
    # Guard: both lie within the fluctuations, not at an end of them.
    T = r.TEMPERATURE.values(tree)
    assert np.quantile(T, 0.3) < local < T.max()


def test_tubes_are_where_the_temperature_peaks(tree):
    assert r.CORRELATION.value(tree) < -0.9
    assert r.AGREEMENT.value(tree) > 0.9
    T, frame = r.TEMPERATURE.values(tree), r.SEEN_FRAME.values(tree)
    at = np.rint(r.PLACE.values(tree)).astype(int) % 48
    inside = T[frame, at[:, 1], at[:, 0]]
    assert np.mean(inside) > T.mean() + 1.2 * T.std()
    # The same centres in another frame are no peaks: the sides would agree if x and y were mixed.
    mixed = T[frame, at[:, 0], at[:, 1]]
    assert np.mean(mixed) < T.mean() + 0.6 * T.std()


def test_temperature_field_is_the_one_prescribed(tree):
    for measured, prescribed in (
        (r.DEVIATION, r.own.deviation),
        (r.LENGTH, r.own.length),
        (r.MEAN, r.settings.thermostat.temperature),
        (r.CLIPPED, r.CLIPPED_EXACT),
    ):
        away = abs(measured.value(tree) - prescribed.value(tree))
        assert away < 4 * measured.error.value(tree), measured.name
    assert r.LENGTH.error.value(tree) < 0.05 * r.LENGTH.value(tree)


def test_made_events_are_found_and_the_ratio_errs_less_in_longer_records(tree):
    assert r.SHARE_FOUND.values(tree).min() >= 0.95
    error = r.MISJUDGED.values(tree)
    assert error[-1] == 0
    assert error[0] >= error[-1]


def test_without_fluctuations_nothing_loses_coherence():
    p = ENTRY.experiment.accept(scenario())
    crystal = tubes.Crystal.of(scenario(), p)
    still = crystal.frames(p, crystal.temperature, 0.0, 5, 5, 3)
    C = tubes.coherence(still, p.window)
    threshold = scenario().thresholds.coherence
    assert (threshold > C).mean() < 1e-3
    np.testing.assert_allclose(still.temperature, crystal.temperature)
    # A sample without drive has no coherence to lose: the window's own noise is all there is.
    assert C.mean() > 0.75


def test_weak_fluctuations_leave_the_imprinted_lattice_solid_and_strong_ones_do_not(tree):
    p = ENTRY.experiment.accept(scenario(own={"melting": [2e-5, 1.6e-4]}))
    base, critical = r.settings.thermostat.temperature.value(tree), r.CRITICAL.value(tree)
    found = phases.measure(p, 96, base, critical, r.FRAME.value(tree), 1, silent)
    weak, strong, none, frozen = range(4)
    phase, order, hops = found[r.CASE_PHASE], found[r.CASE_ORDER], found[r.CASE_HOPS]
    assert phase[weak] == "solid"
    assert order[weak] > 0.9
    assert found[r.CASE_NUMBER][weak] == pytest.approx(found[r.SPOTS], rel=0.02)
    assert hops[weak] == 0
    # Fluctuations alone have no order beyond that of random places.
    assert phase[strong] == phase[none] == "liquid"
    assert order[none] < found[r.CASE_RANDOM][none] + 0.15
    assert phase[frozen] == "glass"
    assert hops[frozen] == 0


def test_imprinted_places_are_triangular():
    places = phases.triangular(200, 10.0)
    gap = places[:, None] - places
    gap -= 200 * np.rint(gap / 200)
    near = np.sort(np.linalg.norm(gap, axis=-1), axis=1)[:, 1:7]
    np.testing.assert_allclose(near, 10.0, rtol=0.05)
    shift = phases.imprinted(96, Parameters(), 1e-3)
    assert shift.shape == (96, 96)
    assert shift.min() >= 1e-3


def test_figures_captions_and_tables_follow_the_result(tree):
    drawn = ENTRY.figures.draw(tree)
    assert set(drawn) == {"fig14", "fig14_checks"}
    captions = ENTRY.figures.captions(tree)
    assert "tdgl" in captions["fig14"]
    assert f"{r.LOG_RATIO.value(tree):.0f}" in captions["fig14"]
    films = ENTRY.figures.films(tree)
    assert set(captions) == {*drawn, *films}
    film = films["hopping"]
    assert isinstance(film, Film)
    assert film.frames == 40
    first, last = film.picture(0), film.picture(39)
    assert np.abs(first.astype(int) - last).max() > 100
    for table in ENTRY.figures.tables(tree):
        assert table.rows


@pytest.mark.parametrize(
    ("tables", "own", "word"),
    [
        ({"drive": None}, {}, "drive"),
        ({"thermostat": {"temperature": 0.0}}, {}, "thermostat"),
        ({"tether": {"kappa": -0.1}}, {}, "kappa"),
        ({"lattice": {"vectors": None, "kind": "fcc", "edge": 2.0}}, {}, "columns"),
        ({}, {"window": 4}, "window"),
        ({}, {"hop_distance": 3.0}, "hop_distance"),
        ({}, {"uniform": [8e-4, 7e-4, 6e-4]}, "uniform"),
        ({}, {"length": 40.0}, "length"),
        ({}, {"surprise": 1}, "surprise"),
    ],
)
def test_scenario_that_cannot_be_run_is_refused_at_once(tables, own, word):
    plan = scenario(own=own)
    lattice = {"lattice": {"size": [48, 48, 4], **tables.pop("lattice", {})}} if tables else {}
    with pytest.raises(InputError, match=word) as refused:
        ENTRY.experiment.run(plan.replace(**lattice, **tables), silent)
    assert "\n" not in str(refused.value)


def test_phase_turns_once_around_each_vortex_and_back_around_each_antivortex():
    rng = np.random.default_rng(2)
    points = rng.random((3000, 2)) * 10
    triangles = Delaunay(points).simplices
    # Counterclockwise, as the sign of the turn asks for.
    a, b, c = (points[triangles[:, i]] for i in range(3))
    turn = (b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0] < 0
    triangles[turn] = triangles[turn][:, ::-1]
    z = points[:, 0] + 1j * points[:, 1]
    up, down = (3 + 3.03j, 7.02 + 7j), (3.01 + 7j,)
    psi = np.prod([z - w for w in up], axis=0) * np.prod([np.conj(z - w) for w in down], axis=0)
    turns = ginzburg_landau.winding(psi, triangles)
    centres = points[triangles].mean(axis=1) @ np.array([1, 1j])
    for sign, places in ((1, up), (-1, down)):
        assert len(centres[turns == sign]) == len(places)
        found = ginzburg_landau.zeros(psi, points, triangles[turns == sign]) @ np.array([1, 1j])
        for w in places:
            assert np.abs(found - w).min() < 0.02
            assert np.abs(centres[turns == sign] - w).min() < 0.2


def test_a_film_of_moving_vortices_is_judged_told_and_drawn(tree, monkeypatch):
    film = ginzburg_landau.Film()
    view = View((-6.0, -5.0), (6.0, 5.0), False, 20, film.frame)
    frame = np.repeat(np.arange(20), 2)
    # Two vortices that drift across the film.
    y = np.stack([-4 + 0.4 * np.arange(20), -3.9 + 0.4 * np.arange(20)], axis=1).ravel()
    place = np.stack([np.tile([-3.0, 3.0], 20), y], axis=1)
    seen = Detections(frame, place, np.full(len(frame), np.nan))
    picture = {r.FILM_X: [-8, 8], r.FILM_Y: [-6, 6], r.FILM_ORDER: np.eye(2)}
    monkeypatch.setattr(ginzburg_landau, "_watched", lambda _: (seen, view, picture))
    found = ginzburg_landau.measure(film, film.height / 10, Thresholds())
    assert found[r.FILM_VORTICES] == 2
    assert found[r.FILM_VERDICT] == "continuous motion"
    assert found[r.FILM_SPEED] == pytest.approx(0.4 / film.frame, rel=0.01)
    assert found[r.FILM_ACROSS] == pytest.approx(found[r.FILM_SPEED], rel=0.01)
    whole = tree.copy()
    for path, group in nodes(found).items():
        whole[path] = DataTree(group)
    assert "by the package tdgl" in ENTRY.figures.captions(whole)["fig14"]
    assert "tdgl is not installed" in ENTRY.figures.captions(tree)["fig14"]
    assert len(ENTRY.figures.tables(whole)) == len(ENTRY.figures.tables(tree)) + 1
    panels = ENTRY.figures.draw(whole)["fig14"].axes
    assert "Ginzburg" in panels[8].get_title()


@pytest.mark.skipif(
    find_spec("tdgl") is None, reason="tdgl is not installed: pip install 'pairlattice[tdgl]'"
)
def test_vortices_of_a_driven_film_move_continuously_across_the_current():
    film = ginzburg_landau.Film(settle=30.0, time=60.0)
    found = ginzburg_landau.measure(film, film.height / 10, Thresholds())
    assert found[r.FILM_VORTICES] > 2
    assert found[r.FILM_VERDICT] == "continuous motion"
    # The Lorentz force of a current along x drives vortices along y.
    assert abs(found[r.FILM_ACROSS]) > 5 * abs(found[r.FILM_ALONG])
    assert 0 < found[r.FILM_ORDER].max() <= 1.01
