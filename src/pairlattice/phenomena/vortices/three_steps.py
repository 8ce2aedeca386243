"""Fig. 11: the states of a rod at four fields, their shares against field and temperature."""

from dataclasses import replace
from typing import Any

import numpy as np
import xarray as xr

from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.lattice import Floats
from pairlattice.engine.sample import periodic
from pairlattice.engine.terms import DipoleDipole
from pairlattice.measured.materials import materials
from pairlattice.model import build
from pairlattice.model.local_states import LocalState, sample_state
from pairlattice.model.magnetic import CriticalFields, MagneticDrive
from pairlattice.model.stiffness import mean_inverse_stiffness, uniform_stiffness
from pairlattice.phenomena.labels import labelled
from pairlattice.phenomena.vortices.cross_section import EDGE, Rod, Section, count_tubes, measure
from pairlattice.phenomena.vortices.parameters import Parameters
from pairlattice.progress import Progress, silent
from pairlattice.scenario import Scenario
from pairlattice.units import ReducedUnits

STATES = ("insulating", "magnetic", "metallic", "undetermined")
REGIMES = ("H = 0", "H < Hc1", "Hc1 < H < Hc2", "H > Hc2")


def field_at(critical: CriticalFields, temperature: float, place: float) -> float:
    """A field from its place: 0 to 1 in units of Hc1(T), 1 to 2 from Hc1 to Hc2, above 2 in units
    of Hc2/2. Type I has no fields between 1 and 2, which all mean Hc."""
    lower, upper = (float(x) for x in critical.at(temperature))
    if place <= 1:
        return place * lower
    if place <= 2:
        return lower + (place - 1) * (upper - lower)
    return place / 2 * upper


def regimes(scenario: Scenario, p: Parameters, progress: Progress = silent) -> xr.DataTree:
    """Cross-sections at the four fields, one scenario with only H changed; and two variants of the
    third: the drive kept where the field heats, and η = 1."""
    where = Rod.of(scenario, p)
    critical = where.matter.critical
    kelvin = scenario.thermostat.temperature * p.units(scenario).temperature
    t = kelvin / critical.temperature
    B = p.units(scenario).magnetic_field
    tree = xr.DataTree()
    cases: list[tuple[str, float, dict[str, Any]]] = [
        (name, place, {}) for name, place in zip(REGIMES, p.regimes, strict=True)
    ]
    cases.append(("drive kept in tubes", p.regimes[2], {"keep_drive": True}))
    cases.append(("η = 1", p.regimes[2], {"coupling": 1.0}))
    cases.append(("η = 1, H < Hc1", p.regimes[1], {"coupling": 1.0}))
    for index, (name, place, changes) in enumerate(cases):
        field = field_at(critical, kelvin, place)
        section = measure(where, scenario, t, field, p.steps, **changes)
        above = field >= float(critical.at(kelvin)[1])
        data = _section(where, section, above)
        data["field"] = labelled((), field * B, "T", "applied field μ0 H")
        data.attrs["name"] = name
        tree[f"case{index}"] = xr.DataTree(data)
        progress(index + 1, len(cases), name)
    tree.attrs = {
        "temperature_kelvin": kelvin,
        "temperature": t,
        "scale": where.scale,
        "coupling": where.drive.coupling,
        "lattice_temperature_at_critical": where.temperature_scale,
        "kelvin_at_critical": where.temperature_scale * p.units(scenario).temperature,
        "material": p.material,
        "Tc": critical.temperature,
        "Hc1": float(critical.at(kelvin)[0]) * B,
        "Hc2": float(critical.at(kelvin)[1]) * B,
        "penetration": where.matter.penetration,
        "tube_radius": where.matter.tube.radius,
        "width": where.width,
        "cases": len(cases),
    }
    return tree


def _section(where: Rod, section: Section, above: bool) -> xr.Dataset:
    data = xr.Dataset()
    dims = ("x", "y")
    states = ", ".join(f"{s.value} {s.label}" for s in LocalState)
    data["state"] = labelled(dims, section.states, "1", f"state across the field: {states}")
    data["side"] = labelled(("x", "z"), section.side, "1", f"state along the field: {states}")
    o = section.order
    for name, values, label in (
        ("amplitude", o.amplitude, "A = |⟨u⟩|"),
        ("disorder", o.disorder, "D = √⟨|u − ⟨u⟩|²⟩"),
    ):
        data[name] = labelled(dims, values, "d", label)
    data["coherence"] = labelled(dims, o.coherence, "1", "C = |⟨u⟩|/√⟨|u|²⟩")
    data["absorbed"] = labelled(
        ("px", "py"), section.absorbed / where.matter.critical.upper, "Hc2(0)", "absorbed field"
    )
    data["heat"] = labelled(("px", "py"), section.heat, "Tc", "local temperature T_eff")
    data["tube"] = labelled(("tube", "component"), section.tubes, "d", "places of the tubes put in")
    found = count_tubes(section)
    data["row"] = labelled((), section.row, "d", "y of the plane along the field")
    data["expected"] = labelled((), section.expected, "1", "⟨B⟩A/Φ0 (closures C6, C15)")
    data["found"] = labelled((), found.number, "1", "metallic regions with a tube in them")
    data["diameter"] = labelled((), found.diameter, "d", "diameter √(4A/π) of a metallic region")
    data["diameter_spread"] = labelled((), found.spread, "d", "standard deviation of the diameters")
    data["share"] = labelled(
        ("state_name",), [section.shares[s] for s in STATES], "1", "share of the pairs"
    )
    data = data.assign_coords(state_name=list(STATES))
    data.attrs["sample_state"] = sample_state(section.shares, above)
    data.attrs["merged"] = int(found.merged)
    data.attrs["edge"] = EDGE
    return data


def scan(scenario: Scenario, p: Parameters, progress: Progress = silent) -> xr.Dataset:
    """Shares of the states, number and diameter of tubes against field and temperature, for the
    type-II material, and the shares for a type-I one, whose λ and cross-section stay the same."""
    two = Rod.of(scenario, p)
    kinds = {p.material: two, p.type_one: _type_one(two, scenario, p)}
    T, places = np.array(p.temperatures), np.array(p.scan)
    shape = (len(kinds), len(T), len(places))
    shares = np.zeros((*shape, len(STATES)))
    field, expected, found, diameter, spread, merged = np.full((6, *shape), np.nan)
    done = 0
    for k, where in enumerate(kinds.values()):
        critical = where.matter.critical
        for i, t in enumerate(T):
            for j, place in enumerate(places):
                done += 1
                # Between Hc1 and Hc2 type I has one field only, and one temperature is enough.
                if k == 1 and (i > 0 or 1 < place <= 2):
                    continue
                h = field_at(critical, float(t) * critical.temperature, float(place))
                one = measure(where, scenario, float(t), h, p.steps)
                counted = count_tubes(one)
                shares[k, i, j] = [one.shares[s] for s in STATES]
                field[k, i, j] = h * p.units(scenario).magnetic_field
                expected[k, i, j], found[k, i, j] = one.expected, counted.number
                diameter[k, i, j], spread[k, i, j] = counted.diameter, counted.spread
                merged[k, i, j] = counted.merged
                progress(done, int(np.prod(shape)), "fractions")
    data = xr.Dataset(coords={"material": list(kinds), "state_name": list(STATES)})
    data = data.assign_coords(
        temperature=labelled(("temperature",), T, "Tc", "temperature"),
        place=labelled(("place",), places, "1", "field: H/Hc1, 1 + (H−Hc1)/(Hc2−Hc1), 2H/Hc2"),
    )
    dims = ("material", "temperature", "place")
    data["share"] = labelled((*dims, "state_name"), shares, "1", "share of the pairs")
    for name, values, unit, label in (
        ("field", field, "T", "applied field μ0 H"),
        ("expected", expected, "1", "⟨B⟩A/Φ0 (closures C6, C15)"),
        ("found", found, "1", "metallic regions with a tube in them"),
        ("diameter", diameter, "d", "diameter of a metallic region"),
        ("diameter_spread", spread, "d", "standard deviation of the diameters"),
        ("merged", merged, "1", "whether regions of several tubes have grown together"),
    ):
        data[name] = labelled(dims, values, unit, label)
    return data


def _type_one(two: Rod, scenario: Scenario, p: Parameters) -> Rod:

    real = p.critical(p.type_one)
    if not real.is_type_one:
        # A type-II material asked to stand for type I: only its thermodynamic field would do.
        real = CriticalFields(real.temperature, real.lower, real.lower)
    B = p.units(scenario).magnetic_field
    critical = CriticalFields(real.temperature, real.lower / B, real.upper / B)
    drive = MagneticDrive(two.drive.stiffness, two.drive.density)
    coupling = (p.displacement / float(drive.displacement(critical.lower))) ** 2
    return replace(
        two,
        matter=replace(two.matter, critical=critical),
        drive=MagneticDrive(drive.stiffness, drive.density, coupling),
    )


def real_numbers(scenario: Scenario) -> xr.Dataset:
    """What closures C3 and C7 give with the materials' own numbers and η = 1."""
    names, rows = [], []

    bulk = periodic(build.lattice(scenario), (16, 16, 16))
    coupled = Hamiltonian(bulk, {"dipoles": DipoleDipole.of(bulk)})
    spread = mean_inverse_stiffness(coupled, scenario.stiffness)
    drive = MagneticDrive(
        uniform_stiffness(scenario.kappa, bulk.lattice.density), bulk.lattice.density
    )
    for name, found in materials().items():
        n, Tc = found.pair_density, found.critical_temperature
        upper = found.upper_critical_field or found.critical_field
        lower = found.lower_critical_field or found.critical_field
        if n is None or Tc is None or upper is None:
            continue
        units = ReducedUnits.from_pair_density(n)
        u = float(drive.displacement(upper / units.magnetic_field))
        disorder = float(np.sqrt(spread * Tc / units.temperature))
        star = scenario.thresholds.amplitude
        rows.append(
            (Tc, lower if lower is not None else np.nan, upper, u, disorder, (star / u) ** 2)
        )
        names.append(name)
    values: Floats = np.array(rows).T
    data = xr.Dataset(coords={"material": names})
    for name, column, unit, label in (
        ("Tc", values[0], "K", "critical temperature"),
        ("lower", values[1], "T", "Bc1, or Bc of type I"),
        ("upper", values[2], "T", "Bc2, or Bc of type I"),
        ("displacement", values[3], "d", "u_H at the upper field, η = 1 (closure C3)"),
        ("disorder", values[4], "d", "thermal D of the harmonic lattice at Tc"),
        ("coupling", values[5], "1", "η that would displace by A* at the upper field"),
    ):
        data[name] = labelled(("material",), column, unit, label)
    return data
