"""Fig. 9: field, displacement, potential and energy in a slab, and how they converge."""

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter

from pairlattice import plotting as look
from pairlattice.phenomena.meissner import results as r

CASES: tuple[tuple[str, str, str, str, str], ...] = (
    ("bound", look.VERMILION, "-", "s", "bound pairs"),
    ("damped", look.ORANGE, "-.", "D", "free, with friction"),
    ("free", look.BLUE, "-", "o", "free, k = γ = 0"),
    ("free_cooled", look.GREEN, ":", "^", "free, cooled in the field"),
)
_FEW = slice(3, None, 8)


def depth(tree: xr.DataTree) -> Figure:
    """Three answers for one slab."""
    drawn = look.figure(11.6, 7.0)
    (field, moved, potential), (free, bound, cells) = drawn.subplots(2, 3)
    _profiles(field, tree)
    _displacement(moved, tree)
    _potential(potential, tree)
    _energies(free, tree, "free", "(d) energy, free pairs (k = γ = 0)")
    _energies(bound, tree, "bound", "(e) energy, bound pairs")
    _convergence(cells, tree)
    return drawn


def _profiles(axes: Axes, tree: xr.DataTree) -> None:
    depth = r.ANSWER_DEPTH.values(tree)
    axes.plot(depth, r.LONDON.values(tree), color=look.BLACK, label="London, slab")
    label = r.ABSORPTION.long_name
    axes.plot(depth, r.ABSORPTION.values(tree), "--", color=look.PURPLE, lw=2.5, label=label)
    for name, colour, _, marker, label in CASES:
        x, B = (v.at(name).values(tree)[_FEW] for v in (r.DEPTH, r.B))
        axes.plot(x, B, marker, color=colour, ms=5, mfc="none", label=label)
    axes.plot([5, 5], [0, 0.6], ":", color=look.GREY, lw=1)
    axes.text(5.0, 0.62, "Λ", fontsize=9, color=look.GREY, ha="center")
    axes.set(
        title="(a) static field below a face",
        xlabel=r.DEPTH.label,
        ylabel=r.B.axis(words="B"),
        xlim=(0, min(r.own.thickness.value(tree) / 2, 8)),
        ylim=(-0.03, 1.95),
        yticks=[0, 0.25, 0.5, 0.75, 1],
    )
    axes.legend(loc="upper center", fontsize=8, ncols=2, columnspacing=0.8)


def _displacement(axes: Axes, tree: xr.DataTree) -> None:
    left = r.ABSORPTION.values(tree)
    axes.semilogy(
        r.ANSWER_DEPTH.values(tree),
        np.where(left > 0, left, np.nan),
        "--",
        color=look.PURPLE,
        lw=2.5,
        label="Δ(x)/Δ(0), absorption",
    )
    x, v = r.DEPTH.at("free").values(tree), np.abs(r.VELOCITY.at("free").values(tree))
    axes.semilogy(
        x[_FEW],
        (v / np.max(v[:3]))[_FEW],
        "o",
        color=look.BLUE,
        mfc="none",
        ms=5,
        label=r.SPEED.long_name,
    )
    chosen = meissner_point(tree)
    if chosen is not None:
        driven, amplitude, disorder = (
            variable.at(r.SCALED).values(tree)[chosen]
            for variable in (r.DRIVEN, r.AMPLITUDE, r.DISORDER)
        )
        most = driven.max()
        x = r.LAYER_DEPTH.at(r.SCALED).values(tree) / r.own.depth.value(tree)
        label = "A(x) of the engine"
        axes.semilogy(x, amplitude / most, "s", color=look.GREEN, mfc="none", ms=5, label=label)
        face = slice(len(x) // 2)
        label = r.DRIVEN.long_name
        axes.semilogy(x[face], driven[face] / most, color=look.GREEN, lw=1, label=label)
        noise = float(np.median(disorder)) / most
        axes.axhline(noise, color=look.GREEN, lw=0.8, ls=":", label="thermal D of the engine")
    axes.set(
        title="(b) displacement below a face",
        xlabel="depth (λ)",
        ylabel="over its value at the face",
        xlim=(0, 8),
        ylim=(2e-4, 40),
    )
    axes.legend(loc="upper right", fontsize=8)


def meissner_point(tree: xr.DataTree) -> int | None:
    """The coldest point of the map with a Meissner state, in its weakest field; None if none."""
    found = np.flatnonzero(r.POINT_KIND.at(r.SCALED).values(tree) == "Meissner")
    field, temperature = r.SCALED_FIELD.values(tree), r.SCALED_TEMPERATURE.values(tree)
    order = np.lexsort((field[found], temperature[found]))
    return int(found[order[0]]) if len(found) else None


def _potential(axes: Axes, tree: xr.DataTree) -> None:
    x, end = r.RATIO.values(tree), r.END.value(tree)
    for curve, line, marker, colour, last in (
        (r.GROWING, "-", "o", look.BLUE, end),
        (r.FALLING, "--", "s", look.VERMILION, -end),
    ):
        axes.plot(x, curve.values(tree), line, color=colour, label=curve.long_name)
        axes.plot(1.0, last, marker, color=colour)
    axes.annotate(
        f"{end:.4f}", (1.0, end), (-6, 6), textcoords="offset points", ha="right", fontsize=9
    )
    axes.axhline(0, color=look.GREY, lw=0.6)
    axes.axhline(1, color=look.GREY, lw=0.8, ls=":")
    axes.axhline(-1, color=look.GREY, lw=0.8, ls=":")
    axes.set(
        title="(c) surface potential, Eq. (15)",
        xlabel=r.RATIO.label,
        ylabel="$U_0/U_0^{max}$",
        ylim=(-1.1, 1.1),
    )
    axes.legend(loc="upper left", fontsize=8, bbox_to_anchor=(0.0, 0.93))


def _energies(axes: Axes, tree: xr.DataTree, name: str, title: str) -> None:
    t, work = r.TIME.at(name).values(tree), r.WORK.at(name).values(tree)
    axes.plot(t, work, color=look.BLACK, lw=2, label=r.WORK.long_name)
    total = np.zeros_like(t)
    for part, colour, line, marker in (
        (r.RADIATED, look.GREY, ":", "v"),
        (r.FIELD_ENERGY, look.BLUE, "-", "o"),
        (r.KINETIC, look.VERMILION, "--", "s"),
        (r.TETHER, look.PURPLE, "-.", "D"),
        (r.HEAT, look.ORANGE, "-", "^"),
    ):
        energy = part.at(name).values(tree)
        total += energy
        axes.plot(
            t,
            energy,
            line,
            color=colour,
            marker=marker,
            markevery=45,
            ms=4,
            mfc="none",
            label=part.long_name,
        )
    few = slice(20, None, 60)
    axes.plot(t[few], total[few], "x", color=look.BLACK, ms=6, label="sum of the parts")
    top = float(np.max(work))
    axes.set(
        title=title,
        xlabel=r.TIME.label,
        ylabel=r.WORK.axis(words="energy per area"),
        ylim=(-0.03 * top, 1.75 * top),
    )
    axes.legend(loc="upper right", fontsize=8, ncols=2, columnspacing=0.8)


def _convergence(axes: Axes, tree: xr.DataTree) -> None:
    h = r.SPACING.values(tree)
    error, early, exact = (np.abs(v.values(tree) - 1) for v in (r.LATE, r.EARLY, r.DISCRETE))
    axes.loglog(h, error, "o", color=look.BLUE, mfc="none", ms=7, label="slab, field static")
    axes.loglog(h, early, "+", color=look.VERMILION, ms=9, label="the same, end of the ramp")
    axes.loglog(h, exact, color=look.GREEN, label="the grid's own, $2\\cosh(h/λ) − 2 = h^2$")
    guide = error[-1] * (h / h[-1]) ** 2
    axes.loglog(h, guide, "--", color=look.BLACK, label="second order")
    axes.set_xticks(h, [f"{x:g}" for x in h])
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.set_ylim(error[-1] / 2, 20 * error[0])
    axes.set(
        title="(f) decay length against Eq. (14)",
        xlabel=r.SPACING.label,
        ylabel="|decay length/$λ_L$ − 1|",
    )
    axes.legend(loc="upper left", fontsize=8)
