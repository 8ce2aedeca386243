"""Fig. 6, 9, the (T, H) panel of Fig. 5, sections and depths; no physics here."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from matplotlib.ticker import NullFormatter

from pairlattice import plotting as look
from pairlattice.phenomena.meissner.captions import captions
from pairlattice.phenomena.meissner.filling import films
from pairlattice.phenomena.meissner.sample_maps import field_maps
from pairlattice.phenomena.meissner.section_figure import sections
from pairlattice.phenomena.meissner.tables import tables

__all__ = ["captions", "draw", "films", "tables"]

_CASES: tuple[tuple[str, str, str, str, str], ...] = (
    ("bound", look.VERMILION, "-", "s", "bound pairs"),
    ("damped", look.ORANGE, "-.", "D", "free, with friction"),
    ("free", look.BLUE, "-", "o", "free, k = γ = 0"),
    ("free_cooled", look.GREEN, ":", "^", "free, cooled in the field"),
)


def draw(tree: xr.DataTree) -> dict[str, Figure]:
    """Figures by file name."""
    return {
        "fig05_field": field_maps(tree),
        "fig06": _expulsion(tree),
        "fig09": _depth(tree),
        "figsections": sections(tree),
        "figdepths": _depths(tree),
    }


def _expulsion(tree: xr.DataTree) -> Figure:
    drawn = look.figure(12.4, 3.5)
    above, below, pairs, course = drawn.subplots(1, 4, width_ratios=(1, 1, 1, 1.15))
    node = tree["lines"].dataset
    t = node.attrs["temperature"]
    for axes, name, title in (
        (above, "above", "(a) $T > T_c$"),
        (below, "below", f"(b) London, $T = {t:g}\\,T_c$"),
        (pairs, "pairs", f"(c) bound pairs, $T = {t:g}\\,T_c$"),
    ):
        x, y = node["x"].values, node["y"].values
        radius = node.attrs["radius"]
        # No line at A = 0: inside a superconductor it would stand for a vanishing field.
        levels = np.arange(-2.55, 2.56, 0.3) * radius
        axes.add_patch(Circle((0, 0), radius, fc="#DDDDDD", ec=look.BLACK, lw=1))
        axes.contour(
            x, y, node[name].values.T, levels, colors=look.BLUE, linewidths=1, linestyles="-"
        )
        axes.set(title=title, xlabel="x ($λ_L$)", ylabel="y ($λ_L$)", aspect="equal")
    for name, colour, line, marker, label in _CASES:
        one = tree["slab"][name].dataset
        course.plot(
            one["time"].values,
            one["middle"].values,
            line,
            color=colour,
            marker=marker,
            markevery=40,
            ms=4.5,
            mfc="none",
            label=label,
        )
    one = tree["slab"]["free"].dataset
    course.plot(one["time"].values, one["applied"].values, "--", color=look.GREY, label="applied")
    course.set(
        title="(d) field in the middle of a slab",
        xlabel="time ($1/ω_p$)",
        ylabel="$B/B_0$",
        ylim=(-0.05, 2.15),
        yticks=[0, 0.25, 0.5, 0.75, 1],
    )
    course.legend(loc="upper right", fontsize=8)
    return drawn


def _depth(tree: xr.DataTree) -> Figure:
    drawn = look.figure(11.6, 7.0)
    (field, moved, potential), (free, bound, cells) = drawn.subplots(2, 3)
    _profiles(field, tree)
    _displacement(moved, tree)
    _potential(potential, tree["potential"].dataset)
    _energies(free, tree["slab"]["free"].dataset, "(d) energy, free pairs (k = γ = 0)")
    _energies(bound, tree["slab"]["bound"].dataset, "(e) energy, bound pairs")
    _convergence(cells, tree["convergence"].dataset)
    return drawn


def _profiles(axes: Axes, tree: xr.DataTree) -> None:
    node = tree["answers"].dataset
    half = tree.attrs["parameters"]["thickness"] / 2
    depth = node["depth"].values
    axes.plot(depth, node["london"].values, color=look.BLACK, label="London, slab")
    axes.plot(
        depth, node["absorption"].values, "--", color=look.PURPLE, lw=2.5, label="Eq. (13) up to Λ"
    )
    for name, colour, _, marker, label in _CASES:
        one = tree["slab"][name].dataset
        few = slice(3, None, 8)
        axes.plot(
            one["depth"].values[few],
            one["B"].values[few],
            marker,
            color=colour,
            ms=5,
            mfc="none",
            label=label,
        )
    axes.plot([5, 5], [0, 0.6], ":", color=look.GREY, lw=1)
    axes.text(5.0, 0.62, "Λ", fontsize=9, color=look.GREY, ha="center")
    axes.set(
        title="(a) static field below a face",
        xlabel="depth ($λ_L$)",
        ylabel="$B/B_0$",
        xlim=(0, min(half, 8)),
        ylim=(-0.03, 1.95),
        yticks=[0, 0.25, 0.5, 0.75, 1],
    )
    axes.legend(loc="upper center", fontsize=8, ncols=2, columnspacing=0.8)


def _displacement(axes: Axes, tree: xr.DataTree) -> None:
    node = tree["answers"].dataset
    axes.semilogy(
        node["depth"].values,
        np.where(node["absorption"] > 0, node["absorption"], np.nan),
        "--",
        color=look.PURPLE,
        lw=2.5,
        label="Δ(x)/Δ(0), absorption",
    )
    one = tree["slab"]["free"].dataset
    v = np.abs(one["velocity"].values)
    few = slice(3, None, 8)
    axes.semilogy(
        one["depth"].values[few],
        (v / np.max(v[:3]))[few],
        "o",
        color=look.BLUE,
        mfc="none",
        ms=5,
        label="speed of free pairs",
    )
    data = tree["maps"]["scaled"].dataset
    chosen = meissner_point(data)
    if chosen is not None:
        layer = data.isel(point=chosen)
        x = layer["depth"].values / data.attrs["length"]
        axes.semilogy(
            x,
            layer["amplitude"].values / float(layer["driven"].max()),
            "s",
            color=look.GREEN,
            mfc="none",
            ms=5,
            label="A(x) of the engine",
        )
        half = layer.sizes["layer"] // 2
        driven = (layer["driven"] / layer["driven"].max()).values
        axes.semilogy(x[:half], driven[:half], color=look.GREEN, lw=1, label="closure C3 there")
        noise = float(np.median(layer["disorder"])) / float(layer["driven"].max())
        axes.axhline(noise, color=look.GREEN, lw=0.8, ls=":", label="thermal D of the engine")
    axes.set(
        title="(b) displacement below a face",
        xlabel="depth (λ)",
        ylabel="over its value at the face",
        xlim=(0, 8),
        ylim=(2e-4, 40),
    )
    axes.legend(loc="upper right", fontsize=8)


def meissner_point(data: xr.Dataset) -> int | None:
    """The coldest point of the map with a Meissner state, in its weakest field; None if none."""
    names = data["sample_state"].values
    found = np.flatnonzero([str(name).startswith("Meissner") for name in names])
    order = np.lexsort((data["field"].values[found], data["temperature"].values[found]))
    return int(found[order[0]]) if len(found) else None


def _potential(axes: Axes, node: xr.Dataset) -> None:
    x, end = node["ratio"].values, float(node["end"])
    axes.plot(x, node["growing"].values, color=look.BLUE, label="field growing")
    axes.plot(x, node["falling"].values, "--", color=look.VERMILION, label="field falling")
    axes.plot(1.0, end, "o", color=look.BLUE)
    axes.plot(1.0, -end, "s", color=look.VERMILION)
    axes.annotate(
        f"{end:.4f}", (1.0, end), (-6, 6), textcoords="offset points", ha="right", fontsize=9
    )
    axes.axhline(0, color=look.GREY, lw=0.6)
    axes.axhline(1, color=look.GREY, lw=0.8, ls=":")
    axes.axhline(-1, color=look.GREY, lw=0.8, ls=":")
    axes.set(
        title="(c) surface potential, Eq. (15)",
        xlabel="effective depth λ (Λ)",
        ylabel="$U_0/U_0^{max}$",
        ylim=(-1.1, 1.1),
    )
    axes.legend(loc="upper left", fontsize=8, bbox_to_anchor=(0.0, 0.93))


def _energies(axes: Axes, node: xr.Dataset, title: str) -> None:
    t = node["time"].values
    axes.plot(t, node["work"].values, color=look.BLACK, lw=2, label="work of the source")
    for name, colour, line, marker in (
        ("radiated", look.GREY, ":", "v"),
        ("field", look.BLUE, "-", "o"),
        ("kinetic", look.VERMILION, "--", "s"),
        ("tether", look.PURPLE, "-.", "D"),
        ("heat", look.ORANGE, "-", "^"),
    ):
        axes.plot(
            t,
            node[name].values,
            line,
            color=colour,
            marker=marker,
            markevery=45,
            ms=4,
            mfc="none",
            label=name,
        )
    parts = ("field", "kinetic", "tether", "heat", "radiated")
    total = np.sum([node[name].values for name in parts], axis=0)
    few = slice(20, None, 60)
    axes.plot(t[few], total[few], "x", color=look.BLACK, ms=6, label="sum of the parts")
    top = float(np.max(node["work"]))
    axes.set(
        title=title,
        xlabel="time ($1/ω_p$)",
        ylabel="energy per area ($B_0^2λ_L/μ_0$)",
        ylim=(-0.03 * top, 1.75 * top),
    )
    axes.legend(loc="upper right", fontsize=8, ncols=2, columnspacing=0.8)


def _convergence(axes: Axes, node: xr.Dataset) -> None:
    h = node["spacing"].values
    error = np.abs(node["late"].values - 1)
    axes.loglog(h, error, "o", color=look.BLUE, mfc="none", ms=7, label="slab, field static")
    early = np.abs(node["early"].values - 1)
    axes.loglog(h, early, "+", color=look.VERMILION, ms=9, label="the same, end of the ramp")
    exact = np.abs(node["discrete"].values - 1)
    axes.loglog(h, exact, color=look.GREEN, label="the grid's own, $2\\cosh(h/λ) − 2 = h^2$")
    guide = error[-1] * (h / h[-1]) ** 2
    axes.loglog(h, guide, "--", color=look.BLACK, label="second order")
    axes.set_xticks(h, [f"{x:g}" for x in h])
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.set_ylim(error[-1] / 2, 20 * error[0])
    axes.set(
        title="(f) decay length against Eq. (14)",
        xlabel="cell ($λ_L$)",
        ylabel="|decay length/$λ_L$ − 1|",
    )
    axes.legend(loc="upper left", fontsize=8)


def _depths(tree: xr.DataTree) -> Figure:
    drawn = look.figure(12.0, 3.9)
    real, warm, field = drawn.subplots(1, 3, width_ratios=(1.35, 1, 1))
    _real(real, tree.attrs["depths"])
    node = tree["temperature"].dataset
    t = node["t"].values
    styles = (("paper", look.PURPLE, "--"), ("two_fluid", look.BLACK, "-"), ("bcs", look.BLUE, ":"))
    labels = {
        "paper": "Eq. (14), lattice density",
        "two_fluid": "two fluids = measured law (Sn)",
        "bcs": "BCS, clean and local",
    }
    for name, colour, line in styles:
        warm.plot(t, node[name].values, line, color=colour, lw=2, label=labels[name])
    warm.set(title="(b) with temperature", xlabel="$T/T_c$", ylabel="λ(T)/λ(0)", ylim=(0.8, 4))
    warm.legend(loc="upper left", fontsize=8)
    node = tree["field"].dataset
    h = node["h"].values
    label = "Eq. (15) with closure C13"
    field.plot(h, node["paper"].values, "--", color=look.PURPLE, lw=2, label=label)
    label = f"Ginzburg–Landau, κ = {node.attrs['kappa']:.2f}"
    field.plot(h, node["ginzburg_landau"].values, color=look.BLUE, label=label)
    field.errorbar(
        [1.0],
        [1.0],
        yerr=[[0.0], [node.attrs["bound"]]],
        fmt="o",
        color=look.BLACK,
        capsize=4,
        clip_on=False,
        label=f"measured in tin: up to {100 * node.attrs['bound']:.0f} %",
    )
    field.set(title="(c) with the field", xlabel="$H/H_c$", ylabel="λ(H)/λ(0)", ylim=(0.5, 5.4))
    field.legend(loc="upper left", fontsize=8)
    return drawn


def _real(axes: Axes, found: list[dict[str, Any]]) -> None:
    names = list(dict.fromkeys(row["material"] for row in found if row["quantity"] is not None))
    seen = set()
    for index, name in enumerate(names):
        rows = [row for row in found if row["material"] == name and row["quantity"] is not None]
        label = "Eq. (14), valence electrons" if index == 0 else None
        axes.plot(index, rows[0]["equation"], "D", color=look.PURPLE, ms=8, label=label)
        shifts = np.linspace(-0.25, 0.25, len(rows)) if len(rows) > 1 else [0.0]
        for row, shift in zip(rows, shifts, strict=True):
            read = bool(row["verified"])
            text = "measured, read in source" if read else "measured, from memory"
            axes.errorbar(
                index + shift,
                row["measured"],
                yerr=row["uncertainty"],
                fmt="o" if read else "s",
                color=look.BLACK,
                mfc=look.BLACK if read else "white",
                capsize=3,
                ms=5,
                label=None if text in seen else text,
            )
            seen.add(text)
    axes.set_xticks(range(len(names)), names)
    axes.set(title="(a) real materials at T = 0", ylabel="λ(0) (nm)", ylim=(0, 105))
    axes.legend(loc="upper right", fontsize=8)
