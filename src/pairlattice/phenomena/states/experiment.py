"""Fig. 5: insulating, metallic, superconducting and magnetic states of one Hamiltonian."""

from pairlattice.errors import InputError
from pairlattice.model import closures
from pairlattice.phenomena import needs, reads
from pairlattice.phenomena.frame import Experiment, Part
from pairlattice.phenomena.states import law, maps, ordering, samples
from pairlattice.phenomena.states.parameters import Parameters
from pairlattice.scenario import Scenario


def _measured(scenario: Scenario, _: Parameters) -> None:
    if scenario.run.integrator == "minimise":
        raise InputError(
            "run.integrator of the experiment states must be langevin, verlet or overdamped, got "
            "minimise; a minimum has no averages over time"
        )


EXPERIMENT = Experiment[Parameters, None](
    noun="states",
    parameters=Parameters,
    reads=(
        "material",
        *reads.CRYSTAL,
        "sample",
        *reads.TETHER,
        "tether.quartic",
        "neighbour",
        "electric_field",
        "thermostat",
        "run",
        "thresholds",
        "seed",
    ),
    needs=(needs.FIELD, needs.OPEN, needs.STIFFNESS),
    closures=(closures.TETHER, closures.NEIGHBOUR, closures.HEAT_BATH, closures.STATE_RULES),
    check=_measured,
    parts=(
        Part("samples", samples.run, share=30),
        Part("map_field", maps.over_field, share=20),
        Part("map_kappa", maps.over_kappa, share=20),
        Part("coherence_law", law.coherence_law, share=20),
        Part("ordering", ordering.ordering_temperature, share=35),
        Part("size_influence", maps.size_influence, share=5),
    ),
)
