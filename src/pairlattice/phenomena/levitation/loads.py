"""Height and frequency against load, and each law's balance beside a run in time."""

import math

import numpy as np

from pairlattice.phenomena.levitation import motion, statics
from pairlattice.phenomena.levitation import results as r
from pairlattice.phenomena.levitation.laws import Law, LevitationSetup
from pairlattice.phenomena.levitation.parameters import Parameters
from pairlattice.variable import Values

_LOADS = 24
OVER = 1.15  # loads go beyond the largest by this factor


def _laws(setup: LevitationSetup, turn: float) -> dict[str, Law]:
    return {
        "image": setup.image(),
        "london": setup.london(),
        "frozen": setup.frozen(turn),
        "pairs": setup.pairs(),
    }


def against_load(setup: LevitationSetup, turn: float) -> Values:
    """Balance of each law from a tenth of the magnet's own mass to beyond the largest."""
    pairs, own = setup.pairs(), setup.magnet.mass
    most = statics.largest_carried(pairs)
    loads = np.append(
        np.geomspace(0.1 * own, most * (1 - 1e-6), _LOADS),
        np.geomspace(most * 1.001, most * OVER, 4),
    )
    laws = _laws(setup, turn)
    found = [[statics.balance(law, float(mass)) for mass in loads] for law in laws.values()]
    gaps = [[balance.gap for balance in row] for row in found]
    depth = [
        float(setup.response.depth_ratio(np.array(setup.surface.strongest(z))))
        if math.isfinite(z)
        else math.nan
        for z in gaps[-1]
    ]
    # d ln k/d ln m from the bare magnet to twice its mass: a spring of Fig. 10(b) has 0, a point
    # magnet above its image 5/4.
    one, two = (statics.balance(pairs, f * own).stiffness for f in (1.0, 2.0))
    return {
        r.LOADS_LAW: list(laws),
        r.LOAD: loads,
        r.LOADED_GAP: gaps,
        r.LOADED_FREQUENCY: [[balance.frequency for balance in row] for row in found],
        r.DEPTH_RATIO: depth,
        r.TOO_HEAVY: np.isnan(gaps[-1]).sum(),
        r.CARRIED: most,
        r.COLLAPSE_GAP: pairs.low,
        r.STIFFENING: math.log2(two / one) if two > 0 else math.nan,
    }


def checks(setup: LevitationSetup, p: Parameters, turn: float) -> Values:
    """Each law's balance below the bare magnet, by statics and from a run in time."""
    mass, laws = setup.magnet.mass, _laws(setup, turn)
    found = [statics.balance(law, mass) for law in laws.values()]
    runs = [
        motion.oscillation(law.force, mass, at.gap, at.frequency, p.damping)
        if math.isfinite(at.frequency)
        else (math.nan, math.nan)
        for law, at in zip(laws.values(), found, strict=True)
    ]
    routes = {
        r.GAP: [at.gap for at in found],
        r.GAP_RUN: [gap for _, gap in runs],
        r.STIFFNESS: [at.stiffness for at in found],
        r.STIFFNESS_RUN: [mass * (2 * math.pi * frequency) ** 2 for frequency, _ in runs],
        r.FREQUENCY: [at.frequency for at in found],
        r.FREQUENCY_RUN: [frequency for frequency, _ in runs],
    }
    pairs = ((r.GAP, r.GAP_RUN), (r.STIFFNESS, r.STIFFNESS_RUN), (r.FREQUENCY, r.FREQUENCY_RUN))
    return {
        r.CHECKED_LAW: list(laws),
        **routes,
        r.DIFFERENCE: np.nanmax(np.abs([np.divide(routes[b], routes[a]) - 1 for a, b in pairs])),
    }
