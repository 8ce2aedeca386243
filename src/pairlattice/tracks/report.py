"""What was found in a set of tracks, in tables for people and in a summary for programs."""

from typing import Any

import numpy as np

from pairlattice.table import Cell, Table, WithError
from pairlattice.tracks.analysis import Analysis, ErrorRate


def tables(analysis: Analysis, errors: ErrorRate | None, length: str, time: str) -> list[Table]:
    """For people. length, time: names of the units."""
    return [_events_table(analysis, time), _motion_table(analysis, length, time),
            _verdict_table(analysis, errors, length, time)]  # fmt: skip


def _events_table(a: Analysis, time: str) -> Table:
    watched = len(a.kept.seen.frame) * a.view.interval
    rows = tuple(
        (kind, count, WithError(count / watched, np.sqrt(count) / watched) if watched else None)
        for kind, count in a.counts.items()
    )
    note = (
        f"A hop: a death and a birth within {a.rules.hop_distance:g} and {a.rules.hop_frames} "
        f"frames. Found {a.chance.found}; {a.chance.expected:.1f} ± {a.chance.spread:.1f} would "
        "pair up by coincidence were births and deaths independent (probability of as many: "
        f"{a.chance.probability:.2g}). A shrink or swell: a change of the area by a factor "
        f"{a.rules.creep:g} within {a.rules.creep_frames} frames."
    )
    return Table("Events", ("kind", "number", f"per thing and time (1/{time})"), rows, note)


def _motion_table(a: Analysis, length: str, time: str) -> Table:
    life = a.lifetime
    mean = WithError(life.mean, life.error) if life.ends else None
    rows: list[tuple[Cell, ...]] = [
        ("tracks", len(a.kept.rows)),
        ("things seen per frame", len(a.kept.seen.frame) / a.view.frames),
        (f"mean lifetime ({time})", mean),
        ("ends seen", life.ends),
    ]
    if len(a.hop_lengths):
        spread = float(a.hop_lengths.std() / np.sqrt(len(a.hop_lengths)))
        rows.append((f"mean hop length ({length})", WithError(a.hop_lengths.mean(), spread)))
    rows += [
        ("|⟨ψ6⟩|", a.phase.order),
        ("|⟨ψ6⟩| of random places", a.phase.random),
        (f"Lindemann ratio over {a.phase.lag} frames", a.phase.lindemann),
        ("phase", a.phase.name),
    ]
    return Table("Motion and order", ("quantity", "value"), tuple(rows))


def _verdict_table(a: Analysis, errors: ErrorRate | None, length: str, time: str) -> Table:
    rows = []
    for name, fit in (("continuous", a.comparison.continuous),
                      ("birth and death", a.comparison.birth_death)):  # fmt: skip
        speed = float(np.hypot(*fit.drift)) / a.view.interval
        rows.append((name, fit.logarithm, fit.evidence, fit.diffusivity / a.view.interval,
                     fit.error, speed, fit.jumps))  # fmt: skip
    note = (
        f"ln of the likelihood ratio, birth and death over continuous, parameters accounted for: "
        f"{a.comparison.log_ratio:.1f}, so {a.verdict} is the more probable description of these "
        f"{a.comparison.continuous.steps} steps."
    )
    if errors is not None and errors.sets:
        note += (
            f" Of {errors.sets} synthetic sets of this size with the fitted values, "
            f"{errors.continuous} of continuous motion and {errors.birth_death} of birth and death "
            f"were misjudged; error rate below {errors.bound:.2g} (95 %)."
        )
    columns = (
        "description", "ln L", "ln L − ½ k ln m", f"D ({length}²/{time})",
        f"error s ({length})", f"drift ({length}/{time})", "jumps",
    )  # fmt: skip
    note += (
        " Motion between the jumps is allowed in both. Pinned things that leap faster than frames "
        "are taken look like birth and death too."
    )
    return Table("Continuous motion or birth and death", columns, tuple(rows), note)


def summary(analysis: Analysis, errors: ErrorRate | None) -> dict[str, Any]:
    """For programs."""
    a = analysis
    fits = {"continuous": a.comparison.continuous, "birth_death": a.comparison.birth_death}
    return {
        "frames": a.view.frames,
        "tracks": len(a.kept.rows),
        "counts": a.counts,
        "hops_by_chance": vars(a.chance),
        "lifetime": vars(a.lifetime),
        "hop_lengths": a.hop_lengths,
        "phase": vars(a.phase),
        "fits": {name: {**vars(fit), "evidence": fit.evidence} for name, fit in fits.items()},
        "log_likelihood_ratio": a.comparison.log_ratio,
        "verdict": a.verdict,
        "error_rate": None if errors is None else {**vars(errors), "bound": errors.bound},
        "events": [vars(e) for e in a.events],
    }
