"""The transport figures drawn from the result of `experiment.run`; no physics here."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pairlattice.phenomena.transport.captions import captions
from pairlattice.phenomena.transport.tables import tables
from pairlattice.plotting import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, VERMILION, figure

__all__ = ["captions", "draw", "tables"]

_KIND = {"harmonic": (BLUE, "o", "s"), "anharmonic": (VERMILION, "D", "^")}
_UNIT_SIGMA = "$e^2t_0/m\\,d^3$"


def draw(tree: xr.DataTree) -> dict[str, Figure]:
    """figtransport: alternating and switched fields. figtransport2: resistance and durations."""
    return {"figtransport": _response(tree), "figtransport2": _resistance(tree)}


def _response(tree: xr.DataTree) -> Figure:
    drawn = figure(11.0, 7.4)
    (real, imaginary, impedance), (current, charge, ramp) = drawn.subplots(2, 3)
    sigma = tree["conductivity"].to_dataset()
    _conductivity(real, sigma, "real", "Re σ")
    _conductivity(imaginary, sigma, "imaginary", "Im σ")
    real.set(yscale="log")
    real.legend(fontsize=7.5, loc="lower center")
    _impedance(impedance, sigma, tree.attrs)
    pulses = tree["pulses"].to_dataset()
    styles = zip((BLUE, ORANGE, GREEN), ("-", ":", "--"), strict=True)
    for case, (color, line) in zip(pulses.case.to_numpy()[:3], styles, strict=True):
        row = pulses.sel(case=case)
        current.plot(row.time, row.current, color=color, ls=line, label=case)
        charge.plot(row.time, row.charge, color=color, ls=line, label=case)
    n = tree.attrs["density"]
    few = slice(None, None, len(pulses.time) // 24)
    for case, color in zip(pulses.case.to_numpy()[:2], (BLUE, ORANGE), strict=True):
        row = pulses.sel(case=case).isel(time=few)
        charge.plot(row.time, -n * row.displacement, "o", color=color, mfc="white", ms=4)
    charge.axhline(-n * float(pulses.equilibrium), color=BLACK, lw=0.9, ls="-.")
    current.set(xlabel="time ($t_0$)", ylabel="current density ($e/d^2t_0$)")
    current.set_title("current after a step of the field")
    charge.set(xlabel="time ($t_0$)", ylabel="∫ J dt and −n⟨u⟩ ($e/d^2$)")
    charge.set_title("charge passed; circles: −n⟨u⟩")
    low, high = current.get_ylim()
    current.set_ylim(low, high + 0.45 * (high - low))
    current.legend(fontsize=8, loc="upper right")
    _ramp(ramp, pulses.isel(case=3))
    return drawn


def _conductivity(axes: Axes, sigma: xr.Dataset, part: str, symbol: str) -> None:
    grid = sigma.grid.to_numpy()
    shown = (grid >= float(sigma.omega.min())) & (grid <= float(sigma.omega.max()))
    lorentz = sigma[f"lorentz_{part}"].to_numpy()
    axes.plot(grid[shown], lorentz[shown], color=BLACK, label="Lorentz oscillator")
    for kind, (color, drive, kubo) in _KIND.items():
        row = sigma.sel(kind=kind)
        for route, marker, name in (("drive", drive, "drive"), ("kubo", kubo, "Green–Kubo")):
            fill = "white" if route == "kubo" else color
            axes.errorbar(
                row.omega, row[f"{route}_{part}"], yerr=row[f"{route}_error_{part}"], fmt=marker,
                color=color, mfc=fill, ms=4.5, capsize=2, lw=1, label=f"{kind}, {name}",
            )  # fmt: skip
    if part == "imaginary":
        row = sigma.sel(kind="anharmonic")
        values = row.kramers_kronig.to_numpy()
        label = "anharmonic, Kramers–Kronig"
        axes.plot(grid[shown], values[shown], color=VERMILION, ls="--", lw=1, label=label)
    axes.set(
        xscale="log", xlabel="angular frequency ω ($1/t_0$)", ylabel=f"{symbol} ({_UNIT_SIGMA})"
    )
    axes.set_title(f"{symbol}(ω)" + (", dashed: Kramers–Kronig" if part == "imaginary" else ""))


def _impedance(axes: Axes, sigma: xr.Dataset, attrs: dict[Any, Any]) -> None:
    w = sigma.omega.to_numpy()
    smooth = np.geomspace(w.min(), w.max(), 200)
    n, gamma, k = attrs["density"], attrs["friction"], attrs["uniform"]
    axes.plot(
        smooth, np.full_like(smooth, gamma / n), color=BLUE, label="Re ρ: Drude = Lorentz = γ/n"
    )
    axes.plot(smooth, smooth / n, color=GREEN, ls="--", label="|Im ρ|, Drude: inertia")
    total = np.abs(k - smooth**2) / (n * smooth)
    axes.plot(smooth, total, color=PURPLE, ls=":", label="|Im ρ|, Lorentz: with tether")
    row = sigma.sel(kind="anharmonic")
    rho = 1 / (row.drive_real.to_numpy() + 1j * row.drive_imaginary.to_numpy())
    error = np.hypot(row.drive_error_real, row.drive_error_imaginary).to_numpy() * np.abs(rho) ** 2
    sure = rho.real > 2 * error
    style: dict[str, Any] = {"fmt": "D", "color": VERMILION, "ms": 4.5, "capsize": 2}
    label = "Re ρ, anharmonic, drive"
    axes.errorbar(w[sure], rho.real[sure], yerr=error[sure], label=label, **style)
    size = np.abs(rho.imag)
    label = "|Im ρ|, anharmonic, drive"
    bars = np.minimum(error, 0.9 * size)
    axes.errorbar(w, size, yerr=bars, mfc="white", label=label, **style)
    axes.set(xscale="log", yscale="log", xlabel="angular frequency ω ($1/t_0$)", ylim=(0.03, 900))
    axes.set(ylabel="ρ = 1/σ ($m d^3/e^2t_0$)", title="impedance of a unit cube")
    axes.legend(fontsize=7, loc="upper right")


def _ramp(axes: Axes, row: xr.Dataset) -> None:
    time = row.time.to_numpy()
    axes.plot(time, row.current * 1e3, color=BLUE, label="J ($10^{-3}\\,e/d^2t_0$)")
    axes.plot(time, row.charge * 100, color=VERMILION, ls="--", label="∫ J dt ($10^{-2}\\,e/d^2$)")
    axes.axhline(0, color=GREY, lw=0.6)
    axes.set(xlabel="time ($t_0$)", ylabel="J and ∫ J dt", title="field rising throughout, T = 0")
    axes.legend(fontsize=8)


def _resistance(tree: xr.DataTree) -> Figure:
    drawn = figure(11.0, 7.6)
    (local, power, resistivity), (lasting, radiated, _) = axes = drawn.subplots(2, 3)
    axes[1][2].remove()
    _transverse(local, tree["transverse"].to_dataset(), tree.attrs["density"])
    _power(power, tree["transverse"].to_dataset())
    _against_temperature(resistivity, tree["resistivity"].to_dataset())
    lasting.remove()
    wide = drawn.add_subplot(axes[1][0].get_subplotspec().get_gridspec()[1, :2])
    radiated.remove()
    _durations(wide, tree["durations"].to_dataset())
    last = drawn.add_subplot(axes[1][2].get_subplotspec())
    _radiation(last, tree["radiation"].to_dataset())
    return drawn


def _transverse(axes: Axes, data: xr.Dataset, n: float) -> None:
    T = data.temperature.to_numpy()
    axes.plot(T, n * np.sqrt(T), color=BLACK, label="equipartition, $n\\sqrt{T}$")
    for state, marker, size, fill in (("off", "s", 9, "white"), ("on", "o", 4, VERMILION)):
        row = data.sel(kind="anharmonic", field=state)
        style: dict[str, Any] = {"color": VERMILION, "mfc": fill, "ms": size, "capsize": 2}
        axes.errorbar(T, row.local, yerr=row.local_error, fmt=marker,
                      label=f"site by site, field {state}", **style)  # fmt: skip
        axes.errorbar(T, row.coherent, yerr=row.coherent_error, fmt="D" if state == "off" else "^",
                      color=BLUE, mfc="white" if state == "off" else BLUE, ms=size * 0.8, capsize=2,
                      label=f"whole crystal at ω, field {state}")  # fmt: skip
    axes.set(xscale="log", yscale="log", xlabel="temperature ($E_0/k_B$)")
    axes.set(ylabel="current across the field ($e/d^2t_0$)", title="transverse currents")
    axes.set_ylim(1e-5, 3)
    axes.legend(fontsize=7.5, loc="upper left")


def _power(axes: Axes, data: xr.Dataset) -> None:
    T = data.temperature.to_numpy()
    scale = float(data.power_lorentz)
    axes.axhline(1, color=BLACK, label="Lorentz oscillator")
    across = data.local.sel(kind="anharmonic", field="on").to_numpy() ** 2
    middle = len(T) // 2
    axes.plot(T, across / across[middle], color=GREY, ls=":", label="if ∝ transverse current²")
    for kind, (color, marker, _) in _KIND.items():
        row = data.sel(kind=kind)
        axes.errorbar(T, row.power / scale, yerr=row.power_error / scale, fmt=marker, color=color,
                      ms=5, capsize=2, label=kind)  # fmt: skip
    axes.set(xscale="log", ylim=(-0.2, 2.2), xlabel="temperature ($E_0/k_B$)")
    axes.set(ylabel="power over that of Lorentz", title="power lost by the field")
    axes.legend(fontsize=8, loc="upper left")


def _against_temperature(axes: Axes, data: xr.Dataset) -> None:
    T = data.temperature.to_numpy()
    level = float(data.friction_alone)
    axes.axhline(1, color=BLACK, label="friction alone, γ/n (Drude)")
    for shift, (kind, (color, marker, other)) in zip((0.93, 1.07), _KIND.items(), strict=True):
        row = data.sel(kind=kind)
        style: dict[str, Any] = {"color": color, "ms": 5, "capsize": 2}
        axes.errorbar(T * shift, row.resistivity / level, yerr=row.resistivity_error / level,
                      fmt=other, mfc="white", label=f"{kind}, Green–Kubo", **style)  # fmt: skip
        axes.errorbar(T, row.driven / level, yerr=row.driven_error / level,
                      fmt=marker, label=f"{kind}, drive", **style)  # fmt: skip
    axes.set(xscale="log", ylim=(0, 2.2), xlabel="temperature ($E_0/k_B$)")
    axes.set(ylabel="Re ρ over γ/n", title="resistivity at resonance")
    axes.legend(fontsize=8)


def _durations(axes: Axes, data: xr.Dataset) -> None:
    first = float(data.current_density[0])
    x = np.arange(data.sizes["material"])
    row = data.sel(current_density=first)
    axes.plot(x - 0.1, row.angstrom, "o", color=BLUE, label="displacement of 1 Å")
    axes.plot(x + 0.1, row.whole, "s", color=VERMILION, mfc="white", label="displacement of d")
    axes.axhline(float(row.breakdown), color=GREEN, ls="--", label="end charge at breakdown")
    for name, line in zip(data.experiment.to_numpy(), ("-", "-."), strict=False):
        words = str(name).split(" (")[1].rstrip(")").split(",")[0]
        axes.axhline(
            float(data.bound.sel(experiment=name)),
            color=BLACK,
            ls=line,
            label=f"published: {words}",
        )
    axes.set_xticks(x, data.material.to_numpy())
    axes.set(yscale="log", ylim=(1e-11, 1e21), ylabel="time (s)", xlabel="material")
    axes.set_title(f"how long a direct current of {first:.3g} A/m² lasts as a displacement")
    axes.legend(fontsize=8, ncols=2, loc="upper center")


def _radiation(axes: Axes, data: xr.Dataset) -> None:
    axes.loglog(data.frequency, data.ohmic, color=BLACK, label="copper, ohmic")
    axes.loglog(data.frequency, data.pairs, color=VERMILION, ls="--", label="pairs, independent")
    axes.loglog(data.frequency, data.antenna, color=BLUE, ls="-.", label="pairs in phase, antenna")
    axes.set(xlabel="frequency (Hz)", ylabel="resistance (Ω/m)", title="radiation of a wire")
    axes.set_ylim(1e-36, 1e18)
    axes.legend(fontsize=8, loc="upper left")
