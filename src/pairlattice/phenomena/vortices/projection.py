"""The pair crystal seen along an axis (Fig. 12b-d): columns of ions and electrons in a plane."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pairlattice.engine.lattice import Floats, Lattice
from pairlattice.model.crystal import rock_salt
from pairlattice.phenomena.vortices import results as r
from pairlattice.phenomena.vortices.parameters import Axis, Parameters
from pairlattice.phenomena.vortices.plane_group import PlaneGroup, plane_group
from pairlattice.phenomena.vortices.plane_lattice import axis_name, columns, reduced
from pairlattice.variable import Values, Variable


class Column(IntEnum):
    """What stands in a column along the axis."""

    ION = 1
    ELECTRON = 2
    BOTH = 3


@dataclass(frozen=True, eq=False)
class Projection:
    """cell: (2, 2) reduced primitive vectors of the pattern in the plane [d]. points: (m, 2)
    fractions. kinds: (m,) `Column`. group: plane group of the pattern; uncoloured: of the same
    points where ions and electrons are not told apart.
    """

    cell: Floats
    points: Floats
    kinds: NDArray[np.int64]
    group: PlaneGroup
    uncoloured: PlaneGroup

    @property
    def symbol(self) -> str:
        return self.group.symbol


def project(uvw: Axis) -> Projection:
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
    return Projection(
        cell,
        points,
        kinds,
        plane_group(cell, points, kinds),
        plane_group(cell, points, alike),
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


def along_axes(p: Parameters) -> Values:
    """Plane group, cell and angles of the crystal seen along each axis."""
    values: dict[Variable, Any] = {r.SPACE_GROUP: rock_salt().space_group}
    for index, axis in enumerate(p.axes):
        found = project(axis)
        form = shape(found.cell)
        view = {
            r.AXIS: axis_name(axis),
            r.PLANE_GROUP: found.symbol,
            r.LAYER_GROUP: f"{found.group.layer_symbol} ({found.group.layer_number})",
            r.BARE_GROUP: found.uncoloured.symbol,
            r.CELL: found.cell,
            r.POINTS: found.points,
            r.KINDS: found.kinds,
            r.SHORT_SIDE: form.short,
            r.LONG_SIDE: form.long,
            r.ANGLE: form.angle,
            r.TRIANGLE: form.triangle,
        }
        values |= {variable.at(f"axis{index}"): value for variable, value in view.items()}
    return values
