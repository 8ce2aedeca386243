"""The screened field of a section, and the flux that its holes keep.

With H along the sample London's equation is ∇²H = H/λ². On the outer curve H is the applied field;
in a hole it is uniform, and its value follows from the hole's fluxoid Φ (F. London, Superfluids,
vol. 1, 1950, §6): μ0 H_h A_h + μ0 λ² ∮ J·dl = Φ, J = ∇ × H, so with n out of the hole

    H_h A_h − λ² ∮ ∂H/∂n dl = Φ/μ0.

That is the natural condition of the energy ½ ∫ (H² + λ²|∇H|²) + ½ Σ A_h H_h² − Σ H_h Φ/μ0 with H
constant along the hole: its unknowns are tied into one, which carries the hole's area.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.linalg import spsolve
from skfem import Basis, BilinearForm, ElementTriP2, LinearForm, MeshTri1
from skfem.helpers import dot, grad

from pairlattice.cross_sections.curve import Array, Section
from pairlattice.cross_sections.meshing import mesh
from pairlattice.errors import InputError


@dataclass(frozen=True, eq=False)
class Screened:
    """The field of a section over the applied one.

    points: (m, 2) corners and edge centres of the triangles. field: H/H0 there (m,). triangles:
    (t, 3) points of the quarters into which edge centres divide them. holes: H/H0 in each hole.
    flux: ∫ H dA with the holes, over H0. envelope: area with the holes.
    """

    points: Array
    field: Array
    triangles: NDArray[np.int64]
    holes: Array
    flux: float
    envelope: float
    basis: Any
    values: Array

    @property
    def magnetisation(self) -> float:
        """Mean of H/H0 − 1 over the section with its holes: −1 for full expulsion."""
        return self.flux / self.envelope - 1

    def at(self, points: Array) -> Array:
        """H/H0 at points (m, 2) of the material."""
        places = np.ascontiguousarray(np.asarray(points, float).T)
        grid, element = self.basis.mesh, self.basis.elem
        # A point between a curved edge and its chord is looked up in the flat triangle beside it.
        flat = MeshTri1(np.ascontiguousarray(grid.doflocs[:, : grid.nvertices]), grid.t)
        cells = flat.element_finder()(*places)
        local = self.basis.mapping.invF(places[:, :, None], tind=cells)
        found = np.zeros(places.shape[1])
        for index in range(self.basis.Nbfun):
            shape = element.gbasis(self.basis.mapping, local, index, tind=cells)[0][:, 0]
            found += shape * self.values[self.basis.element_dofs[index, cells]]
        return found


# Corners 0 to 2 of a triangle and the centres 3 to 5 of its edges 01, 12, 02.
_QUARTERS = ((0, 3, 5), (1, 4, 3), (2, 5, 4), (3, 4, 5))


@BilinearForm
def _stiffness(u: Any, v: Any, _: Any) -> Any:
    return dot(grad(u), grad(v))


@BilinearForm
def _mass(u: Any, v: Any, _: Any) -> Any:
    return u * v


@LinearForm
def _one(v: Any, _: Any) -> Any:
    return v


def screen(
    section: Section,
    penetration_depth: float,
    size: float,
    fluxoids: tuple[float, ...] | None = None,
    applied: float = 1.0,
) -> Screened:
    """The field of a section of long parallel walls.

    penetration_depth: λ. size: of the triangles, a fifth of λ for errors of some 1e-5. fluxoids:
    Φ/(μ0 H0) of each hole [length²], all 0 (cooled without a field) where left out. applied: H/H0
    outside, 0 for what stays when the field is removed.
    """
    if not (np.isfinite(penetration_depth) and penetration_depth > 0):
        raise InputError(f"penetration depth must be above 0, got {penetration_depth!r}")
    trapped = np.zeros(len(section.holes)) if fluxoids is None else np.asarray(fluxoids, float)
    if trapped.shape != (len(section.holes),):
        raise InputError(
            f"fluxoids must be one for each of {len(section.holes)} holes, got {fluxoids!r}"
        )
    grid = mesh(section, size)
    basis = Basis(grid.triangles, ElementTriP2(), intorder=6)
    matrix = penetration_depth**2 * _stiffness.assemble(basis) + _mass.assemble(basis)
    outer, *rims = (basis.get_dofs(edges).flatten() for edges in grid.curves)
    # Node -> unknown: own number, or that of its hole.
    tied = np.full(basis.N, -1)
    for index, rim in enumerate(rims):
        tied[rim] = index
    holes = len(rims)
    free = np.flatnonzero(tied < 0)
    tied[free] = holes + np.arange(len(free))
    gather = coo_matrix((np.ones(basis.N), (np.arange(basis.N), tied))).tocsr()
    areas = np.array([hole.area for hole in section.holes])
    diagonal = np.zeros(gather.shape[1])
    diagonal[:holes] = areas
    reduced = gather.T @ matrix @ gather
    reduced = csr_matrix(reduced + _diagonal(diagonal))
    load = np.zeros(gather.shape[1])
    load[:holes] = trapped
    fixed = tied[outer]
    inner = np.setdiff1d(np.arange(gather.shape[1]), fixed)
    solution = np.full(gather.shape[1], float(applied))
    right = load[inner] - reduced[inner][:, fixed] @ solution[fixed]
    solution[inner] = spsolve(reduced[inner][:, inner].tocsc(), right)
    values = gather @ solution
    flux = float(_one.assemble(basis) @ values + areas @ solution[:holes])
    return Screened(
        points=np.ascontiguousarray(basis.doflocs.T),
        field=np.asarray(values),
        triangles=np.concatenate([basis.element_dofs[list(four)].T for four in _QUARTERS]),
        holes=np.asarray(solution[:holes]),
        flux=flux,
        envelope=section.envelope,
        basis=basis,
        values=np.asarray(values),
    )


def _diagonal(values: Array) -> csr_matrix:
    index = np.arange(len(values))
    return coo_matrix((values, (index, index))).tocsr()
