"""The runs in time: let go under each rule of rest, and loaded until it falls."""

import math
from typing import get_args

import numpy as np

from pairlattice import constants as c
from pairlattice.model.magnetic import MagneticDrive
from pairlattice.phenomena.levitation import cycle, motion, statics
from pairlattice.phenomena.levitation import results as r
from pairlattice.phenomena.levitation.laws import LevitationSetup
from pairlattice.phenomena.levitation.loads import OVER
from pairlattice.phenomena.levitation.parameters import Parameters
from pairlattice.units import ReducedUnits
from pairlattice.variable import Values

_RULES: tuple[motion.Rule, ...] = get_args(motion.Rule)
_SHOWN = 600


def let_go(
    setup: LevitationSetup, p: Parameters, resting: float, drive: MagneticDrive, units: ReducedUnits
) -> Values:
    """The magnet let go at `start` times its resting gap [m], under each rule of rest."""
    times = np.linspace(0, p.duration, _SHOWN)
    gap, force = (np.full((len(_RULES), _SHOWN), math.nan) for _ in range(2))
    order = np.argsort(setup.surface.distance)[::4]
    surface = np.full((len(_RULES), _SHOWN, len(order)), math.nan)
    start = p.start * resting
    flights = [
        motion.fly(setup, rule, start, p.duration, p.damping, p.relaxation_time) for rule in _RULES
    ]
    for i, flight in enumerate(flights):
        flown = times <= flight.time[-1]
        gap[i, flown] = np.interp(times[flown], flight.time, flight.gap)
        gap[i, ~flown] = flight.gap[-1]
        force[i, flown] = np.interp(times[flown], flight.time, flight.force)
        reached = np.minimum(np.searchsorted(flight.time, times[flown]), len(flight.time) - 1)
        surface[i, flown] = [
            cycle.surface_displacement(setup, flight.gap[at], flight.rest[at], drive, units)[order]
            for at in reached
        ]
    return {
        r.RULE: list(_RULES),
        r.TIME: times,
        r.MOVING_GAP: gap,
        r.MOVING_FORCE: force,
        r.SURFACE_RADIUS: setup.surface.distance[order],
        r.SURFACE: surface,
        r.TURNS: [flight.turns for flight in flights],
        r.COLLAPSE: [flight.collapse for flight in flights],
        r.CONTACT: [flight.contact for flight in flights],
        r.HALT: [flight.halt for flight in flights],
        r.LAST_GAP: [flight.gap[-1] for flight in flights],
        **_undamped(setup, motion.fly(setup, "before", start, p.duration, 0.0)),
    }


def _undamped(setup: LevitationSetup, free: motion.Flight) -> Values:
    """Energy that a magnet without drag loses until the last top, from the height of that top.

    (m g − F) times what the top is below the start, over m g times the depth of the fall.
    """
    tops = [
        i for i in range(1, len(free.gap) - 1) if free.gap[i - 1] < free.gap[i] >= free.gap[i + 1]
    ]
    if not tops:
        return {r.UNDAMPED_LOSS: math.nan, r.UNDAMPED_TIME: math.nan}
    weight = setup.magnet.mass * c.standard_gravity
    near = slice(tops[-1] - 1, tops[-1] + 2)
    t = free.time[near] - free.time[tops[-1]]
    bend, slope, value = np.polyfit(t, free.gap[near], 2)
    top = value - slope**2 / (4 * bend)
    lost = float((weight - free.force[0]) * (free.gap[0] - top))
    fall = float(free.gap[0] - free.gap.min())
    return {r.UNDAMPED_LOSS: lost / (weight * fall), r.UNDAMPED_TIME: free.time[tops[-1]]}


def overloaded(setup: LevitationSetup, p: Parameters) -> Values:
    """A load that grows steadily from the bare magnet to beyond the largest, until it falls."""
    pairs, own = setup.pairs(), setup.magnet.mass
    growth = (OVER * statics.largest_carried(pairs) - own) / p.ramp_time
    start = statics.balance(pairs, own)
    flight = motion.fly(
        setup,
        "before",
        start.gap,
        p.ramp_time,
        # Damped so that the magnet follows the balance instead of ringing about it.
        2 * math.pi * start.frequency,
        mass=lambda t: own + growth * t,
    )
    return {
        r.GROWING_LOAD: own + growth * flight.time,
        r.OVERLOADED_GAP: flight.gap,
        r.CARRIED_IN_RUN: own + growth * np.fmin(flight.collapse, flight.contact),
        r.FALL: flight.contact - flight.collapse,
    }
