"""Cooling an ensemble of vortices from disorder, and settling it into the nearest minimum."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from pairlattice.point_vortices.law import Floats, PairLaw
from pairlattice.point_vortices.plane import Plane, energy_and_forces, forces_only
from pairlattice.progress import Progress, silent

Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Annealed:
    """positions: (m, 2). energy: of each vortex. residual: largest force left."""

    positions: Floats
    energy: float
    residual: float


def anneal(
    plane: Plane,
    law: PairLaw,
    positions: Floats,
    temperature: float,
    steps: int,
    seed: int,
    stride: float = 0.4,
    progress: Progress = silent,
) -> Annealed:
    """Overdamped Langevin motion while the temperature falls linearly to 0, then `settle`.

    dr = F dt + √(2 T dt) dW with mobility 1. temperature: at the start, in units of the pair
    energy. stride: dt times the largest stiffness of a nearest-neighbour pair; below 1 is stable.
    """
    rng = np.random.default_rng(seed)
    r = plane.inside(np.array(positions, float))
    spacing = np.sqrt(plane.area / len(r))
    dt = stride / _stiffness(law, spacing)
    near = _Neighbours(plane, law, 0.4 * spacing)
    for step in range(steps):
        T = temperature * (1 - step / steps)
        move = forces_only(plane, law, r, near.pairs(r)) * dt
        # Vortices that start almost on top of each other would be thrown out of the plane.
        move *= np.minimum(1.0, 0.1 * spacing / np.maximum(np.abs(move), 1e-300))
        r = plane.inside(r + move + np.sqrt(2 * T * dt) * rng.standard_normal(r.shape))
        if step % 100 == 0:
            progress(step, steps, "annealing")
    return settle(plane, law, r)


def settle(
    plane: Plane, law: PairLaw, positions: Floats, tolerance: float = 1e-6, most: int = 600
) -> Annealed:
    """The minimum below `positions` by limited-memory BFGS.

    tolerance: largest force component, in units of the pair energy over the mean spacing; most:
    iterations, after which the residual says how far it came.
    """
    r = plane.inside(np.array(positions, float))
    spacing = np.sqrt(plane.area / len(r))
    near = _Neighbours(plane, law, 0.4 * spacing)

    def objective(x: Floats) -> tuple[float, Floats]:
        here = plane.inside(x.reshape(-1, 2))
        energy, forces = energy_and_forces(plane, law, here, near.pairs(here))
        return energy, -forces.ravel()

    options = {"gtol": tolerance / spacing, "ftol": 0.0, "maxiter": most, "maxcor": 20}
    found = minimize(objective, r.ravel(), jac=True, method="L-BFGS-B", options=options)
    energy, slope = objective(found.x)
    r = plane.inside(found.x.reshape(-1, 2))
    return Annealed(r, energy / len(r), float(np.abs(slope).max()))


class _Neighbours:
    """A list of pairs that holds all within the law's reach, made anew when vortices have moved.

    skin: by which it reaches further; it stays complete while none has moved by half of it.
    """

    def __init__(self, plane: Plane, law: PairLaw, skin: float) -> None:
        self._plane, self._reach, self._skin = plane, law.reach + skin, skin
        self._at: Floats | None = None
        self._list: Integers = np.zeros((0, 2), np.int64)

    def pairs(self, positions: Floats) -> Integers:
        """(m, 2) index pairs for positions inside the plane."""
        if self._at is not None:
            moved = self._plane.separations(positions - self._at)
            if (moved * moved).sum(axis=1).max() < (0.5 * self._skin) ** 2:
                return self._list
        self._list = self._plane.pairs(positions, self._reach)
        self._at = positions.copy()
        return self._list


def _stiffness(law: PairLaw, spacing: float) -> float:
    """Largest curvature that neighbours at three quarters of the spacing feel."""
    h = 1e-3 * spacing
    r = np.array([0.75 * spacing - h, 0.75 * spacing, 0.75 * spacing + h])
    u = law.radial(r)
    return float(6 * (1 + abs(law.anisotropy)) * (u[0] - 2 * u[1] + u[2]) / h**2)
