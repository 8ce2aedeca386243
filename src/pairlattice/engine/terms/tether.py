"""The on-site spring that holds an electron to its site."""

from typing import ClassVar

from pairlattice.engine.pytree import record
from pairlattice.engine.sample import Sample
from pairlattice.engine.terms.base import Coefficient, Term
from pairlattice.engine.vector import Array, Scalar, Vector, dot, scale, total


@record
class Tether(Term):
    """Σ ½ k |u|² + ¼ g |u|⁴.

    stiffness: k [E0/d²]. quartic: g [E0/d⁴], ≥ 0.
    """

    stiffness: Scalar
    quartic: Scalar = 0.0

    folded: ClassVar[tuple[str, ...]] = ("stiffness",)

    def energy(self, u: Vector, t: Scalar) -> Array:
        del t
        square = dot(u, u)
        return total((0.5 * self.stiffness + 0.25 * self.quartic * square) * square)

    def convolution(self, sample: Sample) -> tuple[Coefficient, ...]:
        del sample
        k = self.stiffness
        return (k, k, k, 0.0, 0.0, 0.0)

    def force(self, u: Vector, t: Scalar) -> Vector:
        del t
        # One product: of a sum of two the compiler may round either first, here so and there so.
        return scale(-(self.stiffness + self.quartic * dot(u, u)), u)

    def residual_force(self, u: Vector, t: Scalar) -> Vector:
        del t
        return scale(-self.quartic * dot(u, u), u)
