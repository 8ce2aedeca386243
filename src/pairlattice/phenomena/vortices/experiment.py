"""Sec. VIII: the three-step transition, projections of the crystal, lattices of tubes."""

from dataclasses import dataclass

from pairlattice.errors import InputError
from pairlattice.phenomena import needs, reads
from pairlattice.phenomena.frame import Experiment, Part
from pairlattice.phenomena.vortices import (
    cross_section,
    ensembles,
    free,
    observed,
    projection,
    relaxed_cells,
    three_steps,
    tube_energies,
)
from pairlattice.phenomena.vortices.cross_section import Rod
from pairlattice.phenomena.vortices.parameters import Parameters
from pairlattice.phenomena.vortices.tube_energies import TubeCrystal
from pairlattice.phenomena.vortices.tubes import critical_fields
from pairlattice.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Matter:
    """The rod of Fig. 11, and the crystal in which the tubes of Fig. 13 stand."""

    rod: Rod
    tubes: TubeCrystal


def _below_critical(scenario: Scenario, p: Parameters) -> None:
    critical = critical_fields(p.material)
    critical_fields(p.type_one)
    if critical.is_type_one:
        raise InputError(
            f"vortices.material must be of type II with Bc1 and Bc2 in the data set, got "
            f'{p.material!r}; for example "Nb"'
        )
    kelvin = scenario.thermostat.temperature * scenario.sized.temperature
    if not 0 < kelvin < critical.temperature:
        raise InputError(
            f"thermostat.temperature must lie above 0 and below Tc = {critical.temperature:g} K, "
            f'got {kelvin:.3g} K; for example "3 K"'
        )


EXPERIMENT = Experiment[Parameters, Matter](
    noun="vortices",
    parameters=Parameters,
    reads=(
        "material",
        *reads.CRYSTAL,
        *reads.TETHER,
        "tether.quartic",
        "neighbour",
        "thermostat",
        "thresholds",
        "seed",
    ),
    needs=(needs.MATERIAL, needs.FCC, needs.STIFFNESS, needs.FRICTION),
    closures=cross_section.CLOSURES,
    check=_below_critical,
    prepare=lambda scenario, p: Matter(Rod.of(scenario, p), TubeCrystal.of(scenario, p)),
    parts=(
        Part(
            "regimes",
            lambda w: three_steps.regimes(w.shared.rod, w.parameters, w.progress),
            share=10,
        ),
        Part(
            "scan",
            lambda w: three_steps.scan(w.shared.rod, w.parameters, w.progress),
            share=10,
        ),
        Part("real_numbers", lambda w: three_steps.real_numbers(w.shared.rod)),
        Part("projections", lambda w: projection.along_axes(w.parameters)),
        Part("observed", lambda _: observed.observed()),
        Part(
            "tube_lattices",
            lambda w: tube_energies.energies(w.shared.tubes, w.parameters, w.progress),
            share=6,
        ),
        Part(
            "relaxed_cells",
            lambda w: relaxed_cells.relaxed(w.shared.tubes, w.parameters, w.progress),
            share=3,
        ),
        Part(
            "convergence",
            lambda w: relaxed_cells.convergence(w.shared.tubes, w.parameters),
            share=3,
        ),
        Part("free", lambda w: free.free(w.shared.tubes, w.parameters), share=3),
        Part(
            "against_repulsion",
            lambda w: free.against_repulsion(w.shared.tubes, w.parameters, w.found),
        ),
        Part(
            "ensembles",
            lambda w: ensembles.annealed(w.scenario.seed, w.parameters, w.progress),
            share=10,
        ),
        Part("critical_anisotropy", lambda _: ensembles.critical_anisotropy()),
    ),
)
