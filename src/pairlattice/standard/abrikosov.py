"""Abrikosov's vortex lattice near Bc2: β_A = ⟨|ψ|⁴⟩/⟨|ψ|²⟩² of any lattice.

A. A. Abrikosov, Sov. Phys. JETP 5, 1174 (1957); triangular value: W. H. Kleiner, L. M. Roth and
S. H. Autler, Phys. Rev. 133, A1226 (1964). The smaller β_A, the lower the energy.
"""

import numpy as np
from numpy.typing import ArrayLike

from pairlattice.errors import InputError

TRIANGULAR = ((1.0, 0.0), (0.5, np.sqrt(3) / 2))
SQUARE = ((1.0, 0.0), (0.0, 1.0))


def beta_abrikosov(vectors: ArrayLike) -> float:
    """β_A = Σ_R exp(−π|R|²/A) over the lattice, A its cell area, one flux quantum a cell.

    In the lowest Landau level |ψ|² has Fourier components ± exp(−|G|² A/8π) over its mean;
    Parseval gives β_A = Σ_G exp(−|G|² A/4π), and G is R turned by 90° times 2π/A.

    vectors: (2, 2), two lattice vectors, any length unit. Returns a pure number.

    >>> f"{beta_abrikosov(TRIANGULAR):.4f} {beta_abrikosov(SQUARE):.4f}"
    '1.1596 1.1803'
    """
    basis = np.asarray(vectors, float)
    if basis.shape != (2, 2):
        raise InputError(f"vectors must have shape (2, 2), got {basis.shape}; give two rows")
    area = abs(np.linalg.det(basis))
    if not area > 1e-12 * np.max(np.sum(basis**2, axis=1)):
        raise InputError("lattice vectors must not be parallel; give two independent ones")
    # Terms beyond |R|² = 12.5 A are below 1e-17; the integer range covers that circle.
    reach = np.sqrt(12.5 * area)
    inverse = np.linalg.norm(np.linalg.inv(basis), axis=0)
    i, j = (np.arange(-n, n + 1) for n in np.ceil(reach * inverse).astype(int))
    sites = i[:, None, None] * basis[0] + j[None, :, None] * basis[1]
    return float(np.sum(np.exp(-np.pi * np.sum(sites**2, axis=-1) / area)))
