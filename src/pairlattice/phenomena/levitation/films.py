"""The film: one magnet let go above superconductors whose electrons rest by different rules."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.patches import Rectangle

from pairlattice.film import Film
from pairlattice.phenomena.levitation import results as r
from pairlattice.plotting import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, VERMILION, figure

_FRAMES, _RATE = 180, 20
_SHOWN = 1.5  # s of the run, a little slower than life for the eye
_LAYER = 14.0  # mm, drawn thickness of the superconductor
# Words, colour and line of each rule of rest
RULES: dict[str, tuple[str, str, Any]] = {
    "before": ("rest before", BLUE, "-"),
    "sense": ("sign by sense of motion", PURPLE, (0, (1, 1))),
    "turn": ("rest at each turn", VERMILION, "--"),
    "relax": ("relaxing", GREEN, "-."),
}


def films(tree: xr.DataTree) -> dict[str, Film]:
    """levitation: heights, forces and the electrons' displacement against time."""
    time = r.TIME.values(tree)
    time = time[time <= _SHOWN]
    width, tall = 2 * r.HALF_WIDTH.value(tree, "mm"), r.HEIGHT.value(tree, "mm")
    gaps, forces, moved = (
        dict(zip(map(str, r.RULE.values(tree)), v.values(tree, unit)[:, : len(time)], strict=True))
        for v, unit in ((r.MOVING_GAP, "mm"), (r.MOVING_FORCE, "mN"), (r.SURFACE, "fm"))
    )
    radius = r.SURFACE_RADIUS.values(tree, "mm")
    top = float(np.nanmax(gaps["before"])) + tall + 9
    reach = 1.8 * width
    drawn = figure(11.0, 5.6)
    grid = drawn.add_gridspec(2, 2 * len(gaps))
    # The levitating magnet's own largest; what falls may exceed it and is cut off.
    scale = float(np.nanmax(np.abs(moved["before"])))
    x = np.linspace(-0.85, 0.85, 9) * reach
    bodies, arrows, notes = {}, {}, {}
    for i, rule in enumerate(gaps):
        axes = drawn.add_subplot(grid[0, 2 * i : 2 * i + 2])
        axes.set(xlim=(-reach, reach), ylim=(-_LAYER, top), title=RULES[rule][0], xlabel="mm")
        axes.set_aspect("equal")
        axes.set_yticks(range(0, int(top), 10))
        axes.add_patch(
            Rectangle((-reach, -_LAYER), 2 * reach, _LAYER, fc=SKY, alpha=0.35, ec="none")
        )
        axes.axhline(0, color=BLACK, lw=1)
        body = Rectangle((-width / 2, 0), width, tall, fc=ORANGE, ec=BLACK)
        axes.add_patch(body)
        bodies[rule] = body
        axes.plot(x, 0 * x - _LAYER / 2, "o", color=BLACK, mfc="white", ms=4)
        still = np.zeros_like(x)
        arrows[rule] = axes.quiver(
            x, still - _LAYER / 2, still, still,
            angles="xy", scale_units="xy", scale=1, width=0.012, color=BLACK,
        )  # fmt: skip
        if i == 0:
            axes.set_ylabel("height (mm)")
        notes[rule] = axes.text(0.98, 0.96, "", transform=axes.transAxes, ha="right", va="top",
                                fontsize=9)  # fmt: skip
    half = len(gaps)
    height, force = drawn.add_subplot(grid[1, :half]), drawn.add_subplot(grid[1, half:])
    lines = {}
    for axes, values, label in (
        (height, gaps, r.MOVING_GAP.axis("mm")),
        (force, forces, r.MOVING_FORCE.axis("mN")),
    ):
        axes.set(xlim=(0, time[-1]), xlabel=r.TIME.label, ylabel=label)
        everything = np.concatenate(list(values.values()))
        low, high = float(np.nanmin(everything)), float(np.nanmax(everything))
        axes.set_ylim(min(low, 0) - 0.05 * (high - low), high + 0.45 * (high - low))
        for rule, series in values.items():
            words, colour, dash = RULES[rule]
            (line,) = axes.plot([], [], color=colour, ls=dash, label=words)
            lines[label, rule] = (line, series)
    height.axhline(r.RESTING_GAP.value(tree, "mm"), color=GREY, lw=0.8, ls=":")
    height.legend(fontsize=8, loc="upper right", ncols=2)
    force.axhline(r.WEIGHT.value(tree, "mN"), color=GREY, lw=0.8, ls=":")

    def show(index: int) -> None:
        at = round(index * (len(time) - 1) / (_FRAMES - 1))
        for rule, series in gaps.items():
            gone = np.isnan(forces[rule][at])
            bodies[rule].set_y(float(series[at]))
            here = np.clip(np.nan_to_num(moved[rule][at]), -scale, scale)
            arrows[rule].set_UVC(0 * x, np.interp(np.abs(x), radius, here) / scale * 7)
            notes[rule].set_text("fallen" if gone else f"{forces[rule][at]:+.1f} mN")
        for line, values in lines.values():
            line.set_data(time[: at + 1], values[: at + 1])

    # The still frame: the electrons at their farthest, once all have gone their own ways.
    late = len(time) // 4
    deep = late + int(np.nanargmax(forces["before"][late:]))
    poster = round(deep * (_FRAMES - 1) / (len(time) - 1))
    show(0)
    return {"levitation": Film(drawn, show, _FRAMES, _RATE, poster=poster)}
