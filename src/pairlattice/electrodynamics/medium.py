"""Bound pairs as oscillators: m u'' = −eE − k u − γ m u', P = −n e u, J = ∂P/∂t.

With s = −u √(n m/ε0) the pairs and the field are coupled by ω_p alone and symmetrically,

    s'' + γ s' + ω0² s = ω_p E,        P = ω_p s,        energy ½ s'² + ½ ω0² s²   (ε0 = 1),

ω_p² = n e²/(ε0 m), ω0² = k/m. ω0 = γ = 0 are London's accelerated carriers, ω0 = 0 Drude's.
H. A. Lorentz, The Theory of Electrons (1909); as an auxiliary equation of the grid: R. M. Joseph,
S. C. Hagness and A. Taflove, Opt. Lett. 16, 1412 (1991).
"""

from dataclasses import dataclass

import numpy as np

from pairlattice.electrodynamics.grid import Array, Grid
from pairlattice.errors import InputError


@dataclass(frozen=True, eq=False)
class Medium:
    """plasma: ω_p at the places of Ex and Ey, (2, nx, ny). resonance: ω0. damping: γ."""

    plasma: Array
    resonance: float = 0.0
    damping: float = 0.0

    def __post_init__(self) -> None:
        if min(self.resonance, self.damping, float(np.min(self.plasma))) < 0:
            raise InputError(
                "plasma frequency, resonance and damping must be 0 or more, got "
                f"{np.min(self.plasma)!r}, {self.resonance!r} and {self.damping!r}"
            )

    @classmethod
    def vacuum(cls, grid: Grid) -> "Medium":
        """No pairs."""
        return cls(np.zeros((2, *grid.cells)))

    @classmethod
    def uniform(
        cls, grid: Grid, plasma: float, resonance: float = 0.0, damping: float = 0.0
    ) -> "Medium":
        """Pairs everywhere."""
        return cls(np.full((2, *grid.cells), float(plasma)), resonance, damping)

    @classmethod
    def slab(
        cls,
        grid: Grid,
        bounds: tuple[float, float],
        plasma: float,
        resonance: float = 0.0,
        damping: float = 0.0,
    ) -> "Medium":
        """Pairs where bounds[0] ≤ x < bounds[1]."""
        values = np.zeros((2, *grid.cells))
        for part, half in enumerate(((True, False), (False, True))):
            x, _ = grid.positions(half)
            inside = (x >= bounds[0] - 1e-9) & (x < bounds[1] - 1e-9)
            values[part] = np.where(inside, plasma, 0.0)
        return cls(values, resonance, damping)

    @classmethod
    def cylinder(
        cls,
        grid: Grid,
        centre: tuple[float, float],
        radius: float,
        plasma: float,
        resonance: float = 0.0,
        damping: float = 0.0,
    ) -> "Medium":
        """Pairs within `radius` of an axis across the plane."""
        values = np.zeros((2, *grid.cells))
        for part, half in enumerate(((True, False), (False, True))):
            x, y = grid.positions(half)
            values[part] = plasma * (np.hypot(x - centre[0], y - centre[1]) <= radius)
        return cls(values, resonance, damping)
