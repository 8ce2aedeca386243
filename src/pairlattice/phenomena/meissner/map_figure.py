"""The last panel of Fig. 5's state maps: over temperature and magnetic field."""

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from pairlattice import plotting as look
from pairlattice.phenomena.meissner import results as r
from pairlattice.variable import Variable

# Kind of a sample's state -> letter, colour, words of the legend.
_LOOK = {
    "insulating": ("i", look.STATE_COLOURS["insulating"], "insulating"),
    "Meissner": ("M", look.STATE_COLOURS["magnetic"], "Meissner (i + g)"),
    "vortex": ("v", look.YELLOW, "vortex (i + g + m)"),
    "magnetic": ("g", look.GREEN, "magnetic"),
    "metallic": ("m", look.STATE_COLOURS["metallic"], "metallic"),
    "normal": ("n", look.STATE_COLOURS["normal"], "normal"),
    "mixture": ("+", "#BBBBBB", "other mix"),
}


def field_maps(tree: xr.DataTree) -> Figure:
    """Both maps, and the layers of one Meissner and one mixed point."""
    drawn = look.figure(12.4, 4.5)
    real, scaled, layer = drawn.subplots(1, 3, width_ratios=(1, 1.25, 1.05))
    _map(real, tree, r.REAL, r.REAL_TEMPERATURE, r.REAL_FIELD, logarithmic=True)
    real.axhline(r.REAL_UPPER.value(tree), color=look.BLACK, ls="--", lw=1)
    real.axvline(r.REAL_TC.value(tree), color=look.BLACK, ls=":", lw=1)
    first, *_, last = r.own.materials.values(tree)
    real.set(
        title=f"(a) {first} as it is, η = 1",
        xlabel=r.REAL_TEMPERATURE.label,
        ylabel=f"{r.REAL_FIELD.label}; dashed: $B_c(0)$, dotted: $T_c$",
    )
    _map(scaled, tree, r.SCALED, r.SCALED_TEMPERATURE, r.SCALED_FIELD, logarithmic=False)
    t = np.linspace(0, 1, 101)
    for level in (r.SCALED_LOWER.value(tree), 1.0):
        scaled.plot(t, level * (1 - t**2), color=look.BLACK, ls="--", lw=1)
    scaled.set(
        title=f"(b) type II, {last}'s $H_{{c1}}/H_{{c2}}$, scaled",
        xlabel=r.SCALED_TEMPERATURE.label,
        ylabel=f"{r.SCALED_FIELD.label}; dashed: $H_{{c1}}$, $H_{{c2}}$",
    )
    _layers(layer, tree)
    present = {kind for name in (r.REAL, r.SCALED) for kind in r.POINT_KIND.at(name).values(tree)}
    handles = [
        Patch(fc=colour, ec=look.BLACK, label=f"{letter}: {words}")
        for kind, (letter, colour, words) in _LOOK.items()
        if kind in present
    ]
    drawn.legend(handles=handles, loc="outside lower center", ncols=7, fontsize=9)
    return drawn


def _map(
    axes: Axes,
    tree: xr.DataTree,
    name: str,
    temperature: Variable,
    field: Variable,
    logarithmic: bool,
) -> None:
    T, H = np.unique(temperature.values(tree)), np.unique(field.values(tree))
    kinds = list(_LOOK)
    found = [kinds.index(one) for one in r.POINT_KIND.at(name).values(tree)]
    codes = np.array(found).reshape(len(T), len(H)).T
    colours = ListedColormap([colour for _, colour, _ in _LOOK.values()])
    x, y = look.cell_edges(T, logarithmic), look.cell_edges(H, logarithmic)
    mesh = axes.pcolormesh(x, y, codes, cmap=colours, vmin=-0.5, vmax=len(kinds) - 0.5)
    mesh.set_edgecolor("face")
    for i, row in enumerate(codes):
        for j, code in enumerate(row):
            letter = _LOOK[kinds[code]][0]
            axes.text(T[j], H[i], letter, ha="center", va="center", fontsize=8)
    if logarithmic:
        axes.set(xscale="log", yscale="log")
    axes.set(xlim=(x[0], x[-1]), ylim=(y[0], y[-1]))


def points(tree: xr.DataTree) -> dict[str, int]:
    """One point of each kind, the middle one of those found: Meissner, vortex, normal."""
    found = {}
    kinds = r.POINT_KIND.at(r.SCALED).values(tree)
    for name in ("Meissner", "vortex", "normal"):
        where = np.flatnonzero(kinds == name)
        if len(where):
            found[name] = int(where[len(where) // 2])
    return found


def _layers(axes: Axes, tree: xr.DataTree) -> None:
    styles = {
        "Meissner": (look.PURPLE, "o"),
        "vortex": (look.ORANGE, "s"),
        "normal": (look.VERMILION, "^"),
    }
    star, disorder = (
        v.value(tree) for v in (r.settings.thresholds.amplitude, r.settings.thresholds.disorder)
    )
    depth = r.LAYER_DEPTH.at(r.SCALED).values(tree) / r.own.depth.value(tree)
    face, top = slice(len(depth) // 2), star
    T, H = r.SCALED_TEMPERATURE.values(tree), r.SCALED_FIELD.values(tree)
    for name, index in points(tree).items():
        A, driven, D = (
            variable.at(r.SCALED).values(tree)[index]
            for variable in (r.AMPLITUDE, r.DRIVEN, r.DISORDER)
        )
        colour, marker = styles[name]
        label = f"A, {name}, T = {T[index]:.2f}, H = {H[index]:.2f}"
        x = depth[face]
        axes.plot(x, A[face], marker, color=colour, ms=5, mfc="none", label=label)
        axes.plot(x, driven[face], "-", color=colour, lw=1)
        axes.plot(x, D[face], ":", color=colour, marker=marker, ms=3, lw=1)
        top = max(top, A.max())
    axes.axhline(star, color=look.GREY, ls="--", lw=1)
    label = "A* = D*" if star == disorder else "A*"
    axes.text(0.99, 0.97 * star, label, fontsize=8, va="top", ha="right", color=look.GREY,
              transform=axes.get_yaxis_transform())  # fmt: skip
    axes.set(
        title="(c) layers; lines: closure C3, dotted: D",
        xlabel="depth (λ)",
        ylabel="amplitude and disorder (d)",
        ylim=(0, 1.7 * top),
    )
    axes.legend(loc="upper right", fontsize=8)
