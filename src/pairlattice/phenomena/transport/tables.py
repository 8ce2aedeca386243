"""The numbers of transport."""

import math

import xarray as xr

from pairlattice.table import Cell, Table, WithError


def tables(tree: xr.DataTree) -> list[Table]:
    """Conductivity, pulses, resistance, durations, bounds, radiation."""
    return [
        _conductivity(tree),
        _pulses(tree),
        _resistivity(tree),
        _transverse(tree),
        _durations(tree),
        _bounds(tree),
        _radiation(tree),
    ]


def _conductivity(tree: xr.DataTree) -> Table:
    data = tree["conductivity"].to_dataset()
    rows: list[tuple[Cell, ...]] = []
    for kind in data.kind.to_numpy():
        for omega in data.omega.to_numpy():
            one = data.sel(kind=kind, omega=omega)
            cells = [
                WithError(float(one[f"{route}_{part}"]), float(one[f"{route}_error_{part}"]))
                for part in ("real", "imaginary")
                for route in ("drive", "kubo")
            ]
            rows.append((str(kind), float(omega), *cells))
    columns = (
        "crystal", "ω (1/t0)", "Re σ, drive", "Re σ, Green–Kubo", "Im σ, drive", "Im σ, Green–Kubo",
    )  # fmt: skip
    sums = "; ".join(
        f"{kind}: {float(data.sum_rule.sel(kind=kind)):.4f} ± "
        f"{float(data.sum_rule_error.sel(kind=kind)):.4f}"
        for kind in data.kind.to_numpy()
    )
    si = tree.attrs["si"]
    note = (
        f"σ in e² t0/(m d³) = {1 / si['resistivity']:.4g} S/m. (2/π) ∫ Re σ dω over n: {sums}. "
        "Fields go as exp(−iωt)."
    )
    return Table("Conductivity by two routes", columns, tuple(rows), note)


def _pulses(tree: xr.DataTree) -> Table:
    data = tree["pulses"].to_dataset()
    rows = tuple(
        (
            str(case),
            float(abs(data.current.sel(case=case)).max()),
            float(data.current.sel(case=case)[-1]),
            float(data.charge.sel(case=case)[-1]),
            float(data.end.sel(case=case)),
        )
        for case in data.case.to_numpy()
    )
    columns = (
        "field", "largest |J| (e/d² t0)", "J at the end", "∫ J dt (e/d²)", "−n u at the end (e/d²)",
    )  # fmt: skip
    at_rest = -tree.attrs["density"] * float(data.equilibrium)
    note = f"At rest in the full field −n u is {at_rest:.6f} e/d²."
    return Table("The current that a field leaves", columns, rows, note)


def _resistivity(tree: xr.DataTree) -> Table:
    data = tree["resistivity"].to_dataset()
    si = tree.attrs["si"]
    rows = tuple(
        (
            str(kind),
            float(T),
            float(T) * si["temperature"],
            float(data.resonance.sel(kind=kind, temperature=T)),
            *(
                WithError(
                    float(data[name].sel(kind=kind, temperature=T)),
                    float(data[f"{name}_error"].sel(kind=kind, temperature=T)),
                )
                for name in ("driven", "resistivity")
            ),
        )
        for kind in data.kind.to_numpy()
        for T in data.temperature.to_numpy()
    )
    columns = (
        "crystal", "T (E0/k_B)", "T (K)", "resonance (1/t0)",
        "Re 1/σ, drive (m d³/(e² t0))", "Re 1/σ, Green–Kubo",
    )  # fmt: skip
    level = float(data.friction_alone)
    note = (
        f"Friction alone gives γ/n = {level:.4g} (γ = {tree.attrs['weak_friction']:g}/t0), "
        f"that is {level * si['resistivity']:.3g} Ω m."
    )
    return Table("Resistivity at resonance against temperature", columns, rows, note)


def _transverse(tree: xr.DataTree) -> Table:
    data = tree["transverse"].to_dataset()
    rows: list[tuple[Cell, ...]] = []
    for kind in data.kind.to_numpy():
        for T in data.temperature.to_numpy():
            one = data.sel(kind=kind, temperature=T)
            sides = [
                WithError(
                    float(one.local.sel(field=field)), float(one.local_error.sel(field=field))
                )
                for field in ("on", "off")
            ]
            power = WithError(float(one.power), float(one.power_error))
            rows.append((str(kind), float(T), *sides, power))
    columns = (
        "crystal", "T (E0/k_B)", "transverse current, field on (e/d² t0)", "field off",
        "power lost (E0/d³ t0)",
    )  # fmt: skip
    pairs = "; ".join(
        f"{kind}: current T^{float(data.local_exponent.sel(kind=kind)):.4f}, "
        f"power T^{float(data.power_exponent.sel(kind=kind)):.3f}"
        for kind in data.kind.to_numpy()
    )
    note = f"Power laws through all temperatures: {pairs}. Lorentz's oscillator loses "
    note += f"{float(data.power_lorentz):.4g} E0/(d³ t0)."
    return Table("Transverse currents and lost power", columns, tuple(rows), note)


def _durations(tree: xr.DataTree) -> Table:
    data = tree["durations"].to_dataset()
    rows = tuple(
        (
            str(name),
            float(J),
            float(data.angstrom.sel(material=name, current_density=J)),
            float(data.whole.sel(material=name, current_density=J)),
            float(data.breakdown.sel(current_density=J)),
        )
        for name in data.material.to_numpy()
        for J in data.current_density.to_numpy()
    )
    columns = (
        "material", "J (A/m²)", "until 1 Å (s)", "until d (s)", "until breakdown at the end (s)",
    )  # fmt: skip
    note = (
        "J = n e du/dt with all conduction electrons of the material; end charge on a plane, "
        f"breakdown at {tree.attrs['breakdown_field']:g} V/m (dry air)."
    )
    return Table("How long a direct current lasts as a displacement", columns, rows, note)


def _bounds(tree: xr.DataTree) -> Table:
    data = tree["durations"].to_dataset()
    first = float(data.current_density[0])
    longest = float(data.whole.sel(current_density=first).max())
    rows = tuple(
        (
            str(name),
            float(data.bound.sel(experiment=name)),
            math.log10(float(data.bound.sel(experiment=name)) / longest),
        )
        for name in data.experiment.to_numpy()
    )
    columns = ("published", "time, or its lower bound (s)", "decades above the longest time to d")
    note = f"The longest time to d in the table above, at {first:.4g} A/m², is {longest:.3g} s."
    return Table("Measured persistence of currents", columns, rows, note)


def _radiation(tree: xr.DataTree) -> Table:
    data = tree["radiation"].to_dataset()
    rows = (
        ("speed of the electrons in the wire (m/s)", float(data.drift)),
        ("radiated over ohmic power at 100 kHz, independent pairs", float(data.ratio_100kHz)),
        ("frequency at which the two are equal (Hz)", float(data.equal)),
    )
    return Table("Radiation of vibrating pairs", ("quantity", "value"), rows)
