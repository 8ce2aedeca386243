"""A thin perfectly diamagnetic disc in an axisymmetric field.

No flux crosses r < R in the plane z = 0. The induced potential is odd in z, so that

    ∫ A(k) J0(kr) dk = 0 (r > R),   ∫ k A(k) J0(kr) dk = f(r) (r < R),

f the applied normal field. A(k) = ∫_0^R h(t) sin(kt) dt solves the first, and the second gives
h(t) = (2/π) ∫_0^t r f(r)/√(t² − r²) dr (Sneddon, Mixed Boundary Value Problems in Potential
Theory, 1966, Ch. 3). Half the moment times the field is the energy, (π²/μ0) ∫_0^R h² dt.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from pairlattice import constants as c

Array = NDArray[np.float64]

_NODES = 96


def _rule(low: float, high: float) -> tuple[Array, Array]:
    x, w = np.polynomial.legendre.leggauss(_NODES)
    return low + (x + 1) * (high - low) / 2, w * (high - low) / 2


def _transform(values: Callable[[Array], Array], t: Array) -> Array:
    """h(t), with r = t sin θ, which removes the square root."""
    angle, weight = _rule(0.0, np.pi / 2)
    r = t[:, None] * np.sin(angle)
    found = values(r.ravel()).reshape(r.shape)
    return 2 / np.pi * t * ((found * np.sin(angle)) @ weight)


def energy(normal_field: Callable[[Array], Array], radius: float) -> float:
    """Work to bring the disc into the field [J].

    normal_field: B_z at distance r from the axis [T], array to array; radius: R [m].

    >>> U = energy(lambda r: np.full_like(r, 0.01), 0.02)      # uniform field: 4R³B²/(3μ0)
    >>> f"{U / (4 * 0.02**3 * 0.01**2 / (3 * c.vacuum_permeability)):.6f}"
    '1.000000'
    """
    t, weight = _rule(0.0, radius)
    h = _transform(normal_field, t)
    return float(np.pi**2 / c.vacuum_permeability * np.dot(weight, h**2))


def force(
    normal_field: Callable[[Array], Array], slope: Callable[[Array], Array], radius: float
) -> float:
    """Upward force on the magnet above the disc, −d(energy)/d(gap) [N].

    slope: dB_z/d(gap) at distance r [T/m]; the rest as in `energy`.
    """
    t, weight = _rule(0.0, radius)
    h, change = _transform(normal_field, t), _transform(slope, t)
    return float(-2 * np.pi**2 / c.vacuum_permeability * np.dot(weight, h * change))
