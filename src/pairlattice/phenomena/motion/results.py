"""The variables of the experiment's result, reduced units; those of the film in its own."""

from pairlattice.phenomena.given import Own, Settings
from pairlattice.phenomena.motion.parameters import Parameters
from pairlattice.variable import Node

own, settings = Own("motion", Parameters), Settings("motion")

# Maps of the section, frame by frame
_tubes = Node("motion", "tubes")
TIME = _tubes("time", "t0", "time", "frame")
TEMPERATURE = _tubes("temperature", "E0/k_B", "temperature of a window", "frame", "y", "x")
COHERENCE = _tubes("coherence", "1", "coherence of a window", "frame", "y", "x")
FRAME = _tubes("interval", "t0", "duration of a frame")
SHARE = _tubes("share", "1", "share of the section that lost coherence")
CRITICAL = _tubes("critical", "E0/k_B", "T* from the tubes")
CORRELATION = _tubes("correlation", "1", "correlation of temperature and coherence")
AGREEMENT = _tubes("agreement", "1", "share where T > T* and C < C* agree")
EXPECTED = _tubes("expected", "1", "regions hotter than T* in the field itself (Adler)")

# The same maps, sorted by temperature into bins
_binned = Node("motion", "binned")
BIN_TEMPERATURE = _binned("temperature", "E0/k_B", "temperature of a window", "bin")
BIN_COHERENCE = _binned("coherence", "1", "coherence of a window", "bin")
BIN_SPREAD = _binned("spread", "1", "its spread over windows", "bin")

# Crystals heated evenly
_even = Node("motion", "even")
EVEN_TEMPERATURE = _even("temperature", "E0/k_B", "temperature", "temperature")
EVEN_COHERENCE = _even("coherence", "1", "coherence of a window", "temperature")
EVEN_SPREAD = _even("spread", "1", "its spread over windows", "temperature")
EVEN_CRITICAL = _even("critical", "E0/k_B", "T* of evenly heated crystals")

# Tubes seen in each frame, and what becomes of them
_tracks = Node("motion", "tracks")
SEEN_FRAME = _tracks("frame", "1", "frame", "sighting")
PLACE = _tracks("place", "d", "centre of the tube", "sighting", "axis")
IDENTITY = _tracks("identity", "1", "track", "sighting")
_events = Node("motion", "events")
EVENT = _events("kind", "1", "kind", "event")
EVENT_FRAME = _events("frame", "1", "frame", "event")
EVENT_TRACK = _events("track", "1", "track", "event")
EVENT_OTHER = _events("other", "1", "other track, or −1", "event")
START = _events("start", "d", "from", "event", "axis")
END = _events("end", "d", "to", "event", "axis")
HOP_LENGTH = _events("hop_length", "d", "hop length", "hop")
SHORT = _events("short", "d", "length below which a hop is hardly longer than what is linked")
SHORT_HOPS = _events("short_hops", "1", "hops shorter than that")
SHORT_EXPECTED = _events("short_expected", "1", "such hops of partners strewn evenly")

# What the tracks say
_motion = Node("motion", "motion")
LAG = _motion("lag", "t0", "time", "lag")
SQUARE = _motion(
    "square_single", "d²", "mean square displacement", "lag", error="square_single_error"
)
SQUARE_JOINED = _motion(
    "square_joined",
    "d²",
    "mean square displacement, hops taken for motion",
    "lag",
    error="square_joined_error",
)
AGE = _motion("age", "t0", "age", "age")
SURVIVAL = _motion("survival", "1", "share still there", "age")
TRACKS = _motion("tracks", "1", "tracks")
NUMBER = _motion("number", "1", "tubes at a time")
LIFETIME = _motion("lifetime", "t0", "mean lifetime", error="lifetime_error")
ORDER = _motion("order", "1", "|⟨ψ6⟩|")
RANDOM_ORDER = _motion("random", "1", "|⟨ψ6⟩| of random places")
LINDEMANN = _motion("lindemann", "1", "Lindemann ratio")
LINDEMANN_FRAMES = _motion("lindemann_frames", "1", "frames over which it is taken")
PHASE = _motion("phase", "1", "phase")
LOG_RATIO = _motion("log_ratio", "1", "ln of the likelihood ratio, birth and death over continuous")

_counts = Node("motion", "counts")
KIND = _counts("kind", "1", "kind", "kind")
COUNT = _counts("number", "1", "number of events", "kind")
RATE = _counts("rate", "1/t0", "events per tube and time", "kind", error="rate_error")
_chance = Node("motion", "chance")
CHANCE = _chance("expected", "1", "hops by coincidence")
CHANCE_SPREAD = _chance("spread", "1", "standard deviation of their number")
CHANCE_PROBABILITY = _chance("probability", "1", "probability of as many hops by coincidence")

_fits = Node("motion", "fits")
DESCRIPTION = _fits("description", "1", "description", "description")
LOGARITHM = _fits("logarithm", "1", "ln L", "description")
FITTED = _fits("parameters", "1", "parameters", "description")
DIFFUSIVITY = _fits("diffusivity", "d²/t0", "diffusivity D", "description")
FIT_ERROR = _fits("error", "d", "error s", "description")
JUMPS = _fits("jumps", "1", "jumps", "description")
STEPS = _fits("steps", "1", "steps that are judged")

# The temperature field alone, against what is prescribed
_field = Node("motion", "field")
DISTANCE = _field("distance", "d", "distance", "distance")
SPACE = _field("space", "(E0/k_B)²", "covariance", "distance", error="space_error")
SPACE_EXACT = _field("space_exact", "(E0/k_B)²", "prescribed covariance", "distance")
FIELD_LAG = _field("lag", "t0", "time", "lag")
MEMORY = _field("time", "(E0/k_B)²", "covariance", "lag", error="time_error")
MEMORY_EXACT = _field("time_exact", "(E0/k_B)²", "prescribed covariance", "lag")
DEVIATION = _field("deviation", "E0/k_B", "standard deviation", error="deviation_error")
LENGTH = _field("length", "d", "correlation length", error="length_error")
MEAN = _field("mean", "E0/k_B", "mean", error="mean_error")
CLIPPED = _field("clipped", "1", "share below T = 0", error="clipped_error")
CLIPPED_EXACT = _field("clipped_exact", "1", "share of a normal distribution below T = 0")

# Made events, found again
_recovery = Node("motion", "recovery")
NOISE = _recovery("noise", "d", "error of positions", "noise")
MADE_KIND = _recovery("kind", "1", "kind", "kind")
MADE = _recovery("made", "1", "events made", "noise", "kind")
FOUND = _recovery("found", "1", "events found", "noise", "kind")
FALSE = _recovery("false", "1", "events found falsely", "noise", "kind")
SHARE_FOUND = _recovery("share", "1", "share of made events found", "noise")
KIND_SHARE_FOUND = _recovery("kind_share", "1", "share found", "noise", "kind")

# Made tracks, judged by the likelihood ratio
_judgement = Node("motion", "judgement")
RECORD = _judgement("frames", "1", "frames of the record", "frames")
SETS = _judgement("sets", "1", "sets of each kind", "frames")
DEATHS = _judgement("deaths", "1", "deaths to expect", "frames")
MISJUDGED = _judgement("error", "1", "share misjudged", "frames")
CONTINUOUS = _judgement(
    "continuous", "1", "continuous motion misjudged", "frames", error="continuous_error"
)
JUMPING = _judgement(
    "birth_death", "1", "birth and death misjudged", "frames", error="birth_death_error"
)
THINGS = _judgement("things", "1", "things of a set")
THING_STEP = _judgement("step", "d", "step per frame")
THING_CHANCE = _judgement("chance", "1", "probability of dying per frame")

# Phases where T > T*, with and without a lattice of hot spots
_phases = Node("motion", "phases")
BATH = _phases("bath", "1", "mean temperature", "case")
CASE_DEVIATION = _phases("deviation", "E0/k_B", "σ", "case")
CASE_NUMBER = _phases("number", "1", "tubes", "case")
CASE_ORDER = _phases("order", "1", "|⟨ψ6⟩|", "case")
CASE_RANDOM = _phases("random", "1", "of random places", "case")
CASE_LINDEMANN = _phases("lindemann", "1", "Lindemann ratio", "case")
CASE_PHASE = _phases("phase", "1", "phase", "case")
CASE_HOPS = _phases("hops", "1", "hops", "case")
CASE_CHANCE = _phases("chance", "1", "by coincidence", "case")
CASE_LAG = _phases("lag", "1", "frames of the Lindemann ratio")
SPOTS = _phases("spots", "1", "hot spots")

# The scenario in SI units
_scales = Node("motion", "scales")
KELVIN_MEAN = _scales("temperature", "K", "mean temperature")
KELVIN_DEVIATION = _scales("deviation", "K", "its standard deviation")
KELVIN_CRITICAL = _scales("critical", "K", "T*")
METRES = _scales("length", "m", "correlation length")
SECONDS = _scales("frame", "s", "duration of a frame")
DISPLACEMENT = _scales("displacement", "d", "displacement under the drive")
TESLA = _scales("tesla", "T", "B that gives it by C3 with η = 1")
DISPLACEMENT_PER_TESLA = _scales("displacement_per_tesla", "d/T", "displacement for each tesla")

# A film in Ginzburg-Landau theory; only where the package is installed
_film = Node("motion", "ginzburg_landau")
FILM_X = _film("x", "ξ", "x", "x")
FILM_Y = _film("y", "ξ", "y", "y")
FILM_ORDER = _film("order", "1", "|ψ| in the last frame", "y", "x")
FILM_PLACE = _film("place", "ξ", "position", "sighting", "axis")
FILM_IDENTITY = _film("identity", "1", "track", "sighting")
FILM_FRAMES = _film("frames", "1", "frames")
FILM_VORTICES = _film("vortices", "1", "vortices at a time")
FILM_ALONG = _film("along", "ξ/τ0", "drift along the film")
FILM_ACROSS = _film("across", "ξ/τ0", "drift across the film")
FILM_SPEED = _film("speed", "ξ/τ0", "drift")
FILM_KIND = _film("kind", "1", "kind", "kind")
FILM_COUNT = _film("number", "1", "number of events", "kind")
FILM_LOG_RATIO = _film("log_ratio", "1", LOG_RATIO.long_name)
FILM_VERDICT = _film("verdict", "1", "more probable")
