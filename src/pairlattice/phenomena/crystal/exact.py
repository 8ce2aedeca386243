"""Where the dipole approximation ends: exact Coulomb energies and forces beside it.

Both are those of a periodic cell in a conducting surrounding. Energies are per electron and
measured from the undisplaced crystal. To second order they agree, as a site has no curvature of
its own; the next order is the third where neighbours move differently, else the fourth.
"""

import numpy as np

from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.lattice import Floats, Lattice
from pairlattice.engine.sample import periodic
from pairlattice.engine.terms import DipoleDipole
from pairlattice.engine.vector import join, split
from pairlattice.model.stiffness import critical_stiffness
from pairlattice.phenomena.crystal import results as r
from pairlattice.phenomena.crystal.coulomb import PointCharges
from pairlattice.phenomena.crystal.parameters import Parameters
from pairlattice.variable import Values

# pattern -> (wave vector in reciprocal coordinates, direction of the displacement)
_WAVES = {
    "uniform [100]": ((0, 0, 0), (1, 0, 0)),
    "uniform [111]": ((0, 0, 0), (1, 1, 1)),
    "X transverse": ((0.5, 0.5, 0), (1, 0, 0)),
    "X longitudinal": ((0.5, 0.5, 0), (0, 0, 1)),
    "L longitudinal": ((0.5, 0.5, 0.5), (1, 1, 1)),
}
RANDOM = "random"


def crystal_cell(lattice: Lattice, block: int, displacement: Floats) -> PointCharges:
    """block³ primitive cells, their electrons displaced by (block, block, block, 3) [d]."""
    sites = lattice.positions((block,) * 3).reshape(-1, 3)
    offset = np.array([(lattice.edge or 2.0) / 2, 0.0, 0.0])
    positions = np.concatenate([sites + displacement.reshape(-1, 3), sites + offset])
    charges = np.repeat([-1.0, 1.0], len(sites))
    # A narrow Gaussian: the direct sum is the costlier one where there are many charges.
    return PointCharges(Lattice.from_vectors(block * lattice.matrix), positions, charges, 2.0)


def exact_energy(lattice: Lattice, displacement: Floats) -> float:
    """Coulomb energy per electron above that of the undisplaced crystal [E0]."""
    block = len(displacement)
    moved = crystal_cell(lattice, block, displacement).energy
    still = crystal_cell(lattice, 1, np.zeros((1, 1, 1, 3))).energy
    return moved / block**3 - still


def dipole_energy(lattice: Lattice, displacement: Floats) -> float:
    """The same in the dipole approximation [E0]."""
    block = len(displacement)
    sample = periodic(lattice, (block,) * 3)
    energy = Hamiltonian(sample, {"dipoles": DipoleDipole.of(sample)})
    return float(energy.energy(split(displacement, float))) / block**3


def exact_force(lattice: Lattice, displacement: Floats) -> Floats:
    """Coulomb force on each electron (block³, 3) [E0/d]; it has the charge −e."""
    cell = crystal_cell(lattice, len(displacement), displacement)
    return cell.derivative(cell.positions[: len(displacement) ** 3], 1)


def dipole_force(lattice: Lattice, displacement: Floats) -> Floats:
    """The same in the dipole approximation, linear in the displacement."""
    sample = periodic(lattice, displacement.shape[:3])
    energy = Hamiltonian(sample, {"dipoles": DipoleDipole.of(sample)})
    return join(energy.force(split(displacement, float))).reshape(-1, 3)


def force_error(lattice: Lattice, displacement: Floats, dipole: Floats) -> float:
    """rms over electrons of |exact force − dipole force| [E0/d]."""
    difference = exact_force(lattice, displacement) - dipole
    return float(np.sqrt(np.mean(np.sum(difference**2, axis=-1))))


def pattern(name: str) -> Floats:
    """(2, 2, 2, 3) unit displacements of a standing wave."""
    q, along = _WAVES[name]
    index = np.stack(np.meshgrid(*[np.arange(2)] * 3, indexing="ij"), axis=-1)
    sign = np.cos(2 * np.pi * index @ np.array(q))
    return np.rint(sign)[..., None] * np.array(along) / np.linalg.norm(along)


def measure(lattice: Lattice, p: Parameters, seed: int) -> Values:
    """Energies of each pattern against displacement; the random one averages over repeats.

    The deviation is the rms error of the dipole forces over k_c u, the force of the softest stable
    tether at that displacement.
    """
    displacements = np.geomspace(*p.displacements)
    names = [*_WAVES, RANDOM]
    rng = np.random.default_rng(seed)
    # In a block of two every wave is its own mirror image and the third order vanishes: take three.
    kicks = rng.standard_normal((max(p.repeats // 2, 2), 3, 3, 3, 3)) / np.sqrt(3)
    exact, dipole, error = np.empty((3, len(names), len(displacements)))
    for i, name in enumerate(names):
        shapes = kicks if name == RANDOM else pattern(name)[None]
        # Dipole energies are quadratic and forces linear: one value serves all displacements.
        forces = [dipole_force(lattice, shape) for shape in shapes]
        unit = np.mean([dipole_energy(lattice, shape) for shape in shapes])
        dipole[i] = unit * displacements**2
        for j, u in enumerate(displacements):
            exact[i, j] = np.mean([exact_energy(lattice, u * shape) for shape in shapes])
            error[i, j] = np.mean(
                [
                    force_error(lattice, u * shape, u * force)
                    for shape, force in zip(shapes, forces, strict=True)
                ]
            )
    deviation = error / (critical_stiffness(lattice.density) * displacements)
    return {
        r.PATTERN: names,
        r.DISPLACEMENT: displacements,
        r.EXACT: exact,
        r.DIPOLE: dipole,
        r.DEVIATION: deviation,
        r.TEN_PER_CENT: [_crossing(displacements, row) for row in deviation],
    }


def _crossing(x: Floats, deviation: Floats, level: float = 0.1) -> float:
    """Where the deviation first passes the level, between points of a power law; NaN if nowhere."""
    above = np.flatnonzero(deviation >= level)
    if not len(above) or above[0] == 0:
        return float("nan")
    i = above[0]
    low, high = np.log(deviation[i - 1 : i + 1] / level)
    part = -low / (high - low)
    return float(x[i - 1] * (x[i] / x[i - 1]) ** part)
