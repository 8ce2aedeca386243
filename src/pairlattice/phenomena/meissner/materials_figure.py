"""Penetration depths of real metals, with temperature, and in a field."""

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pairlattice import plotting as look
from pairlattice.phenomena.meissner import results as r


def materials(tree: xr.DataTree) -> Figure:
    """Eq. (14) beside what was measured."""
    drawn = look.figure(12.0, 3.9)
    real, warm, field = drawn.subplots(1, 3, width_ratios=(1.35, 1, 1))
    _real(real, tree)
    t = r.T.values(tree)
    for curve, colour, line in (
        (r.WARM_PAPER, look.PURPLE, "--"),
        (r.TWO_FLUID, look.BLACK, "-"),
        (r.WARM_BCS, look.BLUE, ":"),
    ):
        warm.plot(t, curve.values(tree), line, color=colour, lw=2, label=curve.long_name)
    warm.set(
        title="(b) with temperature",
        xlabel=r.T.label,
        ylabel=r.WARM_PAPER.axis(words="λ(T)"),
        ylim=(0.8, 4),
    )
    warm.legend(loc="upper left", fontsize=8)
    h, bound = r.REDUCED_FIELD.values(tree), r.BOUND.value(tree)
    label = r.FIELD_PAPER.long_name
    field.plot(h, r.FIELD_PAPER.values(tree), "--", color=look.PURPLE, lw=2, label=label)
    label = f"{r.GINZBURG_LANDAU.long_name}, κ = {r.KAPPA.value(tree):.2f}"
    field.plot(h, r.GINZBURG_LANDAU.values(tree), color=look.BLUE, label=label)
    field.errorbar(
        [1.0],
        [1.0],
        yerr=[[0.0], [bound]],
        fmt="o",
        color=look.BLACK,
        capsize=4,
        clip_on=False,
        label=f"measured in tin: up to {100 * bound:.0f} %",
    )
    field.set(
        title="(c) with the field",
        xlabel=r.REDUCED_FIELD.label,
        ylabel=r.FIELD_PAPER.axis(words="λ(H)"),
        ylim=(0.5, 5.4),
    )
    field.legend(loc="upper left", fontsize=8)
    return drawn


def _real(axes: Axes, tree: xr.DataTree) -> None:
    metals, read = r.METAL.values(tree), r.READ.values(tree)
    measured, error = r.MEASURED.values(tree), r.MEASURED.error.values(tree)
    names = list(dict.fromkeys(metals[np.isfinite(measured)]))
    at = np.zeros(len(metals))
    for index, name in enumerate(names):
        rows = np.flatnonzero(metals == name)
        at[rows] = index + (np.linspace(-0.25, 0.25, len(rows)) if len(rows) > 1 else 0.0)
        label = "Eq. (14), valence electrons" if index == 0 else None
        own = r.EQUATION.values(tree)[rows[0]]
        axes.plot(index, own, "D", color=look.PURPLE, ms=8, label=label)
    for shown, fmt, fill, label in (
        (read == "yes", "o", look.BLACK, "measured, read in source"),
        (read == "no", "s", "white", "measured, from memory"),
    ):
        axes.errorbar(
            at[shown],
            measured[shown],
            yerr=error[shown],
            fmt=fmt,
            color=look.BLACK,
            mfc=fill,
            capsize=3,
            ms=5,
            label=label,
        )
    axes.set_xticks(range(len(names)), names)
    axes.set(title="(a) real materials at T = 0", ylabel=r.MEASURED.axis(words="λ(0)"))
    axes.set_ylim(0, 105)
    axes.legend(loc="upper right", fontsize=8)
