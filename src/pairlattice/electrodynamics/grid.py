"""The staggered grid of K. S. Yee, IEEE Trans. Antennas Propag. 14, 302 (1966), in the plane.

Fields of one polarisation: E in the plane, B across it. All arrays are (nx, ny); index (i, j) of

    charge  at (i,     j    ) h        Ex  at (i + ½, j    ) h
    B       at (i + ½, j + ½) h        Ey  at (i,     j + ½) h

Every axis closes on itself; a conducting wall at index 0 cuts it open. One cell along y makes the
grid one-dimensional: Ey and B travel along x, Ex is longitudinal.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pairlattice.errors import InputError

Array = NDArray[np.float64]
Boundary = Literal["periodic", "conducting", "absorbing"]
_BOUNDARIES = ("periodic", "conducting", "absorbing")


@dataclass(frozen=True)
class Grid:
    """cells: (nx, ny). spacing: h. boundary: along x and along y.

    "absorbing" is a layer of `layer_cells` cells in front of a conducting wall, at either end.
    """

    cells: tuple[int, int]
    spacing: float
    boundary: tuple[Boundary, Boundary] = ("periodic", "periodic")
    layer_cells: int = 12

    def __post_init__(self) -> None:
        if min(self.cells) < 1 or not self.spacing > 0:
            raise InputError(
                f"grid must have at least one cell of size above 0, got {self.cells} of "
                f"{self.spacing!r}; give for example (400, 1) cells of 0.05"
            )
        for count, kind in zip(self.cells, self.boundary, strict=True):
            if kind not in _BOUNDARIES:
                raise InputError(f"boundary must be one of {', '.join(_BOUNDARIES)}, got {kind!r}")
            needed = 2 * self.layer_cells + 2 if kind == "absorbing" else 2
            if kind != "periodic" and count < needed:
                raise InputError(
                    f"a {kind} boundary needs at least {needed} cells along its axis, got {count}; "
                    "use more cells or a periodic boundary"
                )

    @property
    def largest_time_step(self) -> float:
        """The Courant limit h/√D of the empty grid, D the number of axes with cells to spare."""
        return self.spacing / np.sqrt(max(1, sum(count > 1 for count in self.cells)))

    @property
    def free(self) -> Array:
        """1 where a component of E is free, 0 where a wall holds it at zero, (2, nx, ny)."""
        mask = np.ones((2, *self.cells))
        if self.boundary[0] != "periodic":
            mask[1, 0, :] = 0.0
        if self.boundary[1] != "periodic":
            mask[0, :, 0] = 0.0
        return mask

    @property
    def inner(self) -> NDArray[np.bool_]:
        """Charge nodes off the walls and the absorbing layers, (nx, ny)."""
        keep = []
        for count, kind in zip(self.cells, self.boundary, strict=True):
            margin = {"periodic": 0, "conducting": 1, "absorbing": self.layer_cells + 1}[kind]
            index = np.arange(count)
            keep.append((index >= margin) & (index <= count - margin))
        return keep[0][:, None] & keep[1][None, :]

    def positions(self, half: tuple[bool, bool]) -> tuple[Array, Array]:
        """Coordinates (nx, 1) and (1, ny), shifted by half a cell where told."""
        x, y = (
            self.spacing * (np.arange(n, dtype=np.float64) + 0.5 * shift)
            for n, shift in zip(self.cells, half, strict=True)
        )
        return np.asarray(x[:, None]), np.asarray(y[None, :])

    def forward(self, field: Array, axis: int) -> Array:
        """(f[i + 1] − f[i])/h."""
        return (np.roll(field, -1, axis) - field) / self.spacing

    def backward(self, field: Array, axis: int) -> Array:
        """(f[i] − f[i − 1])/h."""
        return (field - np.roll(field, 1, axis)) / self.spacing

    def divergence(self, field: Array) -> Array:
        """∇·F at the charge nodes of F (2, nx, ny) placed like E."""
        return self.backward(field[0], 0) + self.backward(field[1], 1)
