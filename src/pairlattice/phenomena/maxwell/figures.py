"""The waves and the charges, from the experiment's result; no physics here."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from pairlattice import plotting as look
from pairlattice.phenomena.maxwell.report import captions, tables

__all__ = ["captions", "draw", "tables"]

_LAWS: tuple[tuple[str, str, str, str], ...] = (
    ("standard", look.BLUE, "-", "o"),
    ("polarisation", look.GREEN, "--", "s"),
    ("literal", look.VERMILION, ":", "^"),
)


def draw(tree: xr.DataTree) -> dict[str, Figure]:
    """Both figures by file name."""
    return {"figmaxwell": _waves(tree), "figcharge": _charges(tree)}


def _waves(tree: xr.DataTree) -> Figure:
    figure = look.figure(9.0, 7.0)
    (vacuum, dispersion), (slab, divergence) = figure.subplots(2, 2)
    node = tree["vacuum"].dataset
    h, error = node["spacing"].values, node["error"].values
    vacuum.loglog(h, error, "o", color=look.BLUE, label="pulse in vacuum")
    guide = error[-1] * (h / h[-1]) ** 2
    vacuum.loglog(h, guide, "--", color=look.BLACK, label="second order")
    vacuum.legend()
    vacuum.set(
        title="(a) error after ten widths", xlabel="cell (pulse widths)", ylabel="rms error / peak"
    )
    vacuum.set_xticks(h, [f"{x:.3g}" for x in h])
    vacuum.set_xticks([], minor=True)
    _dispersion(dispersion, tree)
    _transmission(slab, tree)
    _divergence(divergence, tree["divergence"].dataset)
    return figure


def _band(axes: Axes, tree: xr.DataTree, along: str) -> None:
    """Grey between the edges of the stop band."""
    low, high = tree["dispersion"].dataset["expected_edges"].values
    shade = axes.axhspan if along == "y" else axes.axvspan
    shade(low, high, color="#E6E6E6", zorder=0)


def _dispersion(axes: Axes, tree: xr.DataTree) -> None:
    node = tree["dispersion"].dataset
    _band(axes, tree, "y")
    axes.plot(
        node["line_k"].values,
        node["line_omega"].values,
        color=look.BLACK,
        label="Lorentz, closed form",
    )
    for branch, marker in (("upper", "s"), ("lower", "o")):
        values = node["omega"].sel(branch=branch).values
        axes.plot(
            node["k"].values,
            values,
            marker,
            color=look.BLUE,
            mfc="none",
            label=f"{branch} branch, grid",
        )
    light = np.array([0.0, 2.5])
    axes.plot(light, light, ":", color=look.VERMILION, label="literal: E ignores the pairs")
    edges = tree["dispersion"].dataset["expected_edges"].values
    axes.text(2.45, float(np.mean(edges)), "stop band", ha="right", va="center", fontsize=8)
    axes.set(
        title="(b) waves of the pair medium",
        xlabel="k ($ω_p/c$)",
        ylabel="ω ($ω_p$)",
        xlim=(0, 2.5),
        ylim=(0, 3.9),
    )
    axes.legend(loc="upper left", fontsize=8)


def _transmission(axes: Axes, tree: xr.DataTree) -> None:
    node = tree["transmission"].dataset
    omega = node["omega"].values
    _band(axes, tree, "x")
    axes.plot(omega, node["expected"].values, color=look.BLACK, label="closed form")
    axes.plot(
        omega[::3],
        node["standard"].values[::3],
        "o",
        color=look.BLUE,
        ms=4,
        mfc="none",
        label="standard set",
    )
    axes.plot(
        omega[1::3],
        node["polarisation"].values[1::3],
        "s",
        color=look.GREEN,
        ms=4,
        mfc="none",
        label="polarisation reading",
    )
    axes.plot(omega, node["literal"].values, ":", color=look.VERMILION, label="literal reading")
    thickness = tree.attrs["parameters"]["slab"]
    axes.set(
        title=f"(c) pulse through a slab of {thickness:g} $c/ω_p$",
        xlabel="ω ($ω_p$)",
        ylabel="transmission",
        ylim=(0, 1.6),
        xlim=(omega[0], omega[-1]),
        yticks=[0, 0.25, 0.5, 0.75, 1],
    )
    axes.legend(loc="upper right", fontsize=8, ncols=2)


def _divergence(axes: Axes, node: xr.Dataset) -> None:
    width = node["width"].values
    axes.loglog(
        width,
        node["expected"].values,
        color=look.ORANGE,
        lw=5,
        alpha=0.5,
        label="white noise, closed form",
    )
    for name, colour, style, label in (
        ("rest", look.BLACK, "-o", "electrons at rest"),
        ("alike", look.BLUE, "--s", "displaced alike"),
        ("random", look.VERMILION, "-^", "displaced at random"),
    ):
        axes.loglog(width, node[name].values, style, color=colour, ms=4, mfc="none", label=label)
    axes.set(
        title="(d) averaged ∇·B by Eq. (5)",
        xlabel="width of the average ℓ (d)",
        ylabel="rms ∇·B ($e/ε_0 c d^3$)",
        ylim=(1e-8, 10),
    )
    ticks = (0.5, 1.0, 2.0)
    axes.set_xticks(ticks, [f"{x:g}" for x in ticks])
    axes.set_xticks([], minor=True)
    axes.legend(loc="center right", bbox_to_anchor=(1.0, 0.4), fontsize=8)


def _charges(tree: xr.DataTree) -> Figure:
    figure = look.figure(9.0, 7.0)
    (place, energy), (gauss, rate) = figure.subplots(2, 2)
    node = tree["charge"].dataset
    x, y = node["x"].values, node["y"].values
    shown = node["charge_map"].sel(law="standard").values.T
    limit = float(np.max(np.abs(shown)))
    (cx, cy), radius = node.attrs["centre"], node.attrs["radius"]
    mesh = place.pcolormesh(x, y, shown, cmap="PuOr", vmin=-limit, vmax=limit, rasterized=True)
    B = node["B"].sel(law="standard").values.T
    levels = np.array([-0.8, -0.6, -0.4, -0.2, 0.2, 0.4, 0.6, 0.8]) * float(np.max(np.abs(B)))
    place.contour(x, y, B, levels, colors=look.BLACK, linewidths=0.8)
    figure.colorbar(mesh, ax=place, label="charge density ($ε_0 E_0 ω_p/c$)")
    place.add_patch(Circle((cx, cy), radius, fill=False, ec=look.GREY, ls="--"))
    place.set(
        title=f"(a) charge and B at t = {node.attrs['snapshot']:.1f}, standard set",
        xlabel="x ($c/ω_p$)",
        ylabel="y ($c/ω_p$)",
        xlim=(cx - 2 * radius, cx + 2 * radius),
        ylim=(cy - 2 * radius, cy + 2 * radius),
        aspect="equal",
    )
    t = node["time"].values

    def lines(axes: Axes, name: str, log: bool, **more: Any) -> None:
        for law, colour, style, marker in _LAWS:
            values = node[name].sel(law=law).values
            # On a logarithmic axis an exact zero has no place; it is shown at the foot.
            values = np.maximum(values, 2e-18) if log else values
            plot = axes.semilogy if log else axes.plot
            plot(
                t,
                values,
                style,
                color=colour,
                marker=marker,
                markevery=8,
                mfc="none",
                ms=4,
                label=law,
            )
        axes.set(xlabel="time ($1/ω_p$)", **more)

    lines(
        energy,
        "total_energy",
        False,
        title="(b) energy of field, pairs and heat",
        ylabel="total / start",
    )
    energy.legend()
    lines(
        gauss,
        "gauss_residual",
        True,
        title="(c) |∇·E − ρ of the pairs|",
        ylabel="largest (charges)",
        ylim=(1e-18, 1e3),
    )
    gauss.legend(loc="center right", bbox_to_anchor=(1.0, 0.62))
    for law, colour, _, marker in _LAWS:
        if law == "polarisation":
            continue
        for name, line in (("pair", "-"), ("field", ":")):
            rate.plot(
                t[1:],
                node[f"{name}_charge_rate"].sel(law=law).values[1:],
                line,
                color=colour,
                marker=marker if name == "pair" else None,
                markevery=8,
                mfc="none",
                ms=4,
                lw=2.5 if name == "field" else 1.2,
                label=f"{law}: by the {'pairs' if name == 'pair' else 'field'}",
            )
    rate.set(title="(d) |∂ρ/∂t|", xlabel="time ($1/ω_p$)", ylabel="largest ($ω_p$ × charge)")
    rate.set_ylim(-0.1, 1.6 * rate.get_ylim()[1])
    rate.legend(loc="upper left", fontsize=8)
    return figure
