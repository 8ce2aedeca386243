"""Figure 4 from the experiment's result; no physics here."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure

from pairlattice import plotting as look
from pairlattice.phenomena.pair import results as r
from pairlattice.table import Table, quantities
from pairlattice.variable import Variable


def draw(tree: xr.DataTree) -> dict[str, Figure]:
    """Fig. 4 by file name."""
    figure = look.figure(10.5, 7.0)
    (a, b, radiation), (pair, magneton, axis) = figure.subplots(2, 3)
    separation = r.SEPARATION.values(tree, "Å")
    a.loglog(separation, r.CAPACITANCES.values(tree), color=look.BLUE)
    a.set(
        title="(a) capacitance, Eq. (3)",
        xlabel=r.SEPARATION.axis("Å"),
        ylabel=r.CAPACITANCES.axis(words="$C_r$"),
    )
    _current(b, tree)
    _radiation(radiation, tree)
    top = float(np.max(np.abs(r.PAIR_MAP.values(tree))))
    scale = LogNorm(top * 1e-8, top)
    mesh = _map(pair, tree, r.PAIR_MAP, "(d)", scale)
    for place, sign, colour in ((-0.5, "+", look.VERMILION), (0.5, "−", look.SKY)):
        pair.plot(0, place, "o", ms=9, color=colour, mec="white")
        pair.text(0, place, sign, ha="center", va="center", fontsize=9)
    _map(magneton, tree, r.MAGNETON_MAP, "(e)", scale)
    magneton.plot(0, 0, "v", ms=8, color="white", mec=look.BLACK)
    label = r.PAIR_MAP.axis(words="|B|")
    figure.colorbar(mesh, ax=[pair, magneton], label=label, shrink=0.9)
    _axis(axis, tree)
    return {"fig04": figure}


def _current(axes: Axes, tree: xr.DataTree) -> None:
    for current, style, colour, width in (
        (r.BOTH_CHARGES, "-", look.BLACK, 1.5),
        (r.ONE_CHARGE, "-", look.SKY, 4.0),
        (r.PRINTED, "--", look.VERMILION, 1.5),
    ):
        x, y = r.SEPARATION.values(tree, "Å"), -current.values(tree)
        axes.loglog(x, y, style, color=colour, lw=width, label=current.long_name)
    axes.legend()
    axes.set(
        title="(b) displacement current at the middle",
        xlabel=r.SEPARATION.axis("Å"),
        ylabel=r.PRINTED.axis(words="$-J_D$"),
    )


def _radiation(axes: Axes, tree: xr.DataTree) -> None:
    f = r.FREQUENCY.values(tree)
    for power, style, colour in ((r.POWER, "-", look.BLUE), (r.JOULE, "--", look.VERMILION)):
        axes.loglog(f, power.values(tree), style, color=colour, label=power.long_name)
    axes.legend(loc="lower right")
    axes.set(
        title="(c) power of a vibrating pair",
        xlabel=r.FREQUENCY.label,
        ylabel=r.POWER.axis(words="power"),
    )


def _map(axes: Axes, tree: xr.DataTree, field: Variable, letter: str, scale: LogNorm) -> Any:
    separation = r.own.separation.value(tree)
    x, z = r.X.values(tree) / separation, r.Z.values(tree) / separation
    B = field.values(tree)
    size = np.linalg.norm(B, axis=-1)
    mesh = axes.pcolormesh(x, z, size, norm=scale, shading="nearest", rasterized=True)
    unit = B / size[..., None]
    axes.streamplot(x, z, unit[..., 0], unit[..., 1], color="white", linewidth=0.7, density=0.8)
    axes.set(title=f"{letter} {field.long_name}", xlabel="x/r", ylabel="z/r", aspect="equal")
    return mesh


def _axis(axes: Axes, tree: xr.DataTree) -> None:
    distance = r.DISTANCE.values(tree) / r.own.separation.value(tree)
    axes.loglog(distance, r.PAIR_AXIS.values(tree), color=look.BLUE, label="pair, Eq. (5)")
    axes.loglog(
        distance, r.MAGNETON_AXIS.values(tree), "--", color=look.VERMILION, label="one $μ_B$"
    )
    axes.legend()
    axes.set(title="(f) on the axis", xlabel="distance/r", ylabel=r.PAIR_AXIS.axis(words="|B|"))


def captions(tree: xr.DataTree) -> dict[str, str]:
    """What is seen, in the numbers of this run."""
    printed, mean = r.PRINTED_CURRENT.value(tree), r.MEAN_CURRENT.value(tree)
    share = r.RADIATED_DENSITY.value(tree) / r.JOULE_DENSITY.value(tree)
    return {
        "fig04": (
            "One pair in numbers. (a) Eq. (3): the capacitance whose charge e stores the Coulomb "
            "energy. (b) ε0 ∂E/∂t half-way between the charges, for an electron at "
            f"{r.own.speed.value(tree):.3g} m/s: the printed last line of Eq. (4) lies on the "
            "curve of one charge; both together give twice as much. At the ambient distance d the "
            f"printed line is {abs(printed / mean):.3f} n e V. (c) Mean power radiated by one pair "
            f"swinging by ±{r.own.amplitude.value(tree, 'Å'):g} Å, with Joule's heat per "
            "pair of a copper wire whose electrons all swing so; at "
            f"{r.own.current_frequency.value(tree, 'kHz'):g} kHz the pairs, each radiating alone, "
            f"give {share:.1e} of it. All pairs of a straight wire of "
            f"{r.own.length.value(tree):g} m in phase radiate {r.COHERENT.value(tree):.2g} W, as "
            f"an antenna, beside {r.JOULE_WIRE.value(tree):.2g} W of heat. (d) Eq. (5)'s B of a "
            "hydrogen atom at the Bohr radius, proton below, electron above, lines along B; (e) "
            "that of one Bohr magneton in the middle, pointing down, on the same colour scale. (f) "
            f"On the axis the far field of Eq. (5) is {r.FAR_FIELD.value(tree):.2f} times that of "
            "one Bohr magneton. No closure enters."
        )
    }


def tables(tree: xr.DataTree) -> list[Table]:
    """The pair in numbers, and Eq. (7) in every reading."""
    title = (
        f"One pair of r = {r.own.separation.value(tree, 'Å'):.4f} Å; "
        f"a wire of {r.own.length.value(tree):g} m"
    )
    rows = (
        r.CAPACITANCE,
        r.PRINTED_CURRENT,
        r.BOTH_CURRENT,
        r.MEAN_CURRENT,
        r.MOMENT,
        r.FAR_FIELD,
        r.FLUX,
        r.DIRAC_FLUX,
        r.RADIATED,
        r.RADIATED_DENSITY,
        r.JOULE_DENSITY,
        r.COHERENT,
        r.JOULE_WIRE,
    )
    omega = "Ω₁ of Eq. (7) in each reading"
    return [quantities(title, tree, rows), quantities(omega, tree, r.OMEGA.values())]
