"""Sec. VIII, Fig. 14: tubes in a fluctuating temperature, tracked, and what the tracks say."""

from typing import Any

import numpy as np
import xarray as xr

from pairlattice.errors import InputError
from pairlattice.model import closures
from pairlattice.model.magnetic import MagneticDrive
from pairlattice.phenomena.labels import labelled
from pairlattice.phenomena.motion import field, ginzburg_landau, phases, truth, tubes
from pairlattice.phenomena.motion.parameters import Parameters
from pairlattice.progress import Progress, part, silent
from pairlattice.scenario import Scenario
from pairlattice.tracks.analysis import Analysis
from pairlattice.tracks.events import KINDS
from pairlattice.tracks.measures import square_displacement, survival

_CLOSURES = (
    closures.TETHER,
    closures.MAGNETIC_DRIVE,
    closures.TEMPERATURE_FIELD,
    closures.HEAT_BATH,
    closures.SIZE_OF_FLUCTUATIONS,
    closures.TUBES_BY_COHERENCE,
    closures.EVENT_RULES,
)

# Shares of the whole work, for the watcher.
_WORK = {
    "tubes": 70,
    "even": 8,
    "field": 4,
    "recovery": 8,
    "judgement": 10,
    "phases": 8,
    "film": 20,
}


def run(scenario: Scenario, progress: Progress = silent) -> xr.DataTree:
    """The whole experiment, in reduced units but for `ginzburg_landau`, in coherence lengths.

    Returns a tree with `field`, `even`, `tubes`, `events`, `tracks`, `motion`, `recovery`,
    `judgement`, `phases`, and `ginzburg_landau` where tdgl is installed.
    Raises InputError, SimulationDivergedError.
    """
    p = Parameters.of(scenario)
    if scenario.units is None or scenario.kappa <= 0:
        raise InputError(
            "the experiment motion needs a [material] and tether.kappa above 0, got kappa "
            f"{scenario.kappa:g}; start from its own motion.toml"
        )
    crystal = tubes.Crystal.of(scenario, p)
    size, frame = crystal.shape[0], crystal.course.frame
    threshold = scenario.thresholds.coherence
    whole = float(sum(_WORK.values()))

    def told(name: str) -> Progress:
        names = list(_WORK)
        before = sum(_WORK[n] for n in names[: names.index(name)])
        return part(progress, before, _WORK[name], whole)

    tree = xr.DataTree(name="motion")
    maps, judged = tubes.measure(crystal, p, threshold, told("tubes"))
    heated = tubes.even(crystal, p, threshold, told("even"))
    tree["tubes"] = xr.DataTree(maps)
    tree["even"] = xr.DataTree(heated)
    tree["field"] = xr.DataTree(
        field.measure(crystal.shape, p, crystal.temperature, 3 * frame, crystal.seed + 500)
    )
    tree["recovery"] = xr.DataTree(truth.recovery(size, p, crystal.seed, told("recovery")))
    tree["judgement"] = xr.DataTree(truth.judgement(size, p, crystal.seed, told("judgement")))
    critical = float(maps.attrs["critical"])
    tree["phases"] = xr.DataTree(
        phases.measure(size, p, crystal.temperature, critical, frame, crystal.seed, told("phases"))
    )
    tree["tracks"], tree["events"], tree["motion"] = (
        xr.DataTree(_tracks(judged)),
        xr.DataTree(_events(judged)),
        xr.DataTree(_motion(judged)),
    )
    film = ginzburg_landau.Film()
    if ginzburg_landau.available():
        told("film")(0, 1, "time-dependent Ginzburg-Landau")
        tree["ginzburg_landau"] = xr.DataTree(
            ginzburg_landau.measure(film, film.height / 10, tubes.thresholds_of(p))
        )
    progress(whole, whole, "")
    tree.attrs = {
        "experiment": "motion",
        "title": scenario.title,
        "closures": [c.to_dict() for c in _CLOSURES],
        "parameters": p.model_dump(),
        "temperature": crystal.temperature,
        "friction": crystal.course.friction,
        "coherence_threshold": threshold,
        "frame": frame,
        "size": size,
        "layers": crystal.sample.size[2],
        "drive": _drive(scenario),
        "without_film": "" if ginzburg_landau.available() else ginzburg_landau.MISSING,
    }
    return tree


def _drive(scenario: Scenario) -> dict[str, Any]:
    """What the drive is worth in tesla and the temperatures in kelvin, for the material given."""
    units = scenario.units
    if units is None:
        raise InputError("the experiment motion needs a [material]")
    forces = [f.strength * np.array(f.direction) for f in scenario.drive]
    forces += [f.strength * np.array(f.direction) for f in scenario.electric_field]
    force = float(np.linalg.norm(np.sum(forces, axis=0)))
    stiffness = scenario.stiffness - scenario.critical_stiffness
    drive = MagneticDrive(stiffness, scenario.lattice.reduced_density)
    displacement = force / stiffness
    per_field = float(drive.displacement(1.0))
    return {
        "force": force,
        "displacement": displacement,
        "tesla": displacement / per_field * units.magnetic_field,
        "displacement_per_tesla": per_field / units.magnetic_field,
        "kelvin": units.temperature,
        "length": units.length,
        "time": units.time,
        "material": scenario.material.name if scenario.material else "",
    }


def _tracks(judged: Analysis) -> xr.Dataset:
    kept = judged.kept
    joined = judged.joined.identity
    return xr.Dataset(
        {
            "frame": labelled(("sighting",), kept.seen.frame, "1", "frame"),
            "place": labelled(("sighting", "axis"), kept.seen.position, "d", "centre of the tube"),
            "area": labelled(("sighting",), kept.seen.area, "d^2", "area of the tube"),
            "identity": labelled(("sighting",), kept.identity, "1", "track"),
            "joined": labelled(("sighting",), joined, "1", "track, hops taken for motion"),
        }
    )


def _events(judged: Analysis) -> xr.Dataset:
    found = judged.events
    return xr.Dataset(
        {
            "kind": labelled(("event",), np.array([e.kind for e in found], dtype=str), "1", "kind"),
            "frame": labelled(("event",), [e.frame for e in found], "1", "frame"),
            "track": labelled(("event",), [e.track for e in found], "1", "track"),
            "other": labelled(("event",), [e.other for e in found], "1", "other track, or -1"),
            "start": labelled(
                ("event", "axis"), np.array([e.start for e in found]).reshape(-1, 2), "d", "from"
            ),
            "end": labelled(
                ("event", "axis"), np.array([e.end for e in found]).reshape(-1, 2), "d", "to"
            ),
            "hop_length": labelled(("hop",), judged.hop_lengths, "d", "length of a hop"),
        }
    )


def _motion(judged: Analysis) -> xr.Dataset:
    view, memory = judged.view, judged.rules.memory
    lags = max(view.frames // 4, 2)
    ages = np.arange(0, view.frames // 2) * view.interval
    data = xr.Dataset(coords={"lag": np.arange(1, lags + 1) * view.interval, "age": ages})
    for name, tracks in (("single", judged.kept), ("joined", judged.joined)):
        mean, error = square_displacement(tracks, view, lags)
        data[f"square_{name}"] = labelled(("lag",), mean, "d^2", "mean square displacement")
        data[f"square_{name}_error"] = labelled(("lag",), error, "d^2", "its standard error")
    data["survival"] = labelled(
        ("age",), survival(judged.kept, view, memory, ages), "1", "share that reaches the age"
    )
    fits = judged.comparison
    data.attrs = {
        "tracks": len(judged.kept.rows),
        "number": len(judged.kept.seen.frame) / view.frames,
        "counts": {kind: judged.counts[kind] for kind in KINDS},
        "watched": len(judged.kept.seen.frame) * view.interval,
        "chance": vars(judged.chance),
        "lifetime": vars(judged.lifetime),
        "phase": vars(judged.phase),
        "log_ratio": fits.log_ratio,
        "verdict": judged.verdict,
        "fits": {
            "continuous": vars(fits.continuous),
            "birth and death": vars(fits.birth_death),
        },
    }
    return data
