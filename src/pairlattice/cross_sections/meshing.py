"""Triangles of nearly one size; edges on a curved boundary follow it to third order.

Points on the curves and a triangular lattice inside, joined by Delaunay's triangulation; triangles
outside the section are dropped. Whether the boundary came out whole is checked by the area.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import Delaunay, cKDTree
from skfem import MeshTri1, MeshTri2

from pairlattice.cross_sections.curve import Array, Section
from pairlattice.errors import InputError

_MOST_POINTS = 200_000


@dataclass(frozen=True, eq=False)
class Mesh:
    """triangles: scikit-fem's mesh. curves: edge numbers on the outer curve and on each hole."""

    triangles: MeshTri2
    curves: tuple[NDArray[np.int64], ...]


def mesh(section: Section, size: float) -> Mesh:
    """Triangles with edges of about `size`. Raises InputError where the shape does not allow it."""
    if not (np.isfinite(size) and size > 0):
        raise InputError(f"mesh size must be above 0, got {size!r}; a fifth of λ is a good choice")
    if section.area / size**2 > _MOST_POINTS:
        raise InputError(
            f"mesh size must leave at most {_MOST_POINTS} points, got {size!r} for an area of "
            f"{section.area:.4g}; raise it"
        )
    curves = (section.outer, *section.holes)
    rims = [curve.points(size) for curve in curves]
    rim = np.concatenate(rims)
    inner = _lattice(section, size, rim)
    points = np.concatenate([rim, inner])
    simplices = Delaunay(points).simplices
    keep = _inside(section, points[simplices].mean(axis=1))
    corners = points[simplices[keep]]
    (ax, ay), (bx, by) = ((corners[:, i] - corners[:, 0]).T for i in (1, 2))
    doubled = ax * by - ay * bx
    # Points on a straight rim make slivers without area.
    sound = np.abs(doubled) > 1e-9 * size**2
    triangles = simplices[keep][sound]
    polygon = _ring_area(rims[0]) - sum(_ring_area(ring) for ring in rims[1:])
    if abs(float(np.sum(np.abs(doubled))) / 2 / polygon - 1) > 1e-9:
        raise InputError(
            "the section could not be meshed along its boundary: curves must not cross or come "
            f"closer than the mesh size, got {size!r}; lower it"
        )
    flat = MeshTri1(np.ascontiguousarray(points.T), np.ascontiguousarray(triangles.T))
    return _curved(flat, curves, rims)


def _inside(section: Section, points: Array) -> NDArray[np.bool_]:
    keep = section.outer.inside(points)
    for hole in section.holes:
        keep &= ~hole.inside(points)
    return keep


def _ring_area(ring: Array) -> float:
    x, y = ring.T
    return float(abs(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2)


def _lattice(section: Section, size: float, rim: Array) -> Array:
    low, high = rim.min(axis=0), rim.max(axis=0)
    rows = np.arange(low[1], high[1], size * np.sqrt(0.75))
    lines = [
        np.stack(
            [x := np.arange(low[0] + size / 2 * (i % 2), high[0], size), np.full(len(x), y)], 1
        )
        for i, y in enumerate(rows)
    ]
    grid = np.concatenate(lines)
    grid = grid[_inside(section, grid)]
    # Points too close to the rim would push its edges out of the triangulation.
    distance, _ = cKDTree(rim).query(grid)
    return np.asarray(grid[distance > 0.7 * size])


def _curved(flat: MeshTri1, curves: tuple, rims: list[Array]) -> Mesh:
    """The mesh with an extra point on each edge, moved onto the curve where that is curved."""
    owner = np.concatenate([np.full(len(ring), i) for i, ring in enumerate(rims)])
    edges = flat.boundary_facets()
    ends = flat.facets[:, edges]
    # Every vertex of a boundary edge lies on a curve, and both on the same one.
    which = owner[ends[0]]
    raised = MeshTri2.from_mesh(flat)
    places = raised.doflocs.copy()
    sets = []
    for index, curve in enumerate(curves):
        own = edges[which == index]
        middle = raised.dofs.facet_dofs[0, own]
        places[:, middle] = curve.snap(places[:, middle].T).T
        sets.append(np.asarray(own, dtype=np.int64))
    return Mesh(MeshTri2(np.ascontiguousarray(places), raised.t), tuple(sets))
