"""Sec. V and VIII: what Fig. 11 says, judged on the simulated rod."""

from functools import partial
from typing import Any

import numpy as np

from pairlattice.ledger import (
    Collection,
    Evidence,
    Number,
    Verdict,
    above,
    all_of,
    any_of,
    below,
    contains,
    derived,
    follows,
    measured,
    negated,
    nothing_to_check,
)
from pairlattice.phenomena.vortices import results as r
from pairlattice.phenomena.vortices.cross_section import CLOSURES
from pairlattice.variable import Variable

CLAIMS = Collection("vortices")

_STATES = ("insulating", "Meissner", "vortex", "normal")


def _is(state: str, name: str) -> float:
    return float(str(name).startswith(state))


def _seen(place: int, values: Any) -> float:
    """The first (0) or last (-1) of the values that are there."""
    return float(values[np.isfinite(values) & (values > 0)][place])


def _none(ev: Evidence) -> Number:
    return ev.chosen("none", 0.0, "1", "one is enough")


def _share(ev: Evidence, state: str) -> Number:
    """Share of a state between Hc1 and Hc2."""
    told = f"share {state} between Hc1 and Hc2"
    return ev.result(r.SHARE.at("case2"), told, state_name=state, tag=state)


def _end(ev: Evidence, variable: Variable, told: str, place: int) -> Number:
    """A quantity of the tubes at the first (0) or last (-1) field of the scan that has any."""
    when = "first" if place == 0 else "last"
    return ev.result(
        variable,
        f"{told}, {when} field",
        pick=partial(_seen, place),
        tag=when,
        material="Nb",
        temperature=0.32,
    )


@CLAIMS(
    "C070",
    "V",
    "text",
    "A strong field turns part of the superconductor into a metal, and a vortex lattice forms.",
    formula="share of metallic pairs between Hc1 and Hc2; conductance at a vortex core",
    needs=("vortices", "stm_core"),
    figures=("fig11",),
)
def partly_metal(ev: Evidence) -> Verdict:
    metallic = _share(ev, "metallic")
    whole = ev.chosen("all of it", 1.0, "1", "unit")
    return Verdict(
        nothing_to_check(),
        follows(
            all_of(above(metallic, _none(ev)), below(metallic, whole)),
            "the pair lattice",
            closures=CLOSURES,
        ),
        measured(contains(ev.cited("stm_core", number="text"), "core conductance peak")),
    )


@CLAIMS(
    "C096",
    "VIII",
    "Fig. 11",
    "With growing field a type-II superconductor passes three steps: a magnetic surface below Hc1, "
    "metallic tubes between Hc1 and Hc2, a normal metal above Hc2.",
    formula="states of one rod at four fields; Bc1 and Bc2 of niobium",
    needs=("vortices", "Nb:Bc1(0)", "Nb:Bc2(0)"),
    figures=("fig11",),
)
def three_steps(ev: Evidence) -> Verdict:
    right = [
        ev.result(
            r.SAMPLE_STATE.at(f"case{i}"),
            f"field {i} finds the state {state}",
            pick=partial(_is, state),
        )
        for i, state in enumerate(_STATES)
    ]
    low, high = ev.cited("Nb:Bc1(0)"), ev.cited("Nb:Bc2(0)")
    return Verdict(
        nothing_to_check(),
        follows(
            all_of(*(above(one, _none(ev)) for one in right)),
            "the pair lattice",
            closures=CLOSURES,
        ),
        measured(below(low, high)),
        "The measured part compares the order of the two critical fields, not what the surface and "
        "the tubes consist of; C068, C097 and C110 ask that.",
    )


@CLAIMS(
    "C097",
    "VIII",
    "text",
    "The mixed state holds insulating, magnetic and metallic regions at once.",
    formula="shares of the three between Hc1 and Hc2; decay time of a current through a type-II "
    "solenoid",
    needs=("vortices", "persist_file_mills"),
    figures=("fig11",),
)
def three_regions(ev: Evidence) -> Verdict:
    three = [_share(ev, state) for state in ("insulating", "magnetic", "metallic")]
    years = ev.cited("persist_file_mills", number="lower")
    lasts = derived(
        "decay time of a current in Nb-Zr, at least", float(years) * 3.15576e7, "s", "years", years
    )
    short = ev.chosen("a second", 1.0, "s", "an insulator lets no current last")
    return Verdict(
        nothing_to_check(),
        follows(
            all_of(*(above(share, _none(ev)) for share in three)),
            "the pair lattice",
            closures=CLOSURES,
        ),
        measured(below(lasts, short)),
        "Nb-Zr is of type II; between its vortices it carries current without loss.",
    )


@CLAIMS(
    "C108",
    "VIII",
    "text",
    "The diameter of the vortices grows together with their number.",
    formula="diameter and number of metallic regions, first and last field of the scan; core "
    "radius as measured",
    needs=("vortices", "core_yni2b2c", "core_nbse2"),
    figures=("fig11",),
)
def diameter_grows(ev: Evidence) -> Verdict:
    few, many = (_end(ev, r.FOUND, "number", place) for place in (0, -1))
    thin, wide = (_end(ev, r.DIAMETER, "diameter", place) for place in (0, -1))
    shrink = any_of(
        contains(ev.cited("core_yni2b2c", number="text"), "decreases"),
        contains(ev.cited("core_nbse2", number="text"), "larger at low field"),
    )
    return Verdict(
        nothing_to_check(),
        follows(
            all_of(above(many, few), above(wide, thin)),
            "the pair lattice",
            closures=CLOSURES,
        ),
        measured(negated(shrink)),
    )
