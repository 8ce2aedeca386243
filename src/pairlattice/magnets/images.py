"""Force and torque between a magnet and its images below the plane z = 0, by magpylib.

The surface of a perfect diamagnet is the mirror: the image of a magnetisation M has its components
along the plane kept and the one across reversed. See `standard.images` for the frozen image.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pairlattice.magnets.magnet import Magnet

Array = NDArray[np.float64]

# Cells into which the library cuts the magnet on which the force acts; the error falls below 1e-3
# of the force for a gap of a tenth of the magnet's size.
_CELLS = 3000


def _mirror(magnet: Magnet, gap: float, shift: float, tilt: float, sign: float) -> Any:
    # Reflection of an axial vector, then sign: +1 gives the image above a perfect diamagnet.
    turned = magnet.library(gap, shift, tilt)
    x, y, z = (sign * a for a in turned.polarization)
    image = magnet.shape.library((x, y, -z))
    if tilt:
        image.rotate_from_angax(-tilt, "y", degrees=False)
    image.position = (shift, 0.0, -gap - magnet.shape.centre)
    return image


def image_force(
    magnet: Magnet,
    gap: float,
    shift: float = 0.0,
    tilt: float = 0.0,
    cooled_at: float | None = None,
    cells: int = _CELLS,
) -> tuple[Array, Array]:
    """Force [N] and torque about the centre [N m] on the magnet, each (3,).

    gap: of the untilted face [m]; shift: along x from the axis [m]; tilt: about y [rad].
    cooled_at: None for a perfect diamagnet; else the gap at which an ideally pinned
    superconductor was cooled below the untilted magnet on the axis, whose frozen image is added.
    """
    import magpylib

    target = magnet.library(gap, shift, tilt)
    sources = [_mirror(magnet, gap, shift, tilt, 1.0)]
    if cooled_at is not None:
        sources.append(_mirror(magnet, cooled_at, 0.0, 0.0, -1.0))
    # Of the field's length: truncation 1e-6, and few digits lost where the field is weak.
    step = 1e-3 * (gap + magnet.shape.half_width)
    force, torque = magpylib.getFT(sources, target, meshing=cells, eps=step)
    total = [np.asarray(a, float).reshape(len(sources), 3).sum(axis=0) for a in (force, torque)]
    return total[0], total[1]
