"""What Sec. VII and IX say of a superconductor in a field: a slab by the pairs' motion, a map."""

from collections.abc import Iterable
from functools import partial

from pairlattice.ledger import (
    Collection,
    Evidence,
    Verdict,
    above,
    below,
    derived,
    every,
    follows,
    measured,
    not_measurable,
    not_measured,
    nothing_to_check,
    turned,
    within,
    within_factor,
)
from pairlattice.model import closures

CLAIMS = Collection("meissner")


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
    bound = ev.result("meissner", "slab/bound/B", "field five λ_L inside bound pairs", depth=5.0)
    decayed = ev.equation("decayed_field", 1.0, 5.0, 1.0, name="the same by Eq. (13)", unit="B0")
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
    tether = ev.result("meissner", "@parameters/resonance", "resonance of the pairs", "ω_p")
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
    bound = ev.result("meissner", "slab/bound/B", "field five λ_L inside bound pairs", depth=5.0)
    half = ev.chosen("half of the field", 0.5, "B0", "the least that would be called screening")
    inertia = ev.cited("london_moment", "m*/2m of the screening carriers")
    free = ev.chosen("that of free electrons", 1.0, "1", "m* = 2m")
    return Verdict(
        nothing_to_check(),
        follows(
            every(below(bound, half), within_factor(kernel, london, 2.0, "the same kernel")),
            "Eq. (8) with bound pairs",
            closures=(closures.TETHER,),
        ),
        measured(
            turned(within(inertia, free, 0.01, "bound electrons would turn with the lattice"))
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
        "meissner",
        "maps/real/sample_state",
        "points with magnetic state in kelvin",
        "1",
        pick=partial(_points, "magnetic"),
    )
    none = ev.chosen("none", 0.0, "1", "one point is enough")
    found = [
        ev.result(
            "meissner",
            "maps/scaled/sample_state",
            f"points with {told}",
            "1",
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
            every(*(above(n, none) for n in found)),
            "the pair lattice",
            closures=ev.closures("meissner"),
        ),
        not_measured(
            "an insulating inside of a superconductor", ev.rows_about("insulating_inside")
        ),
        f"In the map in kelvin, with η = 1, there are {real.quantity} such points.",
    )
