"""Many small crystals at once in which force and temperature change from layer to layer.

A layer is a plane of constant first index: for fcc a close-packed plane across b1, so a periodic
crystal with a profile along that axis is a plate without ends. Layers displaced along themselves
carry no depolarising field.
"""

import jax.numpy as jnp
import numpy as np

from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin
from pairlattice.engine.lattice import Floats, Lattice
from pairlattice.engine.observers import Instant, Row
from pairlattice.engine.simulation import simulate
from pairlattice.engine.stages import Stage
from pairlattice.engine.terms import SiteForce
from pairlattice.engine.vector import dot
from pairlattice.progress import Progress, silent


def spacing(lattice: Lattice) -> float:
    """The distance from one layer to the next [d].

    >>> f"{spacing(Lattice.cubic('fcc')):.4f}"      # 2 d/√3, close-packed planes
    '1.1547'
    """
    return float(2 * np.pi / np.linalg.norm(lattice.reciprocal[0]))


def _layers(now: Instant) -> Row:
    u = now.displacement
    return {
        "displacement": jnp.stack([c.mean((1, 2), dtype=jnp.float64) for c in u], -1),
        "square": dot(u, u).mean((1, 2), dtype=jnp.float64),
    }


def run(
    energy: Hamiltonian,
    bath: Langevin,
    force: Floats,
    temperature: Floats,
    seed: int,
    relax: int,
    samples: int,
    every: int,
    progress: Progress = silent,
) -> tuple[Floats, Floats]:
    """`relax` steps from rest with thermal velocities, then `samples` samples `every` steps apart.

    energy: all terms but the drive. bath: its temperature is replaced. force: (m, n1, 3) [E0/d];
    temperature: (m, n1) [E0/k_B]; of each layer of m replicas. Returns the means over each layer
    and the window of u (m, n1, 3) [d] and of |u|² (m, n1) [d²]. Raises SimulationDivergedError.
    """
    driven = Hamiltonian(energy.sample, {**energy.terms, "drive": SiteForce.of(np.zeros(3))})
    found = simulate(
        driven,
        bath,
        plan=[Stage("relaxation", relax), Stage("window", samples * every, every)],
        seed=seed,
        observe={"layers": _layers},
        replicas={
            "drive.strength": tuple(np.moveaxis(force[:, :, None, None], -1, 0)),
            "integrator.temperature": temperature[:, :, None, None],
        },
        dtype=jnp.float32,
        progress=progress,
    )
    return found.series["displacement"].mean(axis=1), found.series["square"].mean(axis=1)
