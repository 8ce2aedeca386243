"""The samples of Fig. 5 as arrows: both ends and the middle of each needle."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from pairlattice.model.local_states import LocalState
from pairlattice.phenomena.states import results as r
from pairlattice.plotting import BLACK, STATE_COLOURS, figure

# Length of needle shown in each of the three windows [d].
_WINDOW = 22.0
_TITLES = {
    "insulating": "(a) insulating",
    "metallic": "(b) metallic",
    "superconducting": "(c) superconducting",
    "magnetic": "(d) magnetic, field removed",
    "unpoled": "(e) κ < 0, never in a field",
    "uncoupled": "(f) as (d), but J = 0",
}


def needles(tree: xr.DataTree) -> Figure:
    """One row for each sample; the needle's axis z is horizontal."""
    drawn = figure(9.6, 1.62 * len(_TITLES) + 0.7)
    panels = drawn.subplots(len(_TITLES), 3, sharey=True, squeeze=False)
    for row, (name, title) in zip(panels, _TITLES.items(), strict=True):
        _needle(row, tree, name, title)
    for axes, title in zip(panels[0], ("near end", "middle", "far end"), strict=True):
        axes.text(0.5, 1.42, title, transform=axes.transAxes, ha="center", weight="bold")
    for axes in panels[-1]:
        axes.set_xlabel(r.POSITION.axis(words="position z"))
    used = ("insulating", "metallic", "superconducting", "magnetic", "undetermined")
    handles = [Patch(facecolor=STATE_COLOURS[name], label=name) for name in used]
    drawn.legend(handles=handles, loc="outside lower center", ncols=5, title="local state")
    return drawn


def _needle(row: Any, tree: xr.DataTree, name: str, title: str) -> None:
    here, position, u = (v.at(name).values(tree) for v in (r.SITE, r.POSITION, r.MOVED))
    edge = int(r.settings.run.block.value(tree))
    state = r.BLOCK_STATE.at(name).values(tree)[tuple(np.indices(here.shape) // edge)]
    # The lattice plane through the axis that holds most sites.
    plane = here & (np.abs(position[..., 1] - np.median(position[here][:, 1])) < 1e-6)
    z, x, u, state = position[plane][:, 2], position[plane][:, 0], u[plane], state[plane]
    largest = float(np.linalg.norm(u, axis=-1).max())
    low, high = z.min(), z.max()
    middle = (low + high) / 2
    windows = (
        (low - 3, low + _WINDOW),
        (middle - _WINDOW / 2 - 1.5, middle + _WINDOW / 2 + 1.5),
        (high - _WINDOW, high + 3),
    )
    for axes, (start, end) in zip(row, windows, strict=True):
        _window(axes, z, x, u, state, (start, end), largest)
    row[0].set_ylabel(r.POSITION.axis(words="x"))
    row[0].set_title(f"{title}; arrows ≤ {largest:.2g} {r.MOVED.units}", loc="left", fontsize=9)
    row[1].set_title(f"state: {r.SAMPLE_STATE.at(name).values(tree)}", fontsize=9)
    near, far = (v.at(name).value(tree) for v in (r.NEAR, r.FAR))
    words = f"σ = {near:+.2g} near, {far:+.2g} far ({r.FAR.units})"
    row[2].set_title(words, loc="right", fontsize=9)


def _window(
    axes: Axes, z: Any, x: Any, u: Any, state: Any, span: tuple[float, float], largest: float
) -> None:
    shown = (z >= span[0]) & (z <= span[1])
    colours = [STATE_COLOURS[LocalState(int(code)).label] for code in state[shown]]
    axes.scatter(z[shown], x[shown], s=34, c=colours, edgecolors="none")
    # The longest arrow of a row spans most of the distance between neighbours in the plane.
    length = 1.7 / largest if largest > 0 else 1.0
    axes.quiver(
        z[shown],
        x[shown],
        u[shown][:, 2] * length,
        u[shown][:, 0] * length,
        angles="xy",
        scale_units="xy",
        scale=1.0,
        pivot="mid",
        width=0.0045,
        headwidth=4,
        color=BLACK,
    )
    axes.set_xlim(*span)
    axes.set_ylim(x.min() - 1.5, x.max() + 1.5)
