"""The numbers of the crystal at rest."""

import xarray as xr

from pairlattice.constants import elementary_charge
from pairlattice.table import Cell, Table, WithError


def tables(tree: xr.DataTree) -> list[Table]:
    """Site, soft modes, free energy, dipole approximation, tether by material."""
    return [_site(tree), _soft(tree), _free_energy(tree), _exact(tree), _tether(tree)]


def _site(tree: xr.DataTree) -> Table:
    statics = tree["statics"].to_dataset()
    limits = tree["lyddane_sachs_teller"].to_dataset()
    states = tree["states"].to_dataset()
    energy_ev = tree.attrs["si"]["energy"] / elementary_charge
    rows: list[tuple[str, str | float]] = [
        ("Madelung constant", f"{float(statics.madelung):.13f}"),
        ("energy of an electron at its site (E0)", float(statics.site_energy)),
        ("the same (eV)", float(statics.site_energy) * energy_ev),
        ("largest force component (E0/d)", float(abs(statics.force).max())),
        ("largest curvature component (E0/d²)", float(abs(statics.curvature).max())),
        ("trace of the curvature (E0/d²)", float(statics.trace)),
        ("trace, ions alone in a background (1/d³)", float(statics.trace_ions_alone)),
        ("−4π times that background (1/d³)", float(statics.poisson_ions_alone)),
    ]
    for direction in statics.direction.to_numpy():
        chosen = statics.sel(direction=direction)
        rows.append(
            (f"a₄ along {direction} by derivatives (E0/d⁴)", float(chosen.quartic_derivative))
        )
        rows.append((f"a₄ along {direction} by fit (E0/d⁴)", float(chosen.quartic_fit)))
    rows += [
        ("ω_LO²/ω_TO² at Γ", float(limits.ratio)),
        ("ε(0)/ε(∞) of the simulated crystal", float(limits.permittivity)),
        ("∫ g(ω) dω per site", float(states.integral)),
    ]
    return Table("The crystal at rest", ("quantity", "value"), tuple(rows))


def _soft(tree: xr.DataTree) -> Table:
    soft = tree["soft_modes"].to_dataset()
    rows = tuple(
        (
            str(name),
            float(soft.eigenvalue.sel(lattice=name)),
            round(float(soft.threshold.sel(lattice=name)), 6) + 0.0,
            ", ".join(f"{x:.3g}" for x in soft.q.sel(lattice=name).to_numpy()),
        )
        for name in soft.lattice.to_numpy()
    )
    columns = ("lattice", "lowest λ/n", "κ where a mode goes soft", "its wave vector (b₁, b₂, b₃)")
    return Table("Softest modes of the dipole lattice", columns, rows)


def _free_energy(tree: xr.DataTree) -> Table:
    data = tree["free_energy"].to_dataset()
    rows = tuple(
        (
            str(name),
            WithError(float(row.eq2), float(row.eq2_error)),
            WithError(float(row.energy), float(row.energy_error)),
        )
        for name, row in ((n, data.sel(arrangement=n)) for n in data.arrangement.to_numpy())
    )
    columns = ("arrangement, at rest", "Eq. (2) per electron (E0)", "Coulomb energy (E0)")
    return Table("Eq. (2) on the crystal, displaced and random", columns, rows)


def _exact(tree: xr.DataTree) -> Table:
    data = tree["exact"].to_dataset()
    rows = tuple(
        (str(name), float(data.ten_per_cent.sel(pattern=name))) for name in data.pattern.to_numpy()
    )
    columns = ("pattern", "u where the rms force error is 0.1 · k_c u (d)")
    return Table("Where the dipole approximation ends", columns, rows)


def _tether(tree: xr.DataTree) -> Table:
    data = tree["tether"].to_dataset()
    scale = {"m": 1e10}
    picked = (
        ("spacing", "d (Å)"),
        ("threshold", "ħω₀ at the threshold (eV)"),
        ("quantum", "ħω₀ (eV)"),
        ("transverse", "ħω_TO (eV)"),
        ("zero_point", "zero-point rms (Å)"),
        ("warm", "rms at room temperature (Å)"),
        ("classical", "classical rms at room temperature (Å)"),
        ("angstrom_tether", "ħω₀ for a zero-point rms of 1 Å (eV)"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            str(name),
            *(
                float(data[key].sel(material=name)) * scale.get(data[key].attrs["units"], 1.0)
                for key, _ in picked
            ),
        )
        for name in data.material.to_numpy()
    )
    columns = ("material", *(label for _, label in picked))
    room = tree.attrs["room_temperature"]
    note = f"Tether of κ = {tree.attrs['kappa']:g}; room temperature is {room:g} K."
    return Table("What the tether means", columns, rows, note)
