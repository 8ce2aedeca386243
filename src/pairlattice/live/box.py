"""A periodic block of primitive cells, folded into an upright box for pictures and surfaces."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pairlattice.engine.lattice import Floats
from pairlattice.engine.sample import Sample
from pairlattice.errors import InputError

Cells = tuple[NDArray[np.int64], tuple[int, int, int]]

# The temperature field needs its correlation length, at least a step of its grid, six times over.
SMALLEST = 12


@dataclass(frozen=True, eq=False)
class Box:
    """L³ cells of an fcc lattice of edge 2, L even, in a box of 2L × L × L.

    The block repeats by L times the primitive vectors, an fcc lattice of edge 2L; boxes of
    2L × L × L laid like bricks fill space in that pattern.

    position: folded (n1, n2, n3, 3) [d]. edges: of the box [d].
    """

    position: Floats
    edges: tuple[float, float, float]

    @classmethod
    def of(cls, sample: Sample) -> "Box":
        """Raises InputError for a sample that does not fold into such a box."""
        L = sample.size[0]
        fits = sample.periodic and sample.lattice.name == "fcc" and sample.lattice.edge == 2.0
        if not fits or sample.size != (L, L, L) or L % 2 or L < SMALLEST:
            raise InputError(
                "a live run needs an fcc crystal of edge 2 with lattice.size of three equal even "
                f"numbers of {SMALLEST} or more, got {sample.lattice.name} {list(sample.size)}; "
                "for example size = [24, 24, 24]"
            )
        r = sample.positions
        # Row and layer of bricks: each shifts the box along x by half its length.
        rows = np.floor_divide(r[..., 1:], L)
        x = np.mod(r[..., 0] - L * rows.sum(axis=-1), 2 * L)
        return cls(
            np.stack([x, r[..., 1] - L * rows[..., 0], r[..., 2] - L * rows[..., 1]], -1),
            (2.0 * L, float(L), float(L)),
        )

    @property
    def shape(self) -> tuple[int, int, int]:
        n1, n2, n3, _ = self.position.shape
        return n1, n2, n3

    @cached_property
    def depth(self) -> Floats:
        """Distance of each site from the nearest side face, across x or y [d]."""
        x, y = self.position[..., 0] + 0.5, self.position[..., 1] + 0.5
        return np.minimum(np.minimum(x, self.edges[0] - x), np.minimum(y, self.edges[1] - y))

    def cells(self, edge: float) -> Cells:
        """For each site the number of the cube of that edge it lies in, flat, and their counts."""
        return self._cells((edge, edge, edge))

    def columns(self, edge: float) -> Cells:
        """The same for square columns along z."""
        return self._cells((edge, edge, self.edges[2]))

    def _cells(self, edges: tuple[float, float, float]) -> Cells:
        n1, n2, n3 = (max(1, round(b / e)) for b, e in zip(self.edges, edges, strict=True))
        counts = (n1, n2, n3)
        index = [
            np.minimum(
                (self.position[..., a] * counts[a] / self.edges[a]).astype(np.int64), counts[a] - 1
            )
            for a in range(3)
        ]
        return ((index[0] * counts[1] + index[1]) * counts[2] + index[2]).ravel(), counts
