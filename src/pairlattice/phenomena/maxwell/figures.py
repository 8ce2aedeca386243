"""The waves and the charges, from the experiment's result; no physics here."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from pairlattice import plotting as look
from pairlattice.phenomena.maxwell import results as r
from pairlattice.phenomena.maxwell.report import captions, tables

__all__ = ["captions", "draw", "tables"]

_LAWS: tuple[tuple[str, str, str, str], ...] = (
    ("standard", look.BLUE, "-", "o"),
    ("polarisation", look.GREEN, "--", "s"),
    ("literal", look.VERMILION, ":", "^"),
)
_MARKED: Any = {"markevery": 8, "mfc": "none", "ms": 4}


def draw(tree: xr.DataTree) -> dict[str, Figure]:
    """Both figures by file name."""
    return {"figmaxwell": _waves(tree), "figcharge": _charges(tree)}


def _waves(tree: xr.DataTree) -> Figure:
    figure = look.figure(9.0, 7.0)
    (vacuum, dispersion), (slab, divergence) = figure.subplots(2, 2)
    h, error = r.SPACING.values(tree), r.ERROR.values(tree)
    vacuum.loglog(h, error, "o", color=look.BLUE, label="pulse in vacuum")
    guide = error[-1] * (h / h[-1]) ** 2
    vacuum.loglog(h, guide, "--", color=look.BLACK, label="second order")
    vacuum.legend()
    vacuum.set(title="(a) error after ten widths", xlabel=r.SPACING.label, ylabel=r.ERROR.label)
    vacuum.set_xticks(h, [f"{x:.3g}" for x in h])
    vacuum.set_xticks([], minor=True)
    _dispersion(dispersion, tree)
    _transmission(slab, tree)
    _divergence(divergence, tree)
    return figure


def _band(axes: Axes, tree: xr.DataTree, along: str) -> None:
    """Grey between the edges of the stop band."""
    shade = axes.axhspan if along == "y" else axes.axvspan
    shade(*r.EXPECTED_EDGES.values(tree), color="#E6E6E6", zorder=0)


def _dispersion(axes: Axes, tree: xr.DataTree) -> None:
    _band(axes, tree, "y")
    line = r.LINE_K.values(tree), r.LINE_OMEGA.values(tree)
    axes.plot(*line, color=look.BLACK, label="Lorentz, closed form")
    for branch, marker in (("upper", "s"), ("lower", "o")):
        values = r.OMEGA.of(tree).sel(branch=branch).values
        label = f"{branch} branch, grid"
        axes.plot(r.K.values(tree), values, marker, color=look.BLUE, mfc="none", label=label)
    light = np.array([0.0, 2.5])
    axes.plot(light, light, ":", color=look.VERMILION, label="literal: E ignores the pairs")
    middle = float(np.mean(r.EXPECTED_EDGES.values(tree)))
    axes.text(2.45, middle, "stop band", ha="right", va="center", fontsize=8)
    axes.set(
        title="(b) waves of the pair medium",
        xlabel=r.K.label,
        ylabel=r.OMEGA.label,
        xlim=(0, 2.5),
        ylim=(0, 3.9),
    )
    axes.legend(loc="upper left", fontsize=8)


def _transmission(axes: Axes, tree: xr.DataTree) -> None:
    omega = r.PULSE_OMEGA.values(tree)
    _band(axes, tree, "x")
    for share, style, colour, every in (
        (r.EXPECTED_TRANSMISSION, "-", look.BLACK, slice(None)),
        (r.STANDARD, "o", look.BLUE, slice(0, None, 3)),
        (r.POLARISATION, "s", look.GREEN, slice(1, None, 3)),
        (r.LITERAL, ":", look.VERMILION, slice(None)),
    ):
        values = share.values(tree)[every]
        axes.plot(
            omega[every], values, style, color=colour, ms=4, mfc="none", label=share.long_name
        )
    axes.set(
        title=f"(c) pulse through a slab of {r.own.slab.value(tree):g} {r.own.slab.units}",
        xlabel=r.PULSE_OMEGA.label,
        ylabel="transmission",
        ylim=(0, 1.6),
        xlim=(omega[0], omega[-1]),
        yticks=[0, 0.25, 0.5, 0.75, 1],
    )
    axes.legend(loc="upper right", fontsize=8, ncols=2)


def _divergence(axes: Axes, tree: xr.DataTree) -> None:
    width = r.WIDTH.values(tree)
    noise = r.NOISE.values(tree)
    axes.loglog(width, noise, color=look.ORANGE, lw=5, alpha=0.5, label=r.NOISE.long_name)
    for case, colour, style in (
        (r.REST, look.BLACK, "-o"),
        (r.ALIKE, look.BLUE, "--s"),
        (r.RANDOM, look.VERMILION, "-^"),
    ):
        values = case.values(tree)
        axes.loglog(width, values, style, color=colour, ms=4, mfc="none", label=case.long_name)
    axes.set(
        title="(d) averaged ∇·B by Eq. (5)",
        xlabel=r.WIDTH.label,
        ylabel=r.ALIKE.axis(words="rms ∇·B"),
        ylim=(1e-8, 10),
    )
    ticks = (0.5, 1.0, 2.0)
    axes.set_xticks(ticks, [f"{x:g}" for x in ticks])
    axes.set_xticks([], minor=True)
    axes.legend(loc="center right", bbox_to_anchor=(1.0, 0.4), fontsize=8)


def _charges(tree: xr.DataTree) -> Figure:
    figure = look.figure(9.0, 7.0)
    (place, energy), (gauss, rate) = figure.subplots(2, 2)
    _place(figure, place, tree)
    for law, colour, style, marker in _LAWS:
        more: Any = {"color": colour, "marker": marker, "label": law, **_MARKED}
        time = r.TIME.values(tree)
        energy.plot(time, r.TOTAL_ENERGY.of(tree).sel(law=law).values, style, **more)
        # On a logarithmic axis an exact zero has no place; it is shown at the foot.
        residual = np.maximum(r.GAUSS_RESIDUAL.of(tree).sel(law=law).values, 2e-18)
        gauss.semilogy(time, residual, style, **more)
    energy.set(
        title="(b) energy of field, pairs and heat",
        xlabel=r.TIME.label,
        ylabel=r.TOTAL_ENERGY.label,
    )
    energy.legend()
    gauss.set(
        title="(c) |∇·E − ρ of the pairs|",
        xlabel=r.TIME.label,
        ylabel="largest (charges)",
        ylim=(1e-18, 1e3),
    )
    gauss.legend(loc="center right", bbox_to_anchor=(1.0, 0.62))
    _rates(rate, tree)
    return figure


def _place(figure: Figure, axes: Axes, tree: xr.DataTree) -> None:
    x, y = r.X.values(tree), r.Y.values(tree)
    shown = r.CHARGE_MAP.of(tree).sel(law="standard").values.T
    limit = float(np.max(np.abs(shown)))
    (cx, cy), radius = r.CENTRE.values(tree), r.own.radius.value(tree)
    mesh = axes.pcolormesh(x, y, shown, cmap="PuOr", vmin=-limit, vmax=limit, rasterized=True)
    B = r.B_MAP.of(tree).sel(law="standard").values.T
    levels = np.array([-0.8, -0.6, -0.4, -0.2, 0.2, 0.4, 0.6, 0.8]) * float(np.max(np.abs(B)))
    axes.contour(x, y, B, levels, colors=look.BLACK, linewidths=0.8)
    figure.colorbar(mesh, ax=axes, label=r.CHARGE_MAP.label)
    axes.add_patch(Circle((cx, cy), radius, fill=False, ec=look.GREY, ls="--"))
    axes.set(
        title=f"(a) charge and B at t = {r.SNAPSHOT.value(tree):.1f}, standard set",
        xlabel=r.X.label,
        ylabel=r.Y.label,
        xlim=(cx - 2 * radius, cx + 2 * radius),
        ylim=(cy - 2 * radius, cy + 2 * radius),
        aspect="equal",
    )


def _rates(axes: Axes, tree: xr.DataTree) -> None:
    t = r.TIME.values(tree)[1:]
    for law, colour, _, marker in _LAWS:
        if law == "polarisation":
            continue
        pairs, field = (v.of(tree).sel(law=law).values[1:] for v in (r.PAIR_RATE, r.FIELD_RATE))
        label = f"{law}: by the"
        axes.plot(t, pairs, color=colour, marker=marker, lw=1.2, label=f"{label} pairs", **_MARKED)
        axes.plot(t, field, ":", color=colour, lw=2.5, label=f"{label} field")
    axes.set(
        title="(d) |∂ρ/∂t|", xlabel=r.TIME.label, ylabel=f"largest ({r.PAIR_RATE.units} × charge)"
    )
    axes.set_ylim(-0.1, 1.6 * axes.get_ylim()[1])
    axes.legend(loc="upper left", fontsize=8)
