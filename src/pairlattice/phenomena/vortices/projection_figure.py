"""Fig. 12: the crystal and its projections."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from pairlattice.model.crystal import rock_salt
from pairlattice.phenomena.vortices import results as r
from pairlattice.phenomena.vortices.projection import Column
from pairlattice.plotting import BLACK, BLUE, GREY, ORANGE, VERMILION, figure

_LOOK: dict[int, tuple[str, str, str]] = {
    Column.ION: ("o", VERMILION, "column of ions"),
    Column.ELECTRON: ("s", BLUE, "column of electrons"),
    Column.BOTH: ("D", ORANGE, "ions and electrons, one behind the other"),
}


def projections(tree: xr.DataTree) -> Figure:
    found = r.AXIS.members(tree)
    columns = 3
    rows = -(-(len(found) + 1) // columns)
    drawn = figure(10.4, 4.4 * rows)
    grid = drawn.add_gridspec(rows, columns)
    crystal: Any = drawn.add_subplot(grid[0, 0], projection="3d")
    _crystal(crystal)
    crystal.set_title(f"(a) crystal, {r.SPACE_GROUP.values(tree)}")
    for index, member in enumerate(found):
        axes = drawn.add_subplot(grid[divmod(index + 1, columns)])
        axis, group, bare = (
            str(v.at(member).values(tree)) for v in (r.AXIS, r.PLANE_GROUP, r.BARE_GROUP)
        )
        _projection(axes, tree, member, bare != group)
        letter = "bcdefghijklmn"[index]
        other = "" if bare == group else f"\n{r.BARE_GROUP.label}: {bare}"
        axes.set_title(f"({letter}) along {axis}: {group}{other}")
    handles = [
        Line2D([], [], marker=m, color=c, ls="", mec=BLACK, label=text)
        for m, c, text in _LOOK.values()
    ]
    handles += [
        Line2D([], [], color=BLACK, lw=1.8, label="primitive cell"),
        Line2D([], [], color=GREY, lw=1.2, label="bonds to nearest equal columns"),
        Line2D([], [], color=GREY, lw=0.8, ls=":", label="rectangle of all columns alike"),
    ]
    drawn.legend(handles=handles, loc="outside lower center", ncols=3)
    return drawn


def _crystal(axes: Any) -> None:
    crystal = rock_salt()
    steps = np.stack(np.meshgrid(*(np.arange(-1, 2),) * 3, indexing="ij"), -1).reshape(-1, 3)
    for kind, sites in ((Column.ION, crystal.ions), (Column.ELECTRON, crystal.electrons)):
        marker, color, _ = _LOOK[kind]
        every = (sites[:, None] + steps).reshape(-1, 3)
        every = every[np.all((every > -1e-9) & (every < 1 + 1e-9), axis=1)] @ crystal.cell
        axes.scatter(*every.T, marker=marker, c=color, edgecolors=BLACK, s=42, depthshade=False)
    for i in range(3):
        for a in range(3):
            for b in range(3):
                ends = np.zeros((2, 3))
                ends[:, (i + 1) % 3], ends[:, (i + 2) % 3] = a, b
                ends[1, i] = 2
                axes.plot(*ends.T, color=GREY, lw=0.6)
    axes.set(xlabel="x (d)", ylabel="y (d)", zlabel="z (d)")
    axes.set_xticks([0, 1, 2])
    axes.set_yticks([0, 1, 2])
    axes.set_zticks([0, 1, 2])
    axes.set_box_aspect((1, 1, 1), zoom=0.8)


def _projection(axes: Axes, tree: xr.DataTree, member: str, coloured: bool) -> None:
    cell, points, kinds, triangle = (
        v.at(member).values(tree) for v in (r.CELL, r.POINTS, r.KINDS, r.TRIANGLE)
    )
    short, long, angle = (v.at(member).value(tree) for v in (r.SHORT_SIDE, r.LONG_SIDE, r.ANGLE))
    reach = 1.45 * max(long, 1.0)
    n = int(np.ceil(3 * reach / np.sqrt(abs(np.linalg.det(cell))))) + 3
    steps = np.stack(np.meshgrid(*(np.arange(-n, n + 1),) * 2, indexing="ij"), -1).reshape(-1, 2)
    first = steps @ cell
    _bonds(axes, first[np.all(np.abs(first) < 1.6 * reach, axis=1)], cell)
    if coloured:
        every = np.concatenate([(steps + p) @ cell for p in points])
        _rectangle(axes, every[np.all(np.abs(every) < 1.6 * reach, axis=1)])
    for p, kind in zip(points, kinds, strict=True):
        at = (steps + p) @ cell
        at = at[np.all(np.abs(at) < reach, axis=1)]
        marker, color, _ = _LOOK[int(kind)]
        axes.plot(*at.T, marker, color=color, mec=BLACK, mew=0.5, ms=7, zorder=3)
    outline = np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]) @ cell
    axes.plot(*outline.T, color=BLACK, lw=1.8, zorder=2)
    angles = ", ".join(f"{a:.2f}°" for a in triangle)
    text = f"cell {short:.4f} d × {long:.4f} d at {angle:.2f}°\ntriangle {angles}"
    axes.set(xlim=(-reach, reach), ylim=(-reach, reach), xlabel="position (d)\n" + text)
    axes.set_ylabel("position (d)")
    axes.set_aspect("equal")


def _bonds(axes: Axes, points: np.ndarray, cell: np.ndarray) -> None:
    a, b = cell
    short = [a, b, a - b]
    longest = np.sort([np.linalg.norm(v) for v in short])
    for v, length in zip(short, map(np.linalg.norm, short), strict=True):
        # The third side of a square or rectangle is a diagonal, not a bond.
        if length > 1.3 * longest[1]:
            continue
        ends = np.stack([points, points + v], axis=1)
        axes.plot(ends[..., 0].T, ends[..., 1].T, color=GREY, lw=1.2, alpha=0.7, zorder=1)


def _rectangle(axes: Axes, points: np.ndarray) -> None:
    away = points[:, None] - points[None, :]
    length = np.linalg.norm(away, axis=-1)
    length[length < 1e-9] = np.inf
    for _ in range(2):
        shortest = length.min()
        i, j = np.nonzero(np.abs(length - shortest) < 1e-6)
        ends = np.stack([points[i], points[j]], axis=1)
        axes.plot(ends[..., 0].T, ends[..., 1].T, color=GREY, lw=0.8, ls=":", zorder=1)
        length[np.abs(length - shortest) < 1e-6] = np.inf
