"""Ellipsoids in a uniform field: demagnetising factors and a perfect diamagnet's response.

J. A. Osborn, Phys. Rev. 67, 351 (1945); E. C. Stoner, Philos. Mag. 36, 803 (1945).
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import elliprd

from pairlattice.errors import InputError

Array = NDArray[np.float64]


def ellipsoid_factors(semi_axes: ArrayLike) -> Array:
    """N along each axis of an ellipsoid; they add up to 1.

    N_a = (abc/2) ∫ ds/[(a² + s) √((a² + s)(b² + s)(c² + s))] from 0 to ∞, which is
    (abc/3) R_D(b², c², a²) with Carlson's R_D.

    semi_axes: a, b, c (..., 3), any one unit. Returns (..., 3).

    >>> ellipsoid_factors([1, 1, 1]).round(4).tolist()
    [0.3333, 0.3333, 0.3333]
    >>> ellipsoid_factors([1, 1, 1e4]).round(4).tolist()     # long cylinder
    [0.5, 0.5, 0.0]
    """
    axes = np.asarray(semi_axes, float)
    if axes.shape[-1] != 3 or not np.all(np.isfinite(axes) & (axes > 0)):
        raise InputError(
            f"an ellipsoid needs three semi-axes above 0, got {semi_axes!r}; a sphere has 1, 1, 1"
        )
    a, b, c = np.moveaxis(axes, -1, 0)
    squares = a**2, b**2, c**2
    volume = a * b * c / 3
    factors = [
        volume * elliprd(squares[(i + 1) % 3], squares[(i + 2) % 3], squares[i]) for i in range(3)
    ]
    return np.stack(factors, axis=-1)


def diamagnetic_magnetisation(factor: ArrayLike) -> Array:
    """M/H0 = −1/(1 − N) of an ellipsoid that lets no field in; N along the field.

    >>> f"{diamagnetic_magnetisation(1 / 3):.2f}"            # sphere
    '-1.50'
    """
    return -1 / (1 - np.asarray(factor, float))


def entry_field(factor: ArrayLike) -> Array:
    """Applied field over the critical one at which the equator of the ellipsoid reaches it: 1 − N.

    >>> f"{entry_field(1 / 3):.3f}"
    '0.667'
    """
    return 1 - np.asarray(factor, float)
