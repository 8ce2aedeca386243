"""The plane group of a flat pattern, from the operations that a symmetry library finds.

A pattern in the plane z = 0 has a layer group; those of its operations that keep the normal's
direction are its plane group. The symbol follows from them by the definitions of the International
Tables for Crystallography, volume A: order of rotation, centring, mirrors or glides.
"""

from dataclasses import dataclass

import numpy as np
import spglib
from numpy.typing import NDArray

from pairlattice.engine.lattice import Floats
from pairlattice.errors import InputError
from pairlattice.phenomena.vortices.plane_lattice import reduced

Integers = NDArray[np.int64]

# Thickness given to the flat cell, in units of its longer edge; the layer group ignores it.
_THICK = 3.0
_CLOSE = 1e-4


@dataclass(frozen=True)
class PlaneGroup:
    """symbol: Hermann-Mauguin, such as "p4mm". layer_number, layer_symbol: of the flat pattern."""

    symbol: str
    layer_number: int
    layer_symbol: str


def primitive(basis: Floats, points: Floats, kinds: Integers) -> tuple[Floats, Floats, Integers]:
    """The smallest cell of a pattern, in the same form as `plane_group` takes it.

    >>> cell, points, _ = primitive(np.eye(2), np.array([[0, 0], [0.5, 0.5]]), np.array([1, 1]))
    >>> f"{abs(np.linalg.det(cell)):.3f}", len(points)
    ('0.500', 1)
    """
    basis, points, kinds = np.asarray(basis, float), np.asarray(points, float), np.asarray(kinds)
    same = points[kinds == kinds[0]]
    shifts = [s for s in same - same[0] if _maps_onto_itself(points, kinds, s)]
    vectors = np.concatenate([np.eye(2), np.array(shifts).reshape(-1, 2)])
    pairs = [vectors[[i, j]] for i in range(len(vectors)) for j in range(i)]
    smallest = min(area for p in pairs if (area := abs(np.linalg.det(p))) > _CLOSE)
    cell = next(p for p in pairs if abs(abs(np.linalg.det(p)) - smallest) < _CLOSE)
    rows = reduced(cell @ basis)[0]
    inside = np.mod(np.round(points @ basis @ np.linalg.inv(rows), 9), 1.0)
    kept: list[int] = []
    for i, point in enumerate(inside):
        away = inside[kept] - point
        away -= np.rint(away)
        if not kept or np.abs(away).max(axis=1).min() > _CLOSE:
            kept.append(i)
    return rows, inside[kept], kinds[kept]


def _maps_onto_itself(points: Floats, kinds: Integers, shift: Floats) -> bool:
    difference = points[:, None] + shift - points[None, :]
    difference -= np.rint(difference)
    meets = np.abs(difference).max(axis=-1) < _CLOSE
    return bool(np.all((meets & (kinds[:, None] == kinds[None, :])).any(axis=1)))


def plane_group(basis: Floats, points: Floats, kinds: Integers) -> PlaneGroup:
    """The plane group of a periodic pattern of points.

    basis: (2, 2) rows. points: (m, 2) in fractions of them. kinds: (m,) points of different kind
    are never images of each other.

    >>> plane_group(np.eye(2), np.zeros((1, 2)), np.array([1])).symbol
    'p4mm'
    """
    rows, points, kinds = primitive(basis, points, kinds)
    cell = np.zeros((3, 3))
    cell[:2, :2] = rows
    cell[2, 2] = _THICK * np.linalg.norm(rows, axis=1).max()
    flat = np.column_stack([points, np.zeros(len(points))])
    found = spglib.get_symmetry_layerdataset(
        (cell.tolist(), flat.tolist(), [int(kind) for kind in kinds]),
        aperiodic_dir=2,
        symprec=_CLOSE,
    )
    if found is None:
        raise InputError(
            f"points of a pattern must keep apart, got {len(points)} of which some nearly coincide;"
            f" leave {_CLOSE:g} of a cell edge between them"
        )
    R = np.asarray(found.rotations, dtype=np.int64)
    upright = R[:, 2, 2] == 1
    symbol = symbol_of(rows, R[upright, :2, :2], np.asarray(found.translations)[upright, :2])
    return PlaneGroup(symbol, int(found.number), str(found.international).replace(" ", ""))


def symbol_of(basis: Floats, rotations: Integers, translations: Floats) -> str:
    """The symbol of a group of operations x → R x + t on fractions of a primitive cell.

    basis: (2, 2) rows. rotations: (m, 2, 2). translations: (m, 2).
    """
    order = max(_order(one) for one in rotations if round(np.linalg.det(one)) == 1)
    mirrors = [
        (one, shift)
        for one, shift in zip(rotations, translations, strict=True)
        if np.linalg.det(one) < 0
    ]
    if not mirrors:
        return f"p{order}"
    if order == 3:
        return _threefold(mirrors, basis @ basis.T)
    if order == 6:
        return "p6mm"
    if order == 4:
        axial = [m for m in mirrors if not _rhombic(m[0])]
        return "p4mm" if any(_is_mirror(m) for m in axial) else "p4gm"
    if any(_rhombic(one) for one, _ in mirrors):
        return "c2mm" if order == 2 else "cm"
    kinds = sorted("m" if _is_mirror(m) else "g" for m in mirrors)
    return f"p{kinds[0]}" if order == 1 else "p2" + "".join(reversed(kinds))


def _order(rotation: Integers) -> int:
    """Of a rotation of the plane: trace 2 cos φ."""
    return {2: 1, -2: 2, -1: 3, 0: 4, 1: 6}[int(np.trace(rotation))]


def _rhombic(reflection: Integers) -> bool:
    """Whether a reflection exchanges the two vectors of some basis: its lattice is centred.

    In a primitive rectangular lattice each vector is the sum of lattice vectors along and across
    the line, so I + R has even entries.
    """
    return bool(np.any((np.eye(2, dtype=np.int64) + reflection) % 2))


def _is_mirror(operation: tuple[Integers, Floats]) -> bool:
    """Whether (R, t + L) is a mirror for some lattice vector L: no shift (t + R t)/2 is left."""
    R, t = operation
    glide = t + R @ t
    steps = [np.array([i, j]) for i in range(-2, 3) for j in range(-2, 3)]
    return any(np.abs(glide + L + R @ L).max() < 10 * _CLOSE for L in steps)


def _threefold(mirrors: list[tuple[Integers, Floats]], metric: Floats) -> str:
    """p3m1 where a mirror turns a shortest lattice vector into its opposite, else p31m."""
    steps = [np.array([i, j]) for i in range(-2, 3) for j in range(-2, 3) if (i, j) != (0, 0)]
    length = [float(s @ metric @ s) for s in steps]
    shortest = [
        s for s, square in zip(steps, length, strict=True) if square < min(length) * (1 + _CLOSE)
    ]
    opposite = any(np.array_equal(R @ s, -s) for R, _ in mirrors for s in shortest)
    return "p3m1" if opposite else "p31m"
