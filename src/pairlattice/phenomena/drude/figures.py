"""Figures 1 and 2 from the experiment's result; no physics here but closed forms of the axes."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from scipy.stats import exponnorm, norm

from pairlattice import plotting as look
from pairlattice.table import Table, WithError, number

# A legend that hides the guide line behind it.
_OPAQUE: Any = {"frameon": True, "framealpha": 1.0, "edgecolor": "white"}


def draw(tree: xr.DataTree) -> dict[str, Figure]:
    """Fig. 1 and 2 by file name."""
    return {"fig01": _ensemble(tree), "fig02": _wire(tree)}


def _ensemble(tree: xr.DataTree) -> Figure:
    figure = look.figure(10.5, 3.8)
    paths, speeds, drift = figure.subplots(1, 3, width_ratios=(1.25, 1, 1))
    _paths(paths, tree["paths"].dataset)
    _speeds(speeds, tree)
    _drift(drift, tree["drift"].dataset)
    return figure


def _paths(axes: Axes, node: xr.Dataset) -> None:
    position = node["position"].values * 1e9
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
        xlabel="along the force (nm)",
        ylabel="across, shifted (nm)",
        ylim=(low, high + 0.25 * (high - low)),
    )


def _speeds(axes: Axes, tree: xr.DataTree) -> None:
    velocity = tree["velocity"].dataset["velocity"].values / 1e3
    thermal = tree.attrs["numbers"]["thermal_velocity"] / 1e3
    edges = np.linspace(-4, 5, 46) * thermal
    middle = (edges[1:] + edges[:-1]) / 2
    shapes = (norm(), exponnorm(K=tree.attrs["strength"]))
    style = (("o", look.BLUE, "--", "no field"), ("s", look.VERMILION, "-", "field"))
    for values, law, (marker, colour, line, name) in zip(velocity, shapes, style, strict=True):
        counts, _ = np.histogram(values, edges, density=True)
        axes.plot(middle, counts * 1e3, marker, color=colour, ms=3.5, mfc="none", label=name)
        density = law.pdf(middle / thermal) / thermal
        axes.plot(middle, density * 1e3, line, color=colour, lw=1.2)
    axes.legend(loc="upper right")
    axes.set(
        title="Velocities along the force",
        xlabel="velocity (km/s)",
        ylabel="density (10⁻³ s/km)",
        ylim=(0, None),
    )


def _drift(axes: Axes, node: xr.Dataset) -> None:
    field = node["electric_field"].values / 1e6
    mean, error = node["drift"].values / 1e3, node["drift_error"].values / 1e3
    axes.plot(field, node["expected"].values / 1e3, "--", color=look.BLACK, label="$eτE/m$")
    axes.errorbar(
        field, mean, error, fmt="o", color=look.VERMILION, capsize=3, ms=5, label="ensemble"
    )
    axes.legend(loc="upper left")
    axes.set(title="Drift", xlabel="field (MV/m)", ylabel="mean velocity (km/s)")


def _wire(tree: xr.DataTree) -> Figure:
    figure = look.figure(10.5, 4.2)
    excursion, path, field = figure.subplots(1, 3, width_ratios=(1.3, 1, 1.1))
    n, node = tree.attrs["numbers"], tree["wire"].dataset
    f = node["frequency"].values
    for name, style, colour, label in (
        ("paper_bound", "--", look.VERMILION, "bound v/(2f), Sec. II"),
        ("uniform", "-", look.BLUE, "v/(πf), peak to peak"),
        ("surface", "-.", look.GREEN, "at the surface, skin effect"),
        ("bound", ":", look.PURPLE, "bound electron, same field"),
    ):
        excursion.loglog(f, node[name].values, style, color=colour, label=label)
    for length, label in ((1.0, "1 m"), (n["mean_free_path"], "mean free path"), (1e-10, "1 Å")):
        excursion.axhline(length, color=look.GREY, lw=0.8)
        excursion.text(1.3e10, length * 1.5, label, ha="right", fontsize=8, color=look.BLACK)
    excursion.axvline(tree.attrs["parameters"]["frequency"], color=look.GREY, lw=0.8, ls=":")
    excursion.set(
        title="Excursion of an electron",
        xlabel="frequency (Hz)",
        ylabel="path in half a period (m)",
        ylim=(1e-31, 3e4),
        xlim=(f[0], 2e10),
    )
    excursion.legend(loc="lower left", fontsize=8, **_OPAQUE)

    times = np.logspace(-8, 8, 100)
    path.loglog(times, n["drift_velocity"] * times, color=look.BLUE)
    marks = (
        (n["time_to_angstrom"], 1e-10, "1 Å"),
        (n["time_to_spacing"], n["spacing"], "d"),
        (n["mean_free_path"] / n["drift_velocity"], n["mean_free_path"], "mean free path"),
        (1 / n["drift_velocity"], 1.0, "1 m"),
    )
    for (time, length, label), marker in zip(marks, "osD^", strict=True):
        path.plot(time, length, marker, ms=6, color=look.VERMILION, label=f"{label}: {_span(time)}")
    path.legend(loc="upper left", fontsize=8)
    path.set(
        title="Direct current",
        xlabel="time (s)",
        ylabel="mean path of an electron (m)",
        ylim=(None, 1e7),
    )

    field.loglog(f, node["free_field"].values, "-", color=look.BLUE, label="free (Ohm, measured ρ)")
    field.loglog(f, node["bound_field"].values, ":", color=look.PURPLE, label="bound (C1)")
    field.axvline(tree.attrs["parameters"]["frequency"], color=look.GREY, lw=0.8, ls=":")
    field.set(
        title="Field needed for the current",
        xlabel="frequency (Hz)",
        ylabel="field (V/m)",
        ylim=(1e-4, 1e20),
    )
    field.legend(loc="upper right", fontsize=8, **_OPAQUE)
    return figure


def _span(seconds: float) -> str:
    for size, unit in ((86400.0, "d"), (3600.0, "h"), (1.0, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def captions(tree: xr.DataTree) -> dict[str, str]:
    """What is seen, in the numbers of this run."""
    n, p = tree.attrs["numbers"], tree.attrs["parameters"]
    drift = tree["drift"].dataset
    last = {name: float(drift[name].values[-1]) for name in ("drift", "drift_error", "expected")}
    field = float(drift["electric_field"].values[-1])
    return {
        "fig01": (
            f"Drude's carriers at {p['temperature']:g} K with the relaxation time "
            f"{n['relaxation_time'] * 1e15:.1f} fs that the measured resistivity gives. Left: the "
            f"same three carriers without a field and in {field / 1e6:.2f} MV/m, a field "
            f"{field / n['free_field']:.1e} times that of the wire of Fig. 2, chosen so that the "
            "drift can be seen; marks are the last positions. Middle: velocities of "
            f"{p['carriers']} carriers, with Maxwell's law and the law of exponential flights as "
            f"lines. Right: the mean over {p['window']:g} relaxation times with its standard error "
            f"(too small to see where no bar shows); in the largest field "
            f"{last['drift'] / 1e3:.3f} ± {last['drift_error'] / 1e3:.3f} km/s, from n e² τ/m "
            f"{last['expected'] / 1e3:.3f} km/s. No closure of the pair lattice enters."
        ),
        "fig02": (
            f"A current of {p['current']:g} A (peak) in a wire of {p['diameter'] * 1e3:g} mm. "
            "Left: the path of an electron in half a period. At "
            f"{p['frequency'] / 1e3:g} kHz (dotted line) the paper's bound gives "
            f"{n['paper_bound'] * 1e10:.2f} Å, the sinusoid {n['excursion'] * 1e10:.2f} Å, at the "
            f"surface with skin effect {n['surface_excursion'] * 1e10:.2f} Å. Eq. (1) holds for "
            "free and bound electrons alike: at one current both move by the same amount. "
            "The drift is superposed on a "
            f"random motion with a mean free path of {n['mean_free_path'] * 1e9:.0f} nm. Middle: "
            "the path under direct current; it reaches 1 Å after "
            f"{_span(n['time_to_angstrom'])} and d after {_span(n['time_to_spacing'])}. Right: "
            "what tells them apart is the field that the current needs. An electron bound by "
            f"closure C1 with κ = {tree.attrs['kappa']:g} needs {n['bound_field']:.1e} V/m at the "
            "dotted line; Ohm's law with the measured resistivity needs "
            f"{n['free_field']:.1e} V/m. In the latter field it moves as the dotted curve on the "
            "left shows."
        ),
    }


def tables(tree: xr.DataTree) -> list[Table]:
    """Conductivity by three routes, and the wire."""
    a, n = tree.attrs, tree.attrs["numbers"]
    routes = (
        ("n e² τ/m", a["conductivity"]),
        ("drift of the ensemble in a field", WithError(*a["conductivity_drift"])),
        ("diffusion of the ensemble without field", WithError(*a["conductivity_diffusion"])),
    )
    wire = (
        ("drift velocity, Eq. (1)", n["drift_velocity"], "m/s"),
        ("bound v/(2f) of Sec. II", n["paper_bound"] * 1e10, "Å"),
        ("peak-to-peak excursion v/(πf)", n["excursion"] * 1e10, "Å"),
        ("the same at the surface (skin effect)", n["surface_excursion"] * 1e10, "Å"),
        ("skin depth", n["skin_depth"] * 1e3, "mm"),
        ("dc lasts until 1 Å", n["time_to_angstrom"], "s"),
        ("dc lasts until d", n["time_to_spacing"], "s"),
        ("thermal velocity (one component)", n["thermal_velocity"], "m/s"),
        ("Fermi velocity", n["fermi_velocity"], "m/s"),
        ("mean free path", n["mean_free_path"] * 1e9, "nm"),
        ("field in the wire, ρJ", n["free_field"], "V/m"),
        (f"field for bound electrons, κ = {a['kappa']:g}", n["bound_field"], "V/m"),
        ("largest stiffness that field ρJ can move so far", n["largest_stiffness"], "N/m"),
        ("the same over k_c", n["largest_kappa"], "1"),
    )
    frequency = number(a["parameters"]["frequency"])
    return [
        Table("Conductivity", ("route", "σ (S/m)"), routes),
        Table(f"The wire at {frequency} Hz", ("quantity", "value", "unit"), wire),
    ]
