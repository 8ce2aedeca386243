"""What is measured while a run goes on; nothing here keeps a trajectory.

A `Recorder` is updated inside the compiled loop at every sample. Series are small and kept whole,
so that error bars can account for autocorrelation; per-site and per-wave-vector quantities are
kept as running sums.
"""

from dataclasses import field
from typing import Any

import jax.numpy as jnp
import numpy as np

from pairlattice.engine.convolution import half_spectrum_weight
from pairlattice.engine.hamiltonian import ForceField, Hamiltonian
from pairlattice.engine.integrators import Integrator, Overdamped, State
from pairlattice.engine.lattice import Floats
from pairlattice.engine.pytree import record
from pairlattice.engine.terms import ElectricField, Term
from pairlattice.engine.vector import Array, Vector, add, dot, scale, total, zeros


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
class Recorder:
    """Measures one state.

    terms: of the Hamiltonian, by name, in the run's precision. sites: number of dipoles.
    density: n [1/d³].
    """

    terms: dict[str, Term]
    sites: int = field(metadata={"static": True})
    density: float = field(metadata={"static": True})
    structure: bool = field(metadata={"static": True})

    @classmethod
    def of(cls, hamiltonian: Hamiltonian, structure: bool = False) -> "Recorder":
        """structure: also sum the structure factor, three more transforms a sample."""
        sample = hamiltonian.sample
        return cls(dict(hamiltonian.terms), sample.count, sample.lattice.density, structure)

    def empty(self, shape: tuple[int, int, int]) -> Sums:
        spectrum = (shape[0], shape[1], shape[2] // 2 + 1)
        return Sums(
            jnp.asarray(0, jnp.int64),
            zeros(shape, jnp.float64),
            jnp.zeros(shape, jnp.float64),
            zeros(spectrum, jnp.float64) if self.structure else None,
        )

    def measure(
        self, force: ForceField, integrator: Integrator, state: State, sums: Sums
    ) -> tuple[Sums, dict[str, Array]]:
        """One sample: updated sums, and one row of the series (all float64).

        time; displacement (3) mean ⟨u⟩ [d]; square ⟨|u|²⟩ [d²]; largest |u|² over sites;
        coherence |⟨u⟩|/√⟨|u|²⟩ over the whole sample at this instant; current (3) −n⟨v⟩;
        power n⟨−v⟩·E taken from the electric fields; temperature from the velocities; kinetic
        and each term's energy per site.
        """
        u = state.displacement
        t = state.step * integrator.time_step
        closing = scale(jnp.asarray(0.5 * integrator.time_step, u[0].dtype), force(u, t))
        v = add(state.velocity, closing)
        mean = jnp.stack([total(c) for c in u]) / self.sites
        squares = dot(u, u)
        square = total(squares) / self.sites
        drift = jnp.stack([total(c) for c in v]) / self.sites
        row = {
            "time": jnp.asarray(t, jnp.float64),
            "displacement": mean,
            "square": square,
            "largest": squares.max().astype(jnp.float64),
            "coherence": jnp.linalg.norm(mean) / jnp.sqrt(jnp.maximum(square, 1e-300)),
            "current": -self.density * drift,
            "power": -self.density * self._field_power(v, t) / self.sites,
        }
        # Overdamped motion has no velocity of its own, hence no kinetic energy or temperature.
        if not isinstance(integrator, Overdamped):
            row["temperature"] = total(dot(state.velocity, state.velocity)) / (3 * self.sites)
            row["kinetic"] = 0.5 * total(dot(v, v)) / self.sites
        for name, term in self.terms.items():
            row[f"energy_{name}"] = term.energy(u, t) / self.sites
        return self._add(sums, u, squares), row

    def _field_power(self, v: Vector, t: Array) -> Array:
        fields = [term for term in self.terms.values() if isinstance(term, ElectricField)]
        power = jnp.zeros((), jnp.float64)
        for term in fields:
            power += total(dot(term.field(t, v[0].dtype), v))
        return power

    def _add(self, sums: Sums, u: Vector, squares: Array) -> Sums:
        structure = sums.structure
        if structure is not None:
            spectrum = tuple(jnp.abs(jnp.fft.rfftn(c.astype(jnp.float64))) ** 2 for c in u)
            structure = add(structure, spectrum)  # type: ignore[arg-type]
        return Sums(sums.count + 1, add(sums.displacement, u), sums.square + squares, structure)


def half_spectrum_multiplicity(shape: tuple[int, int, int]) -> Floats:
    """How often each entry of the half spectrum occurs in the whole: (n3 // 2 + 1,)."""
    return np.asarray(half_spectrum_weight(shape[2]))


def structure_factor(sums: Sums) -> Floats:
    """⟨|û_α(q)|²⟩/N of a periodic sample: (3, n1, n2, n3 // 2 + 1) [d²], û = Σ u exp(−iq·r)."""
    if sums.structure is None:
        raise ValueError("the run did not record a structure factor; ask for structure=True")
    points: Any = np.prod(sums.square.shape)
    return np.stack([np.asarray(c) for c in sums.structure]) / (float(sums.count) * points)
