"""Short-range springs between the displacements of nearest neighbours."""

from dataclasses import field

import jax.numpy as jnp
import numpy as np

from pairlattice.engine.pytree import record
from pairlattice.engine.sample import Sample
from pairlattice.engine.terms.base import Coefficient, Term
from pairlattice.engine.vector import Array, Scalar, Vector, total


@record
class Neighbour(Term):
    """½ J Σ_<ij> |u_i − u_j|² over nearest-neighbour pairs, each pair once.

    stiffness: J [E0/d²], positive favours parallel displacements.
    sites: (n1, n2, n3) 1 at a site, 0 elsewhere. steps: index steps to the neighbours, both
    directions. periodic: whether bonds wrap around. Without these the term takes those of the
    sample it is put on.
    """

    stiffness: Scalar
    sites: Array | None = None
    steps: tuple[tuple[int, int, int], ...] = field(default=(), metadata={"static": True})
    periodic: bool = field(default=True, metadata={"static": True})

    def on(self, sample: Sample) -> "Neighbour":
        return self if self.sites is not None else Neighbour.of(sample, self.stiffness)

    @classmethod
    def of(cls, sample: Sample, stiffness: Scalar) -> "Neighbour":
        """The term for all nearest-neighbour bonds of a sample."""
        steps = tuple((int(a), int(b), int(c)) for a, b, c in sample.neighbour_steps)
        return cls(stiffness, jnp.asarray(sample.sites, float), steps, sample.periodic)

    def energy(self, u: Vector, t: Scalar) -> Array:
        del t
        if self.sites is None:
            raise ValueError("a neighbour term must be on a sample; put it in a Hamiltonian")
        energy = jnp.zeros((), jnp.float64)
        for step in self.steps:
            bond = self.sites * self._moved(self.sites, step)
            for c in u:
                energy += total(bond * (c - self._moved(c, step)) ** 2)
        # Every bond was counted from both its ends.
        return 0.25 * self.stiffness * energy

    def _moved(self, values: Array, step: tuple[int, int, int]) -> Array:
        """values at the neighbour reached by `step`; zero beyond open ends."""
        if self.periodic:
            return jnp.roll(values, [-s for s in step], axis=(0, 1, 2))
        reach = [abs(s) for s in step]
        padded = jnp.pad(values, [(r, r) for r in reach])
        window = [
            slice(r + s, r + s + n) for r, s, n in zip(reach, step, values.shape, strict=True)
        ]
        return padded[tuple(window)]

    def convolution(self, sample: Sample) -> tuple[Coefficient, ...]:
        size = sample.transform_size
        phase = [np.arange(size[0]) / size[0], np.arange(size[1]) / size[1]]
        phase.append(np.arange(size[2] // 2 + 1) / size[2])
        hopping = np.zeros((size[0], size[1], size[2] // 2 + 1))
        for a, b, c in self.steps:
            # The padding keeps apart what is less than a box length apart; a longer bond, as those
            # out of a single layer, joins no two sites but would wrap around onto one.
            if not self.periodic and np.any(np.abs((a, b, c)) >= np.array(sample.size)):
                continue
            hopping += np.cos(
                2 * np.pi * (a * phase[0][:, None, None] + b * phase[1][:, None] + c * phase[2])
            )
        # With surfaces the diagonal depends on the site's coordination: `local_stiffness`.
        diagonal = len(self.steps) if sample.mask is None and self.periodic else 0
        k = self.stiffness * (diagonal - hopping)
        return (k, k, k, 0.0, 0.0, 0.0)

    def local_stiffness(self, sample: Sample) -> Coefficient | None:
        if self.periodic and sample.mask is None:
            return None
        return self.stiffness * sample.coordination

    def residual_force(self, u: Vector, t: Scalar) -> Vector | None:
        del u, t
        return None
