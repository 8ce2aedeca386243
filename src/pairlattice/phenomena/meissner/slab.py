"""A slab of pairs in a rising field, by Maxwell's equations; London's slab and Eq. (13) beside it.

Lengths in c/ω_p, which is λ_L of Eq. (14), times in 1/ω_p, B in the applied B0. Two opposite
sheets of current, one in front of either face, make the field as a solenoid does; what they
radiate outwards is absorbed beyond.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

from pairlattice.electrodynamics import (
    Grid,
    Medium,
    State,
    System,
    energy,
    inflow,
    rest,
    step,
    work,
)
from pairlattice.phenomena.meissner import results as r
from pairlattice.phenomena.meissner.absorption import penetration
from pairlattice.phenomena.meissner.parameters import Parameters
from pairlattice.progress import Progress
from pairlattice.standard import london
from pairlattice.variable import Values

Array = NDArray[np.float64]

# Vacuum in front of a face, from the sheet to the slab, and beyond the sheet; all in c/ω_p.
_GAP, _OUTSIDE, _LAYER = 1.6, 2.4, 2.0
_SETTLED = 0.01


@dataclass(frozen=True)
class Case:
    """resonance: ω0/ω_p, 0 without tether. damping: γ/ω_p. ramp: its length. cooled: whether the
    field is there before the pairs can move."""

    name: str
    resonance: float
    damping: float
    ramp: float
    cooled: bool = False


def cases(p: Parameters) -> tuple[Case, ...]:
    """Bound pairs, free pairs with and without friction; each in a rising field or cooled in it."""
    return (
        Case("bound", p.resonance, p.damping, p.ramp),
        Case("bound_fast", p.resonance, p.damping, p.fast_ramp),
        Case("damped", 0.0, p.damping, p.ramp),
        Case("free", 0.0, 0.0, p.ramp),
        Case("bound_cooled", p.resonance, p.damping, p.ramp, cooled=True),
        Case("free_cooled", 0.0, 0.0, p.ramp, cooled=True),
    )


def rise(time: float, length: float) -> float:
    """0 to 1 within `length`, ∫ sin⁴: its spectrum falls as the fifth power of frequency.

    Undamped pairs keep for ever what a ramp excites at ω_p, so the ramp has to be smooth.

    >>> f"{rise(0.0, 2.0):.3f} {rise(1.0, 2.0):.3f} {rise(3.0, 2.0):.3f}"
    '0.000 0.500 1.000'
    """
    t = min(max(time / length, 0.0), 1.0)
    return float(t - (8 * np.sin(2 * np.pi * t) - np.sin(4 * np.pi * t)) / (12 * np.pi))


class Bench:
    """The slab between its sheets on a grid of cell h; knows what to apply and where to look."""

    def __init__(self, thickness: float, case: Case, spacing: float):
        h, self.case = spacing, case
        # In cells, so that the slab begins and ends at nodes whatever the cell is.
        front, inside, gap = (round(a / h) for a in (_LAYER + _OUTSIDE + _GAP, thickness, _GAP))
        grid = Grid(
            (2 * front + inside, 1), h, ("absorbing", "periodic"), layer_cells=round(_LAYER / h)
        )
        face, thickness = front * h, inside * h
        medium = Medium.slab(grid, (face, face + thickness), 1.0, case.resonance, case.damping)
        self.system = System(grid, medium)
        self.sheets = front - gap, front + inside + gap
        # Both sheets inside, both layers outside: `inflow` needs the ends clear of them.
        self.stretch = self.sheets[0] - 4, self.sheets[1] + 4
        # A node of E carries the pairs of half a cell on either side: the slab begins h/2 earlier.
        self.face = face - h / 2
        self.thickness = thickness
        x = grid.positions((True, True))[0][:, 0]
        self.depth = x - self.face
        self.inside = (self.depth > 0) & (self.depth < thickness)

    def applied(self, time: float) -> float:
        """B of the sheets over B0."""
        return 1.0 if self.case.cooled else rise(time, self.case.ramp)

    def start(self) -> State:
        """At rest; field-cooled, B = B0 between the sheets when the pairs become free to move."""
        if not self.case.cooled:
            return rest(self.system)
        h = self.system.grid.spacing
        x = self.depth + self.face
        between = (x > self.sheets[0] * h) & (x < self.sheets[1] * h)
        return rest(self.system, B=np.where(between, 1.0, 0.0)[:, None])

    def steps(self, until: float) -> Iterator[tuple[State, State, Array]]:
        """(state before, state after, source) of each step."""
        h, dt = self.system.grid.spacing, self.system.time_step
        state = self.start()
        for index in range(round(until / dt)):
            part = self.applied((index + 0.5) * dt)
            J = np.zeros((2, *self.system.grid.cells))
            J[1, self.sheets[0]], J[1, self.sheets[1]] = -part / h, part / h
            after = step(self.system, state, J)
            yield state, after, J
            state = after


def measure(p: Parameters, case: Case) -> Values:
    """One case: B in the middle and energies in time, profiles at the end and as a film.

    Energies are per area of the slab, of the stretch that holds it and both sheets; what leaves
    the stretch is `radiated`. `imbalance` is the largest difference between the energy found and
    that which came in, over the work put in.
    """
    bench = Bench(p.thickness, case, p.spacing)
    system, stretch = bench.system, bench.stretch
    dt = system.time_step
    count = round(p.duration / dt)
    every = max(1, count // 400)
    # The last cell in front of the middle and the first one behind it see the same.
    middle = int(np.argmin(np.abs(bench.depth - p.thickness / 2)))
    first = energy(system, bench.start(), stretch).total
    done, came, worst = 0.0, 0.0, 0.0
    rows: list[tuple[float, ...]] = []
    shots: list[Array] = []
    after = bench.start()
    for index, (before, now, J) in enumerate(bench.steps(p.duration)):
        done += work(system, before, now, J)
        came += inflow(system, before, now, stretch)
        after = now
        if index % every == 0 or index == count - 1:
            e = energy(system, now, stretch)
            worst = max(worst, abs(e.total - first - done - came))
            field = e.electric + e.magnetic
            rows.append(
                ((index + 1) * dt, bench.applied((index + 0.5) * dt), now.B[middle, 0],
                 field, e.kinetic, e.potential, e.heat, done, -came)
            )  # fmt: skip
            shots.append(now.B[:, 0].copy())
    area = system.grid.spacing
    table = np.array(rows)
    table[:, 3:] /= area
    scale = max(abs(done) / area, float(np.max(np.abs(table[:, 3]))))
    chosen = np.linspace(0, len(shots) - 1, min(p.frames, len(shots))).astype(int)
    inside, time = bench.inside, table[:, 0]
    depth, B = bench.depth[inside], after.B[inside, 0]
    static, settled = settling(time, table[:, 2])
    columns = (
        r.TIME, r.APPLIED, r.MIDDLE,
        r.FIELD_ENERGY, r.KINETIC, r.TETHER, r.HEAT, r.WORK, r.RADIATED,
    )  # fmt: skip
    found: Values = {
        **dict(zip(columns, table.T, strict=True)),
        r.DEPTH: depth,
        r.B: B,
        r.DISPLACEMENT: _between_nodes(after.displacement)[inside],
        r.VELOCITY: _between_nodes(after.velocity)[inside],
        r.FRAME: time[chosen],
        r.FILM: [shots[i][inside] for i in chosen],
        r.IMBALANCE: worst / area / scale,
        r.STATIC: static,
        r.SETTLED: settled,
        r.RAMP: case.ramp,
        r.DECAY: decay_length(depth, B, bench.thickness) if np.min(B) < 0.1 else np.nan,
    }
    return {variable.at(case.name): values for variable, values in found.items()}


def _between_nodes(vectors: Array) -> Array:
    """The component along E, where B is."""
    nodes = vectors[1, :, 0]
    return 0.5 * (nodes + np.roll(nodes, -1))


def settling(time: Array, middle: Array) -> tuple[float, float]:
    """The field in the middle at the end, and when it came within 1 % of B0 of it for good.

    The second is nan where it still moves.
    """
    # The mean over the last tenth: undamped pairs may swing on a little.
    late = middle[-len(middle) // 10 :]
    static = float(np.mean(late))
    if np.ptp(late) > _SETTLED:
        return static, float("nan")
    away = np.flatnonzero(np.abs(middle - static) > _SETTLED)
    return static, float(time[min(away[-1] + 1, len(time) - 1)]) if len(away) else 0.0


def decay_length(depth: Array, field: Array, thickness: float, until: float = 4.0) -> float:
    """λ of the cosh(x/λ) that fits ln B best from the face to `until` below it."""
    near = (depth > 0) & (depth < until)
    x, logarithm = depth[near] - thickness / 2, np.log(np.abs(field[near]))

    def mismatch(parameters: Array) -> Array:
        length, scale = parameters
        return scale + np.log(london.slab_profile(x, thickness / 2, length)) - logarithm

    return float(least_squares(mismatch, (1.1, 0.0), xtol=1e-12, ftol=1e-12, gtol=1e-12).x[0])


def convergence(p: Parameters) -> Values:
    """Decay length of free pairs for several cells, at the end of the ramp and long after it."""
    rows = []
    case = Case("free", 0.0, 0.0, p.ramp)
    for h in p.spacings:
        bench = Bench(p.thickness, case, h)
        found = []
        marks = [round(t / bench.system.time_step) for t in (p.ramp * 1.05, 2.0 * p.ramp)]
        for index, (_, now, _) in enumerate(bench.steps(2.0 * p.ramp), 1):
            if index in marks:
                near = bench.inside
                found.append(decay_length(bench.depth[near], now.B[near, 0], bench.thickness))
        rows.append(found)
    spacing, (early, late) = np.array(p.spacings), np.array(rows).T
    return {
        r.SPACING: spacing,
        r.EARLY: early,
        r.LATE: late,
        # The grid's own static solution: 2 cosh(h/λ) − 2 = h².
        r.DISCRETE: spacing / (2 * np.arcsinh(spacing / 2)),
        r.ORDER: np.polyfit(np.log(spacing), np.log(np.abs(late - 1)), 1)[0],
    }


def answers(p: Parameters) -> Values:
    """London's slab and the absorption closure, over B0; both are blind to history."""
    depth = np.linspace(0, p.thickness, 321)
    half = p.thickness / 2
    return {
        r.ANSWER_DEPTH: depth,
        r.LONDON: london.slab_profile(depth - half, half, 1.0),
        r.ABSORPTION: penetration(np.minimum(depth, p.thickness - depth), 1.0),
    }


def all_cases(p: Parameters, progress: Progress) -> Values:
    """Every case on the parameters' grid."""
    found: Values = {}
    many = cases(p)
    for index, case in enumerate(many):
        progress(index, len(many), case.name)
        found = {**found, **measure(p, case)}
    return found
