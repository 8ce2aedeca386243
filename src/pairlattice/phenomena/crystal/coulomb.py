"""Point charges on a periodic lattice: potential and its derivatives by Ewald's method.

    φ(r) = Σ_j q_j [ Σ_R B_0(|r − r_j − R|) + (4π/V) Σ_{G≠0} exp(−G²/4η²)/G² cos G·(r − r_j) ]
           − π Q/(V η²),      B_0(r) = erfc(ηr)/r

(Ewald, Ann. Phys. 369, 253 (1921)). G = 0 left out means a conducting surrounding (tinfoil) and,
where the cell carries a net charge Q, a uniform background of density −Q/V. Units: e = 1,
4πε0 = 1, lengths in d. A derivative of B_0 is a sum of products of r and of
B_k = (−1/r d/dr)^k B_0, which obey B_k = [(2k − 1) B_{k−1} + (2η²)^k exp(−η²r²)/(η√π)]/r².
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import erfc

from pairlattice.engine.lattice import Floats, Lattice
from pairlattice.errors import InputError

# Both sums stop where their Gaussian has fallen to exp(−6.3²) ≈ 6e-18, below float64.
_CUTOFF = 6.3

_DELTA = np.eye(3)
# Σ over the three ways of pairing four indices, δ_ab δ_cd + δ_ac δ_bd + δ_ad δ_bc.
_PAIRINGS = (
    np.einsum("ab,cd->abcd", _DELTA, _DELTA)
    + np.einsum("ac,bd->abcd", _DELTA, _DELTA)
    + np.einsum("ad,bc->abcd", _DELTA, _DELTA)
)

HIGHEST_ORDER = 4


@dataclass(frozen=True, eq=False)
class PointCharges:
    """Charges in a cell that repeats along the vectors of `lattice`.

    positions: (m, 3) Cartesian [d]. charges: (m,) [e]. splitting: Ewald parameter η in units of
    √π/V^⅓; no result depends on it.
    """

    lattice: Lattice
    positions: Floats
    charges: Floats
    splitting: float = 1.0

    def __post_init__(self) -> None:
        if self.positions.shape != (len(self.charges), 3):
            raise InputError(
                f"point charges need one position for each charge, got {self.positions.shape} "
                f"and {self.charges.shape}; give (m, 3) and (m,)"
            )

    @property
    def eta(self) -> float:
        return float(self.splitting * np.sqrt(np.pi) / self.lattice.volume ** (1 / 3))

    @property
    def background(self) -> float:
        """Density of the uniform background that neutralises the cell [e/d³]."""
        return float(-self.charges.sum() / self.lattice.volume)

    @cached_property
    def _reciprocal(self) -> tuple[Floats, Floats, Floats]:
        """One half of the vectors G ≠ 0 (g, 3), their weight (g,) and Σ_j q_j exp(−iG·r_j)."""
        dual = Lattice.from_vectors(self.lattice.reciprocal)
        G = dual.points_within(2 * self.eta * _CUTOFF) @ dual.matrix
        # −G gives the complex conjugate of G: keep those first in lexical order, count them twice.
        first = (G[:, 0] > 1e-9) | (
            (np.abs(G[:, 0]) <= 1e-9)
            & ((G[:, 1] > 1e-9) | ((np.abs(G[:, 1]) <= 1e-9) & (G[:, 2] > 0)))
        )
        G = G[first]
        square = np.sum(G * G, axis=1)
        weight = 8 * np.pi / self.lattice.volume * np.exp(-square / (4 * self.eta**2)) / square
        return G, weight, np.exp(-1j * G @ self.positions.T) @ self.charges

    def derivative(self, points: Floats, order: int = 0) -> Floats:
        """∂ⁿφ/∂r_a∂r_b… at points, order n = 0 … 4.

        points: (p, 3) [d]. At a charge the potential of that charge itself is left out. Returns
        (p,) for n = 0, (p, 3) for n = 1 up to (p, 3, 3, 3, 3) [e/d^(n+1)].
        """
        if not 0 <= order <= HIGHEST_ORDER:
            raise InputError(f"order must be 0 to {HIGHEST_ORDER}, got {order}; differentiate less")
        points = np.asarray(points, dtype=float).reshape(-1, 3)
        G, weight, structure = self._reciprocal
        phase = weight * (np.exp(1j * points @ G.T) * structure) * 1j**order
        letters = "abcd"[:order]
        product = ",".join(["pg", *(f"g{x}" for x in letters)])
        total = np.einsum(f"{product}->p{letters}", phase.real, *[G] * order, optimize=True)
        if order == 0:
            total = total - np.pi * self.charges.sum() / (self.lattice.volume * self.eta**2)
        for index, point in enumerate(points):
            total[index] += self._near(point, order)
        return np.asarray(total)

    def _near(self, point: Floats, order: int) -> Floats:
        """The sum over lattice vectors at one point, with the self term where a charge sits."""
        offset = point - self.positions
        # Fold every offset into the cell around the origin: then one list of images serves all.
        fraction = offset @ np.linalg.inv(self.lattice.matrix)
        offset = (fraction - np.rint(fraction)) @ self.lattice.matrix
        reach = _CUTOFF / self.eta + float(np.linalg.norm(offset, axis=1).max(initial=0.0))
        images = np.concatenate(
            [np.zeros((1, 3)), self.lattice.points_within(reach) @ self.lattice.matrix]
        )
        x = (offset[:, None, :] + images).reshape(-1, 3)
        q = np.repeat(self.charges, len(images))
        r = np.linalg.norm(x, axis=1)
        own = r < 1e-9
        near = (r <= _CUTOFF / self.eta) & ~own
        total = _radial_derivative(x[near], r[near], q[near], self.eta, order)
        return total - q[own].sum() * _own_derivative(self.eta, order)

    @cached_property
    def site_potentials(self) -> Floats:
        """Potential at every charge of all the others, (m,) [e/d]."""
        return self.derivative(self.positions)

    @property
    def energy(self) -> float:
        """Energy of the cell ½ Σ q_j φ_j [E0]."""
        return float(0.5 * self.charges @ self.site_potentials)


def _radial_derivative(x: Floats, r: Floats, q: Floats, eta: float, order: int) -> Floats:
    """Σ q ∂ⁿ B_0(|x|)."""
    B = [erfc(eta * r) / r]
    gauss = np.exp(-((eta * r) ** 2)) / (eta * np.sqrt(np.pi))
    for k in range(1, order + 1):
        B.append(((2 * k - 1) * B[-1] + (2 * eta**2) ** k * gauss) / r**2)
    w = [q * b for b in B]
    if order == 0:
        return np.asarray(w[0].sum())
    if order == 1:
        return np.asarray(-(w[1] @ x))
    if order == 2:
        return np.asarray(np.einsum("m,ma,mb->ab", w[2], x, x) - w[1].sum() * _DELTA)
    if order == 3:
        lower = np.einsum("a,bc->abc", w[2] @ x, _DELTA)
        cyclic = lower + lower.transpose(1, 0, 2) + lower.transpose(1, 2, 0)
        return np.asarray(cyclic - np.einsum("m,ma,mb,mc->abc", w[3], x, x, x))
    second = np.einsum("ab,cd->abcd", np.einsum("m,ma,mb->ab", w[3], x, x), _DELTA)
    places = [(0, 1, 2, 3), (0, 2, 1, 3), (0, 2, 3, 1), (2, 0, 1, 3), (2, 0, 3, 1), (2, 3, 0, 1)]
    six = sum((second.transpose(p) for p in places[1:]), second)
    fourth = np.einsum("m,ma,mb,mc,md->abcd", w[4], x, x, x, x, optimize=True)
    return np.asarray(fourth - six + w[2].sum() * _PAIRINGS)


def _own_derivative(eta: float, order: int) -> Floats:
    """∂ⁿ of erf(ηr)/r = (2η/√π)(1 − η²r²/3 + η⁴r⁴/10 − …) at r = 0."""
    scale = 2 * eta / np.sqrt(np.pi)
    match order:
        case 0:
            return np.asarray(scale)
        case 2:
            return np.asarray(-scale * 2 * eta**2 / 3 * _DELTA)
        case 4:
            return np.asarray(scale * 8 * eta**4 / 10 * _PAIRINGS)
        case _:
            return np.zeros((3,) * order)


def rock_salt(spacing: float = 1.0) -> PointCharges:
    """An ion at (d, 0, 0) and an electron at the origin of the primitive cell, edge 2 d.

    >>> f"{rock_salt().site_potentials[0]:.10f}"           # of the electron: Madelung's constant
    '1.7475645946'
    """
    lattice = Lattice.cubic("fcc", 2 * spacing)
    return PointCharges(lattice, np.array([[0.0, 0, 0], [spacing, 0, 0]]), np.array([-1.0, 1.0]))
