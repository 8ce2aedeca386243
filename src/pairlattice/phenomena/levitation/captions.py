"""What the levitation figures show; every word about a result follows its numbers."""

from typing import Any

import xarray as xr

from pairlattice.measured.experiments import experiment as measured


def captions(tree: xr.DataTree) -> dict[str, str]:
    """fig07, fig08, fig10 and the film."""
    return {
        "fig07": _forces(tree),
        "fig08": _electrons(tree),
        "fig10": _loads(tree),
        "levitation": _film(tree),
    }


def _rig(tree: xr.DataTree) -> str:
    a, p = tree.attrs, tree.attrs["parameters"]
    return (
        f"{p['grade']} {p['shape']} of {a['magnet']['mass'] * 1e3:.2f} g above {a['material']} "
        f"(type {a['type']}) at {a['temperature']:.3g} K, B_lim = {a['limit'] * 1e3:.1f} mT."
    )


def _forces(tree: xr.DataTree) -> str:
    loop, hang = tree["loop"].attrs, tree["hanging"].attrs
    push, pull = loop["largest_repulsion"] * 1e3, loop["largest_attraction"] * 1e3
    signs = "repels on approach and attracts" if pull < 0 < push else "keeps one sign of force"
    lost = (loop["work_approach"] + loop["work_withdrawal"]) * 1e6
    legs = loop["work_approach"] > 0, loop["work_withdrawal"] > 0
    paid = "pays on both legs" if all(legs) else "pays, legs together"
    lev = measured("lev_force")
    disc = hang["disc"]
    mass = hang["mass"] * 1e3
    hangs = (
        f"A disc of {mass:.2f} g hangs at {disc['gap'] * 1e3:.2f} mm (marks)"
        if disc["gap"] == disc["gap"]
        else f"A disc of {mass:.2f} g is too heavy to hang"
    )
    return (
        f"{_rig(tree)} (a) Closure C10 {signs} on withdrawal once the electrons have rested at the "
        f"turn, gap {loop['turn'] * 1e3:.2f} mm: from {push:.0f} to {pull:.0f} mN. The mover "
        f"{paid}, {lost:.0f} µJ a loop. If the sign follows the sense of the motion alone, the "
        "same magnitude changes sides at the turn. For weak fields C10 becomes the image where the "
        "electrons rested without a field, and the frozen image where they rested at the turn; the "
        "two standard limits have one force at each gap; measured forces on pinned superconductors "
        f"are {lev.text} ({lev.citation}). (b) The magnet held above, the superconductor "
        f"below, at rest at the turn. {hangs}; at most {disc['largest'] * 1e3:.2f} g. Over the "
        "disc, edges are left out. (c) London's force on a point magnet at height h against the "
        "image's 3μ0m²/(32πz⁴), by two quadratures."
    )


def _electrons(tree: xr.DataTree) -> str:
    a = tree["electrons"].attrs
    values = tree["electrons"].dataset.displacement
    down = float(values.sel(case="approach").min())
    up = float(values.sel(case="withdrawal").max())
    way = "down on approach and up on withdrawal" if down < 0 < up else "one way"
    return (
        f"{_rig(tree)} Displacement of the electrons from their sites below the magnet, which is "
        f"centred above; arrows along u, from ion to electron, {way}. (a) No field: at rest. (b) "
        "The magnet has come from far away. (c) It has gone on from a rest there to twice the gap. "
        f"(d) Profile where (b) is largest, {a['largest'] * 1e15:.0f} fm or "
        f"{a['largest'] / a['spacing']:.1e} d. Direction and depth are the paper's (Fig. 8, "
        f"Eq. 13; λ_L = {a['decay_length'] * 1e9:.1f} nm by Eq. 14); the size rests on closures C1 "
        f"and C3 with κ = {tree.attrs['kappa']:g}. Charge of that size at the surface would press "
        f"with σ²/2ε0 = {a['electric_pressure']:.3g} Pa, the magnetic field there does with "
        f"{a['magnetic_pressure']:.3g} Pa."
    )


def _fate(attrs: dict[str, Any]) -> str:
    if attrs["halt"] is not None:
        return f"stands still from {attrs['halt']:.2f} s on, at {attrs['last_gap'] * 1e3:.1f} mm"
    if attrs["collapse"] is not None:
        return f"fails after {attrs['collapse']:.2f} s and {len(attrs['turns'])} stops"
    if attrs["contact"] is not None:
        return f"touches after {attrs['contact']:.2f} s"
    return f"is at {attrs['last_gap'] * 1e3:.1f} mm at the end"


def _fates(fates: dict[Any, Any], tau: float) -> str:
    return (
        "with the electrons at rest before the magnet came it "
        f"{_fate(fates['before'])}; with a sign that follows the sense of the motion it "
        f"{_fate(fates['sense'])}; with a new rest at each turn of the motion it "
        f"{_fate(fates['turn'])}; with a relaxation in {tau:g} s it {_fate(fates['relax'])}"
    )


def _loads(tree: xr.DataTree) -> str:
    loads, over = tree["loads"].attrs, tree["overload"].attrs
    fates = tree["motion"].attrs
    checks = tree["checks"].dataset
    pairs = checks.sel(law="pairs")
    sink = tree.attrs["sinking"]
    worst = float(abs(checks.frequency_run / checks.frequency - 1).max())
    p = tree.attrs["parameters"]
    tau = p["relaxation_time"]
    other = tree["alternatives"].dataset
    top, below = (
        (float(other[name].min()) * 1e3, float(other[name].max()) * 1e3)
        for name in ("carried", "hung")
    )
    failed = over["dynamic"]
    seen = "did not fail" if failed is None else f"failed at {failed * 1e3:.2f} g"
    return (
        f"{_rig(tree)} Closure C10, the electrons at rest before the magnet came, unless said "
        f"otherwise. (a) The bare magnet (dotted line) floats at {float(pairs.gap) * 1e3:.2f} mm; "
        f"at {loads['largest'] * 1e3:.2f} g and {loads['collapse_gap'] * 1e3:.2f} mm λ reaches Λ "
        "somewhere and the levitation fails; the standard laws as drawn have no such end. The "
        f"frozen image was cooled at {tree.attrs['turn'] * 1e3:.2f} mm. (b) "
        f"Frequencies, {float(pairs.frequency):.3f} Hz for the bare magnet; runs in time (squares) "
        f"differ by at most {worst:.0e}. (c) The depth. (d) Let go at "
        f"{p['start']:g} times that gap: {_fates(fates, tau)}; from the balance the levitation "
        f"lasts {sink['lifetime']:.1f} relaxation times. (e) A load that grows in "
        f"{p['ramp_time']:g} s: it {seen}; statics say {over['static'] * 1e3:.2f} g. (f) The "
        f"choices made in C10: they move the largest load on top between {top[0]:.0f} and "
        f"{top[1]:.0f} g, the one below between {below[0]:.1f} and {below[1]:.1f} g."
    )


def _film(tree: xr.DataTree) -> str:
    fates = tree["motion"].attrs
    p = tree.attrs["parameters"]
    return (
        f"{_rig(tree)} The magnet let go at {p['start']:g} times its gap of balance (dotted), "
        f"under four readings of the electrons' rest (closure C10): "
        f"{_fates(fates, p['relaxation_time'])}. Arrows: the electrons' displacement at the "
        "surface, not to scale."
    )
