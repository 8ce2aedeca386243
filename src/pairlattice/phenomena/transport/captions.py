"""What the figures show, in words, with this run's numbers."""

import numpy as np
import xarray as xr

from pairlattice.phenomena.transport import results as r


def captions(tree: xr.DataTree) -> dict[str, str]:
    """The caption of each figure of `figures.draw`."""
    return {"figtransport": _response(tree), "figtransport2": _resistance(tree)}


def _response(tree: xr.DataTree) -> str:
    pulls = np.concatenate([pull.values(tree).ravel() for pull in r.PULL.values()])
    columns = (r.KIND, r.SUM_RULE, r.SUM_RULE.error)
    sums = ", ".join(
        f"{value:.3f} ± {error:.3f} ({kind})"
        for kind, value, error in zip(*(c.values(tree) for c in columns), strict=True)
    )
    end = abs(r.CHARGE.values(tree)[0, -1])
    return (
        "The crystal in alternating and in switched fields (closures C1 and C7). Top: conductivity "
        f"at T = {r.own.temperature.value(tree):g} E0/k_B by drive and by Green and Kubo from "
        "currents in equilibrium, without and with the quartic tether; of "
        f"{pulls.size} pairs of values {int((pulls < 2).sum())} agree within two standard errors, "
        f"the largest difference being {pulls.max():.1f}. (2/π)∫Re σ dω is {sums} times n. Right: "
        "the impedance; its real part is the bath's friction, Drude's resistance with 1/τ = γ, and "
        "the tether adds a capacitor in series that blocks direct current. Values of Re ρ below "
        "two standard errors are left out. Bottom: after a step of the field the current stops "
        f"when the charge {end:.4f} e/d² has passed, which is n times the final displacement "
        "(dash-dotted: rest position from k_TO u + g u³ = E); without friction it rings on "
        "instead. A current flows on only while the field goes on rising (right)."
    )


def _resistance(tree: xr.DataTree) -> str:
    exponents = r.LOCAL_EXPONENT.values(tree)
    harmonic = float(r.POWER_EXPONENT.of(tree).sel(kind="harmonic"))
    power = r.POWER.of(tree).sel(kind="anharmonic").values
    return (
        "Resistance and duration (closures C1 and C7). Top left: currents across the field, which "
        "the paper names as the origin of resistance; site by site they grow as T to the power "
        f"{exponents.mean():.3f} and are the same with and without the field. Top middle: the "
        f"power that the field (ω = {r.own.transverse_frequency.value(tree):g}) loses does not "
        f"follow them: its exponent is {harmonic:.3f} in the harmonic crystal, and with the "
        f"quartic tether it goes from {power[0]:.2g} to {power[-1]:.2g} {r.POWER.units} as the "
        "resonance moves away. Top right: Re 1/σ at resonance, over that of friction alone. "
        f"Bottom left: time until a current of {r.CURRENT_DENSITY.values(tree)[0]:.3g} A/m² (the "
        "wire of Sec. II) has displaced all electrons by 1 Å or by d, or the charge of a plane end "
        f"makes {r.own.breakdown_field.value(tree):g} V/m; at most {r.LONGEST.value(tree):.2g} s, "
        f"against published bounds up to {r.BOUND.values(tree).max():.2g} s. Bottom right: "
        "resistance of a wire by ohmic loss, with skin effect, and by radiation of its pairs, "
        f"independent or all in phase; independent pairs match the ohmic loss at "
        f"{r.EQUAL.value(tree):.2g} Hz and are {r.RATIO.value(tree):.1e} of it at 100 kHz."
    )
