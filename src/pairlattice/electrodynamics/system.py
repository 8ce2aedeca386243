"""Three sets of field equations, one explicit step of each, and a run.

    standard       ∂E/∂t = ∇×B − J, J = ∂P/∂t of the pairs (and a source, if given)
    polarisation   ∂D/∂t = ∇×B, D = E + P
    literal        ∂E/∂t = ∇×B: no current and no ∂P/∂t; E still drives the pairs

∂B/∂t = −∇×E in all three. E and P are known at t = n Δt; B and the pairs' velocity half a step
earlier. The step is leap-frog, second order in Δt and h, and undamped energy is conserved to
rounding (see `balance`).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

import numpy as np

from pairlattice.electrodynamics.grid import Array, Grid
from pairlattice.electrodynamics.layer import Layer
from pairlattice.electrodynamics.medium import Medium
from pairlattice.errors import InputError

Law = Literal["standard", "polarisation", "literal"]
LAWS: tuple[Law, ...] = ("standard", "polarisation", "literal")
_T = TypeVar("_T")


@dataclass(frozen=True, eq=False)
class State:
    """Fields after n steps. Vectors (2, nx, ny), scalars (nx, ny).

    E: at n. B: at n − ½. displacement: s at n. velocity: s' at n − ½ (see `medium`).
    charge: of the pairs at n, by ∂ρ/∂t = −∇·J from the start. heat: lost to γ. memory: of the
    absorbing layer, (4, nx, ny), or empty.
    """

    E: Array
    B: Array
    displacement: Array
    velocity: Array
    charge: Array
    memory: Array
    heat: float = 0.0
    steps: int = 0


class System:
    """A grid with pairs on it, a set of equations and a time step.

    time_step: left out, half the Courant limit. Raises InputError where it would be unstable.
    """

    def __init__(
        self, grid: Grid, medium: Medium, law: Law = "standard", time_step: float | None = None
    ):
        if law not in LAWS:
            raise InputError(f"law must be one of {', '.join(LAWS)}, got {law!r}")
        # Leap-frog is stable while Δt ω < 2; the fastest mode of grid and pairs together obeys
        # ω² ≤ (2/h)² D + ω_p² + ω0².
        pairs = float(np.max(medium.plasma)) ** 2 + medium.resonance**2
        limit = 2 / np.sqrt((2 / grid.largest_time_step) ** 2 + pairs)
        self.time_step = 0.5 * limit if time_step is None else time_step
        if not 0 < self.time_step < limit:
            raise InputError(
                f"time step must be above 0 and below {limit:.4g}, got {self.time_step!r}; "
                "lower it or leave it out"
            )
        self.grid, self.medium, self.law = grid, medium, law
        self.layer = Layer.of(grid, self.time_step)
        self.free = grid.free


def rest(system: System, **fields: Any) -> State:
    """No field and no motion, but for the arrays of `State` given by name."""
    shape = system.grid.cells
    state = State(
        E=np.zeros((2, *shape)),
        B=np.zeros(shape),
        displacement=np.zeros((2, *shape)),
        velocity=np.zeros((2, *shape)),
        charge=np.zeros(shape),
        memory=np.zeros((4, *shape) if system.layer is not None else (0, *shape)),
    )
    state = replace(state, **fields)
    pairs = system.medium.plasma * state.displacement
    return replace(state, charge=-system.grid.divergence(pairs))


def advance_magnetic(system: System, state: State) -> tuple[Array, Array]:
    """B at n + ½, and the layer's memory of ∂x Ey and ∂y Ex."""
    grid, layer = system.grid, system.layer
    x_Ey, y_Ex = grid.forward(state.E[1], 0), grid.forward(state.E[0], 1)
    memory = state.memory
    if layer is not None:
        memory = np.stack(
            [
                layer.half[0] * memory[0] + (layer.half[0] - 1) * x_Ey,
                layer.half[1] * memory[1] + (layer.half[1] - 1) * y_Ex,
                memory[2],
                memory[3],
            ]
        )
        x_Ey, y_Ex = x_Ey + memory[0], y_Ex + memory[1]
    return state.B - system.time_step * (x_Ey - y_Ex), memory


def advance_velocity(system: System, state: State) -> Array:
    """s' at n + ½: the friction acts on the mean of the two half steps."""
    medium, dt = system.medium, system.time_step
    force = medium.plasma * state.E - medium.resonance**2 * state.displacement
    half = medium.damping * dt / 2
    return ((1 - half) * state.velocity + dt * force) / (1 + half)


def step(system: System, state: State, source: Array | None = None) -> State:
    """The state one time step later. source: a current density J at n + ½, (2, nx, ny)."""
    grid, layer, dt = system.grid, system.layer, system.time_step
    plasma = system.medium.plasma
    B, memory = advance_magnetic(system, state)
    y_B, x_B = grid.backward(B, 1), grid.backward(B, 0)
    if layer is not None:
        memory[2] = layer.node[1] * memory[2] + (layer.node[1] - 1) * y_B
        memory[3] = layer.node[0] * memory[3] + (layer.node[0] - 1) * x_B
        y_B, x_B = y_B + memory[2], x_B + memory[3]
    curl = np.stack([y_B, -x_B])
    velocity = advance_velocity(system, state)
    displacement = state.displacement + dt * velocity
    current = plasma * velocity
    if system.law == "standard":
        E = state.E + dt * (curl - current)
    elif system.law == "polarisation":
        D = state.E + plasma * state.displacement + dt * curl
        E = D - plasma * displacement
    else:
        E = state.E + dt * curl
    if source is not None:
        E = E - dt * source
    mean = (velocity + state.velocity) / 2
    return State(
        E=E * system.free,
        B=B,
        displacement=displacement,
        velocity=velocity,
        charge=state.charge - dt * grid.divergence(current),
        memory=memory,
        heat=state.heat + system.medium.damping * dt * grid.spacing**2 * float(np.sum(mean**2)),
        steps=state.steps + 1,
    )


def run(
    system: System,
    state: State,
    steps: int,
    observe: Callable[[State], _T],
    every: int = 1,
    source: Callable[[float], Array] | None = None,
) -> tuple[State, list[_T]]:
    """The state after `steps`, and what was observed at the start and after every so many.

    source: current density at a time t, (2, nx, ny).
    """
    seen = [observe(state)]
    for index in range(1, steps + 1):
        now = None if source is None else source((state.steps + 0.5) * system.time_step)
        state = step(system, state, now)
        if index % every == 0:
            seen.append(observe(state))
    return state, seen
