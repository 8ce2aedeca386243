"""The scenario in SI units, and what its drive is worth in tesla."""

import numpy as np
import xarray as xr

from pairlattice.model.magnetic import MagneticDrive
from pairlattice.phenomena.motion import results as r
from pairlattice.phenomena.motion.parameters import Parameters
from pairlattice.scenario import Scenario
from pairlattice.variable import Values


def scales(scenario: Scenario, p: Parameters, found: xr.DataTree) -> Values:
    """At the pair density of the scenario; displacement in the harmonic crystal.

    found: with the tubes.
    """
    units = scenario.sized
    forces = [f.strength * np.array(f.direction) for f in scenario.drive]
    forces += [f.strength * np.array(f.direction) for f in scenario.electric_field]
    force = np.linalg.norm(np.sum(forces, axis=0))
    stiffness = scenario.stiffness - scenario.critical_stiffness
    displacement = force / stiffness
    drive = MagneticDrive(stiffness, scenario.lattice.reduced_density)
    per_tesla = float(drive.displacement(1.0)) / units.magnetic_field
    return {
        r.KELVIN_MEAN: scenario.thermostat.temperature * units.temperature,
        r.KELVIN_DEVIATION: p.deviation * units.temperature,
        r.KELVIN_CRITICAL: r.CRITICAL.value(found) * units.temperature,
        r.METRES: p.length * units.length,
        r.SECONDS: r.FRAME.value(found) * units.time,
        r.DISPLACEMENT: displacement,
        r.TESLA: displacement / per_tesla,
        r.DISPLACEMENT_PER_TESLA: per_tesla,
    }
