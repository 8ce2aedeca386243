"""Sec. VII: penetration depth by Eq. (13) and (14), beside measurement."""

import math

from scipy.stats import spearmanr

from pairlattice import constants as c
from pairlattice.ledger import (
    Collection,
    Evidence,
    Number,
    Verdict,
    above,
    all_of,
    audited,
    beyond,
    checked,
    contains,
    derived,
    follows,
    measured,
    negated,
    not_measured,
    nothing_to_check,
    same_sign,
    units,
    vanishes,
    within,
)
from pairlattice.model import closures
from pairlattice.phenomena.meissner.claims import DENSITIES, DEPTHS, depths

CLAIMS = Collection("penetration")


def _depth(ev: Evidence, density: Number, name: str) -> Number:
    return ev.equation("penetration_depth", density, name=name, unit="m")


def _copper(ev: Evidence) -> Number:
    return ev.paper("electron density of copper", 8.5e28, "1/m³", "Sec. II")


@CLAIMS(
    "C078",
    "VII",
    "Eq. (13)",
    "A weak field decays exponentially below the surface, with the depth λ_L.",
    formula="H = H0 exp(−x/λ_L), the decaying solution of λ² H'' = H",
    needs=(13, "lemusr_profile", "lemusr_nonlocal"),
    figures=("fig09",),
)
def decay(ev: Evidence) -> Verdict:
    rows = ev.audit(13)
    exponential = contains(ev.cited("lemusr_profile", number="text"), "exponential decay")
    not_quite = contains(ev.cited("lemusr_nonlocal", number="text"), "deviations")
    return Verdict(
        units(rows),
        follows(audited(rows), "London's λ² H'' = H"),
        measured(all_of(exponential, negated(not_quite))),
        "In the metals measured so far the profile bends, by Pippard's non-local response; in "
        "cuprates, whose coherence length is short, it is exponential.",
    )


@CLAIMS(
    "C080",
    "VII",
    "Eq. (14)",
    "The penetration depth is √(m c² ε0/(n_s e²)), n_s the density of superconducting electrons.",
    formula="Eq. (14) beside London's √(m/(μ0 n e²))",
    needs=(14,),
    figures=("fig09",),
)
def london_depth(ev: Evidence) -> Verdict:
    rows, n = ev.audit(14), _copper(ev)
    own = _depth(ev, n, "Eq. (14) at copper's density")
    london = ev.standard("london.penetration_depth", n, name="London's depth", unit="m")
    origin = "the same formula, rounding apart"
    return Verdict(
        units(rows, within(own, london, 1e-9, origin)),
        follows(audited(rows), "London's equation"),
        not_measured("n_s by a way of its own", ev.rows_about("superfluid_density")),
    )


@CLAIMS(
    "C082",
    "VII",
    "Eq. (14)",
    "λ_L depends on the electron density alone.",
    formula="exponent of n in Eq. (14); tin with 3 % indium, where n falls by 1 % at most",
    needs=(14, "Sn:lambda_ratio_3pctIn"),
    figures=("fig09",),
)
def density_alone(ev: Evidence) -> Verdict:
    n = _copper(ev)
    once = _depth(ev, n, "Eq. (14) at n")
    n2 = derived("2n", 2 * float(n), "1/m³", "2n", n)
    twice = _depth(ev, n2, "Eq. (14) at 2n")
    power = derived(
        "power of n", math.log2(float(twice) / float(once)), "1", "log₂ of λ(2n)/λ(n)", once, twice
    )
    half = ev.chosen("−1/2", -0.5, "1", "λ ∝ n^−1/2")
    ratio = ev.cited("Sn:lambda_ratio_3pctIn", "measured λ with 3 % indium over without")
    fewer = ev.chosen("electrons left", 0.99, "1", "3 % of the atoms give 3 electrons, not 4")
    grown = derived("the same by Eq. (14)", float(fewer) ** -0.5, "1", "n^−1/2", fewer)
    return Verdict(
        nothing_to_check(),
        follows(within(power, half, 1e-6, "an exponent"), "Eq. (14)"),
        measured(within(ratio, grown, 0.1, "the source says nearly; a tenth would show")),
    )


@CLAIMS(
    "C084",
    "VII",
    "Fig. 9",
    "A greater density absorbs more field energy, so the field enters less deep.",
    formula="sign of dλ/dn in Eq. (14); rank correlation of measured λ(0) with n",
    needs=(14, *DEPTHS, *DENSITIES),
    figures=("fig09",),
)
def denser_is_shallower(ev: Evidence) -> Verdict:
    n = _copper(ev)
    once, more = (
        _depth(ev, n, "λ at n"),
        _depth(ev, derived("1.1 n", 1.1 * float(n), "1/m³", "1.1 n", n), "λ at 1.1 n"),
    )
    change = derived("change of λ", float(more) - float(once), "m", "λ(1.1n) − λ(n)", more, once)
    falls = ev.chosen("a fall", -1.0, "1", "shallower")
    found = depths(ev)
    rank = float(spearmanr([float(d) for d, _, _ in found], [float(s) for *_, s in found])[0])
    order = derived(
        "rank correlation of −λ with n",
        0.0 - rank,
        "1",
        "Spearman",
        *(number for d, _, s in found for number in (d, s)),
    )
    sure = ev.chosen("certainty", 0.99, "1", "four metals: only perfect order has P < 0.05")
    opposite = ev.chosen("the opposite", -0.99, "1", "likewise")
    return Verdict(
        nothing_to_check(),
        follows(same_sign(change, falls), "Eq. (14)"),
        measured(beyond(order, sure, opposite)),
    )


@CLAIMS(
    "C085",
    "VII",
    "Fig. 9",
    "The magnetic energy B²/2μ0 becomes potential energy of the electrons, proportional to Δ².",
    formula="the spring that stores it, if Eq. (5) gives B = n e Δ/(ε0 c): k = n e²/ε0 = 3 k_c",
    needs=(5,),
    figures=("fig09",),
)
def stored_energy(ev: Evidence) -> Verdict:
    n, field = _copper(ev), ev.chosen("field", 0.01, "T", "any")
    moved = (
        float(field) * c.vacuum_permittivity * c.speed_of_light / (float(n) * c.elementary_charge)
    )
    spring = float(field) ** 2 / c.vacuum_permeability / float(n) / moved**2
    k = derived("spring that stores the field's energy", spring, "N/m", "B²/(μ0 n Δ²)", n, field)
    k_c = derived(
        "stiffness at which the lattice goes soft",
        float(n) * c.elementary_charge**2 / 3 / c.vacuum_permittivity,
        "N/m",
        "n e²/(3ε0)",
        n,
    )
    return Verdict(
        nothing_to_check(),
        follows(
            above(k, k_c),
            "Eq. (5) and the energies",
            closures=(closures.TETHER, closures.MAGNETIC_DRIVE),
        ),
        not_measured("the displacement of electrons in a field", ev.rows_about("displacement")),
        f"It is {float(k) / float(k_c):.2f} times the softest spring that holds the lattice.",
    )


@CLAIMS(
    "C086",
    "VII",
    "text",
    "At a depth of about 5 λ_L the field is completely absorbed.",
    formula="exp(−5)",
    needs=(13,),
    figures=("fig09",),
)
def five_depths(ev: Evidence) -> Verdict:
    depths = ev.paper("Λ/λ_L", 5.0, "1", "Sec. VII")
    left = ev.equation("decayed_field", 1.0, depths, 1.0, name="field left at Λ", unit="H0")
    whole = ev.chosen("field at the surface", 1.0, "H0", "unit")
    gone = vanishes(left, whole, 0.01, "one per cent would pass for completely absorbed")
    return Verdict(
        checked(gone),
        follows(gone, "Eq. (13)"),
        not_measured("the field at five depths", ev.rows_about("field_at_five")),
    )
