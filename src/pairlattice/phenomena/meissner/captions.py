"""What the figures and the film show, in words, with this run's numbers."""

import numpy as np
import xarray as xr

from pairlattice.phenomena.meissner.sample_maps import kind, points

_MOVES = 0.01


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


def _slab(tree: xr.DataTree, name: str) -> xr.Dataset:
    return tree["slab"][name].to_dataset()


def settled_text(node: xr.Dataset) -> str:
    """When the field in the middle is static, or that it is not."""
    settled = node.attrs["settled"]
    if np.isfinite(settled):
        return f"static after {settled:.0f}/ω_p"
    return f"still moving at {float(node['time'][-1]):.0f}/ω_p"


def _lines(tree: xr.DataTree) -> str:
    lines = tree["lines"].attrs
    bound, damped, free, cooled = (
        _slab(tree, name) for name in ("bound", "damped", "free", "free_cooled")
    )
    london = float(tree["answers"].dataset["london"].min())
    return (
        f"Lines of B around a long cylinder of {lines['radius']:g} λ_L in a transverse field. (a) "
        f"Above Tc. (b) London's cylinder at {lines['temperature']:g} Tc, λ = "
        f"{lines['depth_ratio']:.3f} λ_L by BCS. (c) Bound pairs (closure C1) at the same "
        "temperature: at rest they carry no ∂P/∂t, so a static field passes as in (a). (d) B in "
        "the middle of a slab of pairs while the applied field rises, by Maxwell's equations with "
        f"m u'' = −eE − ku − γmu'. Bound pairs end at {bound.attrs['static']:.4f} B0, "
        f"{settled_text(bound)} from the start of the ramp; free pairs with friction are at "
        f"{damped.attrs['static']:.2f}, {settled_text(damped)}; without tether and friction "
        f"{free.attrs['static']:.2e} is left (London: {london:.2e}). The same pairs, free to move "
        f"only when the field is already there, keep {cooled.attrs['static']:.4f}: nothing drives "
        "them, and the expulsion on cooling that Meissner and Ochsenfeld measured does not follow "
        "from the equation of motion. The paper's own account, absorption of field energy, is in "
        "Fig. 9."
    )


def _depth(tree: xr.DataTree) -> str:
    free, bound, cells = _slab(tree, "free"), _slab(tree, "bound"), tree["convergence"].dataset
    potential, data = tree["potential"].dataset, tree["maps"]["scaled"].dataset
    worst = max(float(node.dataset["imbalance"]) for node in tree["slab"].children.values())
    drift = abs(float(cells["late"][-1] - cells["early"][-1]))
    preset = tree.attrs["presets"][0]
    inside = free.sel(depth=3.0, method="nearest")
    return (
        "The three answers for one slab in a parallel field. (a) Static field: Eq. (13) with the "
        f"depth of Eq. (14), ended at Λ = 5 λ_L where {float(potential['left']):.5f} of the field "
        "is left; London's slab; and the pairs' equation of motion with Maxwell's equations: free "
        f"pairs decay over {free.attrs['decay']:.4f} λ_L (at depth 3: {float(inside['B']):.4f} "
        f"against {float(np.exp(-inside['depth'])):.4f} by Eq. (13)), bound ones let "
        f"{bound.attrs['static']:.4f} of the field in. (b) What moves: Eq. (13)'s displacement, "
        "the speed of free pairs (their displacement grows as long as the field stays: "
        f"{preset['material']}'s electrons would move by d within {preset['drift_time']:.1e} s), "
        "and the layers of the simulated crystal under closure C3, with λ = "
        f"{data.attrs['length']:g} d. (c) Eq. (15), which ends at {float(potential['end']):.4f} of "
        "U0max. (d), (e) Work of the source and where it goes; heat is friction, radiated is "
        "what leaves through the vacuum. The sum of the parts is the work to "
        f"{worst:.0e} of it, by the discrete form of Poynting's theorem. (f) The decay length "
        f"converges with the power {float(cells['order']):.3f} of the cell and changes by "
        f"{drift:.0e} λ_L in a ramp's time after the field has become static."
    )


def _maps(tree: xr.DataTree) -> str:
    real, scaled = tree["maps"]["real"].attrs, tree["maps"]["scaled"].attrs
    star = tree.attrs["thresholds"]
    names = [kind(str(name)) for name in tree["maps"]["real"].dataset["sample_state"].values]
    seen = ", ".join(sorted(set(names)))
    shown = ", ".join(points(tree["maps"]["scaled"].dataset)) or "no"
    return (
        "States of a plate of pairs in a parallel magnetic field (closures C1, C3, C4, C7, C8, "
        f"C11, C12), layer by layer from the engine. (a) {real['material']} with its own Tc and "
        "Bc and η = 1: at Bc the field displaces electrons by "
        f"{real['displacement_at_critical']:.1e} d, the threshold is A* = {star['amplitude']:g} d; "
        f"heat alone brings D to {real['disorder_at_critical']:.3f} d at Tc and to D* = "
        f"{star['disorder']:g} d only near {real['metallic_kelvin']:.0f} K. States found: {seen}; "
        f"to be magnetic at Bc the pairs would have to take up {real['coupling_needed']:.0f} "
        "times the field's energy. (b) Tc set to the lattice's disordering temperature (C11; "
        f"{scaled['kelvin']:.0f} K for this lattice, against {scaled['real_kelvin']:g} K of "
        f"{scaled['material']}) and η = {scaled['coupling']:.0f}, so that "
        "the states can be told apart: an insulating inside with a magnetic rim is the paper's "
        "Meissner state, with a metallic part its vortex state. The crystal is periodic; λ is set "
        f"to {real['length']:g} d ({tree.attrs['presets'][0]['depth'] / real['spacing']:.0f} d in "
        f"{real['material']}) so that rim and inside fit into it. (c) Amplitude (large marks, "
        f"lines: closure C3) and disorder (dotted) of the layers of one point each: {shown}."
    )


def _sections(tree: xr.DataTree) -> str:
    checks = tree["section_checks"].dataset["error"]
    quantum = tree.attrs["one_quantum"]
    material = tree.attrs["presets"][0]["material"]
    empty, full = (tree["sections"][name].dataset for name in ("tube", "tube_cooled_in_the_field"))
    return (
        "Long samples in a field along them by London's equation ∇²H = H/λ², finite elements; "
        "white lines at 0.1, 0.3 … 0.9 H0. (a)–(c) Solid sections. (d) A tube cooled without a "
        f"field: its bore, whose fluxoid is 0, has {float(empty['holes'][0]):.3f} H0; (e) the same "
        "tube with the fluxoid of the applied field in its bore: "
        f"{float(full['holes'][0]):.3f} H0. In {material} at half its critical field a bore must "
        f"have a radius of {quantum['radius'] * 1e9:.0f} nm, {quantum['radius_in_depths']:.1f} "
        "λ_L, to hold one flux quantum. (f) Two holes, both empty. Against closed forms the "
        f"largest deviation is {float(checks.max()):.0e} H0. (g) Magnetisation against size. (h) "
        "Demagnetisation: a spheroid that lets no field in is magnetised 1/(1 − N) times the "
        "field."
    )


def _depths(tree: xr.DataTree) -> str:
    rows = [row for row in tree.attrs["depths"] if row["quantity"] is not None]
    ratios = np.array([row["measured"] / row["equation"] for row in rows])
    warm, field = tree["temperature"].dataset, tree["field"].dataset
    near = warm.sel(t=0.9, method="nearest")
    read = "read in the source" if field.attrs["verified"] else "from memory"
    return (
        "(a) Eq. (14) with the density of valence electrons, which the paper takes for that of "
        f"superconducting ones, beside measured depths: these are {ratios.min():.1f} to "
        f"{ratios.max():.1f} times larger. (b) With the lattice's density Eq. (14) does not "
        f"change with temperature; at {float(near['t']):.2f} Tc two fluids, whose law was measured "
        f"in tin, have {float(near['two_fluid']):.2f} λ(0) and BCS {float(near['bcs']):.2f}. (c) "
        "The paper lets the effective depth grow with the field up to Λ = 5 λ_L, where the "
        "magnetic state ends; it states no law in between (drawn: closure C13). At Hc that is "
        f"{float(field['paper'][-1]):.0f} times λ_L; in tin the change was found to be at most "
        f"{100 * field.attrs['bound']:.0f} % ({read}), and Ginzburg and Landau's theory gives "
        f"{100 * (float(field['ginzburg_landau'][-1]) - 1):.1f} %."
    )


def _film(tree: xr.DataTree) -> str:
    bound, free = _slab(tree, "bound"), _slab(tree, "free")
    case = tree.attrs["parameters"]
    return (
        "A field rises in front of a slab of pairs, by Maxwell's equations and the pairs' equation "
        f"of motion. Bound pairs (closure C1; ω0 = {case['resonance']:g} ω_p, γ = "
        f"{case['damping']:g} ω_p) let it pass: waves cross the slab and are reflected until the "
        f"middle has {bound.attrs['static']:.4f} B0. Free pairs without friction hold it at the "
        f"faces; {free.attrs['static']:.1e} B0 is left in the middle and London's profile (dotted) "
        "stays."
    )
