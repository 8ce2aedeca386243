"""Sec. VIII: what Fig. 12 and 13 say, judged on lattices of tubes and on the crystal's symmetry."""

from collections.abc import Callable
from typing import Any

import numpy as np

from pairlattice.ledger import (
    Collection,
    Comparison,
    Evidence,
    Number,
    Verdict,
    above,
    all_of,
    any_of,
    below,
    contains,
    follows,
    measured,
    negated,
    nothing_to_check,
    within,
)
from pairlattice.model import closures
from pairlattice.phenomena.vortices import results as r
from pairlattice.reference_data.materials import materials

CLAIMS = Collection("vortices")

# Tubes are where driven and tethered pairs are not driven; their edge is that of C16.
_TUBES = (
    closures.TETHER,
    closures.MAGNETIC_DRIVE,
    closures.ABSORBING_SHARE,
    closures.TUBE_PROFILE,
)


def _none(ev: Evidence) -> Number:
    return ev.chosen("none", 0.0, "1", "one is enough")


def _margin(ev: Evidence, axis: str, shape: str) -> Number:
    """How far a shape lies below the best of the others, at the closest spacing."""

    def lead(e: Any) -> float:
        names = ("square", "triangular", "distorted")
        own = float(e[names.index(shape), 0])
        return min(float(e[j, 0]) for j in range(3) if names[j] != shape) - own

    return ev.result(
        r.LOWEST,
        f"how far {shape} lies below the other lattices, field along {axis}",
        pick=lead,
        axis=axis,
        tag=axis,
    )


def _size(ev: Evidence, axis: str) -> str:
    """The pairs' part beside the vortices' own repulsion."""
    told = "square less triangular, pairs"
    pairs = ev.result(r.PAIRS, told, pick=lambda e: e[0], axis=axis)
    own = ev.result(r.REPULSION, "the same of the vortices' repulsion", pick=lambda e: e[0])
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
                closures=_TUBES,
            ),
            measured(judge(ev)),
            _size(ev, axis),
        )


_FOURFOLD = ("vl_v3si", "vl_bafe2asp", "vl_hg1201", "vl_luni2b2c", "vl_ybco", "vl_sr2ruo4")


def _square_everywhere(ev: Evidence) -> Comparison:
    seen = [ev.cited(row, number="text") for row in _FOURFOLD]
    return all_of(*(negated(contains(row, "triang", "hexagonal")) for row in seen))


def _niobium(*words: str) -> Callable[[Evidence], Comparison]:
    return lambda ev: contains(ev.cited("vl_nb_111_110", number="text"), *words)


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
            r.TRIANGLE.at(f"axis{i}"),
            f"largest angle along {axis}",
            pick=lambda a: a.max(),
        )
        exact = ev.chosen(f"angle of the figure along {axis}", degrees, "°", "by geometry")
        alike.append(within(found, exact, 1e-6, "geometry, rounding apart"))
    share = ev.cited("dataset:3DSC_MP:share_Fm-3m_entries", "share of Fm-3m among superconductors")
    nearly = ev.chosen("nearly all", 0.9, "", "what all may mean at least")
    imaged = ("V3Si", "Nb", "NbSe2", "MgB2", "YBCO")
    groups = ", ".join(f"{name} {materials()[name].space_group}" for name in imaged)
    return Verdict(
        nothing_to_check(),
        follows(all_of(*alike), "the crystal of Fig. 12"),
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
        r.LOWEST,
        "spacings at which another is lowest",
        axis="[001]",
        tag="changes",
        pick=lambda e: float((e.argmin(0) != e.argmin(0)[0]).sum()),
    )
    seen = [ev.cited(row, number="text") for row in ("vl_v3si", "vl_yni2b2c", "vl_ybco")]
    moving = any_of(*(contains(row, "->") for row in seen))
    one = ev.chosen("one", 0.5, "1", "none, in whole numbers")
    return Verdict(
        nothing_to_check(),
        follows(below(changes, one), "the least energy of the pairs", closures=_TUBES),
        measured(negated(moving)),
    )
