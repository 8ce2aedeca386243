"""What it would cost if the electrons relaxed to rest in the field of a magnet that is carried."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import solve_ivp

from pairlattice import constants as c
from pairlattice.phenomena.levitation import results as r
from pairlattice.phenomena.levitation import statics
from pairlattice.phenomena.levitation.laws import LevitationSetup
from pairlattice.phenomena.levitation.parameters import Parameters
from pairlattice.reference_data.experiments import experiment as measured
from pairlattice.variable import Values

Array = NDArray[np.float64]

_DAY, _YEAR = 86400.0, 3.15576e7


def costs(setup: LevitationSetup, p: Parameters) -> Values:
    """From the balance of the bare magnet, where dF/dt = −F/τ at first.

    The bound: the force decays as exp(−t/τ), so that a drift of x per day of g bounds τ from below
    by 1/x days.
    """
    found = statics.balance(setup.pairs(), setup.magnet.mass)
    weight = setup.magnet.mass * c.standard_gravity
    speed = weight / (found.stiffness * p.relaxation_time)
    drift = measured("gravimeter_drift").number
    bound = _DAY / drift if drift else math.nan
    return {
        r.SINKING_SPEED: speed,
        r.SINKING_POWER: weight * speed,
        r.LIFETIME: endurance(setup, found.gap, setup.magnet.mass),
        r.BOUND: bound / _YEAR,
        r.BOUND_RATIO: bound / p.relaxation_time,
    }


def endurance(setup: LevitationSetup, gap: float, mass: float) -> float:
    """How long a magnet at rest stays up while the electrons relax, over τ.

    The balance F(z, B_rest) = m g moves with dB_rest/dt = (B − B_rest)/τ, from the `gap` [m] at
    which `mass` [kg] is in balance without a rest field: dz/dt = −(∂F/∂B_rest · dB_rest/dt) /
    (∂F/∂z). It ends where the limit is passed, the magnet touches, or ∂F/∂z has lost its sign; nan
    if later than 50 τ.
    """
    s, whole = setup.surface, setup.response.whole
    # The end is found as an event; the force must stay smooth while the solver steps across it.
    answer = replace(setup.response, whole=False)
    weight = mass * c.standard_gravity

    def force(z: float, rest: Array) -> float:
        return answer.force(s.field(s.within(z)), rest, s.weights)

    def stiffness(z: float, rest: Array) -> float:
        return -(force(z * 1.001, rest) - force(z * 0.999, rest)) / (0.002 * z)

    def slope(_: float, y: Array) -> Array:
        z, rest = float(y[0]), y[1:].reshape(-1, 3)
        change = s.field(s.within(z)) - rest
        small = 1e-4
        lost = (force(z, rest) - force(z, rest + small * change)) / small
        return np.concatenate([[-lost / max(stiffness(z, rest), 1e-9)], change.ravel()])

    def fails(_: float, y: Array) -> float:
        return answer.limit - s.strongest(s.within(float(y[0])))

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
