"""Figure 4 from the experiment's result; no physics here."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure

from pairlattice import plotting as look
from pairlattice.table import Table


def draw(tree: xr.DataTree) -> dict[str, Figure]:
    """Fig. 4 by file name."""
    figure = look.figure(10.5, 7.0)
    (a, b, radiation), (pair, magneton, axis) = figure.subplots(2, 3)
    node = tree["separation"].dataset
    r = node["separation"].values * 1e10
    a.loglog(r, node["capacitance"].values, color=look.BLUE)
    a.set(title="(a) capacitance, Eq. (3)", xlabel="separation r (Å)", ylabel="$C_r$ (F)")
    _current(b, node, r)
    _radiation(radiation, tree)
    top = float(np.max(np.abs(tree["map"].dataset["pair"].values)))
    scale = LogNorm(top * 1e-8, top)
    for axes, name, title in (
        (pair, "pair", "(d) B of a pair, Eq. (5)"),
        (magneton, "magneton", "(e) B of one Bohr magneton"),
    ):
        mesh = _map(axes, tree, name, title, scale)
    figure.colorbar(mesh, ax=[pair, magneton], label="|B| (T)", shrink=0.9)
    _axis(axis, tree)
    return {"fig04": figure}


def _current(axes: Axes, node: xr.Dataset, r: Any) -> None:
    for name, style, colour, label in (
        ("both_charges", "-", look.BLACK, "both charges"),
        ("one_charge", "-", look.SKY, "one charge"),
        ("printed", "--", look.VERMILION, "Eq. (4), last line"),
    ):
        width = 4.0 if name == "one_charge" else 1.5
        axes.loglog(r, -node[name].values, style, color=colour, lw=width, label=label)
    axes.legend()
    axes.set(
        title="(b) displacement current at the middle",
        xlabel="separation r (Å)",
        ylabel="$-J_D$ (A/m²)",
    )


def _radiation(axes: Axes, tree: xr.DataTree) -> None:
    node, p = tree["radiation"].dataset, tree.attrs["parameters"]
    f = node["frequency"].values
    axes.loglog(f, node["power"].values, color=look.BLUE, label="one pair radiates")
    n = tree.attrs["numbers"]
    # Joule's heat per pair of the current of the same swing grows with f².
    joule = n["joule_density"] / n["density"] * (f / p["current_frequency"]) ** 2
    axes.loglog(f, joule, "--", color=look.VERMILION, label="Joule's heat per pair")
    axes.legend(loc="lower right")
    axes.set(title="(c) power of a vibrating pair", xlabel="frequency (Hz)", ylabel="power (W)")


def _map(axes: Axes, tree: xr.DataTree, name: str, title: str, scale: LogNorm) -> Any:
    node = tree["map"].dataset
    r = tree.attrs["parameters"]["separation"]
    x, z = node["x"].values / r, node["z"].values / r
    field = node[name].values
    size = np.linalg.norm(field, axis=-1)
    mesh = axes.pcolormesh(x, z, size, norm=scale, shading="nearest", rasterized=True)
    unit = field / size[..., None]
    axes.streamplot(x, z, unit[..., 0], unit[..., 1], color="white", linewidth=0.7, density=0.8)
    if name == "pair":
        for place, sign, colour in ((-0.5, "+", look.VERMILION), (0.5, "−", look.SKY)):
            axes.plot(0, place, "o", ms=9, color=colour, mec="white")
            axes.text(0, place, sign, ha="center", va="center", fontsize=9)
    else:
        axes.plot(0, 0, "v", ms=8, color="white", mec=look.BLACK)
    axes.set(title=title, xlabel="x/r", ylabel="z/r", aspect="equal")
    return mesh


def _axis(axes: Axes, tree: xr.DataTree) -> None:
    node = tree["axis"].dataset
    distance = node["distance"].values / tree.attrs["parameters"]["separation"]
    axes.loglog(distance, node["pair"].values, color=look.BLUE, label="pair, Eq. (5)")
    axes.loglog(distance, node["magneton"].values, "--", color=look.VERMILION, label="one $μ_B$")
    axes.legend()
    axes.set(title="(f) on the axis", xlabel="distance/r", ylabel="|B| (T)")


def captions(tree: xr.DataTree) -> dict[str, str]:
    """What is seen, in the numbers of this run."""
    n, p = tree.attrs["numbers"], tree.attrs["parameters"]
    return {
        "fig04": (
            "One pair in numbers. (a) Eq. (3): the capacitance whose charge e stores the Coulomb "
            "energy. (b) ε0 ∂E/∂t half-way between the charges, for an electron at "
            f"{p['speed']:.3g} m/s: the printed last line of Eq. (4) lies on the curve of one "
            "charge; both together give twice as much. At the ambient distance d the printed line "
            f"is {abs(n['printed_current'] / n['mean_current']):.3f} n e V. (c) Mean power "
            f"radiated by one pair swinging by ±{p['amplitude'] * 1e10:g} Å, with Joule's heat per "
            "pair of a copper wire whose electrons all swing so; at "
            f"{p['current_frequency'] / 1e3:g} kHz the pairs, each radiating alone, give "
            f"{n['radiated_over_joule']:.1e} of it. All pairs of a straight wire of "
            f"{p['length']:g} m in phase radiate {n['coherent']:.2g} W, as an antenna, beside "
            f"{n['joule_wire']:.2g} W of heat. (d) Eq. (5)'s B of a hydrogen atom at the Bohr "
            "radius, proton below, electron above, lines along B; (e) that of one Bohr magneton "
            "in the middle, pointing down, on the same colour scale. (f) On the axis the far "
            f"field of Eq. (5) is {n['far_field_magnetons']:.2f} times that of one Bohr magneton. "
            "No closure enters."
        )
    }


def tables(tree: xr.DataTree) -> list[Table]:
    """The pair in numbers, and Eq. (7) in every reading."""
    n, p = tree.attrs["numbers"], tree.attrs["parameters"]
    rows = (
        (f"capacitance at r = {p['separation'] * 1e10:.4f} Å, Eq. (3)", n["capacitance"], "F"),
        ("J_D at r = d, last line of Eq. (4)", n["printed_current"], "A/m²"),
        ("J_D at r = d, both charges", n["both_current"], "A/m²"),
        ("n e V of the same speed", n["mean_current"], "A/m²"),
        ("moment by Eq. (5), e r c", n["moment_magnetons"], "μB"),
        ("moment from the far field computed", n["far_field_magnetons"], "μB"),
        ("flux of Eq. (5) through the mid-plane", n["flux_quanta"], "h/2e"),
        ("flux of Dirac's charge, n = 1", n["dirac_flux_quanta"], "h/2e"),
        ("power radiated by one pair", n["radiated"], "W"),
        ("power radiated per volume, pairs alone", n["radiated_density"], "W/m³"),
        ("Joule's heat of the same swing", n["joule_density"], "W/m³"),
        (f"straight wire of {p['length']:g} m, pairs in phase (antenna)", n["coherent"], "W"),
        ("Joule's heat of that wire", n["joule_wire"], "W"),
    )
    omega = tuple(
        (name, value, tree.attrs["omega_units"][name])
        for name, value in tree.attrs["omega"].items()
    )
    return [
        Table("One pair", ("quantity", "value", "unit"), rows),
        Table("Ω₁ of Eq. (7) in each reading", ("reading", "Ω₁", "unit"), omega),
    ]
