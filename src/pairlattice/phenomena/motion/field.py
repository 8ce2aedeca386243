"""The temperature field alone: does it have the variance, the length and the memory it should?"""

from collections.abc import Callable
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from scipy.special import ndtr

from pairlattice.engine.lattice import Floats
from pairlattice.engine.temperature_field import (
    FieldState,
    TemperatureField,
    correlation,
    memory,
    peaks_per_area,
)
from pairlattice.phenomena.motion import results as r
from pairlattice.phenomena.motion.parameters import Parameters
from pairlattice.variable import Values, Variable

# Largest lag of the memory, in frames, and largest distance, in correlation lengths.
_LAGS, _LENGTHS = 10, 3


def of(
    shape: tuple[int, int], p: Parameters, mean: float, deviation: float | None = None
) -> TemperatureField:
    """The field of the scenario on the columns; lengths in d, columns d apart."""
    sigma = p.deviation if deviation is None else deviation
    return TemperatureField.of(shape, 1.0, mean, sigma, p.length, p.diffusivity, p.relaxation)


@partial(jax.jit, static_argnames=("repeats", "samples"))
def _series(
    field: TemperatureField, seed: int, time: float, repeats: int, samples: int
) -> jax.Array:
    def one(key: jax.Array) -> jax.Array:
        def step(state: FieldState, _: None) -> tuple[FieldState, jax.Array]:
            state = field.advance(state, time)
            return state, field.fluctuation(state).astype(jnp.float32)

        return jax.lax.scan(step, field.start(key), None, length=samples)[1]

    return jax.vmap(one)(seed + jnp.arange(repeats))


def measure(p: Parameters, shape: tuple[int, int], mean: float, frame: float, seed: int) -> Values:
    """Independent realisations of the field: prescribed against measured, with standard errors.

    frame: time between two states of a realisation [t0].
    """
    field = of(shape, p, mean)
    all_of = np.asarray(_series(field, seed, frame, p.field_repeats, p.field_samples), float)
    lags = np.arange(min(_LAGS, p.field_samples - 1) + 1)
    distance = np.arange(int(_LENGTHS * p.length) + 1)

    # Each realisation gives one number; realisations are independent.
    def over_realisations(values: np.ndarray) -> Floats:
        return np.asarray(values.mean(axis=(1, 2, 3)))

    along, across = (
        np.stack([over_realisations(all_of * np.roll(all_of, d, axis)) for d in distance], axis=1)
        for axis in (3, 2)
    )
    space = (along + across) / 2
    time = np.stack(
        [over_realisations(all_of[:, : all_of.shape[1] - k] * all_of[:, k:]) for k in lags], axis=1
    )
    at = max(round(p.length), 1)
    # From ρ(r) = exp(−r²/2ℓ²) at the distance next to ℓ; error by leaving one out at a time.
    length = _jackknife(space, lambda m: at / np.sqrt(-2 * np.log(m[at] / m[0])))
    variance = over_realisations(all_of**2)
    width = _jackknife(variance[:, None], lambda m: float(np.sqrt(m[0])))
    centre, clipped = over_realisations(all_of), over_realisations(all_of < -mean)
    return {
        r.DISTANCE: distance,
        **_estimate(r.SPACE, space),
        r.SPACE_EXACT: correlation(distance.astype(float), p.deviation, p.length),
        r.FIELD_LAG: lags * frame,
        **_estimate(r.MEMORY, time),
        r.MEMORY_EXACT: memory(lags * frame, p.deviation, p.length, p.diffusivity, p.relaxation, 2),
        r.DEVIATION: width[0],
        r.DEVIATION.error: width[1],
        r.LENGTH: length[0],
        r.LENGTH.error: length[1],
        **_estimate(r.MEAN, mean + centre),
        **_estimate(r.CLIPPED, clipped),
        r.CLIPPED_EXACT: ndtr(-mean / p.deviation),
    }


def _estimate(variable: Variable, values: Floats) -> Values:
    """Mean over realisations (m, …) and its standard error."""
    error = values.std(axis=0, ddof=1) / np.sqrt(len(values))
    return {variable: values.mean(axis=0), variable.error: error}


def _jackknife(values: Floats, statistic: Callable[[Floats], float]) -> tuple[float, float]:
    """A statistic of the mean over realisations (m, …), and its standard error."""
    n = len(values)
    total = values.sum(axis=0)
    left = np.array([statistic((total - v) / (n - 1)) for v in values])
    return statistic(total / n), float(np.sqrt((n - 1) / n * ((left - left.mean()) ** 2).sum()))


def regions_expected(shape: tuple[int, int], p: Parameters, mean: float, critical: float) -> float:
    """Number of regions hotter than `critical` in an unsmoothed field, see `peaks_per_area`."""
    level = (critical - mean) / p.deviation
    return peaks_per_area(level, p.length) * shape[0] * shape[1]
