"""The paper's own account of the slab (Sec. VII): the pairs absorb the field's energy.

H and the displacement fall as exp(−x/λ_L), Eq. (13), up to Λ = 5 λ_L; the surface potential is
Eq. (15). No time, no charge and no history enter.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pairlattice.equations import decayed_field, maximum_depth, surface_potential
from pairlattice.phenomena.meissner import results as r
from pairlattice.variable import Values

Array = NDArray[np.float64]


def penetration(depth: ArrayLike, penetration_depth: float) -> Array:
    """H(x)/H0 by Eq. (13) for 0 ≤ x ≤ Λ, and 0 beyond, where the field is completely absorbed.

    depth: below the nearest face, in the unit of penetration_depth.

    >>> penetration([0.0, 5.0, 5.1], 1.0).round(5).tolist()
    [1.0, 0.00674, 0.0]
    """
    x = np.asarray(depth, float)
    inside = x <= maximum_depth(penetration_depth)
    return np.where(inside, decayed_field(1.0, x, penetration_depth), 0.0)


def potential() -> Values:
    """U0/U0max against λ/Λ by Eq. (15), both signs, with its end value at λ = Λ."""
    ratio = np.linspace(0, 1, 101)
    left = penetration(maximum_depth(1.0), 1.0)
    return {
        r.RATIO: ratio,
        r.GROWING: surface_potential(ratio, 1.0, 1.0, 1),
        r.FALLING: surface_potential(ratio, 1.0, 1.0, -1),
        r.END: surface_potential(1.0, 1.0, 1.0),
        r.LEFT: left,
        r.ENERGY_LEFT: left**2,
    }
