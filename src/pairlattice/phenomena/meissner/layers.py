"""Many small crystals at once in which force and temperature change from layer to layer.

A layer is a plane of constant first index: for fcc a close-packed plane across b1, so a periodic
crystal with a profile along that axis is a plate without ends. Layers displaced along themselves
carry no depolarising field.
"""

from dataclasses import dataclass

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


@dataclass(frozen=True, eq=False)
class Profiles:
    """What differs from replica to replica: force (m, n1, 3) [E0/d], temperature (m, n1)."""

    force: Floats
    temperature: Floats


@dataclass(frozen=True, eq=False)
class LayerMeans:
    """Means over each layer and the window: displacement (m, n1, 3) [d], square (m, n1) [d²]."""

    displacement: Floats
    square: Floats


def normal_and_spacing(lattice: Lattice) -> tuple[Floats, float]:
    """Unit normal (3,) of the layers and the distance from one to the next [d].

    >>> normal, spacing = normal_and_spacing(Lattice.cubic("fcc"))
    >>> f"{spacing:.4f}"                       # 2 d/√3, close-packed planes
    '1.1547'
    """
    b1 = lattice.reciprocal[0]
    length = float(np.linalg.norm(b1))
    return np.asarray(b1 / length), 2 * np.pi / length


def _layers(now: Instant) -> Row:
    u = now.displacement
    return {
        "displacement": jnp.stack([c.mean((1, 2), dtype=jnp.float64) for c in u], -1),
        "square": dot(u, u).mean((1, 2), dtype=jnp.float64),
    }


def run(
    energy: Hamiltonian,
    bath: Langevin,
    profiles: Profiles,
    seed: int,
    relax: int,
    samples: int,
    every: int,
    progress: Progress = silent,
) -> LayerMeans:
    """`relax` steps from rest with thermal velocities, then `samples` samples `every` steps apart.

    energy: all terms but the drive. bath: its temperature is that of the profiles. Raises
    SimulationDivergedError.
    """
    driven = Hamiltonian(energy.sample, {**energy.terms, "drive": SiteForce.of(np.zeros(3))})
    found = simulate(
        driven,
        bath,
        plan=[Stage("relaxation", relax), Stage("window", samples * every, every)],
        seed=seed,
        observe={"layers": _layers},
        replicas={
            "drive.strength": tuple(np.moveaxis(profiles.force[:, :, None, None], -1, 0)),
            "integrator.temperature": profiles.temperature[:, :, None, None],
        },
        dtype=jnp.float32,
        progress=progress,
    )
    return LayerMeans(*(found.series[name].mean(axis=1) for name in ("displacement", "square")))
