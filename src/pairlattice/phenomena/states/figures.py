"""Fig. 5 and what goes with it, drawn from the result; no physics here."""

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from pairlattice.model.local_states import LocalState
from pairlattice.phenomena.states.needles import needles
from pairlattice.plotting import (
    BLACK,
    BLUE,
    CYCLE,
    GREY,
    STATE_COLOURS,
    VERMILION,
    cell_edges,
    figure,
)
from pairlattice.table import Cell, Table, WithError

# A letter in every cell of a map tells the states apart without colour.
_LETTER = {"insulating": "i", "metallic": "m", "superconducting": "s", "magnetic": "g"}
_MARKERS = "osD^v<>p"


def draw(tree: xr.DataTree) -> dict[str, Figure]:
    """fig05: samples; fig05_maps: state maps; fig05_laws: where coherence and order are lost."""
    return {"fig05": needles(tree), "fig05_maps": _maps(tree), "fig05_laws": _laws(tree)}


def _maps(tree: xr.DataTree) -> Figure:
    drawn = figure(9.6, 4.9)
    left, right = drawn.subplots(1, 2)
    _map(left, tree["map_field"].to_dataset(), "electric_field", logarithmic=True)
    left.set_ylabel("electric field E (E0/(e d))")
    left.set_title(f"κ = {tree.attrs['kappa']:g}", pad=24)
    law = tree["coherence_law"].to_dataset()
    left.plot(
        law["harmonic"],
        law["electric_field"],
        "--",
        color=BLACK,
        label="C = C* if harmonic (exact)",
    )
    _map(right, tree["map_kappa"].to_dataset(), "kappa", logarithmic=False)
    right.set_ylabel("κ = k/k_c − 1")
    right.set_title(f"E = {tree.attrs['field']:g} E0/(e d), then removed", pad=24)
    ordering = tree["ordering"].to_dataset()
    right.errorbar(
        float(ordering["ordering_temperature"]),
        tree.attrs["magnetic_kappa"],
        xerr=float(ordering["ordering_temperature_error"]),
        fmt="k*",
        markersize=10,
        capsize=3,
        label="order of its own below (finite-size analysis)",
    )
    right.axhline(0.0, color=BLACK, linewidth=0.8, linestyle=":")
    for axes in (left, right):
        axes.set_xlabel("temperature T (E0/k_B)")
        _kelvin(axes, tree)
        axes.legend(loc="upper left", bbox_to_anchor=(-0.02, -0.16))
    handles = [
        Patch(facecolor=STATE_COLOURS[name], edgecolor=BLACK, label=f"{letter}: {name}")
        for name, letter in _LETTER.items()
    ]
    drawn.legend(handles=handles, loc="outside lower center", ncols=4)
    return drawn


def _kelvin(axes: Axes, tree: xr.DataTree) -> None:
    """A second temperature axis in kelvin, where the scenario names a material."""
    si = tree.attrs.get("si")
    if si:
        scale = si["temperature"]
        second = axes.secondary_xaxis("top", functions=(lambda t: t * scale, lambda t: t / scale))
        second.set_xlabel("T (K) at the pair density of the scenario")


def _map(axes: Axes, data: xr.Dataset, other: str, logarithmic: bool) -> None:
    T, y = data["temperature"].to_numpy(), data[other].to_numpy()
    state = data["state"].transpose(other, "temperature").to_numpy()
    colours = ListedColormap([STATE_COLOURS[s.label] for s in LocalState])
    mesh = axes.pcolormesh(
        cell_edges(T, True),
        cell_edges(y, logarithmic),
        state,
        cmap=colours,
        vmin=min(LocalState) - 0.5,
        vmax=max(LocalState) + 0.5,
    )
    mesh.set_edgecolor("face")
    for i, row in enumerate(state):
        for j, code in enumerate(row):
            letter = _LETTER.get(LocalState(int(code)).label, "?")
            axes.text(T[j], y[i], letter, ha="center", va="center", fontsize=7, color=BLACK)
    axes.set_xscale("log")
    axes.set_yscale("log" if logarithmic else "linear")
    axes.set_xlim(*cell_edges(T, True)[[0, -1]])
    axes.set_ylim(*cell_edges(y, logarithmic)[[0, -1]])


def _laws(tree: xr.DataTree) -> Figure:
    drawn = figure(9.6, 4.2)
    left, right = drawn.subplots(1, 2)
    law = tree["coherence_law"].to_dataset()
    E = law["electric_field"].to_numpy()
    found = law["coherence_temperature"].to_numpy()
    left.errorbar(
        E,
        found,
        yerr=law["coherence_temperature_error"].to_numpy(),
        fmt="o",
        color=BLUE,
        capsize=3,
        label="simulated",
    )
    p = float(law["exponent"])
    centre = np.exp(np.log(found).mean()), np.exp(np.log(E).mean())
    left.plot(
        E,
        centre[0] * (E / centre[1]) ** p,
        color=VERMILION,
        label=f"fit T ∝ E^p, p = {p:.2f} ± {float(law['exponent_error']):.2f}",
    )
    left.plot(E, law["harmonic"], "--", color=GREY, label="harmonic lattice, T ∝ E² (exact)")
    left.set(xscale="log", yscale="log", xlabel="electric field E (E0/(e d))")
    # A decade and a bit: the default labels of a logarithmic axis would run into each other.
    left.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    left.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    left.xaxis.set_minor_formatter(NullFormatter())
    left.set_ylabel("T at which coherence falls to C* (E0/k_B)")
    left.set_title(f"κ = {tree.attrs['kappa']:g}: driven order")
    left.legend()
    _cumulants(right, tree)
    return drawn


def _cumulants(axes: Axes, tree: xr.DataTree) -> None:
    data = tree["ordering"].to_dataset()
    T = data["temperature"].to_numpy()
    for index, size in enumerate(data["size"].to_numpy()):
        axes.errorbar(
            T,
            data["cumulant"].sel(size=size),
            yerr=data["cumulant_error"].sel(size=size),
            marker=_MARKERS[index],
            markersize=4,
            color=CYCLE[index],
            linestyle=["-", "--", "-.", ":"][index % 4],
            linewidth=1,
            capsize=2,
            label=f"{size}³ pairs",
        )
    T_o, error = float(data["ordering_temperature"]), float(data["ordering_temperature_error"])
    if np.isfinite(T_o):
        axes.axvspan(T_o - error, T_o + error, color=GREY, alpha=0.3, linewidth=0)
        axes.axvline(T_o, color=BLACK, linewidth=1, label=f"T = {T_o:.4f} ± {error:.4f}")
    axes.set_xlabel("temperature T (E0/k_B)")
    axes.set_ylabel("cumulant U = 1 − ⟨m⁴⟩/(3⟨m²⟩²)")
    axes.set_title(f"κ = {tree.attrs['magnetic_kappa']:g}, no field: order of its own")
    axes.legend()


def captions(tree: xr.DataTree) -> dict[str, str]:
    """What each figure shows, with the closures it rests on."""
    law, ordering = tree["coherence_law"].to_dataset(), tree["ordering"].to_dataset()
    star = tree.attrs["thresholds"]
    pairs = tree["samples"]["insulating"].attrs["pairs"]
    si = tree.attrs.get("si")
    T_o = float(ordering["ordering_temperature"])
    kelvin = f" ({T_o * si['temperature']:.0f} K)" if si else ""
    crossing = (
        f"cumulants of different sizes cross at T = {T_o:.4f} E0/k_B{kelvin}"
        if np.isfinite(T_o)
        else "cumulants of different sizes do not cross in the range of temperatures shown"
    )
    return {
        "fig05": (
            f"Needles of {pairs} pairs with open ends, from one Hamiltonian (closures C1, C2, C7) "
            "at different temperature, field and κ, and in row (f) J: "
            "both ends and the middle of a lattice plane along the axis. Arrows are time-averaged "
            "displacements, drawn from the ion to its electron as the paper does, each row to its "
            "own scale; the colour is the local state by closure C8. σ is the polarisation charge "
            "density of the end faces. Rows (d) and (f) are shown after the field was removed. "
            f"After that the magnetic needle keeps {_kept(tree, 'magnetic'):.0%} of its mean "
            "displacement in the field; without the coupling of neighbours (J = 0), row (f), "
            f"{_kept(tree, 'uncoupled'):.0%}. The needle of row (e) was never in a field and has "
            f"taken a mean displacement of {_net(tree, 'unpoled'):.2f} times its typical local one."
        ),
        "fig05_maps": (
            f"States of periodic crystals of {tree.attrs['map_size']}³ pairs without depolarising "
            "field (closures C1, C2, C7, C8; A* = "
            f"{star['amplitude']:g}, D* = {star['disorder']:g}, C* = {star['coherence']:.3f}). "
            "Order that vanishes when the field is removed counts as superconducting, order that "
            "stays as magnetic. Left, the temperature at which coherence is lost "
            f"{_course(law)} with the field (dashed: the harmonic lattice)."
        ),
        "fig05_laws": (
            "Left: with κ > 0 the temperature at which coherence falls to C* "
            f"{_course(law)} with the field, locally as E to the power "
            f"{float(law['local_exponent'][0]):.2f} at the weakest and "
            f"{float(law['local_exponent'][-1]):.2f} at the strongest field; the exact law of the "
            f"harmonic lattice is E². With the quartic tether it is {_ratio(law, 0):.2f} times the "
            f"harmonic value at the weakest and {_ratio(law, -1):.2f} times at the strongest. "
            f"Right: with κ < 0 pairs order without a field; {crossing}; a self-consistent "
            f"harmonic estimate is {float(ordering['self_consistent_estimate']):.4f}."
        ),
    }


def _course(law: xr.Dataset) -> str:
    """How the coherence temperature goes with the field, over the range computed."""
    steps = np.diff(law["coherence_temperature"].to_numpy())
    return (
        "rises" if np.all(steps > 0) else "falls" if np.all(steps < 0) else "does not rise evenly"
    )


def _ratio(law: xr.Dataset, index: int) -> float:
    return float(law["coherence_temperature"][index] / law["harmonic"][index])


def _kept(tree: xr.DataTree, name: str) -> float:
    """Share of the mean displacement in the field that remains without it."""
    sample = tree["samples"][name]
    field_on = np.linalg.norm(sample["displacement_mean"].to_numpy())
    return float(np.linalg.norm(sample["shown_displacement"].to_numpy()) / field_on)


def _net(tree: xr.DataTree, name: str) -> float:
    """Mean displacement of the sample over the mean amplitude of its blocks."""
    sample = tree["samples"][name]
    blocks = sample["blocks"].to_dataset()
    amplitude = (blocks["amplitude"] * blocks["count"]).sum() / blocks["count"].sum()
    return float(np.linalg.norm(sample["shown_displacement"].to_numpy()) / amplitude)


def tables(tree: xr.DataTree) -> list[Table]:
    """The numbers behind the figures."""
    return [_samples(tree), _law(tree), _ordering(tree), _thresholds(tree), _sizes(tree)]


def _samples(tree: xr.DataTree) -> Table:
    rows = []
    for name, one in tree["samples"].items():
        blocks = one["blocks"].to_dataset()
        weight = blocks["count"] / blocks["count"].sum()
        after = "coherence_field_off" in blocks
        off = float((blocks["coherence_field_off"] * weight).sum()) if after else None
        rows.append(
            (
                str(name),
                one.attrs["asked"],
                float((blocks["amplitude"] * weight).sum()),
                float((blocks["disorder"] * weight).sum()),
                float((blocks["coherence"] * weight).sum()),
                off,
                float(one["end_charge_near"]),
                float(one["end_charge_far"]),
                one.attrs["sample_state"],
            )
        )
    columns = (
        "sample",
        "conditions",
        "A (d)",
        "D (d)",
        "C",
        "C, field removed",
        "σ near (e/d²)",
        "σ far (e/d²)",
        "state found",
    )
    note = (
        "A, D, C are means over blocks. Near and far: the end the electrons move away from and "
        "towards. The state is that of at least 5 % of the sites."
    )
    return Table("Samples with open ends", columns, tuple(rows), note)


def _law(tree: xr.DataTree) -> Table:
    data = tree["coherence_law"].to_dataset()
    rows = tuple(
        (
            float(E),
            WithError(
                float(data["coherence_temperature"][i]),
                float(data["coherence_temperature_error"][i]),
            ),
            float(data["harmonic"][i]),
            float(data["local_exponent"][i]),
        )
        for i, E in enumerate(data["electric_field"].to_numpy())
    )
    columns = ("E (E0/(e d))", "T of C = C* (E0/k_B)", "harmonic, exact", "local exponent")
    p = WithError(float(data["exponent"]), float(data["exponent_error"]))
    note = f"Power law through all fields: exponent {p.mean:.3f} ± {p.error:.3f}."
    return Table("Where coherence is lost, κ > 0", columns, rows, note)


def _ordering(tree: xr.DataTree) -> Table:
    data = tree["ordering"].to_dataset()
    rows = [
        (f"sizes {pair}", WithError(float(data["crossing"][i]), float(data["crossing_error"][i])))
        for i, pair in enumerate(data["pair"].to_numpy())
    ]
    best = WithError(float(data["ordering_temperature"]), float(data["ordering_temperature_error"]))
    rows += [
        ("ordering temperature", best),
        (
            "self-consistent harmonic estimate",
            WithError(float(data["self_consistent_estimate"]), float("nan")),
        ),
    ]
    note = "The error of the ordering temperature includes how far the last crossing still moved."
    return Table("Order without a field, κ < 0", ("crossing of", "T (E0/k_B)"), tuple(rows), note)


def _thresholds(tree: xr.DataTree) -> Table:
    maps = [tree[name].to_dataset() for name in ("map_field", "map_kappa")]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (str(name), *(float(m["threshold_influence"][i]) for m in maps))
        for i, name in enumerate(maps[0]["threshold"].to_numpy())
    )
    columns = ("threshold moved", "share of (T, E) map", "share of (T, κ) map")
    gaps = [f"{float(m['undetermined_share']):.1%}" for m in maps]
    note = f"Share of points that change state. No rule applied at {gaps[0]} and {gaps[1]}."
    return Table("Influence of the thresholds A*, D*, C*", columns, rows, note)


def _sizes(tree: xr.DataTree) -> Table:
    data = tree["size_influence"].to_dataset()
    T = data["temperature"].to_numpy()
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            f"{size}³",
            *(
                WithError(
                    float(data["coherence"].sel(size=size)[i]),
                    float(data["coherence_error"].sel(size=size)[i]),
                )
                for i in range(len(T))
            ),
        )
        for size in data["size"].to_numpy()
    )
    columns = ("pairs", *(f"C at T = {t:.3g}" for t in T))
    return Table(
        "Influence of the crystal's size", columns, rows, "Periodic crystals in the field."
    )
