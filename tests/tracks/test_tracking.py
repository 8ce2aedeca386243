"""Regions, links and events against made ones that are known.

| quantity                  | one route                    | the other                        |
|---------------------------|------------------------------|----------------------------------|
| regions of a torus        | find                         | the same map rolled              |
| identities                | link                         | made tracks                      |
| hops, shrinks, swells, …  | painted, found, linked       | the list they were made from     |
| hops by chance            | births shifted in time       | the share of coincidences        |
"""

import numpy as np
import pytest

from pairlattice.errors import InputError
from pairlattice.tracks import (
    Detections,
    Event,
    Rules,
    Tracks,
    View,
    events,
    find,
    link,
    stitched,
    synthetic,
)
from pairlattice.tracks.analysis import Thresholds, analyse
from pairlattice.tracks.events import changes
from pairlattice.tracks.measures import (
    chance_of_hops,
    lifetime,
    lindemann,
    neighbours,
    square_displacement,
    survival,
)
from pairlattice.tracks.phase import phase

SIZE = 96
TORUS = View((0.0, 0.0), (float(SIZE), float(SIZE)), True, 240)
RULES = Rules(6.0, hop_distance=16.0, creep=1.5, creep_frames=5, hop_least=6.0)


def tracked(masks: np.ndarray, view: View = TORUS, rules: Rules = RULES) -> Tracks:
    return link(find(masks, 1.0, 5.0, True), view, rules.reach, rules.memory)


def tracks_of(rows: list[tuple]) -> Tracks:
    """(identity, frame, x, y[, area]) in any order."""
    table = np.array([(*r, np.nan) if len(r) == 4 else r for r in rows], float)
    table = table[np.argsort(table[:, 1], kind="stable")]
    seen = Detections(table[:, 1].astype(np.int64), table[:, 2:4], table[:, 4])
    return Tracks(seen, table[:, 0].astype(np.int64))


@pytest.fixture(scope="module")
def score() -> dict[str, np.ndarray]:
    """(made, found, false) of each kind over four records, painted and found again."""
    total: dict[str, np.ndarray] = {}
    for seed in range(4):
        made, truth = synthetic.eventful(TORUS, synthetic.Plan(error=0.4), seed)
        found = events(tracked(synthetic.masks(made, TORUS, (SIZE, SIZE))), TORUS, RULES)
        for kind, row in synthetic.recovered(truth, found, TORUS, 4.0, 3).items():
            total[kind] = total.get(kind, np.zeros(3)) + row
    return total


@pytest.mark.parametrize("kind", ["hop", "shrink", "swell", "birth", "death"])
def test_at_least_95_of_100_made_events_are_found(score, kind):
    made, found, false = score[kind]
    assert made >= 20
    assert found / made >= 0.95
    assert false / made <= 0.05


def test_too_short_a_reach_loses_the_events_so_the_score_can_fail():
    made, truth = synthetic.eventful(TORUS, synthetic.Plan(error=1.5), 1)
    rules = Rules(1.5, hop_distance=16.0)
    found = events(tracked(synthetic.masks(made, TORUS, (SIZE, SIZE)), rules=rules), TORUS, rules)
    score = synthetic.recovered(truth, found, TORUS, 4.0, 3)
    assert sum(false for _, _, false in score.values()) > len(truth)


def test_region_across_the_corner_of_a_torus_is_one_region():
    plain = np.zeros((1, 40, 50), bool)
    plain[0, 10:14, 20:26] = True
    plain[0, 30:32, 5:7] = True
    here = find(plain, 0.5, 0.0, True)
    rolled = find(np.roll(plain, (-12, -23), axis=(1, 2)), 0.5, 0.0, True)
    assert sorted(here.area) == sorted(rolled.area) == [1.0, 6.0]
    moved = here.position[np.argmax(here.area)] - 0.5 * np.array([23, 12])
    gap = rolled.position[np.argmax(rolled.area)] - moved
    extent = np.array([25.0, 20.0])
    np.testing.assert_allclose(gap - extent * np.rint(gap / extent), 0, atol=1e-12)
    # Cut open, the same map has more regions.
    assert len(find(np.roll(plain, (-12, -23), axis=(1, 2)), 0.5, 0.0, False).area) > 2


def test_regions_smaller_than_asked_are_left_out():
    mask = np.zeros((2, 20, 20), bool)
    mask[:, 4:7, 4:7] = True
    mask[1, 15, 15] = True
    assert list(find(mask, 1.0, 1.0, True).frame) == [0, 1, 1]
    assert list(find(mask, 1.0, 2.0, True).frame) == [0, 1]


def test_links_follow_things_across_the_edge_of_a_torus():
    view = View((0.0, 0.0), (50.0, 50.0), True, 60)
    made = synthetic.continuous(view, 6, 0.2, 0.0, (1.0, 0.3), 2)
    shuffled = np.random.default_rng(0).permutation(len(made.identity))
    shuffled = shuffled[np.argsort(made.seen.frame[shuffled], kind="stable")]
    seen = Detections(*(x[shuffled] for x in (made.seen.frame, made.seen.position, made.seen.area)))
    found = link(seen, view, 3.0, 0)
    assert len(found.rows) == 6
    for rows in found.rows.values():
        assert len(set(made.identity[shuffled][rows])) == 1


def test_memory_bridges_a_frame_in_which_a_thing_is_not_seen():
    rows = [(0, f, 5.0 + 0.1 * f, 5.0) for f in range(10) if f != 4]
    seen = tracks_of(rows).seen
    view = View((0.0, 0.0), (20.0, 20.0), True, 10)
    assert len(link(seen, view, 1.0, 1).rows) == 1
    assert len(link(seen, view, 1.0, 0).rows) == 2


def test_reach_as_large_as_the_view_is_refused():
    seen = tracks_of([(0, 0, 1.0, 1.0)]).seen
    with pytest.raises(InputError, match="third of the view"):
        link(seen, View((0.0, 0.0), (9.0, 9.0), True, 1), 4.0, 0)


LIFE = [(0, f, 10.0, 10.0) for f in range(20)] + [(1, f, 18.0, 10.0) for f in range(20, 40)]


def test_death_and_birth_nearby_are_one_hop_and_not_three_events():
    view = View((0.0, 0.0), (50.0, 50.0), True, 40)
    found = events(tracks_of(LIFE), view, Rules(2.0, hop_distance=9.0))
    assert [(e.kind, e.frame, e.track, e.other) for e in found] == [("hop", 20, 0, 1)]
    assert found[0].start == (10.0, 10.0)
    assert found[0].end == (18.0, 10.0)


@pytest.mark.parametrize(
    "rules", [Rules(2.0, hop_distance=7.0), Rules(2.0, hop_distance=9.0, hop_least=8.5)]
)
def test_death_and_birth_at_another_distance_are_no_hop(rules):
    view = View((0.0, 0.0), (50.0, 50.0), True, 40)
    assert sorted(e.kind for e in events(tracks_of(LIFE), view, rules)) == ["birth", "death"]


def test_thing_that_leaves_an_open_view_did_not_die_but_inside_it_did():
    rows = [(0, f, 25.0 - f, 10.0) for f in range(24)] + [(1, f, 25.0, 30.0) for f in range(20)]
    rows += [(2, f, 40.0, 40.0) for f in range(40)]
    view = View((0.0, 0.0), (50.0, 50.0), False, 40)
    found = {e.track: e.kind for e in events(tracks_of(rows), view, Rules(3.0))}
    assert found == {0: "exit", 1: "death"}


def test_thing_that_is_born_touching_another_split_off():
    rows = [(0, f, 20.0, 20.0, 30.0) for f in range(40)]
    rows += [(1, f, 25.0, 20.0, 20.0) for f in range(15, 40)]
    view = View((0.0, 0.0), (60.0, 60.0), True, 40)
    found = events(tracks_of(rows), view, Rules(3.0))
    assert [(e.kind, e.track, e.other) for e in found] == [("split", 1, 0)]


def test_change_is_dated_at_its_middle_and_a_slow_drift_is_none():
    steep = np.concatenate([np.zeros(20), np.linspace(0, 1, 5), np.ones(20)])
    assert changes(steep, 0.5, 5) == [(22, True)]
    assert changes(-steep, 0.5, 5) == [(22, False)]
    assert changes(np.linspace(0, 1, 60), 0.5, 5) == []


def test_record_that_begins_or_ends_makes_no_event():
    rows = [(0, f, 5.0, 5.0, 9.0) for f in range(30)]
    assert events(tracks_of(rows), View((0.0, 0.0), (30.0, 30.0), True, 30), Rules(2.0)) == []


def test_hops_join_identities_in_a_chain():
    rows = [(i, 10 * i + f, 10.0 + 8 * i, 10.0) for i in range(3) for f in range(10)]
    view = View((0.0, 0.0), (60.0, 60.0), True, 30)
    made, rules = tracks_of(rows), Rules(2.0, hop_distance=9.0)
    hops = events(made, view, rules)
    assert [e.kind for e in hops] == ["hop", "hop"]
    assert set(stitched(made, hops, rules).identity) == {0}


def test_independent_births_and_deaths_give_no_more_hops_than_chance():
    rng = np.random.default_rng(4)
    view = View((0.0, 0.0), (100.0, 100.0), True, 400)
    rules = Rules(2.0, hop_distance=16.0)

    def ends(kind, count, first):
        return [
            Event(kind, int(rng.integers(1, 399)), tuple(rng.random(2) * 100), (0, 0), first + i)
            for i in range(count)
        ]

    deaths, births = ends("death", 150, 0), ends("birth", 150, 1000)
    chance = chance_of_hops(deaths, births, view, rules)
    assert abs(chance.found - chance.expected) < 3.5 * chance.spread
    # 150·150 pairs, of which π16²/100² are near and 3 of 400 frames at the same time; each once.
    assert chance.expected == pytest.approx(150**2 * np.pi * 16**2 / 1e4 * 3 / 400, rel=0.3)
    truly = [Event("birth", d.frame, d.start, d.start, 2000 + d.track) for d in deaths[:60]]
    more = chance_of_hops(deaths, [*births[60:], *truly], view, rules)
    assert more.found > more.expected + 6 * more.spread
    assert more.probability < 0.02


def test_lifetime_of_things_that_die_at_a_constant_rate_is_its_inverse():
    rng = np.random.default_rng(3)
    rows, number = [], 0
    for _ in range(60):
        frame = 0
        while frame < 300:
            last = min(frame + rng.geometric(1 / 25), 300)
            rows += [(number, f, 1.0 * (number % 7), 1.0) for f in range(frame, last)]
            frame, number = last, number + 1
    view = View((0.0, 0.0), (9.0, 9.0), True, 300, interval=2.0)
    made = tracks_of(rows)
    life = lifetime(made, view, 0)
    assert abs(life.mean - 50.0) < 3.5 * life.error
    ages = np.array([20.0, 50.0, 100.0])
    np.testing.assert_allclose(survival(made, view, 0, ages), np.exp(-ages / 50), atol=0.06)


def test_brownian_things_spread_by_four_d_t_across_the_edges():
    view = View((0.0, 0.0), (30.0, 30.0), True, 150)
    made = synthetic.continuous(view, 60, 0.5, 0.0, (0.0, 0.0), 5)
    mean, error = square_displacement(made, view, 20)
    exact = 2 * 0.25 * np.arange(1, 21)
    assert np.all(np.abs(mean - exact) < 4 * error)
    assert np.all(error < 0.1 * exact)
    assert exact[-1] > 9


def test_lindemann_ratio_knows_no_common_drift_and_counts_each_thing_once():
    i, j = np.meshgrid(np.arange(8), np.arange(8), indexing="ij")
    start = np.stack([(i + 0.5 * (j % 2)) * 5, j * 5 * 3**0.5 / 2], axis=-1).reshape(-1, 2)
    view = View((0.0, 0.0), (40.0, 40 * 3**0.5 / 2), True, 40)
    rng = np.random.default_rng(6)
    rows = [
        (k, f, *np.mod(p + np.array([0.3, 0.1]) * f + rng.normal(0, 0.4, 2), view.extent))
        for f in range(40)
        for k, p in enumerate(start)
    ]
    made = tracks_of(rows)
    # Two displacements of variance 2·0.4² along each axis: ½·2·2·(2·0.4²) = 4·0.4².
    assert lindemann(made, view, 10) == pytest.approx(2 * 0.4 / 5, rel=0.05)
    assert len(neighbours(start, view)) == 3 * len(start)
    solid = phase(made, view, 10, 0.5, 0.2)
    assert (solid.name, solid.order > 0.5) == ("solid", True)
    assert phase(made, view, 10, 0.5, 0.1).name == "liquid"


def test_frozen_disorder_is_a_glass_and_two_things_are_nothing():
    rng = np.random.default_rng(7)
    view = View((0.0, 0.0), (60.0, 60.0), True, 30)
    start = rng.random((30, 2)) * 60
    rows = [(k, f, *(p + rng.normal(0, 0.01, 2))) for f in range(30) for k, p in enumerate(start)]
    assert phase(tracks_of(rows), view, 10, 0.6, 0.15).name == "glass"
    assert phase(tracks_of(rows[:1] + rows[30:31]), view, 10, 0.6, 0.15).name == "undetermined"


def test_analysis_of_nothing_that_moves_is_whole():
    rows = [(k, f, 10.0 * k, 5.0, 9.0) for f in range(20) for k in range(3)]
    view = View((0.0, 0.0), (40.0, 40.0), True, 20)
    judged = analyse(tracks_of(rows), view, Rules(2.0), Thresholds())
    assert not any(judged.counts.values())
    assert judged.lifetime.ends == 0
    assert judged.verdict == "continuous motion"


@pytest.mark.parametrize("bad", [{"reach": 0.0}, {"creep": 1.0}, {"hop_frames": -1}])
def test_rules_that_mean_nothing_are_refused(bad):
    with pytest.raises(InputError, match=next(iter(bad))):
        Rules(**{"reach": 1.0, **bad})
