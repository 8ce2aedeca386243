"""Modes of the tethered lattice: bands, group velocities, density of states, soft modes.

In the harmonic lattice each wave vector has three modes with m ω² = k + λ(q), λ the eigenvalues of
the dipole tensor: the tether shifts every ω² by the same amount.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from scipy.optimize import minimize

from pairlattice.engine import ewald
from pairlattice.engine.lattice import CUBIC_KINDS, Floats, Lattice
from pairlattice.engine.observables import half_spectrum_multiplicity
from pairlattice.model.stiffness import critical_stiffness
from pairlattice.phenomena.crystal import results as r
from pairlattice.variable import Values

# Points of high symmetry in units of 2π/a (Bradley & Cracknell 1972), and the walk over them.
_POINTS = {
    "fcc": {"Γ": (0, 0, 0), "X": (0, 1, 0), "W": (0.5, 1, 0), "L": (0.5, 0.5, 0.5)},
    "bcc": {"Γ": (0, 0, 0), "H": (0, 1, 0), "N": (0.5, 0.5, 0), "P": (0.5, 0.5, 0.5)},
    "sc": {"Γ": (0, 0, 0), "X": (0, 0.5, 0), "M": (0.5, 0.5, 0), "R": (0.5, 0.5, 0.5)},
}
_WALK = {"fcc": "ΓXWLΓ", "bcc": "ΓHNPΓ", "sc": "ΓXMRΓ"}

# At Γ itself the longitudinal mode depends on the direction of approach: stay this far off, in
# units of the leg. The modes differ from their limit by the square of it.
_OFF = 1e-3
# Half the step of a numerical derivative [1/d]; rounding and truncation meet at about 1e-9.
_STEP = 1e-5


@dataclass(frozen=True, eq=False)
class Path:
    """q: (m, 3) wave vectors [1/d]. along: (m, 3) unit vectors of the legs. distance: (m,).
    ticks: distances of the corners. names: of the corners."""

    q: Floats
    along: Floats
    distance: Floats
    ticks: Floats
    names: tuple[str, ...]


def corners(lattice: Lattice) -> tuple[tuple[str, ...], Floats]:
    """Names and Cartesian wave vectors of the corners of the walk, Γ at both ends.

    A lattice of three vectors of its own walks over the middles of its reciprocal cell.
    """
    if lattice.name in _POINTS and lattice.edge is not None:
        names = tuple(_WALK[lattice.name])
        points = [np.array(_POINTS[lattice.name][name]) for name in names]
        return names, np.array(points) * 2 * np.pi / lattice.edge
    halves = np.array([[0, 0, 0], [0.5, 0, 0], [0.5, 0.5, 0], [0.5, 0.5, 0.5], [0, 0, 0]])
    return ("Γ", "b₁/2", "(b₁+b₂)/2", "(b₁+b₂+b₃)/2", "Γ"), halves @ lattice.reciprocal


def path(lattice: Lattice, segment: int) -> Path:
    """`segment` wave vectors on each leg of the walk."""
    names, points = corners(lattice)
    q, along, distance, ticks = [], [], [], [0.0]
    for start, end in pairwise(points):
        leg = end - start
        part = np.linspace(_OFF, 1 - _OFF, segment)
        q.append(start + part[:, None] * leg)
        length = float(np.linalg.norm(leg))
        along.append(np.broadcast_to(leg / length, (segment, 3)))
        distance.append(ticks[-1] + part * length)
        ticks.append(ticks[-1] + length)
    parts = (np.concatenate(q), np.concatenate(along), np.concatenate(distance))
    return Path(*parts, np.array(ticks), names)


def slopes(lattice: Lattice, q: Floats, along: Floats) -> Floats:
    """dλ/ds of each eigenvalue along unit vectors, (m, 3), by the Hellmann-Feynman theorem.

    dλ/ds = e·(dT/ds)·e with e the eigenvectors at q; inside a degenerate set the eigenvectors are
    those of dT/ds within it.
    """
    values, vectors = np.linalg.eigh(ewald.dipole_tensor(lattice, q))
    ahead, behind = (ewald.dipole_tensor(lattice, q + s * _STEP * along) for s in (1, -1))
    change = np.swapaxes(vectors, -1, -2) @ ((ahead - behind) / (2 * _STEP)) @ vectors
    result = np.empty_like(values)
    for point, (level, matrix) in enumerate(zip(values, change, strict=True)):
        first = 0
        for last in range(1, 4):
            if last == 3 or level[last] - level[last - 1] > 1e-7:
                block = matrix[first:last, first:last]
                result[point, first:last] = np.linalg.eigvalsh(block)
                first = last
    return result


def frequency(eigenvalue: Floats, stiffness: float) -> Floats:
    """ω = √(k + λ) [1/t0]; an unstable mode's ω is imaginary and given as −|ω|."""
    square = np.asarray(eigenvalue) + stiffness
    return np.sign(square) * np.sqrt(np.abs(square))


def bands(lattice: Lattice, stiffness: float, segment: int) -> Values:
    """ω and group velocity, by two routes, along the walk."""
    walk = path(lattice, segment)
    values = np.linalg.eigvalsh(ewald.dipole_tensor(lattice, walk.q))
    omega = frequency(values, stiffness)
    ahead, behind = (
        frequency(
            np.linalg.eigvalsh(ewald.dipole_tensor(lattice, walk.q + s * _STEP * walk.along)),
            stiffness,
        )
        for s in (1, -1)
    )
    return {
        r.DISTANCE: walk.distance,
        r.BRANCH: [1, 2, 3],
        r.OMEGA: omega,
        r.GROUP_VELOCITY: slopes(lattice, walk.q, walk.along) / (2 * np.abs(omega)),
        r.SLOPE: (ahead - behind) / (2 * _STEP),
        r.CORNER: walk.ticks,
        r.CORNER_NAME: walk.names,
    }


def mesh_eigenvalues(lattice: Lattice, mesh: int) -> tuple[Floats, Floats]:
    """λ (w, 3) on one half of a mesh³ of wave vectors, and how often each occurs (w,).

    At q = 0 they are the three transverse limits.
    """
    xx, yy, zz, xy, xz, yz = ewald.kernel(lattice, (mesh,) * 3)
    rows = [np.stack(row, -1) for row in ((xx, xy, xz), (xy, yy, yz), (xz, yz, zz))]
    values = np.linalg.eigvalsh(np.stack(rows, axis=-2))
    weight = np.broadcast_to(half_spectrum_multiplicity((mesh,) * 3), values.shape[:3])
    return values.reshape(-1, 3), weight.ravel()


def density_of_states(lattice: Lattice, stiffness: float, mesh: int, bins: int) -> Values:
    """g(ω) per site, so that ∫ g dω = 3, and its second moment, which is 3 k as T has no trace."""
    values, weight = mesh_eigenvalues(lattice, mesh)
    omega = frequency(values, stiffness)
    each = np.repeat(weight / weight.sum(), 3)
    counts, edges = np.histogram(omega.ravel(), bins=bins, weights=each)
    states = counts / np.diff(edges)
    return {
        r.STATES_OMEGA: (edges[1:] + edges[:-1]) / 2,
        r.STATES: states,
        r.INTEGRAL: np.sum(states * np.diff(edges)),
        r.MEAN_SQUARE: np.sum(each * (values.ravel() + stiffness)) / 3,
    }


@cache
def softest(lattice: Lattice, mesh: int = 12) -> tuple[float, Floats]:
    """Lowest λ over the zone and its wave vector in reciprocal coordinates.

    A mesh that contains Γ and every half reciprocal vector, then descent from its best points.
    The lattice is stable if the tether exceeds −λ.
    """
    grid = np.stack(np.meshgrid(*[np.arange(mesh) / mesh] * 3, indexing="ij"), -1).reshape(-1, 3)
    grid -= np.rint(grid * (1 - 1e-12))
    lowest = np.linalg.eigvalsh(ewald.dipole_tensor(lattice, grid @ lattice.reciprocal))[:, 0]

    def value(q: Floats) -> float:
        tensor = ewald.dipole_tensor(lattice, q @ lattice.reciprocal)
        return float(np.linalg.eigvalsh(tensor)[0])

    best, where = float(lowest.min()), grid[int(lowest.argmin())]
    for index in np.argsort(lowest)[:3]:
        found = minimize(value, grid[index], method="Nelder-Mead", options={"xatol": 1e-6})
        # Near Γ only the limit exists, and it is already on the mesh.
        if found.fun < best - 1e-9:
            best, where = float(found.fun), found.x
    return best, where


def threshold(lattice: Lattice) -> float:
    """κ of the tether that just holds the lattice."""
    return -softest(lattice)[0] / critical_stiffness(lattice.density) - 1


def soft_modes(own: Lattice) -> Values:
    """Where each cubic lattice, and the own one, first loses its stiffness."""
    kinds = {kind: Lattice.cubic(kind) for kind in CUBIC_KINDS}
    kinds.setdefault(own.name, own)
    return {
        r.LATTICE: list(kinds),
        r.EIGENVALUE: [softest(one)[0] / one.density for one in kinds.values()],
        r.THRESHOLD: [threshold(one) for one in kinds.values()],
        r.SOFT_Q: [softest(one)[1] for one in kinds.values()],
    }
