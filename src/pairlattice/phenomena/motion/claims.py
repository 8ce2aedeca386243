"""What Sec. VIII says of moving vortices, judged on tubes in a fluctuating temperature."""

from pairlattice.ledger import (
    Collection,
    Evidence,
    Number,
    Verdict,
    above,
    all_of,
    contains,
    derived,
    follows,
    measured,
    negated,
    nothing_to_check,
)
from pairlattice.model import closures
from pairlattice.phenomena.motion import results as r

CLAIMS = Collection("motion")

# Of all that is found of tubes: where they are, and by which rules their tracks are read.
_TUBES = (
    closures.TETHER,
    closures.MAGNETIC_DRIVE,
    closures.TEMPERATURE_FIELD,
    closures.HEAT_BATH,
    closures.SIZE_OF_FLUCTUATIONS,
    closures.TUBES_BY_COHERENCE,
    closures.EVENT_RULES,
)


def _count(ev: Evidence, kind: str) -> Number:
    return ev.result(r.COUNT, f"events of the kind {kind}", tag=kind, kind=kind)


def _none(ev: Evidence) -> Number:
    return ev.chosen("none", 0.0, "1", "one event is enough")


@CLAIMS(
    "C111",
    "VIII",
    "Fig. 14(a,b)",
    "Hopping is the annihilation of a vortex at one place and the nucleation of one at another.",
    formula="hops of tubes beyond unrelated deaths and births; single vortices dragged by a tip",
    needs=("motion", "mot_auslaender", "mot_harada92"),
    figures=("fig14",),
)
def hopping(ev: Evidence) -> Verdict:
    dragged, seen = (ev.cited(row, number="text") for row in ("mot_auslaender", "mot_harada92"))
    expected = ev.result(r.CHANCE, "hops by chance")
    spread = ev.result(r.CHANCE_SPREAD, "their spread")
    hops = _count(ev, "hop")
    sigma = (float(hops) - float(expected)) / float(spread)
    excess = derived(
        "excess of hops", sigma, "1", "(found − chance)/spread", hops, expected, spread
    )
    two = ev.chosen("two standard deviations", 2.0, "1", "95 % of a normal distribution")
    continuous = all_of(contains(dragged, "dragging"), contains(seen, "motion seen"))
    return Verdict(
        nothing_to_check(),
        follows(above(excess, two), "the pair lattice", closures=_TUBES),
        measured(negated(continuous)),
        "A tip drags one and the same vortex over hundreds of nanometres.",
    )


@CLAIMS(
    "C112",
    "VIII",
    "Fig. 14(c,d)",
    "Creep is the shrinking and swelling of vortices where they are.",
    formula="shrinking and swelling tubes; creep as seen by a microscope",
    needs=("motion", "mot_lee"),
    figures=("fig14",),
)
def creeping(ev: Evidence) -> Verdict:
    both = all_of(*(above(_count(ev, kind), _none(ev)) for kind in ("shrink", "swell")))
    return Verdict(
        nothing_to_check(),
        follows(both, "the pair lattice", closures=_TUBES),
        measured(negated(contains(ev.cited("mot_lee", number="text"), "lattice speed"))),
        "The creep that was watched for a week was a common motion of the lattice.",
    )


@CLAIMS(
    "C114",
    "VIII",
    "text",
    "Vortices do not move; only the temperature and the field do.",
    formula="birth and death against continuous motion, by likelihood, for the tubes; speeds of "
    "vortices",
    needs=("motion", "mot_embon", "mot_straver"),
    figures=("fig14",),
)
def no_motion(ev: Evidence) -> Verdict:
    ratio = ev.result(r.LOG_RATIO, "log-likelihood of birth and death over continuous motion")
    sure = ev.chosen("odds that settle it", 4.6, "1", "ln 100: a hundred to one")
    moving = all_of(
        contains(ev.cited("mot_embon", number="text"), "velocity"),
        contains(ev.cited("mot_straver", number="text"), "positioning"),
    )
    return Verdict(
        nothing_to_check(),
        follows(above(ratio, sure), "the pair lattice", closures=_TUBES),
        measured(negated(moving)),
    )
