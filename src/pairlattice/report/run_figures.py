"""Figures and tables of a plain run, the experiment "run"."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.figure import Figure
from numpy.typing import NDArray

from pairlattice.engine.statistics import ENOUGH, equilibration
from pairlattice.plotting import BLUE, CYCLE, figure
from pairlattice.report.lattice_plane import plane_figure
from pairlattice.table import Cell, Table, WithError

_PANELS = {
    "displacement": "displacement",
    "coherence": "coherence",
    "current": "current density",
    "temperature": "temperature",
}

# Of these a transient would be seen first; a current averages to nothing and says little.
_WATCHED = ("displacement", "coherence", "temperature")

_CAPTIONS = {
    "series": (
        "Displacement averaged over the sample, coherence, displacement current and kinetic "
        "temperature against time, after equilibration. A displacement points from the ion to its "
        "electron."
    ),
    "energy": "Each energy term per site against time, after equilibration.",
    "plane": (
        "Time-averaged displacement of the sites of one lattice plane through the sample. Arrows "
        "point from the ion to its electron, as the paper draws them, and are enlarged: the "
        "length of the longest stands above the panel. The colour is the local state of the block "
        "that the site belongs to or, without blocks, the displacement out of the plane."
    ),
}


def draw(tree: xr.DataTree) -> dict[str, Figure]:
    """What the result holds of: series against time, energies, a plane of the lattice."""
    root = tree.to_dataset()
    figures: dict[str, Figure] = {}
    if any(name in root for name in _PANELS):
        figures["series"] = _series(root)
    if _energies(root):
        figures["energy"] = _energy(root)
    if "sites" in tree.children and "mean_displacement" in tree["sites"].to_dataset():
        figures["plane"] = plane_figure(tree["sites"].to_dataset(), _states(tree))
    return figures


def captions(tree: xr.DataTree) -> dict[str, str]:
    return {name: _CAPTIONS[name] for name in draw(tree)}


def tables(tree: xr.DataTree) -> list[Table]:
    """Every mean with its standard error, and the share of each local state."""
    root = tree.to_dataset()
    rows: list[tuple[Cell, ...]] = []
    for name in map(str, root.data_vars):
        if name.endswith(("_mean", "_error", "_effective_samples")):
            continue
        if f"{name}_mean" in root:
            rows += _means(root, name)
        elif root[name].ndim == 0:
            rows.append((_label(root[name]), root[name].item(), _units(root[name])))
    title = "Averages after equilibration" if "time" in root.dims else "At the energy minimum"
    found = [Table(title, ("quantity", "value", "unit"), tuple(rows))]
    shares = tree.attrs.get("fractions")
    if shares:
        shown = tuple((name, float(share)) for name, share in shares.items())
        note = str(tree.attrs.get("note", ""))
        found.append(Table("Local states", ("state", "share of the sites"), shown, note))
    return found


def _means(root: xr.Dataset, name: str) -> list[tuple[Cell, ...]]:
    parts: list[NDArray[Any]] = [
        np.atleast_1d(root[f"{name}_{what}"].values)
        for what in ("mean", "error", "effective_samples")
    ]
    several = len(parts[0]) > 1
    rows: list[tuple[Cell, ...]] = []
    for i, (mean, error, effective) in enumerate(zip(*parts, strict=True)):
        label = _label(root[name]) + (f", {'xyz'[i]}" if several else "")
        cell = WithError(float(mean), float(error), bool(effective >= ENOUGH))
        rows.append((label, cell, _units(root[name])))
    return rows


def doubts(tree: xr.DataTree) -> list[str]:
    """Why the run is too short, a line for each reason; empty where it is long enough.

    The samples it would take to reach the error bars' own limit are those of the slowest quantity.
    """
    root = tree.to_dataset()
    if "time" not in root.dims or len(root["time"]) < 2:
        return []
    lines, unsettled, slowest, need = [], [], "", 1.0
    for name in (n for n in _WATCHED if n in root):
        for part in root[name].values.reshape(len(root["time"]), -1).T:
            found = equilibration(part)
            if not found.settled:
                unsettled.append(_PANELS[name])
            if found.effective < ENOUGH and ENOUGH / max(found.effective, 1e-9) > need:
                slowest, need = _PANELS[name], ENOUGH / max(found.effective, 1e-9)
    if unsettled:
        lines.append(
            f"{', '.join(dict.fromkeys(unsettled))} had not settled when measuring began; raise "
            "run.equilibration and run.steps"
        )
    if slowest:
        lines.append(
            f"the run is too short for its slowest quantity, {slowest}: {ENOUGH / need:.1f} "
            f"independent samples where {ENOUGH:.0f} are needed; make it about {need:.1f} times as "
            "long"
        )
    return lines


def _states(tree: xr.DataTree) -> NDArray[np.str_] | None:
    """The name of the local state of each site, from that of its block of `edge`³ sites."""
    if "blocks" not in tree.children:
        return None
    state = tree["blocks"]["state"]
    if not {"flag_values", "flag_meanings", "edge"} <= set(state.attrs):
        return None
    names = dict(zip(state.attrs["flag_values"], state.attrs["flag_meanings"].split(), strict=True))
    words = np.vectorize(lambda code: names.get(int(code), "undetermined"), otypes=["U20"])
    codes = words(state.values)
    for axis, size in enumerate(tree["sites"]["site"].shape):
        # The last block of an axis may be smaller than the others.
        codes = np.repeat(codes, int(state.attrs["edge"]), axis=axis).take(range(size), axis=axis)
    return codes


def _label(value: xr.DataArray) -> str:
    return str(value.attrs.get("long_name", value.name)).replace("_", " ")


def _units(value: xr.DataArray) -> str:
    units = str(value.attrs.get("units", ""))
    return "" if units == "1" else units.replace("^2", "²").replace("^3", "³")


def _axis(value: xr.DataArray, name: str = "") -> str:
    """Name and unit. name: a shorter one than the result gives."""
    units = _units(value)
    return f"{name or _label(value)} ({units})" if units else name or _label(value)


def _energies(root: xr.Dataset) -> list[str]:
    names = [str(n) for n, v in root.data_vars.items() if v.dims == ("time",)]
    return [n for n in names if n == "kinetic" or n.startswith("energy")]


def _series(root: xr.Dataset) -> Figure:
    names = [n for n in _PANELS if n in root]
    drawn = figure(7.0, 0.6 + 1.9 * len(names))
    panels = drawn.subplots(len(names), 1, sharex=True, squeeze=False)[:, 0]
    for axes, name in zip(panels, names, strict=True):
        value = root[name]
        if "component" in value.dims:
            for i, dash in enumerate(("-", "--", ":")):
                part = value.isel(component=i)
                axes.plot(root["time"], part, dash, color=CYCLE[i], label="xyz"[i])
            # Beside the panel it hides no curve.
            axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
        else:
            axes.plot(root["time"], value, color=BLUE)
        if name == "coherence":
            axes.set_ylim(0, 1.02)
        axes.set_ylabel(_axis(value, _PANELS[name]))
    panels[-1].set_xlabel(_axis(root["time"]))
    drawn.align_ylabels(panels)
    return drawn


def _energy(root: xr.Dataset) -> Figure:
    drawn = figure(7.0, 3.8)
    axes = drawn.subplots()
    names = _energies(root)
    for i, name in enumerate(names):
        dash = ("-", "--", "-.", ":")[i // len(CYCLE) % 4]
        axes.plot(
            root["time"],
            root[name],
            dash,
            color=CYCLE[i % len(CYCLE)],
            label=_label(root[name]).removesuffix(" per site").removesuffix(" energy"),
        )
    axes.set_xlabel(_axis(root["time"]))
    axes.set_ylabel(f"energy per site ({_units(root[names[0]])})")
    drawn.legend(loc="outside right upper")
    return drawn
