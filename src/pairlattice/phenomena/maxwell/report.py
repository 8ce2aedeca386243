"""Captions and tables of the experiment, in the numbers of its run."""

from typing import Any

import numpy as np
import xarray as xr

from pairlattice.table import Cell, Table, WithError


def captions(tree: xr.DataTree) -> dict[str, str]:
    """What is seen in each figure, and the closure it rests on."""
    p = tree.attrs["parameters"]
    lines, slab = tree["field_lines"].dataset, tree["slab"].dataset
    d, g = tree["dispersion"].dataset, tree["group_velocity"].dataset
    charge, div = tree["charge"].dataset, tree["divergence"].dataset
    vacuum = tree["vacuum"].dataset
    last = charge.isel(time=-1)
    inner = slab.sel(depth=5.0, method="nearest")
    k_error = float(np.max(np.abs(d["expected_k"] / d["k"] - 1)))
    g_error = float(np.max(np.abs(g["measured"] / g["expected"] - 1)))
    t_error = float(np.max(np.abs(_t(tree)["standard"] - _t(tree)["expected"])))
    return {
        "fig06": (
            f"Lines of B around a long cylinder of {lines.attrs['radius']:g} λ_L in a transverse "
            "field. (a) Above Tc. (b) London's cylinder at "
            f"{lines.attrs['temperature']:g} Tc, λ = {lines.attrs['depth_ratio']:.3f} λ_L by BCS. "
            "(c) Bound pairs (closure C1) at the same temperature: at rest they carry no ∂P/∂t, so "
            "a static field passes as in (a). (d) A slab of pairs after a slow rise of the field, "
            "by Maxwell's equations with m u'' = −eE − ku − γmu': bound pairs let the field in "
            f"(B/B0 = {float(inner['bound']):.3f} at five λ_L); free undamped ones (k = γ = 0) "
            "follow Eq. (13) with the depth of Eq. (14), c/ω_p "
            f"({float(inner['free']):.4f}, Eq. (13): {float(inner['paper']):.4f}); cooled in the "
            f"field they keep it ({float(inner['free_cooled']):.3f}), since nothing drives them. "
            "The paper's own account of Eq. (13) is the absorption of field energy by the pairs."
        ),
        "figmaxwell": (
            "Grey: stop band. (a) A pulse in vacuum after ten of its widths: the error falls with "
            f"the power {float(vacuum['order']):.3f} of the cell, the speed is "
            f"{float(vacuum['speed'].values[-1]):.5f} c at the finest. (b) Frequencies of waves on "
            f"a grid of pairs with ω0 = {p['resonance']:g} ω_p, and Lorentz's dispersion; the "
            f"largest deviation in k is {100 * k_error:.2f} %, in the group velocity of two "
            f"packets {100 * g_error:.2f} %. (c) What a slab lets through: the standard set and "
            "the polarisation reading (closure C9) agree with the closed form within "
            f"{t_error:.3f}; in the literal reading of Eq. (11) the slab is transparent. (d) The "
            "divergence of Eq. (5)'s B of a rock-salt lattice of pairs (displacement "
            f"{p['displacement']:g} d), averaged over a Gaussian of width ℓ; the unit is "
            f"{tree.attrs['tesla_per_metre']:.2e} T/m. An ordered lattice loses it within few d, "
            "as Sec. IV argues; displaced at random it falls as a power, here "
            f"{float(div['exponent']):.2f}, of white noise −5/2."
        ),
        "figcharge": (
            "A plane pulse passes a cylinder of pairs (closure C1) between conducting walls. (a) "
            "Charge, averaged over two cells, and lines of equal B while the pulse is on the "
            "cylinder (dashed), standard set; E0 is the peak of the pulse. (b) Energy over "
            "that of the pulse: constant to "
            f"{_drift(charge, 'standard'):.0e} in the standard set and "
            f"{_drift(charge, 'polarisation'):.0e} in the polarisation reading (closure C9); in "
            "the literal reading of Eq. (11) the pairs take up energy that the field does not "
            f"lose, to {float(last['total_energy'].sel(law='literal')):.2f}. (c) Gauss's law with "
            "the charge that the pairs carry: kept to rounding in the first two, broken by as much "
            "as there is charge in the third. (d) The largest ∂ρ/∂t by the field's divergence and "
            "by the pairs' motion: alike in the standard set; in the literal reading the field's "
            f"is {float(charge['field_charge_rate'].sel(law='literal').max()):.1e} while the "
            "pairs' is up to "
            f"{float(charge['pair_charge_rate'].sel(law='literal').max()):.2f} ω_p."
        ),
    }


def _t(tree: xr.DataTree) -> xr.Dataset:
    return tree["transmission"].dataset


def _drift(charge: xr.Dataset, law: str) -> float:
    return float(np.max(np.abs(charge["total_energy"].sel(law=law) - 1)))


def tables(tree: xr.DataTree) -> list[Table]:
    """The sets side by side, waves against closed forms, depths by Eq. (14), the audit."""
    return [_sets(tree), _waves(tree), _depths(tree.attrs["depths"]), _audit(tree.attrs["audit"])]


def _sets(tree: xr.DataTree) -> Table:
    charge = tree["charge"].dataset
    rows: list[tuple[Cell, ...]] = []
    for law in ("standard", "polarisation", "literal"):
        one = charge.sel(law=law)
        rows.append(
            (
                law,
                float(one["gauss_residual"].max()),
                float(one["field_charge_rate"].max()),
                float(one["pair_charge_rate"].max()),
                float(one["total_energy"].values[-1]),
                _drift(charge, law),
            )
        )
    columns = (
        "set",
        "largest |∇·E − ρ|",
        "largest |∂ρ/∂t| of ∇·E (ω_p)",
        "largest |∂ρ/∂t| of the pairs (ω_p)",
        "energy / start",
        "largest energy error",
    )
    note = "Charges are over the largest of the standard set."
    return Table("A pulse past a cylinder of pairs", columns, tuple(rows), note)


def _waves(tree: xr.DataTree) -> Table:
    d, g, v = (tree[name].dataset for name in ("dispersion", "group_velocity", "vacuum"))
    rows: list[tuple[Cell, ...]] = [
        ("order of convergence in vacuum", float(v["order"]), 2.0, "1"),
        ("speed of a pulse in vacuum", float(v["speed"].values[-1]), 1.0, "c"),
    ]
    for index, name in enumerate(("lower", "upper")):
        edge = float(d["edges"].values[index]), float(d["expected_edges"].values[index])
        rows.append((f"{name} edge of the stop band", *edge, "ω_p"))
    for branch in g["branch"].values:
        one = g.sel(branch=branch)
        speeds = float(one["measured"]), float(one["expected"])
        rows.append((f"group velocity, {branch} branch, k = {float(one['k']):g}", *speeds, "c"))
    rows.append(("energy left by the absorbing layer", float(tree.attrs["absorbed"]), 0.0, "1"))
    exponent = float(tree["divergence"].dataset["exponent"])
    rows.append(("power of ∇·B in ℓ, displaced at random", exponent, -2.5, "1"))
    return Table("Waves", ("quantity", "computed", "closed form", "unit"), tuple(rows))


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


def _audit(found: list[dict[str, Any]]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for row in found:
        label = f"({row['equation']})" if row["line"] == 0 else f"({row['equation']}.{row['line']})"
        system = row["system"] + (f", {row['reading']}" if row["reading"] else "")
        rows.append(
            (
                label,
                system if row["stated"] else f"[{system}]",
                row["dimension_left"],
                row["dimension_right"],
                row["verdict"],
                row["factor"],
                row["remark"],
            )
        )
    columns = ("Eq.", "system", "left", "right", "verdict", "factor", "remark")
    note = "A system in brackets is a reading that the paper does not use on that line."
    return Table("Unit audit of Eq. (1) to (15)", columns, tuple(rows), note)
