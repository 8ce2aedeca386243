"""Fig. 11: cross-sections at four fields, shares of the states, tubes."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Patch

from pairlattice.model.local_states import LocalState
from pairlattice.phenomena.vortices import results as r
from pairlattice.plotting import BLACK, BLUE, STATE_COLOURS, VERMILION, figure

_HATCH = {"insulating": "", "magnetic": "////", "metallic": "...."}
_LINES = {"insulating": "-", "magnetic": "--", "metallic": "-."}
_MARKERS = {"insulating": "o", "magnetic": "s", "metallic": "^"}


def three_steps(tree: xr.DataTree) -> Figure:
    drawn = figure(10.6, 8.2)
    halves: Any = drawn.subfigures(2, 1, height_ratios=[1.3, 1.0])
    upper, lower = halves
    top = upper.subplots(2, 4, height_ratios=[1.0, 0.2], sharex=True)
    edge = r.EDGE.value(tree)
    for column in range(4):
        case = f"case{column}"
        across, along = top[:, column]
        _states(across, r.ACROSS.at(case).values(tree), edge)
        for x, y in r.TUBES.at(case).values(tree) + 0.5:
            circle = Circle((x, y), r.RADIUS.value(tree), fill=False, color=BLACK, lw=0.9)
            across.add_patch(circle)
        name, sample = (str(v.at(case).values(tree)) for v in (r.CASE, r.SAMPLE_STATE))
        field = f"{r.FIELD.long_name} = {r.FIELD.at(case).value(tree):.3f} {r.FIELD.units}"
        across.set_title(f"{name}\n{field}\n{sample.split(' (')[0]}")
        across.axhline(r.ROW.at(case).value(tree), color=BLACK, lw=0.8, ls=":")
        _states(along, r.ALONG.at(case).values(tree), edge)
        along.set_xlabel("x (d)")
    top[0, 0].set_ylabel("across the field, y (d)")
    top[1, 0].set_ylabel("along it, z (d)")
    handles = [
        Patch(facecolor=STATE_COLOURS[n], edgecolor=BLACK, hatch=h, label=n)
        for n, h in _HATCH.items()
    ]
    upper.legend(handles=handles, loc="outside lower center", ncols=4)
    bottom = lower.subplots(1, 3, width_ratios=[1.25, 1.0, 1.0])
    _shares(bottom[0], tree)
    _number(bottom[1], tree)
    _diameter(bottom[2], tree)
    return drawn


def _states(axes: Axes, states: np.ndarray, edge: float) -> None:
    colours = ListedColormap([STATE_COLOURS[s.label] for s in LocalState])
    low, high = min(LocalState) - 0.5, max(LocalState) + 0.5
    x, y = (np.arange(n + 1) * edge for n in states.shape)
    mesh = axes.pcolormesh(x, y, states.T, cmap=colours, vmin=low, vmax=high)
    mesh.set_edgecolor("face")
    # Hatches tell the states apart without colour.
    centres = np.meshgrid(*((np.arange(n) + 0.5) * edge for n in states.shape), indexing="ij")
    for name, hatch in _HATCH.items():
        here = states == LocalState[name.upper()]
        if hatch and here.any() and min(states.shape) > 1:
            axes.contourf(
                *centres, here.astype(float), levels=[0.5, 1.5], colors="none", hatches=[hatch]
            )
    axes.set_aspect("equal")


def _shares(axes: Axes, tree: xr.DataTree) -> None:
    place, shares = r.PLACE.values(tree), r.SHARES.of(tree).isel(temperature=0)
    first = str(r.MATERIAL.values(tree)[0])
    for name, line in _LINES.items():
        axes.plot(
            place, shares[0].sel(state_name=name), ls=line, marker=_MARKERS[name], ms=5,
            color=STATE_COLOURS[name], mec=BLACK, mew=0.6, label=f"{name}, {first}",
        )  # fmt: skip
    other = str(r.own.type_one.values(tree))
    known = np.isfinite(r.FIELDS.of(tree).sel(material=other)[0].values)
    axes.plot(
        place[known], shares.sel(material=other, state_name="metallic")[known], ":",
        color=VERMILION, marker="x", label=f"metallic, {other} (type I)", drawstyle="steps-post",
    )  # fmt: skip
    for critical in (1, 2):
        axes.axvline(critical, color=BLACK, lw=0.6)
    axes.set_xticks([0, 0.5, 1, 1.5, 2], ["0", "½Hc1", "Hc1", "mid", "Hc2"])
    axes.set(xlabel="field H", ylabel=r.SHARES.label, ylim=(-0.04, 1.42))
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
    axes.set_title(f"T = {r.TEMPERATURE.values(tree)[0]:.2f} {r.TEMPERATURE.units}")
    axes.legend(fontsize=7.5, loc="upper left", ncols=2, columnspacing=1.0)


def _temperatures(tree: xr.DataTree) -> list[tuple[int, str, str, str, str]]:
    """Index, label, line, marker and colour of the first three temperatures."""
    look = zip(("-", "--", "-."), "osD", (BLUE, VERMILION, BLACK), strict=True)
    temperatures = r.TEMPERATURE.values(tree)
    return [
        (index, f"T = {t:.2f} {r.TEMPERATURE.units}", *one)
        for index, (t, one) in enumerate(zip(temperatures, look, strict=False))
    ]


def _number(axes: Axes, tree: xr.DataTree) -> None:
    place = r.PLACE.values(tree)
    kept = (place >= 1) & (place <= 2)
    for index, label, line, marker, color in _temperatures(tree):
        field, expected, found = (
            v.values(tree)[0, index, kept] for v in (r.FIELDS, r.EXPECTED, r.FOUND)
        )
        expectation = f"{r.EXPECTED.label}, {label}"
        axes.plot(field, expected, line, color=color, label=expectation)
        axes.plot(field, found, marker, color=color, mfc="white", label="found")
    axes.set(xlabel=r.FIELDS.label, ylabel="number of tubes", title="tubes: closure and found")
    axes.legend(fontsize=7.5)


def _diameter(axes: Axes, tree: xr.DataTree) -> None:
    for index, label, _, marker, color in _temperatures(tree):
        field, diameter, spread = (
            v.values(tree)[0, index] for v in (r.FIELDS, r.DIAMETER, r.SPREAD)
        )
        axes.errorbar(
            field, diameter, yerr=spread, fmt=f"{marker}-", capsize=3, color=color, label=label
        )
    axes.set(xlabel=r.FIELDS.label, ylabel=r.DIAMETER.label, title="diameter found")
    axes.set_ylim(0, 1.3 * axes.get_ylim()[1])
    axes.legend(fontsize=8, loc="upper left")
