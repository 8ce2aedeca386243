"""Terms add up to a Hamiltonian; a Hamiltonian folds into one fast force."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from scipy.sparse.linalg import LinearOperator, eigsh

from pairlattice.engine import convolution
from pairlattice.engine.convolution import Kernel
from pairlattice.engine.ewald import COMPONENTS
from pairlattice.engine.lattice import Floats
from pairlattice.engine.pytree import cast, record
from pairlattice.engine.sample import Sample
from pairlattice.engine.terms import Term, gradient_force
from pairlattice.engine.vector import Array, Scalar, Vector, add, scale


@record
class ForceField:
    """The force of a Hamiltonian in the form that the inner loop evaluates.

    kernel: sum of all translation-invariant quadratic parts. local: per-site stiffness or None.
    sites: 1 at a site, 0 elsewhere, or None where every point is a site. terms: what is left.
    """

    kernel: Kernel
    local: Array | None
    sites: Array | None
    terms: tuple[Term, ...]
    transform_size: tuple[int, int, int] = field(metadata={"static": True})

    def __call__(self, u: Vector, t: Scalar) -> Vector:
        """Forces [E0/d] at displacements u [d]."""
        force = scale(-1.0, convolution.apply(self.kernel, u, self.transform_size))
        if self.local is not None:
            force = add(force, scale(-self.local, u))
        for term in self.terms:
            rest = term.rest(u, t)
            if rest is not None:
                force = add(force, rest)
        return force if self.sites is None else scale(self.sites, force)


@dataclass(frozen=True, eq=False)
class Hamiltonian:
    """A sum of terms on a sample, by name.

    >>> from pairlattice.engine.lattice import Lattice
    >>> from pairlattice.engine.sample import periodic
    >>> from pairlattice.engine.terms import DipoleDipole, Tether
    >>> crystal = periodic(Lattice.cubic("fcc"), (4, 4, 4))
    >>> H = Hamiltonian(crystal, {"tether": Tether(2.5), "dipoles": DipoleDipole.of(crystal)})
    >>> f"{H.softest:.4f}"                     # uniform modes: k − 4πn/3
    '0.4056'
    """

    sample: Sample
    terms: dict[str, Term]

    def energies(self, u: Vector, t: Scalar = 0.0) -> dict[str, Array]:
        """Each term's energy [E0]."""
        return {name: term.energy(u, t) for name, term in self.terms.items()}

    def energy(self, u: Vector, t: Scalar = 0.0) -> Array:
        """Potential energy [E0]."""
        return sum(self.energies(u, t).values(), jnp.zeros((), jnp.float64))

    def force(self, u: Vector, t: Scalar = 0.0) -> Vector:
        """−∂H/∂u by automatic differentiation: the reference for the fast path."""
        total = (jnp.zeros_like(u[0]),) * 3
        for term in self.terms.values():
            total = add(total, gradient_force(term, u, t))
        sites = self.sample.mask
        return total if sites is None else scale(jnp.asarray(sites, u[0].dtype), total)

    @cached_property
    def stiffness_kernel(self) -> tuple[Floats, ...]:
        """Sum of all convolution kernels, six components on the half spectrum [E0/d²]."""
        n1, n2, n3 = self.sample.transform_size
        total = [np.zeros((n1, n2, n3 // 2 + 1)) for _ in COMPONENTS]
        for term in self.terms.values():
            for component, part in zip(total, term.convolution(self.sample) or (), strict=False):
                component += part
        return tuple(total)

    @cached_property
    def local_stiffness(self) -> Floats | None:
        """Sum of all site-dependent stiffnesses (n1, n2, n3), None where there is none."""
        parts = [term.local_stiffness(self.sample) for term in self.terms.values()]
        present = [part for part in parts if part is not None]
        return sum(present[1:], present[0]) if present else None

    def fold(self, dtype: Any = jnp.float64) -> ForceField:
        """The fast force in the given precision."""
        xx, yy, zz, xy, xz, yz = (jnp.asarray(part, dtype) for part in self.stiffness_kernel)
        mask, local = self.sample.mask, self.local_stiffness
        return ForceField(
            (xx, yy, zz, xy, xz, yz),
            None if local is None else jnp.asarray(local, dtype),
            None if mask is None else jnp.asarray(mask, dtype),
            cast(tuple(self.terms.values()), dtype),
            self.sample.transform_size,
        )

    @cached_property
    def stiffest(self) -> float:
        """Largest eigenvalue of the harmonic force constants [E0/d²]."""
        return self._extreme_stiffness[1]

    @cached_property
    def softest(self) -> float:
        """Smallest eigenvalue of the harmonic force constants [E0/d²]; below 0 is unstable."""
        return self._extreme_stiffness[0]

    @cached_property
    def _extreme_stiffness(self) -> tuple[float, float]:
        whole = self.sample.periodic and self.sample.mask is None
        if whole and self.local_stiffness is None:
            low, high = _eigenvalue_range(tuple(map(jnp.asarray, self.stiffness_kernel)))
            return float(low), float(high)
        return _eigenvalue_range_open(replace(self.fold(), terms=()), self.sample)


def _eigenvalue_range_open(field: ForceField, sample: Sample) -> tuple[float, float]:
    """By Lanczos iteration on the sites that exist, to one part in a thousand."""
    mask = sample.sites
    count = 3 * sample.count
    force = jax.jit(lambda u: field(u, 0.0))

    def product(x: Floats) -> Floats:
        displacement = np.zeros((3, *mask.shape))
        displacement[:, mask] = x.reshape(3, -1)
        f = force((displacement[0], displacement[1], displacement[2]))
        return -np.stack([np.asarray(c)[mask] for c in f]).ravel()

    if count <= 30:
        values = np.linalg.eigvalsh(np.stack([product(row) for row in np.eye(count)]))
        return float(values[0]), float(values[-1])
    operator = LinearOperator((count, count), matvec=product, dtype=float)
    start = np.random.default_rng(0).standard_normal(count)
    values = eigsh(operator, 2, which="BE", v0=start, tol=1e-3, return_eigenvectors=False)
    return float(values.min()), float(values.max())


@jax.jit
def _eigenvalue_range(kernel: Kernel) -> tuple[Array, Array]:
    """Smallest and largest eigenvalue of the symmetric 3 × 3 matrices, plane by plane."""

    def plane(parts: tuple[Array, ...]) -> tuple[Array, Array]:
        xx, yy, zz, xy, xz, yz = parts
        rows = [jnp.stack(row, -1) for row in ((xx, xy, xz), (xy, yy, yz), (xz, yz, zz))]
        values = jnp.linalg.eigvalsh(jnp.stack(rows, -2))
        return values.min(), values.max()

    low, high = jax.lax.map(plane, kernel)
    return low.min(), high.max()
