"""The absorbing layer: stretched coordinates with a memory of each derivative.

Across the layer ∂ is replaced by ∂ + ψ, ψ ← b ψ + (b − 1) ∂, b = exp(−σ Δt): the convolutional
form of J. A. Roden and S. D. Gedney, Microw. Opt. Technol. Lett. 27, 334 (2000), without its
frequency shift. σ rises with the cube of the depth to 0.8·4/h, their recommended maximum.
"""

from dataclasses import dataclass

import numpy as np

from pairlattice.electrodynamics.grid import Array, Grid

_ORDER = 3


@dataclass(frozen=True, eq=False)
class Layer:
    """b of the derivatives along x and y; `half` where B's neighbours differ, at (i + ½)."""

    node: tuple[Array, Array]
    half: tuple[Array, Array]

    @classmethod
    def of(cls, grid: Grid, time_step: float) -> "Layer | None":
        """None where no boundary absorbs."""
        if "absorbing" not in grid.boundary:
            return None
        node = tuple(_decay(grid, axis, 0.0, time_step) for axis in (0, 1))
        half = tuple(_decay(grid, axis, 0.5, time_step) for axis in (0, 1))
        return cls((node[0], node[1]), (half[0], half[1]))


def _decay(grid: Grid, axis: int, shift: float, time_step: float) -> Array:
    count, thickness = grid.cells[axis], grid.layer_cells
    index = np.arange(count) + shift
    shape = (count, 1) if axis == 0 else (1, count)
    if grid.boundary[axis] != "absorbing":
        return np.ones(shape)
    depth = np.maximum(0.0, np.maximum(thickness - index, index - (count - thickness))) / thickness
    strength = 0.8 * (_ORDER + 1) / grid.spacing * depth**_ORDER
    return np.exp(-strength * time_step).reshape(shape)
