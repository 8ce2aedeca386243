"""Captions and tables of the experiment, in the numbers of its run."""

from typing import Any

import numpy as np
import xarray as xr

from pairlattice.table import Cell, Table


def captions(tree: xr.DataTree) -> dict[str, str]:
    """What is seen in each figure, and the closure it rests on."""
    p = tree.attrs["parameters"]
    d, g = tree["dispersion"].dataset, tree["group_velocity"].dataset
    charge, div = tree["charge"].dataset, tree["divergence"].dataset
    vacuum = tree["vacuum"].dataset
    last = charge.isel(time=-1)
    k_error = float(np.max(np.abs(d["expected_k"] / d["k"] - 1)))
    g_error = float(np.max(np.abs(g["measured"] / g["expected"] - 1)))
    t_error = float(np.max(np.abs(_t(tree)["standard"] - _t(tree)["expected"])))
    return {
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
    """The sets side by side, waves against closed forms, the audit."""
    return [_sets(tree), _waves(tree), _audit(tree.attrs["audit"])]


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
