"""What the figures and the film show, in words, with this run's numbers."""

import numpy as np
import xarray as xr

from pairlattice.phenomena.meissner import results as r
from pairlattice.phenomena.meissner.map_figure import points


def captions(tree: xr.DataTree) -> dict[str, str]:
    """The caption of each figure and of the film."""
    return {
        "fig05_field": _maps(tree),
        "fig06": _lines(tree),
        "fig09": _depth(tree),
        "figsections": _sections(tree),
        "figdepths": _depths(tree),
        "slab_filling": _film(tree),
    }


def _static(tree: xr.DataTree, case: str) -> float:
    return r.STATIC.at(case).value(tree)


def settled_text(tree: xr.DataTree, case: str) -> str:
    """When the field in the middle is static, or that it is not."""
    settled = r.SETTLED.at(case).value(tree)
    if np.isfinite(settled):
        return f"static after {settled:.0f}/ω_p"
    return f"still moving at {r.TIME.at(case).values(tree)[-1]:.0f}/ω_p"


def _lines(tree: xr.DataTree) -> str:
    return (
        f"Lines of B around a long cylinder of {r.own.london_radius.value(tree):g} λ_L in a "
        "transverse field. (a) Above Tc. (b) London's cylinder at "
        f"{r.own.temperature.value(tree):g} Tc, λ = "
        f"{r.DEPTH_RATIO.value(tree):.3f} λ_L by BCS. (c) Bound pairs (closure C1) at the same "
        "temperature: at rest they carry no ∂P/∂t, so a static field passes as in (a). (d) B in "
        "the middle of a slab of pairs while the applied field rises, by Maxwell's equations with "
        f"m u'' = −eE − ku − γmu'. Bound pairs end at {_static(tree, 'bound'):.4f} B0, "
        f"{settled_text(tree, 'bound')} from the start of the ramp; free pairs with friction are "
        f"at {_static(tree, 'damped'):.2f}, {settled_text(tree, 'damped')}; without tether and "
        f"friction {_static(tree, 'free'):.2e} is left (London: {r.LONDON.values(tree).min():.2e})."
        " The same pairs, free to move only when the field is already there, keep "
        f"{_static(tree, 'free_cooled'):.4f}: nothing drives "
        "them, and the expulsion on cooling that Meissner and Ochsenfeld measured does not follow "
        "from the equation of motion. The paper's own account, absorption of field energy, is in "
        "Fig. 9."
    )


def _depth(tree: xr.DataTree) -> str:
    worst = max(r.IMBALANCE.at(case).value(tree) for case in r.IMBALANCE.members(tree))
    drift = abs(r.LATE.values(tree)[-1] - r.EARLY.values(tree)[-1])
    inside = r.B.at("free").of(tree).sel(depth=3.0, method="nearest")
    return (
        "The three answers for one slab in a parallel field. (a) Static field: Eq. (13) with the "
        f"depth of Eq. (14), ended at Λ = 5 λ_L where {r.LEFT.value(tree):.5f} of the field "
        "is left; London's slab; and the pairs' equation of motion with Maxwell's equations: free "
        f"pairs decay over {r.DECAY.at('free').value(tree):.4f} λ_L (at depth 3: "
        f"{float(inside):.4f} against {float(np.exp(-inside['depth'])):.4f} by Eq. (13)), bound "
        f"ones let {_static(tree, 'bound'):.4f} of the field in. (b) What moves: Eq. (13)'s "
        "displacement, the speed of free pairs (their displacement grows as long as the field "
        f"stays: {r.MATERIAL.values(tree)[0]}'s electrons would move by d within "
        f"{r.DRIFT_TIME.values(tree)[0]:.1e} s), "
        "and the layers of the simulated crystal under closure C3, with λ = "
        f"{r.own.depth.value(tree):g} d. (c) Eq. (15), which ends at {r.END.value(tree):.4f} of "
        "U0max. (d), (e) Work of the source and where it goes; heat is friction, radiated is "
        "what leaves through the vacuum. The sum of the parts is the work to "
        f"{worst:.0e} of it, by the discrete form of Poynting's theorem. (f) The decay length "
        f"converges with the power {r.ORDER.value(tree):.3f} of the cell and changes by "
        f"{drift:.0e} λ_L in a ramp's time after the field has become static."
    )


def _maps(tree: xr.DataTree) -> str:
    first, *_, last = r.own.materials.values(tree)
    star = r.settings.thresholds
    seen = ", ".join(sorted(set(r.POINT_KIND.at(r.REAL).values(tree))))
    shown = ", ".join(points(tree)) or "no"
    spacing = r.DEPTH_SI.values(tree)[0] / r.sizes.length.value(tree)
    return (
        "States of a plate of pairs in a parallel magnetic field (closures C1, C3, C4, C7, C8, "
        f"C11, C12), layer by layer from the engine. (a) {first} with its own Tc and "
        "Bc and η = 1: at Bc the field displaces electrons by "
        f"{r.DISPLACEMENT_AT_CRITICAL.value(tree):.1e} d, the threshold is A* = "
        f"{star.amplitude.value(tree):g} d; "
        f"heat alone brings D to {r.DISORDER_AT_CRITICAL.value(tree):.3f} d at Tc and to D* = "
        f"{star.disorder.value(tree):g} d only near {r.METALLIC.value(tree):.0f} K. States found: "
        f"{seen}; to be magnetic at Bc the pairs would have to take up "
        f"{r.COUPLING_NEEDED.value(tree):.0f} "
        "times the field's energy. (b) Tc set to the lattice's disordering temperature (C11; "
        f"{r.KELVIN.value(tree):.0f} K for this lattice, against {r.REAL_KELVIN.value(tree):g} K "
        f"of {last}) and η = {r.COUPLING.value(tree):.0f}, so that "
        "the states can be told apart: an insulating inside with a magnetic rim is the paper's "
        "Meissner state, with a metallic part its vortex state. The crystal is periodic; λ is set "
        f"to {r.own.depth.value(tree):g} d ({spacing:.0f} d in "
        f"{first}) so that rim and inside fit into it. (c) Amplitude (large marks, "
        f"lines: closure C3) and disorder (dotted) of the layers of one point each: {shown}."
    )


def _sections(tree: xr.DataTree) -> str:
    empty, full = (
        r.HOLES.at(name).values(tree)[0] for name in ("tube", "tube_cooled_in_the_field")
    )
    return (
        "Long samples in a field along them by London's equation ∇²H = H/λ², finite elements; "
        "white lines at 0.1, 0.3 … 0.9 H0. (a)–(c) Solid sections. (d) A tube cooled without a "
        f"field: its bore, whose fluxoid is 0, has {empty:.3f} H0; (e) the same "
        "tube with the fluxoid of the applied field in its bore: "
        f"{full:.3f} H0. In {r.MATERIAL.values(tree)[0]} at half its critical field a bore must "
        f"have a radius of {r.BORE.value(tree, 'nm'):.0f} nm, {r.BORE_IN_DEPTHS.value(tree):.1f} "
        "λ_L, to hold one flux quantum. (f) Two holes, both empty. Against closed forms the "
        f"largest deviation is {r.SECTION_ERROR.values(tree).max():.0e} H0. (g) Magnetisation "
        "against size. (h) Demagnetisation: a spheroid that lets no field in is magnetised "
        "1/(1 − N) times the field."
    )


def _depths(tree: xr.DataTree) -> str:
    ratios = r.OVER_EQUATION.values(tree)
    two_fluid, bcs = (
        curve.of(tree).sel(t=0.9, method="nearest") for curve in (r.TWO_FLUID, r.WARM_BCS)
    )
    read = "read in the source" if str(r.BOUND_READ.values(tree)) == "yes" else "from memory"
    return (
        "(a) Eq. (14) with the density of valence electrons, which the paper takes for that of "
        f"superconducting ones, beside measured depths: these are {np.nanmin(ratios):.1f} to "
        f"{np.nanmax(ratios):.1f} times larger. (b) With the lattice's density Eq. (14) does not "
        f"change with temperature; at {float(bcs['t']):.2f} Tc two fluids, whose law was measured "
        f"in tin, have {float(two_fluid):.2f} λ(0) and BCS {float(bcs):.2f}. (c) "
        "The paper lets the effective depth grow with the field up to Λ = 5 λ_L, where the "
        "magnetic state ends; it states no law in between (drawn: closure C13). At Hc that is "
        f"{r.FIELD_PAPER.values(tree)[-1]:.0f} times λ_L; in tin the change was found to be at "
        f"most {r.BOUND.value(tree, '%'):.0f} % ({read}), and Ginzburg and Landau's theory gives "
        f"{100 * (r.GINZBURG_LANDAU.values(tree)[-1] - 1):.1f} %."
    )


def _film(tree: xr.DataTree) -> str:
    return (
        "A field rises in front of a slab of pairs, by Maxwell's equations and the pairs' equation "
        f"of motion. Bound pairs (closure C1; ω0 = {r.own.resonance.value(tree):g} ω_p, γ = "
        f"{r.own.damping.value(tree):g} ω_p) let it pass: waves cross the slab and are reflected "
        f"until the middle has {_static(tree, 'bound'):.4f} B0. Free pairs without friction hold "
        f"it at the faces; {_static(tree, 'free'):.1e} B0 is left in the middle and London's "
        "profile (dotted) stays."
    )
