"""The figure of what is checked: the field, the threshold, the tracker, the likelihood ratio."""

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pairlattice.phenomena.motion import results as r
from pairlattice.plotting import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, VERMILION, figure

_PHASE = {
    "solid": (BLUE, "s"),
    "glass": (PURPLE, "D"),
    "liquid": (VERMILION, "o"),
    "undetermined": (GREY, "x"),
}


def checks(tree: xr.DataTree) -> Figure:
    drawn = figure(11.0, 6.8)
    (space, time, coherence), (recovery, errors, phases) = drawn.subplots(2, 3)
    scale = r.own.deviation.value(tree) ** 2
    for axes, measured, exact, against in (
        (space, r.SPACE, r.SPACE_EXACT, r.DISTANCE),
        (time, r.MEMORY, r.MEMORY_EXACT, r.FIELD_LAG),
    ):
        x, error = against.values(tree), measured.error.values(tree) / scale
        axes.plot(x, exact.values(tree) / scale, color=BLACK, label="prescribed")
        axes.errorbar(x, measured.values(tree) / scale, yerr=error, fmt="o", ms=4,
                      color=BLUE, mfc="white", capsize=2, label="measured")  # fmt: skip
        axes.set(xlabel=against.label, ylabel=f"{measured.long_name} (σ²)")
        axes.legend(fontsize=8)
    space.axvline(r.own.length.value(tree), color=GREY, ls=":", lw=1)
    space.set_title("temperature field in space (dotted: ℓ)")
    time.set_title("temperature field in time")
    _coherence(coherence, tree)
    _recovery(recovery, tree)
    _errors(errors, tree)
    _phases(phases, tree)
    return drawn


def _coherence(axes: Axes, tree: xr.DataTree) -> None:
    T, C, spread = (v.values(tree) for v in (r.BIN_TEMPERATURE, r.BIN_COHERENCE, r.BIN_SPREAD))
    axes.errorbar(T, C, yerr=spread, fmt="o", ms=4, color=BLUE, capsize=2,
                  label="windows in the fluctuating bath")  # fmt: skip
    T, C, spread = (v.values(tree) for v in (r.EVEN_TEMPERATURE, r.EVEN_COHERENCE, r.EVEN_SPREAD))
    axes.errorbar(T, C, yerr=spread, fmt="s", ms=6, color=ORANGE, mfc="white", capsize=3,
                  label="evenly heated crystals")  # fmt: skip
    threshold = r.settings.thresholds.coherence.value(tree)
    axes.axhline(threshold, color=BLACK, lw=0.9, ls=":", label="$C^*$")
    axes.set(
        title="where coherence is lost",
        xlabel=r.BIN_TEMPERATURE.axis(words="T"),
        ylabel=r.BIN_COHERENCE.label,
    )
    axes.ticklabel_format(axis="x", scilimits=(0, 0))
    axes.legend(fontsize=8)


def _recovery(axes: Axes, tree: xr.DataTree) -> None:
    kinds, noises = r.MADE_KIND.values(tree), r.NOISE.values(tree)
    width = 0.8 / len(noises)
    hatches = ("", "///", "...", "xxx", "++", "\\\\", "oo", "--")
    colours = (BLUE, ORANGE, GREEN, PURPLE, VERMILION, GREY, BLACK, BLUE)
    for i, share in enumerate(r.KIND_SHARE_FOUND.values(tree)):
        x = np.arange(len(kinds)) + (i - (len(noises) - 1) / 2) * width
        axes.bar(x, share, width, color=colours[i], hatch=hatches[i], edgecolor="white",
                 label=f"{noises[i]:g} {r.NOISE.units}")  # fmt: skip
    axes.axhline(0.95, color=BLACK, ls="--", lw=1)
    axes.set_xticks(np.arange(len(kinds)), kinds)
    axes.set(ylabel=r.KIND_SHARE_FOUND.label, ylim=(0, 1.45))
    axes.set_title("made events, by error of positions")
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
    axes.legend(fontsize=8, ncols=len(noises), loc="upper center")


def _errors(axes: Axes, tree: xr.DataTree) -> None:
    frames = r.RECORD.values(tree)
    for share, marker, color, shift in (
        (r.CONTINUOUS, "o", BLUE, 0.97),
        (r.JUMPING, "s", VERMILION, 1.03),
    ):
        error = share.error.values(tree)
        axes.errorbar(frames * shift, share.values(tree), yerr=error, fmt=marker, color=color,
                      capsize=3, mfc="white", label=share.label)  # fmt: skip
    axes.axhline(0, color=GREY, lw=0.6)
    axes.set(xscale="log", xlabel=r.RECORD.label, ylabel=r.MISJUDGED.label)
    axes.set_xticks(frames, [str(f) for f in frames])
    axes.minorticks_off()
    axes.set_title("errors of the likelihood ratio")
    low, high = axes.get_ylim()
    axes.set_ylim(min(low, -0.02), max(1.2 * high, 0.1))
    axes.legend(fontsize=8)


def _phases(axes: Axes, tree: xr.DataTree) -> None:
    order, ratio = r.CASE_ORDER.values(tree), r.CASE_LINDEMANN.values(tree)
    melted, solid = r.own.melted.value(tree), r.own.solid_order.value(tree)
    top = max(1.3 * np.nanmax(ratio[np.isfinite(ratio)], initial=melted), 2 * melted)
    shown = np.where(np.isfinite(ratio), ratio, top)
    done: set[str] = set()
    for i, name in enumerate(r.CASE_PHASE.values(tree)):
        color, marker = _PHASE[name]
        axes.plot(order[i], shown[i], marker, color=color, ms=7,
                  label=None if name in done else name, ls="")  # fmt: skip
        done.add(name)
        axes.annotate(str(i + 1), (order[i], shown[i]), xytext=(6, 3),
                      textcoords="offset points", fontsize=8)  # fmt: skip
    axes.axhline(melted, color=BLACK, lw=0.8, ls=":")
    axes.plot([solid, solid], [0, melted], color=BLACK, lw=0.8, ls=":")
    axes.set(
        title="phases (numbers: rows of the table)",
        xlabel=r.CASE_ORDER.label,
        ylabel=r.CASE_LINDEMANN.label,
        xlim=(0, 1.05),
        ylim=(-0.02 * top, 1.25 * top),
    )
    axes.legend(fontsize=8, loc="upper right")
