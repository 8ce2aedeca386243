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


def energy(system: System, state: State, nodes: tuple[int, int] | None = None) -> Energy:
    """Energy at step n, of the grid or of a stretch of it along x.

    Of a leap-frog pair q (at n) and p (at n ± ½) with q' = A p, p' = −Aᵀ q the sum
    ½ |q|² + ½ p(n − ½)·p(n + ½) is constant; so it is taken, with q = (E, ω0 s), p = (B, s').
    Friction then takes γ s'(n + ½)·(mean of its half-step neighbours) in each step, of which
    the last half step is not in `state.heat` yet.

    nodes: first and last node of the stretch, what lies between them included; it must hold all
    pairs where there is friction, since `state.heat` is that of the whole grid.
    """
    first, last = nodes or (0, system.grid.cells[0])
    on, between = slice(first, last + 1), slice(first, last)
    area = system.grid.spacing**2
    B, _ = advance_magnetic(system, state)
    velocity = advance_velocity(system, state)

    def half_sum(x: Array, y: Array) -> float:
        return area * float(np.sum(x[0, between] * y[0, between]) + np.sum(x[1, on] * y[1, on])) / 2

    mean = (velocity + state.velocity) / 2
    late = system.medium.damping * system.time_step * half_sum(state.velocity, mean)
    return Energy(
        electric=half_sum(state.E, state.E),
        magnetic=area * float(np.sum(state.B[between] * B[between])) / 2,
        kinetic=half_sum(state.velocity, velocity),
        potential=system.medium.resonance**2 * half_sum(state.displacement, state.displacement),
        heat=state.heat + late,
    )


def inflow(system: System, before: State, after: State, nodes: tuple[int, int]) -> float:
    """Energy that came in through both ends of a stretch in one step: Poynting's, exact.

    Multiply ΔE = Δt ∇×B − … at the stretch's nodes by Ē, the mean of E before and after, and
    subtract the like for B, s and s' between them. What couples inside cancels because A and Aᵀ
    are each other's transpose; what is left is Δt h (B_first−½ Ē_first − B_last+½ Ē_last), B at
    n + ½. So `energy` of the stretch changes by `inflow` and `work` to rounding, for every time
    step and cell; the stretch must be clear of absorbing layers, which have no such form.
    """
    if after.steps != before.steps + 1:
        raise ValueError(f"states must be one step apart, got {before.steps} and {after.steps}")
    first, last = nodes
    mean = (before.E[1] + after.E[1]) / 2
    flow = after.B[first - 1] * mean[first] - after.B[last] * mean[last]
    return system.time_step * system.grid.spacing * float(np.sum(flow))


def work(system: System, before: State, after: State, source: Array) -> float:
    """Work −∫ J·E dV that a source (2, nx, ny) did in one step, with the same mean Ē."""
    mean = (before.E + after.E) / 2
    return -system.time_step * system.grid.spacing**2 * float(np.sum(source * mean))


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
