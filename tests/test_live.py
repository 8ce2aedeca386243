"""A run whose knobs are turned: its steps, its states, its fields, and its end had again."""

import numpy as np
import pytest

from pairlattice.engine.simulation import simulate
from pairlattice.engine.vector import join
from pairlattice.errors import InputError
from pairlattice.lab.presets import PRESETS, preset
from pairlattice.live.box import Box
from pairlattice.live.experiment import checksum, result, run, used, verdict
from pairlattice.live.magnetism import acting, lift, magnet_change, magnet_field
from pairlattice.live.memory import COLUMNS
from pairlattice.live.schedule import NAME, Schedule
from pairlattice.live.stepping import Runner
from pairlattice.model import build
from pairlattice.scenario import Scenario

SIZE = 12


def _course(size: int = SIZE, changes: list | None = None, **tables) -> Schedule:
    tables = {"thermostat": {"temperature": 1e-4, "friction": 0.2}, **tables}
    tables["run"] = {"precision": "float32", **tables.get("run", {})}
    own = {"changes": changes or []}
    return Schedule.of(Scenario(experiment=NAME, lattice={"size": size}, **tables, **{NAME: own}))


FIELD = [{"strength": 0.02, "direction": [-1, 0, 0]}]


def test_folded_sites_are_those_of_the_crystal_up_to_its_own_repetition():
    sample = build.sample(_course().base)
    box = Box.of(sample)
    shift = (sample.positions - box.position) @ np.linalg.inv(sample.lattice.matrix * SIZE)
    np.testing.assert_allclose(shift, np.rint(shift), atol=1e-9)
    places = np.unique(box.position.reshape(-1, 3).round(6), axis=0)
    assert len(places) == SIZE**3
    assert np.all(places >= 0)
    assert np.all(places < box.edges)


def test_a_live_run_with_its_knobs_left_alone_follows_the_plain_run():
    course = _course(electric_field=FIELD)
    runner = Runner(course)
    runner.advance(30)
    energy = build.hamiltonian(course.base, runner.sample)
    integrator = build.integrator(course.base, energy)
    state = build.initial_state(course.base, runner.sample)
    every = runner.every
    plain = simulate(energy, integrator, steps=30 * every, every=every, state=state)
    # Another compiled program may round otherwise; the motion is stable enough to compare.
    np.testing.assert_allclose(runner.displacement(), join(plain.state.displacement), atol=2e-5)
    means = plain.series["displacement"]
    np.testing.assert_allclose(runner.series[:, 1:4], means, atol=1e-5)
    # The current of the first sample, under a field just switched on, is where a velocity that
    # stops half a kick short would show.
    current = plain.series["current"]
    np.testing.assert_allclose(runner.series[:, 6:9], current, atol=1e-3 * np.abs(current).max())


def test_the_state_does_not_depend_on_how_the_steps_were_asked_for():
    one, other = Runner(_course(electric_field=FIELD)), Runner(_course(electric_field=FIELD))
    one.advance(12)
    for samples in (1, 4, 2, 5):
        other.advance(samples)
    assert checksum(one) == checksum(other)


def test_knobs_turned_by_hand_are_had_again_from_the_saved_scenario():
    runner = Runner(_course(electric_field=FIELD))
    runner.advance(5)
    runner.turn(temperature=1e-3, kappa=0.2)
    runner.advance(3)
    runner.turn(field=0.03, direction="y", frequency=0.05)
    runner.advance(7)
    runner.turn(applied=0.9)
    runner.advance(4)
    text = runner.course.scenario(runner.step).to_toml()
    again = run(Scenario.from_toml(text))
    assert again.attrs["checksum"] == checksum(runner)
    np.testing.assert_array_equal(again["sites"]["displacement"], runner.displacement())
    assert again.attrs["sample_state"] == verdict(runner).name


def test_a_changed_knob_changes_the_end():
    runner = Runner(_course(electric_field=FIELD))
    runner.advance(5)
    text = runner.course.scenario(50).to_toml()
    assert run(Scenario.from_toml(text)).attrs["checksum"] == checksum(runner)
    warmer = Scenario.from_toml(text).replace(live={"changes": [{"step": 20, "temperature": 2e-4}]})
    assert run(warmer).attrs["checksum"] != checksum(runner)


@pytest.mark.parametrize(
    ("knobs", "words"),
    [
        ({"temperature": -1.0}, "thermostat.temperature must be 0 or above, got -1"),
        ({"temperature": "hot"}, "thermostat.temperature"),
        ({"kappa": 1e9}, "tether.kappa must be -10 or above and at most"),
        ({"kappa": 500.0}, "run.time_step must be at most"),
        ({"field": float("nan")}, "electric_field #1.strength must be a finite number"),
        ({"direction": "up"}, "direction must be one of x, -x"),
        ({"frequency": -1.0}, "electric_field #1.frequency must be above 0"),
        ({"applied": -0.1}, "live.magnetic.applied must be 0 or above"),
        ({"lower": 1.0}, "live.magnetic.lower must be at most upper"),
        ({"colour": 1}, "is not a knob"),
    ],
)
def test_a_bad_value_is_refused_at_the_knob_and_changes_nothing(knobs, words):
    runner = Runner(_course())
    runner.advance(1)
    before = runner.course
    with pytest.raises(InputError, match=words.replace("[", r"\[").replace("#", r"\#")):
        runner.turn(**knobs)
    assert runner.course == before
    runner.advance(1)


def test_a_knob_turned_before_the_first_step_does_not_change_the_time_step():
    runner = Runner(_course(electric_field=FIELD))
    runner.turn(kappa=0.5)
    runner.advance(6)
    again = run(Scenario.from_toml(runner.course.scenario(runner.step).to_toml()))
    assert again.attrs["checksum"] == checksum(runner)


def test_a_knob_turned_at_the_last_step_is_saved_too():
    runner = Runner(_course(electric_field=FIELD))
    runner.advance(60)
    # Ordered, with no field now: until it has relaxed, the rules call that magnetic.
    runner.turn(field=0.0)
    again = run(Scenario.from_toml(runner.course.scenario(runner.step).to_toml()))
    assert again.attrs["checksum"] == checksum(runner)
    assert again.attrs["sample_state"] == verdict(runner).name == "magnetic"


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({"drive": [{"strength": 0.1, "direction": [0, 0, 1]}]}, "drive has no meaning"),
        ({"electric_field": FIELD * 2}, "at most one table"),
        (
            {"electric_field": [{**FIELD[0], "waveform": "ramp", "start": 0.0, "duration": 9.0}]},
            "waveform must be constant or ac",
        ),
    ],
)
def test_what_a_live_run_would_leave_out_is_refused(tables, words):
    with pytest.raises(InputError, match=words):
        _course(**tables)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"step": 5, "temperature": 1.0}, "multiples of run.sample_every = 10"),
        ({"step": 10}, "a step and a knob"),
        ({"step": 10, "temperature": -1.0}, "at step 10: thermostat.temperature"),
        ({"step": 10, "length": 3.0}, "length can be given for the beginning"),
    ],
)
def test_a_scenario_with_a_wrong_change_is_refused(change, words):
    with pytest.raises(InputError, match=words):
        _course(changes=[change])


def test_a_change_that_the_time_step_does_not_allow_is_refused_at_the_beginning():
    with pytest.raises(InputError, match=r"run\.time_step must be at most"):
        Runner(_course(changes=[{"step": 100, "kappa": 500.0}]))


def test_a_crystal_that_does_not_fold_into_a_box_is_refused():
    with pytest.raises(InputError, match="three equal even numbers"):
        Runner(Schedule.of(Scenario(experiment=NAME, lattice={"size": [4, 4, 6]})))


def test_a_programme_gives_way_to_the_hand_on_the_same_knob_alone():
    course = _course(changes=[{"step": 100, "temperature": 1.0, "kappa": 0.3}])
    turned = course.turned(50, {"temperature": 2e-4})
    assert turned.settings(200).scenario.thermostat.temperature == 2e-4
    assert turned.settings(200).scenario.kappa == pytest.approx(0.3)


def test_equipartition_holds_for_the_recorded_temperature():
    runner = Runner(_course())
    runner.advance(150)
    series = runner.series[50:, COLUMNS.index("temperature")]
    assert series.mean() == pytest.approx(1e-4, rel=0.02)


@pytest.mark.parametrize("chosen", PRESETS, ids=lambda p: p.name)
def test_every_preset_ends_in_the_state_it_names(chosen):
    runner = Runner(chosen.course(12))
    runner.advance(chosen.settled // runner.every)
    assert verdict(runner).name == chosen.state


def test_heat_of_the_columns_keeps_its_size_and_forgets_its_shape():
    runner = Runner(preset("hopping").course(24))
    before = runner.temperature()
    held = runner.settings.magnetic
    assert before.std() == pytest.approx(runner.acting.deviation, rel=0.35)
    step = runner.time_step * runner.every
    likeness = []
    for time in (0.05 * held.relaxation, 8 * held.relaxation):
        runner.advance(round(time / step) - round(runner.step / runner.every))
        likeness.append(np.corrcoef(before.ravel(), runner.temperature().ravel())[0, 1])
    assert likeness[0] > 0.8
    assert abs(likeness[1]) < 0.4


def test_a_rising_field_passes_the_three_steps_in_order():
    runner = Runner(preset("three-steps").course(16))
    named = []
    while runner.step < 7600:
        runner.advance(19)
        name = verdict(runner).name.split(" ")[0]
        if not named or named[-1] != name:
            named.append(name)
    steps = [n for n in named if n in ("insulating", "Meissner", "vortex", "normal")]
    assert list(dict.fromkeys(steps)) == ["insulating", "Meissner", "vortex", "normal"]


def test_a_nearer_magnet_is_repelled_and_a_farther_one_attracted():
    runner = Runner(preset("levitation").course(12))

    def force(height: float) -> tuple[float, float]:
        runner.turn(height=height)
        runner.advance(40)
        mean = runner.means().displacement[:, 2].reshape(runner.box.shape)
        return lift(runner.settings, runner.box, mean)

    near, far = force(0.45), force(1.0)
    assert near[0] > 0 > far[0]
    assert near[1] > 0 > far[1]
    runner.turn(rest=1.0)
    assert np.all(runner.acting.force == 0)


def test_a_magnet_nearer_than_its_field_reaches_hc_loses_its_lift():
    runner = Runner(preset("levitation").course(12))
    held = runner.settings.magnetic
    middle = abs(magnet_field(runner.settings, runner.box, held.height)).max()
    assert middle < held.upper
    # B falls as the cube of the distance: here it passes Hc under the magnet.
    runner.turn(height=0.9 * held.height * (middle / held.upper) ** (1 / 3))
    assert np.all(runner.acting.force == 0)
    # In type II the response is lost where the field is too large, and there alone.
    runner.turn(upper=2 * held.upper)
    lost = runner.acting.force == 0
    over = abs(magnet_field(runner.settings, runner.box, runner.settings.magnetic.height))
    np.testing.assert_array_equal(lost, over > held.upper)
    assert {"C3", "C10"} <= {c.id for c in used(runner)}


def test_a_magnets_pull_follows_the_sign_of_its_field():
    runner = Runner(preset("levitation").course(12))
    b = magnet_field(runner.settings, runner.box, runner.settings.magnetic.height)
    assert np.any(b < 0)
    grown = magnet_change(runner.settings, runner.box) > 0
    # Electrons answer a field that has grown by a displacement against it (closure C3).
    assert np.all((runner.acting.force * b)[grown] < 0)


def test_field_pushes_against_itself_while_it_grows_and_along_while_it_falls():
    runner = Runner(_course())
    box = runner.box
    for name, value, sign in (("grown", 0.9, 1.0), ("fallen", 0.5, -1.0)):
        runner.turn(applied=value)
        assert runner.course.applied_sign(runner.step) == sign, name
        force = acting(runner.settings, box, sign).force
        assert np.sign(force).max() == np.sign(force).min() == -sign
        runner.advance(1)


def test_result_holds_what_its_figures_need():
    from pairlattice.report import drawing

    runner = Runner(_course(electric_field=FIELD))
    runner.advance(5)
    tree = result(runner)
    assert set(drawing.draw(tree)) == set(drawing.captions(tree)) == {"series", "plane"}
    assert len(drawing.tables(tree)) == 2
