"""Fig. 3 drawn from the experiment's result; no physics here."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.colors import TwoSlopeNorm
from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter

from pairlattice.phenomena.crystal import results as r
from pairlattice.phenomena.crystal.captions import captions
from pairlattice.phenomena.crystal.tables import tables
from pairlattice.plotting import BLACK, BLUE, CYCLE, GREY, ORANGE, VERMILION, figure

__all__ = ["captions", "draw", "tables"]

_LINES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1)), (0, (1, 1)))
_MARKERS = "osD^vP"
# The map is cut here [E0/e]: at a charge the potential is infinite.
_CUT = 3.0


def draw(tree: xr.DataTree) -> dict[str, Figure]:
    """fig03: the crystal, its potential, bands and states. fig03_tether: what the tether means."""
    return {"fig03": _crystal(tree), "fig03_tether": _tether(tree)}


def _crystal(tree: xr.DataTree) -> Figure:
    drawn = figure(10.0, 8.2)
    halves: Any = drawn.subfigures(2, 1, height_ratios=(1.05, 1.0))
    top, bottom = halves
    cell = top.add_subplot(1, 2, 1, projection="3d")
    _cell(cell, str(r.SPACE_GROUP.of(tree).item()))
    _map(top.add_subplot(1, 2, 2), tree)
    bands, states = bottom.subplots(1, 2, sharey=True, width_ratios=(2.6, 1.0))
    _bands(bands, tree)
    omega, density = r.STATES_OMEGA.values(tree), r.STATES.values(tree)
    states.fill_betweenx(omega, 0, density, color=BLUE, alpha=0.25, lw=0)
    states.plot(density, omega, color=BLUE)
    states.set(
        xlabel=r.STATES.label,
        title=f"∫ g dω = {r.INTEGRAL.value(tree):.6f}",
        xlim=(0, None),
    )
    return drawn


def _cell(axes: Any, group: str) -> None:
    """The conventional cell; axes: three-dimensional."""
    index = np.stack(np.meshgrid(*[np.arange(3)] * 3, indexing="ij"), axis=-1).reshape(-1, 3)
    electron = index.sum(axis=1) % 2 == 0
    for axis in range(3):
        start = index[index[:, axis] < 2]
        for point in start:
            end = point + np.eye(3)[axis]
            axes.plot(*zip(point, end, strict=True), color=GREY, lw=0.7, zorder=1)
    style: dict[str, Any] = {"depthshade": False, "edgecolors": BLACK, "linewidths": 0.6}
    axes.scatter(*index[~electron].T, s=110, color=VERMILION, label="ion +e", **style)
    axes.scatter(*index[electron].T, s=45, color=BLUE, marker="s", label="electron −e", **style)
    ticks = [0, 1, 2]
    axes.set(xticks=ticks, yticks=ticks, zticks=ticks, xlabel="x (d)", ylabel="y (d)")
    axes.set_zlabel("z (d)")
    axes.set_box_aspect((1, 1, 1), zoom=0.86)
    axes.set_title(f"crystal at rest, {group}")
    axes.legend(loc="upper left", bbox_to_anchor=(-0.12, 1.0))


def _map(axes: Axes, tree: xr.DataTree) -> None:
    values = np.clip(r.POTENTIAL.values(tree).T, -_CUT, _CUT)
    norm = TwoSlopeNorm(0.0, -_CUT, _CUT)
    x, y = r.X.values(tree), r.Y.values(tree)
    image = axes.pcolormesh(x, y, values, cmap="PuOr", norm=norm, shading="gouraud")
    levels = np.array([-2, -1, -0.5, 0, 0.5, 1, 2])
    lines = axes.contour(x, y, values, levels=levels, colors=BLACK, linewidths=0.7)
    axes.clabel(lines, fmt="%g", fontsize=7)
    inside = [(i, j) for i in range(-1, 4) for j in range(-1, 4)]
    for even, marker, label in ((True, "s", "electron"), (False, "o", "ion")):
        spots = np.array([p for p in inside if (sum(p) % 2 == 0) == even])
        axes.plot(*spots.T, marker, mfc="white", mec=BLACK, ms=5, ls="", label=label, clip_on=False)
    axes.set(
        xlabel=r.X.label, ylabel=r.Y.label, aspect="equal", title="potential in the plane z = 0"
    )
    bar = axes.figure.colorbar(image, ax=axes, shrink=0.85, extend="both")
    bar.set_label(r.POTENTIAL.label)


def _bands(axes: Axes, tree: xr.DataTree) -> None:
    omega = r.OMEGA.values(tree)
    for branch, line in zip(omega.T, _LINES, strict=False):
        axes.plot(r.DISTANCE.values(tree), branch, color=BLUE, ls=line)
    for limit, symbol, color in (
        (r.OMEGA_TO, "ω$_{TO}$", VERMILION),
        (r.OMEGA_LO, "ω$_{LO}$", ORANGE),
    ):
        level = limit.value(tree)
        axes.axhline(level, color=color, lw=1, ls=(0, (1, 2)))
        text = f"{symbol} = {level:.3f}"
        axes.annotate(text, (0.42, level), xycoords=("axes fraction", "data"), va="bottom")
    corners = r.CORNER.values(tree)
    for corner in corners:
        axes.axvline(corner, color=GREY, lw=0.6)
    axes.set_xticks(corners, r.CORNER_NAME.values(tree))
    ratio, epsilon = r.RATIO.value(tree), r.PERMITTIVITY.value(tree)
    axes.set(
        xlabel="wave vector",
        ylabel=r.OMEGA.label,
        xlim=(0, corners[-1]),
        title=rf"modes: $\omega_{{LO}}^2/\omega_{{TO}}^2$ = {ratio:.4f}, ε(0) = {epsilon:.4f}",
    )
    axes.set_ylim(min(0.0, omega.min() * 1.1), omega.max() * 1.12)


def _tether(tree: xr.DataTree) -> Figure:
    drawn = figure(10.0, 7.6)
    (first, second), (third, fourth) = drawn.subplots(2, 2)
    _next_order(first, tree)
    _beyond_dipoles(second, tree)
    _free_energy(third, tree)
    _motion(fourth, tree)
    return drawn


def _next_order(axes: Axes, tree: xr.DataTree) -> None:
    u = np.linspace(0, 0.3, 61)
    columns = (v.values(tree) for v in (r.DIRECTION, r.QUARTIC, r.QUARTIC_FIT))
    styles = zip(*columns, _LINES, CYCLE, strict=False)
    for name, a, fitted, line, color in styles:
        axes.plot(u, a * u**4, ls=line, color=color, label=f"{name}, $a_4$ = {a:+.4f}")
        axes.plot(u[10::10], fitted * u[10::10] ** 4, "o", color=color, mfc="white")
    axes.axhline(0, color=GREY, lw=0.6)
    axes.set(xlabel="displacement u (d)", ylabel="$a_4u^4$ (E0)")
    axes.set_title("next order of an electron's energy")
    axes.legend()


def _beyond_dipoles(axes: Axes, tree: xr.DataTree) -> None:
    displacement = r.DISPLACEMENT.values(tree)
    rows = zip(r.PATTERN.values(tree), r.DEVIATION.values(tree), strict=True)
    for index, (name, values) in enumerate(rows):
        style: dict[str, Any] = {
            "color": CYCLE[index],
            "marker": _MARKERS[index],
            "ms": 4,
            "ls": _LINES[index],
        }
        axes.loglog(displacement, values, label=name, **style)
    axes.axhline(0.1, color=GREY, lw=0.8, ls=":")
    axes.set(xlabel=r.DISPLACEMENT.label, ylabel=r.DEVIATION.label)
    axes.set_title("dipole approximation against exact Coulomb")
    axes.set_ylim(1e-3, None)
    ticks = [u for u in (0.02, 0.05, 0.1, 0.2, 0.5) if u <= displacement.max()]
    axes.set_xticks(ticks, [f"{u:g}" for u in ticks])
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.legend(fontsize=8)


def _free_energy(axes: Axes, tree: xr.DataTree) -> None:
    names = r.ARRANGEMENT.values(tree)
    y = np.arange(len(names))
    for energy, marker, color, fill in (
        (r.EQ2, "o", BLUE, BLUE),
        (r.COULOMB, "s", VERMILION, "white"),
    ):
        style: dict[str, Any] = {"fmt": marker, "color": color, "mfc": fill, "capsize": 3}
        values, error = energy.values(tree), energy.error.values(tree)
        axes.errorbar(values, y, xerr=error, label=energy.long_name, **style)
    axes.axvline(0, color=GREY, lw=0.8)
    axes.set_yticks(y, [name.replace(" at", "\nat") for name in names])
    axes.set(
        xlabel=r.COULOMB.axis(words="energy per electron"), title="Eq. (2) at rest, by arrangement"
    )
    axes.invert_yaxis()
    axes.legend(loc="center", frameon=True, framealpha=1.0, edgecolor="white")


def _motion(axes: Axes, tree: xr.DataTree) -> None:
    names = r.MATERIAL.values(tree)
    x, room = np.arange(len(names)), r.own.room_temperature.value(tree)
    for length, marker, color, label in (
        (r.ZERO_POINT, "o", BLUE, "zero-point motion"),
        (r.CLASSICAL, "s", VERMILION, f"classical motion, {room:g} K"),
        (r.SPACING, "_", BLACK, "ion–electron distance d"),
    ):
        size = 12 if marker == "_" else 6
        axes.plot(x, length.values(tree, "Å"), marker, color=color, ms=size, label=label)
    axes.axhline(1, color=GREY, lw=0.9, ls="--")
    axes.text(0.02, 1.03, "1 Å", color=GREY, transform=axes.get_yaxis_transform())
    axes.set_xticks(x, names)
    axes.set(
        title="motion that the tether leaves",
        xlabel=r.MATERIAL.label,
        ylabel=r.ZERO_POINT.axis("Å", "rms displacement"),
        ylim=(0, 3.2),
    )
    axes.legend(loc="upper left")
