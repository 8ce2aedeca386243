"""The temperature field against what was prescribed.

| quantity                     | one route                  | the other                      |
|------------------------------|----------------------------|--------------------------------|
| variance, correlation length | realisations               | σ², σ² exp(−x²/2ℓ²)            |
| memory                       | realisations               | e^(−t/τ)/(1 + 2Dt/ℓ²)          |
| one long step                | the same as many short     | distribution; covariance       |
| regions above a level        | counted holes and regions  | Adler's mean                   |
| a peak without noise         | the heat equation          | a Gaussian that spreads        |
"""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import scipy.ndimage
from scipy.stats import norm

from pairlattice.engine.temperature_field import (
    FieldState,
    TemperatureField,
    correlation,
    memory,
    peaks_per_area,
)
from pairlattice.errors import InputError

SHAPE, MEAN, SIGMA, LENGTH, D, TAU = (48, 48), 5e-4, 1.6e-4, 4.0, 0.05, 100.0


def field(**changes) -> TemperatureField:
    given = {"mean": MEAN, "deviation": SIGMA, "length": LENGTH, "diffusivity": D,
             "relaxation": TAU, **changes}  # fmt: skip
    return TemperatureField.of(SHAPE, 1.0, **given)


def realisations(made: TemperatureField, count: int, times: list[float]) -> np.ndarray:
    """(count, 1 + len(times), n1, n2): at the start and after each further time."""

    def one(seed):
        state = made.start(seed)
        rows = [made.fluctuation(state)]
        for time in times:
            state = made.advance(state, time)
            rows.append(made.fluctuation(state))
        return jnp.stack(rows)

    return np.asarray(jax.jit(jax.vmap(one))(jnp.arange(count)))


@pytest.fixture(scope="module")
def many() -> np.ndarray:
    return realisations(field(), 300, [30.0, 70.0])


def pull(samples: np.ndarray, truth: float) -> float:
    """Difference from the truth in standard errors, samples being independent."""
    return (samples.mean() - truth) / (samples.std(ddof=1) / len(samples) ** 0.5)


@pytest.mark.parametrize("when", [0, 1, 2])
def test_variance_and_mean_of_a_point_are_those_prescribed(many, when):
    variance = (many[:, when] ** 2).mean(axis=(1, 2))
    assert abs(pull(variance, SIGMA**2)) < 3.5
    assert abs(pull(many[:, when].mean(axis=(1, 2)), 0.0)) < 3.5
    # Guard against error bars so wide that anything agrees.
    assert variance.std(ddof=1) / 300**0.5 < 0.02 * SIGMA**2


@pytest.mark.parametrize("axis", [1, 2])
@pytest.mark.parametrize("r", [2, 4, 8])
def test_correlation_falls_as_a_gaussian_of_the_prescribed_length(many, axis, r):
    product = (many[:, 2] * np.roll(many[:, 2], r, axis=axis)).mean(axis=(1, 2))
    assert abs(pull(product, float(correlation(np.array(r), SIGMA, LENGTH)))) < 3.5
    wrong = float(correlation(np.array(r), SIGMA, 1.2 * LENGTH))
    assert r < 4 or abs(pull(product, wrong)) > 5


@pytest.mark.parametrize(("first", "last", "time"), [(0, 1, 30.0), (1, 2, 70.0), (0, 2, 100.0)])
def test_memory_decays_by_relaxation_and_by_diffusion(many, first, last, time):
    product = (many[:, first] * many[:, last]).mean(axis=(1, 2))
    exact = float(memory(np.array(time), SIGMA, LENGTH, D, TAU, 2))
    assert abs(pull(product, exact)) < 3.5
    # Relaxation alone would leave much more.
    assert abs(pull(product, SIGMA**2 * np.exp(-time / TAU))) > 8


def test_points_are_normally_distributed_so_the_share_below_zero_is_known(many):
    below = (many[:, 2] < -MEAN).mean(axis=(1, 2))
    assert abs(pull(below, norm.cdf(-MEAN / SIGMA))) < 3.5


def test_temperature_is_never_negative():
    hot = field(deviation=3 * MEAN)
    state = hot.start(3)
    assert float(hot.temperature(state).min()) == 0.0
    assert float((hot.mean + hot.fluctuation(state)).min()) < 0


def test_one_long_step_has_the_covariance_of_many_short_ones(many):
    in_many = realisations(field(), 300, [10.0] * 10)[:, [0, -1]]
    product = (in_many[:, 0] * in_many[:, 1]).mean(axis=(1, 2))
    assert abs(pull(product, float(memory(np.array(100.0), SIGMA, LENGTH, D, TAU, 2)))) < 3.5
    in_one = (many[:, 0] * many[:, 2]).mean(axis=(1, 2))
    gap = product.mean() - in_one.mean()
    assert abs(gap) < 3.5 * np.hypot(product.std(), in_one.std()) / 300**0.5


def test_run_cut_anywhere_gives_the_same_bits():
    made = field()
    step = jax.jit(lambda s: made.advance(s, 7.0))
    whole = made.start(11)
    for _ in range(6):
        whole = step(whole)
    half = made.start(11)
    for _ in range(2):
        half = step(half)
    # What a file keeps of a run, and nothing else.
    kept = FieldState(*(jnp.asarray(np.asarray(x)) for x in (half.modes, half.step, half.seed)))
    for _ in range(4):
        kept = step(kept)
    assert np.array_equal(np.asarray(kept.modes), np.asarray(whole.modes))
    other = made.start(12)
    assert not np.array_equal(np.asarray(other.modes), np.asarray(made.start(11).modes))


def test_peak_without_noise_spreads_and_cools_as_the_heat_equation_says():
    still = field(deviation=0.0, relaxation=80.0, diffusivity=0.2)
    x = np.arange(48) - 24.0
    r2 = x[:, None] ** 2 + x[None] ** 2
    start = np.exp(-r2 / (2 * 3.0**2))
    state = FieldState(jnp.fft.rfftn(jnp.asarray(start)), jnp.asarray(1), jnp.asarray(1))
    after = np.asarray(still.fluctuation(still.advance(state, 20.0)))
    wide = 3.0**2 + 2 * 0.2 * 20.0
    exact = np.exp(-20 / 80) * 9 / wide * np.exp(-r2 / (2 * wide))
    np.testing.assert_allclose(after, exact, atol=2e-7)


def test_number_of_hot_regions_less_their_holes_is_adlers(many):
    level = 1.3
    euler = []
    for plane in many[:, 0]:
        hot = plane > level * SIGMA
        # On a torus: vertices − edges + faces of the cubes that the points make.
        right, up = hot & np.roll(hot, -1, 1), hot & np.roll(hot, -1, 0)
        euler.append(hot.sum() - right.sum() - up.sum() + (right & np.roll(right, -1, 0)).sum())
    expected = peaks_per_area(level, LENGTH) * 48 * 48
    # Points a quarter of ℓ apart miss a little of each saddle.
    assert np.mean(euler) == pytest.approx(expected, rel=0.08)
    counted = np.mean([scipy.ndimage.label(plane > 2.5 * SIGMA)[1] for plane in many[:, 0]])
    assert counted > 0.5 * peaks_per_area(2.5, LENGTH) * 48 * 48


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"length": 0.5}, "length"),
        ({"length": 9.0}, "length"),
        ({"relaxation": 0.0}, "relaxation"),
        ({"deviation": -1.0}, "deviation"),
        ({"diffusivity": float("nan")}, "diffusivity"),
    ],
)
def test_field_that_the_grid_cannot_hold_is_refused(changes, word):
    with pytest.raises(InputError, match=word):
        field(**changes)
