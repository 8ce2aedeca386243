"""A fluctuating temperature field: a heat equation with noise, solved exactly mode by mode.

∂T/∂t = D ∇²T − (T − T_bath)/τ + noise. On a periodic grid each Fourier mode of θ = T − T_bath is an
Ornstein-Uhlenbeck process with rate r(q) = 1/τ + D q² and stationary variance S(q), and

    θ_q(t + h) = θ_q(t) e^(−r h) + √(S (1 − e^(−2 r h))) ξ_q

is its exact solution for any step h. Noise that is white in space would give S ∝ 1/r, whose
variance in two dimensions depends on the grid. Here the noise spectrum is 2 r(q) S(q) with
S(q) ∝ exp(−q² ℓ²/2): the stationary correlation is σ² exp(−x²/2ℓ²), which falls to σ²/√e at the
correlation length ℓ whatever D and τ are; they set how fast a fluctuation of each size decays.

The random numbers are `noise`'s function of (seed, step, site), so a run may be cut anywhere
without a change of one bit.
"""

import math
from dataclasses import field

import jax.numpy as jnp
import numpy as np

from pairlattice.engine import noise
from pairlattice.engine.lattice import Floats
from pairlattice.engine.pytree import record
from pairlattice.engine.vector import Array, Scalar
from pairlattice.errors import InputError


@record
class FieldState:
    """modes: Fourier modes of T − T_bath on the half spectrum of the grid, complex128; scaled so
    that the site field is their inverse transform. step: of the next update, int64. seed: int64."""

    modes: Array
    step: Array
    seed: Array


@record
class TemperatureField:
    """The heat equation with noise on a periodic grid, from `TemperatureField.of`.

    mean: T_bath. rate: r(q) [1/t]. width: √S(q), of modes driven by transforms of unit white noise.
    shape: points of the grid.
    """

    mean: Scalar
    rate: Array
    width: Array
    shape: tuple[int, ...] = field(metadata={"static": True})

    @classmethod
    def of(
        cls,
        shape: tuple[int, ...],
        spacing: float,
        mean: float,
        deviation: float,
        length: float,
        diffusivity: float,
        relaxation: float,
    ) -> "TemperatureField":
        """shape: points of the grid along each of its one to three axes. spacing: between them [d].

        mean: T_bath; deviation: σ of one point, both [E0/k_B]. length: ℓ [d]. diffusivity: D
        [d²/t]. relaxation: τ [t]. The variance of a point is σ² exactly, on the discrete grid.
        Raises InputError where the grid cannot hold ℓ.
        """
        for name, value, least in (
            ("mean", mean, 0.0),
            ("deviation", deviation, 0.0),
            ("diffusivity", diffusivity, 0.0),
        ):
            if not (math.isfinite(value) and value >= least):
                raise InputError(f"{name} of the temperature field must be 0 or more, got {value}")
        if not (math.isfinite(relaxation) and relaxation > 0):
            raise InputError(
                f"relaxation of the temperature field must be above 0, got {relaxation}"
            )
        extent = spacing * min(shape)
        if not spacing <= length <= extent / 6:
            raise InputError(
                "correlation length of the temperature field must be from the grid spacing "
                f"{spacing:g} d to a sixth of its extent {extent:g} d, got {length:g} d; enlarge "
                "the sample or shorten the length"
            )
        q2 = _squares(shape, spacing)
        spectrum = np.exp(-q2 * length**2 / 2)
        weight = np.full(q2.shape, 2.0)
        weight[..., 0] = 1.0
        if shape[-1] % 2 == 0:
            weight[..., -1] = 1.0
        # Σ over the whole spectrum of S/N is the variance of one point.
        points = math.prod(shape)
        spectrum *= deviation**2 * points / float((weight * spectrum).sum())
        rate = 1 / relaxation + diffusivity * q2
        return cls(
            jnp.asarray(mean), jnp.asarray(rate), jnp.asarray(np.sqrt(spectrum)), tuple(shape)
        )

    def start(self, seed: Scalar) -> FieldState:
        """A state drawn from the stationary distribution."""
        first = jnp.asarray(0, jnp.int64)
        key = jnp.asarray(seed, jnp.int64)
        return FieldState(self.width * _white(self.shape, key, first), first + 1, key)

    def advance(self, state: FieldState, time: Scalar) -> FieldState:
        """The state a `time` later, exact for any `time`."""
        decay = jnp.exp(-self.rate * time)
        # 1 − e^(−2 r h) without cancellation for short times.
        kick = self.width * jnp.sqrt(-jnp.expm1(-2 * self.rate * time))
        modes = decay * state.modes + kick * _white(self.shape, state.seed, state.step)
        return FieldState(modes, state.step + 1, state.seed)

    def fluctuation(self, state: FieldState) -> Array:
        """θ = T − T_bath on the grid [E0/k_B], Gaussian."""
        return jnp.fft.irfftn(state.modes, s=self.shape, axes=tuple(range(len(self.shape))))

    def temperature(self, state: FieldState) -> Array:
        """T on the grid, cut off at 0: a Gaussian field below 0 is no temperature."""
        return jnp.maximum(self.mean + self.fluctuation(state), 0.0)


def _white(shape: tuple[int, ...], seed: Array, step: Array) -> Array:
    unit = noise.normals(seed, noise.TEMPERATURE_FIELD, step, shape)[0]
    return jnp.fft.rfftn(unit.astype(jnp.float64))


def _squares(shape: tuple[int, ...], spacing: float) -> Floats:
    """q² [1/d²] on the half spectrum."""
    axes = [2 * np.pi * np.fft.fftfreq(n, spacing) for n in shape[:-1]]
    axes.append(2 * np.pi * np.fft.rfftfreq(shape[-1], spacing))
    grids = np.meshgrid(*axes, indexing="ij")
    return np.asarray(sum(g**2 for g in grids))


def correlation(distance: Floats, deviation: float, length: float) -> Floats:
    """⟨θ(0) θ(x)⟩ = σ² exp(−x²/2ℓ²) of an extended field."""
    return deviation**2 * np.exp(-(distance**2) / (2 * length**2))


def memory(
    time: Floats,
    deviation: float,
    length: float,
    diffusivity: float,
    relaxation: float,
    dimension: int,
) -> Floats:
    """⟨θ(x, 0) θ(x, t)⟩ = σ² e^(−t/τ) (1 + 2Dt/ℓ²)^(−dimension/2) of an extended field.

    Σ S(q) e^(−r t) with Gaussian S: diffusion widens ℓ² to ℓ² + 2Dt.
    """
    spread = (1 + 2 * diffusivity * time / length**2) ** (-dimension / 2)
    return np.asarray(deviation**2 * np.exp(-time / relaxation) * spread)


def peaks_per_area(level: float, length: float) -> float:
    """Mean Euler characteristic per area of {θ > level·σ} in two dimensions [1/d²].

    level e^(−level²/2)/((2π)^(3/2) ℓ²): at high levels, where regions have no holes, the number of
    separate regions (Adler, The Geometry of Random Fields, 1981; from memory).
    """
    return level * math.exp(-(level**2) / 2) / ((2 * math.pi) ** 1.5 * length**2)
