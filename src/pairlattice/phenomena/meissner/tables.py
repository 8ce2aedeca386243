"""The numbers of the experiment in rows and columns."""

from dataclasses import replace

import numpy as np
import xarray as xr

from pairlattice.phenomena.meissner import results as r
from pairlattice.table import Cell, Table, quantities, side_by_side


def tables(tree: xr.DataTree) -> list[Table]:
    """Slab, energy, convergence, Eq. (15), sections, maps, materials, depths."""
    return [
        _slab(tree),
        _energy(tree),
        _convergence(tree),
        quantities("The absorption closure", tree, (r.END, r.LEFT, r.ENERGY_LEFT)),
        _sections(tree),
        _checks(tree),
        _map_states(tree),
        _presets(tree),
        _depths(tree),
        _variation(tree),
    ]


def _slab(tree: xr.DataTree) -> Table:
    femto = 1e15 / r.PLASMA.values(tree)[0]
    rows: list[tuple[Cell, ...]] = []
    for name in r.STATIC.members(tree):
        static, decay, ramp, settled = (
            variable.at(name).value(tree) for variable in (r.STATIC, r.DECAY, r.RAMP, r.SETTLED)
        )
        history = "in the field" if name.endswith("cooled") else "without it"
        words = name.replace("_", " ")
        rows.append((words, history, static, decay, ramp, settled, settled * femto))
    for answer in (r.LONDON, r.ABSORPTION):
        least = float(answer.values(tree).min())
        rows.append((answer.long_name, "either", least, 1.0, None, None, None))
    columns = (
        "pairs",
        "cooled",
        *(variable.label for variable in (r.STATIC, r.DECAY, r.RAMP, r.SETTLED)),
        "settled (fs)",
    )
    note = (
        "Settled: from the start of the ramp until within 1 % of B0 of its end value; a dash where "
        f"it still moves. Femtoseconds for {r.MATERIAL.values(tree)[0]}. Cooled in the "
        "field, a superconductor is found to expel it (Meissner and Ochsenfeld 1933)."
    )
    return Table("One slab, three answers", columns, tuple(rows), note)


def _energy(tree: xr.DataTree) -> Table:
    parts = (r.WORK, r.FIELD_ENERGY, r.KINETIC, r.TETHER, r.HEAT, r.RADIATED)
    rows: list[tuple[Cell, ...]] = []
    for name in r.WORK.members(tree):
        if name.endswith("cooled"):
            continue
        energies = [float(part.at(name).values(tree)[-1]) for part in parts]
        imbalance = r.IMBALANCE.at(name).value(tree)
        rows.append((name.replace("_", " "), *energies, imbalance))
    columns = ("pairs", *(part.long_name for part in parts), r.IMBALANCE.label)
    note = f"At the end, in {r.WORK.units} per area; the imbalance is the largest of all times."
    return Table("Where the work of the source goes", columns, tuple(rows), note)


def _convergence(tree: xr.DataTree) -> Table:
    lengths = (r.EARLY, r.LATE, r.DISCRETE)
    found = [r.SPACING.values(tree), *(variable.values(tree) - 1 for variable in lengths)]
    rows = tuple(tuple(map(float, row)) for row in zip(*found, strict=True))
    columns = (r.SPACING.label, *(variable.long_name for variable in lengths))
    note = (
        "Decay length over that of Eq. (14), less 1; order of convergence "
        f"{r.ORDER.value(tree):.3f}."
    )
    return Table("Decay length against the cell", columns, rows, note)


def _sections(tree: xr.DataTree) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for name in r.FLUX.members(tree):
        holes = ", ".join(f"{h:.4f}" for h in r.HOLES.at(name).values(tree)) or "none"
        flux, magnetisation = (v.at(name).value(tree) for v in (r.FLUX, r.MAGNETISATION))
        rows.append((name.replace("_", " "), flux, magnetisation, holes))
    middle = int(np.argmin(np.abs(r.ASPECT.values(tree) - 1)))
    columns = ("section", *(v.label for v in (r.FLUX, r.MAGNETISATION, r.HOLES)))
    note = (
        f"Parallel field, width {r.own.section_edge.value(tree):g} λ. A sphere without field "
        f"inside: N = {r.FACTOR.values(tree)[middle]:.6f}, M = {r.ALONG.values(tree)[middle]:.6f} "
        f"H0; {r.SPHERE.long_name}: {r.SPHERE.value(tree):.6f}."
    )
    return Table("Cross-sections", columns, tuple(rows), note)


def _checks(tree: xr.DataTree) -> Table:
    title = "Finite elements against closed forms"
    found = side_by_side(title, tree, (r.AGAINST, r.SECTION_ERROR))
    return replace(found, rows=(*found.rows, (r.DISC_ERROR.long_name, r.DISC_ERROR.value(tree))))


def _map_states(tree: xr.DataTree) -> Table:
    first, *_, last = r.own.materials.values(tree)
    rows = tuple(
        (f"{material}, {name}", *r.SHARE.at(name).values(tree).tolist())
        for material, name in ((first, r.REAL), (last, r.SCALED))
    )
    star = r.settings.thresholds
    note = (
        f"{first} at Bc, η = 1: u_H = {r.DISPLACEMENT_AT_CRITICAL.value(tree):.2e} d (A* = "
        f"{star.amplitude.value(tree):g} d), D at Tc = {r.DISORDER_AT_CRITICAL.value(tree):.4f} d "
        f"(D* = {star.disorder.value(tree):g} d), D = D* at {r.METALLIC.value(tree):.1f} K against "
        f"Tc = {r.REAL_TC.value(tree):g} K. The scaled map takes η = "
        f"{r.COUPLING.value(tree):.0f} for {last}."
    )
    columns = ("map", *(f"share {kind}" for kind in r.KIND.at(r.REAL).values(tree)))
    return Table("States over temperature and field", columns, rows, note)


def _presets(tree: xr.DataTree) -> Table:
    columns = (
        r.MATERIAL,
        r.TYPE,
        r.TEMPERATURE,
        (r.LOWER, "mT"),
        (r.UPPER, "mT"),
        (r.DEPTH_SI, "nm"),
        (r.SHIFT, "pm"),
        r.SHIFT_REDUCED,
        r.SPEED,
        r.DRIFT_TIME,
        r.POTENTIAL,
    )
    note = (
        "η = 1 (closure C3). Speed: of the current that screens Bc or Bc1. Potential: ∫ n e u dx/ε0"
        " over Λ if the displacement is along the normal, as Fig. 8 to 10 draw it; the paper gives "
        "no value of U0max."
    )
    return side_by_side("Type I and type II in numbers", tree, columns, note)


def _depths(tree: xr.DataTree) -> Table:
    columns = (
        r.METAL,
        r.DENSITY,
        r.EQUATION,
        r.QUANTITY,
        r.MEASURED,
        r.OVER_EQUATION,
        r.READ,
        r.SOURCE,
    )
    note = "n by valence counting; Eq. (14) has no other input. λ_L is derived from data by theory."
    return side_by_side("Penetration depth", tree, columns, note)


def _variation(tree: xr.DataTree) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for t in (0.5, 0.8, 0.9, 0.95):
        values = [float(v.of(tree).interp(t=t)) for v in (r.WARM_PAPER, r.TWO_FLUID, r.WARM_BCS)]
        rows.append((f"λ(T)/λ(0) at T = {t:g} Tc", *values, None))
    for h in (0.5, 1.0):
        own, other = (float(v.of(tree).interp(h=h)) for v in (r.FIELD_PAPER, r.GINZBURG_LANDAU))
        rows.append((f"λ(H)/λ(0) at H = {h:g} Hc", own, None, None, other))
    columns = ("ratio", "paper", "two fluids", "BCS", r.GINZBURG_LANDAU.long_name)
    note = (
        f"Two fluids: the law {r.LAW.values(tree)} measured in tin ({r.LAW_SOURCE.values(tree)}). "
        f"Measured change in tin at Hc: at most {r.BOUND.value(tree, '%'):.0f} % "
        f"({r.BOUND_SOURCE.values(tree)}). The paper's depth in a field is closure C13."
    )
    return Table("The depth with temperature and field", columns, tuple(rows), note)
