"""Bond-orientational order of points in a plane, by the package freud."""

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

    points = np.asarray(points, float)
    if len(points) < 4:
        return np.zeros(len(points), complex)
    edges = np.array(box, float)
    flat = np.zeros((len(points), 3), np.float32)
    # freud's box reaches from −L/2 to L/2.
    flat[:, :2] = np.mod(points, edges) - edges / 2
    system = (freud.box.Box(*edges, is2D=True), flat)
    cells = freud.locality.Voronoi().compute(system)
    order = freud.order.Hexatic(k=k, weighted=True).compute(system, neighbors=cells.nlist)
    return np.asarray(order.particle_order, complex)
