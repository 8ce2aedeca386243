"""Made tracks: does the tracker find what is known to be there, and does the ratio judge aright?"""

import numpy as np

from pairlattice.phenomena.motion import results as r
from pairlattice.phenomena.motion.parameters import Parameters
from pairlattice.phenomena.motion.tubes import Crystal, rules_of
from pairlattice.progress import Progress
from pairlattice.tracks import View, events, find, link, synthetic
from pairlattice.tracks.analysis import error_rate
from pairlattice.tracks.record import Floats
from pairlattice.variable import Values, Variable

FIVE = ("hop", "shrink", "swell", "birth", "death")

# A made event is found if one of its kind is within this distance and time.
_DISTANCE, _DELAY = 4.0, 3
_FRAMES = 240
# Made things: number, own step per frame, chance of dying per frame.
_COUNT, _STEP, _CHANCE = 10, 0.3, 0.02


def recovery(crystal: Crystal, p: Parameters, progress: Progress) -> Values:
    """Made events, painted as discs into maps as large as the sample's, found again by the same
    code and rules as the tubes.

    Per error of the seen positions and per kind: how many were made, found, and found falsely.
    """
    size = crystal.shape[0]
    view = View((0.0, 0.0), (float(size), float(size)), True, _FRAMES)
    rules = rules_of(p)
    score = np.zeros((len(p.noise), len(FIVE), 3))
    for index, noise in enumerate(p.noise):
        for number in range(p.truth_sets):
            progress(index * p.truth_sets + number, len(p.noise) * p.truth_sets, "made events")
            plan = synthetic.Plan(error=noise)
            made, truth = synthetic.eventful(view, plan, crystal.seed + 100 * index + number)
            seen = find(synthetic.masks(made, view, (size, size)), 1.0, p.smallest / 2, True)
            told = events(link(seen, view, p.reach, p.memory), view, rules)
            counted = synthetic.recovered(truth, told, view, _DISTANCE, _DELAY)
            score[index] += [counted.get(kind, (0, 0, 0)) for kind in FIVE]
    given, found, false = np.moveaxis(score, -1, 0)
    return {
        r.NOISE: p.noise,
        r.MADE_KIND: FIVE,
        r.MADE: given,
        r.FOUND: found,
        r.FALSE: false,
        r.KIND_SHARE_FOUND: found / np.maximum(given, 1),
        r.SHARE_FOUND: found.sum(1) / given.sum(1),
    }


def judgement(crystal: Crystal, p: Parameters, progress: Progress) -> Values:
    """How often the likelihood ratio errs, against the length of the record.

    Continuous sets are Brownian, half of them with a drift; in sets of birth and death things stay
    until they die and one is born anywhere within the reach of a hop.
    """
    rules = rules_of(p)
    edge, noise, sets = float(crystal.shape[0]), p.noise[0], p.judged_sets // 2
    wrong = []
    for index, frames in enumerate(p.judged_frames):
        progress(index, len(p.judged_frames), "made sets")
        view = View((0.0, 0.0), (edge, edge), True, frames)
        rates = [
            error_rate(
                view,
                rules,
                _COUNT,
                (_STEP, noise, drift),
                (_CHANCE, 0.0, noise),
                sets,
                crystal.seed + 10_000 * (2 * index + number),
            )
            for number, drift in enumerate(((0.0, 0.0), (_STEP, 0.0)))
        ]
        wrong.append([sum(o.continuous for o in rates), sum(o.birth_death for o in rates)])
    continuous, jumping = np.array(wrong).T
    return {
        r.RECORD: p.judged_frames,
        r.SETS: np.full(len(wrong), 2 * sets),
        r.DEATHS: [_COUNT * frames * _CHANCE for frames in p.judged_frames],
        r.MISJUDGED: (continuous + jumping) / (4 * sets),
        **_share(r.CONTINUOUS, continuous / (2 * sets), 2 * sets),
        **_share(r.JUMPING, jumping / (2 * sets), 2 * sets),
        r.THINGS: _COUNT,
        r.THING_STEP: _STEP,
        r.THING_CHANCE: _CHANCE,
    }


def _share(variable: Variable, share: Floats, number: int) -> Values:
    """A share of so many, with its binomial standard error."""
    return {variable: share, variable.error: np.sqrt(share * (1 - share) / number)}
