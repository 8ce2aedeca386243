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
from pairlattice.phenomena.drude.carriers import observe, trajectories
from pairlattice.phenomena.drude.wire import surface_enhancement
from pairlattice.scenario import Scenario


@pytest.fixture(scope="module")
def tree(tiny) -> xr.DataTree:
    return tiny["drude"]


def test_drift_of_the_ensemble_is_n_e2_tau_over_m_within_error_bars(tree):
    node = tree["drift"].dataset
    pull = (node["drift"] - node["expected"]) / node["drift_error"]
    assert np.max(np.abs(pull.values)) < 4
    mean, error = tree.attrs["conductivity_drift"]
    assert abs(mean - tree.attrs["conductivity"]) < 4 * error
    assert error < 0.02 * mean


def test_diffusion_without_a_field_gives_the_same_conductivity(tree):
    mean, error = tree.attrs["conductivity_diffusion"]
    assert abs(mean - tree.attrs["conductivity"]) < 4 * error
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
    n = tree.attrs["numbers"]
    assert n["drift_velocity"] == pytest.approx(1.1219e-5, rel=1e-3)
    assert n["paper_bound"] * 1e10 == pytest.approx(0.561, abs=1e-3)
    assert n["excursion"] / n["paper_bound"] == pytest.approx(2 / np.pi)
    assert n["time_to_angstrom"] * n["drift_velocity"] == pytest.approx(1e-10)


def test_bound_electrons_carry_the_current_only_in_a_far_larger_field(tree):
    n = tree.attrs["numbers"]
    node = tree["wire"].dataset.interp(frequency=tree.attrs["parameters"]["frequency"])
    assert n["bound_field"] > 1e10 * n["free_field"]
    # The path in the wire's own field is smaller by the same ratio.
    ratio = float(node["uniform"] / node["bound"])
    assert ratio == pytest.approx(n["bound_field"] / n["free_field"], rel=0.05)


def test_figures_one_and_two_are_drawn_with_captions_and_tables(tree):
    entry = phenomenon("drude")
    figures = entry.figures.draw(tree)
    assert set(figures) == set(entry.figures.captions(tree)) == {"fig01", "fig02"}
    assert all(table.rows for table in entry.figures.tables(tree))


def test_wire_that_cannot_be_is_refused_in_one_line():
    text = phenomenon("drude").scenario_text
    with pytest.raises(InputError, match=r"drude\.current: .*see drude.toml"):
        phenomenon("drude").experiment.run(
            Scenario.from_toml(text.replace("current = 3.0", "current = -3.0"))
        )
    with pytest.raises(InputError, match=r"drude\.window: must be at most 500"):
        phenomenon("drude").experiment.run(
            Scenario.from_toml(text.replace("window = 60.0", "window = 900.0"))
        )
    bare = Scenario.from_toml(text.replace('[material]\npair_density = "8.5e28 1/m^3"', ""))
    with pytest.raises(InputError, match=r"needs a \[material\]"):
        phenomenon("drude").experiment.run(bare)
