"""Four states out of one Hamiltonian (Fig. 5), its parts and the whole on a tiny scale.

Routes that must agree:
    temperature at which coherence is lost   <->  simulated harmonic lattices at it
    S = Tr K⁻¹/N from the half spectrum      <->  the whole spectrum of the real-space kernel
    5/3 of the self-consistent estimate      <->  a Gaussian average of the quartic's curvature
    crossing of curves                       <->  curves made to cross at a known temperature
"""

import numpy as np
import pytest

from pairlattice.errors import InputError
from pairlattice.model.local_states import LocalState
from pairlattice.model.stiffness import mean_inverse_stiffness
from pairlattice.phenomena import phenomenon
from pairlattice.phenomena.states import law, maps, ordering, samples
from pairlattice.phenomena.states import results as r
from pairlattice.phenomena.states.crystal import (
    Answer,
    Points,
    Window,
    coupled,
    measure,
)
from pairlattice.phenomena.states.parameters import Parameters
from pairlattice.scenario import Scenario

ENTRY = phenomenon("states")
FULL = Scenario.from_toml(ENTRY.scenario_text)


@pytest.fixture(scope="module")
def tree(tiny):
    return tiny["states"]


def test_whole_experiment_finds_the_states_of_the_figure(tree):
    assert set(r.FAR.members(tree)) == set(r.SAMPLES)
    assert r.SAMPLE_STATE.at("insulating").values(tree) == "insulating"
    blocks = r.BLOCK_STATE.at("metallic").values(tree)
    assert np.mean(blocks[blocks >= 0] == LocalState.METALLIC) > 0.5
    far = {name: r.FAR.at(name).value(tree) for name in r.SAMPLES}
    near = {name: r.NEAR.at(name).value(tree) for name in r.SAMPLES}
    assert far["superconducting"] < -1e-3 < 1e-3 < near["superconducting"]
    assert abs(far["insulating"]) < 0.1 * abs(far["superconducting"])
    for m in (r.OVER_FIELD, r.OVER_KAPPA):
        A, D = m.amplitude.of(tree), m.disorder.of(tree)
        np.testing.assert_allclose(m.coherence.of(tree), A / np.hypot(A, D), rtol=1e-5)
    corner = r.OVER_FIELD.state.values(tree)
    assert corner[0, 0] == LocalState.INSULATING
    assert corner[0, -1] == LocalState.SUPERCONDUCTING
    assert corner[-1, 0] == LocalState.METALLIC
    # κ < 0 keeps its order when the field has gone, κ > 0 does not.
    assert r.OVER_KAPPA.state.values(tree)[0, [0, -1]].tolist() == [3, 2]


def test_whole_experiment_is_drawn_captioned_and_tabled_from_its_numbers(tree):
    figures, captions = ENTRY.figures.draw(tree), ENTRY.figures.captions(tree)
    assert set(figures) == set(captions) == {"fig05", "fig05_maps", "fig05_laws"}
    pairs = r.PAIRS.at("insulating").value(tree)
    assert f"Needles of {pairs:.0f} pairs" in captions["fig05"]
    tables = ENTRY.figures.tables(tree)
    assert [len(table.rows) for table in tables] == [6, 3, 3, 6, 1]
    assert tables[0].rows[0][-1] == r.SAMPLE_STATE.at("insulating").values(tree)


@pytest.mark.parametrize("name", ["superconducting", "magnetic"])
def test_numbers_of_a_sample_are_those_of_its_sites_and_blocks(tree, name):
    moved = r.MOVED.at(name).values(tree)[r.SITE.at(name).values(tree).astype(bool)]
    mean = moved.mean(axis=0)
    assert r.PAIRS.at(name).value(tree) == len(moved)
    before = np.linalg.norm(tree[f"samples/{name}/displacement_mean"])
    kept = 1.0 if name == "superconducting" else np.linalg.norm(mean) / before
    assert r.KEPT.at(name).value(tree) == pytest.approx(kept, rel=1e-5)
    blocks = tree[f"samples/{name}/blocks"]
    amplitude = float((blocks["amplitude"] * blocks["count"]).sum() / blocks["count"].sum())
    assert r.SAMPLE_AMPLITUDE.at(name).value(tree) == pytest.approx(amplitude)
    assert r.NET.at(name).value(tree) == pytest.approx(np.linalg.norm(mean) / amplitude)


def test_samples_differ_in_what_their_names_say():
    plans = samples.scenarios(FULL, Parameters())
    assert plans["metallic"].thermostat.temperature == 0.01
    assert plans["magnetic"].kappa == plans["unpoled"].kappa == -0.2
    assert not plans["insulating"].electric_field
    assert not plans["unpoled"].electric_field
    assert plans["uncoupled"].neighbour.stiffness == 0
    assert plans["magnetic"].replace(neighbour={"stiffness": 0.0}) == plans["uncoupled"]


def whole_spectrum(scenario, size, tether, skip=False):
    """Tr K⁻¹/N from all wave vectors, the kernel brought back to real space and out again."""
    parts = coupled(scenario, size).stiffness_kernel
    shape = (size, size, size)
    xx, yy, zz, xy, xz, yz = (
        np.fft.fftn(np.fft.irfftn(part, s=shape, axes=(0, 1, 2))).real for part in parts
    )
    K = np.stack([xx, xy, xz, xy, yy, yz, xz, yz, zz], axis=-1).reshape(-1, 3, 3)
    K = (K + tether * np.eye(3))[1 if skip else 0 :]
    return np.trace(np.linalg.inv(K), axis1=1, axis2=2).sum() / size**3


@pytest.mark.parametrize("size", [4, 5])
def test_mean_inverse_stiffness_counts_every_wave_vector_once(size):
    found = mean_inverse_stiffness(coupled(FULL, size), FULL.stiffness)
    assert found == pytest.approx(whole_spectrum(FULL, size, FULL.stiffness), rel=1e-9)


def test_self_consistent_estimate_follows_from_a_gaussian_average():
    k_c, g, kappa = FULL.critical_stiffness, FULL.tether.quartic, -0.2
    x, w = np.polynomial.hermite_e.hermegauss(12)
    w = w / w.sum()
    x, y, z = np.meshgrid(x, x, x)
    weight = w[:, None, None] * w[None, :, None] * w[None, None, :]
    # ∂²(¼ g |u|⁴)/∂x² = g (|u|² + 2 x²), averaged with ⟨|u|²⟩ = 3.
    curvature = g * np.sum(weight * (3 * x**2 + y**2 + z**2)) / 3
    spread = whole_spectrum(FULL, 16, k_c, skip=True)
    expected = -kappa * k_c / (curvature * spread)
    assert ordering.self_consistent_estimate(FULL, kappa) == pytest.approx(expected, rel=1e-6)


def test_coherence_of_simulated_harmonic_lattices_is_lost_at_the_exact_temperature():
    harmonic = FULL.replace(tether={"quartic": 0.0})
    star = harmonic.thresholds.coherence
    T = law.harmonic_coherence_temperature(harmonic, coupled(harmonic, 4), 0.02, star)
    points = Points.grid(np.full(16, T), 0.02, harmonic.kappa)
    C = measure(harmonic, points, 4, (300, 3000), 3).on.order.coherence
    error = C.std(ddof=1) / np.sqrt(len(C))
    assert abs(C.mean() - star) < 4 * error + 0.004
    assert error < 0.02
    # Twice the field: four times the temperature.
    double = law.harmonic_coherence_temperature(harmonic, coupled(harmonic, 4), 0.04, star)
    assert double == pytest.approx(4 * T)


def test_crossing_of_made_cumulants_is_where_they_were_made_to_cross():
    T = np.linspace(0.03, 0.04, 9)
    small, large = 0.5 - 3 * (T - 0.0342), 0.5 - 7 * (T - 0.0342)
    assert ordering._crossing(T, large - small) == pytest.approx(0.0342)
    assert np.isnan(ordering._crossing(T, small - large))
    assert np.isnan(ordering._crossing(T, large - small + 1.0))


def test_cumulant_of_gaussian_and_of_fixed_order_has_its_limits():
    m = np.random.default_rng(4).standard_normal((1, 160_000, 3))
    found = ordering._cumulant(ordering._block_moments(np.sum(m**2, axis=-1)).mean(axis=1))
    assert found == pytest.approx([4 / 9], abs=0.004)
    fixed = ordering._cumulant(ordering._block_moments(np.full((1, 32), 0.7)).mean(axis=1))
    assert fixed == pytest.approx([2 / 3])


def test_curves_that_never_cross_have_no_error_bar_and_no_warning():
    assert np.isnan(ordering._spread(np.array([np.nan, np.nan])))
    assert ordering._spread(np.array([1.0, np.nan, 3.0])) == pytest.approx(1.0)


def test_coherence_that_falls_with_the_logarithm_crosses_where_it_was_made_to():
    T = np.geomspace(1e-3, 1e-1, 7)
    falling = 0.7 - 0.1 * np.log(T / 0.013)
    assert law._crossing(T, falling, 0.7) == pytest.approx(0.013)
    assert law._crossing(T, falling, 9.0) == T[0]
    assert law._crossing(T, falling, 0.0) == T[-1]
    slope, error = law._power(T, 3 * T**1.7)
    assert slope == pytest.approx(1.7)
    assert error < 1e-6


def test_field_of_either_sign_is_a_field():
    def window(A):
        mean = np.zeros((3, 1, 3))
        mean[:, 0, 2] = A
        return Window(mean, np.full((3, 1), A**2 + 1e-8))

    answer = Answer(window(0.1), window(0.0))
    field = np.array([-0.02, 0.0, 0.02])
    assert answer.states(FULL.thresholds, field).tolist() == [2, 3, 2]
    points = Points.grid(1e-5, field, 0.1)
    influence = maps.threshold_influence(r.OVER_FIELD, FULL, points, answer)
    assert not np.any(influence[r.OVER_FIELD.influence])


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("hot_temperature", -1.0, r"must be above 0 and at most 10, got -1\.0; for example"),
        ("hot_temperature", "4.2 mK", ""),
        ("magnetic_kappa", 0.1, r"must be -1 or above and below 0, got 0\.1"),
        ("map_size", 1, r"must be from 2 to 256, got 1"),
        ("map_fields", [0.1, 0.01, 5], r"must be \[low, high, count\] with low < high"),
        ("map_kappas", [-2, 0.4, 5], r"\(1 of 3\) must be above -1 and below 1000, got -2"),
        ("map_steps", [0, 100], r"\(1 of 2\) must be from 1 to "),
        ("law_fields", [0.01, 0.1, 2], r"\(3 of 3\) must be from 3 to 200, got 2"),
        ("ordering_sizes", [8], r"must be a list of 2 to 8 values, got 1"),
        ("ordering_sizes", [8, 6], r"must rise"),
        ("influence_sizes", [6, 6], r"must rise"),
        ("ordering_steps", [100, 150], r"\(2 of 2\) must be from 160 to "),
        ("map_sise", 4, r"is not a known key; did you mean "),
    ],
)
def test_value_of_the_table_is_read_or_refused_in_one_line(key, value, message):
    scenario = FULL.replace(states={key: value})
    if not message:
        found = getattr(ENTRY.experiment.accept(scenario), key)
        assert found == pytest.approx(4.2e-3 / FULL.units.temperature)
        return
    with pytest.raises(InputError, match=f"^states.{key} {message}") as error:
        ENTRY.experiment.accept(scenario)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"electric_field": None}, r"needs an \[\[electric_field\]\], got none"),
        ({"tether": {"kappa": -0.1}}, r"needs tether\.kappa above 0, got kappa -0\.1"),
        ({"sample": None, "lattice": {"size": 4}}, r"lattice\.size is not read by .* states"),
        ({"sample": None}, r"needs a \[sample\] with open boundaries, got none"),
        ({"run": {"integrator": "minimise"}}, r"run\.integrator .* got minimise; .* no averages"),
    ],
)
def test_scenario_without_what_the_experiment_needs_is_refused(change, message):
    with pytest.raises(InputError, match=message):
        ENTRY.experiment.accept(FULL.replace(**change))
