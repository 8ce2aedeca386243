"""What Sec. V says of the states of the lattice, judged on four simulated samples and two maps."""

import numpy as np

from pairlattice import constants as c
from pairlattice.ledger import (
    Collection,
    Evidence,
    Number,
    Verdict,
    above,
    below,
    derived,
    every,
    follows,
    measured,
    not_measurable,
    nothing_to_check,
    same_sign,
    says,
    turned,
    within,
)

CLAIMS = Collection("states")

_YEAR = 365.25 * 86400.0  # s


def _fraction(ev: Evidence, sample: str, state: str) -> Number:
    """Share of a sample's blocks in a state."""
    asked = ev.attribute("states", f"samples/{sample}@asked")
    told = f"share {state} in the sample: {asked}"
    key = f"samples/{sample}/blocks/state"
    code = ("insulating", "metallic", "superconducting", "magnetic").index(state)
    return ev.result("states", key, told, "1", pick=lambda s: np.mean(s[s >= 0] == code))


def _coherence(ev: Evidence, sample: str) -> Number:
    return ev.result(
        "states",
        f"samples/{sample}/coherence_mean",
        f"coherence, {sample} sample",
        error="coherence_error",
    )


def _threshold(ev: Evidence) -> Number:
    return ev.result("states", "@thresholds/coherence", "threshold C*", "1")


def _half(ev: Evidence) -> Number:
    return ev.chosen("most of the sample", 0.5, "1", "more than half")


@CLAIMS(
    "C061",
    "V",
    "Fig. 5(b)",
    "In a metal a common displacement along the field adds to a random one, and charges appear at "
    "both ends.",
    formula="end charge of the hot sample in a field, beside −n⟨u⟩; the field of n e · 1 Å",
    needs=("states", "Cu:n_conduction", "air_breakdown"),
    figures=("fig05",),
)
def metal(ev: Evidence) -> Verdict:
    end = ev.result(
        "states",
        "samples/metallic/end_charge_far",
        "charge of the end that the electrons move towards",
    )
    near = ev.result("states", "samples/metallic/end_charge_near", "charge of the other end")
    opposite = derived("minus the other end's charge", -float(near), "e/d^2", "−σ", near)
    metallic = _fraction(ev, "metallic", "metallic")
    n = ev.cited("Cu:n_conduction", "electron density of copper")
    field = derived(
        "field of an end charge of n e · 1 Å",
        float(n) * c.elementary_charge * 1e-10 / c.vacuum_permittivity,
        "V/m",
        "n e · 1 Å/ε0",
        n,
    )
    air = ev.cited("air_breakdown", "breakdown field of air")
    both = every(same_sign(end, opposite), above(metallic, _half(ev)))
    return Verdict(
        nothing_to_check(),
        follows(both, "the pair lattice", closures=ev.closures("states")),
        measured(below(field, air)),
    )


@CLAIMS(
    "C066",
    "V",
    "Fig. 5(c)",
    "Phase coherence of the superconducting state means that the dipoles are parallel.",
    formula="coherence of the cold sample in a field; what an interference of phases shows",
    needs=("states", "josephson_emf"),
    figures=("fig05",),
)
def phase_coherence(ev: Evidence) -> Verdict:
    seen = ev.cited("josephson_emf", number="text")
    return Verdict(
        nothing_to_check(),
        follows(
            above(_coherence(ev, "superconducting"), _threshold(ev)),
            "the pair lattice",
            closures=ev.closures("states"),
        ),
        measured(turned(says(seen, "josephson"))),
        "Parallel dipoles are fixed by a direction. The Josephson effect shows a phase that a "
        "voltage turns without end.",
    )


@CLAIMS(
    "C067",
    "V",
    "Fig. 5(d)",
    "Magnetic and superconducting states do not differ in kind: both carry charges at their ends.",
    formula="coherence and end charges of both samples; c B at the pole of a magnet, by Eq. (5)",
    needs=(4, 5, "states", "air_breakdown"),
    figures=("fig05",),
)
def magnet(ev: Evidence) -> Verdict:
    limit = _threshold(ev)
    ends = [
        ev.result("states", f"samples/{name}/end_charge_far", f"end charge, {name} sample")
        for name in ("superconducting", "magnetic")
    ]
    alike = every(
        *(above(_coherence(ev, name), limit) for name in ("superconducting", "magnetic")),
        same_sign(*ends),
    )
    pole = ev.chosen("field at the pole of a magnet", 0.5, "T", "neodymium magnets")
    electric = derived(
        "electric field at that pole by Eq. (5)",
        c.speed_of_light * float(pole),
        "V/m",
        "c B",
        pole,
        origin="equation",
    )
    air = ev.cited("air_breakdown", "breakdown field of air")
    return Verdict(
        nothing_to_check(),
        follows(alike, "the pair lattice", closures=ev.closures("states")),
        measured(below(electric, air)),
    )


@CLAIMS(
    "C069",
    "V",
    "text",
    "With neither E nor B applied, a superconductor below Tc is an insulator.",
    formula="state of the cold sample without a field; time for which a ring keeps its current",
    needs=("states", "persist_file_mills"),
    figures=("fig05",),
)
def insulating_at_rest(ev: Evidence) -> Verdict:
    years = ev.cited("persist_file_mills", number="lower")
    ring = derived(
        "decay time of a current without a field, at least",
        float(years) * _YEAR,
        "s",
        "years",
        years,
    )
    short = ev.chosen("a second", 1.0, "s", "an insulator lets no current last")
    return Verdict(
        nothing_to_check(),
        follows(
            above(_fraction(ev, "insulating", "insulating"), _half(ev)),
            "the pair lattice",
            closures=ev.closures("states"),
        ),
        measured(below(ring, short)),
    )


@CLAIMS(
    "C115",
    "IX",
    "text",
    "Below Tc a superconductor may be in five states: insulating, normal, metallic, magnetic, "
    "superconducting.",
    formula="different states that occur in both maps of the simulation",
    needs=("states",),
    figures=("fig05",),
)
def five_states(ev: Evidence) -> Verdict:
    kinds = ev.result(
        "states",
        "map_field/state",
        "states in the map over T and E",
        pick=lambda s: len({*s[s < 4].flat}),
    )
    more = ev.result(
        "states",
        "map_kappa/state",
        "further states in the map over T and κ",
        pick=lambda s: len({*s[s == 3].flat}),
    )
    found = derived(
        "different states found", float(kinds) + float(more), "1", "of both maps", kinds, more
    )
    stated = ev.paper("states that are named", 5.0, "1", "Sec. IX")
    return Verdict(
        nothing_to_check(),
        follows(
            within(found, stated, 0.01, "whole numbers"),
            "Fig. 5",
            closures=ev.closures("states"),
            against="Fig. 5, which defines four; Sec. II calls the lattice at rest normal",
        ),
        not_measurable("names of states"),
    )
