"""Maxwell's set and the paper's in both readings: pulses, charge, energy, ∇·B."""

from pairlattice.errors import InputError
from pairlattice.model import closures
from pairlattice.phenomena import needs, reads
from pairlattice.phenomena.frame import Experiment, Part
from pairlattice.phenomena.maxwell import charge, divergence, waves
from pairlattice.phenomena.maxwell.parameters import Parameters
from pairlattice.scenario import Scenario

_MOST_CELLS = 8


def _small(scenario: Scenario, _: Parameters) -> None:
    cells = divergence.cells_of(scenario)
    if cells > _MOST_CELLS:
        raise InputError(
            f"lattice.size of the experiment maxwell must be at most {_MOST_CELLS}, got {cells}; "
            "the sum of Eq. (5) over wave vectors grows with its sixth power"
        )


EXPERIMENT = Experiment[Parameters, None](
    noun="maxwell",
    parameters=Parameters,
    reads=("material", *reads.CRYSTAL, "lattice.size", "seed"),
    needs=(needs.MATERIAL, needs.PERIODIC, needs.FCC),
    closures=(closures.TETHER, closures.POLARISATION_READING),
    check=_small,
    parts=(
        Part("vacuum", lambda w: waves.vacuum(w.parameters)),
        Part("dispersion", lambda w: waves.dispersion(w.parameters)),
        Part("group_velocity", lambda w: waves.group_velocity(w.parameters)),
        Part("transmission", lambda w: waves.transmission(w.parameters)),
        Part("charge", lambda w: charge.compare(w.parameters, w.progress)),
        Part("divergence", lambda w: divergence.against_width(w.parameters, w.scenario)),
    ),
)
