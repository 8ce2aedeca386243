"""The numbers of transport."""

from itertools import product

import numpy as np
import xarray as xr

from pairlattice.phenomena.transport import results as r
from pairlattice.table import Table, against, cell, quantities


def tables(tree: xr.DataTree) -> list[Table]:
    """Conductivity, pulses, resistance, durations, bounds, radiation."""
    radiation = (r.DRIFT, r.RATIO, r.EQUAL)
    return [
        _conductivity(tree),
        _pulses(tree),
        _resistivity(tree),
        _transverse(tree),
        _durations(tree),
        _bounds(tree),
        quantities("Radiation of vibrating pairs", tree, radiation),
    ]


def _conductivity(tree: xr.DataTree) -> Table:
    shown = [route[part] for part in r.PARTS for route in (r.DRIVE, r.KUBO)]
    rows = tuple(
        (str(kind), omega, *(cell(v, tree, kind=kind, omega=omega) for v in shown))
        for kind, omega in product(r.KIND.values(tree), r.OMEGA.values(tree))
    )
    columns = (r.KIND.label, r.OMEGA.label, *(v.long_name for v in shown))
    sums = "; ".join(
        f"{kind}: {value:.4f} ± {error:.4f}"
        for kind, value, error in zip(
            *(v.values(tree) for v in (r.KIND, r.SUM_RULE, r.SUM_RULE.error)), strict=True
        )
    )
    note = (
        f"σ in {r.DRIVE['real'].units} = {1 / r.sizes.resistivity.value(tree):.4g} S/m. "
        f"{r.SUM_RULE.long_name}: {sums}. Fields go as exp(−iωt)."
    )
    return Table("Conductivity by two routes", columns, rows, note)


def _pulses(tree: xr.DataTree) -> Table:
    currents = r.CURRENT.values(tree)
    charges, ends = r.CHARGE.values(tree)[:, -1], r.POLARISATION.values(tree)[:, -1]
    largest = np.abs(currents).max(axis=1)
    cases = r.CASE.values(tree).astype(str)
    rows = tuple(zip(cases, largest, currents[:, -1], charges, ends, strict=True))
    columns = (
        r.CASE.label,
        r.CURRENT.axis(words="largest |J|"),
        r.CURRENT.axis(words="J at the end"),
        r.CHARGE.label,
        r.POLARISATION.axis(words="−n u at the end"),
    )
    note = f"{r.AT_REST.long_name}: {r.AT_REST.value(tree):.6f} {r.AT_REST.units}."
    return Table("The current that a field leaves", columns, rows, note)


def _resistivity(tree: xr.DataTree) -> Table:
    kelvin = r.sizes.temperature.value(tree)
    shown = (r.RESONANCE, r.DRIVEN, r.RESISTIVITY)
    rows = tuple(
        (str(kind), T, T * kelvin, *(cell(v, tree, kind=kind, temperature=T) for v in shown))
        for kind, T in product(r.RESISTIVITY_KIND.values(tree), r.RESISTIVITY_T.values(tree))
    )
    columns = (
        r.RESISTIVITY_KIND.label,
        r.RESISTIVITY_T.label,
        f"{r.RESISTIVITY_T.long_name} ({r.sizes.temperature.units})",
        *(v.label for v in shown),
    )
    level = r.FRICTION_ALONE.value(tree)
    note = (
        f"Friction alone gives γ/n = {level:.4g} (γ = {r.own.weak_friction.value(tree):g}/t0), "
        f"that is {level * r.sizes.resistivity.value(tree):.3g} {r.sizes.resistivity.units}."
    )
    return Table("Resistivity at resonance against temperature", columns, rows, note)


def _transverse(tree: xr.DataTree) -> Table:
    rows = tuple(
        (
            str(kind),
            T,
            *(cell(r.LOCAL, tree, kind=kind, temperature=T, field=side) for side in ("on", "off")),
            cell(r.POWER, tree, kind=kind, temperature=T),
        )
        for kind, T in product(r.TRANSVERSE_KIND.values(tree), r.TRANSVERSE_T.values(tree))
    )
    columns = (
        r.TRANSVERSE_KIND.label,
        r.TRANSVERSE_T.label,
        r.LOCAL.axis(words="transverse current, field on"),
        "field off",
        r.POWER.label,
    )
    exponents = (r.TRANSVERSE_KIND, r.LOCAL_EXPONENT, r.POWER_EXPONENT)
    pairs = "; ".join(
        f"{kind}: current T^{x:.4f}, power T^{y:.3f}"
        for kind, x, y in zip(*(v.values(tree) for v in exponents), strict=True)
    )
    note = (
        f"Power laws through all temperatures: {pairs}. Lorentz's oscillator loses "
        f"{r.LORENTZ_POWER.value(tree):.4g} {r.LORENTZ_POWER.units}."
    )
    return Table("Transverse currents and lost power", columns, rows, note)


def _durations(tree: xr.DataTree) -> Table:
    shown = (r.ANGSTROM, r.WHOLE)
    rows = tuple(
        (
            str(name),
            J,
            *(cell(v, tree, material=name, current_density=J) for v in shown),
            cell(r.BREAKDOWN, tree, current_density=J),
        )
        for name, J in product(r.MATERIAL.values(tree), r.CURRENT_DENSITY.values(tree))
    )
    columns = tuple(v.label for v in (r.MATERIAL, r.CURRENT_DENSITY, *shown, r.BREAKDOWN))
    field = r.own.breakdown_field
    note = (
        "J = n e du/dt with all conduction electrons of the material; end charge on a plane, "
        f"breakdown at {field.value(tree):g} {field.units} (dry air)."
    )
    return Table("How long a direct current lasts as a displacement", columns, rows, note)


def _bounds(tree: xr.DataTree) -> Table:
    note = (
        f"The longest time to d in the table above, at {r.CURRENT_DENSITY.values(tree)[0]:.4g} "
        f"{r.CURRENT_DENSITY.units}, is {r.LONGEST.value(tree):.3g} s."
    )
    title = "Measured persistence of currents"
    return against(r.EXPERIMENT, title, tree, (r.BOUND, r.DECADES), note)
