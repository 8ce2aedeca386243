"""Continuous motion or birth and death: the likelihoods, and how often they err.

| quantity                       | one route                | the other                          |
|--------------------------------|--------------------------|------------------------------------|
| ln L of continuous motion      | modes of each path       | the whole covariance matrix        |
| uneven frames                  | the same                 | the same                           |
| D, s, v, number of jumps       | fitted                   | what the tracks were made with     |
| judgement                      | likelihood ratio         | what the tracks were made with     |
"""

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from pairlattice.tracks import Rules, View, events, link, stitched, synthetic
from pairlattice.tracks.analysis import error_rate, log_ratio
from pairlattice.tracks.likelihood import Path, compare, paths

VIEW = View((0.0, 0.0), (96.0, 96.0), True, 60)
RULES = Rules(6.0, hop_distance=16.0)
AREA = np.pi * 16.0**2


def by_matrix(path: Path, D: float, s: float, v: tuple[float, float]) -> float:
    """ln of the density of the steps, from their whole covariance matrix."""
    n = len(path.gaps)
    covariance = np.diag(2 * D * path.gaps + 2 * s**2)
    covariance -= s**2 * (np.eye(n, k=1) + np.eye(n, k=-1))
    return sum(
        multivariate_normal.logpdf(path.steps[:, axis], v[axis] * path.gaps, covariance)
        for axis in (0, 1)
    )


@pytest.mark.parametrize("gaps", [np.ones(25), 2 * np.ones(20), np.tile([1.0, 3.0, 1.0, 2.0], 6)])
@pytest.mark.parametrize("drift", [False, True])
def test_likelihood_by_modes_is_that_of_the_covariance_matrix(gaps, drift):
    rng = np.random.default_rng(8)
    true = rng.normal(0, 1, (len(gaps), 2)) * np.sqrt(2 * 0.3 * gaps)[:, None] + 0.4 * gaps[:, None]
    error = rng.normal(0, 0.5, (len(gaps) + 1, 2))
    path = Path(true + np.diff(error, axis=0), gaps)
    fit = compare([path], AREA, drift).continuous
    exact = by_matrix(path, fit.diffusivity, fit.error, fit.drift)
    assert fit.logarithm == pytest.approx(exact, abs=1e-6)
    # And it is a maximum: any other D, s or v is less probable.
    for change in (0.8, 1.25):
        assert by_matrix(path, change * fit.diffusivity, fit.error, fit.drift) <= exact + 1e-3
        assert by_matrix(path, fit.diffusivity, change * fit.error, fit.drift) <= exact + 1e-3


def test_diffusivity_error_and_drift_of_made_tracks_are_found():
    made = synthetic.continuous(VIEW, 40, 0.3, 0.2, (0.5, -0.2), 1)
    fit = compare(paths(made, VIEW), AREA).continuous
    assert fit.diffusivity == pytest.approx(0.3**2 / 2, rel=0.1)
    assert fit.error == pytest.approx(0.2, rel=0.1)
    np.testing.assert_allclose(fit.drift, (0.5, -0.2), atol=0.03)


def test_number_of_jumps_and_the_rest_between_them_are_found():
    made = synthetic.birth_death(VIEW, 20, 0.02, 16.0, 0.0, 0.2, 3)
    hops = [e for e in events(made, VIEW, RULES) if e.kind == "hop"]
    joined = stitched(made, hops, RULES)
    cut = compare(paths(joined, VIEW), AREA).birth_death
    assert abs(cut.jumps - len(hops)) <= 2
    assert len(hops) > 10
    assert cut.error == pytest.approx(0.2, rel=0.1)
    assert cut.diffusivity < 0.05 * 0.2**2


def test_without_jumps_birth_and_death_is_continuous_motion_with_one_number_more():
    made = synthetic.continuous(VIEW, 10, 0.3, 0.2, (0.0, 0.0), 2)
    both = compare(paths(made, VIEW), AREA, drift=False)
    assert both.birth_death.jumps == 0
    assert both.birth_death.logarithm == pytest.approx(both.continuous.logarithm)
    numbers = 2 * both.continuous.steps
    assert both.log_ratio == pytest.approx(-0.5 * np.log(numbers))


def test_ratio_separates_made_sets_and_errs_where_nothing_dies():
    rates = [
        error_rate(VIEW, RULES, 10, (0.3, 0.2, drift), (0.02, 0.0, 0.2), 25, 10)
        for drift in ((0.0, 0.0), (0.3, 0.0))
    ]
    assert sum(r.continuous for r in rates) == 0
    assert sum(r.birth_death for r in rates) == 0
    assert rates[0].bound < 0.15
    short = View((0.0, 0.0), (96.0, 96.0), True, 8)
    none = error_rate(short, RULES, 3, (0.3, 0.2, (0.0, 0.0)), (0.005, 0.0, 0.2), 20, 1)
    assert none.birth_death > 10


def test_jumps_as_small_as_the_steps_cannot_be_told_from_them():
    close = Rules(6.0, hop_distance=2.0)
    made = synthetic.birth_death(VIEW, 10, 0.02, 2.0, 1.0, 0.2, 5)
    assert log_ratio(made, VIEW, close) <= 0


def test_step_beyond_the_reach_of_a_hop_is_no_birth_and_death():
    path = Path(np.array([[0.1, 0.0], [30.0, 0.0], [0.0, 0.1], [0.1, 0.1]] * 5), np.ones(20))
    assert compare([path], AREA).birth_death.jumps == 5
    assert compare([path], AREA, reach=16.0).birth_death.jumps == 0
    assert compare([path], AREA, least=31.0).birth_death.jumps == 0
    assert compare([path], AREA, least=29.0).birth_death.jumps == 5


def test_linker_between_made_positions_and_judgement_changes_no_verdict():
    moving = synthetic.continuous(VIEW, 8, 0.3, 0.2, (0.2, 0.0), 6)
    jumping = synthetic.birth_death(VIEW, 8, 0.02, 16.0, 0.05, 0.2, 7)
    for made, positive in ((moving, False), (jumping, True)):
        again = link(made.seen, VIEW, 3.0, 1)
        assert (log_ratio(again, VIEW, RULES) > 0) == positive


def test_likelihood_does_not_depend_on_the_unit_of_length():
    made = synthetic.birth_death(VIEW, 8, 0.02, 16.0, 0.05, 0.2, 7)
    given = paths(made, VIEW)
    large = [Path(1e6 * p.steps, p.gaps) for p in given]
    one, other = compare(given, AREA), compare(large, 1e12 * AREA)
    assert other.log_ratio == pytest.approx(one.log_ratio, rel=1e-6)
    assert other.birth_death.jumps == one.birth_death.jumps
