"""The structure factor of vortices in a periodic plane."""

import numpy as np

from pairlattice.point_vortices.law import Floats
from pairlattice.point_vortices.plane import Plane


def structure_factor(plane: Plane, positions: Floats, most: int = 48) -> tuple[Floats, Floats]:
    """S(q) = |Σ exp(iq·r)|²/N on the wave vectors of the plane with |n| ≤ most.

    Returns q (k, 2) and S (k,). The direct sum over the box's own wave vectors; a radial average
    is `freud.diffraction.StaticStructureFactorDirect`, which takes cubes only.
    """
    n = np.arange(-most, most + 1)
    phase_x = np.exp(2j * np.pi * np.outer(n, positions[:, 0]) / plane.width)
    phase_y = np.exp(2j * np.pi * np.outer(n, positions[:, 1]) / plane.height)
    amplitude = phase_x @ phase_y.T
    q = 2 * np.pi * np.stack(np.meshgrid(n, n, indexing="ij"), axis=-1) / plane.size
    return q.reshape(-1, 2), (np.abs(amplitude) ** 2 / len(positions)).ravel()
