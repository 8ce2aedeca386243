"""Pulses and waves along a line: vacuum, the pair medium, a slab of it."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pairlattice import constants as c
from pairlattice.electrodynamics import (
    Grid,
    Law,
    Medium,
    State,
    System,
    energy,
    packet,
    plane_wave,
    run,
)
from pairlattice.phenomena.maxwell import results as r
from pairlattice.phenomena.maxwell.parameters import Parameters
from pairlattice.standard import lorentz
from pairlattice.variable import Values

Array = NDArray[np.float64]
_RING = 10 * np.pi  # so that a ring of one wave has k = 0.2
_RING_CELLS = 600


def vacuum(p: Parameters) -> Values:
    """A pulse once round half a ring of length 20, at several resolutions.

    Error (rms over peak) and speed, the way of the centroid over the time, in c.
    """
    errors, speeds = [], []
    for cells in p.resolutions:
        grid = Grid((cells, 1), 20 / cells)
        system = System(grid, Medium.vacuum(grid), time_step=0.5 * grid.spacing)
        start = packet(system, 5.0, 1.0)
        end, _ = run(system, start, cells, lambda _: None, every=cells)
        there = np.roll(start.E[1], cells // 2, 0)
        errors.append(float(np.sqrt(np.mean((end.E[1] - there) ** 2))))
        x = grid.positions((False, True))[0]
        path = float(np.sum(x * end.E[1] ** 2) / np.sum(end.E[1] ** 2)) - 5.0
        speeds.append(path / (cells * system.time_step))
    spacing = 20 / np.array(p.resolutions)
    return {
        r.SPACING: spacing,
        r.ERROR: errors,
        r.SPEED: speeds,
        r.ORDER: np.polyfit(np.log(spacing), np.log(errors), 1)[0],
        r.ABSORBED: absorbed(),
    }


def _ring(p: Parameters, law: Law = "standard") -> System:
    grid = Grid((_RING_CELLS, 1), _RING / _RING_CELLS)
    return System(grid, Medium.uniform(grid, 1.0, p.resonance), law)


def wave_frequency(p: Parameters, periods: int, branch: Literal["upper", "lower"]) -> float:
    """ω of a wave on a ring of undamped pairs, from the turning of its Fourier amplitude."""
    system = _ring(p)
    phase = np.exp(-2j * np.pi * periods * np.arange(_RING_CELLS) / _RING_CELLS)
    steps = int(60 / system.time_step) if branch == "lower" else int(20 / system.time_step)
    start = plane_wave(system, periods, branch)
    _, seen = run(system, start, steps, lambda s: complex(np.sum(s.E[1, :, 0] * phase)))
    f = np.array(seen)
    if periods == 0:
        # A swing without phase: f(t + Δ) + f(t − Δ) = 2 f(t) cos ωΔ.
        cosine = np.sum(f[1:-1] * (f[2:] + f[:-2])).real / (2 * np.sum(f[1:-1] ** 2).real)
        return float(np.arccos(cosine) / system.time_step)
    angle = np.unwrap(np.angle(f))
    return -float(np.polyfit(np.arange(steps + 1) * system.time_step, angle, 1)[0])


def dispersion(p: Parameters) -> Values:
    """ω(k) of both branches as measured; `expected_k` is ω√ε(ω) of the measured ω."""
    waves = np.array(p.wave_numbers)
    names: tuple[Literal["upper", "lower"], ...] = ("upper", "lower")
    omega = np.array([[wave_frequency(p, int(m), name) for m in waves] for name in names])
    index = np.sqrt(lorentz.permittivity(omega, p.resonance, 1.0).real)
    line = np.linspace(1e-3, 2.6, 521)
    square = lorentz.permittivity(line, p.resonance, 1.0).real
    return {
        r.K: 2 * np.pi * waves / _RING,
        r.BRANCH: names,
        r.OMEGA: omega,
        r.EXPECTED_K: omega * index,
        # The lower branch ends at ω0 as k grows, the upper one starts at √(ω0² + ω_p²).
        r.EDGES: [wave_frequency(p, 60, "lower"), wave_frequency(p, 0, "upper")],
        r.EXPECTED_EDGES: lorentz.stop_band(p.resonance, 1.0),
        r.LINE_OMEGA: line,
        # None in the stop band.
        r.LINE_K: line * np.sqrt(np.where(square >= 0, square, np.nan)),
    }


def group_velocity(p: Parameters) -> Values:
    """Speed of the energy's centroid of a narrow packet on each branch, and dω/dk."""
    grid = Grid((2400, 1), 0.05)
    system = System(grid, Medium.uniform(grid, 1.0, p.resonance))
    x = grid.positions((False, True))[0][:, 0]

    def centre(s: State) -> float:
        density = (s.E**2 + s.velocity**2 + (p.resonance * s.displacement) ** 2)[1, :, 0]
        density = density + s.B[:, 0] ** 2
        return float(np.sum(x * density) / np.sum(density))

    measured, expected = [], []
    cases: tuple[tuple[Literal["upper", "lower"], float], ...] = (("upper", 1.5), ("lower", 0.3))
    for branch, k in cases:
        start = packet(system, 45.0, 12.0, k, branch)
        _, seen = run(system, start, 1000, centre, every=100)
        times = np.arange(len(seen)) * 100 * system.time_step
        measured.append(float(np.polyfit(times, seen, 1)[0]))
        # The frequency is taken from Lorentz's permittivity, not from the branch of the packet.
        w = np.linspace(1e-3, 4.0, 400_001)
        eps = lorentz.permittivity(w, p.resonance, 1.0).real
        low, high = lorentz.stop_band(p.resonance, 1.0)
        side = w > float(high) if branch == "upper" else w < float(low) * (1 - 1e-6)
        frequency = float(np.interp(k, (w * np.sqrt(np.abs(eps)))[side], w[side]))
        speed = lorentz.group_velocity(frequency, p.resonance, 1.0) / c.speed_of_light
        expected.append(float(speed))
    return {
        r.PACKET: [name for name, _ in cases],
        r.PACKET_K: [k for _, k in cases],
        r.GROUP_VELOCITY: measured,
        r.EXPECTED_GROUP_VELOCITY: expected,
    }


def slab_transmission(omega: Array, p: Parameters) -> Array:
    """|t|² of a slab in vacuum, t = [cos Nωd − (i/2)(N + 1/N) sin Nωd]⁻¹ (c = 1).

    M. Born and E. Wolf, Principles of Optics, Sec. 1.6.4, normal incidence.
    """
    index = np.sqrt(lorentz.permittivity(omega, p.resonance, 1.0, p.damping) + 0j)
    turn = index * omega * p.slab
    t = 1 / (np.cos(turn) - 0.5j * (index + 1 / index) * np.sin(turn))
    return np.asarray(np.abs(t) ** 2, dtype=np.float64)


def transmission(p: Parameters) -> Values:
    """A short pulse through a slab of pairs, by each set of equations: |t(ω)|²."""
    h = 0.05
    grid = Grid((800, 1), h, ("absorbing", "periodic"), layer_cells=40)
    begin, probe = 20.0, int((21.0 + p.slab) / h)
    omega = np.linspace(0.1, 2.5, 121)

    def spectrum(medium: Medium, law: Law) -> NDArray[np.complex128]:
        system = System(grid, medium, law, time_step=0.45 * h)
        start = packet(system, 12.0, 0.6, plasma=0.0)
        steps = int(220 / system.time_step)
        _, seen = run(system, start, steps, lambda s: float(s.E[1, probe, 0]))
        times = np.arange(len(seen)) * system.time_step
        return np.asarray(np.exp(1j * np.outer(omega, times)) @ np.array(seen))

    medium = Medium.slab(grid, (begin, begin + p.slab), 1.0, p.resonance, p.damping)
    empty = spectrum(Medium.vacuum(grid), "standard")
    return {
        r.PULSE_OMEGA: omega,
        r.STANDARD: np.abs(spectrum(medium, "standard") / empty) ** 2,
        r.POLARISATION: np.abs(spectrum(medium, "polarisation") / empty) ** 2,
        r.LITERAL: np.abs(spectrum(medium, "literal") / empty) ** 2,
        r.EXPECTED_TRANSMISSION: slab_transmission(omega, p),
    }


def absorbed(cells: int = 400) -> float:
    """Energy left of a pulse that has met the absorbing layer, over what it had."""
    grid = Grid((cells, 1), 0.1, ("absorbing", "periodic"))
    system = System(grid, Medium.vacuum(grid))
    start = packet(system, 20.0, 1.0)
    end, _ = run(system, start, int(50 / system.time_step), lambda _: None, every=10**9)
    return energy(system, end).total / energy(system, start).total
