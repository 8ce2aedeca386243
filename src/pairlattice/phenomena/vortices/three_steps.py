"""Fig. 11: the states of a rod at four fields, their shares against field and temperature."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np

from pairlattice.model.local_states import sample_state
from pairlattice.model.magnetic import CriticalFields, MagneticDrive
from pairlattice.phenomena.vortices import results as r
from pairlattice.phenomena.vortices.cross_section import EDGE, Rod, count_tubes, driven, measure
from pairlattice.phenomena.vortices.parameters import Parameters
from pairlattice.phenomena.vortices.tubes import critical_fields, reduced_fields
from pairlattice.progress import Progress
from pairlattice.reference_data.materials import materials
from pairlattice.units import ReducedUnits
from pairlattice.variable import Values

STATES = ("insulating", "magnetic", "metallic", "undetermined")
# Name, which of the four fields, and what is changed.
_AS_IT_IS: Mapping[str, Any] = MappingProxyType({})
_CASES: tuple[tuple[str, int, Mapping[str, Any]], ...] = (
    ("H = 0", 0, _AS_IT_IS),
    ("H < Hc1", 1, _AS_IT_IS),
    ("Hc1 < H < Hc2", 2, _AS_IT_IS),
    ("H > Hc2", 3, _AS_IT_IS),
    ("drive kept in tubes", 2, {"keep_drive": True}),
    ("η = 1", 2, {"coupling": 1.0}),
    ("η = 1, H < Hc1", 1, {"coupling": 1.0}),
)


def field_at(critical: CriticalFields, temperature: float, place: float) -> float:
    """A field from its place: 0 to 1 in units of Hc1(T), 1 to 2 from Hc1 to Hc2, above 2 in units
    of Hc2/2. Type I has no fields between 1 and 2, which all mean Hc."""
    lower, upper = (float(x) for x in critical.at(temperature))
    if place <= 1:
        return place * lower
    if place <= 2:
        return lower + (place - 1) * (upper - lower)
    return place / 2 * upper


def regimes(where: Rod, p: Parameters, progress: Progress) -> Values:
    """Cross-sections at the four fields, one scenario with only H changed; and variants: the drive
    kept where the field heats, and η = 1."""
    critical, B = where.matter.critical, where.units.magnetic_field
    lower, upper = (float(x) for x in critical.at(where.kelvin))
    found: dict[Any, Any] = {
        r.KELVIN: where.kelvin,
        r.LOWER: lower * B,
        r.UPPER: upper * B,
        r.SCALE: where.scale,
        r.COUPLING: where.drive.coupling,
        r.CRITICAL_KELVIN: where.temperature_scale * where.units.temperature,
        r.RADIUS: where.matter.tube.radius,
        r.EDGE: EDGE,
    }
    t = where.kelvin / critical.temperature
    for index, (name, place, changes) in enumerate(_CASES):
        field = field_at(critical, where.kelvin, p.regimes[place])
        section = measure(where, t, field, p.steps, **changes)
        values = {
            r.CASE: name,
            r.FIELD: field * B,
            r.STATE: STATES,
            r.SHARE: [section.shares[s] for s in STATES],
            r.SAMPLE_STATE: sample_state(section.shares, field >= upper),
            r.ACROSS: section.states,
            r.ALONG: section.side,
            r.TUBES: section.tubes,
            r.ROW: section.row,
        }
        found |= {variable.at(f"case{index}"): value for variable, value in values.items()}
        progress(index + 1, len(_CASES), name)
    return found


def scan(two: Rod, p: Parameters, progress: Progress) -> Values:
    """Shares of the states, number and diameter of tubes against field and temperature, for the
    type-II material, and the shares for a type-I one, whose λ and cross-section stay the same."""
    kinds = {p.material: two, p.type_one: _type_one(two, p)}
    T, places = np.array(p.temperatures), np.array(p.scan)
    shape = (len(kinds), len(T), len(places))
    shares = np.zeros((*shape, len(STATES)))
    field, expected, found, diameter, spread, merged = np.full((6, *shape), np.nan)
    for done, (k, i, j) in enumerate(np.ndindex(shape), 1):
        # Between Hc1 and Hc2 type I has one field only, and one temperature is enough.
        if k == 1 and (i > 0 or 1 < places[j] <= 2):
            continue
        where, t = list(kinds.values())[k], float(T[i])
        critical = where.matter.critical
        h = field_at(critical, t * critical.temperature, float(places[j]))
        one = measure(where, t, h, p.steps)
        counted = count_tubes(one)
        shares[k, i, j] = [one.shares[s] for s in STATES]
        field[k, i, j] = h * two.units.magnetic_field
        expected[k, i, j], found[k, i, j] = one.expected, counted.number
        diameter[k, i, j], spread[k, i, j] = counted.diameter, counted.spread
        merged[k, i, j] = counted.merged
        progress(done, int(np.prod(shape)), "fractions")
    between = (places > 1) & (places < 2)
    missed = np.abs(found - expected)[0, 0]
    return {
        r.MATERIAL: list(kinds),
        r.SCAN_STATE: STATES,
        r.TEMPERATURE: T,
        r.PLACE: places,
        r.SHARES: shares,
        r.FIELDS: field,
        r.EXPECTED: expected,
        r.FOUND: found,
        r.DIAMETER: diameter,
        r.SPREAD: spread,
        r.MERGED: merged,
        r.MISSED: _largest(missed[between]),
        r.MISSED_APART: _largest(missed[between & (merged[0, 0] == 0)]),
    }


def _largest(values: np.ndarray) -> float:
    return float(values.max()) if len(values) else np.nan


def _type_one(two: Rod, p: Parameters) -> Rod:
    real = critical_fields(p.type_one)
    if not real.is_type_one:
        # A type-II material asked to stand for type I: only its thermodynamic field would do.
        real = replace(real, upper=real.lower)
    critical = reduced_fields(real, two.units)
    return replace(
        two,
        matter=replace(two.matter, critical=critical),
        drive=driven(two.drive.stiffness, two.drive.density, p.displacement, critical.lower),
    )


def real_numbers(where: Rod) -> Values:
    """What closures C3 and C7 give with the materials' own numbers and η = 1."""
    drive = MagneticDrive(where.drive.stiffness, where.drive.density)
    names, rows = [], []
    for name, found in materials().items():
        n, Tc = found.pair_density, found.critical_temperature
        upper = found.upper_critical_field or found.critical_field
        lower = found.lower_critical_field or found.critical_field
        if n is None or Tc is None or upper is None:
            continue
        units = ReducedUnits.from_pair_density(n)
        u = float(drive.displacement(upper / units.magnetic_field))
        disorder = float(np.sqrt(where.spread * Tc / units.temperature))
        needed = (where.thresholds.amplitude / u) ** 2
        rows.append((Tc, lower if lower is not None else np.nan, upper, u, disorder, needed))
        names.append(name)
    columns = (
        r.TC, r.REAL_LOWER, r.REAL_UPPER, r.DISPLACEMENT, r.DISORDER, r.NEEDED_COUPLING,
    )  # fmt: skip
    return {r.METAL: names, **dict(zip(columns, np.array(rows).T, strict=True))}
