"""Eq. (14) for every material with an electron density, and λ against temperature and field."""

import math

import numpy as np
from numpy.typing import NDArray

from pairlattice.equations import maximum_depth, penetration_depth
from pairlattice.phenomena.meissner import results as r
from pairlattice.reference_data.experiments import experiment
from pairlattice.reference_data.materials import Material, Value, material, materials
from pairlattice.standard import bcs, ginzburg_landau, london
from pairlattice.variable import Values

Array = NDArray[np.float64]


def rows() -> Values:
    """One entry for each measured depth; a material without any has one entry without a value.

    The density is that of valence counting.
    """
    metals = [metal for metal in materials().values() if metal.pair_density is not None]
    found = [(metal, value) for metal in metals for value in _measured(metal)]
    density = np.array([metal.pair_density for metal, _ in found])
    equation = penetration_depth(density) * 1e9
    depth = np.array([(value.si or math.nan) * 1e9 if value else math.nan for _, value in found])
    errors = [value.standard_uncertainty if value else None for _, value in found]
    return {
        r.METAL: [metal.name for metal, _ in found],
        r.DENSITY: density,
        r.EQUATION: equation,
        r.QUANTITY: [value.quantity if value else "" for _, value in found],
        r.MEASURED: depth,
        r.MEASURED.error: [math.nan if error is None else error for error in errors],
        r.OVER_EQUATION: depth / equation,
        r.READ: [_yes(value.verified) if value else "" for _, value in found],
        r.SOURCE: [value.citation if value else "" for _, value in found],
    }


def _measured(metal: Material) -> list[Value] | list[None]:
    lengths = [v for v in metal.values if v.quantity.startswith("lambda") and v.si_unit == "m"]
    return [v for v in lengths if v.si is not None] or [None]


def _yes(true: bool) -> str:
    return "yes" if true else "no"


def effective_ratio(reduced_field: Array) -> Array:
    """λ/λ_L by closure C13, 1 + 4 h² up to Λ/λ_L at h = H/Hc = 1."""
    most = float(maximum_depth(1.0))
    return 1 + (most - 1) * np.clip(np.asarray(reduced_field, float), 0, 1) ** 2


def _of_tin(quantity: str) -> Value:
    found = material("Sn").value(quantity)
    if found is None:
        raise LookupError(f"the data set holds {quantity} of tin")
    return found


def against_temperature() -> Values:
    """λ(T)/λ(0): Eq. (14), whose density is the lattice's; two fluids; BCS, clean and local."""
    t, law = np.linspace(0, 0.97, 61), _of_tin("lambda(T)")
    return {
        r.T: t,
        r.WARM_PAPER: np.ones_like(t),
        r.TWO_FLUID: london.two_fluid_ratio(t),
        r.WARM_BCS: [bcs.penetration_depth_ratio(float(x)) for x in t],
        r.LAW: law.text,
        r.LAW_SOURCE: law.citation,
    }


def against_field() -> Values:
    """λ(H)/λ of tin up to Hc: closure C13, Ginzburg and Landau, and Pippard's bound at Hc."""
    h = np.linspace(0, 1, 51)
    depth, coherence = _of_tin("lambda_L(0)").si, _of_tin("xi0").si
    bound = experiment("pippard_field")
    if depth is None or coherence is None or bound.upper is None:
        raise LookupError("the data set holds λ_L and ξ0 of tin and Pippard's upper bound")
    # κ = 0.96 λ_L(0)/ξ0 of a clean metal (Tinkham Sec. 4.2).
    kappa = 0.96 * depth / coherence
    return {
        r.REDUCED_FIELD: h,
        r.FIELD_PAPER: effective_ratio(h),
        r.GINZBURG_LANDAU: ginzburg_landau.field_depth_ratio(kappa, h),
        r.KAPPA: kappa,
        r.BOUND: bound.upper / 100,
        r.BOUND_SOURCE: bound.citation,
        r.BOUND_READ: _yes(bound.verified),
    }
