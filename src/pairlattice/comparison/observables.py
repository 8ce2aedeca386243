"""The table of contents: every observable that a mechanism may answer.

Where a source gives no uncertainty the spread of an observable stands in, and the table says so:
10 % for a depth, because two methods differ by that much and more for one metal (tin: 50 nm in
films, 40 nm in the bulk); 20 % for the first flux measurements; 5 % for the law λ(T) read off a
curve; for the rest the last digit given.
"""

from typing import Any

from pairlattice.comparison.cases import (
    AlongAxis,
    AtReducedTemperature,
    AtTemperature,
    MagnetAbove,
    OfMaterial,
    OfSample,
    WithImpurity,
)
from pairlattice.comparison.observable import Observable, Quantity
from pairlattice.errors import InputError

PENETRATION_DEPTH = Observable(
    "penetration-depth", "λ(0)", OfMaterial, Quantity, "m", ("nm", 1e9), spread=0.1
)
PENETRATION_DEPTH_RATIO = Observable(
    "penetration-depth-ratio", "λ(T)/λ(0)", AtReducedTemperature, Quantity, spread=0.05
)
FIELD_DEEPENING = Observable(
    "field-deepening", "[λ(Hc) − λ(0)]/λ(0)", OfMaterial, Quantity, "", ("%", 100.0)
)
IMPURITY_DEEPENING = Observable(
    "impurity-deepening", "λ(alloy)/λ(pure)", WithImpurity, Quantity, spread=0.1
)
RESISTIVITY = Observable(
    "resistivity", "ρ(T), normal", AtTemperature, Quantity, "ohm m", ("nΩ m", 1e9)
)
SUPERCONDUCTING_RESISTIVITY = Observable(
    "superconducting-resistivity", "ρ below Tc", OfMaterial, Quantity, "ohm m", ("Ω m", 1.0)
)
SUSCEPTIBILITY = Observable("susceptibility", "M/H below Hc1", OfSample, Quantity)
FORCE_ON_MAGNET = Observable(
    "force-on-magnet",
    "force on a magnet",
    MagnetAbove,
    str,
    categories=("repulsive", "attractive", "restoring", "none"),
)
VORTEX_LATTICE = Observable(
    "vortex-lattice",
    "vortex lattice",
    AlongAxis,
    str,
    categories=("triangular", "square", "distorted hexagonal", "other"),
)
FLUX_PER_VORTEX = Observable(
    "flux-per-vortex", "flux of a vortex", OfMaterial, Quantity, "Wb", ("fWb", 1e15), spread=0.2
)
CRITICAL_TEMPERATURE = Observable(
    "critical-temperature", "Tc", OfMaterial, Quantity, "K", ("K", 1.0)
)
ISOTOPE_EXPONENT = Observable("isotope-exponent", "isotope exponent α", OfMaterial, Quantity)
GAP_RATIO = Observable("gap-ratio", "2Δ/kTc", OfMaterial, Quantity)
SPECIFIC_HEAT_JUMP = Observable("specific-heat-jump", "ΔC/γTc", OfMaterial, Quantity)

OBSERVABLES: tuple[Observable[Any, Any], ...] = (
    PENETRATION_DEPTH,
    PENETRATION_DEPTH_RATIO,
    FIELD_DEEPENING,
    IMPURITY_DEEPENING,
    RESISTIVITY,
    SUPERCONDUCTING_RESISTIVITY,
    SUSCEPTIBILITY,
    FORCE_ON_MAGNET,
    VORTEX_LATTICE,
    FLUX_PER_VORTEX,
    CRITICAL_TEMPERATURE,
    ISOTOPE_EXPONENT,
    GAP_RATIO,
    SPECIFIC_HEAT_JUMP,
)


def observable(name: str) -> Observable[Any, Any]:
    """The observable of that name. Raises InputError with the list.

    >>> observable("gap-ratio").title
    '2Δ/kTc'
    """
    for entry in OBSERVABLES:
        if entry.name == name:
            return entry
    known = ", ".join(entry.name for entry in OBSERVABLES)
    raise InputError(f"unknown observable {name[:40]!r}; known: {known}")
