"""The figure of what is checked: the field, the threshold, the tracker, the likelihood ratio."""

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

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
    field = tree["field"].to_dataset()
    scale = field.attrs["deviation"][0] ** 2
    for axes, name, against, label in (
        (space, "space", "distance", "distance ($d$)"),
        (time, "time", "lag", "time ($t_0$)"),
    ):
        x = field[against].to_numpy()
        axes.plot(x, field[f"{name}_exact"] / scale, color=BLACK, label="prescribed")
        axes.errorbar(x, field[name] / scale, yerr=field[f"{name}_error"] / scale, fmt="o", ms=4,
                      color=BLUE, mfc="white", capsize=2, label="measured")  # fmt: skip
        axes.set(xlabel=label, ylabel="covariance ($\\sigma^2$)")
        axes.legend(fontsize=8)
    space.axvline(field.attrs["length"][0], color=GREY, ls=":", lw=1)
    space.set_title("temperature field in space (dotted: ℓ)")
    time.set_title("temperature field in time")
    _coherence(coherence, tree)
    _recovery(recovery, tree["recovery"].to_dataset())
    _errors(errors, tree["judgement"].to_dataset())
    _phases(phases, tree)
    return drawn


def _coherence(axes: Axes, tree: xr.DataTree) -> None:
    data, even = tree["tubes"].to_dataset(), tree["even"].to_dataset()
    T, C = (data[n].to_numpy().ravel()[::37].astype(float) for n in ("temperature", "coherence"))
    edges = np.quantile(T, np.linspace(0.002, 0.998, 13))
    which = np.digitize(T, edges)
    middle, mean, spread = (
        np.array([f(v[which == i]) for i in range(1, len(edges))])
        for f, v in ((np.mean, T), (np.mean, C), (np.std, C))
    )
    axes.errorbar(middle * 1e4, mean, yerr=spread, fmt="o", ms=4, color=BLUE, capsize=2,
                  label="windows in the fluctuating bath")  # fmt: skip
    axes.errorbar(even.temperature * 1e4, even.coherence, yerr=even.spread, fmt="s", ms=6,
                  color=ORANGE, mfc="white", capsize=3, label="evenly heated crystals")  # fmt: skip
    axes.axhline(tree.attrs["coherence_threshold"], color=BLACK, lw=0.9, ls=":", label="$C^*$")
    axes.set(xlabel="$T$ ($10^{-4}\\,E_0/k_B$)", ylabel="coherence of a window")
    axes.set_title("where coherence is lost")
    axes.legend(fontsize=8)


def _recovery(axes: Axes, data: xr.Dataset) -> None:
    kinds = data.kind.to_numpy()
    noises = data.noise.to_numpy()
    width = 0.8 / len(noises)
    hatches = ("", "///", "...", "xxx", "++", "\\\\", "oo", "--")
    colours = (BLUE, ORANGE, GREEN, PURPLE, VERMILION, GREY, BLACK, BLUE)
    for i, noise in enumerate(noises):
        row = data.isel(noise=i)
        share = row.found / np.maximum(row.made, 1)
        x = np.arange(len(kinds)) + (i - (len(noises) - 1) / 2) * width
        axes.bar(x, share, width, color=colours[i], hatch=hatches[i], edgecolor="white",
                 label=f"{noise:g} $d$")  # fmt: skip
    axes.axhline(0.95, color=BLACK, ls="--", lw=1)
    axes.set_xticks(np.arange(len(kinds)), kinds)
    axes.set(ylabel="share found", ylim=(0, 1.45), title="made events, by error of positions")
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
    axes.legend(fontsize=8, ncols=len(noises), loc="upper center")


def _errors(axes: Axes, data: xr.Dataset) -> None:
    frames, sets = data.frames.to_numpy(), data.sets.to_numpy()
    for name, marker, color, shift, label in (
        ("continuous", "o", BLUE, 0.97, "continuous motion"),
        ("birth_death", "s", VERMILION, 1.03, "birth and death"),
    ):
        rate = data[name].to_numpy() / sets
        error = np.sqrt(rate * (1 - rate) / sets)
        axes.errorbar(frames * shift, rate, yerr=error, fmt=marker, color=color, capsize=3,
                      mfc="white", label=label)  # fmt: skip
    axes.axhline(0, color=GREY, lw=0.6)
    axes.set(xscale="log", xlabel="frames of the record", ylabel="share misjudged")
    axes.set_xticks(frames, [str(f) for f in frames])
    axes.minorticks_off()
    axes.set_title("errors of the likelihood ratio")
    low, high = axes.get_ylim()
    axes.set_ylim(min(low, -0.02), max(1.2 * high, 0.1))
    axes.legend(fontsize=8)


def _phases(axes: Axes, tree: xr.DataTree) -> None:
    data, p = tree["phases"].to_dataset(), tree.attrs["parameters"]
    ratio = data.lindemann.to_numpy()
    top = max(1.3 * np.nanmax(ratio[np.isfinite(ratio)], initial=p["melted"]), 2 * p["melted"])
    shown = np.where(np.isfinite(ratio), ratio, top)
    done: set[str] = set()
    for i, name in enumerate(data.phase.to_numpy()):
        color, marker = _PHASE[str(name)]
        axes.plot(data.order[i], shown[i], marker, color=color, ms=7,
                  label=None if name in done else str(name), ls="")  # fmt: skip
        done.add(str(name))
        axes.annotate(str(i + 1), (float(data.order[i]), float(shown[i])), xytext=(6, 3),
                      textcoords="offset points", fontsize=8)  # fmt: skip
    axes.axhline(p["melted"], color=BLACK, lw=0.8, ls=":")
    axes.plot([p["solid_order"]] * 2, [0, p["melted"]], color=BLACK, lw=0.8, ls=":")
    axes.set(xlabel="$|\\langle\\psi_6\\rangle|$", ylabel="Lindemann ratio", xlim=(0, 1.05))
    axes.set(ylim=(-0.02 * top, 1.25 * top), title="phases (numbers: rows of the table)")
    axes.legend(fontsize=8, loc="upper right")
