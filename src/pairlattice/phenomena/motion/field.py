"""The temperature field alone: does it have the variance, the length and the memory it should?"""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import xarray as xr
from scipy.special import ndtr

from pairlattice.engine.temperature_field import (
    FieldState,
    TemperatureField,
    correlation,
    memory,
    peaks_per_area,
)
from pairlattice.phenomena.labels import labelled
from pairlattice.phenomena.motion.parameters import Parameters

# Largest lag of the memory, in frames, and largest distance, in correlation lengths.
_LAGS, _LENGTHS = 10, 3


def of(
    shape: tuple[int, int], p: Parameters, mean: float, deviation: float | None = None
) -> TemperatureField:
    """The field of the scenario on the columns; lengths in d, columns d apart."""
    sigma = p.deviation if deviation is None else deviation
    return TemperatureField.of(
        shape, 1.0, mean, sigma, p.length, p.diffusivity, p.relaxation
    )  # fmt: skip


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


def measure(
    shape: tuple[int, int], p: Parameters, mean: float, frame: float, seed: int
) -> xr.Dataset:
    """Independent realisations of the field: prescribed against measured, with standard errors."""
    field = of(shape, p, mean)
    all_of = np.asarray(_series(field, seed, frame, p.field_repeats, p.field_samples), float)
    lags = np.arange(min(_LAGS, p.field_samples - 1) + 1)
    distance = np.arange(int(_LENGTHS * p.length) + 1)

    # Each realisation gives one number; realisations are independent.
    variance = (all_of**2).mean(axis=(1, 2, 3))
    along = np.stack(
        [(all_of * np.roll(all_of, r, axis=3)).mean(axis=(1, 2, 3)) for r in distance], axis=1
    )
    across = np.stack(
        [(all_of * np.roll(all_of, r, axis=2)).mean(axis=(1, 2, 3)) for r in distance], axis=1
    )
    space = (along + across) / 2
    time = np.stack(
        [(all_of[:, : all_of.shape[1] - k] * all_of[:, k:]).mean(axis=(1, 2, 3)) for k in lags],
        axis=1,
    )
    at = max(round(p.length), 1)
    # From ρ(r) = exp(−r²/2ℓ²) at the distance next to ℓ; error by leaving one out at a time.
    length = _jackknife(space, lambda m: at / np.sqrt(-2 * np.log(m[at] / m[0])))
    width = _jackknife(variance[:, None], lambda m: float(np.sqrt(m[0])))
    centre = all_of.mean(axis=(1, 2, 3))
    clipped = (all_of < -mean).mean(axis=(1, 2, 3))
    data = xr.Dataset(coords={"distance": distance, "lag": lags * frame})
    error = np.sqrt(len(space))
    data["space"] = labelled(("distance",), space.mean(0), "(E0/k_B)^2", "measured covariance")
    data["space_error"] = labelled(
        ("distance",), space.std(0, ddof=1) / error, "(E0/k_B)^2", "error"
    )
    data["space_exact"] = labelled(
        ("distance",), correlation(distance.astype(float), p.deviation, p.length), "(E0/k_B)^2",
        "prescribed covariance",
    )  # fmt: skip
    data["time"] = labelled(("lag",), time.mean(0), "(E0/k_B)^2", "measured covariance in time")
    data["time_error"] = labelled(("lag",), time.std(0, ddof=1) / error, "(E0/k_B)^2", "error")
    data["time_exact"] = labelled(
        ("lag",),
        memory(lags * frame, p.deviation, p.length, p.diffusivity, p.relaxation, 2),
        "(E0/k_B)^2",
        "prescribed covariance in time",
    )
    data.attrs = {
        "deviation": [p.deviation, *width],
        "length": [p.length, *length],
        "mean": [mean, mean + float(centre.mean()), float(centre.std(ddof=1) / error)],
        "clipped": [
            float(ndtr(-mean / p.deviation)), float(clipped.mean()),
            float(clipped.std(ddof=1) / error),
        ],
    }  # fmt: skip
    return data


def _jackknife(values: np.ndarray, statistic: object) -> tuple[float, float]:
    """A statistic of the mean over realisations (m, …), and its standard error."""
    n = len(values)
    total = values.sum(axis=0)
    whole = float(statistic(total / n))  # type: ignore[operator]
    left = np.array([statistic((total - v) / (n - 1)) for v in values])  # type: ignore[operator]
    return whole, float(np.sqrt((n - 1) / n * ((left - left.mean()) ** 2).sum()))


def regions_expected(shape: tuple[int, int], p: Parameters, mean: float, critical: float) -> float:
    """Number of regions hotter than `critical` in an unsmoothed field, see `peaks_per_area`."""
    level = (critical - mean) / p.deviation
    return peaks_per_area(level, p.length) * shape[0] * shape[1]
