"""Drude's carriers and the wire of Sec. II.

Routes that must agree:
    drift of an ensemble in a field    <->  n e² τ/m
    diffusion of one without a field   <->  n e² τ/m, by Einstein's relation
    current at the surface of a wire   <->  its limits δ ≫ a and δ ≪ a
    path under direct current          <->  excursion of Eq. (1), integrated
"""

import numpy as np
import pytest
import xarray as xr

from pairlattice.errors import InputError
from pairlattice.phenomena import phenomenon
from pairlattice.phenomena.drude import results as r
from pairlattice.phenomena.drude.carriers import observe, trajectories
from pairlattice.phenomena.drude.wire import surface_enhancement
from pairlattice.scenario import Scenario


@pytest.fixture(scope="module")
def tree(tiny) -> xr.DataTree:
    return tiny["drude"]


def test_drift_of_the_ensemble_is_n_e2_tau_over_m_within_error_bars(tree):
    pull = (r.DRIFT.of(tree) - r.EXPECTED_DRIFT.of(tree)) / r.DRIFT.error.of(tree)
    assert np.max(np.abs(pull.values)) < 4
    mean, error = (v.value(tree) for v in (r.DRIFT_CONDUCTIVITY, r.DRIFT_CONDUCTIVITY.error))
    assert abs(mean - r.CONDUCTIVITY.value(tree)) < 4 * error
    assert error < 0.02 * mean


def test_diffusion_without_a_field_gives_the_same_conductivity(tree):
    found = (r.DIFFUSION_CONDUCTIVITY, r.DIFFUSION_CONDUCTIVITY.error)
    mean, error = (v.value(tree) for v in found)
    assert abs(mean - r.CONDUCTIVITY.value(tree)) < 4 * error
    assert error < 0.03 * mean


def test_drift_of_short_and_long_windows_is_the_same():
    # A start from rest, or from Maxwell's law alone, would lower the drift of a short window.
    for window in (0.5, 5.0):
        mean, error = observe(50_000, window, 1.0, np.random.default_rng(7)).drift
        assert abs(mean - 1.0) < 4 * error < 0.05


def test_paths_without_a_field_spread_alike_in_both_directions():
    _, paths = trajectories(2000, 30.0, (0.0, 0.5), seed=3, points=5)
    spread = paths[0, :, -1].var(axis=0)
    np.testing.assert_allclose(spread, 2 * 29.0, rtol=0.15)
    shift = (paths[1, :, -1] - paths[0, :, -1]).mean(axis=0)
    assert shift[0] == pytest.approx(0.5 * 29.0, rel=0.05)
    assert shift[1] == 0


def test_current_crowds_to_the_surface_as_the_skin_depth_demands():
    assert surface_enhancement(1e-3, 1.0) == pytest.approx(1.0, abs=1e-6)
    # δ ≪ a: the current flows in a skin, |J(surface)| = mean × a/(√2 δ) to leading order.
    assert surface_enhancement(1e-3, 1e-6) == pytest.approx(1000 / np.sqrt(2), rel=2e-3)


def test_wire_of_section_two_moves_its_electrons_by_the_papers_angstrom(tree):
    speed, bound = r.DRIFT_VELOCITY.value(tree), r.PAPER_BOUND.value(tree)
    assert speed == pytest.approx(1.1219e-5, rel=1e-3)
    assert bound * 1e10 == pytest.approx(0.561, abs=1e-3)
    assert r.EXCURSION.value(tree) / bound == pytest.approx(2 / np.pi)
    assert r.TIME_TO_ANGSTROM.value(tree) * speed == pytest.approx(1e-10)


def test_bound_electrons_carry_the_current_only_in_a_far_larger_field(tree):
    bound, free = r.BOUND_FIELD.value(tree), r.FREE_FIELD.value(tree)
    assert bound > 1e10 * free
    # The path in the wire's own field is smaller by the same ratio.
    at = {"frequency": r.own.frequency.value(tree)}
    paths = (v.of(tree).interp(at) for v in (r.UNIFORM_PATH, r.BOUND_ELECTRON_PATH))
    assert float(next(paths) / next(paths)) == pytest.approx(bound / free, rel=0.05)


def test_figures_one_and_two_are_drawn_with_captions_and_tables(tree):
    entry = phenomenon("drude")
    figures = entry.figures.draw(tree)
    assert set(figures) == set(entry.figures.captions(tree)) == {"fig01", "fig02"}
    assert all(table.rows for table in entry.figures.tables(tree))


def test_wire_that_cannot_be_is_refused_in_one_line():
    text = phenomenon("drude").scenario_text
    with pytest.raises(InputError, match=r"drude\.current must be above 0, got -3\.0; .*3 A"):
        phenomenon("drude").experiment.run(
            Scenario.from_toml(text.replace("current = 3.0", "current = -3.0"))
        )
    with pytest.raises(InputError, match=r"drude\.window must be at most 500"):
        phenomenon("drude").experiment.run(
            Scenario.from_toml(text.replace("window = 60.0", "window = 900.0"))
        )
    bare = Scenario.from_toml(text.replace('[material]\npair_density = "8.5e28 1/m^3"', ""))
    with pytest.raises(InputError, match=r"needs a \[material\]"):
        phenomenon("drude").experiment.run(bare)
