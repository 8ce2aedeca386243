"""An ensemble of Drude's carriers: free flights of random length, forgetful collisions.

Reduced: time in τ, speed in v_T = √(k_BT/m) of one component, field as the drift e E τ/(m v_T).
No time step: flight times are drawn from their exponential law, so the ensemble is exact.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Flights:
    """Observed over a window T. displacement: x(T) − x(0) (N,) [v_T τ]. velocity: v_x(T) [v_T]."""

    displacement: Array
    velocity: Array
    window: float

    @property
    def drift(self) -> tuple[float, float]:
        """Mean speed ⟨x(T) − x(0)⟩/T and its standard error [v_T]."""
        speed = self.displacement / self.window
        return float(speed.mean()), float(speed.std(ddof=1) / np.sqrt(len(speed)))

    @property
    def diffusion(self) -> tuple[float, float]:
        """D [v_T² τ] from ⟨(x − ⟨x⟩)²⟩ = 2D (T − 1 + exp(−T)), and its standard error.

        The bracket is that of a velocity with correlation exp(−t/τ), which Drude's has.
        """
        time = self.window - 1 + np.exp(-self.window)
        spread = (self.displacement - self.displacement.mean()) ** 2 / (2 * time)
        return float(spread.mean()), float(spread.std(ddof=1) / np.sqrt(len(spread)))


def observe(
    carriers: int, window: float, strength: float, generator: np.random.Generator
) -> Flights:
    """Carriers that have been in the field for ever, watched from t = 0 to `window`.

    The time since a carrier's last collision is exponential like the time to the next, so at
    t = 0 its velocity is Maxwell's plus strength × age.
    """
    # The number of collisions in the window is Poisson; eight standard deviations are enough.
    most = int(window + 8 * np.sqrt(window)) + 20
    speeds = generator.normal(size=(carriers, most))
    speeds[:, 0] += strength * generator.exponential(size=carriers)
    ends = np.cumsum(generator.exponential(size=(carriers, most)), axis=1)
    starts = np.concatenate([np.zeros((carriers, 1)), ends[:, :-1]], axis=1)
    flown = np.clip(window - starts, 0.0, ends - starts)
    displacement = np.sum(speeds * flown + 0.5 * strength * flown**2, axis=1)
    last = np.sum(starts < window, axis=1) - 1
    rows = np.arange(carriers)
    velocity = speeds[rows, last] + strength * flown[rows, last]
    return Flights(displacement, velocity, window)


def trajectories(
    count: int, window: float, strengths: tuple[float, ...], seed: int, points: int = 600
) -> tuple[Array, Array]:
    """Paths in the plane of the same carriers in several fields along x.

    Returns times (points,) [τ] and positions (fields, count, points, 2) [v_T τ].
    """
    generator = np.random.default_rng(seed)
    most = int(window + 8 * np.sqrt(window)) + 20
    speeds = generator.normal(size=(count, most, 2))
    ends = np.cumsum(generator.exponential(size=(count, most)), axis=1)
    starts = np.concatenate([np.zeros((count, 1)), ends[:, :-1]], axis=1)
    times = np.linspace(0, window, points)
    flown = np.clip(times[None, :, None] - starts[:, None, :], 0.0, (ends - starts)[:, None, :])
    paths = np.einsum("cpf,cfd->cpd", flown, speeds)
    lengthened = 0.5 * np.sum(flown**2, axis=2)
    found = np.repeat(paths[None], len(strengths), axis=0)
    found[..., 0] += np.array(strengths)[:, None, None] * lengthened
    return times, found
