"""The variables of the experiment's result, SI units."""

from pairlattice.equations import OMEGA_UNITS
from pairlattice.equations.monopole import Reading
from pairlattice.phenomena.given import Own
from pairlattice.phenomena.pair.parameters import Parameters
from pairlattice.variable import Node

own = Own("pair", Parameters)

_separation = Node("pair", "separation")
SEPARATION = _separation("separation", "m", "separation r", "separation")
CAPACITANCES = _separation("capacitance", "F", "capacitance, Eq. (3)", "separation")
BOTH_CHARGES = _separation("both_charges", "A/m²", "both charges", "separation")
ONE_CHARGE = _separation("one_charge", "A/m²", "one charge", "separation")
PRINTED = _separation("printed", "A/m²", "Eq. (4), last line", "separation")

_radiation = Node("pair", "radiation")
FREQUENCY = _radiation("frequency", "Hz", "frequency", "frequency")
POWER = _radiation("power", "W", "one pair radiates", "frequency")
JOULE = _radiation("joule", "W", "Joule's heat per pair", "frequency")

# In the plane y = 0, the pair along z; components along x and z
_map = Node("pair", "map")
X = _map("x", "m", "x", "x")
Z = _map("z", "m", "z", "z")
PAIR_MAP = _map("pair", "T", "B of a pair, Eq. (5)", "z", "x", "axis")
MAGNETON_MAP = _map("magneton", "T", "B of one Bohr magneton", "z", "x", "axis")

_axis = Node("pair", "axis")
DISTANCE = _axis("distance", "m", "distance on the axis", "distance")
PAIR_AXIS = _axis("pair", "T", "|B| of a pair, Eq. (5)", "distance")
MAGNETON_AXIS = _axis("magneton", "T", "|B| of one Bohr magneton", "distance")

_numbers = Node("pair", "numbers")
CAPACITANCE = _numbers("capacitance", "F", "capacitance at r, Eq. (3)")
MOMENT = _numbers("moment_magnetons", "μB", "moment by Eq. (5), e r c")
FAR_FIELD = _numbers("far_field_magnetons", "μB", "moment from the far field computed")
FLUX = _numbers("flux_quanta", "h/2e", "flux of Eq. (5) through the mid-plane")
DIRAC_FLUX = _numbers("dirac_flux_quanta", "h/2e", "flux of Dirac's charge, n = 1")
PRINTED_CURRENT = _numbers("printed_current", "A/m²", "J_D at r = d, last line of Eq. (4)")
BOTH_CURRENT = _numbers("both_current", "A/m²", "J_D at r = d, both charges")
MEAN_CURRENT = _numbers("mean_current", "A/m²", "n e V of the same speed")
RADIATED = _numbers("radiated", "W", "power radiated by one pair")
RADIATED_DENSITY = _numbers("radiated_density", "W/m³", "power radiated per volume, pairs alone")
JOULE_DENSITY = _numbers("joule_density", "W/m³", "Joule's heat of the same swing")
COHERENT = _numbers("coherent", "W", "straight wire, pairs in phase (antenna)")
JOULE_WIRE = _numbers("joule_wire", "W", "Joule's heat of that wire")
DENSITY = _numbers("density", "1/m³", "pair density")

# Ω₁ of Eq. (7) in each reading
READINGS: tuple[Reading, ...] = ("gaussian", "weber", "ampere_metre", "printed")
_omega = Node("pair", "omega")
OMEGA = {reading: _omega(reading, OMEGA_UNITS[reading], reading) for reading in READINGS}
