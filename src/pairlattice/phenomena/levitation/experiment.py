"""Sec. VI and VII: a magnet above a superconductor, and a superconductor below a magnet."""

import math

import xarray as xr

from pairlattice.errors import InputError
from pairlattice.measured.experiments import experiment as measured
from pairlattice.measured.materials import material
from pairlattice.model import closures
from pairlattice.model.magnetic import MagneticDrive
from pairlattice.model.stiffness import uniform_stiffness
from pairlattice.phenomena.levitation import cycle, loads, runs, statics, verification
from pairlattice.phenomena.levitation.laws import Rig
from pairlattice.phenomena.levitation.parameters import Parameters
from pairlattice.phenomena.levitation.response import Response
from pairlattice.phenomena.levitation.surface import Surface
from pairlattice.progress import Progress, silent
from pairlattice.scenario import Scenario
from pairlattice.units import ReducedUnits

_DAY = 86400.0


def run(scenario: Scenario, progress: Progress = silent) -> xr.DataTree:
    """The whole experiment in SI units.

    Returns a tree: `loop`, `hanging`, `electrons`, `loads`, `checks`, `alternatives`,
    `superconductors`, `motion`, `overload`, `limits`, `disc`, `stability`. Raises InputError.
    """
    p = Parameters.of(scenario)
    rig, units, temperature = build(scenario, p)
    field = p.turning_field * rig.response.limit
    turn = gap_of_field(rig, field)
    resting = statics.balance(rig.pairs(), rig.magnet.mass)
    if not math.isfinite(resting.gap):
        most = statics.largest_carried(rig.pairs())
        raise InputError(
            f"the magnet must weigh less than the {most * 1e3:.3g} g that can be carried, got "
            f"{rig.magnet.mass * 1e3:.3g} g; take a smaller one or a higher critical field"
        )
    n = scenario.lattice.reduced_density
    drive = MagneticDrive(uniform_stiffness(scenario.kappa, n), n)
    steps = {
        "loop": lambda: cycle.loop(rig, turn),
        "hanging": lambda: cycle.hanging(rig, p, turn),
        "electrons": lambda: cycle.electrons(rig, turn, drive, units),
        "loads": lambda: loads.against_load(rig, turn),
        "checks": lambda: loads.checks(rig, p, turn),
        "alternatives": lambda: loads.alternatives(rig, turn),
        "superconductors": lambda: loads.superconductors(rig, p, temperature),
        "motion": lambda: runs.let_go(rig, p, resting.gap, drive, units),
        "overload": lambda: runs.overloaded(rig, p),
        "limits": lambda: verification.limits(rig),
        "disc": lambda: verification.finite_disc(rig, resting.gap),
        "stability": lambda: verification.stability(rig, resting.gap),
    }
    tree = xr.DataTree(name="levitation")
    for index, (name, measure) in enumerate(steps.items()):
        progress(index, len(steps), name)
        tree[name] = xr.DataTree(measure())
    progress(len(steps), len(steps))
    tree.attrs = {
        "experiment": "levitation",
        "title": scenario.title,
        "closures": [
            x.to_dict()
            for x in (closures.TETHER, closures.MAGNETIC_DRIVE, closures.LEVITATION_RESPONSE)
        ],
        "parameters": p.model_dump(),
        "material": scenario.material.name if scenario.material else "",
        "temperature": temperature,
        "limit": rig.response.limit,
        "type": "I" if rig.response.whole else "II",
        "penetration_depth": rig.penetration_depth,
        "magnet": {
            "moment": rig.magnet.moment,
            "mass": rig.magnet.mass,
            "remanence": rig.magnet.remanence,
            "half_width": rig.magnet.shape.half_width,
            "height": 2 * rig.magnet.shape.centre,
        },
        "turn": turn,
        "resting_gap": resting.gap,
        "kappa": scenario.kappa,
        "sinking": loads.sinking(rig, p),
        "gravimeter": _gravimeter(p),
    }
    tree.attrs["numbers"] = _numbers(tree)
    return tree


def _numbers(tree: xr.DataTree) -> dict[str, float]:
    """The numbers that statements about the levitation are judged by, SI units."""
    loop, hang = tree["loop"].attrs, tree["hanging"].attrs
    over, free = tree["overload"].attrs, tree["motion"].attrs["undamped"]
    pairs = tree["checks"].dataset.sel(law="pairs")
    return {
        "largest_repulsion": loop["largest_repulsion"],
        "largest_attraction": loop["largest_attraction"],
        "work_lost_in_loop": loop["work_approach"] + loop["work_withdrawal"],
        "carried": over["static"],
        "carried_in_run": math.nan if over["dynamic"] is None else over["dynamic"],
        "collapse_gap": over["collapse_gap"],
        "hung": hang["disc"]["largest"],
        "hung_frozen_image": hang["frozen"]["largest"],
        "frequency": float(pairs.frequency),
        "frequency_of_run": float(pairs.frequency_run),
        "stiffening": tree["loads"].attrs["stiffening"],
        "undamped_loss": free["lost"] / free["swing"],
        "power_if_relaxing": tree.attrs["sinking"]["power"],
        "lifetime_over_relaxation_time": tree.attrs["sinking"]["lifetime"],
        "electric_pressure": tree["electrons"].attrs["electric_pressure"],
        "magnetic_pressure": tree["electrons"].attrs["magnetic_pressure"],
    }


def build(scenario: Scenario, p: Parameters) -> tuple[Rig, ReducedUnits, float]:
    """The rig of a scenario, its units and its temperature [K]. Raises InputError."""
    units, spec = scenario.units, scenario.material
    if units is None or spec is None or spec.name is None or scenario.kappa <= 0:
        raise InputError(
            "the experiment levitation needs a [material] with a name and tether.kappa above 0, "
            f"got kappa {scenario.kappa:g}; start from its own levitation.toml"
        )
    fields = loads.critical_fields(spec.name)
    if fields is None:
        raise InputError(
            f"material.name must have a critical field in the data set, got {spec.name!r}; "
            "take for example Pb"
        )
    temperature = scenario.thermostat.temperature * units.temperature
    limit = float(fields.at(temperature)[0])
    if not limit > 0:
        raise InputError(
            f"thermostat.temperature must be below Tc = {fields.temperature:g} K, got "
            f"{temperature:.4g} K; there is no superconductor above it"
        )
    magnet = p.magnet()
    row = material(spec.name).value("lambda(0)")
    depth = row.si if row is not None and row.si is not None else 0.0
    response = Response(limit, p.depth_law, whole=fields.is_type_one)
    return Rig(magnet, Surface.below(magnet, p.closest_gap), response, depth), units, temperature


def gap_of_field(rig: Rig, field: float) -> float:
    """The gap at which the strongest field on the surface is `field` [T]; contact at least [m]."""
    return rig.collapse_gap(Response(field))


def _gravimeter(p: Parameters) -> dict[str, object]:
    """How slowly the electrons must relax for the drift of a levitated sphere to be what it is.

    The force decays as exp(−t/τ) where the electrons relax, so that a drift of x per day of g
    bounds τ from below by 1/x days.
    """
    row = measured("gravimeter_drift")
    drift = row.number
    bound = _DAY / drift if drift else math.nan
    return {
        "drift": drift,
        "citation": row.citation,
        "bound": bound,
        "ratio": bound / p.relaxation_time,
    }
