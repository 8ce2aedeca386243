"""Sec. VIII, Fig. 14: tubes in a fluctuating temperature, tracked, and what the tracks say."""

import numpy as np

from pairlattice.errors import InputError
from pairlattice.model import build, closures
from pairlattice.phenomena import needs
from pairlattice.phenomena.frame import Experiment, Part, Work
from pairlattice.phenomena.motion import field, ginzburg_landau, phases, scales, truth, tubes
from pairlattice.phenomena.motion import results as r
from pairlattice.phenomena.motion.parameters import Parameters
from pairlattice.phenomena.needs import Need
from pairlattice.scenario import Scenario
from pairlattice.variable import Values

_Work = Work[Parameters, tubes.Crystal]

_WARM = Need(
    "thermostat.temperature above 0",
    lambda s: s.thermostat.temperature > 0,
    lambda s: f"{s.thermostat.temperature:g}",
)
_DRIVEN = Need(
    "a [[drive]] or an [[electric_field]] that orders the pairs",
    lambda s: bool(s.drive or s.electric_field),
)


def _fits(scenario: Scenario, p: Parameters) -> None:
    """The sites form columns along z on a square grid of edge d that can hold the field."""
    size = scenario.lattice.size or (1, 1, 1)
    a = build.lattice(scenario).matrix
    flat = a[:2, :2]
    square = np.allclose(flat @ flat.T, np.eye(2)) and np.allclose(a[2, :2], 0)
    if not square or size[0] != size[1]:
        raise InputError(
            "the experiment motion needs columns along z on a square grid: lattice.vectors = "
            "[[0, 1, 1], [1, 0, 1], [0, 0, 2]] is rock salt's, and the first two of lattice.size "
            f"are equal; got size {size}"
        )
    field.of(size[:2], p, scenario.thermostat.temperature)


def _field(w: _Work) -> Values:
    crystal, p = w.shared, w.parameters
    interval = 3 * crystal.rhythm.frame
    return field.measure(p, crystal.shape, crystal.temperature, interval, crystal.seed + 500)


def _phases(w: _Work) -> Values:
    crystal = w.shared
    return phases.measure(
        w.parameters,
        crystal.shape[0],
        crystal.temperature,
        r.CRITICAL.value(w.found),
        crystal.rhythm.frame,
        crystal.seed,
        w.progress,
    )


def _film(w: _Work) -> Values:
    film = ginzburg_landau.Film()
    return ginzburg_landau.measure(film, film.height / 10, tubes.thresholds_of(w.parameters))


EXPERIMENT = Experiment[Parameters, tubes.Crystal](
    noun="motion",
    parameters=Parameters,
    reads=(
        "material",
        "lattice",
        "tether",
        "neighbour",
        "electric_field",
        "drive",
        "thermostat",
        "thresholds.coherence",
        "seed",
    ),
    needs=(needs.MATERIAL, needs.STIFFNESS, needs.PERIODIC, needs.FRICTION, _WARM, _DRIVEN),
    closures=(
        closures.TETHER,
        closures.MAGNETIC_DRIVE,
        closures.TEMPERATURE_FIELD,
        closures.HEAT_BATH,
        closures.SIZE_OF_FLUCTUATIONS,
        closures.TUBES_BY_COHERENCE,
        closures.EVENT_RULES,
    ),
    check=_fits,
    prepare=tubes.Crystal.of,
    parts=(
        Part("tubes", lambda w: tubes.measure(w.shared, w.parameters, w.progress), share=70),
        Part("even", lambda w: tubes.even(w.shared, w.parameters, w.progress), share=8),
        Part("field", _field, share=4),
        Part("recovery", lambda w: truth.recovery(w.shared, w.parameters, w.progress), share=8),
        Part("judgement", lambda w: truth.judgement(w.shared, w.parameters, w.progress), share=10),
        Part("phases", _phases, share=8),
        Part("scales", lambda w: scales.scales(w.scenario, w.parameters, w.found)),
        Part("ginzburg_landau", _film, share=20, library="tdgl"),
    ),
)
