"""A magnet above a superconductor by images: perfect diamagnet, and flux frozen in.

Mirror image: Jackson, Classical Electrodynamics, Problem 5.17, for zero permeability.
Frozen image: A. A. Kordyuk, J. Appl. Phys. 83, 610 (1998). The surface is z = 0.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pairlattice import constants as c
from pairlattice.errors import InputError

Array = NDArray[np.float64]


def dipole_dipole_force(moment: ArrayLike, source: ArrayLike, offset: ArrayLike) -> Array:
    """Force ∇(m·B) on a point magnet m at r from another, m', at the origin (Jackson, Sec. 5.7).

    F = (3μ0/4πr⁴) [ (r̂·m') m + (r̂·m) m' + (m·m') r̂ − 5 (r̂·m)(r̂·m') r̂ ].

    moment, source: m, m' (..., 3) [A m²]; offset: r (..., 3) [m]. Returns (..., 3) [N].

    >>> f"{dipole_dipole_force([0, 0, 1.0], [0, 0, -1.0], [0, 0, 0.1])[2]:.4f} N"
    '0.0060 N'
    """
    m, s, r = (np.asarray(a, float) for a in (moment, source, offset))
    distance = np.linalg.norm(r, axis=-1, keepdims=True)
    u = r / distance
    um, us = (np.sum(u * a, axis=-1, keepdims=True) for a in (m, s))
    ms = np.sum(m * s, axis=-1, keepdims=True)
    bracket = us * m + um * s + ms * u - 5 * um * us * u
    return 3 * c.vacuum_permeability / (4 * np.pi * distance**4) * bracket


def diamagnetic_force(moment: ArrayLike, height: ArrayLike) -> Array:
    """Upward force above a perfect diamagnet, 3μ0 m² (1 + cos²θ)/(64π z⁴) [N].

    Vertical moment: 3μ0m²/(32πz⁴). The image at −z has the vertical component reversed.

    moment: (..., 3) [A m²]; height: z [m], shape (...) or broadcasting with it.

    >>> f"{diamagnetic_force([0, 0, 1.0], 0.01):.3f} N"
    '3.750 N'
    """
    m, z = np.asarray(moment, float), np.asarray(height, float)
    if np.any(z <= 0):
        raise InputError(f"height must be above 0 m, got {np.min(z)!r}; measure from the surface")
    squares = np.sum(m**2, axis=-1) + m[..., 2] ** 2
    return 3 * c.vacuum_permeability * squares / (64 * np.pi * z**4)


def frozen_image_force(moment: ArrayLike, cooled_at: ArrayLike, position: ArrayLike) -> Array:
    """Force on a magnet that was above an ideally pinned superconductor while it was cooled.

    Two images: the mirror image, which follows the magnet, and the opposite of the mirror image
    of the cooling position, which stays. Zero at `cooled_at`, attractive above, repulsive below,
    restoring sideways. Valid for displacements in which no further flux enters.

    moment: (3,) [A m²], of fixed direction; cooled_at, position: (..., 3) [m], z > 0.
    Returns (..., 3) [N].

    >>> F = frozen_image_force([0, 0, 1.0], [0, 0, 0.01], [0, 0, 0.012])
    >>> f"{F[2]:.2f} N"
    '-0.75 N'
    """
    m = np.asarray(moment, float)
    mirror = np.array([1.0, 1.0, -1.0])
    here, there = np.asarray(position, float), np.asarray(cooled_at, float)
    if np.any(here[..., 2] <= 0) or np.any(there[..., 2] <= 0):
        raise InputError("heights must be above 0 m; the superconductor fills z < 0")
    diamagnetic = dipole_dipole_force(m, m * mirror, here - here * mirror)
    frozen = dipole_dipole_force(m, -m * mirror, here - there * mirror)
    return diamagnetic + frozen


def frozen_image_stiffness(moment: float, height: float) -> tuple[float, float]:
    """Vertical and lateral stiffness −dF/dz, −dF/dx at the cooling height, vertical magnet.

    k_z = 3μ0m²/(16πh⁵) and k_x = k_z/2 [N/m]; the magnet is stable in both, unlike above a
    perfect diamagnet, whose lateral stiffness is 0.

    >>> "{:.1f} N/m, {:.1f} N/m".format(*frozen_image_stiffness(1.0, 0.01))
    '750.0 N/m, 375.0 N/m'
    """
    vertical = 3 * c.vacuum_permeability * moment**2 / (16 * np.pi * height**5)
    return vertical, vertical / 2
