"""What had to be added to the paper to make it run, each assumption under a name.

The paper gives fifteen equations, words and pictures, but no Hamiltonian, temperature scale or
rule that tells its states apart. A result lists the closures it rests on.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Closure:
    """id: "C1" … . title: a few words. statement: what is assumed. source: what prompted it."""

    id: str
    title: str
    statement: str
    source: str

    def to_dict(self) -> dict[str, str]:
        return {"id": self.id, "title": self.title, "statement": self.statement}


TETHER = Closure(
    "C1",
    "The tether",
    "Each electron is held to its site by ½ k |u|² + ¼ g |u|⁴. Point charges on rock salt exert no "
    "restoring force at a site (the potential's curvature vanishes there by Laplace's equation and "
    "cubic symmetry), so k and g are parameters; κ = k/k_c − 1 with k_c = n e²/(3ε0).",
    "Sec. II, VII; Fig. 10 (springs)",
)
NEIGHBOUR = Closure(
    "C2",
    "Short-range coupling",
    "Nearest neighbours may be coupled by ½ J |u_i − u_j|²; J = 0 unless a result says otherwise.",
    "Sec. II (electron-electron repulsion)",
)
MAGNETIC_DRIVE = Closure(
    "C3",
    "The magnetic drive",
    "The potential energy of the displaced electrons equals η times the magnetic energy they "
    "absorb, ½ n k_TO u_H² = η ½ μ0 H², with η = 1 unless stated; the force points along −H while "
    "|H| grows and along +H while it falls.",
    "Sec. VII, Fig. 8 and 9",
)
FIELD_AS_HEAT = Closure(
    "C4",
    "Field as heat",
    "Between Hc1 and Hc2 the local temperature rises linearly with the field from T to Tc (type "
    "II), or jumps at Hc (type I). Tc, Hc, Hc1 and Hc2 are inputs.",
    "Sec. VII and VIII",
)
TEMPERATURE_FIELD = Closure(
    "C5",
    "The fluctuating temperature",
    "The temperature field obeys a heat equation with relaxation to the bath and noise of given "
    "variance and correlation length.",
    "Sec. VIII, Fig. 14",
)
FLUX_PER_TUBE = Closure(
    "C6",
    "One flux quantum per tube",
    "The number of tubes is ⟨B⟩A/Φ0 with Φ0 = h/2e.",
    "Sec. VIII, Fig. 11",
)
HEAT_BATH = Closure(
    "C7",
    "Classical motion in a heat bath",
    "The electrons move classically, in contact with a Langevin bath of friction γ at the given "
    "temperature; zero-point motion is left out.",
    "Sec. V (temperature suppresses the random displacement)",
)
STATE_RULES = Closure(
    "C8",
    "Rules for the states",
    "A block is insulating if A < A* and D < D*; ordered if A ≥ A* and C ≥ C*; metallic if D ≥ D* "
    "and C < C*, with A = |⟨u⟩|/d, D = √⟨|u − ⟨u⟩|²⟩/d, C = |⟨u⟩|/√⟨|u|²⟩ over the block and a "
    "window of time. Order that is gone when the electric field has been removed is "
    "superconducting; order that stays, or was there without it, is magnetic.",
    "Sec. V, Fig. 5",
)
POLARISATION_READING = Closure(
    "C9",
    "The polarisation inside D",
    "The fourth line of Eq. (11) is read with ∂D/∂t, D = ε0 E + P, P the pairs' polarisation, and "
    "∇·D = 0. As printed, with ∂E/∂t alone, the set lets no charge density change in time.",
    "Sec. III, Eq. (4) (∂D/∂t); Sec. IV, Eq. (11)",
)

LEVITATION_RESPONSE = Closure(
    "C10",
    "The levitation force",
    "Eq. (15) is read for each element of the surface and for the induced field: with δB the "
    "change of the magnet's field since the electrons last rested, b = B_lim (1 − exp(−λ/Λ)) "
    "against δB, λ/Λ = |δB|/B_lim, B_lim the (lower) critical field; the force is ∫ B·b dA/μ0, B "
    "the magnet's field now. Where B or δB exceeds B_lim, λ exceeds Λ and the response is lost: "
    "everywhere in type I, there alone in type II. Rest is the state before the magnet came, or "
    "the last turn of its motion, or is approached with a relaxation time; or the size follows the "
    "field since before the magnet came and the sign the sense of the motion. Each result says.",
    "Sec. VI and VII; Eq. (12), (15); Fig. 7, 8, 10",
)
DISORDERING_TEMPERATURE = Closure(
    "C11",
    "The disordering temperature",
    "Tc stands for the temperature at which the undriven harmonic lattice becomes metallic by C8: "
    "thermal motion alone brings its disorder D above the threshold D*, by a factor that the "
    "result states, clear of the threshold. In kelvin the two differ; a result says by how much.",
    "Sec. V (below Tc random motion is suppressed)",
)
ABSORBING_SHARE = Closure(
    "C12",
    "What absorbs",
    "Where the field has brought the local temperature the share s of the way from T to Tc (C4), "
    "the share 1 − s of the pairs still absorbs: dH/dx = −(1 − s) H/λ instead of Eq. (13)'s −H/λ, "
    "and η of C3 becomes (1 − s) η. Normal metal, s = 1, lets the field pass. Around tubes the "
    "profile is that of C16, and only η changes.",
    "Sec. VII and VIII",
)
EFFECTIVE_DEPTH = Closure(
    "C13",
    "The effective depth",
    "The effective penetration depth of Eq. (15) rises with the square of the field, the energy "
    "absorbed, from λ_L without a field to Λ = 5 λ_L at the critical field, where the paper says "
    "that the magnetic state ends. C10 reads λ as proportional to the field instead.",
    "Sec. VII; Eq. (15), Fig. 9c",
)
TUBE_POSITIONS = Closure(
    "C14",
    "Where tubes stand",
    "Tubes stand where straight vortices that repel each other as K0(r/λ) come to rest; a surface "
    "repels a tube as another one at its mirror point would.",
    "Sec. VIII, Fig. 11 and 13 (drawn, not derived)",
)
MEAN_INDUCTION = Closure(
    "C15",
    "The mean induction",
    "⟨B⟩ that closure C6 counts tubes by is 0 up to Hc1, rises linearly to μ0 Hc2 at Hc2, and is "
    "μ0 H above.",
    "Sec. VIII (the number of tubes grows with the field)",
)
TUBE_PROFILE = Closure(
    "C16",
    "The field in a tube",
    "In a tube the pairs absorb the field Hc2, and the tube is as wide as one flux quantum of it, "
    "π R² μ0 Hc2 = Φ0; its edge is p(r) = 1/(1 + exp((r − R)/w)). Outside they absorb the field "
    "that decays from the surface, ∇²H_s = H_s/λ². Together H = H_s + (Hc2 − H_s)[1 − Π(1 − p)]; "
    "at and above Hc2 the field is H everywhere.",
    "Sec. VIII, Fig. 11 (tubes of one Φ0; their width is not given)",
)
SCALED_LENGTHS = Closure(
    "C17",
    "Scaled lengths",
    "A cross-section is simulated with λ, ξ, its width and the distances of tubes divided by one "
    "factor, and Φ0 by its square, so that it holds few enough pairs.",
    "none; Eq. (14) and C6 give lengths of hundreds of d",
)
SIZE_OF_FLUCTUATIONS = Closure(
    "C18",
    "Size and pace of the temperature's fluctuations",
    "The mean, variance, correlation length, diffusivity and relaxation time of the temperature "
    "field are inputs, chosen so that its peaks pass the temperature at which this crystal loses "
    "coherence; its spectrum is Gaussian, it is cut off at T = 0, and the electrons give no heat "
    "back to it.",
    "Sec. VIII, Fig. 14 (peaks A' to D')",
)
TUBES_BY_COHERENCE = Closure(
    "C19",
    "A tube is a region of lost coherence",
    "A tube is a connected region, of at least a given area across the field, where the coherence "
    "over a square of columns and a frame of time is below C*.",
    "Sec. VIII, Fig. 11 and 14",
)
EVENT_RULES = Closure(
    "C20",
    "Rules for hopping and creeping",
    "A hop is an annihilation and a nucleation within a given distance and time; a shrink or swell "
    "is a change of a tube's area by a given factor within a given time. Tubes that stay are a "
    "solid or a glass by |<psi6>|, others a liquid by the Lindemann ratio.",
    "Sec. VIII, Fig. 14",
)

ALL = (
    TETHER,
    NEIGHBOUR,
    MAGNETIC_DRIVE,
    FIELD_AS_HEAT,
    TEMPERATURE_FIELD,
    FLUX_PER_TUBE,
    HEAT_BATH,
    STATE_RULES,
    POLARISATION_READING,
    LEVITATION_RESPONSE,
    DISORDERING_TEMPERATURE,
    ABSORBING_SHARE,
    EFFECTIVE_DEPTH,
    TUBE_POSITIONS,
    MEAN_INDUCTION,
    TUBE_PROFILE,
    SCALED_LENGTHS,
    SIZE_OF_FLUCTUATIONS,
    TUBES_BY_COHERENCE,
    EVENT_RULES,
)
