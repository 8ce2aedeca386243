"""Lattices in a plane: reduced vectors, sublattices of a given index, columns along an axis."""

from dataclasses import dataclass
from math import gcd

import numpy as np
from numpy.typing import NDArray

from pairlattice.engine.lattice import Floats, Lattice
from pairlattice.errors import InputError

Integers = NDArray[np.int64]


def reduced(basis: Floats) -> tuple[Floats, Integers]:
    """Gauss's reduction of two vectors: the shortest basis of the same lattice.

    basis: (2, n) rows. Returns (reduced rows, U) with reduced = U · basis, det U = ±1; the angle
    between the rows is 60° to 90°.

    >>> rows, _ = reduced(np.array([[1.0, 0.0], [7.3, 1.0]]))
    >>> np.round(np.abs(rows @ rows.T), 2).tolist()
    [[1.0, 0.3], [0.3, 1.09]]
    """
    rows, U = np.array(basis, float), np.eye(2, dtype=np.int64)
    while True:
        if rows[1] @ rows[1] < (1 - 1e-12) * (rows[0] @ rows[0]):
            rows, U = rows[::-1].copy(), U[::-1].copy()
        # Half-way cases are left as they are, or rounding would send them to and fro.
        ratio = rows[0] @ rows[1] / (rows[0] @ rows[0])
        shift = int(np.rint(ratio)) if abs(ratio) > 0.5 + 1e-9 else 0
        if shift == 0:
            break
        rows[1] -= shift * rows[0]
        U[1] -= shift * U[0]
    if rows[0] @ rows[1] < -1e-12 * (rows[0] @ rows[0]):
        rows[1], U[1] = -rows[1], -U[1]
    return rows, U


def sublattices(index: int) -> Integers:
    """Every sublattice of a plane lattice with that index, as integer rows (count, 2, 2).

    Hermite normal forms [[a, b], [0, d]] with a d = index, 0 ≤ b < d: σ(index) of them.

    >>> len(sublattices(12))                      # 1 + 2 + 3 + 4 + 6 + 12
    28
    """
    rows = [
        [[index // d, b], [0, d]] for d in range(1, index + 1) if index % d == 0 for b in range(d)
    ]
    return np.array(rows, dtype=np.int64)


def elementary(M: Integers) -> tuple[Integers, tuple[int, int]]:
    """Smith's form of an integer (2, 2) matrix: (V, (n1, n2)).

    The rows of V, det ±1, are a basis v of the lattice such that n1 v1, n2 v2 span the sublattice
    that the rows of M span; a periodic grid of n1 × n2 points then is one cell of it.

    >>> V, sizes = elementary(np.array([[2, 1], [0, 3]]))
    >>> sizes
    (1, 6)
    """
    A, W = np.array(M, dtype=np.int64), np.eye(2, dtype=np.int64)
    # Row operations leave the sublattice as it is; column operations, collected in W, change the
    # basis in which it is written: A_before = A W⁻¹.
    while True:
        nonzero = np.argwhere(A != 0)
        i, j = min(nonzero.tolist(), key=lambda ij: abs(int(A[ij[0], ij[1]])))
        A, W = A[[i, 1 - i]], W[:, [j, 1 - j]]
        A = A[:, [j, 1 - j]]
        p = A[0, 0]
        A[1] -= (A[1, 0] // p) * A[0]
        factor = A[0, 1] // p
        A[:, 1] -= factor * A[:, 0]
        W[:, 1] -= factor * W[:, 0]
        if A[1, 0] == 0 and A[0, 1] == 0:
            break
    # The lattice point x (a row of integers) is x W in the new coordinates, whose basis is W⁻¹.
    V = np.rint(np.linalg.inv(W)).astype(np.int64)
    return V, (abs(int(A[0, 0])), abs(int(A[1, 1])))


def axis_name(uvw: tuple[int, ...]) -> str:
    """An axis as it is written, a minus in front of negative numbers: "[1−10]"."""
    return "[" + "".join(str(n) if n >= 0 else f"−{-n}" for n in uvw) + "]"


@dataclass(frozen=True, eq=False)
class Columns:
    """A crystal seen along an axis.

    lattice: its primitive vectors chosen so that the third runs along the axis and the others are
    short. plane: (2, 2) rows, the first two projected onto the plane, in the basis of `across` [d].
    across: (2, 3) two Cartesian unit vectors, right-handed with `axis` (3,).
    """

    lattice: Lattice
    plane: Floats
    across: Floats
    axis: Floats

    @property
    def repeat(self) -> float:
        """Distance of equal points along the axis [d]."""
        return float(np.linalg.norm(self.lattice.matrix[2]))

    @property
    def area(self) -> float:
        """Area of the plane lattice's primitive cell [d²]."""
        return float(abs(np.linalg.det(self.plane)))


def columns(lattice: Lattice, uvw: tuple[int, int, int]) -> Columns:
    """The columns of a cubic lattice along [uvw]. Raises InputError for [000].

    >>> columns(Lattice.cubic("fcc"), (0, 0, 1)).plane.round(3).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    direction = np.array(uvw)
    if lattice.edge is None or direction.shape != (3,) or not np.any(direction):
        raise InputError(
            f"a view needs a cubic lattice and three whole numbers not all 0, got {uvw!r}; "
            "for example [0, 0, 1]"
        )
    along = np.rint(lattice.edge * direction @ np.linalg.inv(lattice.matrix)).astype(np.int64)
    basis = _completed(along // gcd(*map(int, along)))
    rows = basis @ lattice.matrix
    axis = rows[2] / np.linalg.norm(rows[2])
    across = _across(axis)
    _, U = reduced(rows[:2] @ across.T)
    rows[:2] = U @ rows[:2]
    rows[:2] -= np.rint(rows[:2] @ rows[2] / (rows[2] @ rows[2]))[:, None] * rows[2]
    plane = rows[:2] @ across.T
    if np.linalg.det(plane) < 0:
        rows[1], plane[1] = -rows[1], -plane[1]
    return Columns(Lattice.from_vectors(rows), plane, across, axis)


def _completed(w: Integers) -> Integers:
    """A unimodular matrix whose last row is the primitive integer vector w."""
    U, rest = np.eye(3, dtype=np.int64), w.copy()
    # Column operations bring w to (0, 0, 1); the inverse of their product has w as its last row.
    while np.count_nonzero(rest) > 1:
        order = np.argsort(np.abs(rest))
        small = next(i for i in order if rest[i])
        for i in range(3):
            if i != small:
                factor = rest[i] // rest[small]
                rest[i] -= factor * rest[small]
                U[:, i] -= factor * U[:, small]
    last = int(np.flatnonzero(rest)[0])
    U[:, last] *= rest[last]
    swap = [i for i in range(3) if i != last] + [last]
    return np.rint(np.linalg.inv(U[:, swap])).astype(np.int64)


def _across(axis: Floats) -> Floats:
    """Two unit vectors that complete the axis to a right-handed frame, the first in the plane of
    the axis and the nearest Cartesian axis across it."""
    # Of x, y, z the one least along the axis, the first of equals; [001] thus gives x and y.
    start = np.eye(3)[int(np.argmin(np.round(np.abs(axis), 9)))]
    first = start - (start @ axis) * axis
    first /= np.linalg.norm(first)
    return np.stack([first, np.cross(axis, first)])
