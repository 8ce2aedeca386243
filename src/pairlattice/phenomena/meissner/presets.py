"""The slab's numbers for real materials of type I and type II, in SI units."""

from typing import Any

import numpy as np

from pairlattice import constants as c
from pairlattice.equations import maximum_depth, penetration_depth, surface_potential
from pairlattice.errors import InputError
from pairlattice.measured.materials import material
from pairlattice.model.magnetic import MagneticDrive
from pairlattice.model.stiffness import uniform_stiffness
from pairlattice.phenomena.meissner.in_field import critical_fields
from pairlattice.units import ReducedUnits


def row(name: str, kappa: float, reduced_temperature: float) -> dict[str, Any]:
    """One material at T = t Tc in its lower (or only) critical field there.

    displacement: u_H of closure C3 at the face, η = 1 [m]. speed: of free pairs that screen the
    field, e B λ_L/m [m/s]; drift_time: in which it carries them by d [s]. potential: of the face
    if the displacement is along its normal, as Fig. 8 to 10 draw it: ∫ n e u dx/ε0 over Λ [V];
    end: its share of U0max by Eq. (15) at λ = Λ.
    """
    metal, critical = material(name), critical_fields(name)
    if metal.pair_density is None:
        raise InputError(
            f"meissner.materials must have an electron density in the data set, got {name!r}; "
            "for example Pb and Nb"
        )
    units = ReducedUnits.from_pair_density(metal.pair_density)
    density = metal.pair_density
    depth = float(penetration_depth(density))
    T = reduced_temperature * critical.temperature
    lower, upper = (float(b) for b in critical.at(T))
    drive = MagneticDrive(uniform_stiffness(kappa, 0.5), 0.5)
    u = float(drive.displacement(lower / units.magnetic_field)) * units.length
    plasma = c.speed_of_light / depth
    speed = c.elementary_charge * lower * depth / c.electron_mass
    reach = float(maximum_depth(depth))
    area = depth * (1 - np.exp(-reach / depth))
    potential = density * c.elementary_charge * u * area / c.vacuum_permittivity
    return {
        "material": name,
        "type": "I" if critical.is_type_one else "II",
        "temperature": T,
        "lower": lower,
        "upper": upper,
        "depth": depth,
        "plasma": plasma,
        "displacement": u,
        "displacement_reduced": u / units.length,
        "speed": speed,
        "drift_time": units.length / speed,
        "potential": float(potential),
        "end": float(surface_potential(1.0, 1.0, 1.0)),
    }
