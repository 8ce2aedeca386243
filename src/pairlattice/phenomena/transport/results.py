"""The variables of the experiment's result: reduced units, `durations` and `radiation` in SI."""

from pairlattice.phenomena.given import Own, Settings, Sizes
from pairlattice.phenomena.transport.parameters import Parameters
from pairlattice.variable import Node

own, settings, sizes = Own("transport", Parameters), Settings("transport"), Sizes("transport")

PARTS = ("real", "imaginary")
_SIGMA, _RHO = "e² t0/(m d³)", "m d³/(e² t0)"
_CURRENT, _CHARGE, _POWER = "e/(d² t0)", "e/d²", "E0/(d³ t0)"

# σ(ω) of both crystals by two routes, as real and imaginary part
_sigma = Node("transport", "conductivity")
KIND = _sigma("kind", "1", "crystal", "kind")
OMEGA = _sigma("omega", "1/t0", "angular frequency ω", "omega")
_ROUTE = ("kind", "omega")
_NAMES = {"real": "Re", "imaginary": "Im"}
DRIVE = {
    part: _sigma(f"drive_{part}", _SIGMA, f"{re} σ, drive", *_ROUTE, error=f"drive_error_{part}")
    for part, re in _NAMES.items()
}
KUBO = {
    part: _sigma(f"kubo_{part}", _SIGMA, f"{re} σ, Green–Kubo", *_ROUTE, error=f"kubo_error_{part}")
    for part, re in _NAMES.items()
}
PULL = {
    part: _sigma(f"pull_{part}", "1", f"{re} σ, |drive − Kubo| over their error", *_ROUTE)
    for part, re in _NAMES.items()
}
RESISTANCE = _sigma("resistance", _RHO, "Re ρ, drive", *_ROUTE, error="rho_error")
REACTANCE = _sigma("reactance", _RHO, "|Im ρ|, drive", *_ROUTE, error="rho_error")
GRID = _sigma("grid", "1/t0", "angular frequency, even grid", "grid")
KUBO_GRID = _sigma("kubo_grid_imaginary", _SIGMA, "Im σ, Green–Kubo", "kind", "grid")
KRAMERS_KRONIG = _sigma("kramers_kronig", _SIGMA, "Im σ, Kramers–Kronig", "kind", "grid")
LORENTZ = {
    part: _sigma(f"lorentz_{part}", _SIGMA, f"{re} σ, Lorentz oscillator", "grid")
    for part, re in _NAMES.items()
}
SUM_RULE = _sigma("sum_rule", "1", "(2/π) ∫ Re σ dω over n", "kind", error="sum_rule_error")

# ρ(ω) in closed form
_impedance = Node("transport", "impedance")
SMOOTH = _impedance("omega", "1/t0", "angular frequency ω", "omega")
DRUDE_RESISTANCE = _impedance("resistance", _RHO, "Re ρ: Drude = Lorentz = γ/n")
DRUDE_REACTANCE = _impedance("drude", _RHO, "|Im ρ|, Drude: inertia", "omega")
LORENTZ_REACTANCE = _impedance("lorentz", _RHO, "|Im ρ|, Lorentz: with tether", "omega")

_pulses = Node("transport", "pulses")
CASE = _pulses("case", "1", "field", "case")
TIME = _pulses("time", "t0", "time", "time")
CURRENT = _pulses("current", _CURRENT, "current density", "case", "time")
CHARGE = _pulses("charge", _CHARGE, "∫ J dt", "case", "time")
POLARISATION = _pulses("polarisation", _CHARGE, "−n⟨u⟩", "case", "time")
AT_REST = _pulses("at_rest", _CHARGE, "−n u at rest in the full field")

_resistivity = Node("transport", "resistivity")
RESISTIVITY_KIND = _resistivity("kind", "1", "crystal", "kind")
RESISTIVITY_T = _resistivity("temperature", "E0/k_B", "temperature", "temperature")
_RUN = ("kind", "temperature")
RESONANCE = _resistivity("resonance", "1/t0", "resonance", *_RUN)
DRIVEN = _resistivity("driven", _RHO, "Re 1/σ, drive", *_RUN, error="driven_error")
RESISTIVITY = _resistivity(
    "resistivity", _RHO, "Re 1/σ, Green–Kubo", *_RUN, error="resistivity_error"
)
FRICTION_ALONE = _resistivity("friction_alone", _RHO, "γ/n, friction alone")

_transverse = Node("transport", "transverse")
TRANSVERSE_KIND = _transverse("kind", "1", "crystal", "kind")
FIELD = _transverse("field", "1", "field", "field")
TRANSVERSE_T = _transverse("temperature", "E0/k_B", "temperature", "temperature")
_SIDES = ("kind", "field", "temperature")
LOCAL = _transverse(
    "local", _CURRENT, "current across the field, site by site", *_SIDES, error="local_error"
)
COHERENT = _transverse(
    "coherent", _CURRENT, "current across the field, crystal at ω", *_SIDES, error="coherent_error"
)
EQUIPARTITION = _transverse("equipartition", _CURRENT, "equipartition, n√T", "temperature")
POWER = _transverse("power", _POWER, "power lost by the field", *_RUN, error="power_error")
LORENTZ_POWER = _transverse("power_lorentz", _POWER, "½ Re σ E² of Lorentz's oscillator")
QUADRATIC = _transverse(
    "quadratic", "1", "transverse current², over that at the middle temperature", *_RUN
)
LOCAL_EXPONENT = _transverse("local_exponent", "1", "x of current ∝ T^x", "kind")
POWER_EXPONENT = _transverse("power_exponent", "1", "y of power ∝ T^y", "kind")

_durations = Node("transport", "durations")
MATERIAL = _durations("material", "1", "material", "material")
CURRENT_DENSITY = _durations("current_density", "A/m²", "J", "current_density")
DENSITY = _durations("density", "1/m³", "pair density n", "material")
SPACING = _durations("spacing", "m", "ion–electron distance d", "material")
_EACH = ("material", "current_density")
ANGSTROM = _durations("angstrom", "s", "until 1 Å", *_EACH)
WHOLE = _durations("whole", "s", "until d", *_EACH)
BREAKDOWN = _durations("breakdown", "s", "until breakdown at the end", "current_density")
LONGEST = _durations("longest", "s", "longest time until d in the wire")
EXPERIMENT = _durations("experiment", "1", "published", "experiment")
AUTHORS = _durations("authors", "1", "authors", "experiment")
BOUND = _durations("bound", "s", "time, or its lower bound", "experiment")
DECADES = _durations("decades", "1", "decades above the longest time until d", "experiment")

_radiation = Node("transport", "radiation")
FREQUENCY = _radiation("frequency", "Hz", "frequency", "frequency")
OHMIC = _radiation("ohmic", "Ω/m", "copper, ohmic", "frequency")
PAIRS = _radiation("pairs", "Ω/m", "pairs, independent", "frequency")
ANTENNA = _radiation("antenna", "Ω/m", "pairs in phase, antenna", "frequency")
DRIFT = _radiation("drift", "m/s", "speed of the electrons in the wire")
RATIO = _radiation("ratio_100kHz", "1", "radiated over ohmic power at 100 kHz, independent pairs")
EQUAL = _radiation("equal", "Hz", "frequency at which the two are equal")
