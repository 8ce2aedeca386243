"""The magnet in motion: let go, oscillating, loaded until the levitation fails.

What "rest" means decides the mechanism, and the paper leaves it open, so four rules are run:

before  the electrons rested before the magnet came; the reference is no field
turn    they rest again at each turn of the motion ("switched instantaneously")
sense   the size of the force is that of `before`, its sign that of the change now: it repels while
        the magnet falls and attracts while it rises ("automatically adjustable"). Like dry
        friction it then holds a magnet at rest with whatever is needed up to that size
relax   they approach rest in the present field, dB_rest/dt = (B − B_rest)/τ
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import solve_ivp
from scipy.optimize import curve_fit

from pairlattice import constants as c
from pairlattice.phenomena.levitation.laws import Rig

Array = NDArray[np.float64]
Rule = Literal["before", "sense", "turn", "relax"]
Mass = Callable[[float], float]  # [kg] of the time [s]

_TOLERANCE: dict[str, Any] = {"rtol": 1e-8, "atol": 1e-10, "method": "DOP853"}
_NUDGE = 1e-9  # m/s, so that a turn just passed is not found again


@dataclass(frozen=True, eq=False)
class Flight:
    """A run. time [s], gap [m], force [N], change: largest |δB|/B_lim; all (n,).

    rest: the field when the electrons rested, (n, points of the surface, 3) [T], NaN once the order
    is lost.
    turns: times of the turns [s]. collapse: when the limit was passed [s], inf if never.
    contact: when the magnet touched [s], inf if never.
    """

    time: Array
    gap: Array
    force: Array
    change: Array
    rest: Array
    turns: tuple[float, ...]
    collapse: float
    contact: float
    halt: float


def fly(
    rig: Rig,
    rule: Rule,
    start: float,
    duration: float,
    damping: float,
    relaxation: float = math.inf,
    mass: Mass | None = None,
    points: int = 1200,
) -> Flight:
    """The magnet let go at rest from the gap `start` [m].

    damping: drag over mass [1/s]. relaxation: τ of the rule relax [s]. mass: [kg] of the time [s];
    that of the magnet where left out. After the limit is passed there is no force.
    """
    carried = mass or (lambda _: rig.magnet.mass)
    s, answer = rig.surface, rig.response
    count = s.weights.size * 3
    following = rule == "relax"
    rest = np.zeros((s.weights.size, 3))
    broken = False

    def resting(y: Array) -> Array:
        return y[2:].reshape(-1, 3) if following else rest

    def force(y: Array) -> float:
        if broken:
            return 0.0
        gap = min(max(float(y[0]), s.near), s.far)
        return answer.force(s.field(gap), resting(y), s.weights)

    def slope(t: float, y: Array) -> Array:
        out = np.empty_like(y)
        out[0] = y[1]
        out[1] = force(y) / carried(t) - c.standard_gravity - damping * y[1]
        if following:
            gap = min(max(float(y[0]), s.near), s.far)
            out[2:] = (s.field(gap).ravel() - y[2:]) / relaxation
        return out

    def touches(_: float, y: Array) -> float:
        return float(y[0]) - s.near

    def fails(_: float, y: Array) -> float:
        gap = min(max(float(y[0]), s.near), s.far)
        field = s.field(gap)
        change = np.linalg.norm(field - resting(y), axis=-1).max()
        return answer.limit - max(float(np.linalg.norm(field, axis=-1).max()), float(change))

    def turns(_: float, y: Array) -> float:
        return float(y[1])

    state = np.zeros(2 + (count if following else 0))
    state[:2] = start, -_NUDGE
    time, collapse, contact, halt = 0.0, math.inf, math.inf, math.inf
    passed: list[float] = []
    times: list[Array] = []
    rows: list[tuple[Array, Array, Array, Array]] = []
    grid = np.linspace(0, duration, points)
    while time < duration and contact == math.inf:
        events: list[Any] = [touches]
        if not broken and answer.whole:
            events.append(fails)
        if rule in ("turn", "sense") and not broken:
            events.append(turns)
        for event in events:
            event.terminal = True
        found = solve_ivp(
            slope, (time, duration), state, events=events, dense_output=True, **_TOLERANCE
        )
        here = grid[(grid >= time) & (grid < found.t[-1])]
        stretch = np.append(here, found.t[-1])
        path = found.sol(stretch).T
        forces = np.array([force(y) for y in path])
        change = np.array([_change(rig, y, resting(y)) for y in path])
        times.append(stretch)
        at_rest = np.array([resting(y) for y in path])
        rows.append(
            (path[:, 0], forces, change, np.full_like(at_rest, np.nan) if broken else at_rest)
        )
        time, state = float(found.t[-1]), found.y[:, -1].copy()
        if found.status == 0:
            break
        hit = [event for event, t in zip(events, found.t_events, strict=True) if len(t)]
        if touches in hit:
            contact = time
        elif fails in hit:
            collapse, broken = time, True
        elif rule == "sense":
            # At the lower turn the force exceeds the weight, and upwards it would change its sign:
            # the magnet stays, held by as much as it weighs.
            halt = time
            later = grid[grid > time]
            still = np.ones(len(later))
            times.append(later)
            weight = np.array([carried(float(t)) for t in later]) * c.standard_gravity
            rows.append((state[0] * still, weight, change[-1] * still,
                         np.zeros((len(later), *rest.shape))))  # fmt: skip
            break
        else:
            passed.append(time)
            rest = s.field(min(float(state[0]), s.far))
            # At the new rest there is no force, so that the magnet falls on.
            state[1] = -_NUDGE
    gap, forces, change, rested = (np.concatenate(part) for part in zip(*rows, strict=True))
    return Flight(
        np.concatenate(times), gap, forces, change, rested, tuple(passed), collapse, contact, halt
    )


def _change(rig: Rig, y: Array, rest: Array) -> float:
    gap = min(max(float(y[0]), rig.surface.near), rig.surface.far)
    delta = np.linalg.norm(rig.surface.field(gap) - rest, axis=-1)
    return float(delta.max()) / rig.response.limit


def oscillation(
    force: Callable[[float], float], mass: float, gap: float, frequency: float, damping: float
) -> tuple[float, float]:
    """(frequency [Hz], mean gap [m]) of a small oscillation, fitted to a run.

    force: upward [N] of the gap [m]; gap, frequency: expected, they only set the start, 0.2 % off
    the gap, and the length of the run. The damped frequency is returned as the undamped one,
    √(ω² + (damping/2)²).
    """

    def slope(_: float, y: Array) -> list[float]:
        return [y[1], force(float(y[0])) / mass - c.standard_gravity - damping * y[1]]

    duration = 6 / frequency
    times = np.linspace(0, duration, 240)
    found = solve_ivp(slope, (0, duration), [gap * 1.002, 0.0], t_eval=times, **_TOLERANCE)

    def wave(t: Array, middle: float, sine: float, cosine: float, w: float, decay: float) -> Array:
        return middle + np.exp(-decay * t) * (sine * np.sin(w * t) + cosine * np.cos(w * t))

    guess = (gap, 0.0, 0.002 * gap, 2 * math.pi * frequency * 1.05, damping / 2)
    scale = (gap, 0.002 * gap, 0.002 * gap, 2 * math.pi * frequency, damping)
    (middle, _, _, w, decay), _ = curve_fit(
        wave, times, found.y[0], p0=guess, x_scale=scale, method="trf", xtol=1e-12, ftol=1e-14
    )
    return math.hypot(w, decay) / (2 * math.pi), float(middle)


def endurance(rig: Rig, gap: float, mass: float) -> float:
    """How long a magnet at rest stays up while the electrons relax, over τ.

    The balance F(z, B_rest) = m g moves with dB_rest/dt = (B − B_rest)/τ, from the `gap` [m] at
    which `mass` [kg] is in balance without a rest field: dz/dt = −(∂F/∂B_rest · dB_rest/dt) /
    (∂F/∂z). It ends where the limit is passed, the magnet touches, or ∂F/∂z has lost its sign; nan
    if later than 50 τ.
    """
    s, whole = rig.surface, rig.response.whole
    # The end is found as an event; the force must stay smooth while the solver steps across it.
    answer = replace(rig.response, whole=False)
    weight = mass * c.standard_gravity

    def force(z: float, rest: Array) -> float:
        return answer.force(s.field(min(max(z, s.near), s.far)), rest, s.weights)

    def stiffness(z: float, rest: Array) -> float:
        return -(force(z * 1.001, rest) - force(z * 0.999, rest)) / (0.002 * z)

    def slope(_: float, y: Array) -> Array:
        z, rest = float(y[0]), y[1:].reshape(-1, 3)
        change = s.field(min(max(z, s.near), s.far)) - rest
        small = 1e-4
        lost = (force(z, rest) - force(z, rest + small * change)) / small
        return np.concatenate([[-lost / max(stiffness(z, rest), 1e-9)], change.ravel()])

    def fails(_: float, y: Array) -> float:
        return answer.limit - s.strongest(min(max(float(y[0]), s.near), s.far))

    def touches(_: float, y: Array) -> float:
        return float(y[0]) - s.near * 1.01

    def gives(_: float, y: Array) -> float:
        return stiffness(float(y[0]), y[1:].reshape(-1, 3)) - 1e-3 * weight / float(y[0])

    events: list[Any] = [fails, touches, gives] if whole else [touches, gives]
    for event in events:
        event.terminal = True
    start = np.concatenate([[gap], np.zeros(3 * s.weights.size)])
    found = solve_ivp(slope, (0, 50), start, events=events, rtol=1e-5, atol=1e-9)
    return float(found.t[-1]) if found.status == 1 else math.nan
