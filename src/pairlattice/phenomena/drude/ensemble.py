"""The ensemble of carriers in SI units: paths, velocities, drift, and the conductivity of each."""

import numpy as np

from pairlattice import constants as c
from pairlattice.phenomena.drude import results as r
from pairlattice.phenomena.drude.carriers import observe, trajectories
from pairlattice.phenomena.drude.parameters import Parameters
from pairlattice.phenomena.drude.wire import Matter
from pairlattice.progress import Progress
from pairlattice.standard import drude
from pairlattice.variable import Values

_PATHS = 3
_PATH_WINDOW = 40.0


def paths(p: Parameters, matter: Matter, seed: int) -> Values:
    """A few carriers without a field and in the largest."""
    strengths = (0.0, max(p.strengths))
    times, found = trajectories(_PATHS, _PATH_WINDOW, strengths, seed)
    return {
        r.TIME: times * matter.relaxation_time,
        r.PATH_FIELD: np.array(strengths) * matter.unit_field,
        r.POSITION: found * matter.thermal_velocity * matter.relaxation_time,
    }


def drift(p: Parameters, matter: Matter, seed: int, progress: Progress) -> Values:
    """Mean velocities against the field, and the conductivity by three routes."""
    strengths = (0.0, *p.strengths)
    streams = np.random.SeedSequence(seed).spawn(len(strengths))
    shown = (0.0, max(p.strengths))
    drifts, velocities, diffusion = [], [], (0.0, 0.0)
    for index, (strength, stream) in enumerate(zip(strengths, streams, strict=True)):
        flights = observe(p.carriers, p.window, strength, np.random.default_rng(stream))
        drifts.append(flights.drift)
        if strength == 0:
            diffusion = flights.diffusion
        if strength in shown:
            velocities.append(flights.velocity)
        progress(index + 1, len(strengths))
    field = np.array(strengths) * matter.unit_field
    mean, error = np.array(drifts).T * matter.thermal_velocity
    sigma = float(drude.dc_conductivity(matter.density, matter.relaxation_time))
    charge = matter.density * c.elementary_charge
    # v = σ E/(n e), weighted by the error bars.
    weight = field[1:] / error[1:]
    slope = np.sum(weight * mean[1:] / error[1:]) / np.sum(weight**2)
    return {
        r.VELOCITY_FIELD: np.array(shown) * matter.unit_field,
        r.VELOCITY: np.array(velocities) * matter.thermal_velocity,
        r.FIELD: field,
        r.DRIFT: mean,
        r.DRIFT.error: error,
        r.EXPECTED_DRIFT: sigma / charge * field,
        r.CONDUCTIVITY: sigma,
        r.DRIFT_CONDUCTIVITY: slope * charge,
        r.DRIFT_CONDUCTIVITY.error: charge / np.sqrt(np.sum(weight**2)),
        # Einstein's relation: σ = n e² D/(k_B T), from the ensemble without a field.
        r.DIFFUSION_CONDUCTIVITY: diffusion[0] * sigma,
        r.DIFFUSION_CONDUCTIVITY.error: diffusion[1] * sigma,
    }
