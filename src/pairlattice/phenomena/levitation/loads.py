"""Height, stiffness and frequency against load; the end of the levitation; other choices."""

import math
from dataclasses import replace

import numpy as np
import xarray as xr

from pairlattice import constants as c
from pairlattice.measured.materials import material
from pairlattice.model.magnetic import CriticalFields
from pairlattice.phenomena.labels import labelled
from pairlattice.phenomena.levitation import motion, statics
from pairlattice.phenomena.levitation.laws import Law, Rig
from pairlattice.phenomena.levitation.parameters import Parameters
from pairlattice.phenomena.levitation.response import DepthLaw, Response

_LAWS: dict[DepthLaw, str] = {
    "field": "λ/Λ = |δB|/B_lim",
    "energy": "λ/Λ = (δB/B_lim)²",
    "logarithm": "λ/Λ = 1 + ln(|δB|/B_lim)/5",
}
_LOADS = 24
_OVER = 1.15  # loads go beyond the largest by this factor


def critical_fields(name: str) -> CriticalFields | None:
    """The (lower) critical field of a material [K, T]; None where the data set has none."""
    known = material(name)
    if known.critical_temperature is None:
        return None
    if known.lower_critical_field is not None and known.upper_critical_field is not None:
        fields = (known.lower_critical_field, known.upper_critical_field)
    elif known.critical_field is not None:
        fields = (known.critical_field, known.critical_field)
    else:
        return None
    return CriticalFields(known.critical_temperature, *fields)


def against_load(rig: Rig, turn: float) -> xr.Dataset:
    """Balance of each law from a tenth of the magnet's own mass to beyond the largest."""
    pairs = rig.pairs()
    most = statics.largest_carried(pairs)
    loads = np.append(
        np.geomspace(0.1 * rig.magnet.mass, most * (1 - 1e-6), _LOADS),
        np.geomspace(most * 1.001, most * _OVER, 4),
    )
    laws = (rig.image(), rig.london(), rig.frozen(turn), pairs)
    shape = (len(laws), len(loads))
    gap, stiffness, frequency = (np.full(shape, math.nan) for _ in range(3))
    for i, law in enumerate(laws):
        for j, mass in enumerate(loads):
            found = statics.balance(law, float(mass))
            gap[i, j], stiffness[i, j], frequency[i, j] = (
                found.gap,
                found.stiffness,
                found.frequency,
            )
    depth = [
        float(rig.response.depth_ratio(np.array(rig.surface.strongest(z))))
        if math.isfinite(z)
        else math.nan
        for z in gap[-1]
    ]
    data = xr.Dataset(coords={"law": [law.name for law in laws]})
    data = data.assign_coords(
        mass=labelled(("mass",), loads, "kg", "mass carried, magnet included")
    )
    dims = ("law", "mass")
    data["gap"] = labelled(dims, gap, "m", "gap at rest")
    data["stiffness"] = labelled(dims, stiffness, "N/m", "stiffness")
    data["frequency"] = labelled(dims, frequency, "Hz", "frequency of small oscillations")
    data["depth_ratio"] = labelled(("mass",), depth, "1", "largest λ/Λ, pairs")
    # d ln k/d ln m from the bare magnet to twice its mass: a spring of Fig. 10(b) has 0, a point
    # magnet above its image 5/4.
    one, two = (statics.balance(pairs, f * rig.magnet.mass).stiffness for f in (1.0, 2.0))
    data.attrs = {
        "largest": most,
        "collapse_gap": pairs.low,
        "stiffening": math.log2(two / one) if two > 0 else math.nan,
    }
    return data


def checks(rig: Rig, p: Parameters, turn: float) -> xr.Dataset:
    """Each law's balance below the bare magnet, by statics and from a run in time."""
    mass = rig.magnet.mass
    laws = (rig.image(), rig.london(), rig.frozen(turn), rig.pairs())
    rows = []
    for law in laws:
        found = statics.balance(law, mass)
        if math.isfinite(found.frequency):
            seen = motion.oscillation(law.force, mass, found.gap, found.frequency, p.damping)
        else:
            seen = (math.nan, math.nan)
        stiff = mass * (2 * math.pi * seen[0]) ** 2
        rows.append((found.gap, seen[1], found.stiffness, stiff, found.frequency, seen[0]))
    names = [law.name for law in laws]
    data = xr.Dataset(coords={"law": names})
    labels = (
        ("gap", "m", "gap at rest, Eq. (12)"),
        ("gap_run", "m", "mean gap of the run"),
        ("stiffness", "N/m", "stiffness −dF/dz"),
        ("stiffness_run", "N/m", "stiffness from the run"),
        ("frequency", "Hz", "frequency from the stiffness"),
        ("frequency_run", "Hz", "frequency of the run"),
    )
    for (name, unit, label), column in zip(labels, zip(*rows, strict=True), strict=True):
        data[name] = labelled(("law",), column, unit, label)
    return data


def _numbers(rig: Rig, law: Law, turn: float) -> tuple[float, ...]:
    found = statics.balance(law, rig.magnet.mass)
    high = rig.surface.far / 5
    hung, _ = statics.largest_hung(rig.pairs(turn), turn, high)
    return found.gap, found.frequency, law.low, statics.largest_carried(law), hung


def alternatives(rig: Rig, turn: float) -> xr.Dataset:
    """How the answer depends on closure C10, choice by choice."""
    r = rig.response
    complete = 1 / (1 - math.exp(-1))
    choices = {
        "as run": r,
        **{title: replace(r, law=law) for law, title in _LAWS.items() if law != r.law},
        "complete answer at λ = Λ": replace(r, strength=complete * r.strength),
        "B_lim halved": replace(r, limit=r.limit / 2),
        "response lost everywhere" if not r.whole else "response lost only where λ > Λ": replace(
            r, whole=not r.whole
        ),
    }
    rows = []
    for answer in choices.values():
        other = replace(rig, response=answer)
        # Where the whole field fits under the limit the rest is at the loop's turn.
        rest = max(turn, other.collapse_gap(replace(answer, whole=True)))
        rows.append(_numbers(other, other.pairs(), rest))
    return _table("choice", list(choices), rows)


def superconductors(rig: Rig, p: Parameters, temperature: float) -> xr.Dataset:
    """Largest loads above and below other superconductors at that temperature [K]."""
    names, limits, types, rows = [], [], [], []
    for name in p.superconductors:
        fields = critical_fields(name)
        if fields is None:
            continue
        limit = float(fields.at(temperature)[0])
        if limit <= 0:
            continue
        answer = Response(limit, p.depth_law, whole=fields.is_type_one)
        other = replace(rig, response=answer)
        rest = other.collapse_gap(replace(answer, whole=True)) * (1 + 1e-7)
        names.append(name)
        limits.append(limit)
        types.append("I" if fields.is_type_one else "II")
        rows.append(_numbers(other, other.pairs(), rest))
    data = _table("material", names, rows)
    data["limit"] = labelled(("material",), limits, "T", "critical field (lower in type II)")
    data["type"] = ("material", np.array(types, dtype="U2"))
    return data


def _table(dim: str, names: list[str], rows: list[tuple[float, ...]]) -> xr.Dataset:
    data = xr.Dataset(coords={dim: names})
    labels = (
        ("gap", "m", "gap of the bare magnet"),
        ("frequency", "Hz", "its frequency"),
        ("low", "m", "gap at which the levitation fails"),
        ("carried", "kg", "largest mass carried on top"),
        ("hung", "kg", "largest mass hung below"),
    )
    for (name, unit, label), column in zip(labels, zip(*rows, strict=True), strict=True):
        data[name] = labelled((dim,), column, unit, label)
    return data


def overload(rig: Rig, p: Parameters) -> tuple[motion.Flight, motion.Mass]:
    """A load that grows steadily from the bare magnet to beyond the largest, and its course."""
    pairs = rig.pairs()
    most = statics.largest_carried(pairs)
    start = statics.balance(pairs, rig.magnet.mass)

    def mass(t: float) -> float:
        return rig.magnet.mass + (_OVER * most - rig.magnet.mass) * t / p.ramp_time

    # Damped so that the magnet follows the balance instead of ringing about it.
    damping = 2 * math.pi * start.frequency
    return motion.fly(rig, "before", start.gap, p.ramp_time, damping, mass=mass), mass


def sinking(rig: Rig, p: Parameters) -> dict[str, float]:
    """What a relaxation of the electrons costs, from the balance of the bare magnet.

    speed: v = m g/(k τ) [m/s], at first, where dF/dt = −F/τ; power: m g v [W]. lifetime:
    until the levitation fails or the magnet touches, over τ; see `motion.endurance`.
    """
    found = statics.balance(rig.pairs(), rig.magnet.mass)
    weight = rig.magnet.mass * c.standard_gravity
    speed = weight / (found.stiffness * p.relaxation_time)
    return {
        "speed": speed,
        "power": weight * speed,
        "gap": found.gap,
        "lifetime": motion.endurance(rig, found.gap, rig.magnet.mass),
    }
