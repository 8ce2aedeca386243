"""What the tracks of the tubes say: events, lifetimes, displacements, both descriptions."""

import numpy as np

from pairlattice.phenomena.motion import results as r
from pairlattice.tracks.analysis import Analysis
from pairlattice.tracks.events import KINDS
from pairlattice.tracks.measures import square_displacement, survival
from pairlattice.variable import Values


def values(judged: Analysis) -> Values:
    """Tracks, events and what follows from them."""
    return {**_tracks(judged), **_events(judged), **_motion(judged), **_fits(judged)}


def _tracks(judged: Analysis) -> Values:
    kept = judged.kept
    return {
        r.SEEN_FRAME: kept.seen.frame,
        r.PLACE: kept.seen.position,
        r.IDENTITY: kept.identity,
        r.TRACKS: len(kept.rows),
        r.NUMBER: len(kept.seen.frame) / judged.view.frames,
    }


def _events(judged: Analysis) -> Values:
    found, chance = judged.events, judged.chance
    watched = len(judged.kept.seen.frame) * judged.view.interval or np.nan
    counts = np.array([judged.counts[kind] for kind in KINDS])
    return {
        r.EVENT: np.array([e.kind for e in found], dtype=str),
        r.EVENT_FRAME: np.array([e.frame for e in found], int),
        r.EVENT_TRACK: np.array([e.track for e in found], int),
        r.EVENT_OTHER: np.array([e.other for e in found], int),
        r.START: np.array([e.start for e in found]).reshape(-1, 2),
        r.END: np.array([e.end for e in found]).reshape(-1, 2),
        **_hops(judged),
        r.KIND: KINDS,
        r.COUNT: counts,
        r.RATE: counts / watched,
        r.RATE.error: np.sqrt(counts) / watched,
        r.CHANCE: chance.expected,
        r.CHANCE_SPREAD: chance.spread,
        r.CHANCE_PROBABILITY: chance.probability,
    }


def _hops(judged: Analysis) -> Values:
    """Lengths, and how many lie in the shortest fifth of what is allowed."""
    length, least, most = judged.hop_lengths, judged.rules.hop_least, judged.rules.hop_distance
    short = least + (most - least) / 5
    return {
        r.HOP_LENGTH: length,
        r.SHORT: short,
        r.SHORT_HOPS: (length < short).sum(),
        # The number of partners in a ring of the plane goes with its area.
        r.SHORT_EXPECTED: len(length) * (short**2 - least**2) / (most**2 - least**2),
    }


def _motion(judged: Analysis) -> Values:
    view, phase, life = judged.view, judged.phase, judged.lifetime
    lags = max(view.frames // 4, 2)
    ages = np.arange(0, view.frames // 2) * view.interval
    square, square_error = square_displacement(judged.kept, view, lags)
    joined, joined_error = square_displacement(judged.joined, view, lags)
    return {
        r.LAG: np.arange(1, lags + 1) * view.interval,
        r.SQUARE: square,
        r.SQUARE.error: square_error,
        r.SQUARE_JOINED: joined,
        r.SQUARE_JOINED.error: joined_error,
        r.AGE: ages,
        r.SURVIVAL: survival(judged.kept, view, judged.rules.memory, ages),
        r.LIFETIME: life.mean,
        r.LIFETIME.error: life.error,
        r.ORDER: phase.order,
        r.RANDOM_ORDER: phase.random,
        r.LINDEMANN: phase.lindemann,
        r.LINDEMANN_FRAMES: phase.lag,
        r.PHASE: phase.name,
    }


def _fits(judged: Analysis) -> Values:
    compared = judged.comparison
    fits = (compared.continuous, compared.birth_death)
    return {
        r.LOG_RATIO: compared.log_ratio,
        r.DESCRIPTION: ("continuous", "birth and death"),
        r.LOGARITHM: [fit.logarithm for fit in fits],
        r.FITTED: [fit.parameters for fit in fits],
        r.DIFFUSIVITY: [fit.diffusivity / judged.view.interval for fit in fits],
        r.FIT_ERROR: [fit.error for fit in fits],
        r.JUMPS: [fit.jumps for fit in fits],
        r.STEPS: compared.continuous.steps,
    }
