"""Fig. 7, 8 and 10 from the result of `experiment.run`; no physics here."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pairlattice.phenomena.levitation.captions import captions
from pairlattice.phenomena.levitation.films import films
from pairlattice.phenomena.levitation.tables import tables
from pairlattice.plotting import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, VERMILION, figure

__all__ = ["captions", "draw", "films", "tables"]

_LAWS: dict[str, tuple[str, str, str]] = {
    "image": ("perfect diamagnet (image)", BLACK, ":"),
    "london": ("London half-space", ORANGE, "none"),
    "frozen": ("frozen image", GREEN, "-."),
    "pairs": ("pairs", BLUE, "-"),
}
_RULES: dict[str, tuple[str, str, Any]] = {
    "before": ("at rest before the magnet came", BLUE, "-"),
    "sense": ("before; sign by sense of motion", PURPLE, (0, (1, 1))),
    "turn": ("at rest again at each turn", VERMILION, "--"),
    "relax": ("relaxing", GREEN, "-."),
}
_CASES = (("at rest", GREY, ":"), ("approach", BLUE, "-"), ("withdrawal", VERMILION, "--"))


def draw(tree: xr.DataTree) -> dict[str, Figure]:
    """fig07: forces of both signs. fig08: the electrons. fig10: loads and motion."""
    return {"fig07": _forces(tree), "fig08": _electrons(tree), "fig10": _loads(tree)}


def _forces(tree: xr.DataTree) -> Figure:
    drawn = figure(11.0, 4.0)
    above, below, limit = drawn.subplots(1, 3)
    data = tree["loop"].dataset
    gap = data.gap.to_numpy() * 1e3
    mN = 1e3
    above.axhline(0, color=GREY, lw=0.6)
    weight = tree.attrs["magnet"]["mass"] * 9.80665 * mN
    above.axhline(weight, color=GREY, lw=1, ls=(0, (6, 2)), label="weight of the magnet")
    above.plot(gap, data.image * mN, color=BLACK, ls=":", label="perfect diamagnet (image)")
    few = slice(None, None, 12)
    above.plot(gap[few], data.london[few] * mN, "o", color=ORANGE, mfc="none", ms=5,
               label="London half-space")  # fmt: skip
    above.plot(gap, data.frozen * mN, color=GREEN, ls="-.", label="frozen image")
    above.plot(gap, data.approach * mN, color=BLUE, label="pairs, approach")
    above.plot(gap, data.withdrawal * mN, color=VERMILION, ls="--", label="pairs, withdrawal")
    label = "pairs, withdrawal by sense alone"
    above.plot(gap, data.switched * mN, color=PURPLE, ls=(0, (1, 1)), lw=2, label=label)
    for name, colour, index, step in (("approach", BLUE, 18, -6), ("withdrawal", VERMILION, 40, 6)):
        ends = [(gap[i], float(data[name][i]) * mN) for i in (index, index + step)]
        above.annotate("", ends[1], ends[0], arrowprops={"arrowstyle": "-|>", "color": colour})
    above.set(xscale="log", xlabel="gap (mm)", ylabel="upward force on the magnet (mN)")
    above.set_title("(a) magnet above: approach and withdrawal")
    above.legend(fontsize=8)
    _gap_ticks(above)
    _hanging(below, tree)
    _limit(limit, tree["limits"].dataset)
    return drawn


def _hanging(axes: Axes, tree: xr.DataTree) -> None:
    data = tree["hanging"].dataset
    gap = data.gap.to_numpy() * 1e3
    for name, label, colour, line in (
        ("disc", "pairs, the disc", VERMILION, "--"),
        ("plane", "pairs, whole plane", BLUE, "-"),
        ("frozen", "frozen image, whole plane", GREEN, "-."),
    ):
        axes.plot(gap, data[name] * 1e3, color=colour, ls=line, label=label)
        found = data.attrs[name]
        if np.isfinite(found["gap"]):
            at = found["gap"] * 1e3
            axes.plot(at, np.interp(at, gap, data[name] * 1e3), "o", color=colour, ms=5)
    weight = data.attrs["mass"] * 9.80665 * 1e3
    axes.axhline(weight, color=PURPLE, lw=1, ls=(0, (6, 2)), label="weight of the disc")
    axes.set(xscale="log", xlabel="gap (mm)", ylabel="attraction (mN)")
    axes.set_title("(b) superconductor hung below")
    axes.set_ylim(0, 1.45 * float(max(data[n].max() for n in ("disc", "plane", "frozen"))) * 1e3)
    axes.legend(fontsize=8, loc="upper right")
    _gap_ticks(axes)


def _limit(axes: Axes, data: xr.Dataset) -> None:
    ratio = data.ratio.to_numpy()
    axes.plot(ratio, 1 - data.london, color=BLUE, label="London's integral")
    axes.plot(ratio, 1 - data.london_second, "x", color=VERMILION, ms=5, label="other quadrature")
    axes.plot(ratio, 4 * ratio, color=GREY, ls=":", label="$4λ/h$: mirror one λ deeper")
    axes.axhline(1e-6, color=GREEN, lw=1, ls="--", label="$10^{-6}$")
    axes.set(
        xscale="log", yscale="log", ylim=(1e-8, 3), xlabel="λ/h", ylabel="$1-F/F_\\mathrm{image}$"
    )
    axes.set_title("(c) point magnet above London's half-space")
    axes.legend(fontsize=8, loc="lower right")


def _gap_ticks(axes: Axes) -> None:
    ticks = [t for t in (0.5, 1, 2, 5, 10, 20, 50, 100) if _inside(axes, t)]
    axes.set_xticks(ticks, [f"{t:g}" for t in ticks])
    axes.set_xticks([], minor=True)


def _inside(axes: Axes, value: float) -> bool:
    low, high = axes.get_xlim()
    return low <= value <= high


def _electrons(tree: xr.DataTree) -> Figure:
    drawn = figure(11.0, 3.6)
    panels = drawn.subplots(1, 4, width_ratios=(1, 1, 1, 1.15))
    data = tree["electrons"].dataset
    values = data.displacement.to_numpy() * 1e15
    depth = data.depth.to_numpy()
    reach = 2.2 * tree.attrs["magnet"]["half_width"] * 1e3
    radius = data.radius.to_numpy() * 1e3
    inside = radius < reach
    across = np.concatenate([-radius[inside][::-1], radius[inside]])
    scale = float(np.abs(values).max())
    gaps = ("no magnet", f"gap {tree.attrs['turn'] * 1e3:.1f} mm",
            f"gap {2 * tree.attrs['turn'] * 1e3:.1f} mm")  # fmt: skip
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
        axes.set(xlabel="distance from the axis (mm)", ylim=(5, -0.9), xlim=(-reach, reach))
        axes.set_title(f"({letter}) {case}, {gap}")
        axes.axhline(0, color=BLACK, lw=1)
        axes.set_yticks(range(6))
    panels[0].set_ylabel("depth ($λ_L$)")
    bar = drawn.colorbar(image, ax=list(panels[:3]), shrink=0.9, pad=0.01)
    bar.set_label("displacement, upward (fm)")
    last = panels[3]
    at = int(np.argmax(np.abs(values[1, :, 0])))
    for (case, colour, line), field in zip(_CASES, values, strict=True):
        last.plot(field[at], depth, color=colour, ls=line, label=case)
    last.axvline(0, color=GREY, lw=0.6)
    last.set(ylim=(5, 0), xlabel="displacement, upward (fm)", ylabel="depth ($λ_L$)")
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
    data = tree["loads"].dataset
    load = data.mass.to_numpy() * 1e3
    for name, (label, colour, line) in _LAWS.items():
        row = data.sel(law=name)
        style: dict[str, Any] = {"color": colour, "ls": line, "label": label}
        if line == "none":
            style.update(marker="o", mfc="none", ms=5, markevery=4)
        height.plot(load, row.gap * 1e3, **style)
        frequency.plot(load, row.frequency, **style)
    most, low = data.attrs["largest"] * 1e3, data.attrs["collapse_gap"] * 1e3
    height.plot(most, low, "X", color=VERMILION, ms=9, label="pairs: λ = Λ, levitation fails")
    own = tree.attrs["magnet"]["mass"] * 1e3
    for axes in (height, frequency, depth):
        axes.axvline(own, color=GREY, lw=0.8, ls=(0, (1, 2)))
        axes.set(xscale="log", xlabel="mass carried (g)")
    height.set(yscale="log", ylabel="gap (mm)", title="(a) height against load")
    height.set_yticks([5, 10, 20, 50], ["5", "10", "20", "50"])
    height.set_yticks([], minor=True)
    height.set_ylim(0.75 * float(data.gap.min()) * 1e3, 2.6 * float(data.gap.max()) * 1e3)
    height.legend(fontsize=8, loc="upper right", frameon=True, framealpha=1, edgecolor="none")
    frequency.set(yscale="log", ylabel="frequency (Hz)", title="(b) small oscillations")
    frequency.set_yticks([5, 10, 20, 50, 100], ["5", "10", "20", "50", "100"])
    frequency.set_yticks([], minor=True)
    checks = tree["checks"].dataset
    runs = checks.frequency_run.to_numpy()
    frequency.plot(np.full(len(runs), own), runs, "s", color=PURPLE, mfc="none", ms=7,
                   label="from runs in time")  # fmt: skip
    frequency.legend(handles=frequency.lines[-1:], fontsize=8, loc="upper right")
    depth.plot(load, data.depth_ratio, color=BLUE, label="largest λ/Λ on the surface")
    depth.axhline(1, color=VERMILION, ls="--", lw=1, label="limit, λ = Λ")
    depth.set(ylim=(0, 1.3), ylabel="λ/Λ", title="(c) depth against load, pairs")
    depth.legend(fontsize=8, loc="upper left")
    _letting_go(letting, tree)
    _overload(over, tree)
    _choices(choices, tree["alternatives"].dataset)
    return drawn


def _letting_go(axes: Axes, tree: xr.DataTree) -> None:
    data = tree["motion"].dataset
    for rule, (label, colour, line) in _RULES.items():
        axes.plot(data.time, data.gap.sel(rule=rule) * 1e3, color=colour, ls=line, label=label)
    axes.axhline(tree.attrs["resting_gap"] * 1e3, color=GREY, lw=0.8, ls=":")
    axes.set(xlabel="time (s)", ylabel="gap (mm)", title="(d) let go; the electrons were …")
    axes.set_ylim(0, 1.6 * float(data.gap.max()) * 1e3)
    axes.legend(fontsize=8, loc="upper right")


def _overload(axes: Axes, tree: xr.DataTree) -> None:
    data = tree["overload"].dataset
    axes.plot(data.mass * 1e3, data.gap * 1e3, color=BLUE, label="run with growing load")
    loads = tree["loads"].dataset
    row = loads.sel(law="pairs")
    few = slice(None, None, 4)
    axes.plot(loads.mass[few] * 1e3, row.gap[few] * 1e3, "s", color=PURPLE, mfc="none", ms=5,
              label="statics")  # fmt: skip
    axes.axvline(data.attrs["static"] * 1e3, color=VERMILION, ls="--", lw=1, label="λ = Λ")
    low, high = tree.attrs["magnet"]["mass"] * 1e3, data.attrs["static"] * 1.12e3
    axes.set(xlim=(0.5 * low, high), ylim=(0, 1.15 * float(data.gap.max()) * 1e3))
    axes.set(xlabel="mass carried (g)", ylabel="gap (mm)", title="(e) loaded until it falls")
    axes.legend(fontsize=8, loc="lower left")


def _choices(axes: Axes, data: xr.Dataset) -> None:
    place = np.arange(len(data.choice))[::-1]
    axes.plot(data.carried * 1e3, place, "o", color=BLUE, label="carried on top")
    axes.plot(data.hung * 1e3, place, "D", color=VERMILION, mfc="white", label="hung below")
    axes.set(xscale="log", xlabel="largest mass (g)", title="(f) by the choices of C10")
    low, high = axes.get_xlim()
    for y, label in zip(place, data.choice.to_numpy(), strict=True):
        axes.text(low * 1.1, y + 0.24, str(label), fontsize=8)
    axes.hlines(place, low, high, color=GREY, lw=0.4, zorder=0)
    axes.set(ylim=(-0.6, len(place) + 0.7), xlim=(low, high))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    ticks = [t for t in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500) if low <= t <= high]
    axes.set_xticks(ticks, [f"{t:g}" for t in ticks])
    axes.set_xticks([], minor=True)
    axes.legend(fontsize=8, loc="upper center", ncols=2)
