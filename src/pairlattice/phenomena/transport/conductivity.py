"""σ(ω) by drive and by Green and Kubo, of the harmonic and of the anharmonic crystal."""

import numpy as np
import xarray as xr

from pairlattice.engine import conductivity as theory
from pairlattice.engine.conductivity import Complex
from pairlattice.engine.lattice import Floats
from pairlattice.phenomena.labels import labelled
from pairlattice.phenomena.transport.crystals import EVERY, Crystals, alternating
from pairlattice.phenomena.transport.parameters import Parameters
from pairlattice.progress import Progress, silent

KINDS = ("harmonic", "anharmonic")

# Even grid of the sum rule and of Kramers-Kronig: to four times the longitudinal frequency.
_GRID = np.linspace(0.0, 12.0, 601)


def relaxation_steps(crystals: Crystals, friction: float, decades: float = 1.7) -> int:
    """Steps in which the uniform mode forgets its start to 10^−decades: exp(−γt/2)."""
    return int(2 * np.log(10.0) * decades / (friction * crystals.time_step))


def by_drive(
    crystals: Crystals, p: Parameters, omega: Floats, progress: Progress = silent
) -> tuple[Complex, Complex]:
    """σ and its standard error, (2, len(omega)) each; the error is complex, of both parts.

    The field points along [111]: its three components give three estimates in each crystal. A
    twin of each crystal runs on the same random numbers without field; in the difference the
    noise that both share drops out.
    """
    count = p.drive_repeats
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
    return _mean(found.reshape(len(KINDS), len(omega), -1))


def by_equilibrium(
    crystals: Crystals, p: Parameters, omega: Floats, progress: Progress = silent
) -> tuple[Complex, Complex, Complex, Floats]:
    """σ and its error at omega, σ on the even grid, and the sum rule with its error (2, kinds)."""
    count = p.equilibrium_repeats
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
    # Beyond the grid Re σ = nγ/ω², the friction alone: what a Langevin bath does at high frequency.
    tail = 2 / np.pi * crystals.friction / _GRID[-1]
    sums = 2 / np.pi * np.trapezoid(each[:, points:].real, _GRID, axis=1) / crystals.density + tail
    spread = sums.std(axis=-1, ddof=1) / np.sqrt(sums.shape[-1])
    rule = np.stack([sums.mean(axis=-1), spread])
    return mean[:, :points], error[:, :points], mean[:, points:], rule


def measure(crystals: Crystals, p: Parameters, progress: Progress = silent) -> xr.Dataset:
    """Both routes on the same frequencies, Lorentz's oscillator, sum rule and Kramers-Kronig."""
    omega = np.geomspace(*p.frequencies)
    driven, driven_error = by_drive(crystals, p, omega, progress)
    kubo, kubo_error, grid, rule = by_equilibrium(crystals, p, omega, progress)
    data = xr.Dataset(coords={"kind": list(KINDS)})
    data = data.assign_coords(
        omega=labelled(("omega",), omega, "1/t0", "angular frequency"),
        grid=labelled(("grid",), _GRID, "1/t0", "angular frequency, even grid"),
    )
    dims = ("kind", "omega")
    unit = "e^2 t0/(m d^3)"
    for name, values, label in (
        ("drive", driven, "conductivity by drive"),
        ("drive_error", driven_error, "standard errors, conductivity by drive"),
        ("kubo", kubo, "conductivity by Green and Kubo"),
        ("kubo_error", kubo_error, "standard errors, conductivity by Green and Kubo"),
    ):
        data[f"{name}_real"] = labelled(dims, values.real, unit, f"real part, {label}")
        data[f"{name}_imaginary"] = labelled(dims, values.imag, unit, f"imaginary part, {label}")
    smooth = crystals.lorentz(_GRID)
    transformed = np.stack([theory.kramers_kronig(_GRID, row.real) for row in grid])
    for name, curve, label in (
        ("kubo_grid_real", grid.real, "real part by Green and Kubo"),
        ("kubo_grid_imaginary", grid.imag, "imaginary part by Green and Kubo"),
        ("kramers_kronig", transformed, "imaginary part from the real part, Kramers-Kronig"),
    ):
        data[name] = labelled(("kind", "grid"), curve, unit, label)
    data["lorentz_real"] = labelled(("grid",), smooth.real, unit, "Lorentz oscillator, real part")
    data["lorentz_imaginary"] = labelled(
        ("grid",), smooth.imag, unit, "Lorentz oscillator, imaginary part"
    )
    label = "(2/π) ∫ Re σ dω over n"
    data["sum_rule"] = labelled(("kind",), rule[0], "1", label)
    data["sum_rule_error"] = labelled(("kind",), rule[1], "1", f"standard error, {label}")
    pulls = np.abs((driven - kubo).real) / np.hypot(driven_error.real, kubo_error.real)
    data["pull_real"] = labelled(dims, pulls, "1", "|drive − Kubo| over their error, real part")
    pulls = np.abs((driven - kubo).imag) / np.hypot(driven_error.imag, kubo_error.imag)
    data["pull_imaginary"] = labelled(dims, pulls, "1", "the same, imaginary part")
    return data


def _mean(found: Complex) -> tuple[Complex, Complex]:
    """Mean over the last axis and standard errors of real and imaginary part."""
    count = found.shape[-1]
    error = found.real.std(axis=-1, ddof=1) + 1j * found.imag.std(axis=-1, ddof=1)
    return found.mean(axis=-1), error / np.sqrt(count)
