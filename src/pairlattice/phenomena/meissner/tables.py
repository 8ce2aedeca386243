"""The numbers of the experiment in rows and columns."""

from typing import Any

import numpy as np
import xarray as xr

from pairlattice.phenomena.meissner.sample_maps import kind
from pairlattice.table import Cell, Table, WithError


def tables(tree: xr.DataTree) -> list[Table]:
    """Slab, energy, convergence, Eq. (15), sections, maps, materials, depths."""
    return [
        _slab(tree),
        _energy(tree),
        _convergence(tree["convergence"].dataset),
        _absorption(tree),
        _sections(tree),
        _checks(tree),
        _map_states(tree),
        _presets(tree.attrs["presets"]),
        _depths(tree.attrs["depths"]),
        _variation(tree),
    ]


def _slab(tree: xr.DataTree) -> Table:
    period = 1 / tree.attrs["presets"][0]["plasma"]
    rows: list[tuple[Cell, ...]] = []
    for name, node in tree["slab"].children.items():
        a = node.dataset.attrs
        decay = a["decay"] if a["decay"] == a["decay"] else None
        settled = a["settled"] if a["settled"] == a["settled"] else None
        femto = None if settled is None else settled * period * 1e15
        history = "in the field" if name.endswith("cooled") else "without it"
        rows.append(
            (name.replace("_", " "), history, a["static"], decay, a["ramp"], settled, femto)
        )
    answers = tree["answers"].dataset
    for name, label in (("london", "London"), ("absorption", "Eq. (13) up to Λ")):
        rows.append((label, "either", float(answers[name].min()), 1.0, None, None, None))
    columns = (
        "pairs",
        "cooled",
        "static field in the middle (B0)",
        "decay length (λ_L)",
        "ramp (1/ω_p)",
        "settled (1/ω_p)",
        "settled (fs)",
    )
    note = (
        "Settled: from the start of the ramp until within 1 % of B0 of its end value; a dash where "
        f"it still moves. Femtoseconds for {tree.attrs['presets'][0]['material']}. Cooled in the "
        "field, a superconductor is found to expel it (Meissner and Ochsenfeld 1933)."
    )
    return Table("One slab, three answers", columns, tuple(rows), note)


def _energy(tree: xr.DataTree) -> Table:
    names = ("work", "field", "kinetic", "tether", "heat", "radiated")
    rows: list[tuple[Cell, ...]] = []
    for name, node in tree["slab"].children.items():
        if name.endswith("cooled"):
            continue
        last = node.dataset.isel(time=-1)
        energies = [float(last[part]) for part in names]
        rows.append((name.replace("_", " "), *energies, float(node.dataset["imbalance"])))
    columns = ("pairs", *names, "largest imbalance / work")
    note = "At the end, in B0² λ_L/μ0 per area; the imbalance is the largest of all times."
    return Table("Where the work of the source goes", columns, tuple(rows), note)


def _convergence(node: xr.Dataset) -> Table:
    rows = tuple(
        (float(h), *(float(node[name][i]) - 1 for name in ("early", "late", "discrete")))
        for i, h in enumerate(node["spacing"].values)
    )
    columns = ("cell (λ_L)", "end of the ramp", "static", "the grid's own solution")
    order = float(node["order"])
    note = f"Decay length over that of Eq. (14), less 1; order of convergence {order:.3f}."
    return Table("Decay length against the cell", columns, rows, note)


def _absorption(tree: xr.DataTree) -> Table:
    node = tree["potential"].dataset
    rows: tuple[tuple[Cell, ...], ...] = (
        ("U0/U0max at λ = Λ, Eq. (15)", float(node["end"])),
        ("field left at Λ = 5 λ_L, Eq. (13)", float(node["left"])),
        ("energy density left there", float(node["left"]) ** 2),
    )
    return Table("The absorption closure", ("quantity", "value"), rows)


def _sections(tree: xr.DataTree) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for name, node in tree["sections"].children.items():
        data = node.dataset
        holes = ", ".join(f"{h:.4f}" for h in data["holes"].values) or "none"
        rows.append(
            (name.replace("_", " "), float(data["flux"]), float(data["magnetisation"]), holes)
        )
    ellipsoids = tree["ellipsoids"].dataset
    middle = int(np.argmin(np.abs(ellipsoids["aspect"].values - 1)))
    columns = ("section", "flux (μ0 H0 λ²)", "M (H0)", "field in its holes (H0)")
    note = (
        "Parallel field, width "
        f"{tree.attrs['parameters']['section_edge']:g} λ. A sphere without field inside: N = "
        f"{float(ellipsoids['factor_along'][middle]):.6f}, M = "
        f"{float(ellipsoids['magnetisation_along'][middle]):.6f} H0; London's sphere with λ → 0: "
        f"{ellipsoids.attrs['sphere']:.6f}."
    )
    return Table("Cross-sections", columns, tuple(rows), note)


def _checks(tree: xr.DataTree) -> Table:
    data = tree["section_checks"].dataset
    rows: list[tuple[Cell, ...]] = [
        (str(name), float(data["error"].sel(against=name))) for name in data["against"].values
    ]
    rows.append(("magnetisation of discs, I1 and I0", float(tree["sizes"].attrs["error"])))
    columns = ("closed form", "largest deviation (H0)")
    return Table("Finite elements against closed forms", columns, tuple(rows))


def _map_states(tree: xr.DataTree) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for name in ("real", "scaled"):
        data = tree["maps"][name].dataset
        kinds = [kind(str(one)) for one in data["sample_state"].values]
        shares = [kinds.count(k) / len(kinds) for k in _KINDS]
        rows.append((f"{data.attrs['material']}, {name}", *shares))
    real, scaled = tree["maps"]["real"].attrs, tree["maps"]["scaled"].attrs
    star = tree.attrs["thresholds"]
    note = (
        f"{real['material']} at Bc, η = 1: u_H = {real['displacement_at_critical']:.2e} d (A* = "
        f"{star['amplitude']:g} d), D at Tc = {real['disorder_at_critical']:.4f} d (D* = "
        f"{star['disorder']:g} d), D = D* at {real['metallic_kelvin']:.1f} K against "
        f"Tc = {real['critical_temperature']:g} K. The scaled map takes η = "
        f"{scaled['coupling']:.0f} for {scaled['material']}."
    )
    columns = ("map", *(f"share {k}" for k in _KINDS))
    return Table("States over temperature and field", columns, tuple(rows), note)


_KINDS = ("insulating", "Meissner", "vortex", "metallic", "normal", "mixture")


def _presets(found: list[dict[str, Any]]) -> Table:
    rows = tuple(
        (
            one["material"],
            one["type"],
            one["temperature"],
            one["lower"] * 1e3,
            one["upper"] * 1e3,
            one["depth"] * 1e9,
            one["displacement"] * 1e12,
            one["displacement_reduced"],
            one["speed"],
            one["drift_time"],
            one["potential"],
        )
        for one in found
    )
    columns = (
        "material",
        "type",
        "T (K)",
        "Bc or Bc1 (mT)",
        "Bc or Bc2 (mT)",
        "λ_L, Eq. (14) (nm)",
        "u_H at Bc or Bc1 (pm)",
        "u_H (d)",
        "speed of free pairs (m/s)",
        "moved by d after (s)",
        "potential of the face (V)",
    )
    note = (
        "η = 1 (closure C3). Speed: of the current that screens Bc or Bc1. Potential: ∫ n e u dx/ε0"
        " over Λ if the displacement is along the normal, as Fig. 8 to 10 draw it; the paper gives "
        "no value of U0max."
    )
    return Table("Type I and type II in numbers", columns, rows, note)


def _depths(found: list[dict[str, Any]]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        head = (one["material"], one["density"], one["equation"])
        if one["quantity"] is None:
            rows.append((*head, None, None, None, None, None))
            continue
        value = one["measured"]
        error = one["uncertainty"]
        shown: Cell = value if error is None else WithError(value, error)
        read = "yes" if one["verified"] else "no"
        rows.append((*head, one["quantity"], shown, value / one["equation"], read, one["source"]))
    columns = (
        "metal",
        "n (1/m³)",
        "Eq. (14) (nm)",
        "quantity",
        "measured (nm)",
        "measured / Eq. (14)",
        "read in source",
        "source",
    )
    note = "n by valence counting; Eq. (14) has no other input. λ_L is derived from data by theory."
    return Table("Penetration depth", columns, tuple(rows), note)


def _variation(tree: xr.DataTree) -> Table:
    warm, field = tree["temperature"].dataset, tree["field"].dataset
    rows: list[tuple[Cell, ...]] = []
    for t in (0.5, 0.8, 0.9, 0.95):
        one = warm.interp(t=t)
        values = [float(one[name]) for name in ("paper", "two_fluid", "bcs")]
        rows.append((f"λ(T)/λ(0) at T = {t:g} Tc", *values, None))
    for h in (0.5, 1.0):
        one = field.interp(h=h)
        pair = float(one["paper"]), None, None, float(one["ginzburg_landau"])
        rows.append((f"λ(H)/λ(0) at H = {h:g} Hc", *pair))
    columns = ("ratio", "paper", "two fluids", "BCS", "Ginzburg–Landau")
    note = (
        f"Two fluids: the law {warm.attrs.get('law', '')} measured in tin "
        f"({warm.attrs.get('source', '')}). Measured change in tin at Hc: at most "
        f"{100 * field.attrs['bound']:.0f} % ({field.attrs['source']}). The paper's depth in a "
        "field is closure C13."
    )
    return Table("The depth with temperature and field", columns, tuple(rows), note)
