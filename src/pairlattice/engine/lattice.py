"""Bravais lattices of dipole sites.

A site is an integer triple along three primitive vectors; lengths are in units of d (units.py).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pairlattice.errors import InputError

Floats = NDArray[np.floating[Any]]

_CUBIC = {
    "sc": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "bcc": ((-0.5, 0.5, 0.5), (0.5, -0.5, 0.5), (0.5, 0.5, -0.5)),
    "fcc": ((0.0, 0.5, 0.5), (0.5, 0.0, 0.5), (0.5, 0.5, 0.0)),
}
CUBIC_KINDS = tuple(_CUBIC)


@dataclass(frozen=True)
class Lattice:
    """Three primitive vectors.

    vectors: rows a1, a2, a3 in Cartesian components [d].
    name: "sc", "bcc", "fcc", or "triclinic" for vectors of your own.
    edge: conventional cubic edge [d]; None for vectors of your own.
    """

    vectors: tuple[tuple[float, float, float], ...]
    name: str = "triclinic"
    edge: float | None = None

    def __post_init__(self) -> None:
        matrix = np.asarray(self.vectors, dtype=float)
        if matrix.shape != (3, 3) or not np.all(np.isfinite(matrix)):
            raise InputError(
                "lattice vectors must be three rows of three finite numbers, "
                f"got {self.vectors!r}; give a1, a2, a3 in units of d"
            )
        span = np.prod(np.linalg.norm(matrix, axis=1))
        if not abs(np.linalg.det(matrix)) > 1e-6 * span:
            raise InputError(
                f"lattice vectors must span a volume, got {self.vectors!r}; "
                "choose three vectors that do not lie in one plane"
            )

    @classmethod
    def cubic(cls, kind: str, edge: float = 2.0) -> "Lattice":
        """The simple ("sc"), body-centred ("bcc") or face-centred ("fcc") cubic lattice.

        edge: conventional edge a [d]. In rock salt a = 2 d, hence the default.

        >>> Lattice.cubic("fcc").density           # n d³ of rock salt
        0.5
        """
        if kind not in _CUBIC:
            raise InputError(
                f"lattice kind must be one of {', '.join(CUBIC_KINDS)}, got {kind!r}; "
                "other lattices take three vectors"
            )
        if not (np.isfinite(edge) and edge > 0):
            raise InputError(f"lattice edge must be above 0, got {edge!r}; rock salt has edge 2")
        rows = tuple((edge * x, edge * y, edge * z) for x, y, z in _CUBIC[kind])
        return cls(rows, kind, edge)

    @classmethod
    def from_vectors(cls, vectors: "Floats | list[list[float]]") -> "Lattice":
        """A lattice with primitive vectors of your own, rows [d]."""
        rows = tuple(tuple(float(x) for x in row) for row in vectors)
        return cls(rows)  # type: ignore[arg-type]

    @cached_property
    def matrix(self) -> Floats:
        """(3, 3), rows a_i [d]."""
        return np.array(self.vectors, dtype=float)

    @cached_property
    def reciprocal(self) -> Floats:
        """(3, 3), rows b_i with a_i · b_j = 2π δ_ij [1/d]."""
        return 2 * np.pi * np.linalg.inv(self.matrix).T

    @cached_property
    def volume(self) -> float:
        """Volume per site [d³]."""
        return float(abs(np.linalg.det(self.matrix)))

    @property
    def density(self) -> float:
        """Sites per volume, n [1/d³]."""
        return float(round(1 / self.volume, 15))

    def points_within(self, radius: float) -> NDArray[np.int64]:
        """Integer triples (m, 3) of every lattice point R ≠ 0 with |R| ≤ radius [d]."""
        # The plane distance of the lattice along a_i is 2π/|b_i|.
        planes = radius * np.linalg.norm(self.reciprocal, axis=1) / (2 * np.pi)
        reach = np.floor(planes + 1e-9).astype(int)
        axes = [np.arange(-r, r + 1) for r in reach]
        triples = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
        distance = np.linalg.norm(triples @ self.matrix, axis=1)
        return triples[(distance <= radius * (1 + 1e-12)) & (distance > 0)]

    @cached_property
    def nearest_neighbours(self) -> NDArray[np.int64]:
        """Integer triples (z, 3) of the z nearest neighbours of a site."""
        # The shortest primitive vector bounds the nearest distance from above.
        triples = self.points_within(float(np.linalg.norm(self.matrix, axis=1).min()))
        distance = np.linalg.norm(triples @ self.matrix, axis=1)
        return triples[distance <= distance.min() * (1 + 1e-9)]

    def positions(self, size: tuple[int, int, int]) -> Floats:
        """Cartesian positions (n1, n2, n3, 3) [d] of a block of n1 × n2 × n3 sites."""
        index = np.stack(np.meshgrid(*map(np.arange, size), indexing="ij"), axis=-1)
        return np.asarray(index @ self.matrix)
