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
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import solve_ivp
from scipy.optimize import curve_fit

from pairlattice import constants as c
from pairlattice.phenomena.levitation.laws import LevitationSetup

Array = NDArray[np.float64]
Rule = Literal["before", "sense", "turn", "relax"]
Mass = Callable[[float], float]  # [kg] of the time [s]

_TOLERANCE: dict[str, Any] = {"rtol": 1e-8, "atol": 1e-10, "method": "DOP853"}
_POINTS = 1200
_NUDGE = 1e-9  # m/s, so that a turn just passed is not found again


@dataclass(frozen=True, eq=False)
class Flight:
    """A run. time [s], gap [m], force [N]; all (n,).

    rest: the field when the electrons rested, (n, points of the surface, 3) [T], NaN once the order
    is lost.
    turns: how many. collapse, contact, halt: when the limit was passed, the magnet touched, or
    stood still [s]; nan if never.
    """

    time: Array
    gap: Array
    force: Array
    rest: Array
    turns: int
    collapse: float
    contact: float
    halt: float


def fly(
    setup: LevitationSetup,
    rule: Rule,
    start: float,
    duration: float,
    damping: float,
    relaxation: float = math.inf,
    mass: Mass | None = None,
) -> Flight:
    """The magnet let go at rest from the gap `start` [m].

    damping: drag over mass [1/s]. relaxation: τ of the rule relax [s]. mass: [kg] of the time [s];
    that of the magnet where left out. After the limit is passed there is no force.
    """
    carried = mass or (lambda _: setup.magnet.mass)
    s, answer = setup.surface, setup.response
    following = rule == "relax"
    rest = np.zeros((s.weights.size, 3))
    broken = False

    def resting(y: Array) -> Array:
        return y[2:].reshape(-1, 3) if following else rest

    def field(y: Array) -> Array:
        return s.field(s.within(float(y[0])))

    def force(y: Array) -> float:
        if broken:
            return 0.0
        return answer.force(field(y), resting(y), s.weights)

    def slope(t: float, y: Array) -> Array:
        out = np.empty_like(y)
        out[0] = y[1]
        out[1] = force(y) / carried(t) - c.standard_gravity - damping * y[1]
        if following:
            out[2:] = (field(y).ravel() - y[2:]) / relaxation
        return out

    def touches(_: float, y: Array) -> float:
        return float(y[0]) - s.near

    def fails(_: float, y: Array) -> float:
        now, change = field(y), field(y) - resting(y)
        return answer.limit - float(max(np.linalg.norm(B, axis=-1).max() for B in (now, change)))

    def turns(_: float, y: Array) -> float:
        return float(y[1])

    state = np.zeros(2 + (rest.size if following else 0))
    state[:2] = start, -_NUDGE
    time, passed = 0.0, 0
    collapse = contact = halt = math.nan
    rows: list[tuple[Array, ...]] = []
    grid = np.linspace(0, duration, _POINTS)
    while time < duration and math.isnan(contact):
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
        at_rest = np.array([np.full_like(rest, np.nan) if broken else resting(y) for y in path])
        rows.append((stretch, path[:, 0], forces, at_rest))
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
            weight = np.array([carried(float(t)) for t in later]) * c.standard_gravity
            still = np.full_like(later, state[0])
            rows.append((later, still, weight, np.zeros((len(later), *rest.shape))))
            break
        else:
            passed += 1
            rest = s.field(min(float(state[0]), s.far))
            # At the new rest there is no force, so that the magnet falls on.
            state[1] = -_NUDGE
    times, gaps, pushes, rests = (np.concatenate(column) for column in zip(*rows, strict=True))
    return Flight(times, gaps, pushes, rests, passed, collapse, contact, halt)


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
