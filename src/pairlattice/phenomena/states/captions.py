"""What each figure shows, in the numbers of the run, with the closures it rests on."""

import numpy as np
import xarray as xr

from pairlattice.phenomena.states import results as r


def captions(tree: xr.DataTree) -> dict[str, str]:
    """The captions by file name."""
    return {"fig05": _needles(tree), "fig05_maps": _maps(tree), "fig05_laws": _laws(tree)}


def _needles(tree: xr.DataTree) -> str:
    return (
        f"Needles of {r.PAIRS.at('insulating').value(tree):.0f} pairs with open ends, from one "
        "Hamiltonian (closures C1, C2, C7) "
        "at different temperature, field and κ, and in row (f) J: "
        "both ends and the middle of a lattice plane along the axis. Arrows are time-averaged "
        "displacements, drawn from the ion to its electron as the paper does, each row to its "
        "own scale; the colour is the local state by closure C8. σ is the polarisation charge "
        "density of the end faces. Rows (d) and (f) are shown after the field was removed. "
        f"After that the magnetic needle keeps {r.KEPT.at('magnetic').value(tree):.0%} of its mean "
        "displacement in the field; without the coupling of neighbours (J = 0), row (f), "
        f"{r.KEPT.at('uncoupled').value(tree):.0%}. The needle of row (e) was never in a field and "
        f"has taken a mean displacement of {r.NET.at('unpoled').value(tree):.2f} times its typical "
        "local one."
    )


def _maps(tree: xr.DataTree) -> str:
    star = r.settings.thresholds
    return (
        f"States of periodic crystals of {r.own.map_size.value(tree):.0f}³ pairs without "
        "depolarising field (closures C1, C2, C7, C8; A* = "
        f"{star.amplitude.value(tree):g}, D* = {star.disorder.value(tree):g}, "
        f"C* = {star.coherence.value(tree):.3f}). "
        "Order that vanishes when the field is removed counts as superconducting, order that "
        "stays as magnetic. Left, the temperature at which coherence is lost "
        f"{_course(tree)} with the field (dashed: the harmonic lattice)."
    )


def _laws(tree: xr.DataTree) -> str:
    local, over = r.LOCAL_EXPONENT.values(tree), r.OVER_HARMONIC.values(tree)
    return (
        "Left: with κ > 0 the temperature at which coherence falls to C* "
        f"{_course(tree)} with the field, locally as E to the power {local[0]:.2f} at the weakest "
        f"and {local[-1]:.2f} at the strongest field; the exact law of the harmonic lattice is E². "
        f"With the quartic tether it is {over[0]:.2f} times the harmonic value at the weakest and "
        f"{over[-1]:.2f} times at the strongest. Right: with κ < 0 pairs order without a field; "
        f"{_crossing(tree)}; a self-consistent harmonic estimate is {r.ESTIMATE.value(tree):.4f}."
    )


def _course(tree: xr.DataTree) -> str:
    """How the coherence temperature goes with the field, over the range computed."""
    steps = np.diff(r.COHERENCE_TEMPERATURE.values(tree))
    return (
        "rises" if np.all(steps > 0) else "falls" if np.all(steps < 0) else "does not rise evenly"
    )


def _crossing(tree: xr.DataTree) -> str:
    T_o, unit = r.ORDERING_TEMPERATURE.value(tree), r.ORDERING_TEMPERATURE.units
    if not np.isfinite(T_o):
        return "cumulants of different sizes do not cross in the range of temperatures shown"
    kelvin = r.kelvin(tree)
    also = "" if kelvin is None else f" ({T_o * kelvin:.0f} K)"
    return f"cumulants of different sizes cross at T = {T_o:.4f} {unit}{also}"
