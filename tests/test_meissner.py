"""The Meissner experiment.

Routes that must agree:
    slab of free undamped pairs          <->  Eq. (14) as a length; the grid's own static solution
    slab of bound pairs                  <->  the applied field, ε(0) of a dielectric
    slab with friction                   <->  diffusion of the field, D = γ λ²
    work of the source                   <->  energies of field and pairs, heat, what is radiated
    field energy and kinetic energy      <->  London's closed forms
    absorption closure                   <->  Eq. (13) and (15) written out
    layers of the engine                 <->  closure C3 in the harmonic lattice; equipartition
    field left at a depth (C12)          <->  its differential equation
    λ(0), λ(T), λ(H)                     <->  London's depth; end points
"""

import numpy as np
import pytest
import xarray as xr
from scipy.integrate import solve_ivp

import tiny_results
from pairlattice import constants as c
from pairlattice.engine.integrators import Langevin, default_time_step
from pairlattice.equations import decayed_field, surface_potential
from pairlattice.errors import InputError
from pairlattice.model import build
from pairlattice.model.magnetic import CriticalFields
from pairlattice.model.stiffness import mean_inverse_stiffness, uniform_stiffness
from pairlattice.phenomena import phenomenon
from pairlattice.phenomena.meissner import absorption, in_field, layers, presets, slab
from pairlattice.phenomena.meissner import results as r
from pairlattice.phenomena.meissner.depths import effective_ratio
from pairlattice.phenomena.meissner.parameters import Parameters
from pairlattice.report import drawing
from pairlattice.scenario import Scenario
from pairlattice.standard import london

ENTRY = phenomenon("meissner")


@pytest.fixture(scope="module")
def tree(tiny) -> xr.DataTree:
    return tiny["meissner"]


# The slab ---------------------------------------------------------------------------------------


def test_free_undamped_pairs_screen_over_the_length_of_equation_fourteen_and_keep_doing_so(tree):
    late = r.LATE.values(tree)
    np.testing.assert_allclose(late, 1.0, rtol=0.01)
    np.testing.assert_allclose(late, r.EARLY.values(tree), rtol=1e-5)
    np.testing.assert_allclose(late, r.DISCRETE.values(tree), rtol=1e-4)
    assert r.ORDER.value(tree) == pytest.approx(2.0, abs=0.1)


def test_static_field_of_free_pairs_is_londons_slab(tree):
    half = r.own.thickness.value(tree) / 2
    expected = london.slab_profile(r.DEPTH.at("free").values(tree) - half, half, 1.0)
    np.testing.assert_allclose(r.B.at("free").values(tree), expected, atol=3e-3)
    middle = r.MIDDLE.at("free").values(tree)
    assert np.ptp(middle[-len(middle) // 10 :]) < 1e-6


def test_tethered_pairs_let_a_static_field_in_wholly_and_say_when(tree):
    for name in ("bound", "bound_fast"):
        static, settled = (v.at(name).value(tree) for v in (r.STATIC, r.SETTLED))
        assert static == pytest.approx(1.0, abs=2e-3)
        assert 0 < settled < r.TIME.at(name).values(tree)[-1]
        late = r.MIDDLE.at(name).of(tree).sel(time=slice(settled, None))
        np.testing.assert_allclose(late, static, atol=0.0101)
        # A static field leaves the pairs where they rest.
        assert np.abs(r.DISPLACEMENT.at(name).values(tree)).max() < 1e-3


def test_field_cooled_pairs_keep_the_field_whatever_holds_them(tree):
    for name in ("bound_cooled", "free_cooled"):
        np.testing.assert_allclose(r.B.at(name).values(tree), 1.0, atol=1e-9)


def test_friction_turns_screening_into_diffusion_of_the_field(tree):
    p = ENTRY.experiment.accept(tiny_results.scenario("meissner"))
    # Slowest mode cos qx e^(−rt): with inertia E = (γ − r) J, so r = (γ − r) q²; the sheets send
    # E outwards, which lowers B at a face by E there: the slab acts thicker by γ on either side.
    q = np.pi / (p.thickness + 2 * p.damping)
    rate = p.damping * q**2 / (1 + q**2)
    t, missing = (v.at("damped").values(tree) for v in (r.TIME, r.MIDDLE))
    missing = 1 - missing
    late = t > 2.8 * p.ramp
    found = -np.polyfit(t[late], np.log(missing[late]), 1)[0]
    assert found == pytest.approx(rate, rel=0.01)


def test_work_of_the_source_is_found_again_to_a_millionth(tree):
    for name in ("bound", "bound_fast", "damped", "free"):
        work = r.WORK.at(name).values(tree)[-1]
        assert work > 1.0
        assert r.IMBALANCE.at(name).value(tree) < 1e-6
        parts = (r.FIELD_ENERGY, r.KINETIC, r.TETHER, r.HEAT, r.RADIATED)
        total = sum(part.at(name).values(tree)[-1] for part in parts)
        assert total == pytest.approx(work, rel=1e-6)


def test_energies_of_the_screened_slab_are_londons(tree):
    half = r.own.thickness.value(tree) / 2
    found = [
        part.at("free").values(tree)[-1] for part in (r.FIELD_ENERGY, r.KINETIC, r.HEAT, r.TETHER)
    ]
    # ½ ∫ cosh² and ½ ∫ sinh² over cosh²; 1.6 λ of vacuum in front of either face.
    tail = half / np.cosh(half) ** 2
    field = 0.5 * (np.tanh(half) + tail) + 1.6
    kinetic = 0.5 * (np.tanh(half) - tail)
    assert found == pytest.approx([field, kinetic, 0.0, 0.0], rel=0.01)
    assert found[2:] == [0.0, 0.0]


def test_ramp_is_smooth_from_end_to_end():
    t = np.linspace(-0.5, 2.5, 3001)
    s = np.array([slab.rise(x, 2.0) for x in t])
    assert np.all(np.diff(s) >= 0)
    assert np.max(np.abs(np.diff(s, 3))) / (t[1] - t[0]) ** 3 < 30
    assert s[0] == 0.0
    assert s[-1] == 1.0


# The absorption closure -------------------------------------------------------------------------


def test_absorption_closure_is_equation_thirteen_up_to_five_depths_and_nothing_beyond(tree):
    x = np.linspace(0, 5, 51)
    np.testing.assert_array_equal(absorption.penetration(x, 1.0), decayed_field(1.0, x, 1.0))
    np.testing.assert_allclose(absorption.penetration(3 * x, 3.0), np.exp(-x), rtol=1e-14)
    assert float(absorption.penetration(5.0001, 1.0)) == 0.0
    assert r.LEFT.value(tree) == pytest.approx(np.exp(-5), rel=1e-14)


def test_surface_potential_is_equation_fifteen_and_ends_at_one_less_one_over_e(tree):
    ratio, falling = r.RATIO.values(tree), r.FALLING.values(tree)
    np.testing.assert_allclose(r.GROWING.values(tree), 1 - np.exp(-ratio), atol=1e-15)
    np.testing.assert_array_equal(falling, surface_potential(ratio, 1.0, 1.0, -1))
    assert r.END.value(tree) == pytest.approx(1 - 1 / np.e, rel=1e-14)


# The engine in a field --------------------------------------------------------------------------


def test_field_left_at_a_depth_solves_its_differential_equation():
    niobium = CriticalFields(1.0, 0.43, 1.0)
    depth = np.array([0.3, 1.0, 4.0, 9.0])
    T, H0 = np.array([0.2, 0.2, 0.2, 1.1]), np.array([0.3, 0.8, 1.2, 0.5])
    found = in_field.absorbed_profile(niobium, T, H0, depth, 2.0)
    np.testing.assert_allclose(found[0], 0.3 * np.exp(-depth / 2), rtol=1e-12)
    np.testing.assert_array_equal(found[2:], np.stack([0 * depth + 1.2, 0 * depth + 0.5]))
    lower, upper = niobium.at(0.2)

    def slope(_, H):
        return -(1 - np.clip((H - lower) / (upper - lower), 0, 1)) * H / 2.0

    exact = solve_ivp(slope, (0, 9), [0.8], t_eval=depth, rtol=1e-10, atol=1e-12, max_step=0.01)
    np.testing.assert_allclose(found[1], exact.y[0], rtol=0.01)


def test_layers_of_a_harmonic_crystal_move_by_force_over_stiffness_and_shake_by_equipartition():
    scenario = tiny_results.scenario("meissner", tether={"quartic": 0.0})
    energy = build.hamiltonian(scenario)
    bath = Langevin(default_time_step(energy.stiffest, Langevin), 0.4, 0.0)
    lattice, count = energy.sample.lattice, energy.sample.size[0]
    along = lattice.matrix[1] / np.linalg.norm(lattice.matrix[1])
    wave = 1e-3 * np.cos(2 * np.pi * np.arange(count) / count)
    T = 1e-6
    force = np.stack([wave, 0 * wave])[..., None] * along
    u, square = layers.run(energy, bath, force, np.full((2, count), T), 5, 800, 100, 10)
    # A slow transverse wave has the stiffness of the uniform transverse mode to a few per cent.
    k = uniform_stiffness(scenario.kappa, lattice.density)
    amplitude = 2 * np.mean((u[0] @ along) * wave / 1e-3)
    assert amplitude == pytest.approx(1e-3 / k, rel=0.06)
    across = u[0] - (u[0] @ along)[:, None] * along
    assert np.abs(across).max() < 0.1 * amplitude
    expected = T * mean_inverse_stiffness(energy, 0.0)
    assert float(square[1].mean()) == pytest.approx(expected, rel=0.1)


def test_meissner_state_is_an_insulating_inside_with_a_magnetic_rim(tree):
    names = r.SAMPLE_STATE.at(r.SCALED).values(tree)
    T, H = r.SCALED_TEMPERATURE.values(tree), r.SCALED_FIELD.values(tree)
    cold = np.isclose(T, 0.2)
    assert names[cold & (H == 0)] == ["insulating"]
    assert names[cold & np.isclose(H, 0.4)] == ["Meissner (insulating + magnetic)"]
    assert names[cold & np.isclose(H, 1.2)] == ["normal"]
    assert set(names[T > 1]) == {"normal"}
    (state,) = r.STATE.at(r.SCALED).values(tree)[cold & np.isclose(H, 0.4)]
    assert state[0] == state[-1] == 3
    assert set(state[len(state) // 2 - 2 : len(state) // 2 + 2]) == {0}


def test_lead_in_its_own_field_is_insulating_by_the_rules_and_the_report_says_by_how_much(tree):
    cold = r.REAL_TEMPERATURE.values(tree) < 7.196
    assert set(r.SAMPLE_STATE.at(r.REAL).values(tree)[cold]) <= {"insulating", "normal"}
    # u_H from the energy balance in SI: ½ n k u² = B²/2μ0.
    units = tiny_results.scenario("meissner").units
    assert units is not None
    k = uniform_stiffness(0.1, 0.5) * units.stiffness
    u = 0.0803 / np.sqrt(c.vacuum_permeability * 1.32e29 * k)
    at_critical, needed = r.DISPLACEMENT_AT_CRITICAL.value(tree), r.COUPLING_NEEDED.value(tree)
    assert at_critical == pytest.approx(u / units.length, rel=1e-3)
    assert needed == pytest.approx((0.02 / at_critical) ** 2)
    assert needed > 1000
    assert r.METALLIC.value(tree) > 2 * r.REAL_TC.value(tree)
    assert "insulating" in drawing.captions(tree)["fig05_field"]


# Depths and presets -----------------------------------------------------------------------------


def test_every_metal_with_a_density_has_equation_fourteen_beside_its_measured_depths(tree):
    metals, own = r.METAL.values(tree), r.EQUATION.values(tree)
    assert set(metals) == {"Al", "Sn", "In", "Pb", "Hg", "Nb", "Cu"}
    np.testing.assert_allclose(own, 1e9 * london.penetration_depth(r.DENSITY.values(tree)), 1e-9)
    # Every measured depth exceeds that of Eq. (14) with all valence electrons.
    measured, there = r.MEASURED.values(tree), r.QUANTITY.values(tree) != ""
    np.testing.assert_array_equal(measured > own, there)
    assert set(metals[~there]) == {"Cu"}


def test_depth_in_a_field_exceeds_pippards_bound_where_the_paper_puts_its_end(tree):
    bound = r.BOUND.value(tree)
    assert effective_ratio(np.array([0.0, 1.0, 2.0])).tolist() == [1.0, 5.0, 5.0]
    assert r.FIELD_PAPER.values(tree)[-1] - 1 > 100 * bound
    assert r.GINZBURG_LANDAU.values(tree)[-1] - 1 < bound
    assert np.ptp(r.WARM_PAPER.values(tree)) == 0.0
    assert r.TWO_FLUID.values(tree)[-1] > 2.5


def test_presets_are_consistent_in_si():
    rows = presets.rows(Parameters(materials=("Pb", "Nb")), 0.1)
    assert rows[r.TYPE] == ["I", "II"]
    assert list(rows[r.LOWER] == rows[r.UPPER]) == [True, False]
    # The current that screens B over λ: n e v = B/(μ0 λ).
    depth = rows[r.DEPTH_SI]
    n = c.electron_mass / (c.vacuum_permeability * (c.elementary_charge * depth) ** 2)
    current = rows[r.LOWER] / (c.vacuum_permeability * depth)
    np.testing.assert_allclose(n * c.elementary_charge * rows[r.SPEED], current, rtol=1e-9)
    np.testing.assert_allclose(rows[r.PLASMA] * depth, c.speed_of_light)


# Report and refusals ----------------------------------------------------------------------------


def test_figures_film_captions_and_tables_belong_together(tree):
    figures, films = drawing.draw(tree), drawing.films(tree)
    assert set(figures) == {"fig05_field", "fig06", "fig09", "figsections", "figdepths"}
    assert set(films) == {"slab_filling"}
    assert set(drawing.captions(tree)) == set(figures) | set(films)
    film = films["slab_filling"]
    assert film.frames == 12
    first, last = film.picture(0), film.picture(film.frames - 1)
    assert np.any(first != last)
    for table in drawing.tables(tree):
        assert table.rows


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kappa = 0.1", "kappa = -0.1", "kappa above 0"),
        ("ramp = 100.0", "ramp = 480.0", "duration must be at least"),
        ('["Pb", "Nb"]', '["Pb", "Rh"]', "must have"),
        ('["Pb", "Nb"]', '["Pb", "Xx"]', "unknown material"),
        ("spacings = [0.25, 0.125", "spacings = [0.125, 0.25", "must fall"),
        ("scaled_fields = [0.0", "scaled_fields = [3.0", "low < high"),
        ("real_fields = [1e-3", "real_fields = [0", "above 0"),
        ("frames = 96", "frames = 96\nfames = 1", "not a known key"),
        ('name = "Pb"', 'spacing = "1 mm"', "at most"),
    ],
)
def test_meissner_experiment_refuses_in_one_line(old, new, message):
    text = ENTRY.scenario_text
    assert old in text
    with pytest.raises(InputError, match=message) as caught:
        ENTRY.experiment.run(Scenario.from_toml(text.replace(old, new)))
    assert "\n" not in str(caught.value)
