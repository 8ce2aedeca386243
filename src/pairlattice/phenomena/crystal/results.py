"""The variables of the experiment's result: reduced units, the group `tether` in SI."""

from pairlattice.phenomena.crystal.parameters import Parameters
from pairlattice.phenomena.given import Own, Settings
from pairlattice.variable import Node

own, settings = Own("crystal", Parameters), Settings("crystal")

# At a site of the point-charge crystal
_statics = Node("crystal", "statics")
SPACE_GROUP = _statics("space_group", "1", "space group")
MADELUNG = _statics("madelung", "1", "Madelung constant")
SITE_ENERGY = _statics("site_energy", "E0", "energy of an electron at its site")
SITE_ENERGY_EV = _statics("site_energy_ev", "eV", "the same")
FORCE = _statics("force", "E0/d", "force on an electron at its site", "component")
CURVATURE = _statics(
    "curvature", "E0/d²", "second derivatives of U at a site", "component", "component_2"
)
TRACE = _statics("trace", "E0/d²", "trace of the curvature")
IONS_ALONE = _statics("trace_ions_alone", "1/d³", "trace, ions alone in a background")
BACKGROUND = _statics("poisson_ions_alone", "1/d³", "−4π times that background")
DIRECTION = _statics("direction", "1", "direction", "direction")
QUARTIC = _statics("quartic_derivative", "E0/d⁴", "a₄ by derivatives", "direction")
QUARTIC_FIT = _statics("quartic_fit", "E0/d⁴", "a₄ by fit", "direction")

_plane = Node("crystal", "plane")
X = _plane("x", "d", "x", "x")
Y = _plane("y", "d", "y", "y")
POTENTIAL = _plane("potential", "E0/e", "potential", "x", "y")

# Modes along the walk over the points of high symmetry; imaginary frequencies below zero
_bands = Node("crystal", "bands")
DISTANCE = _bands("distance", "1/d", "distance along the path", "distance")
BRANCH = _bands("branch", "1", "branch", "branch")
OMEGA = _bands("omega", "1/t0", "angular frequency ω", "distance", "branch")
GROUP_VELOCITY = _bands(
    "group_velocity", "d/t0", "group velocity, Hellmann and Feynman", "distance", "branch"
)
SLOPE = _bands(
    "group_velocity_difference", "d/t0", "group velocity, differences of ω", "distance", "branch"
)
CORNER = _bands("corner_distance", "1/d", "distance to the corner of the path", "corner")
CORNER_NAME = _bands("corner_name", "1", "corner of the path", "corner")

_states = Node("crystal", "states")
STATES_OMEGA = _states("omega", "1/t0", "angular frequency ω", "omega")
STATES = _states("states", "t0", "density of states g(ω) per site", "omega")
INTEGRAL = _states("integral", "1", "∫ g(ω) dω per site")
MEAN_SQUARE = _states("mean_square", "1/t0²", "mean of ω² over all modes")

_soft = Node("crystal", "soft_modes")
LATTICE = _soft("lattice", "1", "lattice", "lattice")
EIGENVALUE = _soft("eigenvalue", "1", "lowest λ/n", "lattice")
THRESHOLD = _soft("threshold", "1", "κ where a mode goes soft", "lattice")
SOFT_Q = _soft("q", "1", "its wave vector (b₁, b₂, b₃)", "lattice", "component")

_limits = Node("crystal", "lyddane_sachs_teller")
OMEGA_TO = _limits("omega_TO", "1/t0", "ω_TO")
OMEGA_LO = _limits("omega_LO", "1/t0", "ω_LO")
RATIO = _limits("ratio", "1", "ω_LO²/ω_TO² at Γ")
PERMITTIVITY = _limits("permittivity", "1", "ε(0)/ε(∞) of the simulated crystal")

# Eq. (2) with all charges at rest, per electron
_free = Node("crystal", "free_energy")
ARRANGEMENT = _free("arrangement", "1", "arrangement, at rest", "arrangement")
EQ2 = _free("eq2", "E0", "Eq. (2) per electron", "arrangement", error="eq2_error")
COULOMB = _free("energy", "E0", "Coulomb energy", "arrangement", error="energy_error")

_exact = Node("crystal", "exact")
PATTERN = _exact("pattern", "1", "pattern", "pattern")
DISPLACEMENT = _exact("displacement", "d", "rms displacement u", "displacement")
_EACH = ("pattern", "displacement")
EXACT = _exact("exact", "E0", "Coulomb energy per electron, exact", *_EACH)
DIPOLE = _exact("dipole", "E0", "the same in the dipole approximation", *_EACH)
DEVIATION = _exact("deviation", "1", "rms force error over k_c u", *_EACH)
TEN_PER_CENT = _exact("ten_per_cent", "d", "u where the rms force error is 0.1 k_c u", "pattern")

# What the tether means for each material
_tether = Node("crystal", "tether")
MATERIAL = _tether("material", "1", "material", "material")
DENSITY = _tether("density", "1/m³", "pair density n", "material")
SPACING = _tether("spacing", "m", "d", "material")
THRESHOLD_QUANTUM = _tether("threshold", "eV", "ħω₀ at the threshold", "material")
QUANTUM = _tether("quantum", "eV", "ħω₀", "material")
TRANSVERSE = _tether("transverse", "eV", "ħω_TO", "material")
ZERO_POINT = _tether("zero_point", "m", "zero-point rms", "material")
WARM = _tether("warm", "m", "rms at room temperature", "material")
CLASSICAL = _tether("classical", "m", "classical rms at room temperature", "material")
ANGSTROM_QUANTUM = _tether("angstrom_tether", "eV", "ħω₀ for a zero-point rms of 1 Å", "material")
ZERO_POINT_RATIO = _tether("zero_point_ratio", "1", "zero-point rms over d", "material")
