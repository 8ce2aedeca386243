"""Straight tubes in the pair lattice: crystals whose pairs are driven along an axis except in them.

All is equal along the axis, so the crystal is a plane lattice of columns and a cell of the tube
lattice is any sublattice of it. The energy at rest is found in q-space, exactly for the harmonic
lattice and by iteration with a quartic tether.
"""

from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np

from pairlattice.engine import ewald
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.lattice import Floats, Lattice
from pairlattice.engine.sample import Sample, periodic
from pairlattice.engine.terms import DipoleDipole, SiteForce, Tether
from pairlattice.errors import InputError
from pairlattice.phenomena.vortices.plane_lattice import Columns, Integers, elementary, reduced

# Wave vectors handled at once, so that the Ewald sums stay small.
_AT_ONCE = 2048


@dataclass(frozen=True)
class Tube:
    """Where the drive is absent (closure C16): a share p(r) = 1/(1 + exp((r − R)/w)) of it.

    radius: R [d]. edge: w [d], 0 for a sharp edge: a site belongs to the tube or does not.
    """

    radius: float
    edge: float

    def share(self, distance: Floats) -> Floats:
        """p at distances [d], same shape."""
        if self.edge == 0:
            return (distance < self.radius).astype(float)
        return np.asarray(1 / (1 + np.exp(np.clip((distance - self.radius) / self.edge, -60, 60))))


@dataclass(frozen=True, eq=False)
class Cell:
    """One cell of a tube lattice, with one tube.

    sample: n1 × n2 × 1 columns. stiffness: K(q) (n1, n2, 3, 3) [E0/d²]. plane: (n1, n2, 2)
    positions of the columns [d]. basis: (2, 2) the tube lattice's vectors [d]. axis: (3,).
    """

    sample: Sample
    stiffness: Floats
    plane: Floats
    basis: Floats
    axis: Floats

    @property
    def sites(self) -> int:
        """Pairs for each repeat of the crystal along the axis."""
        return self.sample.count

    def tube(self, tube: Tube, centre: Floats) -> Floats:
        """p at the columns (n1, n2), images included. centre: (2,) position of the tube [d]."""
        steps = np.stack(np.meshgrid(*(np.arange(-1, 2),) * 2, indexing="ij"), -1).reshape(-1, 2)
        away = (self.plane - centre) @ np.linalg.inv(self.basis)
        away -= np.rint(away)
        vectors = (away[..., None, :] + steps) @ self.basis
        return np.minimum(tube.share(np.linalg.norm(vectors, axis=-1)).sum(axis=-1), 1.0)

    def hamiltonian(self, tether: float, quartic: float, force: Floats) -> Hamiltonian:
        """The engine's terms of the same crystal. force: along the axis, (n1, n2) [E0/d]."""
        K = self.stiffness - tether * np.eye(3)
        parts = [jnp.asarray(K[:, :, None, a, b]) for a, b in ewald.COMPONENTS]
        dipoles = DipoleDipole(tuple(parts), self.sample.size)  # type: ignore[arg-type]
        drive = force[:, :, None, None] * self.axis
        terms = {
            "tether": Tether(tether, quartic),
            "dipoles": dipoles,
            "drive": SiteForce.of(drive),
        }
        return Hamiltonian(self.sample, terms)


def stiffness(view: Columns, q: Floats, tether: float) -> Floats:
    """K(q) of the crystal (…, 3, 3) [E0/d²] at wave vectors across the axis (…, 3) [1/d]."""
    b = view.lattice.reciprocal
    f = q @ np.linalg.inv(b)
    # In the first cell of the reciprocal lattice, so that the Ewald sums need few vectors.
    flat = ((f - np.rint(f)) @ b).reshape(-1, 3)
    parts = [
        ewald.dipole_tensor(view.lattice, flat[i : i + _AT_ONCE])
        for i in range(0, len(flat), _AT_ONCE)
    ]
    return np.concatenate(parts).reshape(*q.shape, 3) + tether * np.eye(3)


def cell(view: Columns, M: Integers, tether: float) -> Cell:
    """The cell that the rows of the integer matrix M span, in the basis `view.plane`."""
    # Short vectors, so that the nearest image of a tube is among the nearest cells.
    M = reduced(M @ view.plane)[1] @ M
    V, (n1, n2) = elementary(M)
    if n1 * n2 < 4:
        raise InputError(f"a tube needs a cell of at least 4 columns, got {n1 * n2}; widen it")
    rows = np.vstack([V @ view.lattice.matrix[:2], view.lattice.matrix[2]])
    sample = periodic(Lattice.from_vectors(rows), (n1, n2, 1))
    b = sample.lattice.reciprocal
    q = (np.arange(n1) / n1)[:, None, None] * b[0] + (np.arange(n2) / n2)[None, :, None] * b[1]
    plane = sample.positions[:, :, 0] @ view.across.T
    return Cell(sample, stiffness(view, q, tether), plane, M @ view.plane, view.axis)


@dataclass(frozen=True, eq=False)
class Rest:
    """displacement: (n1, n2, 3) [d]. energy: of the cell for one repeat along the axis [E0].
    residual: largest force component left [E0/d]."""

    displacement: Floats
    energy: float
    residual: float


def rest(
    where: Cell, force: Floats, quartic: float = 0.0, tolerance: float = 1e-13, most: int = 500
) -> Rest:
    """The pairs at rest under a force along the axis: K u + g |u|² u = f.

    force: (n1, n2) [E0/d]. The quartic force is put on the right and K inverted until the residual
    is below the tolerance [E0/d]; this converges while 3 g |u|² stays well below k_TO.
    Raises InputError where it does not.
    """
    f = force[..., None] * where.axis
    inverse = np.linalg.inv(where.stiffness)

    def apply(matrix: Floats, u: Floats) -> Floats:
        hat = np.fft.fft2(u, axes=(0, 1))
        return np.fft.ifft2(np.einsum("ijab,ijb->ija", matrix, hat), axes=(0, 1)).real

    u = apply(inverse, f)
    residual = np.inf
    for _ in range(most):
        held = quartic * np.sum(u * u, axis=-1, keepdims=True) * u
        linear = apply(where.stiffness, u)
        left = f - linear - held
        residual = float(np.abs(left).max())
        if residual < tolerance or quartic == 0:
            square = np.sum(u * u, axis=-1)
            energy = 0.5 * np.sum(u * linear) - np.sum(f * u) + 0.25 * quartic * np.sum(square**2)
            return Rest(u, float(energy), residual)
        if residual > 10 * np.abs(f).max():
            break
        u = u + apply(inverse, left)
    raise InputError(
        f"drive must be weaker: the pairs found no rest, {residual:.2g} E0/d of force is left;"
        " lower the displacement or quartic"
    )


def tube_energy(
    where: Cell, tube: Tube, centre: Floats, drive: float, quartic: float = 0.0
) -> float:
    """What the tube costs for one repeat along the axis [E0]: the energy of the cell above that
    of the uniformly driven crystal. drive: the force outside [E0/d]."""
    p = where.tube(tube, centre)
    with_tube = rest(where, drive * (1 - p), quartic).energy
    return with_tube - uniform_energy(where, drive, quartic)


def uniform_energy(where: Cell, drive: float, quartic: float = 0.0) -> float:
    """Energy of the cell without a tube [E0]."""
    return rest(where, np.full(where.plane.shape[:2], drive), quartic).energy
