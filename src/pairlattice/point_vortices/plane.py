"""Where vortices live: a periodic rectangle, or a rectangle with repelling walls."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from pairlattice.errors import InputError
from pairlattice.point_vortices.law import Floats, PairLaw


@dataclass(frozen=True)
class Plane:
    """A rectangle 0 ≤ x < width, 0 ≤ y < height.

    periodic: else its walls repel, each as a vortex at the mirror point would (closure C14).
    """

    width: float
    height: float
    periodic: bool = True

    def __post_init__(self) -> None:
        if not (np.isfinite(self.width * self.height) and min(self.width, self.height) > 0):
            raise InputError(
                f"the plane needs a width and a height above 0, got {self.width!r} and "
                f"{self.height!r}"
            )

    @property
    def size(self) -> Floats:
        return np.array([self.width, self.height])

    @property
    def area(self) -> float:
        return self.width * self.height

    def separations(self, vectors: Floats) -> Floats:
        """Differences of positions by the shortest way."""
        if not self.periodic:
            return vectors
        return np.asarray(vectors - self.size * np.rint(vectors / self.size))

    def inside(self, positions: Floats) -> Floats:
        """Positions brought back into the rectangle."""
        if self.periodic:
            # Rounding can put a negative rest onto the upper end, which the tree refuses.
            wrapped = np.mod(positions, self.size)
            return np.where(wrapped >= self.size, 0.0, wrapped)
        return np.clip(positions, 1e-6 * self.size, (1 - 1e-6) * self.size)

    def pairs(self, positions: Floats, reach: float) -> NDArray[np.int64]:
        """Index pairs (m, 2) no further apart than `reach`, each once."""
        if self.periodic and 2 * reach > self.size.min():
            raise InputError(
                f"the plane must be wider than twice the reach {reach:g} of the law, got "
                f"{self.width:g} × {self.height:g}; take more vortices or a smaller cutoff"
            )
        tree = cKDTree(positions, boxsize=self.size if self.periodic else None)
        return np.asarray(tree.query_pairs(reach, output_type="ndarray"), dtype=np.int64)

    def wall(self, positions: Floats, law: PairLaw) -> tuple[float, Floats]:
        """Energy and forces (m, 2) of the walls: half a pair's energy at the mirror points."""
        forces = np.zeros_like(positions)
        if self.periodic:
            return 0.0, forces
        energy = 0.0
        for axis in range(2):
            for end in (0.0, self.size[axis]):
                away = np.zeros_like(positions)
                away[:, axis] = 2 * (positions[:, axis] - end)
                energy += 0.5 * float(law.energy(away).sum())
                # d/dx of ½ U(2x) is U′(2x); the mirror point moves with the vortex: nothing pulls
                # along the wall.
                forces[:, axis] += law.force(away)[:, axis]
        return energy, forces


def energy_and_forces(
    plane: Plane, law: PairLaw, positions: Floats, pairs: NDArray[np.int64]
) -> tuple[float, Floats]:
    """Total energy, and forces (m, 2), over the given neighbour list."""
    i, j = pairs.T
    vectors = plane.separations(positions[i] - positions[j])
    pull = law.force(vectors)
    count = len(positions)
    forces = np.stack(
        [np.bincount(i, pull[:, a], count) - np.bincount(j, pull[:, a], count) for a in range(2)],
        axis=-1,
    )
    walls, wall_forces = plane.wall(positions, law)
    return float(law.energy(vectors).sum()) + walls, forces + wall_forces


def forces_only(plane: Plane, law: PairLaw, positions: Floats, pairs: NDArray[np.int64]) -> Floats:
    """The forces of `energy_and_forces`, without the cost of the energy."""
    i, j = pairs.T
    pull = law.force(plane.separations(positions[i] - positions[j]))
    count = len(positions)
    x, y = (np.bincount(i, p, count) - np.bincount(j, p, count) for p in pull.T)
    return np.stack([x, y], axis=-1) + plane.wall(positions, law)[1]
