"""What the figures show, in words, with this run's numbers."""

import numpy as np
import xarray as xr

from pairlattice.phenomena.vortices import results as r
from pairlattice.variable import Variable


def captions(tree: xr.DataTree) -> dict[str, str]:
    """The caption of each figure of `figures.draw`."""
    return {
        "fig11": _three_steps(tree),
        "fig12": _projections(tree),
        "fig13": _lattices(tree),
        "fig13_ensembles": _ensembles(tree),
    }


def _three_steps(tree: xr.DataTree) -> str:
    def state(case: int) -> str:
        return str(r.SAMPLE_STATE.at(f"case{case}").values(tree))

    states = "; ".join(
        f"μ0H = {r.FIELD.at(f'case{i}').value(tree):.3f} T: {state(i)}" for i in range(4)
    )
    d = r.DIAMETER.values(tree)[0, 0]
    d = d[np.isfinite(d)]
    course = "grows" if d[-1] > d[0] else "shrinks"
    star = r.settings.thresholds
    return (
        f"A rod with surfaces, endless along the field, at {r.KELVIN.value(tree):.2g} K with "
        f"the critical values of {r.own.material.values(tree)} as inputs (closures C1, C3, C4, C6 "
        f"to C8, C11, C12, C14 to C17; A* = {star.amplitude.value(tree):g}, "
        f"D* = {star.disorder.value(tree):g}). {states}. "
        "Circles: the tubes put in; dotted: the plane of the sections along the field. Lengths are "
        f"divided by {r.SCALE.value(tree):.3g}, η = {r.COUPLING.value(tree):.3g} makes the "
        f"displacement at Hc1 {r.own.displacement.value(tree):g} d, and Tc stands at D = "
        f"{r.own.disorder_at_critical.value(tree):g} D*, that is at "
        f"{r.CRITICAL_KELVIN.value(tree):.3g} K of the undriven lattice. With η = 1 the third rod "
        f"is {state(5)} and the second {state(6)}; with the drive kept where the field heats "
        f"(without C12) the third is {state(4)}. Metallic regions differ from ⟨B⟩A/Φ0 by "
        f"at most {r.MISSED_APART.value(tree):.2f} while they are separate, and by "
        f"{r.MISSED.value(tree):.2f} at most in all. At "
        f"{r.TEMPERATURE.values(tree)[0]:.2f} Tc their diameter {course} from {d[0]:.2f} to "
        f"{d[-1]:.2f} d over the fields shown, in tubes that are {2 * r.RADIUS.value(tree):.1f} d "
        "wide by closure C16 at every field."
    )


def _projections(tree: xr.DataTree) -> str:
    parts, angles = [], ""
    for member in r.AXIS.members(tree):
        axis, group, bare = (
            str(v.at(member).values(tree)) for v in (r.AXIS, r.PLANE_GROUP, r.BARE_GROUP)
        )
        other = "" if bare == group else f" ({bare} where ions and electrons are not told apart)"
        kinds = set(r.KINDS.at(member).values(tree).tolist())
        hidden = ", electrons behind ions" if kinds == {3} else ""
        parts.append(f"{axis} {group}{other}{hidden}")
        if axis == "[110]":
            first, second, third = r.TRIANGLE.at(member).values(tree)
            angles = (
                " Along [110] equal columns form a hexagon distorted to angles of "
                f"{first:.2f}°, {second:.2f}° and {third:.2f}°."
            )
    return (
        f"The pair crystal ({r.SPACE_GROUP.values(tree)}) and its projections; plane "
        "groups from the layer group of the flat pattern as a symmetry library finds it: "
        + "; ".join(parts)
        + "."
        + angles
        + " No closure enters."
    )


def _lattices(tree: xr.DataTree) -> str:
    lowest, far = r.LOWEST.of(tree), r.FAR.of(tree)
    spacing, real = r.SPACING.values(tree), r.REAL_SPACING.values(tree)
    k = len(spacing) // 3
    winners = []
    for name, tail in zip(r.TUBE_AXIS.values(tree), r.TAIL.values(tree), strict=True):
        shape = str(r.SHAPE.values(tree)[int(np.argmin(lowest.sel(axis=name)[:, k].values))])
        law = f"as the power −{tail:.1f}" if tail else "exponentially"
        at = {"axis": name, "shape": "triangular"}
        size, error = (float(v.sel(at)[0]) for v in (far, r.FAR.error.of(tree)))
        winners.append(
            f"{name} {shape}; the triangular one falls {law}, to 10^({size:.1f} ± {error:.1f}) "
            f"of a lone tube at {real[0]:g} a"
        )
    ratio = np.abs(r.PAIRS.of(tree) / r.REPULSION.of(tree))
    distances = r.AGAINST_SPACING.values(tree)
    return (
        "Lattices of tubes in which the pairs are not driven (closures C1, C3, C12, C16), relaxed; "
        f"radius {r.own.tube_radius.value(tree):g} d. {_sign(tree)} Top: interaction energy of "
        "each tube at the best orientation; error bars (mostly smaller than the marks) from the "
        f"places of the tube in the crystal's cell. Lowest of the three at {spacing[k]:g} a: "
        + "; ".join(winners)
        + ". Bottom middle: square less triangular for the material with η = 1 at Bc2, against the "
        "same difference of the vortices' repulsion; the pairs' is at most "
        f"{float(ratio[:, 0].max()):.1e} of it at {distances[0]:g} a and "
        f"{float(ratio[:, distances >= real[0]].max()):.1e} in the shaded range of real spacings "
        "(extrapolated). Bottom right: the largest difference of directly relaxed cells from the "
        f"sum over pairs of tubes is {r.GAP.value(tree):.1e}."
    )


def _sign(tree: xr.DataTree) -> str:
    if np.all(r.HIGHEST.values(tree) < 0):
        return "Such tubes attract each other."
    if np.all(r.LOWEST.values(tree) < 0):
        return "Such tubes attract each other where the lattice is turned best."
    return "Such tubes attract or repel each other, depending on axis and distance."


def _ensembles(tree: xr.DataTree) -> str:
    def mean(variable: Variable, name: str) -> float:
        return float(variable.at(name).of(tree).mean())

    e, tri, square = (mean(v, "repulsion") for v in (r.ENERGY, r.TRIANGULAR, r.SQUARE))
    need = r.CRITICAL_ANISOTROPY.values(tree)
    return (
        "Point vortices annealed from random places, periodic (no closure). With K0 repulsion: "
        f"⟨|ψ6|⟩ = {mean(r.LOCAL6, 'repulsion'):.3f}, ⟨|ψ4|⟩ = {mean(r.LOCAL4, 'repulsion'):.3f}, "
        f"{mean(r.DEFECTS, 'repulsion'):.1%} without six neighbours, energy "
        f"{100 * (e / tri - 1):.3f} % "
        f"above the triangular lattice's, which lies {100 * (square / tri - 1):.2f} % below the "
        "square one's. With a lattice term ε cos 4φ, "
        f"ε = {mean(r.ANISOTROPY, 'lattice_term'):g}: ⟨|ψ4|⟩ = "
        f"{mean(r.LOCAL4, 'lattice_term'):.3f}, ⟨|ψ6|⟩ = {mean(r.LOCAL6, 'lattice_term'):.3f}. "
        f"The square lattice wins above |ε| = {need.min():.3f} to {need.max():.3f}, depending on λ "
        "over the spacing."
    )
