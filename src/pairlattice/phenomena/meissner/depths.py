"""Eq. (14) for every material with an electron density, and λ against temperature and field."""

from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from pairlattice.equations import maximum_depth, penetration_depth
from pairlattice.measured.experiments import experiment
from pairlattice.measured.materials import material, materials
from pairlattice.standard import bcs, ginzburg_landau, london

Array = NDArray[np.float64]


def rows() -> list[dict[str, Any]]:
    """One entry per measured depth; a material without any has one entry without a value.

    The density is that of valence counting. Depths [nm]. n_s: the density that Eq. (14) would need
    for the measured depth, over the one counted.
    """
    found: list[dict[str, Any]] = []
    for metal in materials().values():
        if metal.pair_density is None:
            continue
        own = {
            "material": metal.name,
            "density": metal.pair_density,
            "equation": float(penetration_depth(metal.pair_density)) * 1e9,
        }
        measured = [
            v
            for v in metal.values
            if v.quantity.startswith("lambda") and v.si_unit == "m" and v.si is not None
        ]
        found += [
            {
                **own,
                "quantity": value.quantity,
                "measured": (value.si or 0.0) * 1e9,
                "uncertainty": value.standard_uncertainty,
                "verified": value.verified,
                "source": value.citation,
            }
            for value in measured
        ]
        if not measured:
            found.append({**own, "quantity": None})
    return found


def effective_ratio(reduced_field: Array) -> Array:
    """λ/λ_L by closure C13, 1 + 4 h² up to Λ/λ_L at h = H/Hc = 1."""
    most = float(maximum_depth(1.0))
    return 1 + (most - 1) * np.clip(np.asarray(reduced_field, float), 0, 1) ** 2


def against_temperature(points: int = 61) -> xr.Dataset:
    """λ(T)/λ(0): Eq. (14), whose density is the lattice's; two fluids; BCS, clean and local."""
    t = np.linspace(0, 0.97, points)
    data = xr.Dataset(coords={"t": ("t", t, {"units": "Tc"})})
    for name, values, label in (
        ("paper", np.ones_like(t), "Eq. (14)"),
        ("two_fluid", london.two_fluid_ratio(t), "two fluids, as measured in tin"),
        ("bcs", np.array([bcs.penetration_depth_ratio(float(x)) for x in t]), "BCS"),
    ):
        data[name] = ("t", values, {"units": "λ(0)", "long_name": label})
    row = material("Sn").value("lambda(T)")
    if row is not None:
        source = {"law": row.text, "source": row.citation, "verified": int(row.verified)}
        data = data.assign_attrs(source)
    return data


def against_field(points: int = 51) -> xr.Dataset:
    """λ(H)/λ of tin up to Hc: closure C13, Ginzburg and Landau, and Pippard's bound at Hc."""
    h = np.linspace(0, 1, points)
    depth, coherence = (material("Sn").value(name) for name in ("lambda_L(0)", "xi0"))
    if depth is None or coherence is None or depth.si is None or coherence.si is None:
        raise LookupError("the data set holds λ_L and ξ0 of tin")
    # κ = 0.96 λ_L(0)/ξ0 of a clean metal (Tinkham Sec. 4.2).
    kappa = 0.96 * depth.si / coherence.si
    data = xr.Dataset(coords={"h": ("h", h, {"units": "Hc"})})
    for name, values, label in (
        ("paper", effective_ratio(h), "closure C13"),
        ("ginzburg_landau", ginzburg_landau.field_depth_ratio(kappa, h), "Ginzburg and Landau"),
    ):
        data[name] = ("h", values, {"units": "λ", "long_name": label})
    bound = experiment("pippard_field")
    if bound.upper is None:
        raise LookupError("the data set holds Pippard's upper bound")
    return data.assign_attrs(
        kappa=kappa, bound=bound.upper / 100, source=bound.citation, verified=int(bound.verified)
    )
