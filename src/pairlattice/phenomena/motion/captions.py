"""What the figures and the film show, in words, with this run's numbers."""

import numpy as np
import xarray as xr

from pairlattice.phenomena.motion import results as r
from pairlattice.phenomena.motion.chosen import edge, hop_to_show


def captions(tree: xr.DataTree) -> dict[str, str]:
    """The caption of each figure of `figures.draw` and of the film."""
    return {"fig14": _main(tree), "fig14_checks": _checks(tree), "hopping": _film(tree)}


def _main(tree: xr.DataTree) -> str:
    found, chance, spread = len(r.HOP_LENGTH.values(tree)), r.CHANCE, r.CHANCE_SPREAD
    ratio = r.LOG_RATIO.value(tree)
    cut = {"description": "birth and death"}
    jumps = r.JUMPS.of(tree).sel(cut).item()
    diffusivity = r.DIFFUSIVITY.of(tree).sel(cut).item()
    return (
        "Vortex hopping and creeping as a fluctuating temperature (closures C1, C3, C5, C7 and C18 "
        "to C20). Top: temperature of the bath over the section, white: where the coherence of the "
        "pairs is lost, before and after a hop of "
        f"{np.linalg.norm(hop_to_show(tree).step):.1f} d from A to B; "
        f"right: all {r.TRACKS.values(tree)} tracks. Middle: the temperature along A to B, whose "
        "peak A′ goes while B′ comes; the events by stated rules; how long tubes last. Of the "
        f"{found} hops {chance.value(tree):.0f} ± {spread.value(tree):.0f} would be found "
        f"were births and deaths independent{_short(tree)}. Bottom: hop lengths, with what "
        "partners strewn evenly over the plane give; mean square displacement of single tubes and "
        "with hops taken for motion, as an observer would who follows one vortex. "
        f"{_reading(ratio)} (ln of the likelihood ratio {ratio:.0f}, {jumps} jumps in "
        f"{r.STEPS.values(tree)} steps); between its jumps a tube's centre creeps with "
        f"D = {diffusivity:.2g} {r.DIFFUSIVITY.units}. Tubes cover {r.SHARE.value(tree, '%'):.1f} "
        f"% of the section. {_ginzburg_landau(tree)}"
    )


def _ginzburg_landau(tree: xr.DataTree) -> str:
    if not r.FILM_VERDICT.is_in(tree):
        return (
            "The package tdgl is not installed, so the run of time-dependent Ginzburg-Landau "
            "theory is left out; pip install 'pairlattice[tdgl]' adds it."
        )
    return (
        "Last: vortices of a Ginzburg-Landau film driven by a current, by the package tdgl, "
        f"tracked by the same code: {r.FILM_VERDICT.values(tree)} (ln ratio "
        f"{r.FILM_LOG_RATIO.value(tree):.1f}), drift {r.FILM_SPEED.value(tree):.2g} "
        f"{r.FILM_SPEED.units}."
    )


def _short(tree: xr.DataTree) -> str:
    """A word on hops that are hardly longer than what is linked, where there are more than the
    plane's share of them."""
    found, expected = r.SHORT_HOPS.values(tree), r.SHORT_EXPECTED.value(tree)
    if found < expected + 3 * np.sqrt(max(expected, 1)):
        return ""
    return (
        f"; {found} are shorter than {r.SHORT.value(tree):g} d, where an even spread gives "
        f"{expected:.0f}: among them are tubes whose centre leapt as they changed their shape"
    )


def _reading(log_ratio: float) -> str:
    which = "birth and death than to" if log_ratio > 0 else "continuous motion than to"
    other = "continuous motion" if log_ratio > 0 else "birth and death"
    return f"The tracks are closer to {which} {other}"


def _checks(tree: xr.DataTree) -> str:
    enough = r.NOISE.values(tree)[r.SHARE_FOUND.values(tree) >= 0.95]
    found = (
        f"at least 95 % of the made events are found up to an error of {enough.max():g} d"
        if len(enough)
        else "fewer than 95 % of the made events are found"
    )
    names = [f"{i} {phase}" for i, phase in enumerate(r.CASE_PHASE.values(tree), 1)]
    length, deviation = r.LENGTH, r.DEVIATION
    return (
        "What Fig. 14 rests on. Top: covariance of the temperature field in space and time against "
        f"the prescribed one; ℓ = {length.value(tree):.3f} ± {length.error.value(tree):.3f} d for "
        f"{r.own.length.value(tree):g} d and σ = {deviation.value(tree):.4g} ± "
        f"{deviation.error.value(tree):.2g} for {r.own.deviation.value(tree):.4g} E0/k_B; "
        f"{r.CLIPPED.value(tree, '%'):.2g} % of it is below 0 and cut off. Right: coherence "
        "against the local temperature, and in crystals heated evenly: C* is reached at "
        f"{r.CRITICAL.value(tree):.3g} and {r.EVEN_CRITICAL.value(tree):.3g} E0/k_B. Bottom: "
        f"events that were made, painted and found again by the same rules: {found}. Errors of the "
        "likelihood ratio on made tracks fall with the length of the record, to "
        f"{r.MISJUDGED.values(tree)[-1]:.2g} at {r.RECORD.values(tree)[-1]} frames; in short "
        "records few or no deaths occur. Last: order and Lindemann ratio where T > T* "
        f"({', '.join(names)}); rows 1 to {len(r.own.melting.values(tree))} have a triangular "
        "lattice of hot spots put in by hand, the others none (points at the top: no two "
        "neighbours last). Closures C5 and C18 to C20."
    )


def _film(tree: xr.DataTree) -> str:
    size, frames = edge(tree), len(r.TIME.values(tree))
    threshold = r.settings.thresholds.coherence.value(tree)
    return (
        f"Temperature of the bath (left) and coherence of the pairs (right) over {size} × {size} "
        f"columns, {frames} frames {r.FRAME.value(tree):g} t0 apart; white: where coherence is "
        f"below C* = {threshold:.3g}; dots: tracked tubes with their last "
        "places. Small regions are no tubes by rule. Closures C1, C3, C5, C7 and C18 to C20."
    )
