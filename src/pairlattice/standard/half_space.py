"""A magnet of any shape above a superconducting half-space, by plane waves of its field.

A static field of in-plane wave number k decays as exp(−k z) and is reflected by London's
half-space with the amplitude (k − q)/(k + q), q² = k² + 1/λ² (`london.dipole_force`), by a perfect
diamagnet with −1. Everything follows from one integral,

    I_n(s) = (μ0/4π) ∫ k^n ρ(k) S(k) exp(−k s) dk,   ρ = (q − k)/(q + k),

with S(k) the magnet's spectrum [A² m⁴] (m² for a vertical point magnet):

    energy ½ I_2(2z), force I_3(2z), stiffness 2 I_4(2z).

Flux frozen in below the magnet at gap z0 (A. A. Kordyuk, J. Appl. Phys. 83, 610 (1998)) adds the
energy −I_2(z + z0), which depends on the lateral shift x through J0(k x).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pairlattice import constants as c
from pairlattice.errors import InputError

Array = NDArray[np.float64]

# Beyond k s = 45 the integrand k⁴ exp(−k s) is below 1e-13 of its integral.
_REACH = 45.0


@cache
def _nodes() -> tuple[Array, Array]:
    return np.polynomial.legendre.leggauss(16)


@dataclass(frozen=True)
class HalfSpace:
    """The superconductor z < 0 below a magnet.

    spectrum: S(k) [A² m⁴] of k [1/m]. size: width of the magnet [m], which sets how finely S must
    be sampled; 0 for a point. penetration_depth: λ [m], 0 for a perfect diamagnet.

    >>> point = HalfSpace(lambda k: np.ones_like(k), 0.0)
    >>> f"{point.force(0.01):.3f} N"                        # 3μ0 m²/(32π z⁴), m = 1 A m²
    '3.750 N'
    """

    spectrum: Callable[[Array], Array]
    size: float
    penetration_depth: float = 0.0

    def integral(self, power: int, distance: float) -> float:
        """I_n(s). power: n; distance: s [m]."""
        if not distance > 0:
            raise InputError(f"gap must be above 0 m, got {distance / 2!r}; the surface is at 0")
        width = min(2 / distance, np.pi / self.size if self.size else np.inf)
        panels = int(np.ceil(_REACH / distance / width))
        x, w = _nodes()
        k = (width * (np.arange(panels)[:, None] + (x + 1) / 2)).ravel()
        weight = np.tile(w * width / 2, panels)
        values = k**power * self.spectrum(k) * np.exp(-k * distance)
        if self.penetration_depth > 0:
            a = 1 / self.penetration_depth
            values *= (a / (np.hypot(k, a) + k)) ** 2
        return float(c.vacuum_permeability / (4 * np.pi) * np.dot(weight, values))

    def energy(self, gap: float) -> float:
        """Work to bring the magnet from far away to `gap` [J]."""
        return self.integral(2, 2 * gap) / 2

    def force(self, gap: float, cooled_at: float | None = None) -> float:
        """Upward force [N]. cooled_at: gap at which flux was frozen in; None for none."""
        force = self.integral(3, 2 * gap)
        return force if cooled_at is None else force - self.integral(3, gap + cooled_at)

    def stiffness(self, gap: float, cooled_at: float | None = None) -> float:
        """−dF/dz [N/m]."""
        stiffness = 2 * self.integral(4, 2 * gap)
        return stiffness if cooled_at is None else stiffness - self.integral(4, gap + cooled_at)

    def lateral_stiffness(self, gap: float, cooled_at: float | None = None) -> float:
        """−dF_x/dx [N/m], mean of x and y: ½ I_4(z + z0); 0 without frozen flux."""
        return 0.0 if cooled_at is None else self.integral(4, gap + cooled_at) / 2

    def forces(self, gaps: ArrayLike, cooled_at: float | None = None) -> Array:
        """`force` of each gap, shape (n,)."""
        return np.array([self.force(float(z), cooled_at) for z in np.ravel(gaps)])
