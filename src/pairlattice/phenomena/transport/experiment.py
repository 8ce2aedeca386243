"""Sec. V: is the current a displacement current, and what resists it?"""

from collections.abc import Callable

from pairlattice.model import closures
from pairlattice.phenomena import needs
from pairlattice.phenomena.frame import Experiment, Part, Work
from pairlattice.phenomena.transport import conductivity, durations, pulses, resistance
from pairlattice.phenomena.transport import results as r
from pairlattice.phenomena.transport.crystals import Crystals
from pairlattice.phenomena.transport.parameters import Parameters
from pairlattice.progress import Progress
from pairlattice.variable import Values

_Work = Work[Parameters, Crystals]
_Measure = Callable[[Crystals, Parameters, Progress], Values]


def _run(name: str, measure: _Measure, share: float) -> Part[Parameters, Crystals]:
    return Part(name, lambda w: measure(w.shared, w.parameters, w.progress), share)


def _driven_resistivity(work: _Work) -> Values:
    resonance = r.RESONANCE.values(work.found)
    return resistance.by_drive(work.shared, work.parameters, resonance, work.progress)


def _radiation(work: _Work) -> Values:
    density = work.scenario.sized.density * work.shared.density
    return durations.radiation(work.parameters, density)


EXPERIMENT = Experiment[Parameters, Crystals](
    noun="transport",
    parameters=Parameters,
    reads=("material", "lattice", "tether", "neighbour", "thermostat.friction", "seed"),
    needs=(needs.MATERIAL, needs.PERIODIC, needs.STIFFNESS, needs.FRICTION),
    closures=(closures.TETHER, closures.HEAT_BATH),
    prepare=Crystals.of,
    parts=(
        _run("conductivity by drive", conductivity.by_drive, 13),
        _run("conductivity in equilibrium", conductivity.by_equilibrium, 7),
        Part("comparison", lambda w: conductivity.compare(w.shared, w.found), share=0.1),
        _run("pulses", pulses.measure, 5),
        _run("resistivity in equilibrium", resistance.in_equilibrium, 8),
        Part("resistivity by drive", _driven_resistivity, share=7),
        _run("transverse currents", resistance.transverse, 8),
        Part("durations", lambda w: durations.durations(w.parameters, w.shared.density)),
        Part("radiation", _radiation),
    ),
)
