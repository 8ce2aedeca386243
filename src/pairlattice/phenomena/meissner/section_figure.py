"""Cross-sections, their magnetisation, and ellipsoids, drawn."""

import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.tri import Triangulation

from pairlattice import plotting as look


def sections(tree: xr.DataTree) -> Figure:
    """Six maps of H/H0 and two curves."""
    drawn = look.figure(12.4, 6.4)
    axes = drawn.subplots(2, 4)
    maps = axes[:, :3].ravel()
    for where, letter, (name, node) in zip(
        maps, "abcdef", tree["sections"].children.items(), strict=True
    ):
        data, words = node.dataset, str(name).replace("_", " ")
        points = data["points"].values
        grid = Triangulation(points[:, 0], points[:, 1], data["triangles"].values)
        shown = where.tripcolor(
            grid, data["H"].values, vmin=0, vmax=1, shading="gouraud", rasterized=True
        )
        levels = [0.1, 0.3, 0.5, 0.7, 0.9]
        where.tricontour(
            grid, data["H"].values, levels, colors="white", linewidths=0.7, linestyles="-"
        )
        title = f"({letter}) {words}\nM = {float(data['magnetisation']):.3f} $H_0$"
        where.set(title=title, xlabel="x (λ)", ylabel="y (λ)", aspect="equal")
    drawn.colorbar(shown, ax=axes[:, 2], label="$H/H_0$", shrink=0.7)
    _sizes(axes[0, 3], tree["sizes"].dataset)
    _ellipsoids(axes[1, 3], tree["ellipsoids"].dataset)
    return drawn


def _sizes(axes: Axes, node: xr.Dataset) -> None:
    smooth, half = node["smooth"].values, node["half"].values
    axes.semilogx(smooth, -node["disc_exact"], color=look.BLUE, label="disc, $I_1/I_0$")
    axes.semilogx(smooth, -node["slab_exact"], "--", color=look.BLACK, label="slab, tanh")
    axes.semilogx(half, -node["disc"], "o", color=look.BLUE, mfc="none", label="disc, elements")
    axes.semilogx(
        half, -node["square"], "s", color=look.VERMILION, mfc="none", label="square, elements"
    )
    axes.set(title="(g) −M of solid sections", xlabel="half width (λ)", ylabel="$−M/H_0$")
    axes.set_xticks(half, [f"{x:g}" for x in half])
    axes.set_xticks([], minor=True)
    axes.set_ylim(0, 1)
    axes.legend(loc="upper left", fontsize=8)


def _ellipsoids(axes: Axes, node: xr.Dataset) -> None:
    aspect = node["aspect"].values
    axes.loglog(aspect, -node["magnetisation_along"], color=look.BLUE, label="field along the axis")
    axes.loglog(
        aspect, -node["magnetisation_across"], "--", color=look.VERMILION, label="across it"
    )
    sphere = -node.attrs["sphere"]
    axes.loglog(1, sphere, "o", color=look.BLACK, mfc="none", ms=8, label="London's sphere, λ → 0")
    axes.set(
        title="(h) −M of spheroids, 1/(1 − N)",
        xlabel="axis over diameter",
        ylabel="$−M/H_0$",
        ylim=(0.9, 12),
    )
    axes.set_xticks([0.1, 1, 10], ["0.1", "1", "10"])
    axes.set_yticks([1, 2, 5, 10], ["1", "2", "5", "10"])
    axes.set_yticks([], minor=True)
    axes.legend(loc="upper right", fontsize=8)
