"""Figures by file name, and Fig. 6: a field around a cylinder and in the middle of a slab."""

import numpy as np
import xarray as xr
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from pairlattice import plotting as look
from pairlattice.phenomena.meissner import results as r
from pairlattice.phenomena.meissner.captions import captions
from pairlattice.phenomena.meissner.depth_figure import CASES, depth
from pairlattice.phenomena.meissner.filling_figure import films
from pairlattice.phenomena.meissner.map_figure import field_maps
from pairlattice.phenomena.meissner.materials_figure import materials
from pairlattice.phenomena.meissner.section_figure import sections
from pairlattice.phenomena.meissner.tables import tables

__all__ = ["captions", "draw", "films", "tables"]


def draw(tree: xr.DataTree) -> dict[str, Figure]:
    """Figures by file name."""
    return {
        "fig05_field": field_maps(tree),
        "fig06": _expulsion(tree),
        "fig09": depth(tree),
        "figsections": sections(tree),
        "figdepths": materials(tree),
    }


def _expulsion(tree: xr.DataTree) -> Figure:
    """Above Tc, below it by London and by bound pairs; the slab in time."""
    drawn = look.figure(12.4, 3.5)
    *panels, course = drawn.subplots(1, 4, width_ratios=(1, 1, 1, 1.15))
    t, radius = r.own.temperature.value(tree), r.own.london_radius.value(tree)
    # No line at A = 0: inside a superconductor it would stand for a vanishing field.
    levels = np.arange(-2.55, 2.56, 0.3) * radius
    for axes, flux, title in zip(
        panels,
        (r.ABOVE, r.BELOW, r.PAIRS),
        (
            "(a) $T > T_c$",
            f"(b) London, $T = {t:g}\\,T_c$",
            f"(c) bound pairs, $T = {t:g}\\,T_c$",
        ),
        strict=True,
    ):
        x, y, A = r.X.values(tree), r.Y.values(tree), flux.values(tree)
        axes.add_patch(Circle((0, 0), radius, fc="#DDDDDD", ec=look.BLACK, lw=1))
        axes.contour(x, y, A.T, levels, colors=look.BLUE, linewidths=1, linestyles="-")
        axes.set(title=title, xlabel=r.X.label, ylabel=r.Y.label, aspect="equal")
    for name, colour, line, marker, label in CASES:
        course.plot(
            r.TIME.at(name).values(tree),
            r.MIDDLE.at(name).values(tree),
            line,
            color=colour,
            marker=marker,
            markevery=40,
            ms=4.5,
            mfc="none",
            label=label,
        )
    time, applied = (variable.at("free").values(tree) for variable in (r.TIME, r.APPLIED))
    course.plot(time, applied, "--", color=look.GREY, label=r.APPLIED.long_name)
    course.set(
        title="(d) field in the middle of a slab",
        xlabel=r.TIME.label,
        ylabel=r.MIDDLE.axis(words="B"),
        ylim=(-0.05, 2.15),
        yticks=[0, 0.25, 0.5, 0.75, 1],
    )
    course.legend(loc="upper right", fontsize=8)
    return drawn
