"""The standard observer, and what follows from its sums; nothing here keeps a trajectory.

Series are small and kept whole, so that error bars can account for autocorrelation; per-site and
per-wave-vector quantities are kept as running sums.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

import jax.numpy as jnp
import numpy as np

from pairlattice.engine.convolution import half_spectrum_weight
from pairlattice.engine.integrators import State
from pairlattice.engine.lattice import Floats
from pairlattice.engine.observers import Instant, Observer, Row
from pairlattice.engine.pytree import record
from pairlattice.engine.terms import ElectricField
from pairlattice.engine.vector import Array, Vector, add, dot, total, zeros

_UNITS = {
    "time": "t0",
    "displacement": "d",
    "square": "d^2",
    "largest": "d^2",
    "coherence": "1",
    "current": "e/(d^2 t0)",
    "power": "E0/(d^3 t0)",
    "temperature": "E0/k_B",
    "kinetic": "E0",
}


@record
class Sums:
    """Running sums over samples.

    count: samples taken. displacement: Σ u, square: Σ |u|², per site (n1, n2, n3) float64.
    structure: Σ |û_α(q)|² for α = x, y, z on the half spectrum, or None where not asked for.
    """

    count: Array
    displacement: Vector
    square: Array
    structure: Vector | None


@record
class Recorder(Observer):
    """The standard observer: series of means and energies, sums for each site.

    structure: also sum the structure factor, three more transforms a sample (periodic samples).
    """

    structure: bool = field(default=False, metadata={"static": True})

    @property
    def units(self) -> Mapping[str, str]:
        return _UNITS

    def init(self, state: State) -> Sums:
        n1, n2, n3 = shape = state.displacement[0].shape
        return Sums(
            jnp.asarray(0, jnp.int64),
            zeros(shape, jnp.float64),
            jnp.zeros(shape, jnp.float64),
            zeros((n1, n2, n3 // 2 + 1), jnp.float64) if self.structure else None,
        )

    def measure(self, now: Instant, memory: Sums) -> tuple[Sums, Row]:
        """One sample: updated sums, and one row of the series (all float64).

        time; displacement (3) mean ⟨u⟩ [d]; square ⟨|u|²⟩ [d²]; largest |u|² over sites;
        coherence |⟨u⟩|/√⟨|u|²⟩ over the whole sample at this instant; current (3) −n⟨v⟩;
        power n⟨−v⟩·E taken from the electric fields; temperature from the stored velocities;
        kinetic and each term's energy per site.
        """
        u, v, t = now.displacement, now.velocity, now.time
        sites, density = now.force.count, now.force.density
        mean = jnp.stack([total(c) for c in u]) / sites
        squares = dot(u, u)
        square = total(squares) / sites
        drift = jnp.stack([total(c) for c in v]) / sites
        row = {
            "time": jnp.asarray(t, jnp.float64),
            "displacement": mean,
            "square": square,
            "largest": squares.max().astype(jnp.float64),
            "coherence": jnp.linalg.norm(mean) / jnp.sqrt(jnp.maximum(square, 1e-300)),
            "current": -density * drift,
            "power": -density * _field_power(now, v, t) / sites,
        }
        if now.integrator.inertial:
            stored = now.state.velocity
            row["temperature"] = total(dot(stored, stored)) / (3 * sites)
            row["kinetic"] = 0.5 * total(dot(v, v)) / sites
        for name, energy in now.energies.items():
            row[f"energy_{name}"] = energy / sites
        return self._add(memory, u, squares), row

    def _add(self, sums: Sums, u: Vector, squares: Array) -> Sums:
        structure = sums.structure
        if structure is not None:
            spectrum = tuple(jnp.abs(jnp.fft.rfftn(c.astype(jnp.float64))) ** 2 for c in u)
            structure = add(structure, spectrum)  # type: ignore[arg-type]
        return Sums(sums.count + 1, add(sums.displacement, u), sums.square + squares, structure)


def _field_power(now: Instant, v: Vector, t: Array) -> Array:
    power = jnp.zeros((), jnp.float64)
    for _, term in sorted(now.force.by_name.items()):
        if isinstance(term, ElectricField):
            power += total(dot(term.field(t, v[0].dtype), v))
    return power


def half_spectrum_multiplicity(shape: tuple[int, int, int]) -> Floats:
    """How often each entry of the half spectrum occurs in the whole: (n3 // 2 + 1,)."""
    return np.asarray(half_spectrum_weight(shape[2]))


def structure_factor(sums: Sums) -> Floats:
    """⟨|û_α(q)|²⟩/N of a periodic sample: (3, n1, n2, n3 // 2 + 1) [d²], û = Σ u exp(−iq·r)."""
    if sums.structure is None:
        raise ValueError("the run did not record a structure factor; ask for structure=True")
    points: Any = np.prod(sums.square.shape)
    return np.stack([np.asarray(c) for c in sums.structure]) / (float(sums.count) * points)
