"""Fig. 13: energies of tube lattices, and the ensembles of point vortices."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pairlattice.plotting import BLACK, BLUE, CYCLE, GREY, ORANGE, SKY, VERMILION, figure

_LOOK: dict[str, tuple[str, str, str]] = {
    "square": ("s", "-", BLUE),
    "triangular": ("^", "--", VERMILION),
    "distorted": ("D", "-.", BLACK),
}


def tube_lattices(tree: xr.DataTree) -> Figure:
    data = tree["tube_lattices"].to_dataset()
    count = min(3, data.sizes["axis"])
    drawn = figure(10.6, 7.6)
    axes = drawn.subplots(2, 3)
    for i in range(3):
        if i < count:
            _energies(axes[0, i], data.isel(axis=i))
        else:
            axes[0, i].set_axis_off()
    _turned(axes[1, 0], data)
    _repulsion(axes[1, 1], tree["against_repulsion"].to_dataset())
    _converged(axes[1, 2], tree)
    return drawn


def _energies(axes: Axes, data: xr.Dataset) -> None:
    for name, (marker, line, color) in _LOOK.items():
        e = data.lowest.sel(shape=name).to_numpy()
        error = np.abs(e) * float(data.site_error)
        axes.errorbar(
            data.spacing, np.abs(e), yerr=error, fmt=marker, ls=line, color=color, ms=5, label=name
        )
    axes.set_yscale("log")
    if float(data.tail_order):
        axes.set_xscale("log")
        ticks = data.spacing.to_numpy()
        axes.set_xticks(ticks, [f"{t:g}" for t in ticks])
        axes.minorticks_off()
        law = f"power {float(data.tail_order):.1f}"
    else:
        law = f"ranges {float(data.correlation[0]):.2f}, {float(data.correlation[1]):.2f} d"
    axes.set(xlabel="spacing / a", ylabel="−E / energy of a lone tube")
    axes.set_title(f"field along {data.axis.item()}; {law}")
    axes.legend(fontsize=8)


def _turned(axes: Axes, data: xr.Dataset) -> None:
    for i, name in enumerate(data.axis.to_numpy()):
        e = data.turned.sel(axis=name, shape="triangular").to_numpy()
        scale = np.abs(e).max()
        axes.plot(
            data.angle, e / scale, color=CYCLE[i % len(CYCLE)], ls=("-", "--", "-.", ":")[i % 4],
            label=f"{name}, unit {scale:.1e}",
        )  # fmt: skip
    axes.axhline(0, color=GREY, lw=0.6)
    axes.set(xlabel="orientation (°)", ylabel="E / largest |E|", ylim=(-1.1, 2.0))
    axes.set_yticks([-1, -0.5, 0, 0.5, 1])
    axes.set_title(f"triangular lattice turned, spacing {float(data.turned_spacing):g} a")
    axes.legend(fontsize=8, loc="upper center", ncols=2, columnspacing=1.0)


def _repulsion(axes: Axes, data: xr.Dataset) -> None:
    floor = 1e-40
    axes.loglog(data.spacing, data.vortices, "k-o", ms=4, label="K0 repulsion")
    for i, name in enumerate(data.axis.to_numpy()):
        e = data.pairs.sel(axis=name).to_numpy()
        kept = np.abs(e) > floor
        marks: dict[str, Any] = {"color": CYCLE[i % len(CYCLE)], "ms": 6, "ls": "none"}
        axes.plot(
            data.spacing[kept], np.abs(e)[kept], ":", color=CYCLE[i % len(CYCLE)], lw=1,
            marker="osD^v"[i % 5], fillstyle="none", label=f"pairs {name}",
        )  # fmt: skip
        for sign, fill in ((1, "full"), (-1, "none")):
            here = kept & (np.sign(e) == sign)
            marks["marker"] = "osD^v"[i % 5]
            axes.plot(data.spacing[here], np.abs(e)[here], fillstyle=fill, **marks)
    axes.set_ylim(floor, None)
    axes.axvspan(1e2, 1e3, color=SKY, alpha=0.25, lw=0)
    axes.set(xlabel="spacing / a", ylabel="|E(square) − E(triangular)| (J/m)")
    axes.set_title("filled: triangular lower; open: square")
    axes.legend(fontsize=7.5, loc="lower left")


def _converged(axes: Axes, tree: xr.DataTree) -> None:
    data = tree["convergence"].to_dataset()
    axes.loglog(
        data.tolerance, np.maximum(data.tolerance_error, 1e-17), "o-", color=BLUE,
        label="against tolerance (E0/d)",
    )  # fmt: skip
    change = data.size_change.to_numpy()[1:]
    axes.axhline(max(float(change.max()), 1e-17), color=VERMILION, ls="--",
                 label=f"{int(data.multiple[-1])}² tubes in a cell")  # fmt: skip
    cells = tree["relaxed_cells"].to_dataset()
    gap = float(np.abs(cells.direct / cells.summed - 1).max())
    axes.axhline(gap, color=ORANGE, ls="-.", label="cells against sum over tubes")
    axes.set(xlabel="relaxation tolerance (E0/d)", ylabel="relative error of the energy")
    axes.set_title("convergence")
    axes.legend(fontsize=8, loc="upper left")
    axes.set_ylim(1e-17, 10)


def ensembles(tree: xr.DataTree) -> Figure:
    drawn = figure(10.6, 7.4)
    axes = drawn.subplots(2, 3)
    for row, name in zip(axes, ("repulsion", "lattice_term"), strict=True):
        data = tree["ensembles"][name].to_dataset()
        _points(row[0], data, name)
        _structure(row[1], data)
        _bonds(row[2], data)
    return drawn


def _points(axes: Axes, data: xr.Dataset, name: str) -> None:
    r = data.position.to_numpy()
    z = data.neighbours.to_numpy()
    for number, marker, color, label in (
        (z == 6, "o", GREY, "6 neighbours"),
        (z < 6, "v", VERMILION, "fewer"),
        (z > 6, "^", BLUE, "more"),
    ):
        axes.plot(*r[number].T, marker, color=color, ms=2.6, label=f"{label}: {number.mean():.0%}")
    axes.set_aspect("equal")
    epsilon = data.attrs["anisotropy"]
    term = "K0 repulsion" if name == "repulsion" else f"with lattice term ε = {epsilon:g}"
    axes.set_title(f"{len(r)} vortices, {term}")
    axes.set(xlabel="x (1/√n)", ylabel="y (1/√n)")
    axes.legend(fontsize=7.5, loc="upper left", bbox_to_anchor=(0, -0.16), ncols=3,
                handletextpad=0.2, columnspacing=0.8)  # fmt: skip


def _structure(axes: Axes, data: xr.Dataset) -> None:
    q, S = data.wave_vector.to_numpy(), data.structure.to_numpy().copy()
    side = int(np.sqrt(len(q)))
    S[np.linalg.norm(q, axis=1) < 1e-9] = np.nan
    grid = q.reshape(side, side, 2)
    mesh = axes.pcolormesh(
        grid[:, 0, 0], grid[0, :, 1], np.log10(np.maximum(S.reshape(side, side).T, 1e-2)),
        cmap="magma", rasterized=True,
    )  # fmt: skip
    axes.figure.colorbar(mesh, ax=axes, label="log10 S(q)", shrink=0.85)
    axes.set_aspect("equal")
    axes.set(xlabel="$q_x$ (√n)", ylabel="$q_y$ (√n)", title="structure factor")


def _bonds(axes: Axes, data: xr.Dataset) -> None:
    bins = np.linspace(0, 1, 26)
    for name, color, line in (("local6", VERMILION, "-"), ("local4", BLUE, "--")):
        values = data[name].to_numpy()
        fold = name[-1]
        axes.hist(
            values, bins=bins.tolist(), histtype="step", color=color, ls=line, lw=1.8,
            label=f"|ψ{fold}|, mean {values.mean():.3f}, whole {float(data[f'global{fold}']):.3f}",
        )  # fmt: skip
    axes.set(xlabel="bond order |ψ|", ylabel="vortices")
    axes.set_title(
        f"energy {float(data.energy):.4f}\ntriangular {float(data.triangular):.4f}, "
        f"square {float(data.square):.4f}",
        fontsize=9,
    )
    axes.set_ylim(0, 1.3 * axes.get_ylim()[1])
    axes.legend(fontsize=7.5, loc="upper left")
