"""The dipole-dipole energy, periodic or open."""

from dataclasses import field

import jax.numpy as jnp
import numpy as np
import scipy.fft

from pairlattice.engine import ewald
from pairlattice.engine.convolution import Kernel, quadratic_form
from pairlattice.engine.lattice import Floats
from pairlattice.engine.pytree import record
from pairlattice.engine.sample import Sample
from pairlattice.engine.terms.base import Term
from pairlattice.engine.vector import Array, Scalar, Vector


@record
class DipoleDipole(Term):
    """½ Σ_{i≠j} u_i · T(r_ij) · u_j with T(r) = (I − 3 r̂r̂)/r³.

    kernel: T on the half spectrum of the sample's transforms, six components [E0/d²]; without one
    the term takes that of the sample it is put on.
    """

    kernel: Kernel | None = None
    transform_size: tuple[int, int, int] = field(default=(0, 0, 0), metadata={"static": True})

    def on(self, sample: Sample) -> "DipoleDipole":
        return self if self.kernel is not None else DipoleDipole.of(sample)

    @classmethod
    def of(cls, sample: Sample) -> "DipoleDipole":
        """Ewald's sum for a periodic sample, the bare tensor for an open one."""
        if sample.periodic:
            shape = np.diag(sample.depolarisation)
            parts = ewald.kernel(sample.grid, sample.size, shape)
        else:
            parts = _open_kernel(sample)
        xx, yy, zz, xy, xz, yz = (jnp.asarray(part) for part in parts)
        return cls((xx, yy, zz, xy, xz, yz), sample.transform_size)

    def energy(self, u: Vector, t: Scalar) -> Array:
        del t
        return 0.5 * quadratic_form(self._bound, u, self.transform_size)

    def convolution(self, sample: Sample) -> Kernel:
        del sample
        return self._bound

    @property
    def _bound(self) -> Kernel:
        if self.kernel is None:
            raise ValueError("a dipole-dipole term must be on a sample; put it in a Hamiltonian")
        return self.kernel

    def residual_force(self, u: Vector, t: Scalar) -> Vector | None:
        del u, t
        return None


def _open_kernel(sample: Sample) -> tuple[Floats, ...]:
    """T(r) between all points of the box, on the padded torus on which nothing wraps."""
    size = sample.transform_size
    # Signed index differences; those longer than the box never meet two sites.
    steps = [scipy.fft.fftfreq(n, 1 / n) for n in size]
    index = np.stack(np.meshgrid(*steps, indexing="ij"), axis=-1)
    r = index @ sample.grid.matrix
    distance = np.linalg.norm(r, axis=-1)
    distance[0, 0, 0] = np.inf
    parts = []
    for a, b in ewald.COMPONENTS:
        bare = (a == b) / distance**3 - 3 * r[..., a] * r[..., b] / distance**5
        # The ambiguous half-way plane of an even length is never used; leaving it out keeps the
        # kernel even, hence its transform real.
        for axis, n in enumerate(size):
            if n % 2 == 0:
                bare[(slice(None),) * axis + (n // 2,)] = 0.0
        parts.append(np.ascontiguousarray(scipy.fft.rfftn(bare, workers=-1).real))
    return tuple(parts)
