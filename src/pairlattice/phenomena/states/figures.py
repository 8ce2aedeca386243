"""Fig. 5 and what goes with it, drawn from the result; no physics here."""

from functools import partial

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from pairlattice.model.local_states import LocalState
from pairlattice.phenomena.states import results as r
from pairlattice.phenomena.states.captions import captions
from pairlattice.phenomena.states.needles_figure import needles
from pairlattice.phenomena.states.results import StateMap
from pairlattice.phenomena.states.tables import tables
from pairlattice.plotting import (
    BLACK,
    BLUE,
    CYCLE,
    GREY,
    STATE_COLOURS,
    VERMILION,
    cell_edges,
    figure,
)

__all__ = ["captions", "draw", "tables"]

# A letter in every cell of a map tells the states apart without colour.
_LETTER = {"insulating": "i", "metallic": "m", "superconducting": "s", "magnetic": "g"}
_MARKERS = "osD^v<>p"


def draw(tree: xr.DataTree) -> dict[str, Figure]:
    """fig05: samples; fig05_maps: state maps; fig05_laws: where coherence and order are lost."""
    return {"fig05": needles(tree), "fig05_maps": _maps(tree), "fig05_laws": _laws(tree)}


def _maps(tree: xr.DataTree) -> Figure:
    drawn = figure(9.6, 4.9)
    left, right = drawn.subplots(1, 2)
    _map(left, tree, r.OVER_FIELD, "log")
    left.set_title(f"κ = {r.settings.tether.kappa.value(tree):g}", pad=24)
    harmonic, field = r.HARMONIC.values(tree), r.LAW_FIELD.values(tree)
    left.plot(harmonic, field, "--", color=BLACK, label="C = C* if harmonic (exact)")
    _map(right, tree, r.OVER_KAPPA, "linear")
    applied = r.FIELD_OF_KAPPA_MAP
    right.set_title(f"E = {applied.value(tree):g} {applied.units}, then removed", pad=24)
    right.errorbar(
        r.ORDERING_TEMPERATURE.value(tree),
        r.own.magnetic_kappa.value(tree),
        xerr=r.ORDERING_TEMPERATURE.error.value(tree),
        fmt="k*",
        markersize=10,
        capsize=3,
        label="order of its own below (finite-size analysis)",
    )
    for axes in (left, right):
        _kelvin(axes, tree)
        axes.legend(loc="upper left", bbox_to_anchor=(-0.02, -0.16))
    handles = [
        Patch(facecolor=STATE_COLOURS[name], edgecolor=BLACK, label=f"{letter}: {name}")
        for name, letter in _LETTER.items()
    ]
    drawn.legend(handles=handles, loc="outside lower center", ncols=4)
    return drawn


def _kelvin(axes: Axes, tree: xr.DataTree) -> None:
    """A second temperature axis in kelvin, where the scenario names a material."""
    scale = r.kelvin(tree)
    if scale is not None:
        to, back = partial(np.multiply, scale), partial(np.multiply, 1 / scale)
        second = axes.secondary_xaxis("top", functions=(to, back))
        second.set_xlabel("T (K) at the pair density of the scenario")


def _map(axes: Axes, tree: xr.DataTree, m: StateMap, scale: str) -> None:
    T, y, state = m.temperature.values(tree), m.other.values(tree), m.state.values(tree).T
    mesh = axes.pcolormesh(
        cell_edges(T, True),
        cell_edges(y, scale == "log"),
        state,
        cmap=ListedColormap([STATE_COLOURS[s.label] for s in LocalState]),
        vmin=min(LocalState) - 0.5,
        vmax=max(LocalState) + 0.5,
    )
    mesh.set_edgecolor("face")
    for i, row in enumerate(state):
        for j, code in enumerate(row):
            letter = _LETTER.get(LocalState(int(code)).label, "?")
            axes.text(T[j], y[i], letter, ha="center", va="center", fontsize=7, color=BLACK)
    axes.set(
        xscale="log",
        yscale=scale,
        xlim=cell_edges(T, True)[[0, -1]],
        ylim=cell_edges(y, scale == "log")[[0, -1]],
        xlabel=m.temperature.label,
        ylabel=m.other.label,
    )


def _laws(tree: xr.DataTree) -> Figure:
    drawn = figure(9.6, 4.2)
    law, cumulants = drawn.subplots(1, 2)
    _law(law, tree)
    _cumulants(cumulants, tree)
    return drawn


def _law(axes: Axes, tree: xr.DataTree) -> None:
    E, T = r.LAW_FIELD.values(tree), r.COHERENCE_TEMPERATURE
    error = T.error.values(tree)
    axes.errorbar(E, T.values(tree), error, fmt="o", color=BLUE, capsize=3, label="simulated")
    p, uncertainty = r.EXPONENT.value(tree), r.EXPONENT.error.value(tree)
    label = f"fit T ∝ E^p, p = {p:.2f} ± {uncertainty:.2f}"
    axes.plot(E, r.FIT.values(tree), color=VERMILION, label=label)
    label = "harmonic lattice, T ∝ E² (exact)"
    axes.plot(E, r.HARMONIC.values(tree), "--", color=GREY, label=label)
    axes.set(
        title=f"κ = {r.settings.tether.kappa.value(tree):g}: driven order",
        xscale="log",
        yscale="log",
        xlabel=r.LAW_FIELD.label,
        ylabel=T.axis(words="T at which coherence falls to C*"),
    )
    # A decade and a bit: the default labels of a logarithmic axis would run into each other.
    axes.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.legend()


def _cumulants(axes: Axes, tree: xr.DataTree) -> None:
    for index, size in enumerate(r.SIZE.values(tree)):
        axes.errorbar(
            r.TEMPERATURE.values(tree),
            r.CUMULANT.of(tree).sel(size=size),
            yerr=r.CUMULANT.error.of(tree).sel(size=size),
            marker=_MARKERS[index],
            markersize=4,
            color=CYCLE[index],
            linestyle=["-", "--", "-.", ":"][index % 4],
            linewidth=1,
            capsize=2,
            label=f"{size}³ pairs",
        )
    T_o, error = r.ORDERING_TEMPERATURE.value(tree), r.ORDERING_TEMPERATURE.error.value(tree)
    if np.isfinite(T_o):
        axes.axvspan(T_o - error, T_o + error, color=GREY, alpha=0.3, linewidth=0)
        axes.axvline(T_o, color=BLACK, linewidth=1, label=f"T = {T_o:.4f} ± {error:.4f}")
    axes.set(
        title=f"κ = {r.own.magnetic_kappa.value(tree):g}, no field: order of its own",
        xlabel=r.TEMPERATURE.label,
        ylabel=r.CUMULANT.label,
    )
    axes.legend()
