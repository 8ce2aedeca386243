"""The energy of two vortices, and of a perfect lattice of them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.special import k0, k1

from pairlattice.errors import InputError

Floats = NDArray[np.float64]

_POINTS = 8192


@dataclass(frozen=True)
class PairLaw:
    """U(r, φ) = [K0(r/λ) − K0(r_c/λ)] [1 + ε cos m(φ − φ0)] for r < r_c, else 0.

    penetration: λ. cutoff: r_c in units of λ. anisotropy: ε, the lattice term; fold: m of the
    crystal's axis; direction: φ0 [rad], where the energy is highest for ε > 0. core: distances
    below it count as it, in units of λ: K0 diverges at 0, a vortex does not.
    """

    penetration: float
    cutoff: float = 6.0
    anisotropy: float = 0.0
    fold: int = 4
    direction: float = 0.0
    core: float = 1e-3

    def __post_init__(self) -> None:
        if not (self.penetration > 0 and self.cutoff > self.core > 0 and self.fold > 0):
            raise InputError(
                "a pair law needs a penetration depth, a core, a cutoff beyond it and a fold above "
                f"0, got {self!r}; for example penetration 1, cutoff 6, fold 4"
            )
        if not abs(self.anisotropy) < 1:
            raise InputError(
                f"anisotropy must lie between -1 and 1, got {self.anisotropy!r}; beyond it vortices"
                " attract each other in some directions"
            )

    @property
    def reach(self) -> float:
        """r_c, in the unit of λ's length."""
        return self.penetration * self.cutoff

    @cached_property
    def _table(self) -> tuple[Floats, Floats, Floats]:
        x = np.linspace(0, self.cutoff, _POINTS)
        inside = np.maximum(x, self.core)
        return x, k0(inside) - k0(self.cutoff), k1(inside)

    def radial(self, distance: Floats) -> Floats:
        """The isotropic part, exact, shifted to vanish at the cutoff."""
        x = np.maximum(np.asarray(distance) / self.penetration, self.core)
        return np.where(x < self.cutoff, k0(np.minimum(x, 700.0)) - k0(self.cutoff), 0.0)

    def energy(self, vectors: Floats) -> Floats:
        """U of separations (…, 2)."""
        r = np.linalg.norm(vectors, axis=-1)
        return np.asarray(self.radial(r) * (1 + self._angular(vectors)[0]))

    def force(self, vectors: Floats) -> Floats:
        """−∂U/∂(separation) (m, 2), with K0 and K1 from a table of 8192 points."""
        r = np.maximum(np.linalg.norm(vectors, axis=-1), self.core * self.penetration)
        _, value, slope = self._table
        # Evenly spaced: the place in the table is known without a search.
        place = np.minimum(r / self.reach * (_POINTS - 1), _POINTS - 1.001)
        low = place.astype(np.int64)
        part = place - low
        u = value[low] + part * (value[low + 1] - value[low])
        du = slope[low] + part * (slope[low + 1] - slope[low])
        out = (du / (self.penetration * r) * (r < self.reach))[:, None] * vectors
        if self.anisotropy:
            angular, turn = self._angular(vectors)
            across = np.stack([-vectors[:, 1], vectors[:, 0]], axis=-1) / (r * r)[:, None]
            out = out * (1 + angular)[:, None] - (u * turn * (r < self.reach))[:, None] * across
        return out

    def _angular(self, vectors: Floats) -> tuple[Floats, Floats]:
        """ε cos m(φ − φ0), and its derivative with respect to φ."""
        z = vectors[..., 0] + 1j * vectors[..., 1]
        length = np.abs(z)
        # exp(imφ) by powers: much faster than angles.
        turned = np.divide(z, length, out=np.ones_like(z), where=length > 0) ** self.fold
        turned *= np.exp(-1j * self.fold * self.direction)
        return self.anisotropy * turned.real, -self.anisotropy * self.fold * turned.imag


def lattice_energy(basis: Floats, law: PairLaw) -> Floats:
    """Energy of each vortex of perfect lattices, by direct sum within the cutoff.

    basis: (…, 2, 2) rows. Returns (…).

    >>> triangular = np.array([[1.0, 0.0], [0.5, np.sqrt(3) / 2]])
    >>> square = np.eye(2) * (3 ** 0.25 / 2**0.5)                   # of the same density
    >>> law = PairLaw(1.0, 12.0)
    >>> bool(lattice_energy(triangular, law) < lattice_energy(square, law))
    True
    """
    basis = np.asarray(basis, float)
    # |n_i| = |r·b_i|/2π ≤ r |b_i|/2π, b_i the rows of 2π (basis⁻¹)ᵀ.
    inverse = np.linalg.norm(np.linalg.inv(basis), axis=-2).max()
    n = int(np.ceil(law.reach * inverse))
    steps = np.stack(np.meshgrid(*(np.arange(-n, n + 1),) * 2, indexing="ij"), -1).reshape(-1, 2)
    steps = steps[np.any(steps != 0, axis=1)]
    return np.asarray(0.5 * law.energy(np.einsum("ti,...ij->...tj", steps, basis)).sum(axis=-1))
