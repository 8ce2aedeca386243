"""What the figures show, in words, with this run's numbers."""

import numpy as np
import xarray as xr


def captions(tree: xr.DataTree) -> dict[str, str]:
    """The caption of each figure of `figures.draw`."""
    sigma = tree["conductivity"].to_dataset()
    pulses = tree["pulses"].to_dataset()
    across = tree["transverse"].to_dataset()
    lasting = tree["durations"].to_dataset()
    radiated = tree["radiation"].to_dataset()
    pulls = np.concatenate([sigma.pull_real.to_numpy(), sigma.pull_imaginary.to_numpy()]).ravel()
    sums = ", ".join(
        f"{float(value):.3f} ± {float(error):.3f} ({kind})"
        for kind, value, error in zip(
            sigma.kind.to_numpy(), sigma.sum_rule, sigma.sum_rule_error, strict=True
        )
    )
    end = float(abs(pulses.charge[0, -1]))
    response = (
        "The crystal in alternating and in switched fields (closures C1 and C7). Top: conductivity "
        f"at T = {tree.attrs['temperature']:g} E0/k_B by drive and by Green and Kubo from currents "
        "in equilibrium, without and with the quartic tether; of "
        f"{pulls.size} pairs of values {int((pulls < 2).sum())} agree within two standard errors, "
        f"the largest difference being {pulls.max():.1f}. (2/π)∫Re σ dω is {sums} times n. Right: "
        "the impedance; its real part is the bath's friction, Drude's resistance with 1/τ = γ, and "
        "the tether adds a capacitor in series that blocks direct current. Values of Re ρ below "
        "two standard errors are left out. Bottom: after a step of the field the current stops "
        f"when the charge {end:.4f} e/d² has passed, which is n times the final displacement "
        "(dash-dotted: rest position from k_TO u + g u³ = E); without friction it rings on "
        "instead. A current flows on only while the field goes on rising (right)."
    )
    J = float(lasting.current_density[0])
    row = lasting.sel(current_density=J)
    longest = float(row.whole.max())
    bound = float(lasting.bound.max())
    exponents = across.local_exponent.to_numpy()
    power = float(across.power_exponent.sel(kind="harmonic"))
    cold, hot = (float(across.power.sel(kind="anharmonic")[i]) for i in (0, -1))
    resistance = (
        "Resistance and duration (closures C1 and C7). Top left: currents across the field, which "
        "the paper names as the origin of resistance; site by site they grow as T to the power "
        f"{exponents.mean():.3f} and are the same with and without the field. Top middle: the "
        f"power that the field (ω = {tree.attrs['transverse_frequency']:g}) loses does not follow "
        f"them: its exponent is {power:.3f} in the harmonic crystal, and with the quartic tether "
        f"it goes from {cold:.2g} to {hot:.2g} E0/(d³ t0) as the resonance moves away. Top right: "
        "Re 1/σ at resonance, over that of friction alone. Bottom left: time until a current of "
        f"{J:.3g} A/m² (the wire of Sec. II) has displaced all electrons by 1 Å or by d, or the "
        f"charge of a plane end makes {tree.attrs['breakdown_field']:g} V/m; at most "
        f"{longest:.2g} s, against published bounds up to {bound:.2g} s. Bottom right: resistance "
        "of a wire by ohmic loss, with skin effect, and by radiation of its pairs, independent or "
        f"all in phase; independent pairs match the ohmic loss at {float(radiated.equal):.2g} Hz "
        f"and are {float(radiated.ratio_100kHz):.1e} of it at 100 kHz."
    )
    return {"figtransport": response, "figtransport2": resistance}
