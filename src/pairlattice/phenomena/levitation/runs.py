"""The runs in time as labelled data: let go under each rule of rest, and loaded until it falls."""

import math

import numpy as np
import xarray as xr

from pairlattice import constants as c
from pairlattice.model.magnetic import MagneticDrive
from pairlattice.phenomena.labels import labelled
from pairlattice.phenomena.levitation import cycle, loads, motion, statics
from pairlattice.phenomena.levitation.laws import Rig
from pairlattice.phenomena.levitation.parameters import Parameters
from pairlattice.units import ReducedUnits

_RULES: tuple[motion.Rule, ...] = ("before", "sense", "turn", "relax")
_SHOWN = 600


def let_go(
    rig: Rig, p: Parameters, resting: float, drive: MagneticDrive, units: ReducedUnits
) -> xr.Dataset:
    """The magnet let go at `start` times its resting gap [m], under each rule of rest."""
    times = np.linspace(0, p.duration, _SHOWN)
    data = xr.Dataset(coords={"rule": list(_RULES)})
    data = data.assign_coords(time=labelled(("time",), times, "s", "time"))
    gap, force, change = (np.full((len(_RULES), _SHOWN), math.nan) for _ in range(3))
    order = np.argsort(rig.surface.distance)[::4]
    surface = np.full((len(_RULES), _SHOWN, len(order)), math.nan)
    for i, rule in enumerate(_RULES):
        flight = motion.fly(rig, rule, p.start * resting, p.duration, p.damping, p.relaxation_time)
        flown = times <= flight.time[-1]
        gap[i, flown] = np.interp(times[flown], flight.time, flight.gap)
        force[i, flown] = np.interp(times[flown], flight.time, flight.force)
        change[i, flown] = np.interp(times[flown], flight.time, flight.change)
        for j in np.flatnonzero(flown):
            at = min(int(np.searchsorted(flight.time, times[j])), len(flight.time) - 1)
            surface[i, j] = cycle.surface_displacement(
                rig, flight.gap[at], flight.rest[at], drive, units
            )[order]
        data.attrs[rule] = {
            "turns": list(flight.turns),
            "collapse": flight.collapse if math.isfinite(flight.collapse) else None,
            "contact": flight.contact if math.isfinite(flight.contact) else None,
            "halt": flight.halt if math.isfinite(flight.halt) else None,
            "last_gap": float(flight.gap[-1]),
        }
        gap[i, ~flown] = flight.gap[-1]
    free = motion.fly(rig, "before", p.start * resting, p.duration, 0.0)
    data.attrs["undamped"] = _energy_lost(rig, free)
    dims = ("rule", "time")
    data["gap"] = labelled(dims, gap, "m", "gap below the magnet")
    data["force"] = labelled(dims, force, "N", "upward force")
    data["change"] = labelled(dims, change, "1", "largest |δB| over B_lim")
    data = data.assign_coords(
        radius=labelled(("radius",), rig.surface.distance[order], "m", "distance from the axis")
    )
    label = "upward displacement of the electrons at the surface"
    data["surface"] = labelled((*dims, "radius"), surface, "m", label)
    return data


def _energy_lost(rig: Rig, free: motion.Flight) -> dict[str, float]:
    """Energy that a magnet without drag loses in a run, from the height of its last top.

    lost: (m g − F) times what the last top is below the start [J]; swing: depth of the fall in the
    same measure, m g times it [J]; duration [s].
    """
    tops = [
        i for i in range(1, len(free.gap) - 1) if free.gap[i - 1] < free.gap[i] >= free.gap[i + 1]
    ]
    weight = rig.magnet.mass * c.standard_gravity
    if not tops:
        return {"lost": math.nan, "swing": math.nan, "duration": math.nan}
    near = slice(tops[-1] - 1, tops[-1] + 2)
    t = free.time[near] - free.time[tops[-1]]
    bend, slope, value = np.polyfit(t, free.gap[near], 2)
    top = value - slope**2 / (4 * bend)
    fall = float(free.gap[0] - free.gap.min())
    return {
        "lost": float((weight - free.force[0]) * (free.gap[0] - top)),
        "swing": weight * fall,
        "duration": float(free.time[tops[-1]]),
    }


def overloaded(rig: Rig, p: Parameters) -> xr.Dataset:
    """The growing load: gap and mass against time, and where the levitation failed."""
    flight, mass = loads.overload(rig, p)
    data = xr.Dataset()
    data = data.assign_coords(time=labelled(("time",), flight.time, "s", "time"))
    data["gap"] = labelled(("time",), flight.gap, "m", "gap below the magnet")
    data["force"] = labelled(("time",), flight.force, "N", "upward force")
    carried = [mass(float(t)) for t in flight.time]
    data["mass"] = labelled(("time",), carried, "kg", "mass carried, magnet included")
    most = statics.largest_carried(rig.pairs())
    ended = flight.collapse if math.isfinite(flight.collapse) else flight.contact
    data.attrs = {
        "static": most,
        "dynamic": mass(ended) if math.isfinite(ended) else None,
        "collapse": flight.collapse if math.isfinite(flight.collapse) else None,
        "contact": flight.contact if math.isfinite(flight.contact) else None,
        "collapse_gap": rig.collapse_gap(),
    }
    return data
