"""What Sec. V and VIII say of vortices, judged on the simulated rod and on lattices of tubes."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from pairlattice.ledger import (
    Collection,
    Comparison,
    Evidence,
    Number,
    Verdict,
    above,
    below,
    derived,
    every,
    follows,
    measured,
    nothing_to_check,
    says,
    some,
    turned,
    within,
)
from pairlattice.measured.materials import materials

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
    return ev.result(
        "vortices",
        "regimes/case2/share",
        f"share {state} between Hc1 and Hc2",
        state_name=state,
        tag=state,
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
            every(above(metallic, _none(ev)), below(metallic, whole)),
            "the pair lattice",
            closures=ev.closures("vortices"),
        ),
        measured(says(ev.cited("stm_core", number="text"), "core conductance peak")),
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
            "vortices",
            f"regimes/case{i}@sample_state",
            f"field {i} finds the state {state}",
            "1",
            pick=partial(_is, state),
        )
        for i, state in enumerate(_STATES)
    ]
    low, high = ev.cited("Nb:Bc1(0)"), ev.cited("Nb:Bc2(0)")
    return Verdict(
        nothing_to_check(),
        follows(
            every(*(above(one, _none(ev)) for one in right)),
            "the pair lattice",
            closures=ev.closures("vortices"),
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
            every(*(above(share, _none(ev)) for share in three)),
            "the pair lattice",
            closures=ev.closures("vortices"),
        ),
        measured(below(lasts, short)),
        "Nb-Zr is of type II; between its vortices it carries current without loss.",
    )


def _margin(ev: Evidence, axis: str, shape: str) -> Number:
    """How far a shape lies below the best of the others, at the closest spacing."""

    def lead(e: Any) -> float:
        names = ("square", "triangular", "distorted")
        own = float(e[names.index(shape), 0])
        return min(float(e[j, 0]) for j in range(3) if names[j] != shape) - own

    return ev.result(
        "vortices",
        "tube_lattices/lowest",
        f"how far {shape} lies below the other lattices, field along {axis}",
        pick=lead,
        axis=axis,
        tag=axis,
    )


def _size(ev: Evidence, axis: str) -> str:
    """The pairs' part beside the vortices' own repulsion."""
    told = "square less triangular, pairs"
    pairs = ev.result("vortices", "against_repulsion/pairs", told, pick=lambda e: e[0], axis=axis)
    told = "the same of the vortices' repulsion"
    own = ev.result("vortices", "against_repulsion/vortices", told, pick=lambda e: e[0])
    return (
        "Energy of the square lattice less that of the triangular one at the closest spacing: by "
        f"the pairs {pairs.quantity}, by the vortices' own repulsion {own.quantity}."
    )


def _axis(
    id: str,
    axis: str,
    shape: str,
    statement: str,
    rows: tuple[str, ...],
    judge: Callable[[Evidence], Comparison],
) -> None:
    @CLAIMS(
        id,
        "VIII",
        f"Figs. 12 and 13, {axis}",
        statement,
        formula="energies of tube lattices of equal density; lattices as observed",
        needs=("vortices", *rows),
        figures=("fig12", "fig13"),
    )
    def along_an_axis(ev: Evidence) -> Verdict:
        return Verdict(
            nothing_to_check(),
            follows(
                above(_margin(ev, axis, shape), _none(ev)),
                "the least energy of the pairs",
                closures=ev.closures("vortices"),
            ),
            measured(judge(ev)),
            _size(ev, axis),
        )


_FOURFOLD = ("vl_v3si", "vl_bafe2asp", "vl_hg1201", "vl_luni2b2c", "vl_ybco", "vl_sr2ruo4")


def _square_everywhere(ev: Evidence) -> Comparison:
    seen = [ev.cited(row, number="text") for row in _FOURFOLD]
    return every(*(turned(says(row, "triang", "hexagonal")) for row in seen))


def _niobium(*words: str) -> Callable[[Evidence], Comparison]:
    return lambda ev: says(ev.cited("vl_nb_111_110", number="text"), *words)


_axis(
    "C102",
    "[001]",
    "square",
    "With the field along a fourfold axis the vortex lattice is square.",
    _FOURFOLD,
    _square_everywhere,
)
_axis(
    "C103",
    "[111]",
    "triangular",
    "With the field along a threefold axis the vortex lattice is triangular.",
    ("vl_nb_111_110",),
    _niobium("triangular"),
)
_axis(
    "C104",
    "[110]",
    "distorted",
    "With the field along a twofold axis the vortex lattice is a distorted hexagon.",
    ("vl_nb_111_110",),
    _niobium("distorted hexagon"),
)


@CLAIMS(
    "C105",
    "VIII",
    "Fig. 12",
    "All superconductors share the rock-salt lattice of ions and electrons, hence the symmetries "
    "of their vortex lattices.",
    formula="angles of the projections along [001], [111], [110]; Fm-3m among the superconductors",
    needs=("vortices", "dataset:3DSC_MP:share_Fm-3m_entries"),
    figures=("fig12",),
)
def common_symmetry(ev: Evidence) -> Verdict:
    wanted = (
        (0, "[001]", 90.0),
        (1, "[111]", 60.0),
        (2, "[110]", float(np.degrees(np.arccos(1 / 3)))),
    )
    alike = []
    for i, axis, degrees in wanted:
        found = ev.result(
            "vortices",
            f"projections/axis{i}/triangle",
            f"largest angle along {axis}",
            pick=lambda a: a.max(),
        )
        exact = ev.chosen(f"angle of the figure along {axis}", degrees, "degree", "by geometry")
        alike.append(within(found, exact, 1e-6, "geometry, rounding apart"))
    share = ev.cited("dataset:3DSC_MP:share_Fm-3m_entries", "share of Fm-3m among superconductors")
    nearly = ev.chosen("nearly all", 0.9, "", "what all may mean at least")
    imaged = ("V3Si", "Nb", "NbSe2", "MgB2", "YBCO")
    groups = ", ".join(f"{name} {materials()[name].space_group}" for name in imaged)
    return Verdict(
        nothing_to_check(),
        follows(every(*alike), "the crystal of Fig. 12"),
        measured(above(share, nearly)),
        f"Vortex lattices were imaged in {groups}.",
    )


@CLAIMS(
    "C106",
    "VIII",
    "Fig. 13",
    "The fixed symmetry of the crystal fixes that of the vortex lattice.",
    formula="spacings at which another tube lattice is lowest along [001]; lattices that change "
    "with the field",
    needs=("vortices", "vl_v3si", "vl_yni2b2c", "vl_ybco"),
    figures=("fig13",),
)
def fixed_symmetry(ev: Evidence) -> Verdict:
    changes = ev.result(
        "vortices",
        "tube_lattices/lowest",
        "spacings at which another is lowest",
        "1",
        axis="[001]",
        tag="changes",
        pick=lambda e: float((e.argmin(0) != e.argmin(0)[0]).sum()),
    )
    seen = [ev.cited(row, number="text") for row in ("vl_v3si", "vl_yni2b2c", "vl_ybco")]
    moving = some(*(says(row, "->") for row in seen))
    one = ev.chosen("one", 0.5, "1", "none, in whole numbers")
    return Verdict(
        nothing_to_check(),
        follows(
            below(changes, one), "the least energy of the pairs", closures=ev.closures("vortices")
        ),
        measured(turned(moving)),
    )


def _end(ev: Evidence, name: str, told: str, place: int) -> Number:
    """A quantity of the tubes at the first (0) or last (-1) field of the scan that has any."""
    when = "first" if place == 0 else "last"
    return ev.result(
        "vortices",
        f"scan/{name}",
        f"{told}, {when} field",
        pick=partial(_seen, place),
        tag=when,
        material="Nb",
        temperature=0.32,
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
    few, many = (_end(ev, "found", "number", place) for place in (0, -1))
    thin, wide = (_end(ev, "diameter", "diameter", place) for place in (0, -1))
    shrink = some(
        says(ev.cited("core_yni2b2c", number="text"), "decreases"),
        says(ev.cited("core_nbse2", number="text"), "larger at low field"),
    )
    return Verdict(
        nothing_to_check(),
        follows(
            every(above(many, few), above(wide, thin)),
            "the pair lattice",
            closures=ev.closures("vortices"),
        ),
        measured(turned(shrink)),
    )
