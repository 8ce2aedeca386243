"""A bath whose temperature is a field that fluctuates: an environment of the thermostat.

The field acts on the bath only: the electrons draw their random kicks from it and give no heat
back.
"""

from typing import Any

import jax.numpy as jnp

from pairlattice.engine.environment import Environment, Values
from pairlattice.engine.integrators import State
from pairlattice.engine.pytree import record
from pairlattice.engine.temperature_field import FieldState, TemperatureField
from pairlattice.engine.vector import Array, Scalar


@record
class Heat:
    """heat: of the field. local: temperature on its grid, below 0 where the noise would have it so.
    temperature: of the bath, 0 there, (n1, n2, n3) or broadcastable [E0/k_B]."""

    heat: FieldState
    local: Array
    temperature: Array


@record
class FluctuatingBath(Environment):
    """The temperature of each site, from a field on a plane that is constant along columns.

    field: fluctuations in units of `deviation` around `mean` [E0/k_B]. every: steps from one update
    to the next. cell: (n1, n2, n3) the point of the field's grid of each site, flat; None where the
    grid is that of the sample's first two axes.
    """

    field: TemperatureField
    mean: Scalar
    deviation: Scalar
    every: Any
    cell: Array | None = None

    @property
    def leaves(self) -> tuple[str, ...]:
        return ("integrator.temperature",)

    def init(self, state: State) -> Heat:
        return self._heat(self.field.start(state.seed))

    def advance(self, memory: Heat, time: Scalar) -> Heat:
        return self._heat(self.field.advance(memory.heat, time))

    def values(self, memory: Heat, t: Scalar) -> Values:
        del t
        return {"integrator.temperature": memory.temperature}

    def _heat(self, heat: FieldState) -> Heat:
        local = self.mean + self.deviation * self.field.fluctuation(heat)
        temperature = jnp.maximum(local, 0.0)
        if self.cell is None:
            return Heat(heat, local, temperature[..., None])
        return Heat(heat, local, temperature.ravel()[self.cell])
