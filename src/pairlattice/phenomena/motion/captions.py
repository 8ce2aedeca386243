"""What the figures and the film show, in words, with this run's numbers."""

import numpy as np
import xarray as xr

from pairlattice.phenomena.motion.chosen import hop_to_show


def captions(tree: xr.DataTree) -> dict[str, str]:
    """The caption of each figure of `figures.draw` and of the film."""
    return {"fig14": _main(tree), "fig14_checks": _checks(tree), "hopping": _film(tree)}


def _main(tree: xr.DataTree) -> str:
    motion, tubes = tree["motion"].attrs, tree["tubes"].attrs
    chance, fits = motion["chance"], motion["fits"]
    shown = hop_to_show(tree)
    step = np.array(shown.end) - np.array(shown.start)
    step -= tree.attrs["size"] * np.rint(step / tree.attrs["size"])
    text = (
        "Vortex hopping and creeping as a fluctuating temperature (closures C1, C3, C5, C7 and C18 "
        "to C20). Top: temperature of the bath over the section, white: where the coherence of the "
        f"pairs is lost, before and after a hop of {np.linalg.norm(step):.1f} d from A to B; "
        f"right: all {motion['tracks']} tracks. Middle: the temperature along A to B, whose peak "
        "A′ goes while B′ comes; the events by stated rules; how long tubes last. Of the "
        f"{chance['found']} hops {chance['expected']:.0f} ± {chance['spread']:.0f} would be found "
        f"were births and deaths independent{_short(tree)}. Bottom: hop lengths, with what "
        "partners strewn evenly over the plane give; mean square displacement of single tubes and "
        "with hops taken for motion, as an observer would who follows one vortex. "
        f"{_reading(motion['log_ratio'])} (ln of the likelihood ratio {motion['log_ratio']:.0f}, "
        f"{fits['birth and death']['jumps']} jumps in {fits['continuous']['steps']} steps); "
        f"between its jumps a tube's centre creeps with D = {_diffusion(tree):.2g} d²/t0. Tubes "
        f"cover {100 * tubes['share']:.1f} % of the section."
    )
    if "ginzburg_landau" in tree.children:
        film = tree["ginzburg_landau"].attrs
        speed = float(np.hypot(*film["drift"]))
        text += (
            " Last: vortices of a Ginzburg-Landau film driven by a current, by the package tdgl, "
            f"tracked by the same code: {film['verdict']} (ln ratio {film['log_ratio']:.1f}), "
            f"drift {speed:.2g} ξ/τ0."
        )
    else:
        text += " " + tree.attrs["without_film"]
    return text


def _short(tree: xr.DataTree) -> str:
    """A word on hops that are hardly longer than what is linked, where there are more than the
    plane's share of them."""
    p, length = tree.attrs["parameters"], tree["events"].to_dataset().hop_length.to_numpy()
    least, most = p["reach"], p["hop_distance"]
    edge = least + (most - least) / 5
    found = int((length < edge).sum())
    expected = len(length) * (edge**2 - least**2) / (most**2 - least**2)
    if found < expected + 3 * np.sqrt(max(expected, 1)):
        return ""
    return (
        f"; {found} are shorter than {edge:g} d, where an even spread gives {expected:.0f}: among "
        "them are tubes whose centre leapt as they changed their shape"
    )


def _reading(log_ratio: float) -> str:
    which = "birth and death than to" if log_ratio > 0 else "continuous motion than to"
    other = "continuous motion" if log_ratio > 0 else "birth and death"
    return f"The tracks are closer to {which} {other}"


def _diffusion(tree: xr.DataTree) -> float:
    fit = tree["motion"].attrs["fits"]["birth and death"]
    return float(fit["diffusivity"] / tree.attrs["frame"])


def _checks(tree: xr.DataTree) -> str:
    field, tubes = tree["field"].attrs, tree["tubes"].attrs
    recovery, judged = tree["recovery"].to_dataset(), tree["judgement"].to_dataset()
    data = tree["phases"].to_dataset()
    enough = recovery.noise.to_numpy()[recovery.share.to_numpy() >= 0.95]
    found = (
        f"at least 95 % of the made events are found up to an error of {enough.max():g} d"
        if len(enough)
        else "fewer than 95 % of the made events are found"
    )
    names = [f"{i + 1} {p}" for i, p in enumerate(map(str, data.phase.to_numpy()))]
    return (
        "What Fig. 14 rests on. Top: covariance of the temperature field in space and time against "
        f"the prescribed one; ℓ = {field['length'][1]:.3f} ± {field['length'][2]:.3f} d for "
        f"{field['length'][0]:g} d and σ = {field['deviation'][1]:.4g} ± "
        f"{field['deviation'][2]:.2g} for {field['deviation'][0]:.4g} E0/k_B; "
        f"{100 * field['clipped'][1]:.2g} % of it is below 0 and cut off. Right: coherence against "
        "the local temperature, and in crystals heated evenly: C* is reached at "
        f"{tubes['critical']:.3g} and {tree['even'].attrs['critical']:.3g} E0/k_B. Bottom: events "
        f"that were made, painted and found again by the same rules: {found}. Errors of the "
        "likelihood ratio on made tracks fall with the length of the record, to "
        f"{float(judged.error[-1]):.2g} at {int(judged.frames[-1])} frames; in short records few "
        f"or no deaths occur. Last: order and Lindemann ratio where T > T* ({', '.join(names)}); "
        f"rows 1 to {int((data.bath == 'lattice of hot spots').sum())} have a triangular lattice "
        "of hot spots put in by hand, the others none (points at the top: no two neighbours last). "
        "Closures C5 and C18 to C20."
    )


def _film(tree: xr.DataTree) -> str:
    size, frames = tree.attrs["size"], len(tree["tubes"].to_dataset().time)
    return (
        f"Temperature of the bath (left) and coherence of the pairs (right) over {size} × {size} "
        f"columns, {frames} frames {tree.attrs['frame']:g} t0 apart; white: where coherence is "
        f"below C* = {tree.attrs['coherence_threshold']:.3g}; dots: tracked tubes with their last "
        "places. Small regions are no tubes by rule. Closures C1, C3, C5, C7 and C18 to C20."
    )
