"""Made tracks: does the tracker find what is known to be there, and does the ratio judge aright?"""

import numpy as np
import xarray as xr

from pairlattice.phenomena.labels import labelled
from pairlattice.phenomena.motion.parameters import Parameters
from pairlattice.phenomena.motion.tubes import rules_of
from pairlattice.progress import Progress
from pairlattice.tracks import View, events, find, link, synthetic
from pairlattice.tracks.analysis import error_rate

FIVE = ("hop", "shrink", "swell", "birth", "death")

# A made event is found if one of its kind is within this distance and time.
_DISTANCE, _DELAY = 4.0, 3
_FRAMES = 240
# Made things: number, own step per frame, chance of dying per frame.
_COUNT, _STEP, _CHANCE = 10, 0.3, 0.02


def recovery(size: int, p: Parameters, seed: int, progress: Progress) -> xr.Dataset:
    """Made events, painted as discs into maps as large as the sample's, found again by the same
    code and rules as the tubes.

    Per error of the seen positions and per kind: how many were made, found, and found falsely.
    """
    view = View((0.0, 0.0), (float(size), float(size)), True, _FRAMES)
    rules = rules_of(p)
    score = np.zeros((len(p.noise), len(FIVE), 3))
    for index, noise in enumerate(p.noise):
        for number in range(p.truth_sets):
            progress(index * p.truth_sets + number, len(p.noise) * p.truth_sets, "made events")
            plan = synthetic.Plan(error=noise)
            made, truth = synthetic.eventful(view, plan, seed + 100 * index + number)
            seen = find(synthetic.masks(made, view, (size, size)), 1.0, p.smallest / 2, True)
            found = events(link(seen, view, p.reach, p.memory), view, rules)
            counted = synthetic.recovered(truth, found, view, _DISTANCE, _DELAY)
            score[index] += [counted.get(kind, (0, 0, 0)) for kind in FIVE]
    data = xr.Dataset(coords={"noise": list(p.noise), "kind": list(FIVE)})
    for i, name in enumerate(("made", "found", "false")):
        data[name] = labelled(("noise", "kind"), score[..., i], "1", f"events {name}")
    made_all, found_all = score[..., 0].sum(1), score[..., 1].sum(1)
    data["share"] = labelled(("noise",), found_all / made_all, "1", "share of made events found")
    return data


def judgement(size: int, p: Parameters, seed: int, progress: Progress) -> xr.Dataset:
    """How often the likelihood ratio errs, against the length of the record.

    Continuous sets are Brownian, half of them with a drift; in sets of birth and death things stay
    until they die and one is born anywhere within the reach of a hop.
    """
    rules = rules_of(p)
    data = xr.Dataset(coords={"frames": list(p.judged_frames)})
    rows = []
    for index, frames in enumerate(p.judged_frames):
        progress(index, len(p.judged_frames), "made sets")
        view = View((0.0, 0.0), (float(size), float(size)), True, frames)
        half = [
            error_rate(
                view, rules, _COUNT, (_STEP, p.noise[0], drift), (_CHANCE, 0.0, p.noise[0]),
                p.judged_sets // 2, seed + 10_000 * (2 * index + number),
            )
            for number, drift in enumerate(((0.0, 0.0), (_STEP, 0.0)))
        ]  # fmt: skip
        rows.append(
            [sum(h.sets for h in half), sum(h.continuous for h in half),
             sum(h.birth_death for h in half), _COUNT * frames * _CHANCE]
        )  # fmt: skip
    table = np.array(rows)
    for i, name in enumerate(("sets", "continuous", "birth_death", "deaths")):
        data[name] = labelled(("frames",), table[:, i], "1", name)
    data["error"] = labelled(
        ("frames",), table[:, 1:3].sum(axis=1) / (2 * table[:, 0]), "1", "share misjudged"
    )
    data.attrs = {"count": _COUNT, "step": _STEP, "chance": _CHANCE, "noise": p.noise[0]}
    return data
