"""The variables of the experiment's result; frequencies in ω_p, lengths in c/ω_p."""

from pairlattice.phenomena.given import Own
from pairlattice.phenomena.maxwell.parameters import Parameters
from pairlattice.variable import Node

own = Own("maxwell", Parameters)

_vacuum = Node("maxwell", "vacuum")
SPACING = _vacuum("spacing", "pulse widths", "cell", "spacing")
ERROR = _vacuum("error", "1", "rms error / peak", "spacing")
SPEED = _vacuum("speed", "c", "speed of a pulse in vacuum", "spacing")
ORDER = _vacuum("order", "1", "order of convergence in vacuum")
ABSORBED = _vacuum("absorbed", "1", "energy left by the absorbing layer")

_dispersion = Node("maxwell", "dispersion")
K = _dispersion("k", "ω_p/c", "k", "k")
BRANCH = _dispersion("branch", "1", "branch", "branch")
OMEGA = _dispersion("omega", "ω_p", "ω", "branch", "k")
EXPECTED_K = _dispersion("expected_k", "ω_p/c", "k of Lorentz's medium at ω", "branch", "k")
EDGES = _dispersion("edges", "ω_p", "edges of the stop band", "edge")
EXPECTED_EDGES = _dispersion("expected_edges", "ω_p", "edges of the stop band, Lorentz", "edge")
LINE_OMEGA = _dispersion("line_omega", "ω_p", "ω", "line_omega")
LINE_K = _dispersion("line_k", "ω_p/c", "k of Lorentz's medium", "line_omega")

_group = Node("maxwell", "group_velocity")
PACKET = _group("branch", "1", "branch", "branch")
PACKET_K = _group("k", "ω_p/c", "k of the packet", "branch")
GROUP_VELOCITY = _group("measured", "c", "group velocity", "branch")
EXPECTED_GROUP_VELOCITY = _group("expected", "c", "dω/dk, Lorentz", "branch")

_transmission = Node("maxwell", "transmission")
PULSE_OMEGA = _transmission("omega", "ω_p", "ω", "omega")
STANDARD = _transmission("standard", "1", "standard set", "omega")
POLARISATION = _transmission("polarisation", "1", "polarisation reading", "omega")
LITERAL = _transmission("literal", "1", "literal reading", "omega")
EXPECTED_TRANSMISSION = _transmission("expected", "1", "closed form", "omega")

# A pulse past a cylinder; charges over the largest of the standard set
_charge = Node("maxwell", "charge")
LAW = _charge("law", "1", "set", "law")
TIME = _charge("time", "1/ω_p", "time", "time")
X = _charge("x", "c/ω_p", "x", "x")
Y = _charge("y", "c/ω_p", "y", "y")
FIELD_ENERGY = _charge("field_energy", "1", "energy of the field / start", "law", "time")
PAIR_ENERGY = _charge("pair_energy", "1", "energy of the pairs / start", "law", "time")
HEAT = _charge("heat", "1", "heat / start", "law", "time")
TOTAL_ENERGY = _charge("total_energy", "1", "total / start", "law", "time")
GAUSS_RESIDUAL = _charge("gauss_residual", "1", "largest |∇·E − ρ|", "law", "time")
CHARGE = _charge("charge", "1", "largest charge", "law", "time")
FIELD_RATE = _charge("field_charge_rate", "ω_p", "largest |∂ρ/∂t| of ∇·E", "law", "time")
PAIR_RATE = _charge("pair_charge_rate", "ω_p", "largest |∂ρ/∂t| of the pairs", "law", "time")
B_MAP = _charge("B", "peak of the pulse", "B", "law", "x", "y")
CHARGE_MAP = _charge("charge_map", "ε0 E0 ω_p/c", "charge density", "law", "x", "y")
SNAPSHOT = _charge("snapshot", "1/ω_p", "time of the maps")
CENTRE = _charge("centre", "c/ω_p", "centre of the cylinder", "axis")

_divergence = Node("maxwell", "divergence")
WIDTH = _divergence("width", "d", "width of the average ℓ", "width")
REST = _divergence("rest", "e/(ε0 c d³)", "electrons at rest", "width")
ALIKE = _divergence("alike", "e/(ε0 c d³)", "displaced alike", "width")
RANDOM = _divergence("random", "e/(ε0 c d³)", "displaced at random", "width")
NOISE = _divergence("expected", "e/(ε0 c d³)", "white noise, closed form", "width")
EXPONENT = _divergence("exponent", "1", "power of ∇·B in ℓ, displaced at random")
TESLA_PER_METRE = _divergence("tesla_per_metre", "T/m", "e/(ε0 c d³)")
