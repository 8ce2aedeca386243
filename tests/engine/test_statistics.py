"""Error bars of correlated series.

| quantity              | one route        | the other |
|-----------------------|------------------|---|
| correlation time      | correlation_time | (1 + φ)/(1 − φ) of an autoregressive series |
| error of the mean     | estimate         | scatter of the means of many independent series |
| chance of being right | estimate         | 68.3 % within one error bar, 95.4 % within two |
"""

import numpy as np
import pytest
import scipy.signal

from pairlattice.engine.statistics import correlation_time, equilibration, estimate


def autoregressive(phi, length, count, seed=0):
    """(count, length): x_t = φ x_{t−1} + noise, stationary from the start, variance 1."""
    rng = np.random.default_rng(seed)
    noise = rng.standard_normal((count, length)) * np.sqrt(1 - phi**2)
    noise[:, 0] /= np.sqrt(1 - phi**2)
    return scipy.signal.lfilter([1], [1, -phi], noise, axis=1)


@pytest.mark.parametrize("phi", [0.5, 0.8, 0.95])
def test_correlation_time_of_an_autoregressive_series_is_its_known_one(phi):
    exact = (1 + phi) / (1 - phi)
    times = [correlation_time(x) for x in autoregressive(phi, 20000, 20)]
    # Sokal's error of one τ is τ √(2(2M + 1)/m) with M = 5τ; the window leaves out exp(−10).
    spread = exact * np.sqrt(2 * (10 * exact + 1) / 20000 / 20)
    assert np.mean(times) == pytest.approx(exact, abs=4.5 * spread + 0.01 * exact)


@pytest.mark.parametrize("phi", [0.0, 0.8, 0.95])
def test_error_bar_covers_the_truth_as_often_as_it_claims(phi):
    estimates = [estimate(x + 3.0) for x in autoregressive(phi, 4000, 600, seed=1)]
    pulls = np.array([(e.mean - 3.0) / e.error for e in estimates])
    # Binomial scatter of a fraction among 600, at 4 sigma; two points of bias are allowed to the
    # error bar of a finite series, which Sokal's window makes slightly small.
    for bound, fraction in ((1, 0.683), (2, 0.954)):
        scatter = 4 * np.sqrt(fraction * (1 - fraction) / 600)
        assert np.mean(np.abs(pulls) < bound) == pytest.approx(fraction, abs=scatter + 0.02)


def test_error_bar_equals_the_scatter_of_independent_means():
    series = autoregressive(0.9, 4000, 600, seed=2)
    claimed = np.sqrt(np.mean([estimate(x).error ** 2 for x in series]))
    scatter = series.mean(axis=1).std(ddof=1)
    naive = series.std() / np.sqrt(series.shape[1])
    assert claimed == pytest.approx(scatter, rel=4 / np.sqrt(1200) + 0.02)
    assert scatter > 4 * naive


def test_white_noise_has_correlation_time_one_and_the_textbook_error():
    x = np.random.default_rng(3).standard_normal(20000)
    result = estimate(x)
    assert 1 <= result.correlation < 1.1
    assert result.error == pytest.approx(x.std(ddof=1) / np.sqrt(20000), rel=0.05)
    assert result.long_enough


def test_constant_series_has_no_error():
    result = estimate(np.full(50, 2.5))
    assert (result.mean, result.error, result.correlation) == (2.5, 0.0, 1.0)


@pytest.mark.parametrize(("phi", "length"), [(0.99, 200), (0.99, 1000), (0.95, 200)])
def test_series_of_five_correlation_times_or_fewer_are_flagged(phi, length):
    # They underestimate their own correlation time by factors, so that their error bars cover the
    # truth in 20 to 40 % of cases only: hardly any may pass.
    series = autoregressive(phi, length, 300, seed=4)
    assert length * (1 - phi) / (1 + phi) < 5.2
    assert np.mean([estimate(x).long_enough for x in series]) < 0.05


def test_series_of_hundreds_of_correlation_times_are_not_flagged():
    series = autoregressive(0.8, 2000, 300, seed=4)
    assert np.mean([estimate(x).long_enough for x in series]) > 0.98


def test_drift_and_two_numbers_are_flagged():
    drifting = estimate(np.linspace(0, 1, 400))
    assert not drifting.long_enough
    # A drift is no estimate of anything: the error bar is of the order of the spread itself.
    assert drifting.error > 0.1
    assert not estimate(np.array([1.0, 2.0])).long_enough


def test_estimate_reads_as_mean_and_error():
    assert f"{estimate(np.array([1.0, 3.0] * 50)):.2f}".startswith("2.00 ± 0.")


def relaxing(count, tau, drop, seed):
    """A correlated series of unit variance about a transient that starts `drop` above the mean."""
    rng = np.random.default_rng(seed)
    memory = np.exp(-1 / tau)
    noise = rng.standard_normal(count) * np.sqrt(1 - memory**2)
    series = np.empty(count)
    series[0] = rng.standard_normal()
    for i in range(1, count):
        series[i] = memory * series[i - 1] + noise[i]
    return series + drop * np.exp(-np.arange(count) / (10 * tau))


def test_a_transient_is_cut_off_where_it_has_decayed():
    found = [equilibration(relaxing(4000, 4, 30.0, seed)) for seed in range(20)]
    # 30 exp(−t/40) is below a tenth of the noise after 40 ln 300 = 230 samples.
    assert all(80 < f.begin < 600 for f in found)
    assert sum(f.settled for f in found) >= 18


def test_a_stationary_series_is_used_nearly_whole():
    found = [equilibration(relaxing(4000, 4, 0.0, seed)) for seed in range(20)]
    assert np.median([f.begin for f in found]) < 400
    assert sum(f.settled for f in found) >= 17


def test_a_series_that_ends_in_its_transient_is_not_settled():
    drifting = [equilibration(relaxing(300, 30, 30.0, seed)) for seed in range(20)]
    assert not any(f.settled for f in drifting)
    assert not equilibration(np.arange(1000.0)).settled


def test_a_constant_series_is_settled_and_a_short_one_is_not():
    assert equilibration(np.ones(100)).settled
    assert not equilibration(np.array([1.0, 2.0, 1.5])).settled
