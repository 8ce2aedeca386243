"""Fig. 3: is the pair lattice at rest what Sec. II says of it?"""

from pairlattice.engine.lattice import Lattice
from pairlattice.errors import InputError
from pairlattice.model import build, closures
from pairlattice.phenomena import needs, reads
from pairlattice.phenomena.crystal import exact, free_energy, response, spectrum, statics, tether
from pairlattice.phenomena.crystal.parameters import Parameters
from pairlattice.phenomena.frame import Experiment, Part
from pairlattice.scenario import Scenario

_ROCK_SALT = Lattice.cubic("fcc")


def _lattice(scenario: Scenario, _: Parameters) -> Lattice:
    return build.lattice(scenario)


def _stable(scenario: Scenario, _: Parameters) -> None:
    threshold = spectrum.threshold(build.lattice(scenario))
    if scenario.kappa <= threshold:
        raise InputError(
            f"tether.kappa must be above {threshold:.4g}, below which this lattice has soft "
            f"modes, got {scenario.kappa:.4g}; raise it"
        )


EXPERIMENT = Experiment[Parameters, Lattice](
    noun="crystal",
    parameters=Parameters,
    reads=("material", "lattice", *reads.TETHER, "seed"),
    needs=(needs.MATERIAL, needs.PERIODIC),
    check=_stable,
    closures=(closures.TETHER, closures.HEAT_BATH),
    prepare=_lattice,
    parts=(
        Part("statics", lambda w: statics.at_a_site(w.scenario.sized)),
        Part("plane", lambda w: statics.plane(w.parameters.plane)),
        Part(
            "bands",
            lambda w: spectrum.bands(w.shared, w.scenario.stiffness, w.parameters.segment),
        ),
        Part(
            "states",
            lambda w: spectrum.density_of_states(
                w.shared, w.scenario.stiffness, w.parameters.mesh, w.parameters.bins
            ),
            share=2,
        ),
        Part("soft_modes", lambda w: spectrum.soft_modes(w.shared)),
        Part(
            "lyddane_sachs_teller",
            lambda w: response.measure(build.sample(w.scenario), w.scenario.stiffness),
            share=2,
        ),
        Part(
            "tether",
            lambda w: tether.measure(
                w.shared, w.scenario.kappa, w.parameters.mesh, w.parameters.room_temperature
            ),
        ),
        Part(
            "free_energy",
            lambda w: free_energy.measure(
                _ROCK_SALT, w.parameters, w.scenario.seed, w.scenario.sized
            ),
            share=8,
        ),
        Part(
            "exact",
            lambda w: exact.measure(_ROCK_SALT, w.parameters, w.scenario.seed),
            share=12,
        ),
    ),
)
