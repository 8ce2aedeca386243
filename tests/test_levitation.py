"""A magnet above a superconductor.

Routes that must agree:
    closure C10 for weak fields, rest without field   <->  perfect diamagnet
    closure C10 for weak fields, rest below           <->  Kordyuk's frozen image
    frequency from the stiffness                      <->  frequency of a run in time
    load at which a run with growing load fails       <->  largest mass by statics
    work of a closed loop                             <->  both legs by the trapezoid rule
    sinking of a run with relaxing electrons          <->  m g/(k τ)
"""

import math
from dataclasses import replace

import numpy as np
import pytest

from pairlattice import constants as c
from pairlattice.errors import InputError
from pairlattice.model.magnetic import MagneticDrive
from pairlattice.phenomena import phenomenon
from pairlattice.phenomena.levitation import cycle, motion, relaxation, statics
from pairlattice.phenomena.levitation import results as r
from pairlattice.phenomena.levitation.laws import LevitationSetup
from pairlattice.phenomena.levitation.parameters import Parameters
from pairlattice.phenomena.levitation.response import Response
from pairlattice.phenomena.levitation.surface import Surface
from pairlattice.phenomena.levitation.verification import london_quadrature
from pairlattice.scenario import Scenario
from pairlattice.standard import images, london
from pairlattice.units import ReducedUnits
from pairlattice.variable import Variable

TEXT = phenomenon("levitation").scenario_text


def setup_of(limit: float = 0.053, whole: bool = True, **changes) -> LevitationSetup:
    p = Parameters(**changes)
    magnet = p.magnet()
    surface = Surface.below(magnet, p.closest_gap)
    return LevitationSetup(magnet, surface, Response(limit, whole=whole), 39e-9)


@pytest.fixture(scope="module")
def setup() -> LevitationSetup:
    return setup_of()


@pytest.fixture(scope="module")
def tree(tiny):
    return tiny["levitation"]


WEAK = {"limit": 1e6, "whole": False}


@pytest.mark.parametrize("changes", [{}, {"shape": "sphere"}, {"shape": "bar"},
                                     {"shape": "ring", "axis": "horizontal"}])  # fmt: skip
def test_pairs_that_rested_without_a_field_are_a_perfect_diamagnet_in_weak_fields(changes):
    setup = setup_of(**WEAK, **changes)
    for gap in (4e-3, 2e-2, 0.1):
        expected = setup.image().force(gap)
        assert setup.pairs().force(gap) == pytest.approx(expected, rel=2e-5)
        assert setup.pairs().stiffness(gap) == pytest.approx(setup.image().stiffness(gap), rel=1e-4)


def test_pairs_that_rested_below_the_magnet_are_its_frozen_image_in_weak_fields():
    setup = setup_of(**WEAK)
    pairs, frozen = setup.pairs(0.01), setup.frozen(0.01)
    for gap in (5e-4, 5e-3, 9.9e-3, 2e-2, 0.1):
        assert pairs.force(gap) == pytest.approx(frozen.force(gap), rel=1e-5)
    assert abs(pairs.force(0.01)) < 1e-9 * setup.image().force(0.01)


def test_first_correction_to_the_weak_field_is_half_the_depth():
    # 1 − exp(−x) = x (1 − x/2): the force misses ½∫|B|³ dA/(μ0 B_lim) of the image's.
    setup = setup_of(limit=5.0, whole=False)
    field, w = setup.surface.field(0.01), setup.surface.weights
    size = np.linalg.norm(field, axis=-1)
    missing = setup.image().force(0.01) - setup.pairs().force(0.01)
    expected = np.dot(w, size**3) / (2 * 5.0 * c.vacuum_permeability)
    assert missing == pytest.approx(expected, rel=0.01)


def test_depth_laws_meet_at_the_limit_and_eq_15_ends_at_one_minus_one_over_e():
    for law in ("field", "energy", "logarithm"):
        answer = Response(0.05, law=law)
        assert answer.depth_ratio(np.array(0.05)) == pytest.approx(1)
        assert answer.induced(np.array(0.05)) == pytest.approx(0.05 * (1 - math.exp(-1)))
        assert answer.induced(np.array(0.0)) == 0
    # The logarithm is the depth at which Eq. (13) brings δB to exp(−5) B_lim, over 5 λ_L.
    x = 0.3
    depth = Response(1.0, law="logarithm").depth_ratio(np.array(x)) * 5
    assert x * math.exp(-depth) == pytest.approx(math.exp(-5))


def test_response_is_lost_everywhere_in_type_one_and_in_places_in_type_two(setup):
    low = setup.collapse_gap()
    assert setup.surface.strongest(low) == pytest.approx(setup.response.limit, rel=1e-9)
    assert setup.pairs().force(low * 0.999) == 0
    assert setup.pairs().force(low * 1.001) > 0
    partly = replace(setup, response=replace(setup.response, whole=False))
    inside = partly.pairs().force(low * 0.95)
    assert 0 < inside < setup.image().force(low * 0.95)
    # A field that rested above the limit leaves nothing to hold the magnet either.
    assert setup.pairs(low * 0.9).force(2 * low) == 0


def test_forces_of_both_signs_occur_in_one_loop_and_the_mover_pays_twice(setup):
    turn = 9e-3
    data = cycle.loop(setup, turn)
    assert data[r.LARGEST_REPULSION] > 0 > data[r.LARGEST_ATTRACTION]
    assert data[r.WITHDRAWAL][0] == pytest.approx(0, abs=1e-12)
    assert abs(data[r.WITHDRAWAL][-1]) < 0.05 * abs(data[r.LARGEST_ATTRACTION])
    z = data[r.LOOP_GAP]
    for leg, told, sign in (
        (r.APPROACH, r.WORK_APPROACH, 1),
        (r.WITHDRAWAL, r.WORK_WITHDRAWAL, -1),
    ):
        work = sign * np.trapezoid(data[leg], z)
        assert data[told] == pytest.approx(work, rel=2e-3)
        assert work > 0
    # A law with one force at each gap gives back what it took.
    law = setup.image()
    there, back = statics.work(law, 0.06, turn), statics.work(law, turn, 0.06)
    assert there + back == pytest.approx(0, abs=1e-12)
    energy = setup.half_space()
    assert back == pytest.approx(energy.energy(turn) - energy.energy(0.06), rel=1e-9)


@pytest.mark.parametrize("name", ["image", "london", "frozen", "pairs"])
def test_run_in_time_oscillates_at_the_frequency_of_the_stiffness(setup, name):
    law = {
        "image": setup.image(), "london": setup.london(), "frozen": setup.frozen(0.01),
        "pairs": setup.pairs(),
    }[name]  # fmt: skip
    found = statics.balance(law, setup.magnet.mass)
    assert law.force(found.gap) == pytest.approx(setup.magnet.mass * c.standard_gravity, rel=1e-9)
    run, middle = motion.oscillation(law.force, setup.magnet.mass, found.gap, found.frequency, 1.0)
    assert run == pytest.approx(found.frequency, rel=1e-3)
    assert middle == pytest.approx(found.gap, rel=1e-4)


def test_point_magnet_floats_where_its_image_says():
    setup = setup_of(shape="sphere", radius=3e-3)
    m, mass = setup.magnet.moment, setup.magnet.mass
    found = statics.balance(setup.image(), mass)
    height = (3 * c.vacuum_permeability * m**2 / (32 * math.pi * mass * c.standard_gravity)) ** 0.25
    assert found.gap + 3e-3 == pytest.approx(height, rel=1e-9)
    # k = 4 m g/z, so that ω = 2 √(g/z).
    omega = 2 * math.sqrt(c.standard_gravity / height)
    assert 2 * math.pi * found.frequency == pytest.approx(omega, rel=1e-9)


def test_frequency_of_an_anharmonic_swing_is_lower_than_the_small_one(setup):
    # Breaks the agreement on purpose: a fit to a large swing must not give the stiffness' value.
    law = setup.image()
    found = statics.balance(law, setup.magnet.mass)
    flight = motion.fly(replace(setup, response=Response(1e6, whole=False)), "before",
                        1.6 * found.gap, 1.0, 0.0)  # fmt: skip
    rising = np.flatnonzero((flight.gap[1:] > found.gap) & (flight.gap[:-1] <= found.gap))
    period = np.diff(flight.time[rising]).mean()
    assert 1 / period < 0.98 * found.frequency


def test_load_that_grows_fails_where_statics_says(tree):
    assert r.CARRIED_IN_RUN.value(tree) == pytest.approx(r.CARRIED.value(tree), rel=0.01)
    end = r.OVERLOADED_GAP.values(tree)[-1]
    assert end == pytest.approx(r.own.closest_gap.value(tree), rel=1e-6)
    # Below the limit it falls freely: h = v t + ½ g t², v what it had.
    fall = r.FALL.value(tree)
    depth = r.COLLAPSE_GAP.value(tree) - end
    assert 0.5 * math.sqrt(2 * depth / c.standard_gravity) < fall
    assert fall < 1.5 * math.sqrt(2 * depth / c.standard_gravity)


def test_largest_load_needs_the_critical_field_and_not_the_balance(setup):
    most = statics.largest_carried(setup.pairs())
    assert statics.balance(setup.pairs(), most * 0.999).gap > setup.collapse_gap()
    assert math.isnan(statics.balance(setup.pairs(), most * 1.001).gap)
    assert statics.largest_carried(setup.image()) > 10 * most


def test_spring_that_carries_the_magnet_stiffens_with_the_load(tree):
    # Image of a point magnet: F ∝ z⁻⁴, k = 4F/z ∝ F^(5/4).
    point = setup_of(shape="sphere", radius=2e-3, **WEAK)
    mass = point.magnet.mass
    k = [statics.balance(point.pairs(), f * mass).stiffness for f in (1, 2)]
    height = [statics.balance(point.pairs(), f * mass).gap + 2e-3 for f in (1, 2)]
    assert math.log2(k[1] / k[0]) == pytest.approx(1.25, rel=1e-4)
    assert height[0] / height[1] == pytest.approx(2**0.25, rel=1e-5)
    assert 0.5 < r.STIFFENING.value(tree) < 1.25
    numbers = [v for v in vars(r).values() if isinstance(v, Variable) and v.dims == ()]
    assert all(math.isfinite(v.value(tree)) for v in numbers if v != r.TYPE)


def test_sample_hangs_below_only_if_the_electrons_rested_there(setup):
    assert statics.largest_hung(setup.pairs(), setup.collapse_gap(), 0.06)[0] == 0
    most, peak = statics.largest_hung(setup.pairs(9e-3), 9e-3, 0.06)
    found = statics.hanging(setup.pairs(9e-3), 0.5 * most, 9e-3, 0.06)
    assert 9e-3 < found.gap < peak
    assert found.stiffness > 0
    # Equal loads cannot hang on the far side of the strongest attraction.
    assert math.isnan(statics.hanging(setup.pairs(9e-3), 1.01 * most, 9e-3, 0.06).gap)
    frozen, _ = statics.largest_hung(setup.frozen(9e-3), 9e-3, 0.06)
    assert frozen > most


def of(variable: Variable, tree, rule: str) -> float:
    return float(variable.of(tree).sel(rule=rule))


def test_magnet_stays_up_only_if_the_electrons_do_not_rest_again(tree):
    assert math.isnan(of(r.CONTACT, tree, "before"))
    assert of(r.CONTACT, tree, "turn") > 0
    assert of(r.TURNS, tree, "turn") >= 1
    # Rested at the lower turn there is no force there, so nothing sends the magnet up again.
    gap = r.MOVING_GAP.of(tree).sel(rule="turn").to_numpy()
    assert np.all(np.diff(gap) <= 1e-9)
    assert of(r.LAST_GAP, tree, "relax") < of(r.LAST_GAP, tree, "before")


def test_sign_by_the_sense_of_motion_stops_the_magnet_like_dry_friction(setup, tree):
    halt, last = of(r.HALT, tree, "sense"), of(r.LAST_GAP, tree, "sense")
    assert last < r.RESTING_GAP.value(tree)
    gap, force = (
        v.of(tree).sel(rule="sense", time=slice(halt + 0.01, None))
        for v in (r.MOVING_GAP, r.MOVING_FORCE)
    )
    assert gap.size > 0
    assert float(gap.max() - gap.min()) == 0
    weight = r.WEIGHT.value(tree)
    assert float(abs(force - weight).max()) < 1e-9 * weight
    # Held where the force could be larger than the weight: all the fall's energy is gone.
    assert setup.pairs().force(last) > weight
    assert r.SWITCHED.values(tree)[0] == -r.APPROACH.values(tree)[0]


def test_swing_without_drag_loses_no_energy(tree):
    assert abs(r.UNDAMPED_LOSS.value(tree)) < 1e-6


def test_relaxing_electrons_let_the_magnet_sink_at_mg_over_k_tau(setup):
    p = Parameters(relaxation_time=4.0)
    found = statics.balance(setup.pairs(), setup.magnet.mass)
    damping = 2 * math.pi * found.frequency
    flight = motion.fly(setup, "relax", found.gap, 1.6, damping, 4.0)
    late = flight.time > 0.4
    # The sinking slows down or speeds up with the gap: its value at the start by a quadratic fit.
    fit = np.polyfit(flight.time[late], flight.gap[late], 3)
    expected = relaxation.costs(setup, p)[r.SINKING_SPEED]
    assert -fit[-2] == pytest.approx(expected, rel=0.05)


def test_relaxing_electrons_hold_the_magnet_for_as_long_as_the_moving_balance_says(setup):
    found = statics.balance(setup.pairs(), setup.magnet.mass)
    lasts = relaxation.endurance(setup, found.gap, setup.magnet.mass)
    damping = 2 * math.pi * found.frequency
    flight = motion.fly(setup, "relax", found.gap, 10.0, damping, 1.0)
    assert flight.collapse == pytest.approx(lasts, rel=0.02)


def test_electrons_move_down_on_approach_and_up_on_withdrawal_within_the_decay_length(setup):
    units = ReducedUnits.from_pair_density(1.32e29)
    drive = MagneticDrive(stiffness=0.2, density=0.5)
    data = cycle.electrons(setup, 9e-3, drive, units)
    rest, approach, withdrawal = data[r.DISPLACEMENT]
    assert np.abs(rest).max() == 0
    assert approach.max() <= 0 < withdrawal.max()
    # Closure C3: ½ n k u² is the energy of the field, in SI by another road.
    k = 0.2 * units.stiffness
    B = setup.surface.strongest(9e-3)
    size = math.sqrt(B**2 / (c.vacuum_permeability * 0.5 * units.density * k))
    assert data[r.LARGEST_DISPLACEMENT] == pytest.approx(size, rel=1e-9)
    profile = approach[0]
    assert profile[-1] / profile[0] == pytest.approx(math.exp(-5))


def test_london_force_by_an_independent_quadrature_and_its_image_limit():
    image = float(images.diamagnetic_force([0, 0, 1.0], 0.01))
    for ratio in (1e-8, 1e-4, 1e-2, 1.0, 30.0):
        force = london.dipole_force(1.0, 0.01, 0.01 * ratio) / image
        assert london_quadrature(ratio) == pytest.approx(force, rel=1e-9)
    assert london_quadrature(2e-7) == pytest.approx(1, abs=1e-6)


def test_result_agrees_with_itself_where_the_issue_asks_for_it(tree):
    for route, run in (
        (r.GAP, r.GAP_RUN), (r.STIFFNESS, r.STIFFNESS_RUN), (r.FREQUENCY, r.FREQUENCY_RUN)
    ):  # fmt: skip
        assert run.values(tree) == pytest.approx(route.values(tree), rel=0.01)
    assert r.DIFFERENCE.value(tree) < 0.01
    assert r.LONDON_LIMIT.value(tree) < 1e-6
    assert r.LONDON_ROUTES.value(tree) < 1e-9
    assert r.LIBRARY.value(tree) < 1e-3
    assert r.POINT_FAR.value(tree) == pytest.approx(0, abs=1e-3)
    assert r.WIDE_DISC.value(tree) == pytest.approx(0, abs=5e-3)
    lateral, closed = (v.of(tree).sel(law="frozen") for v in (r.LATERAL, r.LATERAL_CLOSED))
    assert float(lateral) == pytest.approx(float(closed), rel=1e-3)


def test_figures_film_captions_and_tables_exist(tree):
    face = phenomenon("levitation").figures
    figures, films = face.draw(tree), face.films(tree)
    assert set(figures) == {"fig07", "fig08", "fig10"}
    assert set(films) == {"levitation"}
    assert set(face.captions(tree)) == {*figures, *films}
    assert all(table.rows for table in face.tables(tree))
    moving = films["levitation"]
    moving.show(0)
    first = moving.picture(0)
    assert (moving.picture(moving.frames - 1) != first).any()
    assert 0 <= moving.poster < moving.frames


@pytest.mark.parametrize(
    "changes",
    [
        {'shape = "disc" ': 'shape = "bar" ', 'axis = "vertical"': 'axis = "horizontal"'},
        {'name = "Pb"': 'name = "Nb"', 'shape = "disc" ': 'shape = "ring" '},
        {'depth_law = "field"': 'depth_law = "energy"', 'grade = "N42"': 'grade = "hard_ferrite"'},
    ],
    ids=["lying bar", "ring above type II", "weak magnet, other depth law"],
)
def test_experiment_runs_and_is_told_for_other_rigs(changes):
    text = TEXT.replace("duration = 3.0", "duration = 0.3")
    text = text.replace("ramp_time = 8.0", "ramp_time = 1.0")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    entry = phenomenon("levitation")
    tree = entry.experiment.run(Scenario.from_toml(text))
    assert set(entry.figures.captions(tree)) == {"fig07", "fig08", "fig10", "levitation"}
    assert all(table.rows for table in entry.figures.tables(tree))
    assert set(entry.figures.draw(tree)) == {"fig07", "fig08", "fig10"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'shape = "disc" ',
            'shape = "cube" ',
            r"levitation\.shape must be one of disc, ring, sphere, bar",
        ),
        ('grade = "N42"', 'grade = "N99"', r'levitation\.grade must be one of N35, .* got "N99"'),
        (
            "closest_gap = 5e-4",
            "closest_gap = 0.5",
            r"levitation\.closest_gap must be at most the radius 0\.005 m",
        ),
        ('"Nb", "Ta"]', '"Nb", "Xx"]', r"levitation\.superconductors \(5 of 5\) must be one of"),
        ("damping = 1.0", "damping = -1.0", r"levitation\.damping must be above 0 and at most 20"),
        ('temperature = "4.2 K"', 'temperature = "9 K"', "below Tc"),
        ('name = "Pb"', 'name = "Cu"', "must have a critical field"),
        ('temperature = "4.2 K"', 'temperature = "6.9 K"', "must weigh less than"),
        ("kappa = 0.1", "kappa = -0.1", "tether.kappa above 0"),
    ],
)
def test_rig_that_cannot_be_is_refused_in_one_line(old, new, message):
    assert old in TEXT
    with pytest.raises(InputError, match=message):
        phenomenon("levitation").experiment.run(Scenario.from_toml(TEXT.replace(old, new)))
