"""The last panel of Fig. 5's state maps: over temperature and magnetic field."""

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from pairlattice import plotting as look

# First word of a sample's state -> letter, colour. What is not named here is a plain mixture.
_LOOK = {
    "insulating": ("i", look.STATE_COLOURS["insulating"]),
    "Meissner": ("M", look.STATE_COLOURS["magnetic"]),
    "vortex": ("v", look.YELLOW),
    "magnetic": ("g", look.GREEN),
    "metallic": ("m", look.STATE_COLOURS["metallic"]),
    "normal": ("n", look.STATE_COLOURS["normal"]),
    "mixture": ("+", "#BBBBBB"),
}


def kind(name: str) -> str:
    """The key of `_LOOK` for a sample's state."""
    first = name.split(" (")[0]
    return first if first in _LOOK else "mixture"


def field_maps(tree: xr.DataTree) -> Figure:
    """Both maps, and the layers of one Meissner and one mixed point."""
    drawn = look.figure(12.4, 4.5)
    real, scaled, layer = drawn.subplots(1, 3, width_ratios=(1, 1.25, 1.05))
    one = tree["maps"]["real"].dataset
    _map(real, one, logarithmic=True)
    real.axhline(one.attrs["upper"], color=look.BLACK, ls="--", lw=1)
    real.axvline(one.attrs["critical_temperature"], color=look.BLACK, ls=":", lw=1)
    name = one.attrs["material"]
    real.set(
        title=f"(a) {name} as it is, η = 1",
        xlabel="temperature (K)",
        ylabel="$μ_0H$ (T); dashed: $B_c(0)$, dotted: $T_c$",
    )
    two = tree["maps"]["scaled"].dataset
    _map(scaled, two, logarithmic=False)
    t = np.linspace(0, 1, 101)
    for level in (two.attrs["lower"], 1.0):
        scaled.plot(t, level * (1 - t**2), color=look.BLACK, ls="--", lw=1)
    scaled.set(
        title=f"(b) type II, {two.attrs['material']}'s $H_{{c1}}/H_{{c2}}$, scaled",
        xlabel="temperature ($T_c$)",
        ylabel="H ($H_{c2}(0)$); dashed: $H_{c1}$, $H_{c2}$",
    )
    _layers(layer, two, tree.attrs["thresholds"])
    present = {kind(str(n)) for d in (one, two) for n in d["sample_state"].values}
    words = {"Meissner": "Meissner (i + g)", "vortex": "vortex (i + g + m)", "mixture": "other mix"}
    handles = [
        Patch(fc=colour, ec=look.BLACK, label=f"{letter}: {words.get(name, name)}")
        for name, (letter, colour) in _LOOK.items()
        if name in present
    ]
    drawn.legend(handles=handles, loc="outside lower center", ncols=7, fontsize=9)
    return drawn


def _map(axes: Axes, data: xr.Dataset, logarithmic: bool) -> None:
    T, H = np.unique(data["temperature"].values), np.unique(data["field"].values)
    names = list(_LOOK)
    kinds = [kind(str(name)) for name in data["sample_state"].values]
    codes = np.array([names.index(k) for k in kinds]).reshape(len(T), len(H)).T
    colours = ListedColormap([colour for _, colour in _LOOK.values()])
    x, y = look.cell_edges(T, logarithmic), look.cell_edges(H, logarithmic)
    mesh = axes.pcolormesh(x, y, codes, cmap=colours, vmin=-0.5, vmax=len(names) - 0.5)
    mesh.set_edgecolor("face")
    for i, row in enumerate(codes):
        for j, code in enumerate(row):
            letter = _LOOK[names[code]][0]
            axes.text(T[j], H[i], letter, ha="center", va="center", fontsize=8)
    if logarithmic:
        axes.set(xscale="log", yscale="log")
    axes.set(xlim=(x[0], x[-1]), ylim=(y[0], y[-1]))


def points(data: xr.Dataset) -> dict[str, int]:
    """One point of each kind, the middle one of those found: Meissner, vortex, normal."""
    found = {}
    kinds = np.array([kind(str(name)) for name in data["sample_state"].values])
    for name in ("Meissner", "vortex", "normal"):
        where = np.flatnonzero(kinds == name)
        if len(where):
            found[name] = int(where[len(where) // 2])
    return found


def _layers(axes: Axes, data: xr.Dataset, thresholds: dict[str, float]) -> None:
    styles = {
        "Meissner": (look.PURPLE, "o"),
        "vortex": (look.ORANGE, "s"),
        "normal": (look.VERMILION, "^"),
    }
    half = data.sizes["layer"] // 2
    for name, index in points(data).items():
        one = data.isel(point=index, layer=slice(0, half))
        colour, marker = styles[name]
        where = f"T = {float(one['temperature']):.2f}, H = {float(one['field']):.2f}"
        x = one["depth"].values / data.attrs["length"]
        axes.plot(
            x, one["amplitude"], marker, color=colour, ms=5, mfc="none", label=f"A, {name}, {where}"
        )
        axes.plot(x, one["driven"], "-", color=colour, lw=1)
        axes.plot(x, one["disorder"], ":", color=colour, marker=marker, ms=3, lw=1)
    star = thresholds["amplitude"]
    axes.axhline(star, color=look.GREY, ls="--", lw=1)
    label = "A* = D*" if star == thresholds["disorder"] else "A*"
    axes.text(0.99, 0.97 * star, label, fontsize=8, va="top", ha="right", color=look.GREY,
              transform=axes.get_yaxis_transform())  # fmt: skip
    top = float(data["amplitude"].isel(point=list(points(data).values())).max())
    axes.set(
        title="(c) layers; lines: closure C3, dotted: D",
        xlabel="depth (λ)",
        ylabel="amplitude and disorder (d)",
        ylim=(0, 1.7 * max(top, star)),
    )
    axes.legend(loc="upper right", fontsize=8)
