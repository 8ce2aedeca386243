"""Fig. 4: one pair as capacitor, current, radiator and magnet, by Eq. (3) to (5)."""

from pairlattice.phenomena import needs, reads
from pairlattice.phenomena.frame import Experiment, Part
from pairlattice.phenomena.pair import one_pair
from pairlattice.phenomena.pair.parameters import Parameters
from pairlattice.scenario import Scenario


def _density(scenario: Scenario, _: Parameters) -> float:
    return scenario.lattice.reduced_density * scenario.sized.density


EXPERIMENT = Experiment[Parameters, float](
    noun="pair",
    parameters=Parameters,
    reads=("material", *reads.CRYSTAL),
    needs=(needs.MATERIAL,),
    prepare=_density,
    parts=(
        Part("separation", lambda w: one_pair.against_separation(w.parameters)),
        Part("radiation", lambda w: one_pair.radiation(w.parameters, w.shared)),
        Part("map", lambda w: one_pair.field_map(w.parameters), share=8),
        Part("axis", lambda w: one_pair.on_axis(w.parameters)),
        Part(
            "numbers",
            lambda w: one_pair.numbers(w.parameters, w.shared, w.scenario.sized.spacing),
        ),
    ),
)
