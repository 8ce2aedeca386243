"""Fig. 3 drawn from the result of `experiment.run`; no physics here."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.colors import TwoSlopeNorm
from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter

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
    _cell(cell, tree.attrs["space_group"])
    _map(top.add_subplot(1, 2, 2), tree["plane"].to_dataset())
    bands, states = bottom.subplots(1, 2, sharey=True, width_ratios=(2.6, 1.0))
    _bands(bands, tree["bands"].to_dataset(), tree["lyddane_sachs_teller"].to_dataset())
    data = tree["states"].to_dataset()
    states.fill_betweenx(data.omega, 0, data.states, color=BLUE, alpha=0.25, lw=0)
    states.plot(data.states, data.omega, color=BLUE)
    states.set(
        xlabel="density of states $g(\\omega)$ per site ($t_0$)",
        title=f"∫ g dω = {float(data.integral):.6f}",
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


def _map(axes: Axes, plane: xr.Dataset) -> None:
    values = np.clip(plane.potential.to_numpy().T, -_CUT, _CUT)
    norm = TwoSlopeNorm(0.0, -_CUT, _CUT)
    x, y = plane.x.to_numpy(), plane.y.to_numpy()
    image = axes.pcolormesh(x, y, values, cmap="PuOr", norm=norm, shading="gouraud")
    levels = np.array([-2, -1, -0.5, 0, 0.5, 1, 2])
    lines = axes.contour(x, y, values, levels=levels, colors=BLACK, linewidths=0.7)
    axes.clabel(lines, fmt="%g", fontsize=7)
    inside = [(i, j) for i in range(-1, 4) for j in range(-1, 4)]
    for even, marker, label in ((True, "s", "electron"), (False, "o", "ion")):
        spots = np.array([p for p in inside if (sum(p) % 2 == 0) == even])
        axes.plot(*spots.T, marker, mfc="white", mec=BLACK, ms=5, ls="", label=label, clip_on=False)
    axes.set(xlabel="x (d)", ylabel="y (d)", aspect="equal", title="potential in the plane z = 0")
    bar = axes.figure.colorbar(image, ax=axes, shrink=0.85, extend="both")
    bar.set_label("potential ($E_0/e$)")


def _bands(axes: Axes, bands: xr.Dataset, limits: xr.Dataset) -> None:
    for branch, line in zip(bands.branch.to_numpy(), _LINES, strict=False):
        axes.plot(bands.distance, bands.omega.sel(branch=branch), color=BLUE, ls=line)
    for name, symbol, color in (
        ("omega_TO", "ω$_{TO}$", VERMILION),
        ("omega_LO", "ω$_{LO}$", ORANGE),
    ):
        level = float(limits[name])
        axes.axhline(level, color=color, lw=1, ls=(0, (1, 2)))
        text = f"{symbol} = {level:.3f}"
        axes.annotate(text, (0.42, level), xycoords=("axes fraction", "data"), va="bottom")
    for tick in bands.attrs["ticks"]:
        axes.axvline(tick, color=GREY, lw=0.6)
    axes.set_xticks(bands.attrs["ticks"], bands.attrs["names"])
    ratio, epsilon = float(limits.ratio), float(limits.permittivity)
    axes.set(
        xlabel="wave vector",
        ylabel="angular frequency ω ($1/t_0$)",
        xlim=(0, bands.attrs["ticks"][-1]),
        title=f"modes: $\\omega_{{LO}}^2/\\omega_{{TO}}^2$ = {ratio:.4f}, ε(0) = {epsilon:.4f}",
    )
    axes.set_ylim(min(0.0, float(bands.omega.min()) * 1.1), float(bands.omega.max()) * 1.12)


def _tether(tree: xr.DataTree) -> Figure:
    drawn = figure(10.0, 7.6)
    (first, second), (third, fourth) = drawn.subplots(2, 2)
    _next_order(first, tree["statics"].to_dataset())
    _beyond_dipoles(second, tree["exact"].to_dataset())
    _free_energy(third, tree["free_energy"].to_dataset())
    _motion(fourth, tree["tether"].to_dataset(), tree.attrs["room_temperature"])
    return drawn


def _next_order(axes: Axes, statics: xr.Dataset) -> None:
    u = np.linspace(0, 0.3, 61)
    for name, line, color in zip(statics.direction.to_numpy(), _LINES, CYCLE, strict=False):
        a = float(statics.quartic_derivative.sel(direction=name))
        axes.plot(u, a * u**4, ls=line, color=color, label=f"{name}, $a_4$ = {a:+.4f}")
        fitted = float(statics.quartic_fit.sel(direction=name))
        axes.plot(u[10::10], fitted * u[10::10] ** 4, "o", color=color, mfc="white")
    axes.axhline(0, color=GREY, lw=0.6)
    axes.set(xlabel="displacement u (d)", ylabel="$a_4u^4$ ($E_0$)")
    axes.set_title("next order of an electron's energy")
    axes.legend()


def _beyond_dipoles(axes: Axes, data: xr.Dataset) -> None:
    for index, name in enumerate(data.pattern.to_numpy()):
        values = data.deviation.sel(pattern=name)
        style: dict[str, Any] = {
            "color": CYCLE[index],
            "marker": _MARKERS[index],
            "ms": 4,
            "ls": _LINES[index],
        }
        axes.loglog(data.displacement, values, label=name, **style)
    axes.axhline(0.1, color=GREY, lw=0.8, ls=":")
    axes.set(xlabel="rms displacement u (d)", ylabel="rms force error / $k_cu$")
    axes.set_title("dipole approximation against exact Coulomb")
    axes.set_ylim(1e-3, None)
    ticks = [u for u in (0.02, 0.05, 0.1, 0.2, 0.5) if u <= float(data.displacement.max())]
    axes.set_xticks(ticks, [f"{u:g}" for u in ticks])
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.legend(fontsize=8)


def _free_energy(axes: Axes, data: xr.Dataset) -> None:
    names = [str(name) for name in data.arrangement.to_numpy()]
    y = np.arange(len(names))
    eq2 = data.eq2.to_numpy()
    axes.errorbar(eq2, y, xerr=data.eq2_error, fmt="o", color=BLUE, label="Eq. (2)", capsize=3)
    axes.errorbar(
        data.energy, y, xerr=data.energy_error, fmt="s", mfc="white", color=VERMILION,
        label="Coulomb energy", capsize=3,
    )  # fmt: skip
    axes.axvline(0, color=GREY, lw=0.8)
    axes.set_yticks(y, [name.replace(" at", "\nat") for name in names])
    axes.set(xlabel="energy per electron ($E_0$)", title="Eq. (2) at rest, by arrangement")
    axes.invert_yaxis()
    axes.legend(loc="center", frameon=True, framealpha=1.0, edgecolor="white")


def _motion(axes: Axes, data: xr.Dataset, room: float) -> None:
    x = np.arange(data.sizes["material"])
    scale = 1e10
    for name, marker, color, label in (
        ("zero_point", "o", BLUE, "zero-point motion"),
        ("classical", "s", VERMILION, f"classical motion, {room:g} K"),
        ("spacing", "_", BLACK, "ion–electron distance d"),
    ):
        values = data[name] * scale
        axes.plot(x, values, marker, color=color, ms=12 if marker == "_" else 6, label=label)
    axes.axhline(1, color=GREY, lw=0.9, ls="--")
    axes.text(0.02, 1.03, "1 Å", color=GREY, transform=axes.get_yaxis_transform())
    axes.set_xticks(x, data.material.to_numpy())
    axes.set(ylabel="rms displacement (Å)", xlabel="material", ylim=(0, None))
    axes.set_title("motion that the tether leaves")
    axes.set_ylim(0, 3.2)
    axes.legend(loc="upper left")
