"""Cross-sections, their magnetisation, and ellipsoids, drawn."""

import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.tri import Triangulation

from pairlattice import plotting as look
from pairlattice.phenomena.meissner import results as r


def sections(tree: xr.DataTree) -> Figure:
    """Six maps of H/H0 and two curves."""
    drawn = look.figure(12.4, 6.4)
    axes = drawn.subplots(2, 4)
    maps = axes[:, :3].ravel()
    for where, letter, name in zip(maps, "abcdef", r.H.members(tree), strict=True):
        H, points = r.H.at(name).values(tree), r.POINTS.at(name).values(tree)
        grid = Triangulation(points[:, 0], points[:, 1], r.TRIANGLES.at(name).values(tree))
        shown = where.tripcolor(grid, H, vmin=0, vmax=1, shading="gouraud", rasterized=True)
        levels = [0.1, 0.3, 0.5, 0.7, 0.9]
        where.tricontour(grid, H, levels, colors="white", linewidths=0.7, linestyles="-")
        M = r.MAGNETISATION.at(name).value(tree)
        title = f"({letter}) {name.replace('_', ' ')}\nM = {M:.3f} $H_0$"
        where.set(title=title, xlabel="x (λ)", ylabel="y (λ)", aspect="equal")
    drawn.colorbar(shown, ax=axes[:, 2], label="$H/H_0$", shrink=0.7)
    _sizes(axes[0, 3], tree)
    _ellipsoids(axes[1, 3], tree)
    return drawn


def _sizes(axes: Axes, tree: xr.DataTree) -> None:
    half = r.HALF.values(tree)
    for at, M, style, colour in (
        (r.SMOOTH, r.DISC_EXACT, "-", look.BLUE),
        (r.SMOOTH, r.SLAB_EXACT, "--", look.BLACK),
        (r.HALF, r.DISC, "o", look.BLUE),
        (r.HALF, r.SQUARE, "s", look.VERMILION),
    ):
        x, y = at.values(tree), -M.values(tree)
        axes.semilogx(x, y, style, color=colour, mfc="none", label=M.long_name)
    axes.set(title="(g) −M of solid sections", xlabel=r.HALF.label, ylabel="$−M/H_0$")
    axes.set_xticks(half, [f"{x:g}" for x in half])
    axes.set_xticks([], minor=True)
    axes.set_ylim(0, 1)
    axes.legend(loc="upper left", fontsize=8)


def _ellipsoids(axes: Axes, tree: xr.DataTree) -> None:
    aspect = r.ASPECT.values(tree)
    for x, M, style, colour in (
        (aspect, r.ALONG, "-", look.BLUE),
        (aspect, r.ACROSS, "--", look.VERMILION),
        (1, r.SPHERE, "o", look.BLACK),
    ):
        label = M.long_name
        axes.loglog(x, -M.values(tree), style, color=colour, mfc="none", ms=8, label=label)
    axes.set(
        title="(h) −M of spheroids, 1/(1 − N)",
        xlabel=r.ASPECT.label,
        ylabel="$−M/H_0$",
        ylim=(0.9, 12),
    )
    axes.set_xticks([0.1, 1, 10], ["0.1", "1", "10"])
    axes.set_yticks([1, 2, 5, 10], ["1", "2", "5", "10"])
    axes.set_yticks([], minor=True)
    axes.legend(loc="upper right", fontsize=8)
