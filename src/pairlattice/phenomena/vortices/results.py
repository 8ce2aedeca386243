"""The variables of the experiment's result; lengths in d, fields μ0 H in tesla, a = 2 d."""

from pairlattice.model.local_states import LocalState
from pairlattice.phenomena.given import Own, Settings
from pairlattice.phenomena.vortices.parameters import Parameters
from pairlattice.variable import Node

own = Own("vortices", Parameters)
settings = Settings("vortices")

# The rod at four fields, and three of them with one change
_regimes = Node("vortices", "regimes")
KELVIN = _regimes("temperature_kelvin", "K", "temperature")
LOWER = _regimes("Hc1", "T", "μ0Hc1")
UPPER = _regimes("Hc2", "T", "μ0Hc2")
SCALE = _regimes("scale", "1", "by which lengths are divided (closure C17)")
COUPLING = _regimes("coupling", "1", "η of closure C3")
CRITICAL_KELVIN = _regimes("kelvin_at_critical", "K", "of the undriven lattice at Tc (closure C11)")
RADIUS = _regimes("tube_radius", "d", "radius of a tube (closure C16)")
EDGE = _regimes("edge", "d", "edge of the columns whose state is judged")
_codes = ", ".join(f"{s.value} {s.label}" for s in LocalState)
_case = Node("vortices", "regimes/{}")
CASE = _case("name", "1", "case")
FIELD = _case("field", "T", "μ0H")
STATE = _case("state_name", "1", "state", "state_name")
SHARE = _case("share", "1", "share of the pairs", "state_name")
SAMPLE_STATE = _case("sample_state", "1", "sample")
ACROSS = _case("state", "1", f"state across the field: {_codes}", "x", "y")
ALONG = _case("side", "1", f"state along the field: {_codes}", "x", "z")
TUBES = _case("tube", "d", "places of the tubes put in", "tube", "component")
ROW = _case("row", "d", "y of the plane along the field")

_scan = Node("vortices", "scan")
_grid = ("material", "temperature", "place")
MATERIAL = _scan("material", "1", "material", "material")
TEMPERATURE = _scan("temperature", "Tc", "T", "temperature")
PLACE = _scan("place", "1", "field: H/Hc1, 1 + (H−Hc1)/(Hc2−Hc1), 2H/Hc2", "place")
SCAN_STATE = _scan("state_name", "1", "state", "state_name")
SHARES = _scan("share", "1", "share of the pairs", *_grid, "state_name")
FIELDS = _scan("field", "T", "μ0H", *_grid)
EXPECTED = _scan("expected", "1", "⟨B⟩A/Φ0", *_grid)
FOUND = _scan("found", "1", "tubes found", *_grid)
DIAMETER = _scan("diameter", "d", "diameter of metallic core", *_grid)
SPREAD = _scan("diameter_spread", "d", "standard deviation of the diameters", *_grid)
MERGED = _scan("merged", "1", "whether tubes have grown together", *_grid)
MISSED = _scan("missed", "1", "largest |found − ⟨B⟩A/Φ0| between Hc1 and Hc2")
MISSED_APART = _scan("missed_apart", "1", "the same where no tubes have grown together")

_real = Node("vortices", "real_numbers")
METAL = _real("material", "1", "material", "material")
TC = _real("Tc", "K", "Tc", "material")
REAL_LOWER = _real("lower", "T", "Bc1 or Bc", "material")
REAL_UPPER = _real("upper", "T", "Bc2 or Bc", "material")
DISPLACEMENT = _real("displacement", "d", "u_H there, η = 1", "material")
DISORDER = _real("disorder", "d", "thermal D at Tc", "material")
NEEDED_COUPLING = _real("coupling", "1", "η for u_H = A*", "material")

# The crystal along each axis
SPACE_GROUP = Node("vortices", "projections")("space_group", "1", "space group of the crystal")
_axis = Node("vortices", "projections/{}")
AXIS = _axis("axis", "1", "axis")
PLANE_GROUP = _axis("plane_group", "1", "plane group")
LAYER_GROUP = _axis("layer_group", "1", "layer group")
BARE_GROUP = _axis("uncoloured_group", "1", "all columns alike")
CELL = _axis("cell", "d", "primitive cell", "vector", "component")
POINTS = _axis("point", "1", "columns, fractions of the cell", "point", "component")
KINDS = _axis("kind", "1", "column of 1 ions, 2 electrons, 3 both", "point")
SHORT_SIDE = _axis("short", "d", "shorter side")
LONG_SIDE = _axis("long", "d", "longer side")
ANGLE = _axis("angle", "°", "angle")
TRIANGLE = _axis("triangle", "°", "triangle", "corner")

_observed = Node("vortices", "observed")
OBSERVED = _observed("quantity", "1", "material and axis of the field", "row")
SEEN = _observed("seen", "1", "observed", "row")
SOURCE = _observed("source", "1", "source", "row")
VERIFIED = _observed("verified", "1", "read in the source", "row")

# Lattices of tubes: interaction energy of each tube over the energy of a lone one
_lattices = Node("vortices", "tube_lattices")
_share = "E/E_lone"
TUBE_AXIS = _lattices("axis", "1", "axis", "axis")
SHAPE = _lattices("shape", "1", "shape", "shape")
SPACING = _lattices("spacing", "a", "spacing √(area)", "spacing")
ORIENTATION = _lattices("angle", "°", "orientation", "angle")
REAL_SPACING = _lattices("far", "a", "spacing of real vortices", "far")
LOWEST = _lattices(
    "lowest", _share, "best orientation", "axis", "shape", "spacing", error="lowest_error"
)
HIGHEST = _lattices("highest", _share, "worst orientation", "axis", "shape", "spacing")
ABOVE = _lattices(
    "above", _share, "above triangular", "axis", "shape", "spacing", error="above_error"
)
TURNED = _lattices("turned", _share, "energy against angle", "axis", "shape", "angle")
TURNED_SPACING = _lattices("turned_spacing", "a", "spacing of the lattice turned")
LONE = _lattices("lone", "f²d²/E0", "energy of a lone tube, per repeat", "axis")
RANGES = _lattices("correlation", "d", "√(c/k_TO)", "axis", "direction")
TAIL = _lattices("tail_order", "1", "exponent of the tail, 0 where exponential", "axis")
DECAY = _lattices("decay", "1", "decay: 1/ℓ [1/d] or power", "axis", "shape")
FAR = _lattices(
    "at_real", "log10", "log10 |E/E_lone|, extrapolated", "axis", "shape", "far",
    error="at_real_error",
)  # fmt: skip
BETA = _lattices("beta", "1", "β_A of Abrikosov", "shape")

_cells = Node("vortices", "relaxed_cells")
CELL_AXIS = _cells("axis", "1", "axis", "axis")
CELL_SHAPE = _cells("shape", "1", "nearest to", "shape")
DIRECT = _cells("direct", _share, "relaxed cell", "axis", "shape")
DIRECT_SPREAD = _cells("direct_spread", _share, "standard deviation over places", "axis", "shape")
SUMMED = _cells("summed", _share, "sum over tubes", "axis", "shape")
QUARTIC = _cells("quartic", _share, "with quartic tether, tube on a site", "axis", "shape")
SHARP = _cells("sharp", _share, "sharp edge", "axis", "shape")
SHARP_SPREAD = _cells("sharp_spread", _share, "its standard deviation", "axis", "shape")
STRAIN = _cells("strain", "1", "distance from the shape", "axis", "shape")
GAP = _cells("gap", "1", "largest relative difference of cells from the sum over tubes")

_convergence = Node("vortices", "convergence")
TOLERANCE = _convergence("tolerance", "E0/d", "relaxation tolerance", "tolerance")
TOLERANCE_ERROR = _convergence("tolerance_error", "1", "relative error of the energy", "tolerance")
MULTIPLE = _convergence("multiple", "1", "tubes along each side of the cell", "multiple")
SIZE_CHANGE = _convergence("size_change", "1", "relative change of a tube's energy", "multiple")

_free = Node("vortices", "free")
FREE_AXIS = _free("axis", "1", "axis", "case")
FREE_ENERGY = _free("energy", "1", "energy", "case")
SHORTEST = _free("short", "√area", "shortest distance", "case")
RATIO = _free("ratio", "1", "ratio of sides", "case")
FREE_ANGLE = _free("cell_angle", "°", "angle", "case")

# Energy of a square less that of a triangular lattice, for each tube
_against = Node("vortices", "against_repulsion")
AGAINST_AXIS = _against("axis", "1", "axis", "axis")
AGAINST_SPACING = _against("spacing", "a", "spacing √(area)", "spacing")
PAIRS = _against("pairs", "J/m", "pairs", "axis", "spacing")
REPULSION = _against("vortices", "J/m", "K0 repulsion", "spacing")
DRIVEN = _against("displacement", "d", "u_H at Bc2, η = 1")
DRIVING = _against("field", "T", "Bc2")

# Point vortices of unit density; energies of one
_ensemble = Node("vortices", "ensembles/{}")
ANISOTROPY = _ensemble("anisotropy", "1", "ε of the lattice term ε cos 4φ")
POSITION = _ensemble("position", "1/√n", "position", "vortex", "component")
LOCAL4 = _ensemble("local4", "1", "|ψ4|", "vortex")
LOCAL6 = _ensemble("local6", "1", "|ψ6|", "vortex")
NEIGHBOURS = _ensemble("neighbours", "1", "Voronoi neighbours", "vortex")
GLOBAL4 = _ensemble("global4", "1", "|⟨ψ4⟩|")
GLOBAL6 = _ensemble("global6", "1", "|⟨ψ6⟩|")
DEFECTS = _ensemble("defects", "1", "not six neighbours")
ENERGY = _ensemble("energy", "Φ0²/2πμ0λ²", "energy")
TRIANGULAR = _ensemble("triangular", "Φ0²/2πμ0λ²", "perfect triangular")
SQUARE = _ensemble("square", "Φ0²/2πμ0λ²", "perfect square")
WAVE_VECTOR = _ensemble("wave_vector", "√n", "wave vector", "q", "component")
STRUCTURE = _ensemble("structure", "1", "structure factor S(q)", "q")

_critical = Node("vortices", "critical_anisotropy")
REACH = _critical("penetration", "1/√n", "λ over the mean spacing", "penetration")
CRITICAL_ANISOTROPY = _critical(
    "anisotropy", "1", "|ε| at which square becomes lower than triangular", "penetration"
)
