"""What the paper says of a superconductor in a field: a slab by the pairs' motion, a map."""

import math
from collections.abc import Iterable
from functools import partial

from pairlattice.ledger import (
    Collection,
    Evidence,
    Number,
    Verdict,
    above,
    all_of,
    audited,
    below,
    contains,
    derived,
    follows,
    measured,
    negated,
    not_measurable,
    not_measured,
    nothing_to_check,
    within,
    within_error,
    within_factor,
)
from pairlattice.model import closures
from pairlattice.phenomena.meissner import results as r

CLAIMS = Collection("meissner")

DEPTHS = ("Sn:lambda(0)", "In:lambda(0)", "Pb:lambda(0)", "Nb:lambda(0)")
DENSITIES = tuple(f"{row[:2]}:n_conduction" for row in DEPTHS)


def depths(ev: Evidence) -> list[tuple[Number, Number, Number]]:
    """Density, Eq. (14) and the measured depth of the metals whose depth was read in its source."""
    found = []
    for row, other in zip(DEPTHS, DENSITIES, strict=True):
        density = ev.cited(other)
        own = ev.equation("penetration_depth", density, name=f"Eq. (14) for {row[:2]}", unit="m")
        found.append((density, own, ev.cited(row)))
    return found


def _bound(ev: Evidence) -> Number:
    return ev.result(r.B.at("bound"), "field five λ_L inside bound pairs", depth=5.0)


def _decayed(ev: Evidence) -> Number:
    return ev.equation("decayed_field", 1.0, 5.0, 1.0, name="the same by Eq. (13)", unit="B0")


@CLAIMS(
    "C002",
    "I",
    "text",
    "Zero resistance and the Meissner effect are two independent properties that all "
    "superconductors share.",
    formula="field left in a perfect conductor cooled in a field, beside the observed expulsion",
    needs=(8, "meissner", "measured:meissner"),
    figures=("fig06",),
)
def two_properties(ev: Evidence) -> Verdict:
    kept = ev.result(
        r.B.at("free_cooled"), "field kept by free carriers without resistance", depth=5.0
    )
    half = ev.chosen("half of the field", 0.5, "B0", "between kept and expelled")
    seen = ev.cited("measured:meissner", number="text")
    return Verdict(
        nothing_to_check(),
        follows(above(kept, half), "Eq. (8) with free carriers"),
        measured(contains(seen, "expulsion")),
        "Without resistance alone the field of the cooling stays, so expulsion is a further fact.",
    )


@CLAIMS(
    "C007",
    "I",
    "text",
    "The mechanism explains Meissner effect, penetration depth, vortex lattice and dynamics "
    "qualitatively and self-consistently.",
    formula="static field at five λ_L in a slab by the field equations, beside Eq. (13); the audit "
    "of Eq. (4) and (11)",
    needs=(4, 11, 13, "meissner"),
    figures=("fig06", "fig09"),
)
def self_consistent(ev: Evidence) -> Verdict:
    bound = _bound(ev)
    decayed = _decayed(ev)
    both = all_of(
        within_factor(bound, decayed, 2.0, "a profile within a factor of two"),
        audited([*ev.audit(4, 4), *ev.audit(11, 4)]),
    )
    return Verdict(
        nothing_to_check(),
        follows(
            both,
            "Eq. (4), (11) and (13) together",
            closures=(closures.TETHER, closures.POLARISATION_READING),
            against="one another: Eq. (11), (13), (4)",
        ),
        not_measurable("that several phenomena are explained, qualitatively"),
    )


@CLAIMS(
    "C079",
    "VII",
    "Eq. (13) and (11)",
    "The decay of Eq. (13) follows from the revised equations and the motion of bound electrons.",
    formula="static field five λ_L inside a slab of bound pairs, beside Eq. (13)",
    needs=(11, 13, "meissner"),
    figures=("fig06", "fig09"),
)
def decay_from_fields(ev: Evidence) -> Verdict:
    bound = _bound(ev)
    decayed = _decayed(ev)
    return Verdict(
        nothing_to_check(),
        follows(
            within_factor(bound, decayed, 2.0, "a profile within a factor of two"),
            "Eq. (11)",
            closures=(closures.TETHER, closures.POLARISATION_READING),
            against="Eq. (11): a static field has no curl and passes",
        ),
        not_measurable("whether one equation follows from others"),
    )


@CLAIMS(
    "C081",
    "VII",
    "Eq. (14)",
    "n_s is the electron density of the lattice, so λ follows from it.",
    formula="Eq. (14) with the density of conduction electrons, beside the measured λ(0)",
    needs=(14, "meissner", *DEPTHS, *DENSITIES),
    figures=("fig09", "figdepths"),
)
def from_density(ev: Evidence) -> Verdict:
    free = ev.result(r.B.at("free"), "field one λ_L inside free pairs", depth=1.0)
    once = ev.chosen("1/e", math.exp(-1), "B0", "Eq. (13) at x = λ_L")
    agree = [within_error(own, seen, 2.0) for _, own, seen in depths(ev)]
    ratios = [float(seen) / float(own) for _, own, seen in depths(ev)]
    return Verdict(
        nothing_to_check(),
        follows(
            within(free, once, 0.05, "a slab of finite thickness, a finite time"),
            "Eq. (14) with every pair free and undamped",
        ),
        measured(all_of(*agree)),
        f"The depths compared here are {min(ratios):.1f} to {max(ratios):.1f} times Eq. (14)'s.",
    )


@CLAIMS(
    "C083",
    "VII",
    "Eq. (14)",
    "The displacement of bound electrons causes the screening of depth λ_L.",
    formula="static field five λ_L inside bound pairs; Lorentz's static kernel K λ²",
    needs=("meissner", "london_moment"),
    figures=("fig06", "fig09"),
)
def bound_screening(ev: Evidence) -> Verdict:
    slow = ev.chosen("frequency", 1e-3, "ω_p", "towards a static field")
    tether = ev.result(r.own.resonance, "resonance of the pairs")
    epsilon = ev.standard(
        "lorentz.permittivity",
        slow,
        tether,
        1.0,
        name="ε of bound pairs",
        unit="1",
        pick=lambda e: float(e.real),
    )
    kernel = derived(
        "static kernel of bound pairs",
        (1 - float(epsilon)) * float(slow) ** 2,
        "1",
        "K λ² = (1 − ε) ω²/ω_p²",
        epsilon,
        slow,
    )
    london = ev.chosen("London's kernel", 1.0, "1", "K λ² = 1")
    bound = _bound(ev)
    half = ev.chosen("half of the field", 0.5, "B0", "the least that would be called screening")
    inertia = ev.cited("london_moment", "m*/2m of the screening carriers")
    free = ev.chosen("that of free electrons", 1.0, "1", "m* = 2m")
    return Verdict(
        nothing_to_check(),
        follows(
            all_of(below(bound, half), within_factor(kernel, london, 2.0, "the same kernel")),
            "Eq. (8) with bound pairs",
            closures=(closures.TETHER,),
        ),
        measured(
            negated(within(inertia, free, 0.01, "bound electrons would turn with the lattice"))
        ),
        "The slab's electrons follow a static field with no current; London's have inertia only.",
    )


def _points(word: str, states: Iterable[str]) -> float:
    return float(sum(word in str(state) for state in states))


@CLAIMS(
    "C116",
    "IX",
    "text",
    "The Meissner state is the coexistence of insulating and magnetic state, the vortex state that "
    "of insulating, magnetic and metallic.",
    formula="points of the map over T and H with each coexistence",
    needs=("meissner",),
    figures=("fig05_field",),
)
def coexistence(ev: Evidence) -> Verdict:
    real = ev.result(
        r.SAMPLE_STATE.at(r.REAL),
        "points with magnetic state in kelvin",
        pick=partial(_points, "magnetic"),
    )
    none = ev.chosen("none", 0.0, "1", "one point is enough")
    found = [
        ev.result(
            r.SAMPLE_STATE.at(r.SCALED),
            f"points with {told}",
            tag=word,
            pick=partial(_points, word),
        )
        for word, told in (
            ("(insulating + magnetic)", "insulating and magnetic state"),
            ("(insulating + magnetic + metallic)", "insulating, magnetic and metallic state"),
        )
    ]
    return Verdict(
        nothing_to_check(),
        follows(
            all_of(*(above(n, none) for n in found)),
            "the pair lattice",
            closures=(
                closures.TETHER,
                closures.MAGNETIC_DRIVE,
                closures.FIELD_AS_HEAT,
                closures.HEAT_BATH,
                closures.STATE_RULES,
                closures.DISORDERING_TEMPERATURE,
                closures.ABSORBING_SHARE,
            ),
        ),
        not_measured(
            "an insulating inside of a superconductor", ev.rows_about("insulating_inside")
        ),
        f"In the map in kelvin, with η = 1, there are {real.quantity} such points.",
    )
