"""What the levitation figures show; every word about a result follows its numbers."""

import math
from typing import Any

import xarray as xr

from pairlattice.phenomena.levitation import results as r
from pairlattice.reference_data.experiments import experiment as measured
from pairlattice.variable import Variable


def captions(tree: xr.DataTree) -> dict[str, str]:
    """fig07, fig08, fig10 and the film."""
    return {
        "fig07": _forces(tree),
        "fig08": _electrons(tree),
        "fig10": _loads(tree),
        "levitation": _film(tree),
    }


def _at(variable: Variable, tree: xr.DataTree, unit: str = "", **labels: Any) -> float:
    return float(variable.of(tree).sel(**labels)) / variable.scale(unit)


def _word(variable: Variable, tree: xr.DataTree) -> str:
    return str(variable.of(tree).item())


def _setup(tree: xr.DataTree) -> str:
    return (
        f"{_word(r.own.grade, tree)} {_word(r.own.shape, tree)} of {r.MASS.value(tree, 'g'):.2f} g "
        f"above {_word(r.settings.material.name, tree)} (type {_word(r.TYPE, tree)}) at "
        f"{r.TEMPERATURE.value(tree):.3g} K, B_lim = {r.LIMIT.value(tree, 'mT'):.1f} mT."
    )


def _forces(tree: xr.DataTree) -> str:
    push, pull = (v.value(tree, "mN") for v in (r.LARGEST_REPULSION, r.LARGEST_ATTRACTION))
    signs = "repels on approach and attracts" if pull < 0 < push else "keeps one sign of force"
    legs = (v.value(tree) > 0 for v in (r.WORK_APPROACH, r.WORK_WITHDRAWAL))
    paid = "pays on both legs" if all(legs) else "pays, legs together"
    lev = measured("lev_force")
    mass, gap = r.DISC_MASS.value(tree, "g"), _at(r.HANGING_GAP, tree, "mm", law="disc")
    hangs = (
        f"A disc of {mass:.2f} g hangs at {gap:.2f} mm (marks)"
        if math.isfinite(gap)
        else f"A disc of {mass:.2f} g is too heavy to hang"
    )
    return (
        f"{_setup(tree)} (a) Closure C10 {signs} on withdrawal once the electrons have rested at "
        f"the turn, gap {r.TURN.value(tree, 'mm'):.2f} mm: from {push:.0f} to {pull:.0f} mN. The "
        f"mover {paid}, {r.WORK_LOST.value(tree, 'µJ'):.0f} µJ a loop. If the sign follows the "
        "sense of the motion alone, the "
        "same magnitude changes sides at the turn. For weak fields C10 becomes the image where the "
        "electrons rested without a field, and the frozen image where they rested at the turn; the "
        "two standard limits have one force at each gap; measured forces on pinned superconductors "
        f"are {lev.text} ({lev.citation}). (b) The magnet held above, the superconductor "
        f"below, at rest at the turn. {hangs}; at most {_at(r.HUNG, tree, 'g', law='disc'):.2f} g. "
        "Over the disc, edges are left out. (c) London's force on a point magnet at height h "
        "against the image's 3μ0m²/(32πz⁴), by two quadratures."
    )


def _electrons(tree: xr.DataTree) -> str:
    values = r.DISPLACEMENT.of(tree)
    down = float(values.sel(case="approach").min())
    up = float(values.sel(case="withdrawal").max())
    way = "down on approach and up on withdrawal" if down < 0 < up else "one way"
    return (
        f"{_setup(tree)} Displacement of the electrons from their sites below the magnet, which is "
        f"centred above; arrows along u, from ion to electron, {way}. (a) No field: at rest. (b) "
        "The magnet has come from far away. (c) It has gone on from a rest there to twice the gap. "
        f"(d) Profile where (b) is largest, {r.LARGEST_DISPLACEMENT.value(tree, 'fm'):.0f} fm or "
        f"{r.LARGEST_IN_SPACINGS.value(tree):.1e} d. Direction and depth are the paper's (Fig. 8, "
        f"Eq. 13; λ_L = {r.DECAY_LENGTH.value(tree, 'nm'):.1f} nm by Eq. 14); the size rests on "
        f"closures C1 and C3 with κ = {r.settings.tether.kappa.value(tree):g}. Charge of that size "
        f"at the surface would press with σ²/2ε0 = {r.ELECTRIC_PRESSURE.value(tree):.3g} Pa, the "
        f"magnetic field there does with {r.MAGNETIC_PRESSURE.value(tree):.3g} Pa."
    )


def _fate(tree: xr.DataTree, rule: str) -> str:
    halt, collapse, contact = (_at(v, tree, rule=rule) for v in (r.HALT, r.COLLAPSE, r.CONTACT))
    last = _at(r.LAST_GAP, tree, "mm", rule=rule)
    if math.isfinite(halt):
        return f"stands still from {halt:.2f} s on, at {last:.1f} mm"
    if math.isfinite(collapse):
        return f"fails after {collapse:.2f} s and {_at(r.TURNS, tree, rule=rule):.0f} stops"
    if math.isfinite(contact):
        return f"touches after {contact:.2f} s"
    return f"is at {last:.1f} mm at the end"


def _fates(tree: xr.DataTree) -> str:
    return (
        "with the electrons at rest before the magnet came it "
        f"{_fate(tree, 'before')}; with a sign that follows the sense of the motion it "
        f"{_fate(tree, 'sense')}; with a new rest at each turn of the motion it "
        f"{_fate(tree, 'turn')}; with a relaxation in {r.own.relaxation_time.value(tree):g} s it "
        f"{_fate(tree, 'relax')}"
    )


def _loads(tree: xr.DataTree) -> str:
    top, below = (v.at("choices").values(tree, "g") for v in (r.MOST_CARRIED, r.MOST_HUNG))
    largest, failed = (v.value(tree, "g") for v in (r.CARRIED, r.CARRIED_IN_RUN))
    seen = f"failed at {failed:.2f} g" if math.isfinite(failed) else "did not fail"
    return (
        f"{_setup(tree)} Closure C10, the electrons at rest before the magnet came, unless said "
        f"otherwise. (a) The bare magnet (dotted line) floats at "
        f"{r.RESTING_GAP.value(tree, 'mm'):.2f} mm; "
        f"at {largest:.2f} g and {r.COLLAPSE_GAP.value(tree, 'mm'):.2f} mm λ reaches Λ "
        "somewhere and the levitation fails; the standard laws as drawn have no such end. The "
        f"frozen image was cooled at {r.TURN.value(tree, 'mm'):.2f} mm. (b) "
        f"Frequencies, {_at(r.FREQUENCY, tree, law='pairs'):.3f} Hz for the bare magnet; runs in "
        f"time (squares) differ by at most {r.DIFFERENCE.value(tree):.0e}. (c) The depth. (d) Let "
        f"go at {r.own.start.value(tree):g} times that gap: {_fates(tree)}; from the balance the "
        f"levitation lasts {r.LIFETIME.value(tree):.1f} relaxation times. (e) A load that grows in "
        f"{r.own.ramp_time.value(tree):g} s: it {seen}; statics say {largest:.2f} g. (f) The "
        f"choices made in C10: they move the largest load on top between {top.min():.0f} and "
        f"{top.max():.0f} g, the one below between {below.min():.1f} and {below.max():.1f} g."
    )


def _film(tree: xr.DataTree) -> str:
    return (
        f"{_setup(tree)} The magnet let go at {r.own.start.value(tree):g} times its gap of balance "
        f"(dotted), under four readings of the electrons' rest (closure C10): {_fates(tree)}. "
        "Arrows: the electrons' displacement at the surface, not to scale."
    )
