"""Sec. VI and VII: a magnet above a superconductor, and a superconductor below a magnet."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from pairlattice import constants as c
from pairlattice.errors import InputError
from pairlattice.model import closures
from pairlattice.model.magnetic import CriticalFields, MagneticDrive, critical_fields
from pairlattice.model.stiffness import uniform_stiffness
from pairlattice.phenomena import needs, reads
from pairlattice.phenomena.frame import Experiment, Part, Work
from pairlattice.phenomena.levitation import cycle, loads, relaxation, runs, statics, variants
from pairlattice.phenomena.levitation import results as r
from pairlattice.phenomena.levitation.laws import LevitationSetup
from pairlattice.phenomena.levitation.parameters import Parameters
from pairlattice.phenomena.levitation.response import Response
from pairlattice.phenomena.levitation.surface import Surface
from pairlattice.phenomena.levitation.verification import limits, stability
from pairlattice.reference_data.materials import material
from pairlattice.scenario import Scenario
from pairlattice.units import ReducedUnits
from pairlattice.variable import Values


@dataclass(frozen=True, eq=False)
class Shared:
    """temperature [K]. turn: gap at which the loop turns; resting: where the bare magnet does [m].

    drive: in reduced units, of these units.
    """

    setup: LevitationSetup
    temperature: float
    turn: float
    resting: float
    drive: MagneticDrive
    units: ReducedUnits


_Work = Work[Parameters, Shared]


def _superconductor(scenario: Scenario) -> tuple[str, float, CriticalFields]:
    """Name, temperature [K] and critical fields. Raises InputError where there is none."""
    name = scenario.material.name if scenario.material else None
    fields = critical_fields(name) if name else None
    if name is None or fields is None:
        raise InputError(
            f"material.name must have a critical field in the data set, got {name!r}; "
            "take for example Pb"
        )
    temperature = scenario.thermostat.temperature * scenario.sized.temperature
    if not fields.at(temperature)[0] > 0:
        raise InputError(
            f"thermostat.temperature must be below Tc = {fields.temperature:g} K, got "
            f"{temperature:.4g} K; there is no superconductor above it"
        )
    return name, temperature, fields


def _check(scenario: Scenario, _: Parameters) -> None:
    _superconductor(scenario)


def _prepare(scenario: Scenario, p: Parameters) -> Shared:
    """Raises InputError for a magnet that is too heavy."""
    name, temperature, fields = _superconductor(scenario)
    limit = float(fields.at(temperature)[0])
    magnet = p.magnet()
    row = material(name).value("lambda(0)")
    depth = row.si if row is not None and row.si is not None else 0.0
    response = Response(limit, p.depth_law, whole=fields.is_type_one)
    setup = LevitationSetup(magnet, Surface.below(magnet, p.closest_gap), response, depth)
    resting = statics.balance(setup.pairs(), magnet.mass).gap
    if not math.isfinite(resting):
        most = statics.largest_carried(setup.pairs())
        raise InputError(
            f"the magnet must weigh less than the {most * 1e3:.3g} g that can be carried, got "
            f"{magnet.mass * 1e3:.3g} g; take a smaller one or a higher critical field"
        )
    # Where the strongest field on the surface is that share of the limit; contact at least.
    turn = setup.collapse_gap(Response(p.turning_field * limit))
    n = scenario.lattice.reduced_density
    drive = MagneticDrive(uniform_stiffness(scenario.kappa, n), n)
    return Shared(setup, temperature, turn, resting, drive, scenario.sized)


def _described(shared: Shared) -> Values:
    magnet, response = shared.setup.magnet, shared.setup.response
    return {
        r.TEMPERATURE: shared.temperature,
        r.LIMIT: response.limit,
        r.TYPE: "I" if response.whole else "II",
        r.MASS: magnet.mass,
        r.WEIGHT: magnet.mass * c.standard_gravity,
        r.HALF_WIDTH: magnet.shape.half_width,
        r.HEIGHT: 2 * magnet.shape.centre,
        r.TURN: shared.turn,
        r.RESTING_GAP: shared.resting,
    }


def _on(measure: Callable[[Shared, Parameters], Values]) -> Callable[[_Work], Values]:
    return lambda work: measure(work.shared, work.parameters)


EXPERIMENT = Experiment[Parameters, Shared](
    noun="levitation",
    parameters=Parameters,
    reads=("material", *reads.CRYSTAL, *reads.TETHER, "thermostat.temperature"),
    needs=(needs.NAMED_MATERIAL, needs.STIFFNESS),
    closures=(closures.TETHER, closures.MAGNETIC_DRIVE, closures.LEVITATION_RESPONSE),
    check=_check,
    prepare=_prepare,
    parts=(
        Part("setup", _on(lambda s, _: _described(s))),
        Part("loop", _on(lambda s, _: cycle.loop(s.setup, s.turn)), share=2),
        Part("hanging", _on(lambda s, p: cycle.hanging(s.setup, p, s.turn))),
        Part("electrons", _on(lambda s, _: cycle.electrons(s.setup, s.turn, s.drive, s.units))),
        Part("loads", _on(lambda s, _: loads.against_load(s.setup, s.turn)), share=3),
        Part("checks", _on(lambda s, p: loads.checks(s.setup, p, s.turn)), share=4),
        Part("choices", _on(lambda s, _: variants.choices(s.setup, s.turn))),
        Part(
            "superconductors",
            _on(lambda s, p: variants.superconductors(s.setup, p, s.temperature)),
        ),
        Part(
            "motion",
            _on(lambda s, p: runs.let_go(s.setup, p, s.resting, s.drive, s.units)),
            share=14,
        ),
        Part("overload", _on(lambda s, p: runs.overloaded(s.setup, p)), share=4),
        Part("relaxation", _on(lambda s, p: relaxation.costs(s.setup, p))),
        Part("limits", _on(lambda s, _: limits(s.setup, s.resting)), share=3),
        Part("stability", _on(lambda s, _: stability(s.setup, s.resting))),
    ),
)
