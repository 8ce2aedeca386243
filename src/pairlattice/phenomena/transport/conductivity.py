"""σ(ω) by drive and by Green and Kubo, of the harmonic and of the anharmonic crystal."""

from collections.abc import Mapping

import numpy as np
import xarray as xr

from pairlattice.engine.lattice import Floats
from pairlattice.phenomena.transport import linear_response as theory
from pairlattice.phenomena.transport import results as r
from pairlattice.phenomena.transport.crystals import EVERY, Crystals, alternating
from pairlattice.phenomena.transport.linear_response import Complex
from pairlattice.phenomena.transport.parameters import Parameters
from pairlattice.progress import Progress
from pairlattice.variable import Values, Variable

KINDS = ("harmonic", "anharmonic")

# Even grid of the sum rule and of Kramers-Kronig: to four times the longitudinal frequency.
_GRID = np.linspace(0.0, 12.0, 601)


def relaxation_steps(crystals: Crystals, friction: float, decades: float = 1.7) -> int:
    """Steps in which the uniform mode forgets its start to 10^−decades: exp(−γt/2)."""
    return int(2 * np.log(10.0) * decades / (friction * crystals.time_step))


def by_drive(crystals: Crystals, p: Parameters, progress: Progress) -> Values:
    """σ(ω) and ρ = 1/σ.

    The field points along [111]: its three components give three estimates in each crystal. A
    twin of each crystal runs on the same random numbers without field; in the difference the
    noise that both share drops out.
    """
    count, omega = p.drive_repeats, np.geomspace(*p.frequencies)
    w = np.concatenate([omega, [0.0]])
    strength = np.concatenate([p.amplitude * np.abs(crystals.impedance(omega)), [0.0]])
    shape = (len(KINDS), len(w), count)
    field = np.broadcast_to(strength[:, None, None], (*shape, 3)).reshape(-1, 3)
    omegas = np.broadcast_to(w[:, None], shape).ravel()
    quartic = np.repeat([0.0, crystals.quartic], len(w) * count)
    twin = np.broadcast_to(np.arange(count), shape).ravel()
    course = crystals.run(
        np.full(len(quartic), p.temperature), quartic, field,
        alternating(omegas),
        relaxation_steps(crystals, crystals.friction, 4.0), p.drive_steps,
        stream=1, twin=twin, progress=progress,
    )  # fmt: skip
    velocity = np.swapaxes(course.velocity, 1, 2).reshape(*shape, 3, -1)
    current = -crystals.density * (velocity[:, :-1] - velocity[:, -1:])
    found = np.stack(
        [
            theory.lock_in(course.time, current[:, i], omega[i]) / strength[i]
            for i in range(len(omega))
        ],
        axis=1,
    )
    sigma, error = _mean(found.reshape(len(KINDS), len(omega), -1))
    rho = 1 / sigma
    return {
        r.KIND: KINDS,
        r.OMEGA: omega,
        **_parts(r.DRIVE, sigma, error),
        r.RESISTANCE: rho.real,
        r.REACTANCE: np.abs(rho.imag),
        r.RESISTANCE.error: np.abs(error) * np.abs(rho) ** 2,
    }


def by_equilibrium(crystals: Crystals, p: Parameters, progress: Progress) -> Values:
    """σ(ω), its sum rule and its Kramers-Kronig relation from currents in equilibrium."""
    count, omega = p.equilibrium_repeats, np.geomspace(*p.frequencies)
    quartic = np.repeat([0.0, crystals.quartic], count)
    temperature = np.full(2 * count, p.temperature)
    relax = relaxation_steps(crystals, crystals.friction)
    course = crystals.run(
        temperature, quartic, np.zeros((2 * count, 3)), None, relax, p.equilibrium_steps,
        stream=2, progress=progress,
    )  # fmt: skip
    current = -crystals.density * np.swapaxes(course.velocity, 1, 2).reshape(
        6 * count, len(course.time)
    )
    found = theory.green_kubo(
        current, EVERY * crystals.time_step, crystals.volume, p.temperature,
        np.concatenate([omega, _GRID]), p.longest_correlation,
    )  # fmt: skip
    each = np.moveaxis(found.reshape(2, 3 * count, -1), 1, 2)
    mean, error = _mean(each)
    points = len(omega)
    grid = mean[:, points:]
    # Beyond the grid Re σ = nγ/ω², the friction alone: what a Langevin bath does at high frequency.
    tail = 2 / np.pi * crystals.friction / _GRID[-1]
    sums = 2 / np.pi * np.trapezoid(each[:, points:].real, _GRID, axis=1) / crystals.density + tail
    return {
        **_parts(r.KUBO, mean[:, :points], error[:, :points]),
        r.GRID: _GRID,
        r.KUBO_GRID: grid.imag,
        r.KRAMERS_KRONIG: np.stack([theory.kramers_kronig(_GRID, row.real) for row in grid]),
        r.SUM_RULE: sums.mean(axis=-1),
        r.SUM_RULE.error: sums.std(axis=-1, ddof=1) / np.sqrt(sums.shape[-1]),
    }


def compare(crystals: Crystals, found: xr.DataTree) -> Values:
    """The two routes beside each other and beside Lorentz's oscillator and Drude's electrons."""
    pulls: dict[Variable, Floats] = {}
    for part in r.PARTS:
        drive, kubo = r.DRIVE[part], r.KUBO[part]
        error = np.hypot(drive.error.values(found), kubo.error.values(found))
        pulls[r.PULL[part]] = np.abs(drive.values(found) - kubo.values(found)) / error
    smooth = crystals.lorentz(_GRID)
    omega = r.OMEGA.values(found)
    w, n = np.geomspace(omega.min(), omega.max(), 200), crystals.density
    return {
        **pulls,
        r.LORENTZ["real"]: smooth.real,
        r.LORENTZ["imaginary"]: smooth.imag,
        r.SMOOTH: w,
        r.DRUDE_RESISTANCE: crystals.friction / n,
        r.DRUDE_REACTANCE: w / n,
        r.LORENTZ_REACTANCE: np.abs(crystals.uniform - w**2) / (n * w),
    }


def _parts(variables: Mapping[str, Variable], value: Complex, error: Complex) -> Values:
    real, imaginary = (variables[part] for part in r.PARTS)
    return {
        real: value.real,
        real.error: error.real,
        imaginary: value.imag,
        imaginary.error: error.imag,
    }


def _mean(found: Complex) -> tuple[Complex, Complex]:
    """Mean over the last axis and standard errors of real and imaginary part."""
    count = found.shape[-1]
    error = found.real.std(axis=-1, ddof=1) + 1j * found.imag.std(axis=-1, ddof=1)
    return found.mean(axis=-1), error / np.sqrt(count)
