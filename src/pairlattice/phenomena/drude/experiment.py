"""Fig. 1 and 2: Drude's electrons in a field, and how far a current moves them."""

from pairlattice.model import closures
from pairlattice.model.stiffness import uniform_stiffness
from pairlattice.phenomena import needs, reads
from pairlattice.phenomena.drude import ensemble, wire
from pairlattice.phenomena.drude.parameters import Parameters
from pairlattice.phenomena.drude.wire import Matter
from pairlattice.phenomena.frame import Experiment, Part
from pairlattice.scenario import Scenario


def _matter(scenario: Scenario, p: Parameters) -> Matter:
    units, n = scenario.sized, scenario.lattice.reduced_density
    bound = uniform_stiffness(scenario.kappa, n)
    return Matter.of(n * units.density, units.length, bound * units.stiffness, p)


EXPERIMENT = Experiment[Parameters, Matter](
    noun="drude",
    parameters=Parameters,
    reads=("material", *reads.CRYSTAL, *reads.TETHER, "seed"),
    needs=(needs.MATERIAL, needs.STIFFNESS),
    closures=(closures.TETHER,),
    prepare=_matter,
    parts=(
        Part("paths", lambda w: ensemble.paths(w.parameters, w.shared, w.scenario.seed)),
        Part(
            "free_flights",
            lambda w: ensemble.drift(w.parameters, w.shared, w.scenario.seed, w.progress),
            share=8,
        ),
        Part("wire", lambda w: wire.over_frequency(w.parameters, w.shared)),
        Part("numbers", lambda w: wire.numbers(w.parameters, w.shared)),
    ),
)
