"""Zero-temperature states: minimise the energy from a given start."""

from dataclasses import dataclass

import jax
import numpy as np
from scipy.optimize import minimize

from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.lattice import Floats
from pairlattice.engine.vector import Scalar, Vector


@dataclass(frozen=True, eq=False)
class Minimum:
    """displacement: components (n1, n2, n3) [d]. energy [E0]. residual: largest force left
    [E0/d]. converged: whether it is below the tolerance asked for."""

    displacement: Vector
    energy: float
    residual: float
    converged: bool


def minimise(
    hamiltonian: Hamiltonian,
    displacement: Vector,
    t: Scalar = 0.0,
    tolerance: float = 1e-8,
    max_iterations: int = 5000,
) -> Minimum:
    """The local minimum below `displacement` by limited-memory BFGS.

    t: time at which fields are taken. tolerance: largest force component [E0/d] at the end.
    """
    sites = hamiltonian.sample.sites
    value_and_force = jax.jit(lambda u: (hamiltonian.energy(u, t), hamiltonian.force(u, t)))

    def unpack(x: Floats) -> Vector:
        full = np.zeros((3, *sites.shape))
        full[:, sites] = x.reshape(3, -1)
        return (full[0], full[1], full[2])

    def objective(x: Floats) -> tuple[float, Floats]:
        energy, force = value_and_force(unpack(x))
        return float(energy), -np.stack([np.asarray(c)[sites] for c in force]).ravel()

    start = np.stack([np.asarray(c, dtype=float)[sites] for c in displacement]).ravel()
    # The energy is extensive: its relative change says nothing about forces, so only they decide.
    options = {"gtol": tolerance, "ftol": 0.0, "maxiter": max_iterations, "maxcor": 20}
    found = minimize(objective, start, jac=True, method="L-BFGS-B", options=options)
    energy, slope = objective(found.x)
    residual = float(np.abs(slope).max())
    u = unpack(found.x)
    return Minimum(u, energy, residual, residual <= 10 * tolerance)
