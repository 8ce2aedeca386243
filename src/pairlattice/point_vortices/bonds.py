"""Bond order, neighbours and structure factor of points in a periodic plane, by `freud`."""

from dataclasses import dataclass

import freud
import numpy as np
from numpy.typing import NDArray

from pairlattice.point_vortices.law import Floats
from pairlattice.point_vortices.plane import Plane


@dataclass(frozen=True, eq=False)
class BondOrder:
    """psi4, psi6: (m,) complex, ψ_k = Σ w exp(ikθ) over Voronoi neighbours weighted by the length
    of the common edge, so that the corner neighbours of a square, whose edges vanish, do not count.
    neighbours: (m,) Voronoi neighbours with edges longer than 5 % of the cell's mean edge.
    """

    psi4: NDArray[np.complex128]
    psi6: NDArray[np.complex128]
    neighbours: NDArray[np.int64]

    @property
    def local4(self) -> float:
        """⟨|ψ4|⟩."""
        return float(np.abs(self.psi4).mean())

    @property
    def local6(self) -> float:
        """⟨|ψ6|⟩."""
        return float(np.abs(self.psi6).mean())

    @property
    def global4(self) -> float:
        """|⟨ψ4⟩|: 1 in one crystal, small in many grains."""
        return float(abs(self.psi4.mean()))

    @property
    def global6(self) -> float:
        """|⟨ψ6⟩|."""
        return float(abs(self.psi6.mean()))

    def defects(self, coordination: int = 6) -> float:
        """Share of vortices with another number of Voronoi neighbours."""
        return float(np.mean(self.neighbours != coordination))


def bond_order(plane: Plane, positions: Floats) -> BondOrder:
    """Bond order of points in a periodic plane.

    >>> grid = np.stack(np.meshgrid(np.arange(6.0), np.arange(6.0)), axis=-1).reshape(-1, 2)
    >>> f"{bond_order(Plane(6.0, 6.0), grid).local4:.6f}"
    '1.000000'
    """
    box, points = _centred(plane, positions)
    voronoi = freud.locality.Voronoi()
    voronoi.compute((box, points))
    bonds = voronoi.nlist
    psi = [
        np.asarray(
            freud.order.Hexatic(k=k, weighted=True)
            .compute((box, points), neighbors=bonds)
            .particle_order
        ).astype(complex)
        for k in (4, 6)
    ]
    i, weight = np.asarray(bonds.query_point_indices), np.asarray(bonds.weights)
    count = len(points)
    total = np.bincount(i, weight, count)
    number = np.bincount(i, minlength=count)
    kept = weight > 0.05 * (total / np.maximum(number, 1))[i]
    return BondOrder(psi[0], psi[1], np.bincount(i[kept], minlength=count))


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


def _centred(plane: Plane, positions: Floats) -> tuple[freud.box.Box, Floats]:
    box = freud.box.Box(plane.width, plane.height, is2D=True)
    flat = np.zeros((len(positions), 3))
    flat[:, :2] = positions - plane.size / 2
    return box, np.asarray(box.wrap(flat))
