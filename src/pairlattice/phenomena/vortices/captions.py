"""What the figures show, in words, with this run's numbers."""

import numpy as np
import xarray as xr


def captions(tree: xr.DataTree) -> dict[str, str]:
    """The caption of each figure of `figures.draw`."""
    return {
        "fig11": _three_steps(tree),
        "fig12": _projections(tree),
        "fig13": _lattices(tree),
        "fig13_ensembles": _ensembles(tree),
    }


def _three_steps(tree: xr.DataTree) -> str:
    regimes, scan = tree["regimes"], tree["scan"].to_dataset()
    a, star = regimes.attrs, tree.attrs["thresholds"]
    states = "; ".join(
        f"μ0H = {float(regimes[f'case{i}']['field']):.3f} T: "
        f"{regimes[f'case{i}'].attrs['sample_state']}"
        for i in range(4)
    )
    first = scan.isel(material=0, temperature=0)
    inside = (first.place > 1) & (first.place < 2)
    separate = inside & (first.merged == 0)
    off = np.abs(first.found - first.expected)
    d = first.diameter.to_numpy()
    d = d[np.isfinite(d)]
    course = "grows" if d[-1] > d[0] else "shrinks"
    kept, own = regimes["case4"], regimes["case5"]
    below = regimes["case6"]
    return (
        f"A rod with surfaces, endless along the field, at {a['temperature_kelvin']:.2g} K with "
        f"the critical values of {a['material']} as inputs (closures C1, C3, C4, C6 to C8, C11, "
        f"C12, C14 to C17; A* = {star['amplitude']:g}, D* = {star['disorder']:g}). {states}. "
        "Circles: the tubes put in; dotted: the plane of the sections along the field. Lengths are "
        "divided by "
        f"{a['scale']:.3g}, η = {a['coupling']:.3g} makes the displacement at Hc1 "
        f"{tree.attrs['displacement']:g} d, and Tc stands at D = "
        f"{tree.attrs['disorder_at_critical']:g} D*, that is at {a['kelvin_at_critical']:.3g} K of "
        f"the undriven lattice. With η = 1 the third rod is {own.attrs['sample_state']} and the "
        f"second {below.attrs['sample_state']}; with the drive kept where the field heats (without "
        f"C12) the third is {kept.attrs['sample_state']}. Metallic regions differ from ⟨B⟩A/Φ0 by "
        f"at most {float(off.where(separate).max()):.2f} while they are separate, and by "
        f"{float(off.where(inside).max()):.2f} at most in all. At "
        f"{float(first.temperature):.2f} Tc their diameter {course} from {d[0]:.2f} to "
        f"{d[-1]:.2f} d over the fields shown, in tubes that are {2 * a['tube_radius']:.1f} d wide "
        "by closure C16 at every field."
    )


def _projections(tree: xr.DataTree) -> str:
    parts = []
    for one in tree["projections"].children.values():
        bare = one.attrs["uncoloured_group"]
        group = one.attrs["plane_group"]
        other = "" if bare == group else f" ({bare} where ions and electrons are not told apart)"
        kinds = set(one["kind"].to_numpy().tolist())
        hidden = ", electrons behind ions" if kinds == {3} else ""
        parts.append(f"{one.attrs['axis']} {group}{other}{hidden}")
    distorted = [o for o in tree["projections"].children.values() if o.attrs["axis"] == "[110]"]
    angles = ""
    if distorted:
        triangle = distorted[0]["triangle"].to_numpy()
        angles = (
            " Along [110] equal columns form a hexagon distorted to angles of "
            f"{triangle[0]:.2f}°, {triangle[1]:.2f}° and {triangle[2]:.2f}°."
        )
    return (
        f"The pair crystal ({tree['projections'].attrs['space_group']}) and its projections; plane "
        "groups from the layer group of the flat pattern as a symmetry library finds it: "
        + "; ".join(parts)
        + "."
        + angles
        + " No closure enters."
    )


def _lattices(tree: xr.DataTree) -> str:
    data = tree["tube_lattices"].to_dataset()
    cells = tree["relaxed_cells"].to_dataset()
    against = tree["against_repulsion"].to_dataset()
    k = data.sizes["spacing"] // 3
    at = float(data.spacing[k])
    winners = []
    for i, name in enumerate(data.axis.to_numpy()):
        row = data.lowest[i, :, k].to_numpy()
        shape = str(data["shape"].to_numpy()[int(np.argmin(row))])
        tail = float(data.tail_order[i])
        law = f"as the power −{tail:.1f}" if tail else "exponentially"
        far = data.isel(axis=i, far=0).sel(shape="triangular")
        size = f"10^({float(far.at_real):.1f} ± {float(far.at_real_error):.1f})"
        where = f"{float(data.far[0]):g} a"
        winners.append(
            f"{name} {shape}; the triangular one falls {law}, to {size} of a lone tube at {where}"
        )
    ratio = np.abs(against.pairs / against.vortices)
    near = float(ratio[:, 0].max())
    real = against.spacing.to_numpy() >= 100
    far_ratio = float(ratio[:, real].max())
    gap = float(np.abs(cells.direct / cells.summed - 1).max())
    return (
        "Lattices of tubes in which the pairs are not driven (closures C1, C3, C12), relaxed; "
        f"radius {data.attrs['radius']:g} d. {_sign(data)} Top: interaction energy of each "
        "tube at the best orientation; error bars (mostly smaller than the marks) from the "
        f"places of the tube in the crystal's cell. Lowest of the three at {at:g} a: "
        + "; ".join(winners)
        + ". Bottom middle: square less triangular for the material with η = 1 at Bc2, against the "
        f"same difference of the vortices' repulsion; the pairs' is at most {near:.1e} of it at "
        f"{float(against.spacing[0]):g} a and {far_ratio:.1e} in the shaded range of real spacings "
        "(extrapolated). Bottom right: the largest difference of directly relaxed cells from the "
        f"sum over pairs of tubes is {gap:.1e}."
    )


def _sign(data: xr.Dataset) -> str:
    lowest, highest = data.lowest.to_numpy(), data.highest.to_numpy()
    if np.all(highest < 0):
        return "Such tubes attract each other."
    if np.all(lowest < 0):
        return "Such tubes attract each other where the lattice is turned best."
    return "Such tubes attract or repel each other, depending on axis and distance."


def _ensembles(tree: xr.DataTree) -> str:
    plain = tree["ensembles"]["repulsion"].to_dataset()
    term = tree["ensembles"]["lattice_term"].to_dataset()
    need = tree["critical_anisotropy"].to_dataset()
    e, tri, square = (float(plain[n]) for n in ("energy", "triangular", "square"))
    low, high = float(need.anisotropy.min()), float(need.anisotropy.max())
    return (
        "Point vortices annealed from random places, periodic (no closure). With K0 repulsion: "
        f"⟨|ψ6|⟩ = {float(plain.local6.mean()):.3f}, ⟨|ψ4|⟩ = {float(plain.local4.mean()):.3f}, "
        f"{float(plain.defects):.1%} without six neighbours, energy {100 * (e / tri - 1):.3f} % "
        f"above the triangular lattice's, which lies {100 * (square / tri - 1):.2f} % below the "
        f"square one's. With a lattice term ε cos 4φ, ε = {term.attrs['anisotropy']:g}: ⟨|ψ4|⟩ = "
        f"{float(term.local4.mean()):.3f}, ⟨|ψ6|⟩ = {float(term.local6.mean()):.3f}. The square "
        f"lattice wins above |ε| = {low:.3f} to {high:.3f}, depending on λ over the spacing."
    )
