"""Terms add up to a Hamiltonian; a Hamiltonian folds into one fast force."""

from collections.abc import Collection, Mapping
from dataclasses import field, replace
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
from pairlattice.engine.terms import Term, folded_leaves, gradient_force
from pairlattice.engine.vector import Array, Scalar, Vector, add, scale


@record
class ForceField:
    """The force of a Hamiltonian in the form that the inner loop evaluates.

    kernel: sum of all translation-invariant quadratic parts. local: per-site stiffness or None.
    sites: 1 at a site, 0 elsewhere, or None where every point is a site. terms: with their names,
    in the order in which forces are added. whole: names of those that are not folded into kernel
    and local. count: of sites. density: n [1/d³].
    """

    kernel: Kernel
    local: Array | None
    sites: Array | None
    terms: tuple[Term, ...]
    names: tuple[str, ...] = field(metadata={"static": True})
    whole: tuple[str, ...] = field(metadata={"static": True})
    transform_size: tuple[int, int, int] = field(metadata={"static": True})
    count: int = field(metadata={"static": True})
    density: float = field(metadata={"static": True})

    def __call__(self, u: Vector, t: Scalar) -> Vector:
        """Forces [E0/d] at displacements u [d]."""
        force = scale(-1.0, convolution.apply(self.kernel, u, self.transform_size))
        if self.local is not None:
            force = add(force, scale(-self.local, u))
        for name, term in zip(self.names, self.terms, strict=True):
            part = term.force(u, t) if name in self.whole else term.residual_force(u, t)
            if part is not None:
                force = add(force, part)
        return force if self.sites is None else scale(self.sites, force)

    @property
    def by_name(self) -> dict[str, Term]:
        """The terms by name."""
        return dict(zip(self.names, self.terms, strict=True))


@record
class Hamiltonian:
    """A sum of terms on a sample, by name.

    terms: as a mapping or as keywords; each is put on the sample. A pytree whose leaves are those
    of the terms, so that it passes through jit, grad and vmap.

    >>> from pairlattice.engine.sample import supercell
    >>> from pairlattice.engine.terms import DipoleDipole, Tether
    >>> H = Hamiltonian(supercell("fcc", (4, 4, 4)), tether=Tether(2.5), dipoles=DipoleDipole())
    >>> f"{H.softest:.4f}"                     # uniform modes: k − 4πn/3
    '0.4056'
    """

    sample: Sample = field(metadata={"static": True})
    terms: dict[str, Term] = field()

    def __init__(self, sample: Sample, terms: Mapping[str, Term] | None = None, **named: Term):
        both = {**(terms or {}), **named}
        object.__setattr__(self, "sample", sample)
        object.__setattr__(self, "terms", {name: term.on(sample) for name, term in both.items()})

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
    def stiffness_kernel(self) -> tuple[Any, ...]:
        """Sum of all convolution kernels, six components on the half spectrum [E0/d²]."""
        return self._kernel(self.terms)

    @cached_property
    def local_stiffness(self) -> Any:
        """Sum of all site-dependent stiffnesses (n1, n2, n3), None where there is none."""
        return self._local(self.terms)

    def _kernel(self, names: Collection[str]) -> tuple[Any, ...]:
        n1, n2, n3 = self.sample.transform_size
        total: list[Any] = [np.zeros((n1, n2, n3 // 2 + 1)) for _ in COMPONENTS]
        for name in names:
            parts = self.terms[name].convolution(self.sample) or ()
            if parts:
                total = [a + _on_host(b) for a, b in zip(total, parts, strict=True)]
        return tuple(total)

    def _local(self, names: Collection[str]) -> Any:
        parts = [self.terms[name].local_stiffness(self.sample) for name in names]
        present = [_on_host(part) for part in parts if part is not None]
        return sum(present[1:], present[0]) if present else None

    def force_field(self, dtype: Any = jnp.float64, free: Collection[str] = ()) -> ForceField:
        """The fast force in the given precision.

        free: leaves, "tether.stiffness", that may be given other values in the folded force; their
        terms are left out of the sums.
        """
        whole = tuple(
            name
            for name, term in self.terms.items()
            if any(f"{name}.{leaf}" in free for leaf in folded_leaves(term))
        )
        if whole:
            names = [name for name in self.terms if name not in whole]
            kernel, local = self._kernel(names), self._local(names)
        else:
            kernel, local = self.stiffness_kernel, self.local_stiffness
        xx, yy, zz, xy, xz, yz = (jnp.asarray(part, dtype) for part in kernel)
        mask = self.sample.mask
        return ForceField(
            (xx, yy, zz, xy, xz, yz),
            None if local is None else jnp.asarray(local, dtype),
            None if mask is None else jnp.asarray(mask, dtype),
            cast(tuple(self.terms.values()), dtype),
            tuple(self.terms),
            whole,
            self.sample.transform_size,
            self.sample.count,
            self.sample.lattice.density,
        )

    @cached_property
    def stiffest(self) -> Any:
        """Largest eigenvalue of the harmonic force constants [E0/d²]."""
        return self._extreme_stiffness[1]

    @cached_property
    def softest(self) -> Any:
        """Smallest eigenvalue of the harmonic force constants [E0/d²]; below 0 is unstable."""
        return self._extreme_stiffness[0]

    @cached_property
    def _extreme_stiffness(self) -> tuple[Any, Any]:
        """Numbers; JAX's where the terms are traced, which needs a whole periodic sample."""
        whole = self.sample.periodic and self.sample.mask is None
        if whole and self.local_stiffness is None:
            low, high = eigenvalue_range(tuple(map(jnp.asarray, self.stiffness_kernel)))
            traced = isinstance(low, jax.core.Tracer)
            return (low, high) if traced else (float(low), float(high))
        return _eigenvalue_range_open(replace(self.force_field(), terms=(), names=()), self.sample)


def _on_host(part: Any) -> Any:
    """The numpy array of what is known; a traced value as it is."""
    return part if isinstance(part, jax.core.Tracer) else np.asarray(part)


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
def eigenvalue_range(kernel: Kernel) -> tuple[Array, Array]:
    """Smallest and largest eigenvalue of the symmetric 3 × 3 matrices, plane by plane."""

    def plane(parts: tuple[Array, ...]) -> tuple[Array, Array]:
        xx, yy, zz, xy, xz, yz = parts
        rows = [jnp.stack(row, -1) for row in ((xx, xy, xz), (xy, yy, yz), (xz, yz, zz))]
        values = jnp.linalg.eigvalsh(jnp.stack(rows, -2))
        return values.min(), values.max()

    low, high = jax.lax.map(plane, kernel)
    return low.min(), high.max()
