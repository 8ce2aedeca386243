"""Bond-orientational order and neighbours of points in a plane, by the package freud."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pairlattice.engine.lattice import Floats


def bond_order(points: Floats, box: tuple[float, float], k: int) -> NDArray[np.complex128]:
    """ψ_k of each point: Σ_j w_j exp(i k θ_j) over its Voronoi neighbours, (m,).

    points: (m, 2), anywhere. box: edges of the periodic rectangle. k: 4 for square, 6 for
    triangular order. Weights are the lengths of the shared edges over their sum, so a neighbour
    that only touches at a corner, as on the square lattice, counts nothing (Mickel et al.,
    J. Chem. Phys. 138, 044501, 2013). Zeros for fewer than four points.
    """
    import freud

    if len(points) < 4:
        return np.zeros(len(points), complex)
    system, bonds = _voronoi(points, box)
    order = freud.order.Hexatic(k=k, weighted=True).compute(system, neighbors=bonds)
    return np.asarray(order.particle_order, complex)


def coordination(points: Floats, box: tuple[float, float]) -> NDArray[np.int64]:
    """Voronoi neighbours of each of four or more points whose shared edge is longer than 5 % of
    the mean edge of the point's cell, (m,)."""
    _, bonds = _voronoi(points, box)
    at, edge = np.asarray(bonds.query_point_indices), np.asarray(bonds.weights)
    count = len(points)
    mean = np.bincount(at, edge, count) / np.maximum(np.bincount(at, minlength=count), 1)
    return np.bincount(at[edge > 0.05 * mean[at]], minlength=count)


def _voronoi(points: Floats, box: tuple[float, float]) -> tuple[Any, Any]:
    """Box and points as freud takes them, and the bonds to the neighbours."""
    import freud

    edges = np.array(box, float)
    flat = np.zeros((len(points), 3), np.float32)
    # freud's box reaches from −L/2 to L/2.
    flat[:, :2] = np.mod(np.asarray(points, float), edges) - edges / 2
    system = (freud.box.Box(*edges, is2D=True), flat)
    return system, freud.locality.Voronoi().compute(system).nlist
