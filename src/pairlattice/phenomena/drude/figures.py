"""Figures 1 and 2 from the experiment's result; no physics here but closed forms of the axes."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from scipy.stats import exponnorm, norm

from pairlattice import plotting as look
from pairlattice.phenomena.drude import results as r
from pairlattice.table import Table, number, quantities

# A legend that hides the guide line behind it.
_OPAQUE: Any = {"frameon": True, "framealpha": 1.0, "edgecolor": "white"}


def draw(tree: xr.DataTree) -> dict[str, Figure]:
    """Fig. 1 and 2 by file name."""
    return {"fig01": _ensemble(tree), "fig02": _wire(tree)}


def _ensemble(tree: xr.DataTree) -> Figure:
    figure = look.figure(10.5, 3.8)
    paths, speeds, drift = figure.subplots(1, 3, width_ratios=(1.25, 1, 1))
    _paths(paths, tree)
    _speeds(speeds, tree)
    _drift(drift, tree)
    return figure


def _paths(axes: Axes, tree: xr.DataTree) -> None:
    position = r.POSITION.values(tree, "nm")
    for index, colour in zip(range(position.shape[1]), look.CYCLE, strict=False):
        for field, style in ((0, ":"), (1, "-")):
            x, y = position[field, index].T
            axes.plot(x, y + 6 * index, style, color=colour, lw=1.0)
            axes.plot(x[-1], y[-1] + 6 * index, "os"[field], color=colour, ms=5)
    axes.plot([], [], ":o", color=look.BLACK, label="no field")
    axes.plot([], [], "-s", color=look.BLACK, label="field")
    axes.legend(loc="upper right")
    low, high = axes.get_ylim()
    axes.set(
        title="Paths of three carriers",
        xlabel=r.POSITION.axis("nm", "along the force"),
        ylabel=r.POSITION.axis("nm", "across, shifted"),
        ylim=(low, high + 0.25 * (high - low)),
    )


def _speeds(axes: Axes, tree: xr.DataTree) -> None:
    velocity = r.VELOCITY.values(tree, "km/s")
    thermal = r.THERMAL_VELOCITY.value(tree, "km/s")
    edges = np.linspace(-4, 5, 46) * thermal
    middle = (edges[1:] + edges[:-1]) / 2
    shapes = (norm(), exponnorm(K=r.own.strengths.values(tree).max()))
    style = (("o", look.BLUE, "--", "no field"), ("s", look.VERMILION, "-", "field"))
    for values, law, (marker, colour, line, name) in zip(velocity, shapes, style, strict=True):
        counts, _ = np.histogram(values, edges, density=True)
        axes.plot(middle, counts * 1e3, marker, color=colour, ms=3.5, mfc="none", label=name)
        density = law.pdf(middle / thermal) / thermal
        axes.plot(middle, density * 1e3, line, color=colour, lw=1.2)
    axes.legend(loc="upper right")
    axes.set(
        title="Velocities along the force",
        xlabel=r.VELOCITY.axis("km/s", "velocity"),
        ylabel="density (10⁻³ s/km)",
        ylim=(0, None),
    )


def _drift(axes: Axes, tree: xr.DataTree) -> None:
    field = r.FIELD.values(tree, "MV/m")
    mean, error = r.DRIFT.values(tree, "km/s"), r.DRIFT.error.values(tree, "km/s")
    expected = r.EXPECTED_DRIFT.values(tree, "km/s")
    axes.plot(field, expected, "--", color=look.BLACK, label="$eτE/m$")
    axes.errorbar(
        field, mean, error, fmt="o", color=look.VERMILION, capsize=3, ms=5, label="ensemble"
    )
    axes.legend(loc="upper left")
    axes.set(title="Drift", xlabel=r.FIELD.axis("MV/m"), ylabel=r.DRIFT.axis("km/s"))


def _wire(tree: xr.DataTree) -> Figure:
    figure = look.figure(10.5, 4.2)
    excursion, path, field = figure.subplots(1, 3, width_ratios=(1.3, 1, 1.1))
    _excursions(excursion, tree)
    _direct(path, tree)
    f = r.FREQUENCY.values(tree)
    for curve, style, colour in (
        (r.FREE_FIELDS, "-", look.BLUE),
        (r.BOUND_FIELDS, ":", look.PURPLE),
    ):
        field.loglog(f, curve.values(tree), style, color=colour, label=curve.long_name)
    field.axvline(r.own.frequency.value(tree), color=look.GREY, lw=0.8, ls=":")
    field.set(
        title="Field needed for the current",
        xlabel=r.FREQUENCY.label,
        ylabel=r.FREE_FIELDS.axis(words="field"),
        ylim=(1e-4, 1e20),
    )
    field.legend(loc="upper right", fontsize=8, **_OPAQUE)
    return figure


def _excursions(axes: Axes, tree: xr.DataTree) -> None:
    f = r.FREQUENCY.values(tree)
    for curve, style, colour in (
        (r.BOUND_PATH, "--", look.VERMILION),
        (r.UNIFORM_PATH, "-", look.BLUE),
        (r.SURFACE_PATH, "-.", look.GREEN),
        (r.BOUND_ELECTRON_PATH, ":", look.PURPLE),
    ):
        axes.loglog(f, curve.values(tree), style, color=colour, label=curve.long_name)
    free = r.MEAN_FREE_PATH.value(tree)
    for length, label in ((1.0, "1 m"), (free, "mean free path"), (1e-10, "1 Å")):
        axes.axhline(length, color=look.GREY, lw=0.8)
        axes.text(1.3e10, length * 1.5, label, ha="right", fontsize=8, color=look.BLACK)
    axes.axvline(r.own.frequency.value(tree), color=look.GREY, lw=0.8, ls=":")
    axes.set(
        title="Excursion of an electron",
        xlabel=r.FREQUENCY.label,
        ylabel=r.UNIFORM_PATH.axis(words="path in half a period"),
        ylim=(1e-31, 3e4),
        xlim=(f[0], 2e10),
    )
    axes.legend(loc="lower left", fontsize=8, **_OPAQUE)


def _direct(axes: Axes, tree: xr.DataTree) -> None:
    v, free = r.DRIFT_VELOCITY.value(tree), r.MEAN_FREE_PATH.value(tree)
    times = np.logspace(-8, 8, 100)
    axes.loglog(times, v * times, color=look.BLUE)
    marks = (
        (r.TIME_TO_ANGSTROM.value(tree), 1e-10, "1 Å"),
        (r.TIME_TO_SPACING.value(tree), r.SPACING.value(tree), "d"),
        (free / v, free, "mean free path"),
        (1 / v, 1.0, "1 m"),
    )
    for (time, length, label), marker in zip(marks, "osD^", strict=True):
        axes.plot(time, length, marker, ms=6, color=look.VERMILION, label=f"{label}: {_span(time)}")
    axes.legend(loc="upper left", fontsize=8)
    axes.set(
        title="Direct current",
        xlabel=r.TIME.label,
        ylabel=r.EXCURSION.axis(words="mean path of an electron"),
        ylim=(None, 1e7),
    )


def _span(seconds: float) -> str:
    for size, unit in ((86400.0, "d"), (3600.0, "h"), (1.0, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def captions(tree: xr.DataTree) -> dict[str, str]:
    """What is seen, in the numbers of this run."""
    field, free = r.FIELD.values(tree)[-1], r.FREE_FIELD.value(tree)
    mean, error, expected = (
        v.values(tree, "km/s")[-1] for v in (r.DRIFT, r.DRIFT.error, r.EXPECTED_DRIFT)
    )
    return {
        "fig01": (
            f"Drude's carriers at {r.own.temperature.value(tree):g} K with the relaxation time "
            f"{r.RELAXATION_TIME.value(tree, 'fs'):.1f} fs that the measured resistivity gives. "
            f"Left: the same three carriers without a field and in {field / 1e6:.2f} MV/m, a field "
            f"{field / free:.1e} times that of the wire of Fig. 2, chosen so that the "
            "drift can be seen; marks are the last positions. Middle: velocities of "
            f"{r.own.carriers.value(tree):.0f} carriers, with Maxwell's law and the law of "
            "exponential flights as lines. Right: the mean over "
            f"{r.own.window.value(tree):g} relaxation times with its standard error "
            f"(too small to see where no bar shows); in the largest field "
            f"{mean:.3f} ± {error:.3f} km/s, from n e² τ/m "
            f"{expected:.3f} km/s. No closure of the pair lattice enters."
        ),
        "fig02": (
            f"A current of {r.own.current.value(tree):g} A (peak) in a wire of "
            f"{r.own.diameter.value(tree, 'mm'):g} mm. "
            "Left: the path of an electron in half a period. At "
            f"{r.own.frequency.value(tree, 'kHz'):g} kHz (dotted line) the paper's bound gives "
            f"{r.PAPER_BOUND.value(tree, 'Å'):.2f} Å, the sinusoid "
            f"{r.EXCURSION.value(tree, 'Å'):.2f} Å, at the "
            f"surface with skin effect {r.SURFACE_EXCURSION.value(tree, 'Å'):.2f} Å. Eq. (1) holds "
            "for free and bound electrons alike: at one current both move by the same amount. "
            "The drift is superposed on a random motion with a mean free path of "
            f"{r.MEAN_FREE_PATH.value(tree, 'nm'):.0f} nm. Middle: "
            "the path under direct current; it reaches 1 Å after "
            f"{_span(r.TIME_TO_ANGSTROM.value(tree))} and d after "
            f"{_span(r.TIME_TO_SPACING.value(tree))}. Right: "
            "what tells them apart is the field that the current needs. An electron bound by "
            f"closure C1 with κ = {r.settings.tether.kappa.value(tree):g} needs "
            f"{r.BOUND_FIELD.value(tree):.1e} V/m at the "
            "dotted line; Ohm's law with the measured resistivity needs "
            f"{free:.1e} V/m. In the latter field it moves as the dotted curve on the left shows."
        ),
    }


def tables(tree: xr.DataTree) -> list[Table]:
    """Conductivity by three routes, and the wire."""
    routes = (r.CONDUCTIVITY, r.DRIFT_CONDUCTIVITY, r.DIFFUSION_CONDUCTIVITY)
    kappa = number(r.settings.tether.kappa.value(tree))
    title = f"The wire at {number(r.own.frequency.value(tree))} Hz, κ = {kappa}"
    rows = (
        r.DRIFT_VELOCITY,
        (r.PAPER_BOUND, "Å"),
        (r.EXCURSION, "Å"),
        (r.SURFACE_EXCURSION, "Å"),
        (r.SKIN_DEPTH, "mm"),
        r.TIME_TO_ANGSTROM,
        r.TIME_TO_SPACING,
        r.THERMAL_VELOCITY,
        r.FERMI_VELOCITY,
        (r.MEAN_FREE_PATH, "nm"),
        r.FREE_FIELD,
        r.BOUND_FIELD,
        r.LARGEST_STIFFNESS,
        r.LARGEST_KAPPA,
    )
    return [quantities("Conductivity", tree, routes), quantities(title, tree, rows)]
