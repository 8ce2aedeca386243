"""Fig. 11: cross-sections at four fields, shares of the states, tubes."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Patch

from pairlattice.model.local_states import LocalState
from pairlattice.phenomena.vortices.three_steps import REGIMES
from pairlattice.plotting import BLACK, BLUE, STATE_COLOURS, VERMILION, figure

_HATCH = {"insulating": "", "magnetic": "////", "metallic": "...."}
_LINES = {"insulating": "-", "magnetic": "--", "metallic": "-."}
_MARKERS = {"insulating": "o", "magnetic": "s", "metallic": "^"}


def three_steps(tree: xr.DataTree) -> Figure:
    drawn = figure(10.6, 8.2)
    halves: Any = drawn.subfigures(2, 1, height_ratios=[1.3, 1.0])
    upper, lower = halves
    top = upper.subplots(2, 4, height_ratios=[1.0, 0.2], sharex=True)
    cases = [tree["regimes"].children[f"case{i}"] for i in range(4)]
    for column, (case, name) in enumerate(zip(cases, REGIMES, strict=True)):
        across, along = top[:, column]
        _states(across, case["state"].to_numpy(), case.attrs["edge"])
        _tubes(across, case, tree["regimes"].attrs["tube_radius"])
        field = float(case["field"])
        across.set_title(f"{name}\nμ0H = {field:.3f} T\n{_short(case.attrs['sample_state'])}")
        across.axhline(float(case["row"]), color=BLACK, lw=0.8, ls=":")
        _states(along, case["side"].to_numpy(), case.attrs["edge"])
        along.set_xlabel("x (d)")
    top[0, 0].set_ylabel("across the field, y (d)")
    top[1, 0].set_ylabel("along it, z (d)")
    handles = [
        Patch(facecolor=STATE_COLOURS[n], edgecolor=BLACK, hatch=h, label=n)
        for n, h in _HATCH.items()
    ]
    upper.legend(handles=handles, loc="outside lower center", ncols=4)
    bottom = lower.subplots(1, 3, width_ratios=[1.25, 1.0, 1.0])
    scan = tree["scan"].to_dataset()
    _shares(bottom[0], scan, tree.attrs["type_one"])
    _number(bottom[1], scan)
    _diameter(bottom[2], scan)
    return drawn


def _short(state: str) -> str:
    return state.split(" (")[0]


def _states(axes: Axes, states: np.ndarray, edge: int) -> None:
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
                *centres, here.astype(float), levels=[0.5, 1.5], colors="none", hatches=[hatch * 1]
            )
    axes.set_aspect("equal")


def _tubes(axes: Axes, case: xr.DataTree, radius: float) -> None:
    for x, y in case["tube"].to_numpy():
        axes.add_patch(Circle((x + 0.5, y + 0.5), radius, fill=False, color=BLACK, lw=0.9))


def _shares(axes: Axes, scan: xr.Dataset, type_one: str) -> None:
    first = scan.isel(material=0, temperature=0)
    for name, line in _LINES.items():
        axes.plot(
            first.place, first.share.sel(state_name=name), ls=line, marker=_MARKERS[name], ms=5,
            color=STATE_COLOURS[name], mec=BLACK, mew=0.6,
            label=f"{name}, {first.material.item()}",
        )  # fmt: skip
    other = scan.isel(temperature=0).sel(material=type_one)
    known = np.isfinite(other.field.to_numpy())
    axes.plot(
        other.place[known], other.share.sel(state_name="metallic")[known], ":", color=VERMILION,
        marker="x", label=f"metallic, {type_one} (type I)", drawstyle="steps-post",
    )  # fmt: skip
    for place in (1, 2):
        axes.axvline(place, color=BLACK, lw=0.6)
    axes.set_xticks([0, 0.5, 1, 1.5, 2], ["0", "½Hc1", "Hc1", "mid", "Hc2"])
    axes.set(xlabel="field H", ylabel="share of the pairs", ylim=(-0.04, 1.42))
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
    axes.set_title(f"T = {float(first.temperature):.2f} Tc")
    axes.legend(fontsize=7.5, loc="upper left", ncols=2, columnspacing=1.0)


def _number(axes: Axes, scan: xr.Dataset) -> None:
    for index, (line, marker) in enumerate(zip(("-", "--", "-."), "osD", strict=True)):
        if index >= scan.sizes["temperature"]:
            break
        one = scan.isel(material=0, temperature=index)
        kept = (one.place >= 1) & (one.place <= 2)
        label = f"T = {float(one.temperature):.2f} Tc"
        color = (BLUE, VERMILION, BLACK)[index]
        axes.plot(one.field[kept], one.expected[kept], line, color=color, label=f"⟨B⟩A/Φ0, {label}")
        axes.plot(one.field[kept], one.found[kept], marker, color=color, mfc="white", label="found")
    axes.set(xlabel="μ0H (T)", ylabel="number of tubes", title="tubes: closure and found")
    axes.legend(fontsize=7.5)


def _diameter(axes: Axes, scan: xr.Dataset) -> None:
    for index, marker in enumerate("osD"[: scan.sizes["temperature"]]):
        one = scan.isel(material=0, temperature=index)
        axes.errorbar(
            one.field, one.diameter, yerr=one.diameter_spread, fmt=f"{marker}-", capsize=3,
            color=(BLUE, VERMILION, BLACK)[index], label=f"T = {float(one.temperature):.2f} Tc",
        )  # fmt: skip
    axes.set(xlabel="μ0H (T)", ylabel="diameter of metallic core (d)", title="diameter found")
    axes.set_ylim(0, 1.3 * axes.get_ylim()[1])
    axes.legend(fontsize=8, loc="upper left")
