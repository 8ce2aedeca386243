"""Captions and tables of the experiment, in the numbers of its run."""

from functools import cache

import numpy as np
import xarray as xr

from pairlattice.audit import audit
from pairlattice.phenomena.maxwell import results as r
from pairlattice.table import Cell, Table
from pairlattice.variable import Variable


def captions(tree: xr.DataTree) -> dict[str, str]:
    """What is seen in each figure, and the closure it rests on."""
    k_error = _largest(r.EXPECTED_K.of(tree) / r.K.of(tree) - 1)
    g_error = _largest(r.GROUP_VELOCITY.of(tree) / r.EXPECTED_GROUP_VELOCITY.of(tree) - 1)
    t_error = _largest(r.STANDARD.of(tree) - r.EXPECTED_TRANSMISSION.of(tree))
    left = float(r.TOTAL_ENERGY.of(tree).sel(law="literal")[-1])
    by_field, by_pairs = (
        float(v.of(tree).sel(law="literal").max()) for v in (r.FIELD_RATE, r.PAIR_RATE)
    )
    return {
        "figmaxwell": (
            "Grey: stop band. (a) A pulse in vacuum after ten of its widths: the error falls with "
            f"the power {r.ORDER.value(tree):.3f} of the cell, the speed is "
            f"{r.SPEED.values(tree)[-1]:.5f} c at the finest. (b) Frequencies of waves on "
            f"a grid of pairs with ω0 = {r.own.resonance.value(tree):g} ω_p, and Lorentz's "
            f"dispersion; the largest deviation in k is {100 * k_error:.2f} %, in the group "
            f"velocity of two packets {100 * g_error:.2f} %. (c) What a slab lets through: the "
            "standard set and the polarisation reading (closure C9) agree with the closed form "
            f"within {t_error:.3f}; in the literal reading of Eq. (11) the slab is transparent. "
            "(d) The divergence of Eq. (5)'s B of a rock-salt lattice of pairs (displacement "
            f"{r.own.displacement.value(tree):g} d), averaged over a Gaussian of width ℓ; the unit "
            f"is {r.TESLA_PER_METRE.value(tree):.2e} T/m. An ordered lattice loses it within few "
            "d, as Sec. IV argues; displaced at random it falls as a power, here "
            f"{r.EXPONENT.value(tree):.2f}, of white noise −5/2."
        ),
        "figcharge": (
            "A plane pulse passes a cylinder of pairs (closure C1) between conducting walls. (a) "
            "Charge, averaged over two cells, and lines of equal B while the pulse is on the "
            "cylinder (dashed), standard set; E0 is the peak of the pulse. (b) Energy over "
            f"that of the pulse: constant to {_drift(tree, 'standard'):.0e} in the standard set "
            f"and {_drift(tree, 'polarisation'):.0e} in the polarisation reading (closure C9); in "
            "the literal reading of Eq. (11) the pairs take up energy that the field does not "
            f"lose, to {left:.2f}. (c) Gauss's law with "
            "the charge that the pairs carry: kept to rounding in the first two, broken by as much "
            "as there is charge in the third. (d) The largest ∂ρ/∂t by the field's divergence and "
            "by the pairs' motion: alike in the standard set; in the literal reading the field's "
            f"is {by_field:.1e} while the pairs' is up to {by_pairs:.2f} ω_p."
        ),
    }


def _largest(values: xr.DataArray) -> float:
    return float(np.max(np.abs(values)))


def _drift(tree: xr.DataTree, law: str) -> float:
    return _largest(r.TOTAL_ENERGY.of(tree).sel(law=law) - 1)


def tables(tree: xr.DataTree) -> list[Table]:
    """The sets side by side, waves against closed forms, the audit."""
    return [_sets(tree), _waves(tree), _audit()]


def _sets(tree: xr.DataTree) -> Table:
    largest = (r.GAUSS_RESIDUAL, r.FIELD_RATE, r.PAIR_RATE)
    rows = tuple(
        (
            law,
            *(float(v.of(tree).sel(law=law).max()) for v in largest),
            float(r.TOTAL_ENERGY.of(tree).sel(law=law)[-1]),
            _drift(tree, law),
        )
        for law in ("standard", "polarisation", "literal")
    )
    columns = (
        r.LAW.label,
        *(v.label for v in largest),
        r.TOTAL_ENERGY.label,
        "largest energy error",
    )
    note = "Charges are over the largest of the standard set."
    return Table("A pulse past a cylinder of pairs", columns, rows, note)


def _waves(tree: xr.DataTree) -> Table:
    def row(variable: Variable, expected: float, found: float | None = None) -> tuple[Cell, ...]:
        computed = variable.value(tree) if found is None else found
        return variable.long_name, computed, expected, variable.units

    rows = [row(r.ORDER, 2.0), row(r.SPEED, 1.0, float(r.SPEED.values(tree)[-1]))]
    edges, expected = r.EDGES.values(tree), r.EXPECTED_EDGES.values(tree)
    for name, a, b in zip(("lower", "upper"), edges, expected, strict=True):
        rows.append((f"{name} edge of the stop band", float(a), float(b), r.EDGES.units))
    for branch, k in zip(r.PACKET.values(tree), r.PACKET_K.values(tree), strict=True):
        words = f"{r.GROUP_VELOCITY.long_name}, {branch} branch, k = {k:g}"
        speeds = (r.GROUP_VELOCITY, r.EXPECTED_GROUP_VELOCITY)
        a, b = (float(v.of(tree).sel(branch=branch)) for v in speeds)
        rows.append((words, a, b, r.GROUP_VELOCITY.units))
    rows += [row(r.ABSORBED, 0.0), row(r.EXPONENT, -2.5)]
    return Table("Waves", ("quantity", "computed", "closed form", "unit"), tuple(rows))


@cache
def _audit() -> Table:
    rows: list[tuple[Cell, ...]] = []
    for row in audit():
        label = f"({row.equation})" if row.line == 0 else f"({row.equation}.{row.line})"
        system = row.system + (f", {row.reading}" if row.reading else "")
        rows.append(
            (
                label,
                system if row.stated else f"[{system}]",
                row.dimension_left,
                row.dimension_right,
                row.verdict,
                row.factor,
                row.remark,
            )
        )
    columns = ("Eq.", "system", "left", "right", "verdict", "factor", "remark")
    note = "A system in brackets is a reading that the paper does not use on that line."
    return Table("Unit audit of Eq. (1) to (15)", columns, tuple(rows), note)
