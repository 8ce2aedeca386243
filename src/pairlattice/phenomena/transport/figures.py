"""The transport figures drawn from the experiment's result; no physics here."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pairlattice.phenomena.transport import results as r
from pairlattice.phenomena.transport.captions import captions
from pairlattice.phenomena.transport.tables import tables
from pairlattice.plotting import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, VERMILION, figure
from pairlattice.variable import Variable

__all__ = ["captions", "draw", "tables"]

_KIND = {"harmonic": (BLUE, "o", "s"), "anharmonic": (VERMILION, "D", "^")}


def draw(tree: xr.DataTree) -> dict[str, Figure]:
    """figtransport: alternating and switched fields. figtransport2: resistance and durations."""
    return {"figtransport": _response(tree), "figtransport2": _resistance(tree)}


def _response(tree: xr.DataTree) -> Figure:
    drawn = figure(11.0, 7.4)
    (real, imaginary, impedance), (current, charge, ramp) = drawn.subplots(2, 3)
    _conductivity(real, tree, "real")
    real.set(yscale="log", title="Re σ(ω)")
    real.legend(fontsize=7.5, loc="lower center")
    _conductivity(imaginary, tree, "imaginary")
    imaginary.set_title("Im σ(ω), dashed: Kramers–Kronig")
    _impedance(impedance, tree)
    _step(current, charge, tree)
    _ramp(ramp, tree)
    return drawn


def _bars(
    axes: Axes, tree: xr.DataTree, x: Any, variable: Variable, scale: float = 1.0, **style: Any
) -> None:
    """A variable with its error bars; those of `style` that are labels select."""
    at = {key: style.pop(key) for key in ("kind", "field") if key in style}
    values, error = (v.of(tree).sel(at).values / scale for v in (variable, variable.error))
    axes.errorbar(x, values, yerr=error, capsize=2, **style)


def _conductivity(axes: Axes, tree: xr.DataTree, part: str) -> None:
    grid, omega = r.GRID.values(tree), r.OMEGA.values(tree)
    shown = (grid >= omega.min()) & (grid <= omega.max())
    lorentz = r.LORENTZ[part].values(tree)
    axes.plot(grid[shown], lorentz[shown], color=BLACK, label="Lorentz oscillator")
    for kind, (color, drive, kubo) in _KIND.items():
        style: dict[str, Any] = {"kind": kind, "color": color, "ms": 4.5, "lw": 1}
        label = f"{kind}, drive"
        _bars(axes, tree, omega, r.DRIVE[part], fmt=drive, mfc=color, label=label, **style)
        label = f"{kind}, Green–Kubo"
        _bars(axes, tree, omega, r.KUBO[part], fmt=kubo, mfc="white", label=label, **style)
    if part == "imaginary":
        values = r.KRAMERS_KRONIG.of(tree).sel(kind="anharmonic").values
        axes.plot(grid[shown], values[shown], color=VERMILION, ls="--", lw=1)
    label = r.DRIVE[part].axis(words={"real": "Re σ", "imaginary": "Im σ"}[part])
    axes.set(xscale="log", xlabel=r.OMEGA.label, ylabel=label)


def _impedance(axes: Axes, tree: xr.DataTree) -> None:
    smooth = r.SMOOTH.values(tree)
    level = np.full_like(smooth, r.DRUDE_RESISTANCE.value(tree))
    axes.plot(smooth, level, color=BLUE, label=r.DRUDE_RESISTANCE.long_name)
    for curve, color, line in (
        (r.DRUDE_REACTANCE, GREEN, "--"),
        (r.LORENTZ_REACTANCE, PURPLE, ":"),
    ):
        axes.plot(smooth, curve.values(tree), color=color, ls=line, label=curve.long_name)
    w = r.OMEGA.values(tree)
    resistance, reactance, error = (
        v.of(tree).sel(kind="anharmonic").values
        for v in (r.RESISTANCE, r.REACTANCE, r.RESISTANCE.error)
    )
    sure = resistance > 2 * error
    style: dict[str, Any] = {"fmt": "D", "color": VERMILION, "ms": 4.5, "capsize": 2}
    label = "Re ρ, anharmonic, drive"
    axes.errorbar(w[sure], resistance[sure], yerr=error[sure], label=label, **style)
    # On a logarithmic axis a bar must end above zero.
    bars = np.minimum(error, 0.9 * reactance)
    label = "|Im ρ|, anharmonic, drive"
    axes.errorbar(w, reactance, yerr=bars, mfc="white", label=label, **style)
    axes.set(
        xscale="log",
        yscale="log",
        xlabel=r.SMOOTH.label,
        ylim=(0.03, 900),
        ylabel=r.RESISTANCE.axis(words="ρ = 1/σ"),
        title="impedance of a unit cube",
    )
    axes.legend(fontsize=7, loc="upper right")


def _step(current: Axes, charge: Axes, tree: xr.DataTree) -> None:
    time, cases = r.TIME.values(tree), r.CASE.values(tree)
    few = slice(None, None, len(time) // 24)
    lines = (BLUE, "-", True), (ORANGE, ":", True), (GREEN, "--", False)
    for index, (color, line, marked) in enumerate(lines):
        style: dict[str, Any] = {"color": color, "ls": line, "label": cases[index]}
        current.plot(time, r.CURRENT.values(tree)[index], **style)
        charge.plot(time, r.CHARGE.values(tree)[index], **style)
        if marked:
            moved = r.POLARISATION.values(tree)[index]
            charge.plot(time[few], moved[few], "o", color=color, mfc="white", ms=4)
    charge.axhline(r.AT_REST.value(tree), color=BLACK, lw=0.9, ls="-.")
    current.set(
        title="current after a step of the field", xlabel=r.TIME.label, ylabel=r.CURRENT.label
    )
    charge.set(
        title="charge passed; circles: −n⟨u⟩",
        xlabel=r.TIME.label,
        ylabel=r.CHARGE.axis(words="∫ J dt and −n⟨u⟩"),
    )
    low, high = current.get_ylim()
    current.set_ylim(low, high + 0.45 * (high - low))
    current.legend(fontsize=8, loc="upper right")


def _ramp(axes: Axes, tree: xr.DataTree) -> None:
    time = r.TIME.values(tree)
    for variable, power, color, line in (
        (r.CURRENT, 3, BLUE, "-"),
        (r.CHARGE, 2, VERMILION, "--"),
    ):
        label = f"{variable.long_name} ($10^{{-{power}}}$ {variable.units})"
        axes.plot(time, variable.values(tree)[3] * 10**power, color=color, ls=line, label=label)
    axes.axhline(0, color=GREY, lw=0.6)
    axes.set(xlabel=r.TIME.label, ylabel="J and ∫ J dt", title="field rising throughout, T = 0")
    axes.legend(fontsize=8)


def _resistance(tree: xr.DataTree) -> Figure:
    drawn = figure(11.0, 7.6)
    grid = drawn.add_gridspec(2, 3)
    _transverse(drawn.add_subplot(grid[0, 0]), tree)
    _power(drawn.add_subplot(grid[0, 1]), tree)
    _against_temperature(drawn.add_subplot(grid[0, 2]), tree)
    _durations(drawn.add_subplot(grid[1, :2]), tree)
    _radiation(drawn.add_subplot(grid[1, 2]), tree)
    return drawn


def _transverse(axes: Axes, tree: xr.DataTree) -> None:
    T = r.TRANSVERSE_T.values(tree)
    axes.plot(T, r.EQUIPARTITION.values(tree), color=BLACK, label=r.EQUIPARTITION.long_name)
    for state, marker, other, size in (("off", "s", "D", 9.0), ("on", "o", "^", 4.0)):
        for variable, color, fmt, ms, words in (
            (r.LOCAL, VERMILION, marker, size, "site by site"),
            (r.COHERENT, BLUE, other, 0.8 * size, "whole crystal at ω"),
        ):
            style: dict[str, Any] = {"color": color, "mfc": "white" if state == "off" else color}
            label = f"{words}, field {state}"
            _bars(
                axes, tree, T, variable, kind="anharmonic", field=state, fmt=fmt, ms=ms,
                label=label, **style,
            )  # fmt: skip
    axes.set(
        xscale="log",
        yscale="log",
        xlabel=r.TRANSVERSE_T.label,
        ylabel=r.LOCAL.axis(words="current across the field"),
        title="transverse currents",
        ylim=(1e-5, 3),
    )
    axes.legend(fontsize=7.5, loc="upper left")


def _power(axes: Axes, tree: xr.DataTree) -> None:
    T, scale = r.TRANSVERSE_T.values(tree), r.LORENTZ_POWER.value(tree)
    axes.axhline(1, color=BLACK, label="Lorentz oscillator")
    across = r.QUADRATIC.of(tree).sel(kind="anharmonic").values
    axes.plot(T, across, color=GREY, ls=":", label="if ∝ transverse current²")
    for kind, (color, marker, _) in _KIND.items():
        style: dict[str, Any] = {"fmt": marker, "color": color, "ms": 5, "label": kind}
        _bars(axes, tree, T, r.POWER, scale, kind=kind, **style)
    axes.set(xscale="log", ylim=(-0.2, 2.2), xlabel=r.TRANSVERSE_T.label)
    axes.set(ylabel="power over that of Lorentz", title="power lost by the field")
    axes.legend(fontsize=8, loc="upper left")


def _against_temperature(axes: Axes, tree: xr.DataTree) -> None:
    T, level = r.RESISTIVITY_T.values(tree), r.FRICTION_ALONE.value(tree)
    axes.axhline(1, color=BLACK, label="friction alone, γ/n (Drude)")
    for shift, (kind, (color, marker, other)) in zip((0.93, 1.07), _KIND.items(), strict=True):
        style: dict[str, Any] = {"kind": kind, "color": color, "ms": 5}
        label = f"{kind}, Green–Kubo"
        _bars(
            axes, tree, T * shift, r.RESISTIVITY, level, fmt=other, mfc="white", label=label,
            **style,
        )  # fmt: skip
        _bars(axes, tree, T, r.DRIVEN, level, fmt=marker, label=f"{kind}, drive", **style)
    axes.set(xscale="log", ylim=(0, 2.2), xlabel=r.RESISTIVITY_T.label)
    axes.set(ylabel="Re ρ over γ/n", title="resistivity at resonance")
    axes.legend(fontsize=8)


def _durations(axes: Axes, tree: xr.DataTree) -> None:
    names = r.MATERIAL.values(tree)
    x = np.arange(len(names))
    for time, shift, marker, color, words in (
        (r.ANGSTROM, -0.1, "o", BLUE, "displacement of 1 Å"),
        (r.WHOLE, 0.1, "s", VERMILION, "displacement of d"),
    ):
        style: dict[str, Any] = {"color": color, "label": words}
        fill = "white" if time is r.WHOLE else color
        axes.plot(x + shift, time.values(tree)[:, 0], marker, mfc=fill, **style)
    end = float(r.BREAKDOWN.values(tree)[0])
    axes.axhline(end, color=GREEN, ls="--", label="end charge at breakdown")
    published = zip(r.AUTHORS.values(tree), r.BOUND.values(tree), ("-", "-."), strict=True)
    for authors, bound, line in published:
        axes.axhline(bound, color=BLACK, ls=line, label=f"published: {authors}")
    J = r.CURRENT_DENSITY
    axes.set_xticks(x, names)
    axes.set(
        yscale="log",
        ylim=(1e-11, 1e21),
        xlabel=r.MATERIAL.label,
        ylabel=r.WHOLE.axis(words="time"),
        title=f"how long a direct current of {J.values(tree)[0]:.3g} {J.units} lasts as a "
        "displacement",
    )
    axes.legend(fontsize=8, ncols=2, loc="upper center")


def _radiation(axes: Axes, tree: xr.DataTree) -> None:
    f = r.FREQUENCY.values(tree)
    curves = ((r.OHMIC, BLACK, "-"), (r.PAIRS, VERMILION, "--"), (r.ANTENNA, BLUE, "-."))
    for curve, color, line in curves:
        axes.loglog(f, curve.values(tree), color=color, ls=line, label=curve.long_name)
    axes.set(
        xlabel=r.FREQUENCY.label,
        ylabel=r.OHMIC.axis(words="resistance"),
        title="radiation of a wire",
        ylim=(1e-36, 1e18),
    )
    axes.legend(fontsize=8, loc="upper left")
