"""Energy and charge of a state, exact for the grid: what should vanish vanishes to rounding."""

from dataclasses import dataclass

import numpy as np

from pairlattice.electrodynamics.grid import Array
from pairlattice.electrodynamics.system import State, System, advance_magnetic, advance_velocity


@dataclass(frozen=True)
class Energy:
    """Parts of the energy per unit length across the plane, and what γ has turned to heat."""

    electric: float
    magnetic: float
    kinetic: float
    potential: float
    heat: float

    @property
    def total(self) -> float:
        """All of it: constant between conducting walls, where the equations conserve energy."""
        return self.electric + self.magnetic + self.kinetic + self.potential + self.heat


def energy(system: System, state: State) -> Energy:
    """Energy at step n.

    Of a leap-frog pair q (at n) and p (at n ± ½) with q' = A p, p' = −Aᵀ q the sum
    ½ |q|² + ½ p(n − ½)·p(n + ½) is constant; so it is taken, with q = (E, ω0 s), p = (B, s').
    Friction then takes γ s'(n + ½)·(mean of its half-step neighbours) in each step, of which
    the last half step is not in `state.heat` yet.
    """
    area = system.grid.spacing**2
    B, _ = advance_magnetic(system, state)
    velocity = advance_velocity(system, state)
    mean = (velocity + state.velocity) / 2
    late = system.medium.damping * system.time_step * float(np.sum(state.velocity * mean)) / 2
    return Energy(
        electric=area * float(np.sum(state.E**2)) / 2,
        magnetic=area * float(np.sum(state.B * B)) / 2,
        kinetic=area * float(np.sum(state.velocity * velocity)) / 2,
        potential=area * system.medium.resonance**2 * float(np.sum(state.displacement**2)) / 2,
        heat=state.heat + area * late,
    )


def polarisation(system: System, state: State) -> Array:
    """P (2, nx, ny)."""
    return system.medium.plasma * state.displacement


def gauss_residual(system: System, state: State) -> Array:
    """∇·E − ρ of the pairs at the charge nodes, (nx, ny); 0 on walls and in absorbing layers."""
    residual = system.grid.divergence(state.E) - state.charge
    return np.where(system.grid.inner, residual, 0.0)


def charge_rates(system: System, before: State, after: State) -> tuple[float, float]:
    """Largest |∂ρ/∂t| by the field's ∇·E and by the pairs' motion, between two states."""
    span = (after.steps - before.steps) * system.time_step
    field = system.grid.divergence(after.E - before.E) / span
    pairs = (after.charge - before.charge) / span
    return node_error(system, field), node_error(system, pairs)


def node_error(system: System, values: Array) -> float:
    """The largest modulus off walls and layers."""
    return float(np.max(np.abs(np.where(system.grid.inner, values, 0.0))))
