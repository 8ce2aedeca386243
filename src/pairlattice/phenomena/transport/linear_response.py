"""Conductivity from series of currents: by response to a drive, and by Green and Kubo.

Fields go as exp(−iωt), so σ(ω) = J(ω)/E(ω) is analytic in the upper half plane. Reduced units:
σ in e²/(d³ m) · t0.
"""

import numpy as np
import scipy.fft
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

from pairlattice.engine.lattice import Floats

Complex = NDArray[np.complexfloating]

# The spline of the correlation is read this many times between samples.
_FINER = 4


def lock_in(time: Floats, series: Floats, omega: float) -> Complex:
    """Complex amplitude A of series = Re A exp(−iωt) + constant, by least squares.

    time: (samples,). series: (…, samples). Returns (…,).
    """
    basis = np.stack([np.cos(omega * time), np.sin(omega * time), np.ones_like(time)], axis=-1)
    fitted = np.linalg.lstsq(basis, series.reshape(-1, len(time)).T, rcond=None)[0]
    amplitude = fitted[0] + 1j * fitted[1]
    return np.asarray(amplitude.reshape(series.shape[:-1]))


def autocorrelation(series: Floats, longest: int) -> Floats:
    """⟨x(0) x(t)⟩ of (…, samples) at lags 0 … longest − 1, divided by the pairs at each lag."""
    count = series.shape[-1]
    size = scipy.fft.next_fast_len(count + longest, real=True)
    spectrum = np.abs(scipy.fft.rfft(series, size, axis=-1)) ** 2
    sums = scipy.fft.irfft(spectrum, size, axis=-1)[..., :longest]
    return np.asarray(sums / (count - np.arange(longest)))


def green_kubo(
    current: Floats,
    interval: float,
    volume: float,
    temperature: float,
    omega: Floats,
    longest: float,
) -> Complex:
    """σ(ω) = (V/k_BT) ∫₀^∞ ⟨J(0) J(t)⟩ exp(iωt) dt of each series (R. Kubo, JPSJ 12, 570 (1957)).

    current: density along one axis in equilibrium, (m, samples), `interval` apart. longest: time
    at which the correlation is given up; from half of it on it is faded out, which moves σ only
    where the correlation still lives then. Returns (m, len(omega)).
    """
    lags = int(longest / interval)
    if lags < 8 or lags >= current.shape[-1]:
        raise ValueError(f"longest must hold 8 to {current.shape[-1]} samples, got {lags}")
    correlation = autocorrelation(current, lags)
    time = np.arange(lags) * interval
    smooth = CubicSpline(time, correlation, axis=-1)
    fine = np.linspace(0.0, time[-1], _FINER * (lags - 1) + 1)
    fade = np.cos(np.pi * np.clip(fine / time[-1] - 0.5, 0.0, 0.5)) ** 2
    values = smooth(fine) * fade
    step = fine[1]
    weight = np.full(len(fine), step)
    weight[[0, -1]] = step / 2
    integral = values @ (weight[:, None] * np.exp(1j * np.outer(fine, omega)))
    # Euler and Maclaurin's end correction: the correlation starts with a slope of its own, −γ.
    slope = smooth(0.0, 1)[..., None] + 1j * omega * values[..., :1]
    return np.asarray(volume / temperature * (integral + step**2 / 12 * slope))


def kramers_kronig(omega: Floats, real: Floats) -> Floats:
    """Im σ(ω) = −(2ω/π) P∫₀^W Re σ(ω')/(ω'² − ω²) dω' on an even grid from 0 to W.

    The singular part is taken out in closed form. Good for ω well below W, where Re σ is gone.
    """
    step = omega[1] - omega[0]
    imaginary = np.zeros_like(real)
    slope = np.gradient(real, omega)
    for i in range(1, len(omega) - 1):
        w = omega[i]
        difference = omega**2 - w**2
        difference[i] = 1.0
        rest = (real - real[i]) / difference
        rest[i] = slope[i] / (2 * w)
        inside = (rest.sum() - 0.5 * (rest[0] + rest[-1])) * step
        log = np.log((omega[-1] - w) / (omega[-1] + w)) / (2 * w)
        imaginary[i] = -2 * w / np.pi * (inside + real[i] * log)
    return imaginary
