"""Where does the resistance come from? Resistivity and transverse currents against temperature.

The paper's mechanism (Sec. V): displacements that do not point along the field carry currents
across it, and those are the resistance. Measured here: the currents across the field, with and
without it, and the power that the field loses.
"""

import numpy as np

from pairlattice.engine.lattice import Floats
from pairlattice.phenomena.transport import linear_response as theory
from pairlattice.phenomena.transport import results as r
from pairlattice.phenomena.transport.conductivity import KINDS, relaxation_steps
from pairlattice.phenomena.transport.crystals import EVERY, Crystals, alternating
from pairlattice.phenomena.transport.linear_response import Complex
from pairlattice.phenomena.transport.parameters import Parameters
from pairlattice.progress import Progress
from pairlattice.variable import Values


def in_equilibrium(crystals: Crystals, p: Parameters, progress: Progress) -> Values:
    """Re 1/σ at the resonance against temperature under weak friction, by Green and Kubo.

    The resonance of each crystal is taken from equipartition, k_eff = T/(N⟨ū²⟩). Friction alone,
    Drude's resistance of the same γ included, is γ/n at every frequency and temperature.
    """
    T, count = np.array(p.temperatures), p.resistivity_repeats
    shape = (len(KINDS), len(T), count)
    temperature = np.broadcast_to(T[:, None], shape).ravel()
    quartic = np.repeat([0.0, crystals.quartic], len(T) * count)
    relax = relaxation_steps(crystals, p.weak_friction)
    course = crystals.run(
        temperature, quartic, np.zeros((len(quartic), 3)), None, relax, p.equilibrium_steps,
        friction=p.weak_friction, stream=3, progress=progress,
    )  # fmt: skip
    mean_square = (course.displacement**2).mean(axis=(1, 2)).reshape(shape).mean(axis=-1)
    stiffness = T / (crystals.sample.count * mean_square)
    current = -crystals.density * np.swapaxes(course.velocity, 1, 2)
    value, error = np.empty((2, *shape[:2]))
    series = current.reshape(*shape[:2], 3 * count, -1)
    # The correlation of a weakly damped crystal lives longer than that of the others.
    longest = p.longest_correlation * max(1.0, 0.5 * crystals.friction / p.weak_friction)
    for i, j in np.ndindex(*shape[:2]):
        omega = np.sqrt(stiffness[i, j : j + 1])
        found = theory.green_kubo(
            series[i, j], EVERY * crystals.time_step, crystals.volume, float(T[j]), omega, longest
        )[:, 0]
        value[i, j], error[i, j] = _jackknife(found)
    return {
        r.RESISTIVITY_KIND: KINDS,
        r.RESISTIVITY_T: T,
        r.RESONANCE: np.sqrt(stiffness),
        r.RESISTIVITY: value,
        r.RESISTIVITY.error: error,
        r.FRICTION_ALONE: p.weak_friction / crystals.density,
    }


def by_drive(crystals: Crystals, p: Parameters, omega: Floats, progress: Progress) -> Values:
    """The same by drive, at omega (kinds, temperatures), with twins as in `conductivity`."""
    T, count = np.array(p.temperatures), p.drive_repeats
    strength = p.amplitude * np.abs(crystals.impedance(omega, p.weak_friction))
    shape = (2, *omega.shape, count)
    on = np.broadcast_to(np.array([1.0, 0.0])[:, None, None, None], shape)
    field = np.repeat((on * strength[..., None]).reshape(-1, 1), 3, axis=1)
    kind = np.array([0.0, crystals.quartic])[:, None, None]
    signal = alternating(np.broadcast_to(omega[..., None], shape).ravel())
    course = crystals.run(
        np.broadcast_to(T[:, None], shape).ravel(), np.broadcast_to(kind, shape).ravel(), field,
        signal, relaxation_steps(crystals, p.weak_friction, 3.0), p.drive_steps,
        friction=p.weak_friction, stream=5, progress=progress,
        twin=np.broadcast_to(np.arange(omega.size * count).reshape(shape[1:]), shape).ravel(),
    )  # fmt: skip
    velocity = np.swapaxes(course.velocity, 1, 2).reshape(*shape, 3, -1)
    current = -crystals.density * (velocity[0] - velocity[1])
    value, error = np.empty((2, *omega.shape))
    for i, j in np.ndindex(*omega.shape):
        found = theory.lock_in(course.time, current[i, j], float(omega[i, j])) / strength[i, j]
        value[i, j], error[i, j] = _jackknife(found.ravel())
    return {r.DRIVEN: value, r.DRIVEN.error: error}


def _jackknife(sigma: Complex) -> tuple[float, float]:
    """Re 1/⟨σ⟩ and its standard error from leaving out one series at a time."""
    count = len(sigma)
    left = (1 / ((sigma.sum() - sigma) / (count - 1))).real
    spread = (count - 1) / count * np.sum((left - left.mean()) ** 2)
    return float((1 / sigma.mean()).real), float(np.sqrt(spread))


def transverse(crystals: Crystals, p: Parameters, progress: Progress) -> Values:
    """Currents across a field along z, and the power it loses, against temperature.

    Each crystal runs with the field and, on the same random numbers, without it.
    """
    T, count = np.array(p.temperatures), p.drive_repeats
    w = p.transverse_frequency
    strength = p.amplitude * float(abs(crystals.impedance(np.array(w))))
    shape = (len(KINDS), 2, len(T), count)
    temperature = np.broadcast_to(T[:, None], shape).ravel()
    quartic = np.broadcast_to(np.array([0.0, crystals.quartic])[:, None, None, None], shape).ravel()
    on = np.broadcast_to(np.array([1.0, 0.0])[:, None, None], shape).ravel()
    field = np.zeros((on.size, 3))
    field[:, 2] = strength * on
    signal = alternating(np.full(on.size, w))
    relax = relaxation_steps(crystals, crystals.friction)
    twin = np.broadcast_to(np.arange(on.size).reshape(shape)[:, :1], shape).ravel()
    course = crystals.run(
        temperature, quartic, field, signal, relax, p.drive_steps,
        stream=4, twin=twin, progress=progress,
    )  # fmt: skip
    n = crystals.density
    rms = n * np.sqrt(course.velocity_square[..., :2].mean(axis=(1, 2)))
    current = -n * np.swapaxes(course.velocity, 1, 2)
    locked = theory.lock_in(course.time, current, w)
    across = np.sqrt((np.abs(locked[:, :2]) ** 2).mean(axis=1))
    power = 0.5 * strength * locked[:, 2].real
    # With the same random numbers the noise of the bath drops out of the difference.
    lost = power.reshape(shape)[:, 0] - power.reshape(shape)[:, 1]
    local, coherent = rms.reshape(shape), across.reshape(shape)
    exposed = local[:, 0].mean(axis=-1)
    power_lost = lost.mean(axis=-1)
    return {
        r.TRANSVERSE_KIND: KINDS,
        r.FIELD: ("on", "off"),
        r.TRANSVERSE_T: T,
        r.LOCAL: local.mean(axis=-1),
        r.LOCAL.error: _error(local),
        r.COHERENT: coherent.mean(axis=-1),
        r.COHERENT.error: _error(coherent),
        r.EQUIPARTITION: n * np.sqrt(T),
        r.POWER: power_lost,
        r.POWER.error: _error(lost),
        r.LORENTZ_POWER: 0.5 * strength**2 * float(crystals.lorentz(np.array(w)).real),
        r.QUADRATIC: (exposed / exposed[:, [len(T) // 2]]) ** 2,
        r.LOCAL_EXPONENT: _exponents(T, exposed),
        r.POWER_EXPONENT: _exponents(T, power_lost),
    }


def _error(found: Floats) -> Floats:
    """Standard error of the mean over the last axis."""
    return np.asarray(found.std(axis=-1, ddof=1) / np.sqrt(found.shape[-1]))


def _exponents(T: Floats, rows: Floats) -> Floats:
    """x of |row| ∝ T^x."""
    return np.array([np.polyfit(np.log(T), np.log(np.abs(row)), 1)[0] for row in rows])
