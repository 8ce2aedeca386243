"""Fig. 7, 8 and 10 from the result of `experiment.run`; no physics here."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure

from pairlattice.phenomena.levitation import results as r
from pairlattice.phenomena.levitation.captions import captions
from pairlattice.phenomena.levitation.films import RULES, films
from pairlattice.phenomena.levitation.tables import tables
from pairlattice.plotting import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, VERMILION, figure
from pairlattice.variable import Variable

__all__ = ["captions", "draw", "films", "tables"]

_LAWS: dict[str, tuple[str, str]] = {
    "image": (BLACK, ":"),
    "london": (ORANGE, "none"),
    "frozen": (GREEN, "-."),
    "pairs": (BLUE, "-"),
    "disc": (VERMILION, "--"),
    "plane": (BLUE, "-"),
}
_ROUND = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
_CASES = (("at rest", GREY, ":"), ("approach", BLUE, "-"), ("withdrawal", VERMILION, "--"))


def draw(tree: xr.DataTree) -> dict[str, Figure]:
    """fig07: forces of both signs. fig08: the electrons. fig10: loads and motion."""
    return {"fig07": _forces(tree), "fig08": _electrons(tree), "fig10": _loads(tree)}


def _forces(tree: xr.DataTree) -> Figure:
    drawn = figure(11.0, 4.0)
    above, below, limit = drawn.subplots(1, 3)
    _loop(above, tree)
    _hanging(below, tree)
    _limit(limit, tree)
    return drawn


def _loop(axes: Axes, tree: xr.DataTree) -> None:
    gap = r.LOOP_GAP.values(tree, "mm")
    axes.axhline(0, color=GREY, lw=0.6)
    weight = r.WEIGHT.value(tree, "mN")
    axes.axhline(weight, color=GREY, lw=1, ls=(0, (6, 2)), label=r.WEIGHT.long_name)
    styles: tuple[tuple[Variable, dict[str, Any]], ...] = (
        (r.IMAGE, {"color": BLACK, "ls": ":"}),
        (r.LONDON, {"color": ORANGE, "ls": "none", "marker": "o", "mfc": "none", "ms": 5,
                    "markevery": 12}),
        (r.FROZEN, {"color": GREEN, "ls": "-."}),
        (r.APPROACH, {"color": BLUE}),
        (r.WITHDRAWAL, {"color": VERMILION, "ls": "--"}),
        (r.SWITCHED, {"color": PURPLE, "ls": (0, (1, 1)), "lw": 2}),
    )  # fmt: skip
    for force, style in styles:
        axes.plot(gap, force.values(tree, "mN"), label=force.long_name, **style)
    for leg, colour, index, step in (
        (r.APPROACH, BLUE, 18, -6),
        (r.WITHDRAWAL, VERMILION, 40, 6),
    ):
        force = leg.values(tree, "mN")
        ends = [(gap[i], force[i]) for i in (index, index + step)]
        axes.annotate("", ends[1], ends[0], arrowprops={"arrowstyle": "-|>", "color": colour})
    axes.set(xscale="log", xlabel=r.LOOP_GAP.axis("mm"))
    axes.set_ylabel(r.APPROACH.axis("mN", "upward force on the magnet"))
    axes.set_title("(a) magnet above: approach and withdrawal")
    axes.legend(fontsize=8)
    _ticks(axes.xaxis, _ROUND)


def _hanging(axes: Axes, tree: xr.DataTree) -> None:
    gap = r.HANGING_GAPS.values(tree, "mm")
    attraction = r.ATTRACTION.values(tree, "mN")
    rows = zip(
        r.HANGING_LAW.values(tree), attraction, r.HANGING_GAP.values(tree, "mm"), strict=True
    )
    for law, force, at in rows:
        colour, line = _LAWS[str(law)]
        axes.plot(gap, force, color=colour, ls=line, label=r.LAWS[str(law)])
        if np.isfinite(at):
            axes.plot(at, np.interp(at, gap, force), "o", color=colour, ms=5)
    weight = r.DISC_WEIGHT.value(tree, "mN")
    axes.axhline(weight, color=PURPLE, lw=1, ls=(0, (6, 2)), label=r.DISC_WEIGHT.long_name)
    axes.set(xscale="log", xlabel=r.HANGING_GAPS.axis("mm"), ylabel=r.ATTRACTION.axis("mN"))
    axes.set_title("(b) superconductor hung below")
    axes.set_ylim(0, 1.45 * float(attraction.max()))
    axes.legend(fontsize=8, loc="upper right")
    _ticks(axes.xaxis, _ROUND)


def _limit(axes: Axes, tree: xr.DataTree) -> None:
    ratio = r.RATIO.values(tree)
    for force, style in (
        (r.LONDON_FORCE, {"color": BLUE}),
        (r.LONDON_SECOND, {"color": VERMILION, "ls": "none", "marker": "x", "ms": 5}),
    ):
        axes.plot(ratio, 1 - force.values(tree), label=force.long_name, **style)
    axes.plot(ratio, 4 * ratio, color=GREY, ls=":", label="$4λ/h$: mirror one λ deeper")
    axes.axhline(1e-6, color=GREEN, lw=1, ls="--", label="$10^{-6}$")
    axes.set(
        xscale="log",
        yscale="log",
        ylim=(1e-8, 3),
        xlabel=r.RATIO.label,
        ylabel="$1-F/F_\\mathrm{image}$",
    )
    axes.set_title("(c) point magnet above London's half-space")
    axes.legend(fontsize=8, loc="lower right")


def _ticks(axis: Axis, values: Sequence[float]) -> None:
    """Those of the values that are on the axis, as plain numbers."""
    low, high = axis.get_view_interval()
    shown = [value for value in values if low <= value <= high]
    axis.set_ticks(shown, [f"{value:g}" for value in shown])
    axis.set_ticks([], minor=True)


def _electrons(tree: xr.DataTree) -> Figure:
    drawn = figure(11.0, 3.6)
    panels = drawn.subplots(1, 4, width_ratios=(1, 1, 1, 1.15))
    values = r.DISPLACEMENT.values(tree, "fm")
    depth = r.DEPTH.values(tree)
    reach = 2.2 * r.HALF_WIDTH.value(tree, "mm")
    radius = r.RADIUS.values(tree, "mm")
    inside = radius < reach
    across = np.concatenate([-radius[inside][::-1], radius[inside]])
    scale = float(np.abs(values).max())
    turn = r.TURN.value(tree, "mm")
    gaps = ("no magnet", f"gap {turn:.1f} mm", f"gap {2 * turn:.1f} mm")
    image: Any = None
    for axes, letter, (case, _, _), gap, field in zip(
        panels[:3], "abc", _CASES, gaps, values, strict=True
    ):
        half = field[inside]
        whole = np.concatenate([half[::-1], half]).T
        image = axes.pcolormesh(
            across, depth, whole, cmap="PuOr", vmin=-scale, vmax=scale, shading="gouraud",
            rasterized=True,
        )  # fmt: skip
        _arrows(axes, across, depth, whole, scale, reach)
        axes.set(xlabel=r.RADIUS.axis("mm"), ylim=(5, -0.9), xlim=(-reach, reach))
        axes.set_title(f"({letter}) {case}, {gap}")
        axes.axhline(0, color=BLACK, lw=1)
        axes.set_yticks(range(6))
    panels[0].set_ylabel(r.DEPTH.label)
    bar = drawn.colorbar(image, ax=list(panels[:3]), shrink=0.9, pad=0.01)
    bar.set_label(r.DISPLACEMENT.axis("fm"))
    last = panels[3]
    at = int(np.argmax(np.abs(values[1, :, 0])))
    for (case, colour, line), field in zip(_CASES, values, strict=True):
        last.plot(field[at], depth, color=colour, ls=line, label=case)
    last.axvline(0, color=GREY, lw=0.6)
    last.set(ylim=(5, 0), xlabel=r.DISPLACEMENT.axis("fm"), ylabel=r.DEPTH.label)
    place = f"{radius[at]:.1f} mm from the axis" if radius[at] > 0.1 else "on the axis"
    last.set_title(f"(d) {place}")
    last.legend(loc="lower left", fontsize=8)
    return drawn


def _arrows(
    axes: Axes, across: np.ndarray, depth: np.ndarray, field: np.ndarray, scale: float, reach: float
) -> None:
    x = np.linspace(-0.9 * reach, 0.9 * reach, 11)
    y = np.array([0.15, 0.7, 1.4, 2.2, 3.2])
    length = np.array([[np.interp(a, across, row) for a in x] for row in field])
    there = np.array([[np.interp(b, depth, column) for column in length.T] for b in y])
    # Arrows shorter than the line is wide would be blots.
    shown = np.where(np.abs(there) > 0.03 * scale, there, np.nan) / scale
    axes.quiver(
        x, y, 0 * shown, shown, angles="uv", scale=6.0, units="height", width=0.012, color=BLACK,
        headwidth=4, headlength=4, headaxislength=3.5,
    )  # fmt: skip
    axes.plot(*np.meshgrid(x, y), ".", color=BLACK, ms=2)


def _loads(tree: xr.DataTree) -> Figure:
    drawn = figure(11.0, 7.0)
    (height, frequency, depth), (letting, over, choices) = drawn.subplots(2, 3)
    load = r.LOAD.values(tree, "g")
    gaps, frequencies = r.LOADED_GAP.values(tree, "mm"), r.LOADED_FREQUENCY.values(tree)
    for name, gap, hertz in zip(r.LOADS_LAW.values(tree), gaps, frequencies, strict=True):
        colour, line = _LAWS[str(name)]
        style: dict[str, Any] = {"color": colour, "ls": line, "label": r.LAWS[str(name)]}
        if line == "none":
            style.update(marker="o", mfc="none", ms=5, markevery=4)
        height.plot(load, gap, **style)
        frequency.plot(load, hertz, **style)
    most, low = r.CARRIED.value(tree, "g"), r.COLLAPSE_GAP.value(tree, "mm")
    height.plot(most, low, "X", color=VERMILION, ms=9, label="pairs: λ = Λ, levitation fails")
    own = r.MASS.value(tree, "g")
    for axes in (height, frequency, depth):
        axes.axvline(own, color=GREY, lw=0.8, ls=(0, (1, 2)))
        axes.set(xscale="log", xlabel=r.LOAD.axis("g"))
    height.set(yscale="log", ylabel=r.LOADED_GAP.axis("mm"), title="(a) height against load")
    _ticks(height.yaxis, (5, 10, 20, 50))
    height.set_ylim(0.75 * np.nanmin(gaps), 2.6 * np.nanmax(gaps))
    height.legend(fontsize=8, loc="upper right", frameon=True, framealpha=1, edgecolor="none")
    frequency.set(yscale="log", ylabel=r.LOADED_FREQUENCY.label, title="(b) small oscillations")
    _ticks(frequency.yaxis, (5, 10, 20, 50, 100))
    runs = r.FREQUENCY_RUN.values(tree)
    frequency.plot(np.full(len(runs), own), runs, "s", color=PURPLE, mfc="none", ms=7,
                   label="from runs in time")  # fmt: skip
    frequency.legend(handles=frequency.lines[-1:], fontsize=8, loc="upper right")
    depth.plot(load, r.DEPTH_RATIO.values(tree), color=BLUE, label=r.DEPTH_RATIO.long_name)
    depth.axhline(1, color=VERMILION, ls="--", lw=1, label="limit, λ = Λ")
    depth.set(ylim=(0, 1.3), ylabel="λ/Λ", title="(c) depth against load, pairs")
    depth.legend(fontsize=8, loc="upper left")
    _letting_go(letting, tree)
    _overload(over, tree)
    _choices(choices, tree)
    return drawn


def _letting_go(axes: Axes, tree: xr.DataTree) -> None:
    time, gaps = r.TIME.values(tree), r.MOVING_GAP.values(tree, "mm")
    for rule, gap in zip(r.RULE.values(tree), gaps, strict=True):
        words, colour, line = RULES[str(rule)]
        axes.plot(time, gap, color=colour, ls=line, label=words)
    axes.axhline(r.RESTING_GAP.value(tree, "mm"), color=GREY, lw=0.8, ls=":")
    axes.set(xlabel=r.TIME.label, ylabel=r.MOVING_GAP.axis("mm"))
    axes.set(title="(d) let go, by the rule of rest", ylim=(0, 1.6 * float(gaps.max())))
    axes.legend(fontsize=8, loc="upper right")


def _overload(axes: Axes, tree: xr.DataTree) -> None:
    load, gap = r.GROWING_LOAD.values(tree, "g"), r.OVERLOADED_GAP.values(tree, "mm")
    axes.plot(load, gap, color=BLUE, label="run with growing load")
    statics = r.LOADED_GAP.of(tree).sel(law="pairs") / r.LOADED_GAP.scale("mm")
    axes.plot(r.LOAD.values(tree, "g"), statics, "s", color=PURPLE, mfc="none", ms=5, markevery=4,
              label="statics")  # fmt: skip
    most = r.CARRIED.value(tree, "g")
    axes.axvline(most, color=VERMILION, ls="--", lw=1, label="λ = Λ")
    axes.set(xlim=(0.5 * r.MASS.value(tree, "g"), 1.12 * most), ylim=(0, 1.15 * float(gap.max())))
    axes.set(xlabel=r.GROWING_LOAD.axis("g"), ylabel=r.OVERLOADED_GAP.axis("mm"))
    axes.set_title("(e) loaded until it falls")
    axes.legend(fontsize=8, loc="lower left")


def _choices(axes: Axes, tree: xr.DataTree) -> None:
    choices = r.VARIANT.at("choices").values(tree)
    place = np.arange(len(choices))[::-1]
    for masses, marker, colour, face, label in (
        (r.MOST_CARRIED, "o", BLUE, BLUE, "carried on top"),
        (r.MOST_HUNG, "D", VERMILION, "white", "hung below"),
    ):
        grams = masses.at("choices").values(tree, "g")
        axes.plot(grams, place, marker, color=colour, mfc=face, label=label)
    axes.set(xscale="log", xlabel=r.CARRIED.axis("g", "largest mass"))
    axes.set_title("(f) by the choices of C10")
    low, high = axes.get_xlim()
    for y, label in zip(place, choices, strict=True):
        axes.text(low * 1.1, y + 0.24, str(label), fontsize=8)
    axes.hlines(place, low, high, color=GREY, lw=0.4, zorder=0)
    axes.set(ylim=(-0.6, len(place) + 0.7), xlim=(low, high))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    _ticks(axes.xaxis, _ROUND)
    axes.legend(fontsize=8, loc="upper center", ncols=2)
