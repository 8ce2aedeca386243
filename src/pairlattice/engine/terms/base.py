"""What an energy term is. Writing `energy` is enough; the rest is for speed."""

from typing import Any

import jax

from pairlattice.engine.lattice import Floats
from pairlattice.engine.sample import Sample
from pairlattice.engine.vector import Array, Scalar, Vector, scale


class Term:
    """One additive piece of the potential energy.

    A term of your own is a `record` with this base and an `energy` that JAX can differentiate. Off
    the sites of an open sample u is zero, and the force found there is discarded.
    """

    def energy(self, u: Vector, t: Scalar) -> Array:
        """Potential energy [E0], a float64 scalar, at displacements u [d] and time t."""
        raise NotImplementedError

    def convolution(self, sample: Sample) -> tuple[Floats | float, ...] | None:
        """The translation-invariant quadratic part as a kernel: energy ½ Σ u·(K*u).

        Six `ewald.COMPONENTS` on the half spectrum of `sample.transform_size`, numbers where
        constant; None if the term has no such part. All terms' kernels are added once, so that a
        step costs one convolution however many terms there are.
        """
        del sample
        return None

    def local_stiffness(self, sample: Sample) -> Floats | None:
        """The quadratic part ½ Σ s_i |u_i|² that differs from site to site: (n1, n2, n3)."""
        del sample
        return None

    def rest(self, u: Vector, t: Scalar) -> Vector | None:
        """The force left over by `convolution` and `local_stiffness`; None where nothing is.

        A term that defines neither gets the whole force here, by differentiation.
        """
        return gradient_force(self, u, t)


def gradient_force(term: Any, u: Vector, t: Scalar) -> Vector:
    """−∂energy/∂u, by automatic differentiation."""
    slope = jax.grad(lambda displacement: term.energy(displacement, t))(u)
    return scale(-1.0, slope)
