"""Fig. 13: energies of tube lattices."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pairlattice.phenomena.vortices import results as r
from pairlattice.plotting import BLACK, BLUE, CYCLE, GREY, ORANGE, SKY, VERMILION, figure

_LOOK: dict[str, tuple[str, str, str]] = {
    "square": ("s", "-", BLUE),
    "triangular": ("^", "--", VERMILION),
    "distorted": ("D", "-.", BLACK),
}


def tube_lattices(tree: xr.DataTree) -> Figure:
    drawn = figure(10.6, 7.6)
    axes = drawn.subplots(2, 3)
    names = r.TUBE_AXIS.values(tree)
    for i in range(3):
        if i < len(names):
            _energies(axes[0, i], tree, str(names[i]))
        else:
            axes[0, i].set_axis_off()
    _turned(axes[1, 0], tree)
    _repulsion(axes[1, 1], tree)
    _converged(axes[1, 2], tree)
    return drawn


def _energies(axes: Axes, tree: xr.DataTree, axis: str) -> None:
    spacing = r.SPACING.values(tree)
    for name, (marker, line, color) in _LOOK.items():
        e, error = (
            v.of(tree).sel(axis=axis, shape=name).values for v in (r.LOWEST, r.LOWEST.error)
        )
        axes.errorbar(
            spacing, np.abs(e), yerr=error, fmt=marker, ls=line, color=color, ms=5, label=name
        )
    axes.set_yscale("log")
    tail = float(r.TAIL.of(tree).sel(axis=axis))
    if tail:
        axes.set_xscale("log")
        axes.set_xticks(spacing, [f"{t:g}" for t in spacing])
        axes.minorticks_off()
        law = f"power {tail:.1f}"
    else:
        long, short = r.RANGES.of(tree).sel(axis=axis).values
        law = f"ranges {long:.2f}, {short:.2f} d"
    axes.set(xlabel=r.SPACING.label, ylabel="−E / energy of a lone tube")
    axes.set_title(f"field along {axis}; {law}")
    axes.legend(fontsize=8)


def _turned(axes: Axes, tree: xr.DataTree) -> None:
    for i, name in enumerate(r.TUBE_AXIS.values(tree)):
        e = r.TURNED.of(tree).sel(axis=name, shape="triangular").values
        scale = np.abs(e).max()
        axes.plot(
            r.ORIENTATION.values(tree), e / scale, color=CYCLE[i % len(CYCLE)],
            ls=("-", "--", "-.", ":")[i % 4], label=f"{name}, unit {scale:.1e}",
        )  # fmt: skip
    axes.axhline(0, color=GREY, lw=0.6)
    axes.set(xlabel=r.ORIENTATION.label, ylabel="E / largest |E|", ylim=(-1.1, 2.0))
    axes.set_yticks([-1, -0.5, 0, 0.5, 1])
    axes.set_title(f"triangular lattice turned, spacing {r.TURNED_SPACING.value(tree):g} a")
    axes.legend(fontsize=8, loc="upper center", ncols=2, columnspacing=1.0)


def _repulsion(axes: Axes, tree: xr.DataTree) -> None:
    floor = 1e-40
    spacing = r.AGAINST_SPACING.values(tree)
    axes.loglog(spacing, r.REPULSION.values(tree), "k-o", ms=4, label=r.REPULSION.long_name)
    for i, name in enumerate(r.AGAINST_AXIS.values(tree)):
        e = r.PAIRS.of(tree).sel(axis=name).values
        kept = np.abs(e) > floor
        marks: dict[str, Any] = {"color": CYCLE[i % len(CYCLE)], "marker": "osD^v"[i % 5]}
        axes.plot(
            spacing[kept], np.abs(e)[kept], ":", lw=1, fillstyle="none",
            label=f"{r.PAIRS.long_name} {name}", **marks,
        )  # fmt: skip
        for sign, fill in ((1, "full"), (-1, "none")):
            here = kept & (np.sign(e) == sign)
            axes.plot(spacing[here], np.abs(e)[here], ls="none", ms=6, fillstyle=fill, **marks)
    axes.set_ylim(floor, None)
    axes.axvspan(*r.REAL_SPACING.values(tree)[[0, -1]], color=SKY, alpha=0.25, lw=0)
    axes.set(
        xlabel=r.AGAINST_SPACING.label,
        ylabel=r.PAIRS.axis(words="|E(square) − E(triangular)|"),
        title="filled: triangular lower; open: square",
    )
    axes.legend(fontsize=7.5, loc="lower left")


def _converged(axes: Axes, tree: xr.DataTree) -> None:
    error = np.maximum(r.TOLERANCE_ERROR.values(tree), 1e-17)
    label = f"against tolerance ({r.TOLERANCE.units})"
    axes.loglog(r.TOLERANCE.values(tree), error, "o-", color=BLUE, label=label)
    change = max(float(r.SIZE_CHANGE.values(tree).max()), 1e-17)
    several = f"{r.MULTIPLE.values(tree)[-1]}² tubes in a cell"
    axes.axhline(change, color=VERMILION, ls="--", label=several)
    gap = r.GAP.value(tree)
    axes.axhline(gap, color=ORANGE, ls="-.", label="cells against sum over tubes")
    axes.set(xlabel=r.TOLERANCE.label, ylabel=r.TOLERANCE_ERROR.label, title="convergence")
    axes.legend(fontsize=8, loc="upper left")
    axes.set_ylim(1e-17, 10)
