"""Closure C10: the force by which displaced electrons hold a magnet.

The paper gives U0 = ± U0max (1 − exp(−λ/Λ)) with λ ≤ Λ (Eq. 15), the sign that of the change of
field since the electrons last rested, and a balance with the weight (Eq. 12); it gives neither the
force that belongs to U0 nor how λ follows the field. Three steps close it.

1. "Two identical poles repel": the force on the magnet is the product of its own field B and the
   field b that the electrons induce. For sources below a plane this is ∫ B·b dA/μ0 exactly, if b
   is given as the mirror image of what is induced (B_z reversed), as |B|² of a perfect diamagnet.
   It vanishes with the magnet's field and obeys Newton's third law.
2. Eq. (15) for each element of the surface: b = B_max (1 − exp(−λ/Λ)) along δB, the change of the
   magnet's field there since rest.
3. The displacement follows the field (Fig. 9b), and at λ = Λ the field has reached the critical
   one: λ/Λ = |δB|/B_lim. With B_max = B_lim weak changes are answered completely, b = δB.

For |δB| ≪ B_lim this is the perfect diamagnet if the electrons rested without a field, and
Kordyuk's frozen image (J. Appl. Phys. 83, 610, 1998) if they rested below the magnet.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pairlattice import constants as c
from pairlattice import equations

Array = NDArray[np.float64]
DepthLaw = Literal["field", "energy", "logarithm"]


@dataclass(frozen=True)
class Response:
    """limit: B_lim [T]. law: of λ/Λ in x = |δB|/B_lim: "field" x, "energy" x² (the absorbed energy
    sets the depth), "logarithm" 1 + ln(x)/5 (the depth at which Eq. (13) has brought δB to
    exp(−5) B_lim). strength: B_max/B_lim; 1/(1 − 1/e) makes the answer complete at λ = Λ instead
    of for weak fields. whole: lost everywhere (type I) or only where the limit is passed (type II).
    """

    limit: float
    law: DepthLaw = "field"
    strength: float = 1.0
    whole: bool = True

    def depth_ratio(self, change: Array) -> Array:
        """λ/Λ of |δB| [T]; above 1 the order is lost."""
        x = np.asarray(change, float) / self.limit
        if self.law == "field":
            return x
        if self.law == "energy":
            return x**2
        return np.maximum(1 + np.log(np.maximum(x, 1e-12)) / 5, 0.0)

    def induced(self, change: Array) -> Array:
        """b [T] of |δB| [T], by Eq. (15)."""
        most = self.strength * self.limit
        return equations.surface_potential(self.depth_ratio(change), 1.0, most)

    def holds(self, field: Array, rest: Array) -> Array:
        """Whether the response exists, (n,). field, rest: B now and when the electrons rested."""
        now = np.linalg.norm(field, axis=-1)
        change = np.linalg.norm(field - rest, axis=-1)
        # The lookup of a gap at the very limit may round to either side of it.
        intact = np.maximum(now, change) <= self.limit * (1 + 1e-9)
        return np.full(len(intact), intact.all()) if self.whole else intact

    def force(self, field: Array, rest: Array, weights: Array) -> float:
        """Upward force [N]. field, rest: (n, 3) [T]; weights: areas (n,) [m²]."""
        delta = field - rest
        change = np.linalg.norm(delta, axis=-1)
        along = np.sum(field * delta, axis=-1) / np.where(change > 0, change, 1.0)
        pressure = along * self.induced(change) / c.vacuum_permeability
        return float(np.dot(weights, np.where(self.holds(field, rest), pressure, 0.0)))
