"""The pair crystal seen along an axis (Fig. 12b-d): columns of ions and electrons in a plane."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from pairlattice.engine.lattice import Floats, Lattice
from pairlattice.engine.plane_lattice import columns, reduced
from pairlattice.model.crystal import rock_salt
from pairlattice.model.plane_group import PlaneGroup, plane_group, primitive


class Column(IntEnum):
    """What stands in a column along the axis."""

    ION = 1
    ELECTRON = 2
    BOTH = 3


@dataclass(frozen=True, eq=False)
class Projection:
    """uvw: the axis. cell: (2, 2) reduced primitive vectors of the pattern in the plane [d].
    points: (m, 2) fractions. kinds: (m,) `Column`. group: plane group of the pattern; uncoloured:
    of the same points where ions and electrons are not told apart. uncoloured_cell: its primitive
    cell. directions: (2, 3) Cartesian unit vectors of the plane.
    """

    uvw: tuple[int, int, int]
    cell: Floats
    points: Floats
    kinds: NDArray[np.int64]
    group: PlaneGroup
    uncoloured: PlaneGroup
    uncoloured_cell: Floats
    directions: Floats

    @property
    def symbol(self) -> str:
        return self.group.symbol


def project(uvw: tuple[int, int, int]) -> Projection:
    """Rock salt along [uvw]. Raises InputError for [000].

    >>> [project(axis).symbol for axis in ((0, 0, 1), (1, 1, 1), (1, 1, 0))]
    ['p4mm', 'p6mm', 'c2mm']
    """
    crystal = rock_salt()
    view = columns(Lattice.cubic("fcc", float(crystal.cell[0, 0])), uvw)
    cell, _ = reduced(view.plane)
    found: dict[tuple[float, float], int] = {}
    for kind, sites in ((Column.ION, crystal.ions), (Column.ELECTRON, crystal.electrons)):
        flat = sites @ crystal.cell @ view.across.T @ np.linalg.inv(cell)
        for x, y in np.round(flat, 6) % 1.0:
            found[(float(x), float(y))] = found.get((float(x), float(y)), 0) | kind
    points, kinds = np.array(list(found)), np.array(list(found.values()))
    alike = np.ones(len(points), dtype=np.int64)
    bare, _, _ = primitive(cell, points, alike)
    return Projection(
        uvw,
        cell,
        points,
        kinds,
        plane_group(cell, points, kinds),
        plane_group(cell, points, alike),
        bare,
        view.across,
    )


@dataclass(frozen=True)
class Shape:
    """Form of a plane lattice. short, long: lengths of the reduced vectors. angle: between them
    [°]. triangle: the three angles [°] of the triangle that the two span, ascending."""

    short: float
    long: float
    angle: float
    triangle: tuple[float, float, float]


def shape(basis: Floats) -> Shape:
    """Lengths and angles of the reduced cell; the angles of the triangle of nearest neighbours.

    >>> shape(np.array([[1.0, 0.0], [0.0, 1.0]])).triangle
    (45.0, 45.0, 90.0)
    """
    (a, b), _ = reduced(basis)
    sides = np.sort([np.linalg.norm(a), np.linalg.norm(b), np.linalg.norm(b - a)])
    x, y, z = sides
    cosines = ((y * y + z * z - x * x) / (2 * y * z), (x * x + z * z - y * y) / (2 * x * z))
    first, second = (float(np.degrees(np.arccos(np.clip(c, -1, 1)))) for c in cosines)
    angles = (round(first, 9), round(second, 9), round(180 - first - second, 9))
    between = np.degrees(np.arccos(abs(a @ b) / np.linalg.norm(a) / np.linalg.norm(b)))
    return Shape(float(np.linalg.norm(a)), float(np.linalg.norm(b)), float(between), angles)
