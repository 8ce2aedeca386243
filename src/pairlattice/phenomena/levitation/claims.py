"""What Sec. VI and VII say of a magnet that a superconductor carries."""

import numpy as np

from pairlattice.ledger import (
    Collection,
    Evidence,
    Verdict,
    above,
    all_of,
    contains,
    follows,
    measured,
    negated,
    not_measured,
    nothing_to_check,
    same_sign,
    units,
    within,
)
from pairlattice.model import closures
from pairlattice.phenomena.levitation import results as r

CLAIMS = Collection("levitation")

_C10 = (closures.LEVITATION_RESPONSE,)


@CLAIMS(
    "C072",
    "VI",
    "Fig. 7",
    "One superconductor can repel a magnet and attract it, and change between the two at once; "
    "this is the Meissner effect.",
    formula="signs of the force in one force-distance loop; what is seen with pinned flux",
    needs=("levitation", "lev_force"),
    figures=("fig07",),
)
def both_signs(ev: Evidence) -> Verdict:
    push = ev.result(r.LARGEST_REPULSION, "largest force on approach")
    pull = ev.result(r.LARGEST_ATTRACTION, "largest force on withdrawal")
    up = ev.chosen("upwards", 1.0, "1", "sign")
    both = all_of(same_sign(push, up), negated(same_sign(pull, up)))
    return Verdict(
        nothing_to_check(),
        follows(both, "Sec. VI, Fig. 8", closures=_C10),
        measured(contains(ev.cited("lev_force", number="text"), "both signs")),
        "Both signs were measured on melt-textured cuprates, which pin flux; without pinned flux "
        "the image model and London's give repulsion only.",
    )


@CLAIMS(
    "C077",
    "VI",
    "Fig. 8(b,c)",
    "The electrons are displaced downwards while the magnet approaches, upwards while it recedes.",
    formula="mean displacement below the magnet in both cases; hysteresis of a sphere without "
    "pinning",
    needs=("levitation", "chi_sphere"),
    figures=("fig08",),
)
def direction(ev: Evidence) -> Verdict:
    down, up = (
        ev.result(
            r.DISPLACEMENT,
            f"displacement, {case}",
            pick=lambda u: u.flat[abs(u).argmax()],
            case=case,
            tag=case,
        )
        for case in ("approach", "withdrawal")
    )
    return Verdict(
        nothing_to_check(),
        follows(
            negated(same_sign(down, up)),
            "Sec. VI, Fig. 8",
            closures=(closures.TETHER, closures.MAGNETIC_DRIVE, *_C10),
        ),
        measured(negated(contains(ev.cited("chi_sphere", number="note"), "no hysteresis"))),
    )


@CLAIMS(
    "C091",
    "VII",
    "Fig. 10",
    "The superconductor acts as a set of springs: at a suitable effective depth the force is m g.",
    formula="stiffness and height at rest by Eq. (12), beside those of a run in time",
    needs=(12, "levitation"),
    figures=("fig10",),
)
def springs(ev: Evidence) -> Verdict:
    k, k_run, z, z_run = (
        ev.result(variable, told, law="pairs")
        for variable, told in (
            (r.STIFFNESS, "stiffness by statics"),
            (r.STIFFNESS_RUN, "stiffness of the run"),
            (r.GAP, "height at rest by Eq. (12)"),
            (r.GAP_RUN, "mean height of the run"),
        )
    )
    origin = "two routes of one calculation"
    alike = all_of(within(k, k_run, 0.01, origin), within(z, z_run, 0.01, origin))
    return Verdict(
        units(ev.audit(12)),
        follows(alike, "Eq. (12)", closures=_C10),
        not_measured(
            "the stiffness of a levitation without pinning", ev.rows_about("lev_stiffness")
        ),
    )


@CLAIMS(
    "C092",
    "VII",
    "text",
    "Levitation fails when the effective depth passes 5 λ_L.",
    formula="largest mass that is carried, and λ/Λ there",
    needs=(12, 15, "levitation"),
    figures=("fig10",),
)
def load_limit(ev: Evidence) -> Verdict:
    top = ev.result(r.DEPTH_RATIO, "largest λ/Λ of a carried mass", pick=np.nanmax)
    one = ev.paper("greatest λ/Λ", 1.0, "1", "Sec. VII")
    heavy = ev.result(r.TOO_HEAVY, "heavier masses that are not carried")
    none = ev.chosen("none", 0.0, "1", "one that falls is enough")
    static = ev.result(r.CARRIED, "largest mass by statics")
    run = ev.result(r.CARRIED_IN_RUN, "largest mass in a run")
    origin = "masses are tried in steps of a few per cent"
    ends = (within(top, one, 0.1, origin), within(static, run, 0.05, origin), above(heavy, none))
    return Verdict(
        nothing_to_check(),
        follows(all_of(*ends), "Eq. (12) and (15)", closures=_C10),
        not_measured(
            "the largest load above a superconductor of type I", ev.rows_about("lev_load")
        ),
    )
