"""λ of standard theory, by the first route for which the data set has the inputs.

1. λ_L(0) and ξ0 of the pure metal: non-local electrodynamics (Pippard, BCS).
2. Residual resistivity and T_c: the dirty limit of BCS.
3. Bc(0) and Bc2(0): Ginzburg and Landau.
4. Density of conduction electrons and T_c: free electrons in route 1.

None of the inputs is the depth that is asked for; a note of the data set says where one may go
back to it.
"""

import math
from dataclasses import dataclass

from pairlattice import constants as c
from pairlattice.comparison.cases import AtReducedTemperature, OfMaterial
from pairlattice.comparison.measurement import Number, measured_number
from pairlattice.comparison.mechanism import NoPrediction, Prediction
from pairlattice.comparison.observable import Quantity
from pairlattice.reference_data.materials import materials
from pairlattice.standard import drude, ginzburg_landau, london, pippard


def given(name: str, *quantities: str) -> Number | None:
    """The first of the quantities that the data set has as a number of that material."""
    known = materials().get(name)
    for quantity in quantities:
        row = known.value(quantity) if known else None
        if row is not None and row.number is not None:
            found = measured_number(row)
            if isinstance(found, Number):
                return found
    return None


def relative(number: Number) -> float:
    """Relative standard uncertainty."""
    return max(number.minus, number.plus) / abs(number.value)


@dataclass(frozen=True)
class Lengths:
    """λ_L(0) and ξ0 [m], with the relative uncertainty of (λ_L² ξ0)^(1/3) and their source."""

    london: float
    coherence: float
    spread: float
    source: str


def clean_lengths(name: str) -> Lengths | None:
    """λ_L and ξ0 of the pure metal, from tables, else from free electrons; None without either."""
    depth = given(name, "lambda_L(0)_calculated", "lambda_L(0)")
    range_ = given(name, "xi0")
    if depth and range_:
        spread = math.hypot(2 * relative(depth), relative(range_)) / 3
        sources = " and ".join(dict.fromkeys((depth.citation, range_.citation)))
        text = f"λ_L = {depth.value * 1e9:.3g} nm, ξ0 = {range_.value * 1e9:.4g} nm ({sources})"
        return Lengths(depth.value, range_.value, spread, text)
    return None


def free_electron_lengths(name: str) -> Lengths | None:
    """The same from the density of conduction electrons and T_c."""
    density, critical = given(name, "n_conduction"), given(name, "Tc")
    if density and critical:
        depth = float(london.penetration_depth(density.value))
        speed = float(drude.fermi_velocity(density.value))
        range_ = pippard.coherence_length(speed, critical.value)
        text = f"free electrons: λ_L = {depth * 1e9:.3g} nm, ξ0 = {range_ * 1e9:.4g} nm"
        return Lengths(depth, range_, relative(density) / 3, text)
    return None


def _non_local(lengths: Lengths) -> Prediction[Quantity]:
    """Half-way between diffuse and specular scattering at the surface, which no source settles."""
    ends = [
        pippard.penetration_depth(lengths.london, lengths.coherence, surface=surface)
        for surface in pippard.SURFACES
    ]
    middle = sum(ends) / 2
    size = math.hypot(abs(ends[0] - ends[1]) / 2, middle * lengths.spread)
    why = f"non-local, pure metal: {lengths.source}; surface diffuse to specular"
    return Prediction(Quantity(middle, "m", size), why)


def _dirty(name: str) -> Prediction[Quantity] | None:
    resistivity, critical = given(name, "resistivity_residual"), given(name, "Tc")
    if not (resistivity and critical):
        return None
    depth = pippard.dirty_depth(resistivity.value, critical.value)
    size = depth * math.hypot(relative(resistivity), relative(critical)) / 2
    why = f"BCS in the dirty limit, ρ = {resistivity.value:.2g} Ω m just above Tc"
    return Prediction(Quantity(depth, "m", size), why)


def _critical_fields(name: str) -> Prediction[Quantity] | None:
    bulk, upper = given(name, "Bc(0)"), given(name, "Bc2(0)")
    if not (bulk and upper):
        return None
    xi = float(ginzburg_landau.coherence_length(upper.value))
    depth = c.flux_quantum / (2 * math.sqrt(2) * math.pi * bulk.value * xi)
    size = depth * math.hypot(relative(bulk), relative(upper) / 2)
    why = f"Ginzburg-Landau from Bc = {bulk.value:.3g} T and Bc2 = {upper.value:.3g} T"
    return Prediction(Quantity(depth, "m", size), why)


def penetration_depth(case: OfMaterial) -> Prediction[Quantity] | NoPrediction:
    """λ(0) by the first route whose inputs are there."""
    name = case.material
    if lengths := clean_lengths(name):
        return _non_local(lengths)
    if found := _dirty(name) or _critical_fields(name):
        return found
    if lengths := free_electron_lengths(name):
        return _non_local(lengths)
    return NoPrediction(
        "the density of superconducting electrons is an input, and the data set has no route to "
        "it: neither λ_L and ξ0, nor a residual resistivity, nor Bc and Bc2, nor n"
    )


def penetration_depth_ratio(case: AtReducedTemperature) -> Prediction[Quantity] | NoPrediction:
    """λ(T)/λ(0) of the pure metal with the BCS gap, non-local."""
    lengths = clean_lengths(case.material) or free_electron_lengths(case.material)
    if lengths is None:
        return NoPrediction("the data set has neither λ_L and ξ0 nor the density of electrons")
    ends = [
        pippard.penetration_depth_at(
            lengths.london, lengths.coherence, case.reduced_temperature, surface
        )
        / pippard.penetration_depth(lengths.london, lengths.coherence, surface=surface)
        for surface in pippard.SURFACES
    ]
    why = f"weak-coupling BCS gap, non-local, {lengths.source}; surface diffuse to specular"
    return Prediction(Quantity(sum(ends) / 2, "", abs(ends[0] - ends[1]) / 2), why)


def field_deepening(case: OfMaterial) -> Prediction[Quantity] | NoPrediction:
    """At Hc, with κ = 0.96 λ_L(0)/ξ0 of the pure metal (Tinkham Sec. 4.2)."""
    lengths = clean_lengths(case.material)
    if lengths is None:
        return NoPrediction("the data set has no λ_L and ξ0")
    kappa = 0.96 * lengths.london / lengths.coherence
    why = f"Ginzburg-Landau at H = Hc, κ = 0.96 λ_L/ξ0 = {kappa:.2f}; {lengths.source}"
    return Prediction(Quantity(ginzburg_landau.field_deepening(kappa)), why)
