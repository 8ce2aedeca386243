"""The slab's numbers for real materials of type I and type II, in SI units."""

import numpy as np

from pairlattice import constants as c
from pairlattice.equations import maximum_depth, penetration_depth
from pairlattice.errors import InputError
from pairlattice.model import magnetic
from pairlattice.model.magnetic import CriticalFields, MagneticDrive
from pairlattice.model.stiffness import uniform_stiffness
from pairlattice.phenomena.meissner import results as r
from pairlattice.phenomena.meissner.parameters import Parameters
from pairlattice.reference_data.materials import material
from pairlattice.units import ReducedUnits
from pairlattice.variable import Values


def critical_fields(name: str) -> CriticalFields:
    """Tc [K], Bc1 and Bc2 at T = 0 [T] of a material of the data set; Bc twice for type I."""
    found = magnetic.critical_fields(name)
    if found is None:
        raise InputError(
            f"meissner.materials must have Tc and critical fields in the data set, got {name!r}; "
            "Pb is type I and Nb type II"
        )
    return found


def pair_density(name: str) -> float:
    """n [m⁻³] of a material of the data set."""
    density = material(name).pair_density
    if density is None:
        raise InputError(
            f"meissner.materials must have an electron density in the data set, got {name!r}; "
            "for example Pb and Nb"
        )
    return density


def rows(p: Parameters, kappa: float) -> Values:
    """Each material at T = t Tc in its lower (or only) critical field there.

    displacement: u_H of closure C3 at the face, η = 1. speed: of free pairs that screen the field,
    e B λ_L/m; drift_time: in which it carries them by d. potential: of the face if the displacement
    is along its normal, as Fig. 8 to 10 draw it: ∫ n e u dx/ε0 over Λ.
    """
    critical = [critical_fields(name) for name in p.materials]
    density = np.array([pair_density(name) for name in p.materials])
    units = [ReducedUnits.from_pair_density(n) for n in density]
    d = np.array([one.length for one in units])
    T = np.array([p.temperature * one.temperature for one in critical])
    lower, upper = np.array([one.at(t) for one, t in zip(critical, T, strict=True)]).T
    depth = penetration_depth(density)
    drive = MagneticDrive(uniform_stiffness(kappa, 0.5), 0.5)
    u = drive.displacement(lower / np.array([one.magnetic_field for one in units]))
    speed = c.elementary_charge * lower * depth / c.electron_mass
    area = depth * (1 - np.exp(-maximum_depth(depth) / depth))
    return {
        r.MATERIAL: p.materials,
        r.TYPE: ["I" if one.is_type_one else "II" for one in critical],
        r.TEMPERATURE: T,
        r.LOWER: lower,
        r.UPPER: upper,
        r.DEPTH_SI: depth,
        r.PLASMA: c.speed_of_light / depth,
        r.SHIFT: u * d,
        r.SHIFT_REDUCED: u,
        r.SPEED: speed,
        r.DRIFT_TIME: d / speed,
        r.POTENTIAL: density * c.elementary_charge * u * d * area / c.vacuum_permittivity,
    }
