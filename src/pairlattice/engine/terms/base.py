"""What an energy term is. Writing `energy` is enough; everything else is for speed."""

from dataclasses import fields
from typing import Any, ClassVar, Self

import jax

from pairlattice.engine.pytree import record
from pairlattice.engine.sample import Sample
from pairlattice.engine.vector import Array, Scalar, Vector, scale

# A part of a kernel or a local stiffness: numpy, or JAX's where a gradient goes through it.
Coefficient = Any


class Term:
    """One additive piece of the potential energy.

    A term of your own is a class with `energy`, which JAX can differentiate, under the decorator
    `term`. Off the sites of an open sample u is zero, and the force found there is discarded.

    folded: the fields on which `convolution` and `local_stiffness` depend. Where one of them is
    free, as in replicas, the term is not folded and gives its whole force at every step. All
    fields by default, where a term has such parts at all.
    """

    folded: ClassVar[tuple[str, ...] | None] = None

    def on(self, sample: Sample) -> Self:
        """The term with all it needs of a sample, where it was made without; called once."""
        del sample
        return self

    def energy(self, u: Vector, t: Scalar) -> Array:
        """Potential energy [E0], a float64 scalar, at displacements u [d] and time t."""
        raise NotImplementedError

    def convolution(self, sample: Sample) -> tuple[Coefficient, ...] | None:
        """The translation-invariant quadratic part as a kernel: energy ½ Σ u·(K*u).

        Six `ewald.COMPONENTS` on the half spectrum of `sample.transform_size`, numbers where
        constant; None if the term has no such part. All terms' kernels are added once, so that a
        step costs one convolution however many terms there are.
        """
        del sample
        return None

    def local_stiffness(self, sample: Sample) -> Coefficient | None:
        """The quadratic part ½ Σ s_i |u_i|² that differs from site to site: (n1, n2, n3)."""
        del sample
        return None

    def force(self, u: Vector, t: Scalar) -> Vector:
        """−∂energy/∂u [E0/d], by differentiation where a term has nothing faster."""
        return gradient_force(self, u, t)

    def residual_force(self, u: Vector, t: Scalar) -> Vector | None:
        """The force left over by `convolution` and `local_stiffness`; None where nothing is.

        A term that defines neither gets the whole force here.
        """
        return self.force(u, t)


def term(cls: type) -> Any:
    """A class with numbers as fields and an `energy(u, t)` as a term of a Hamiltonian.

    >>> @term
    ... class CubicAnisotropy:
    ...     strength: float
    ...
    ...     def energy(self, u, t):
    ...         return self.strength * sum((c**4).sum() for c in u)
    >>> CubicAnisotropy(3.0).strength
    3.0
    """
    own = {k: v for k, v in vars(cls).items() if k not in ("__dict__", "__weakref__")}
    bases = cls.__bases__ if issubclass(cls, Term) else (Term, *cls.__bases__)
    return record(type(cls.__name__, tuple(b for b in bases if b is not object), own))


def folded_leaves(term: Term) -> tuple[str, ...]:
    """The fields of a term that enter its folded part."""
    if term.folded is not None:
        return term.folded
    kind = type(term)
    own = kind.convolution is Term.convolution and kind.local_stiffness is Term.local_stiffness
    return () if own else tuple(f.name for f in fields(term))  # type: ignore[arg-type]


def gradient_force(term: Any, u: Vector, t: Scalar) -> Vector:
    """−∂energy/∂u, by automatic differentiation."""
    slope = jax.grad(lambda displacement: term.energy(displacement, t))(u)
    return scale(-1.0, slope)
