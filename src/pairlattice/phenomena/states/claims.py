"""What the paper says of the states of the lattice, judged on simulated samples and two maps."""

import numpy as np

from pairlattice import constants as c
from pairlattice.ledger import (
    Collection,
    Evidence,
    Number,
    Verdict,
    above,
    all_of,
    below,
    contains,
    derived,
    follows,
    measured,
    negated,
    not_measurable,
    nothing_to_check,
    same_sign,
    within,
)
from pairlattice.model import closures
from pairlattice.model.local_states import LocalState
from pairlattice.phenomena.states import results as r

CLAIMS = Collection("states")

_YEAR = 365.25 * 86400.0  # s
_COUPLED = (closures.TETHER, closures.NEIGHBOUR, closures.HEAT_BATH)
_COUNTED = (*_COUPLED, closures.STATE_RULES)


def _fraction(ev: Evidence, sample: str, state: LocalState) -> Number:
    """Share of a sample's blocks in a state."""
    told = f"share {state.label} in the sample: {r.SAMPLES[sample]}"
    share = r.BLOCK_STATE.at(sample)
    return ev.result(share, told, pick=lambda s: np.mean(s[s >= 0] == state))


def _coherence(ev: Evidence, sample: str) -> Number:
    return ev.result(r.COHERENCE.at(sample), f"coherence, {sample} sample")


def _threshold(ev: Evidence) -> Number:
    return ev.result(r.settings.thresholds.coherence, "threshold C*")


def _half(ev: Evidence) -> Number:
    return ev.chosen("most of the sample", 0.5, "1", "more than half")


@CLAIMS(
    "C004",
    "I",
    "text",
    "The superconducting transition is not spontaneous; an external field must drive it.",
    formula="coherence without a field at κ > 0; calorimetry without a field",
    needs=("states", "al_calorimetry"),
    figures=("fig05",),
)
def driven(ev: Evidence) -> Verdict:
    coherence = r.OVER_FIELD.coherence_off
    off = ev.result(coherence, "largest coherence without a field", pick=np.max)
    jump = ev.standard("bcs.specific_heat_jump", name="jump by BCS, no field", unit="γTc")
    return Verdict(
        nothing_to_check(),
        follows(below(off, _threshold(ev)), "the pair lattice at κ > 0", closures=_COUPLED),
        measured(negated(contains(ev.cited("al_calorimetry", number="text"), "without field"))),
        f"Calorimetry finds the transition without a field; BCS gives the {jump}.",
    )


@CLAIMS(
    "C005",
    "I",
    "text",
    "The order parameter of Ginzburg and Landau is the electric dipole vector of the pair.",
    formula="coherence of the dipoles in a field; the phase that Josephson's frequency shows",
    needs=("states", "josephson_emf"),
    figures=("fig05",),
)
def order_parameter(ev: Evidence) -> Verdict:
    ordered = ev.result(r.COHERENCE.at("superconducting"), "coherence in a field, cold")
    return Verdict(
        nothing_to_check(),
        follows(above(ordered, _threshold(ev)), "the pair lattice", closures=_COUPLED),
        measured(negated(contains(ev.cited("josephson_emf", number="text"), "josephson"))),
        "The dipoles order; a vector of three real components has no phase, and the Josephson "
        "effect is a phase that turns at the frequency 2eV/h.",
    )


@CLAIMS(
    "C023",
    "II",
    "text",
    "Without a field the lattice is the normal state; a field may turn it into a metal.",
    formula="temperatures at which the map goes from insulating to metallic as E grows; ohmic "
    "response at the smallest voltages",
    needs=("states", "ohm_nanovolt"),
    figures=("fig05",),
)
def normal_state(ev: Evidence) -> Verdict:
    turning = ev.result(
        r.OVER_FIELD.state,
        "temperatures at which a field makes insulating metallic",
        pick=lambda states: sum(
            row[0] == LocalState.INSULATING and (row == LocalState.METALLIC).any() for row in states
        ),
    )
    none = ev.chosen("none", 0.0, "1", "one temperature is enough")
    return Verdict(
        nothing_to_check(),
        follows(above(turning, none), "the pair lattice", closures=_COUNTED),
        measured(negated(contains(ev.cited("ohm_nanovolt", number="text"), "ohmic"))),
        "In the map a field orders the insulating lattice, and only temperature makes it metallic.",
    )


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
    end = ev.result(r.FAR.at("metallic"), "charge of the end that the electrons move towards")
    near = ev.result(r.NEAR.at("metallic"), "charge of the other end")
    opposite = derived("minus the other end's charge", -float(near), near.unit, "−σ", near)
    metallic = _fraction(ev, "metallic", LocalState.METALLIC)
    n = ev.cited("Cu:n_conduction", "electron density of copper")
    field = derived(
        "field of an end charge of n e · 1 Å",
        float(n) * c.elementary_charge * 1e-10 / c.vacuum_permittivity,
        "V/m",
        "n e · 1 Å/ε0",
        n,
    )
    air = ev.cited("air_breakdown", "breakdown field of air")
    both = all_of(same_sign(end, opposite), above(metallic, _half(ev)))
    return Verdict(
        nothing_to_check(),
        follows(both, "the pair lattice", closures=_COUNTED),
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
            closures=_COUPLED,
        ),
        measured(negated(contains(seen, "josephson"))),
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
        ev.result(r.FAR.at(name), f"end charge, {name} sample")
        for name in ("superconducting", "magnetic")
    ]
    alike = all_of(
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
        follows(alike, "the pair lattice", closures=_COUPLED),
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
            above(_fraction(ev, "insulating", LocalState.INSULATING), _half(ev)),
            "the pair lattice",
            closures=_COUNTED,
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
        r.OVER_FIELD.state,
        "states in the map over T and E",
        pick=lambda s: len({*s[s < LocalState.UNDETERMINED].flat}),
    )
    more = ev.result(
        r.OVER_KAPPA.state,
        "further states in the map over T and κ",
        pick=lambda s: len({*s[s == LocalState.MAGNETIC].flat}),
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
            closures=_COUNTED,
            against="Fig. 5, which defines four; Sec. II calls the lattice at rest normal",
        ),
        not_measurable("names of states"),
    )
