"""Figures and tables of a plain run, the experiment "run"."""

from collections.abc import Iterator

import numpy as np
import xarray as xr
from matplotlib.figure import Figure
from numpy.typing import NDArray

from pairlattice.engine.statistics import ENOUGH, equilibration
from pairlattice.model import plain_results as r
from pairlattice.model.local_states import LocalState
from pairlattice.plotting import BLUE, CYCLE, figure
from pairlattice.report.lattice_plane import plane_figure
from pairlattice.table import Cell, Table, WithError, quantities
from pairlattice.variable import Variable

# With shorter words than their own.
_PANELS = {
    r.DISPLACEMENT: "displacement",
    r.COHERENCE: "coherence",
    r.CURRENT: "current density",
    r.TEMPERATURE: "temperature",
}

# Of these a transient would be seen first; a current averages to nothing and says little.
_WATCHED = (r.DISPLACEMENT, r.COHERENCE, r.TEMPERATURE)

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
    figures: dict[str, Figure] = {}
    series = _series(tree)
    panels = [variable for variable in _PANELS if variable in series]
    if panels:
        figures["series"] = _panels(tree, panels)
    energies = [v for v in series if v == r.KINETIC or v.name.startswith("energy")]
    if energies:
        figures["energy"] = _energies(tree, energies)
    if "sites" in tree.children:
        figures["plane"] = plane_figure(tree["sites"].to_dataset(), _states(tree))
    return figures


def _series(tree: xr.DataTree) -> list[Variable]:
    return [r.series(str(n)) for n, values in tree.data_vars.items() if "time" in values.dims]


def captions(tree: xr.DataTree) -> dict[str, str]:
    return {name: _CAPTIONS[name] for name in draw(tree)}


def tables(tree: xr.DataTree) -> list[Table]:
    """Every mean with its standard error, and the share of each local state."""
    if "time" in tree.dims:
        rows = [row for variable in _series(tree) for row in _means(tree, variable)]
        columns = ("quantity", "value", "unit")
        found = [Table("Averages after equilibration", columns, tuple(rows))]
    else:
        found = [quantities("At the energy minimum", tree, (r.SITE_ENERGY, r.RESIDUAL_FORCE))]
    shares = tree.attrs.get("fractions")
    if shares:
        shown = tuple((name, float(share)) for name, share in shares.items())
        note = str(tree.attrs.get("note", ""))
        found.append(Table("Local states", ("state", "share of the sites"), shown, note))
    return found


def _means(tree: xr.DataTree, variable: Variable) -> Iterator[tuple[Cell, ...]]:
    mean = r.mean(variable)
    parts = [
        np.atleast_1d(one.values(tree)) for one in (mean, mean.error, r.effective_samples(variable))
    ]
    several = len(parts[0]) > 1
    for axis, (value, error, effective) in enumerate(zip(*parts, strict=True)):
        label = variable.long_name + (f", {r.CARTESIAN[axis]}" if several else "")
        cell = WithError(float(value), float(error), bool(effective >= ENOUGH))
        yield label, cell, _unit(variable)


def doubts(tree: xr.DataTree) -> list[str]:
    """Why the run is too short, a line for each reason; empty where it is long enough.

    The samples it would take to reach the error bars' own limit are those of the slowest quantity.
    """
    if "time" not in tree.dims or tree.sizes["time"] < 2:
        return []
    lines, unsettled, slowest, need = [], [], "", 1.0
    series = _series(tree)
    for variable in (v for v in _WATCHED if v in series):
        for part in variable.values(tree).reshape(tree.sizes["time"], -1).T:
            found = equilibration(part)
            if not found.settled:
                unsettled.append(_PANELS[variable])
            if found.effective < ENOUGH and ENOUGH / max(found.effective, 1e-9) > need:
                slowest, need = _PANELS[variable], ENOUGH / max(found.effective, 1e-9)
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
    state = r.STATE.of(tree)
    words = np.vectorize(lambda code: LocalState(code).label, otypes=["U20"])
    codes = words(state.values)
    for axis, size in enumerate(r.SITE.of(tree).shape):
        # The last block of an axis may be smaller than the others.
        codes = np.repeat(codes, int(state.attrs["edge"]), axis=axis).take(range(size), axis=axis)
    return codes


def _unit(variable: Variable) -> str:
    units = variable.units
    return "" if units == "1" else units.replace("^2", "²").replace("^3", "³")


def _axis(variable: Variable, words: str) -> str:
    unit = _unit(variable)
    return f"{words} ({unit})" if unit else words


def _panels(tree: xr.DataTree, shown: list[Variable]) -> Figure:
    drawn = figure(7.0, 0.6 + 1.9 * len(shown))
    panels = drawn.subplots(len(shown), 1, sharex=True, squeeze=False)[:, 0]
    time = r.TIME.values(tree)
    for axes, variable in zip(panels, shown, strict=True):
        value = variable.values(tree)
        if value.ndim > 1:
            dashes = ("-", "--", ":")
            for part, dash, colour, axis in zip(value.T, dashes, CYCLE, r.CARTESIAN, strict=False):
                axes.plot(time, part, dash, color=colour, label=axis)
            # Beside the panel it hides no curve.
            axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
        else:
            axes.plot(time, value, color=BLUE)
        if variable == r.COHERENCE:
            axes.set_ylim(0, 1.02)
        axes.set_ylabel(_axis(variable, _PANELS[variable]))
    panels[-1].set_xlabel(r.TIME.label)
    drawn.align_ylabels(panels)
    return drawn


def _energies(tree: xr.DataTree, shown: list[Variable]) -> Figure:
    drawn = figure(7.0, 3.8)
    axes = drawn.subplots()
    for i, variable in enumerate(shown):
        dash = ("-", "--", "-.", ":")[i // len(CYCLE) % 4]
        label = variable.long_name.removesuffix(" per site").removesuffix(" energy")
        colour = CYCLE[i % len(CYCLE)]
        axes.plot(r.TIME.values(tree), variable.values(tree), dash, color=colour, label=label)
    axes.set_xlabel(r.TIME.label)
    axes.set_ylabel(shown[0].axis(words="energy per site"))
    drawn.legend(loc="outside right upper")
    return drawn
