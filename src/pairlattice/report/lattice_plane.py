"""A lattice plane with the displacement of each of its sites as an arrow."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from pairlattice.plotting import BLACK, GREY, STATE_COLOURS, figure

Floats = NDArray[np.floating[Any]]

# More arrows along an edge than this run into each other on the page.
_MOST_ARROWS = 32

_AXES = "xyz"

# Edge of the panel on the page [inch], about; legend and labels take the rest.
_PANEL = 4.0


def plane_figure(sites: xr.Dataset, states: NDArray[np.str_] | None = None) -> Figure:
    """The fullest lattice plane across y, or across the axis along which nothing is displaced.

    sites: `site`, `position` and `mean_displacement` over (n1, n2, n3). states: name of the local
    state of each site.
    """
    here = np.asarray(sites["site"].values, dtype=bool)
    position = np.asarray(sites["position"].values, dtype=float)[here]
    arrow = np.asarray(sites["mean_displacement"].values, dtype=float)[here]
    normal = _normal(arrow)
    across, up = (axis for axis in range(3) if axis != normal)
    shown = _thinned(position, _plane(position, normal), across, up)
    at, arrow = position[shown], arrow[shown]
    flat, moved = at[:, [across, up]], arrow[:, [across, up]]

    drawn = figure(6.6, 5.2, "compressed")
    axes = drawn.subplots()
    spacing = _spacing(flat)
    if states is not None:
        _by_state(axes, flat, states[here][shown], spacing)
    else:
        _by_component(drawn, axes, flat, arrow[:, normal], spacing, _AXES[normal])
    _arrows(axes, flat, moved, 0.9 * spacing)
    axes.set_aspect("equal")
    axes.set_xlabel(f"position {_AXES[across]} (d)")
    axes.set_ylabel(f"position {_AXES[up]} (d)")
    axes.set_xlim(flat[:, 0].min() - spacing, flat[:, 0].max() + spacing)
    axes.set_ylim(flat[:, 1].min() - spacing, flat[:, 1].max() + spacing)
    return drawn


def _normal(arrow: Floats) -> int:
    """y, unless the order points along it: then the plane would show none of it."""
    size = np.abs(arrow.mean(axis=0))
    return 1 if size[1] <= size.max() / 2 else int(np.argmin(size))


def _plane(position: Floats, normal: int) -> NDArray[np.bool_]:
    """Which sites lie in the fullest plane; of equally full ones, in the middle one."""
    level = np.round(position[:, normal], 6)
    levels, counts = np.unique(level, return_counts=True)
    full = levels[counts == counts.max()]
    chosen = full[np.argmin(np.abs(full - np.median(level)))]
    # An oblique lattice has no planes across a Cartesian axis: take a layer as thick as a cell.
    thick = 0.0 if counts.max() ** 1.5 > len(level) / 10 else 0.5
    return np.asarray(np.abs(level - chosen) <= thick)


def _thinned(position: Floats, plane: NDArray[np.bool_], across: int, up: int) -> NDArray[np.bool_]:
    """Every so many rows and columns of the plane, so that arrows stay apart."""
    keep = plane.copy()
    rows = [np.unique(np.round(position[plane, axis], 6)) for axis in (across, up)]
    step = max(1, -(-max(map(len, rows)) // (2 * _MOST_ARROWS)))
    if step > 1:
        for axis, values in zip((across, up), rows, strict=True):
            rank = np.searchsorted(values, np.round(position[:, axis], 6))
            keep &= rank % step == 0
    return keep if keep.any() else plane


def _spacing(flat: Floats) -> float:
    """Distance of nearest neighbours in the picture [d]."""
    distance = np.linalg.norm(flat - flat[len(flat) // 2], axis=1)
    apart = distance[distance > 1e-6]
    return float(apart.min()) if len(apart) else 1.0


def _dot(flat: Floats, spacing: float) -> float:
    """Area in points² of a dot that fills most of the room between sites."""
    extent = max(float(np.ptp(flat, axis=0).max()) + 2 * spacing, spacing)
    points = 72 * _PANEL * spacing / extent
    return float(np.clip((0.75 * points) ** 2, 4, 600))


def _by_state(axes: Axes, flat: Floats, names: NDArray[np.str_], spacing: float) -> None:
    colours = [STATE_COLOURS.get(name, GREY) for name in names]
    axes.scatter(flat[:, 0], flat[:, 1], s=_dot(flat, spacing), c=colours, lw=0)
    handles = [
        Line2D([], [], ls="", marker="o", ms=8, label=name, color=STATE_COLOURS.get(name, GREY))
        for name in dict.fromkeys([*STATE_COLOURS, *names])
        if name in names
    ]
    axes.legend(handles=handles, title="local state", loc="upper left", bbox_to_anchor=(1, 1))


def _by_component(
    drawn: Figure, axes: Axes, flat: Floats, out: Floats, spacing: float, name: str
) -> None:
    limit = float(np.abs(out).max(initial=0.0)) or 1.0
    dots = axes.scatter(
        flat[:, 0],
        flat[:, 1],
        s=_dot(flat, spacing),
        c=out,
        lw=0,
        cmap="PuOr",
        vmin=-limit,
        vmax=limit,
    )
    drawn.colorbar(dots, ax=axes, label=f"displacement along {name} (d)", shrink=0.8)


def _arrows(axes: Axes, flat: Floats, moved: Floats, length: float) -> None:
    """Arrows enlarged so that the longest has that length [d] on the picture."""
    size = np.hypot(moved[:, 0], moved[:, 1])
    longest = float(size.max(initial=0.0))
    if not longest > 0:
        return
    # Arrows next to nothing would be drawn as dots, which look like short arrows.
    seen = size > 0.02 * longest
    axes.quiver(
        *flat[seen].T,
        *moved[seen].T,
        color=BLACK,
        pivot="mid",
        angles="xy",
        scale_units="xy",
        scale=longest / length,
        width=0.004,
    )
    axes.set_title(f"longest arrow: {longest:.2g} d", loc="left")
