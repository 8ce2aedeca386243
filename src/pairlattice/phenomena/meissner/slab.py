"""A slab of pairs in a rising field, by Maxwell's equations; London's slab and Eq. (13) beside it.

Lengths in c/ω_p, which is λ_L of Eq. (14), times in 1/ω_p, B in the applied B0. Two opposite
sheets of current, one in front of either face, make the field as a solenoid does; what they
radiate outwards is absorbed beyond.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import xarray as xr
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
from pairlattice.phenomena.meissner.absorption import penetration
from pairlattice.phenomena.meissner.parameters import Parameters
from pairlattice.progress import Progress
from pairlattice.standard import london

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


def measure(p: Parameters, case: Case, spacing: float, frames: int) -> xr.Dataset:
    """One case: B in the middle and energies in time, profiles at the end and as a film.

    Energies are per area of the slab, of the stretch that holds it and both sheets; what leaves
    the stretch is `radiated`. `imbalance` is the largest difference between the energy found and
    that which came in, over the work put in.
    """
    bench = Bench(p.thickness, case, spacing)
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
    data = xr.Dataset(coords={"time": ("time", table[:, 0], {"units": "1/ω_p"})})
    label = {"units": "B0²/μ0 · c/ω_p"}
    names = ("applied", "middle", "field", "kinetic", "tether", "heat", "work", "radiated")
    for column, name in enumerate(names, 1):
        units = {"units": "B0"} if column < 3 else label
        data[name] = ("time", table[:, column], {**units, "long_name": name})
    inside = bench.inside
    data = data.assign_coords(depth=("depth", bench.depth[inside], {"units": "λ_L"}))
    data["B"] = ("depth", after.B[inside, 0], {"units": "B0", "long_name": "B at the end"})
    nodes = after.displacement[1, :, 0]
    u = 0.5 * (nodes + np.roll(nodes, -1))[inside]
    data["displacement"] = ("depth", u, {"units": "e B0 λ_L/(m ω_p)", "long_name": "u at the end"})
    chosen = np.linspace(0, len(shots) - 1, min(frames, len(shots))).astype(int)
    data = data.assign_coords(frame=("frame", table[chosen, 0], {"units": "1/ω_p"}))
    film = np.array([shots[i][inside] for i in chosen])
    data["film"] = (("frame", "depth"), film, {"units": "B0", "long_name": "B"})
    data["imbalance"] = ((), worst / area / scale, {"units": "1", "long_name": "over work put in"})
    v = after.velocity[1, :, 0]
    v = 0.5 * (v + np.roll(v, -1))[inside]
    data["velocity"] = ("depth", v, {"units": "e B0 λ_L/m", "long_name": "v at the end"})
    B = after.B[inside, 0]
    screened = float(np.min(B)) < 0.1
    decay = decay_length(bench.depth[inside], B, bench.thickness) if screened else float("nan")
    return data.assign_attrs(
        settling(data, case), decay=decay, spacing=spacing, time_step=float(dt)
    )


def settling(data: xr.Dataset, case: Case) -> dict[str, float]:
    """The field in the middle at the end, and when it came within 1 % of B0 of it for good.

    static: mean over the last tenth. swing: its range there. settled: nan where it still moves.
    """
    time, middle = data["time"].to_numpy(), data["middle"].to_numpy()
    # The mean over the last tenth: undamped pairs may swing on a little.
    late = middle[-len(middle) // 10 :]
    static = float(np.mean(late))
    away = np.flatnonzero(np.abs(middle - static) > _SETTLED)
    settled = float(time[min(away[-1] + 1, len(time) - 1)]) if len(away) else 0.0
    swing = float(np.ptp(late))
    if swing > _SETTLED:
        settled = float("nan")
    return {"static": static, "swing": swing, "settled": settled, "ramp": case.ramp}


def decay_length(depth: Array, field: Array, thickness: float, until: float = 4.0) -> float:
    """λ of the cosh(x/λ) that fits ln B best from the face to `until` below it."""
    near = (depth > 0) & (depth < until)
    x, logarithm = depth[near] - thickness / 2, np.log(np.abs(field[near]))

    def mismatch(parameters: Array) -> Array:
        length, scale = parameters
        return scale + np.log(london.slab_profile(x, thickness / 2, length)) - logarithm

    return float(least_squares(mismatch, (1.1, 0.0), xtol=1e-12, ftol=1e-12, gtol=1e-12).x[0])


def convergence(p: Parameters) -> xr.Dataset:
    """Decay length of free pairs for several cells, at the end of the ramp and long after it."""
    rows = []
    case = Case("free", 0.0, 0.0, p.ramp)
    for h in p.spacings:
        bench = Bench(p.thickness, case, h)
        found, after = [], bench.start()
        marks = [round(t / bench.system.time_step) for t in (p.ramp * 1.05, 2.0 * p.ramp)]
        for index, (_, now, _) in enumerate(bench.steps(2.0 * p.ramp), 1):
            after = now
            if index in marks:
                near = bench.inside
                found.append(decay_length(bench.depth[near], after.B[near, 0], bench.thickness))
        rows.append(found)
    spacing, found_all = np.array(p.spacings), np.array(rows)
    data = xr.Dataset(coords={"spacing": ("spacing", spacing, {"units": "λ_L"})})
    label = {"units": "λ_L", "long_name": "decay length of the field"}
    data["early"] = ("spacing", found_all[:, 0], label)
    data["late"] = ("spacing", found_all[:, 1], label)
    # The grid's own static solution: 2 cosh(h/λ) − 2 = h².
    data["discrete"] = ("spacing", spacing / (2 * np.arcsinh(spacing / 2)), label)
    error = np.abs(found_all[:, 1] - 1)
    order = float(np.polyfit(np.log(spacing), np.log(error), 1)[0])
    data["order"] = ((), order, {"units": "1", "long_name": "order of convergence"})
    return data


def answers(p: Parameters, points: int = 321) -> xr.Dataset:
    """London's slab and the absorption closure, over B0; both are blind to history."""
    depth = np.linspace(0, p.thickness, points)
    data = xr.Dataset(coords={"depth": ("depth", depth, {"units": "λ_L"})})
    half = p.thickness / 2
    values = london.slab_profile(depth - half, half, 1.0)
    data["london"] = ("depth", values, {"units": "B0", "long_name": "London"})
    values = penetration(np.minimum(depth, p.thickness - depth), 1.0)
    data["absorption"] = ("depth", values, {"units": "B0", "long_name": "Eq. (13) up to Λ"})
    return data


def all_cases(p: Parameters, many: tuple[Case, ...], progress: Progress) -> dict[str, xr.Dataset]:
    """Every case on the parameters' grid."""
    found = {}
    for index, case in enumerate(many):
        progress(index, len(many), case.name)
        found[case.name] = measure(p, case, p.spacing, p.frames)
    return found
