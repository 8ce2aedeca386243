"""The variables of the experiment's result, SI units."""

from pairlattice.phenomena.drude.parameters import Parameters
from pairlattice.phenomena.given import Own, Settings
from pairlattice.variable import Node

own = Own("drude", Parameters)
settings = Settings("drude")

# Paths of the same carriers, and velocities of all, without a field and in the largest
_paths = Node("drude", "paths")
TIME = _paths("time", "s", "time", "time")
PATH_FIELD = _paths("field", "V/m", "field", "field")
POSITION = _paths("position", "m", "position", "field", "carrier", "time", "axis")
_velocity = Node("drude", "velocity")
VELOCITY_FIELD = _velocity("field", "V/m", "field", "field")
VELOCITY = _velocity("velocity", "m/s", "velocity along the force", "field", "carrier")

_drift = Node("drude", "drift")
FIELD = _drift("electric_field", "V/m", "field", "electric_field")
DRIFT = _drift("drift", "m/s", "mean velocity", "electric_field", error="drift_error")
EXPECTED_DRIFT = _drift("expected", "m/s", "n e² τ E/m over n e", "electric_field")

_conductivity = Node("drude", "conductivity")
CONDUCTIVITY = _conductivity("drude", "S/m", "n e² τ/m")
DRIFT_CONDUCTIVITY = _conductivity(
    "drift", "S/m", "drift of the ensemble in a field", error="drift_error"
)
DIFFUSION_CONDUCTIVITY = _conductivity(
    "diffusion", "S/m", "diffusion of the ensemble without field", error="diffusion_error"
)

# The wire against frequency
_wire = Node("drude", "wire")
FREQUENCY = _wire("frequency", "Hz", "frequency", "frequency")
BOUND_PATH = _wire("paper_bound", "m", "bound v/(2f), Sec. II", "frequency")
UNIFORM_PATH = _wire("uniform", "m", "v/(πf), peak to peak", "frequency")
SURFACE_PATH = _wire("surface", "m", "at the surface, skin effect", "frequency")
BOUND_ELECTRON_PATH = _wire("bound", "m", "bound electron, same field", "frequency")
SKIN_DEPTHS = _wire("skin_depth", "m", "skin depth", "frequency")
ENHANCEMENT = _wire("enhancement", "1", "current density at the surface over its mean", "frequency")
FREE_FIELDS = _wire("free_field", "V/m", "free (Ohm, measured ρ)", "frequency")
BOUND_FIELDS = _wire("bound_field", "V/m", "bound (C1)", "frequency")

# The wire at its own frequency
_numbers = Node("drude", "numbers")
DENSITY = _numbers("density", "1/m³", "pair density")
DRIFT_VELOCITY = _numbers("drift_velocity", "m/s", "drift velocity, Eq. (1)")
PAPER_BOUND = _numbers("paper_bound", "m", "bound v/(2f) of Sec. II")
EXCURSION = _numbers("excursion", "m", "peak-to-peak excursion v/(πf)")
SURFACE_EXCURSION = _numbers("surface_excursion", "m", "the same at the surface (skin effect)")
SKIN_DEPTH = _numbers("skin_depth", "m", "skin depth")
FERMI_VELOCITY = _numbers("fermi_velocity", "m/s", "Fermi velocity")
THERMAL_VELOCITY = _numbers("thermal_velocity", "m/s", "thermal velocity (one component)")
MEAN_FREE_PATH = _numbers("mean_free_path", "m", "mean free path")
RELAXATION_TIME = _numbers("relaxation_time", "s", "relaxation time")
TIME_TO_ANGSTROM = _numbers("time_to_angstrom", "s", "dc lasts until 1 Å")
TIME_TO_SPACING = _numbers("time_to_spacing", "s", "dc lasts until d")
SPACING = _numbers("spacing", "m", "spacing d")
FREE_FIELD = _numbers("free_field", "V/m", "field in the wire, ρJ")
BOUND_FIELD = _numbers("bound_field", "V/m", "field for bound electrons (C1)")
LARGEST_STIFFNESS = _numbers(
    "largest_stiffness", "N/m", "largest stiffness that field ρJ can move so far"
)
LARGEST_KAPPA = _numbers("largest_kappa", "1", "the same over k_c")
