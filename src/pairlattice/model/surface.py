"""Polarisation charge on the surface of an open sample (Fig. 5b–d)."""

import numpy as np
from numpy.typing import NDArray

from pairlattice.engine.lattice import Floats
from pairlattice.engine.sample import Sample


def outward_normals(sample: Sample) -> tuple[NDArray[np.bool_], Floats]:
    """Surface sites and their outward unit normals.

    A site is on the surface if a nearest neighbour is missing; its normal points away from the
    neighbours it has. Returns (n1, n2, n3) and (n1, n2, n3, 3), zero inside.
    """
    sites = sample.sites
    normal = np.zeros((*sample.size, 3))
    for step, present in sample.neighbours_present():
        normal -= present[..., None] * (step @ sample.grid.matrix)
    length = np.linalg.norm(normal, axis=-1)
    surface = sites & (length > 1e-9)
    return surface, np.where(surface[..., None], normal / np.maximum(length, 1e-9)[..., None], 0.0)


def surface_charge(sample: Sample, displacement: Floats) -> Floats:
    """σ = P·n̂ with P = −n e u at the surface sites: (n1, n2, n3) [e/d²], 0 elsewhere.

    displacement: mean u (n1, n2, n3, 3) [d].
    """
    _, normal = outward_normals(sample)
    return -sample.lattice.density * np.einsum("...c,...c->...", displacement, normal)
