"""Fig. 13: ensembles of point vortices."""

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pairlattice.phenomena.vortices import results as r
from pairlattice.plotting import BLUE, GREY, VERMILION, figure


def ensembles(tree: xr.DataTree) -> Figure:
    drawn = figure(10.6, 7.4)
    axes = drawn.subplots(2, 3)
    for row, name in zip(axes, ("repulsion", "lattice_term"), strict=True):
        _points(row[0], tree, name)
        _structure(row[1], tree, name)
        _bonds(row[2], tree, name)
    return drawn


def _points(axes: Axes, tree: xr.DataTree, name: str) -> None:
    points, z = (v.at(name).values(tree) for v in (r.POSITION, r.NEIGHBOURS))
    for number, marker, color, label in (
        (z == 6, "o", GREY, "6 neighbours"),
        (z < 6, "v", VERMILION, "fewer"),
        (z > 6, "^", BLUE, "more"),
    ):
        share = f"{label}: {number.mean():.0%}"
        axes.plot(*points[number].T, marker, color=color, ms=2.6, label=share)
    axes.set_aspect("equal")
    epsilon = r.ANISOTROPY.at(name).value(tree)
    term = f"with lattice term ε = {epsilon:g}" if epsilon else "K0 repulsion"
    axes.set_title(f"{len(points)} vortices, {term}")
    axes.set(xlabel=r.POSITION.axis(words="x"), ylabel=r.POSITION.axis(words="y"))
    axes.legend(fontsize=7.5, loc="upper left", bbox_to_anchor=(0, -0.16), ncols=3,
                handletextpad=0.2, columnspacing=0.8)  # fmt: skip


def _structure(axes: Axes, tree: xr.DataTree, name: str) -> None:
    q, S = (v.at(name).values(tree) for v in (r.WAVE_VECTOR, r.STRUCTURE))
    S = np.where(np.linalg.norm(q, axis=1) < 1e-9, np.nan, S)
    side = int(np.sqrt(len(q)))
    grid = q.reshape(side, side, 2)
    mesh = axes.pcolormesh(
        grid[:, 0, 0], grid[0, :, 1], np.log10(np.maximum(S.reshape(side, side).T, 1e-2)),
        cmap="magma", rasterized=True,
    )  # fmt: skip
    axes.figure.colorbar(mesh, ax=axes, label="log10 S(q)", shrink=0.85)
    axes.set_aspect("equal")
    x, y = (r.WAVE_VECTOR.axis(words=f"$q_{a}$") for a in "xy")
    axes.set(xlabel=x, ylabel=y, title="structure factor")


def _bonds(axes: Axes, tree: xr.DataTree, name: str) -> None:
    bins = np.linspace(0, 1, 26).tolist()
    for local, whole, color, line in (
        (r.LOCAL6, r.GLOBAL6, VERMILION, "-"),
        (r.LOCAL4, r.GLOBAL4, BLUE, "--"),
    ):
        values = local.at(name).values(tree)
        told = f"mean {values.mean():.3f}, whole {whole.at(name).value(tree):.3f}"
        axes.hist(
            values, bins=bins, histtype="step", color=color, ls=line, lw=1.8,
            label=f"{local.long_name}, {told}",
        )  # fmt: skip
    axes.set(xlabel="bond order |ψ|", ylabel="vortices")
    energy, triangular, square = (
        v.at(name).value(tree) for v in (r.ENERGY, r.TRIANGULAR, r.SQUARE)
    )
    axes.set_title(
        f"energy {energy:.4f}\ntriangular {triangular:.4f}, square {square:.4f}", fontsize=9
    )
    axes.set_ylim(0, 1.3 * axes.get_ylim()[1])
    axes.legend(fontsize=7.5, loc="upper left")
