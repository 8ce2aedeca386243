"""Error bars of correlated series."""

from dataclasses import dataclass

import numpy as np
import scipy.fft

from pairlattice.engine.lattice import Floats

# Below this many correlation times, as it sees them, a series says little about its own error bar.
# Short series underestimate their memory: at 20, a third of all series of only 5 true correlation
# times would pass, with error bars that cover the truth in 30 % of cases; at 50 it is one in 100.
ENOUGH = 50.0

# In units of the correlation time itself; the usual compromise between bias and noise.
_WINDOW = 5.0


@dataclass(frozen=True)
class Estimate:
    """A mean with its standard error.

    correlation: integrated autocorrelation time in samples, 1 if they are independent.
    effective: number of independent samples.
    """

    mean: float
    error: float
    correlation: float
    effective: float

    @property
    def long_enough(self) -> bool:
        """Whether the series spans enough correlation times to trust the error bar."""
        return self.effective >= ENOUGH

    def __format__(self, spec: str) -> str:
        return f"{self.mean:{spec or '.4g'}} ± {self.error:.2g}"


def correlation_time(series: Floats) -> float:
    """Integrated autocorrelation time τ = 1 + 2 Σ ρ(k) in samples; 1 if independent.

    The sum stops at the first window M ≥ 5 τ(M) (Sokal, Cargèse lectures 1996).
    """
    series = np.asarray(series, dtype=float)
    count = len(series)
    if count < 2 or not np.ptp(series) > 0:
        return 1.0
    size = scipy.fft.next_fast_len(2 * count, real=True)
    power = np.abs(scipy.fft.rfft(series - series.mean(), size)) ** 2
    correlation = scipy.fft.irfft(power, size)[:count]
    taus = 2 * np.cumsum(correlation / correlation[0]) - 1
    closed = np.flatnonzero(np.arange(count) >= _WINDOW * taus)
    # A series too short to close the window is one sample, however many numbers it holds.
    return max(float(taus[closed[0]]), 1.0) if len(closed) else float(count)


def estimate(series: Floats) -> Estimate:
    """Mean of a stationary series with a standard error that accounts for autocorrelation.

    series: (m,). The variance of the mean is τ·variance/m with τ of `correlation_time`.
    """
    series = np.asarray(series, dtype=float)
    tau = correlation_time(series)
    effective = len(series) / tau
    spread = float(series.var(ddof=1)) if len(series) > 1 else 0.0
    return Estimate(float(series.mean()), float(np.sqrt(spread / effective)), tau, effective)


@dataclass(frozen=True)
class Equilibration:
    """Where a series settles.

    begin: samples to leave out. settled: whether what is left is longer than what is left out, and
    its two ends agree within their errors. effective: independent samples of what is left.
    """

    begin: int
    settled: bool
    effective: float


def equilibration(series: Floats) -> Equilibration:
    """Where a series may be averaged from, by the MSER-5 rule, and whether that can be believed.

    White, Cobb & Spratt, Proc. 2000 Winter Simulation Conference, 755: in means of five samples,
    leave out so many that the squared standard error of the rest, taken as if they were
    independent, is smallest; a minimum in the second half of the series is no sign of an end of the
    transient. What is left is then tested as by Geweke (Bayesian Statistics 4, 1992, 169): the
    means of its first tenth and of its second half must differ by less than three standard errors,
    correlation accounted for.

    series: (m,).
    """
    series = np.asarray(series, dtype=float)
    batches = series[: len(series) // _BATCH * _BATCH].reshape(-1, _BATCH).mean(axis=1)
    count = len(batches)
    if count < 2 * _BATCH or not np.ptp(series) > 0:
        return Equilibration(0, len(series) > 0 and not np.ptp(series) > 0, _effective(series))
    # Σ x and Σ x² of every tail at once, about the mean so that no digits are lost.
    centred = batches - batches.mean()
    left = np.arange(count, 0, -1)
    sums, squares = np.cumsum(centred[::-1])[::-1], np.cumsum(centred[::-1] ** 2)[::-1]
    error = (squares - sums**2 / left) / left**2
    # The last few tails are short enough to agree by chance.
    cut = int(np.argmin(error[: count - _BATCH]))
    rest = series[cut * _BATCH :]
    first, last = estimate(rest[: max(len(rest) // 10, 2)]), estimate(rest[len(rest) // 2 :])
    # A tenth has too few correlation times for an error of its own; its variance is the whole's.
    early = np.sqrt(rest.var() * correlation_time(rest) / max(len(rest) // 10, 2))
    agree = abs(first.mean - last.mean) <= 3 * np.hypot(early, last.error)
    return Equilibration(cut * _BATCH, bool(cut < count // 2 and agree), _effective(rest))


_BATCH = 5


def _effective(series: Floats) -> float:
    return len(series) / correlation_time(series) if len(series) else 0.0
