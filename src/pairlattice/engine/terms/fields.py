"""Forces from outside that do not depend on the displacement: electric fields and drives."""

from typing import Any, Self

import jax.numpy as jnp

from pairlattice.engine.pytree import record
from pairlattice.engine.sample import Sample
from pairlattice.engine.signals import Constant, Signal
from pairlattice.engine.terms.base import Term
from pairlattice.engine.vector import Array, Scalar, Vector, dot, scale, split, total


@record
class SiteForce(Term):
    """−Σ s(t) f_i · u_i: a force on the electron of each site.

    strength: f as three components, uniform or (n1, n2, n3) [E0/d]. signal: s(t).
    """

    strength: Vector
    signal: Signal = Constant()

    def on(self, sample: Sample) -> Self:
        del sample
        return (
            self if isinstance(self.strength, tuple) else type(self).of(self.strength, self.signal)
        )

    @classmethod
    def of(cls, strength: Any, signal: Signal | None = None) -> Self:
        """strength: (3,) uniform or (n1, n2, n3, 3) for each site [E0/d]."""
        return cls(split(strength, float), signal or Constant())

    def energy(self, u: Vector, t: Scalar) -> Array:
        return -total(dot(self.force(u, t), u))

    def force(self, u: Vector, t: Scalar) -> Vector:
        # The signal is float64; it must not raise a float32 state to float64.
        return scale(jnp.asarray(self.signal(t), u[0].dtype), self.strength)


@record
class ElectricField(Term):
    """Σ s(t) E(r_i) · u_i: an electric field on charges −e, e = 1.

    strength: E as three components, uniform or (n1, n2, n3) [E0/(e d)]. signal: s(t).
    """

    strength: Vector
    signal: Signal = Constant()

    def on(self, sample: Sample) -> Self:
        del sample
        return (
            self if isinstance(self.strength, tuple) else type(self).of(self.strength, self.signal)
        )

    @classmethod
    def of(cls, strength: Any, signal: Signal | None = None) -> Self:
        """strength: (3,) uniform or (n1, n2, n3, 3) for each site [E0/(e d)]."""
        return cls(split(strength, float), signal or Constant())

    def field(self, t: Scalar, dtype: Any = float) -> Vector:
        """E at time t [E0/(e d)]."""
        return scale(jnp.asarray(self.signal(t), dtype), self.strength)

    def energy(self, u: Vector, t: Scalar) -> Array:
        return total(dot(self.field(t, u[0].dtype), u))

    def force(self, u: Vector, t: Scalar) -> Vector:
        return scale(-1.0, self.field(t, u[0].dtype))
