"""The variables of the experiment's result, SI units; nan where a thing does not happen."""

from pairlattice.phenomena.given import Own, Settings
from pairlattice.phenomena.levitation.parameters import Parameters
from pairlattice.variable import Node

own = Own("levitation", Parameters)
settings = Settings("levitation")

# The labels of the dimensions "law", for people
LAWS = {
    "image": "perfect diamagnet (image)",
    "london": "London half-space",
    "frozen": "frozen image",
    "pairs": "pairs (C10)",
    "disc": "pairs, the disc",
    "plane": "pairs, whole plane",
}

_setup = Node("levitation", "setup")
TEMPERATURE = _setup("temperature", "K", "temperature")
LIMIT = _setup("limit", "T", "B_lim")
TYPE = _setup("type", "1", "type of the superconductor")
MASS = _setup("mass", "kg", "mass of the magnet")
WEIGHT = _setup("weight", "N", "weight of the magnet")
HALF_WIDTH = _setup("half_width", "m", "half the width of the magnet")
HEIGHT = _setup("height", "m", "height of the magnet")
TURN = _setup("turn", "m", "gap at which the loop turns")
RESTING_GAP = _setup("resting_gap", "m", "gap at which the bare magnet rests")

# Upward forces on the magnet along the loop
_loop = Node("levitation", "loop")
LOOP_GAP = _loop("gap", "m", "gap", "gap")
APPROACH = _loop("approach", "N", "pairs, approach", "gap")
WITHDRAWAL = _loop("withdrawal", "N", "pairs, withdrawal", "gap")
SWITCHED = _loop("switched", "N", "pairs, withdrawal by sense alone", "gap")
IMAGE = _loop("image", "N", LAWS["image"], "gap")
LONDON = _loop("london", "N", LAWS["london"], "gap")
FROZEN = _loop("frozen", "N", LAWS["frozen"], "gap")
LARGEST_REPULSION = _loop("largest_repulsion", "N", "largest force on approach")
LARGEST_ATTRACTION = _loop("largest_attraction", "N", "largest force on withdrawal")
WORK_APPROACH = _loop("work_approach", "J", "work done on approach, pairs")
WORK_WITHDRAWAL = _loop(
    "work_withdrawal", "J", "work done on withdrawal, electrons rested at the turn"
)
WORK_LOST = _loop("work_lost", "J", "lost in the loop")
WORK_IMAGE = _loop("work_image", "J", "work done on approach, perfect diamagnet (given back)")

# A superconductor below the magnet
_hanging = Node("levitation", "hanging")
HANGING_LAW = _hanging("law", "1", "law", "law")
HANGING_GAPS = _hanging("gap", "m", "gap", "gap")
ATTRACTION = _hanging("attraction", "N", "attraction", "law", "gap")
HUNG = _hanging("largest", "kg", "largest mass hung below", "law")
HANGING_GAP = _hanging("hanging_gap", "m", "gap at which the disc's mass hangs", "law")
HANGING_FREQUENCY = _hanging("frequency", "Hz", "its frequency", "law")
DISC_MASS = _hanging("mass", "kg", "mass of the disc")
DISC_WEIGHT = _hanging("weight", "N", "weight of the disc")

_electrons = Node("levitation", "electrons")
CASE = _electrons("case", "1", "case", "case")
RADIUS = _electrons("radius", "m", "distance from the axis", "radius")
DEPTH = _electrons("depth", "λ_L", "depth", "depth")
DISPLACEMENT = _electrons("displacement", "m", "displacement, upward", "case", "radius", "depth")
LARGEST_DISPLACEMENT = _electrons("largest", "m", "largest displacement on approach")
LARGEST_IN_SPACINGS = _electrons("largest_in_spacings", "d", "the same over d")
DECAY_LENGTH = _electrons("decay_length", "m", "λ_L, Eq. (14)")
SURFACE_CHARGE = _electrons("surface_charge", "C/m²", "surface charge n e u")
SURFACE_FIELD = _electrons("surface_field", "V/m", "its electric field σ/ε0")
ELECTRIC_PRESSURE = _electrons("electric_pressure", "Pa", "its pressure σ²/2ε0")
MAGNETIC_PRESSURE = _electrons("magnetic_pressure", "Pa", "magnetic pressure B²/2μ0 there")

_loads = Node("levitation", "loads")
LOADS_LAW = _loads("law", "1", "law", "law")
LOAD = _loads("mass", "kg", "mass carried", "mass")
LOADED_GAP = _loads("gap", "m", "gap", "law", "mass")
LOADED_FREQUENCY = _loads("frequency", "Hz", "frequency", "law", "mass")
DEPTH_RATIO = _loads("depth_ratio", "1", "largest λ/Λ on the surface", "mass")
TOO_HEAVY = _loads("too_heavy", "1", "masses tried that the pairs do not carry")
CARRIED = _loads("largest", "kg", "largest mass carried on top, statics")
COLLAPSE_GAP = _loads("collapse_gap", "m", "gap at which λ reaches Λ")
STIFFENING = _loads("stiffening", "1", "power of the load with which the stiffness grows")

# The bare magnet by statics and by a run in time
_checks = Node("levitation", "checks")
CHECKED_LAW = _checks("law", "1", "law", "law")
GAP = _checks("gap", "m", "gap", "law")
GAP_RUN = _checks("gap_run", "m", "gap, run", "law")
STIFFNESS = _checks("stiffness", "N/m", "stiffness", "law")
STIFFNESS_RUN = _checks("stiffness_run", "N/m", "stiffness, run", "law")
FREQUENCY = _checks("frequency", "Hz", "frequency", "law")
FREQUENCY_RUN = _checks("frequency_run", "Hz", "frequency, run", "law")
DIFFERENCE = _checks("difference", "1", "largest difference, statics and run")

# The pairs under other choices of closure C10, and above other superconductors
_variants = Node("levitation", "variants/{}")
VARIANT = _variants("name", "1", "variant", "name")
BARE_GAP = _variants("gap", "m", "gap", "name")
BARE_FREQUENCY = _variants("frequency", "Hz", "frequency", "name")
FAILS_AT = _variants("low", "m", "fails at", "name")
MOST_CARRIED = _variants("carried", "kg", "carried", "name")
MOST_HUNG = _variants("hung", "kg", "hung", "name")
_superconductors = Node("levitation", "variants/superconductors")
OTHER_TYPE = _superconductors("type", "1", "type", "name")
OTHER_LIMIT = _superconductors("limit", "T", "B_lim", "name")

# The magnet let go, under each rule of rest
_motion = Node("levitation", "motion")
RULE = _motion("rule", "1", "rule of rest", "rule")
TIME = _motion("time", "s", "time", "time")
MOVING_GAP = _motion("gap", "m", "gap", "rule", "time")
MOVING_FORCE = _motion("force", "N", "force", "rule", "time")
SURFACE_RADIUS = _motion("radius", "m", "distance from the axis", "radius")
SURFACE = _motion("surface", "m", "displacement at the surface", "rule", "time", "radius")
TURNS = _motion("turns", "1", "turns of the motion", "rule")
COLLAPSE = _motion("collapse", "s", "time at which it fails", "rule")
CONTACT = _motion("contact", "s", "time at which it touches", "rule")
HALT = _motion("halt", "s", "time from which it stands still", "rule")
LAST_GAP = _motion("last_gap", "m", "gap at the end", "rule")
UNDAMPED_TIME = _motion("undamped_time", "s", "time to the last top of an undamped swing")
UNDAMPED_LOSS = _motion("undamped_loss", "1", "lost in an undamped swing, over m g times its depth")

# A load that grows until the levitation fails
_overload = Node("levitation", "overload")
GROWING_LOAD = _overload("mass", "kg", "mass carried", "mass")
OVERLOADED_GAP = _overload("gap", "m", "gap", "mass")
CARRIED_IN_RUN = _overload("largest", "kg", "mass at which the run with growing load failed")
FALL = _overload("fall", "s", "time from there to the surface")

# What it would cost if the electrons relaxed
_relaxation = Node("levitation", "relaxation")
SINKING_SPEED = _relaxation("speed", "m/s", "sinking speed if they relax, m g/(k τ)")
SINKING_POWER = _relaxation("power", "W", "power that would hold it there")
LIFETIME = _relaxation("lifetime", "1", "levitation lasts, over τ")
BOUND = _relaxation("bound", "years", "shortest τ that a levitated sphere allows")
BOUND_RATIO = _relaxation("ratio", "1", "the same over the τ of the run")

_limits = Node("levitation", "limits")
RATIO = _limits("ratio", "1", "λ/h", "ratio")
LONDON_FORCE = _limits("london", "1", "London's integral", "ratio")
LONDON_SECOND = _limits("london_second", "1", "other quadrature", "ratio")
LONDON_LIMIT = _limits("london_limit", "1", "London over image − 1 for λ/h ≤ 2.5e-7, largest")
LONDON_ROUTES = _limits("london_routes", "1", "London's integral against another quadrature")
LIBRARY = _limits("library", "1", "library against plane waves, largest")
POINT_NEAR = _limits("point_near", "1", "point magnet over this magnet − 1, nearest gap")
POINT_FAR = _limits("point_far", "1", "the same, farthest gap")
WIDE_DISC = _limits("wide_disc", "1", "wide thin disc over half-space − 1")
WIDE_FACE = _limits("wide_face", "1", "pressure over its face alone − 1")

_stability = Node("levitation", "stability")
STABILITY_LAW = _stability("law", "1", "law", "law")
VERTICAL = _stability("vertical", "N/m", "vertical", "law")
LATERAL = _stability("lateral", "N/m", "lateral, library", "law")
LATERAL_CLOSED = _stability("lateral_closed", "N/m", "lateral, closed form", "law")
TILTING = _stability("tilting", "N m/rad", "against tilt", "law")
