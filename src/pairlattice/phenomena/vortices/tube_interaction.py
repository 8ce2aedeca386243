"""How two tubes act on each other through the harmonic pair lattice.

With the drive f0 (1 − Σ p) the energy at rest, −½ f K⁻¹ f, holds for each pair of tubes the term
−f0² W(R), W(R) = Σ p_i G(r_i − r_j − R) p_j with G the inverse of K along the axis. G is positive
near the tube: tubes of undriven pairs attract each other, over the range in which one pair feels
another, √(c/k_TO) with k_T(q) = k_TO + c q² + ….
"""

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import RectBivariateSpline

from pairlattice.engine import ewald
from pairlattice.engine.lattice import Floats
from pairlattice.phenomena.vortices.plane_lattice import Columns
from pairlattice.phenomena.vortices.tube_cells import Tube, stiffness

# Grid finer than the columns by this factor: it must resolve the edge of a tube and the range of G.
_FINER = 4


@dataclass(frozen=True, eq=False)
class Interaction:
    """W over all distances that fit the grid.

    view: the crystal along the axis. table: splines over steps along `view.plane`. own: W(0).
    area: Σ p of one tube, sites. uniform: 1/k_TO.
    extent: largest distance tabulated [d].
    """

    view: Columns
    table: RectBivariateSpline
    own: float
    area: float
    uniform: float
    extent: float

    def __call__(self, vectors: Floats) -> Floats:
        """W at vectors in the plane (…, 2) [d]; 1/(E0/d²)."""
        f = np.asarray(vectors) @ np.linalg.inv(self.view.plane)
        return np.asarray(self.table.ev(f[..., 0], f[..., 1]))

    def self_energy(self, drive: float) -> float:
        """What a lone tube costs for one repeat along the axis [E0]."""
        return drive**2 * (self.uniform * self.area - 0.5 * self.own)

    def lattice_energy(self, basis: Floats, drive: float, reach: float = 4.0) -> Floats:
        """Interaction energy of each tube of a lattice, for one repeat along the axis [E0].

        basis: (…, 2, 2) rows. reach: of the sum, in units of √area.
        """
        n = int(np.ceil(reach * 1.6)) + 1
        steps = np.stack(np.meshgrid(*(np.arange(-n, n + 1),) * 2, indexing="ij"), -1)
        steps = steps.reshape(-1, 2)[np.any(steps.reshape(-1, 2) != 0, axis=1)]
        vectors = np.einsum("ti,...ij->...tj", steps, basis)
        length = np.linalg.norm(vectors, axis=-1)
        scale = np.sqrt(np.abs(np.linalg.det(basis)))[..., None]
        near = (length < reach * scale) & (length < self.extent)
        return -0.5 * drive**2 * np.sum(np.where(near, self(vectors), 0.0), axis=-1)


def interaction(view: Columns, tube: Tube, tether: float, size: int = 192) -> Interaction:
    """W on a grid of size × size columns, centres of the tubes averaged over the crystal's cell.

    size: even; the table reaches to 3/8 of it, so that images do not count.
    """
    G = _response(view, size, tether)
    # ⟨W⟩ over all places of the tube's centre in the crystal's cell is an integral over all q, not
    # only those of the first zone, of |p(q)|² G(q): p from a finer grid, G repeated.
    count = _FINER * size
    index = np.fft.fftfreq(count, 1 / count).astype(int) / _FINER
    grid = np.stack(np.meshgrid(index, index, indexing="ij"), axis=-1) @ view.plane
    p = tube.share(np.linalg.norm(grid, axis=-1)) / _FINER**2
    spectrum = np.abs(np.fft.fft2(p)) ** 2 * np.tile(G, (_FINER, _FINER))
    fine = np.fft.fftshift(np.fft.ifft2(spectrum).real) * _FINER**2
    half = 3 * _FINER * size // 8
    middle = _FINER * size // 2
    window = slice(middle - half, middle + half + 1)
    steps = np.arange(-half, half + 1) / _FINER
    table = RectBivariateSpline(steps, steps, fine[window, window], kx=5, ky=5)
    # The shortest way from the centre to the edge of the tabulated parallelogram.
    heights = view.area / np.linalg.norm(view.plane, axis=1)
    extent = float(half / _FINER * heights.min())
    return Interaction(
        view, table, float(fine[middle, middle]), float(p.sum()), float(G[0, 0]), extent
    )


def _response(view: Columns, size: int, tether: float) -> Floats:
    """The inverse of K(q) along the axis on a block of size × size columns [d²/E0]."""
    parts = [part[:, :, 0] for part in ewald.kernel(view.lattice, (size, size, 1))]
    K = np.empty((size, size, 3, 3))
    for (a, b), part in zip(ewald.COMPONENTS, parts, strict=True):
        K[..., a, b] = K[..., b, a] = part
    inverse = np.linalg.inv(K + tether * np.eye(3))
    return np.einsum("ijab,a,b->ij", inverse, view.axis, view.axis)


def correlation_lengths(view: Columns, tether: float) -> Floats:
    """√(c/k_TO) along the two principal directions of the plane (2,) [d], largest first."""
    small = 0.02
    angles = np.array([0.0, np.pi / 4, np.pi / 2])
    q = small * (
        np.cos(angles)[:, None] * view.across[0] + np.sin(angles)[:, None] * view.across[1]
    )
    K = stiffness(view, np.vstack([np.zeros((1, 3)), q]), tether)
    # The stiffness against a force along the axis, with the other components free to follow.
    k = 1 / np.einsum("iab,a,b->i", np.linalg.inv(K), view.axis, view.axis)
    c = (k[1:] - k[0]) / small**2
    tensor = np.array([[c[0], c[1] - (c[0] + c[2]) / 2], [0.0, c[2]]])
    tensor[1, 0] = tensor[0, 1]
    return np.sqrt(np.linalg.eigvalsh(tensor)[::-1] / k[0])
