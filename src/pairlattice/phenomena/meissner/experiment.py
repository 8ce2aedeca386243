"""Sec. VI and VII: the pair lattice in a magnetic field, beside London and measurement."""

from pairlattice.model import closures
from pairlattice.phenomena import needs, reads
from pairlattice.phenomena.frame import Experiment, Part
from pairlattice.phenomena.meissner import (
    absorption,
    cross_sections,
    depths,
    in_field,
    lines,
    presets,
    slab,
)
from pairlattice.phenomena.meissner.parameters import Parameters
from pairlattice.scenario import Scenario


def _known(_: Scenario, p: Parameters) -> None:
    for name in p.materials:
        presets.pair_density(name), presets.critical_fields(name)


EXPERIMENT = Experiment[Parameters, None](
    noun="meissner",
    parameters=Parameters,
    reads=(
        "material",
        *reads.CRYSTAL,
        "lattice.size",
        "lattice.depolarisation",
        *reads.TETHER,
        "tether.quartic",
        "neighbour",
        "thermostat.friction",
        "thresholds",
        "seed",
    ),
    needs=(needs.MATERIAL, needs.PERIODIC, needs.FCC, needs.STIFFNESS),
    closures=(
        closures.TETHER,
        closures.MAGNETIC_DRIVE,
        closures.FIELD_AS_HEAT,
        closures.HEAT_BATH,
        closures.STATE_RULES,
        closures.DISORDERING_TEMPERATURE,
        closures.ABSORBING_SHARE,
        closures.EFFECTIVE_DEPTH,
    ),
    check=_known,
    parts=(
        Part("slab", lambda w: slab.all_cases(w.parameters, w.progress), share=6),
        Part("convergence", lambda w: slab.convergence(w.parameters), share=3),
        Part("answers", lambda w: slab.answers(w.parameters), share=0.1),
        Part("potential", lambda _: absorption.potential(), share=0.1),
        Part("lines", lambda w: lines.field_lines(w.parameters), share=0.1),
        Part("sections", lambda w: cross_sections.maps(w.parameters), share=2),
        Part("section_checks", lambda w: cross_sections.checks(w.parameters), share=2),
        Part("sizes", lambda w: cross_sections.sizes(w.parameters), share=2),
        Part("ellipsoids", lambda _: cross_sections.ellipsoids(), share=0.1),
        Part("one_quantum", lambda w: cross_sections.one_quantum(w.parameters), share=0.1),
        Part("temperature", lambda _: depths.against_temperature(), share=0.3),
        Part("field", lambda _: depths.against_field(), share=0.1),
        Part("depths", lambda _: depths.rows(), share=0.1),
        Part("presets", lambda w: presets.rows(w.parameters, w.scenario.kappa), share=0.1),
        Part("maps", lambda w: in_field.maps(w.scenario, w.parameters, w.progress), share=12),
    ),
)
