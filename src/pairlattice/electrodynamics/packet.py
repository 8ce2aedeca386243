"""Waves along x to start from, made of single branches of the pair medium.

The transverse waves of pairs with ω_p and ω0 obey k² = ω² ε(ω), a quadratic in ω²:

    ω² = ½ [S ± √(S² − 4 ω0² k²)],   S = ω_p² + ω0² + k²        (upper and lower branch).

Each mode is exp(i(kx − ωt)): B = kE/ω, s = ω_p E/(ω0² − ω²), s' = −iω s.
"""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from pairlattice.electrodynamics.grid import Array
from pairlattice.electrodynamics.system import State, System, rest
from pairlattice.errors import InputError

Branch = Literal["upper", "lower"]


def branch_frequency(k: ArrayLike, plasma: float, resonance: float, branch: Branch) -> Array:
    """ω(k) of a branch; of vacuum (ω_p = 0) k itself.

    >>> f"{branch_frequency(np.array(0.0), 3.0, 4.0, 'upper'):.1f}"
    '5.0'
    """
    number = np.abs(np.asarray(k, float))
    if plasma == 0:
        return number
    total = plasma**2 + resonance**2 + number**2
    root = np.sqrt(total**2 - 4 * resonance**2 * number**2)
    upper = np.sqrt((total + root) / 2)
    # The product of the two ω² is ω0² k²: free of the cancellation of total − root.
    return upper if branch == "upper" else resonance * number / upper


def packet(
    system: System,
    centre: float,
    width: float,
    wave_number: float = 0.0,
    branch: Branch = "upper",
    plasma: float | None = None,
) -> State:
    """A pulse E_y ∝ exp(−(x − x0)²/2w²) cos k0(x − x0) travelling towards +x.

    plasma: ω_p where the pulse starts; left out, that of the first cell. The axis x is taken to
    close on itself, so the pulse must be well inside where it does not.
    """
    amplitudes = _gaussian(system, centre, width, wave_number)
    return _build(system, amplitudes, branch, plasma)


def plane_wave(system: System, periods: int, branch: Branch = "upper") -> State:
    """E_y = cos kx with `periods` wave lengths on the axis x, travelling towards +x."""
    count = system.grid.cells[0]
    if not 0 <= periods < count // 2:
        raise InputError(f"periods must be 0 to {count // 2 - 1}, got {periods}; use more cells")
    amplitudes = np.zeros(count, complex)
    amplitudes[periods] = 1.0
    return _build(system, amplitudes, branch, None)


def _gaussian(system: System, centre: float, width: float, k0: float) -> np.ndarray:
    count, h = system.grid.cells[0], system.grid.spacing
    k = 2 * np.pi * np.fft.fftfreq(count, h)
    # Of the spectrum of a real pulse only k ≥ 0 is kept, k > 0 doubled: it travels towards +x.
    shape = np.exp(-(((k - k0) * width) ** 2) / 2) + np.exp(-(((k + k0) * width) ** 2) / 2)
    scale = np.sqrt(2 * np.pi) * width / (count * h)
    weight = np.where(k > 0, 1.0, np.where(k == 0, 0.5, 0.0))
    return weight * scale * shape * np.exp(-1j * k * centre)


def _build(system: System, amplitudes: np.ndarray, branch: Branch, plasma: float | None) -> State:
    grid, medium = system.grid, system.medium
    count, h = grid.cells[0], grid.spacing
    local = float(medium.plasma[1, 0, 0]) if plasma is None else plasma
    k = 2 * np.pi * np.fft.fftfreq(count, h)
    omega = branch_frequency(k, local, medium.resonance, branch)
    early = np.exp(1j * omega * system.time_step / 2)
    safe = np.where(omega > 0, omega, 1.0)
    # Where ω vanishes with k the ratio is the static index √(1 + ω_p²/ω0²).
    static = np.sqrt(1 + (local / medium.resonance) ** 2) if medium.resonance else 1.0
    ratio = np.where(omega > 0, k / safe, static)
    swing = local / (medium.resonance**2 - omega**2) if local else np.zeros(count)

    def on_grid(values: np.ndarray) -> Array:
        profile = (np.fft.ifft(values) * count).real
        return np.repeat(profile[:, None], grid.cells[1], axis=1)

    def vector(y: Array) -> Array:
        return np.stack([np.zeros_like(y), y])

    half_cell = np.exp(1j * k * h / 2)
    return rest(
        system,
        E=vector(on_grid(amplitudes)) * system.free,
        B=on_grid(amplitudes * ratio * early * half_cell),
        displacement=vector(on_grid(amplitudes * swing)),
        velocity=vector(on_grid(-1j * omega * amplitudes * swing * early)),
    )
