"""The engine in a magnetic field: local states of a plate of pairs over temperature and field.

The drive of closure C3 and the heat of C4, with the field that is left at each depth (C12), act on
the layers of a periodic crystal; states by C8. The plate is parallel to the field, and the pairs
move along the layers, so that no depolarising field arises.
"""

from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin, default_time_step
from pairlattice.errors import InputError
from pairlattice.measured.materials import material
from pairlattice.model import build
from pairlattice.model.local_states import classify, fractions, sample_state
from pairlattice.model.local_states import order as local_order
from pairlattice.model.magnetic import CriticalFields, MagneticDrive
from pairlattice.model.stiffness import mean_inverse_stiffness, uniform_stiffness
from pairlattice.phenomena.meissner import layers
from pairlattice.phenomena.meissner.parameters import Parameters
from pairlattice.progress import Progress
from pairlattice.scenario import Scenario

Array = NDArray[np.float64]

# Closure C11: Tc is where D² is this much above D*².
MARGIN = 1.25
_MARCH = 25  # steps per λ of the field's way inwards


def critical_fields(name: str) -> CriticalFields:
    """Tc [K], Bc1 and Bc2 at T = 0 [T] of a material of the data set; Bc twice for type I."""
    found = material(name)
    upper = found.upper_critical_field
    lower = found.lower_critical_field if upper is not None else found.critical_field
    upper = upper if upper is not None else found.critical_field
    if found.critical_temperature is None or lower is None or upper is None:
        raise InputError(
            f"meissner.materials must have Tc and critical fields in the data set, got {name!r}; "
            "Pb is type I and Nb type II"
        )
    return CriticalFields(found.critical_temperature, lower, upper)


def share(critical: CriticalFields, temperature: Array, field: Array) -> Array:
    """s of closure C12: how far the field has brought the pairs from T to Tc, 1 above Tc."""
    T, H = np.broadcast_arrays(np.asarray(temperature, float), np.asarray(field, float))
    gap = critical.temperature - T
    heated = critical.heat(T, H) - T
    return np.where(gap > 0, heated / np.where(gap > 0, gap, 1.0), 1.0)


def absorbed_profile(
    critical: CriticalFields, temperature: Array, field: Array, depth: Array, length: float
) -> Array:
    """H at each depth below a face, dH/dx = −(1 − s) H/λ from H0 at the face (C12).

    temperature, field: T and H0 (m,); depth: rising from 0 (l,); length: λ. Returns (m, l).
    """
    H = np.asarray(field, float).copy()
    T = np.asarray(temperature, float)
    found, x = np.empty((len(H), len(depth))), 0.0
    for index, target in enumerate(depth):
        steps = max(1, int(np.ceil((target - x) / length * _MARCH)))
        dx = (target - x) / steps
        for _ in range(steps):
            # The midpoint rule for ln H; exact where s does not change over the step.
            half = H * np.exp(-(1 - share(critical, T, H)) * dx / (2 * length))
            H = H * np.exp(-(1 - share(critical, T, half)) * dx / length)
        x, found[:, index] = float(target), H
    return found


@dataclass(frozen=True, eq=False)
class Plate:
    """The layered crystal of all maps. depth: of each layer below its nearest face [d]."""

    energy: Hamiltonian
    bath: Langevin
    depth: Array
    direction: Array
    drive: MagneticDrive
    spread: float

    @classmethod
    def of(cls, scenario: Scenario, coupling: float) -> "Plate":
        """coupling: η of closure C3."""
        energy = build.hamiltonian(scenario)
        dt = default_time_step(energy.stiffest, Langevin)
        bath = Langevin(dt, scenario.thermostat.friction, 0.0)
        lattice = energy.sample.lattice
        normal, spacing = layers.normal_and_spacing(lattice)
        count = energy.sample.size[0]
        index = np.arange(count)
        depth = (np.minimum(index, count - 1 - index) + 0.5) * spacing
        # Any direction in the layers; a nearest-neighbour vector of fcc lies in them.
        along = lattice.matrix[1] / np.linalg.norm(lattice.matrix[1])
        if abs(float(along @ normal)) > 1e-9:
            raise ValueError("the second lattice vector lies in the layers by construction")
        drive = MagneticDrive(
            uniform_stiffness(scenario.kappa, lattice.density), lattice.density, coupling
        )
        spread = mean_inverse_stiffness(energy, 0.0)
        return cls(energy, bath, depth, along, drive, spread)

    def disordering_temperature(self, disorder: float) -> float:
        """T at which thermal motion alone makes D² = 1.25 D*², by D² = S T [E0/k_B]."""
        return MARGIN * disorder**2 / self.spread


@dataclass(frozen=True, eq=False)
class Points:
    """Points of a map, each (m,). temperature, field: in the units of `critical`.

    kelvin: E0/k_B in the unit of temperature. tesla: the reduced unit of field in that of H.
    length: λ of Eq. (13) [d].
    """

    critical: CriticalFields
    temperature: Array
    field: Array
    kelvin: float
    tesla: float
    length: float

    @property
    def normal(self) -> NDArray[np.bool_]:
        """Above Tc or Hc2."""
        upper = self.critical.at(self.temperature)[1]
        return (self.temperature >= self.critical.temperature) | (self.field >= upper)


@dataclass(frozen=True, eq=False)
class Layers:
    """What acts on each layer of each point, (m, l): H and local T in the map's units, u_H [d]."""

    field: Array
    temperature: Array
    displacement: Array

    @classmethod
    def of(cls, plate: Plate, points: Points) -> "Layers":
        rim, index = np.unique(plate.depth, return_inverse=True)
        T = points.temperature
        field = absorbed_profile(points.critical, T, points.field, rim, points.length)[:, index]
        absorbing = 1 - share(points.critical, T[:, None], field)
        u = np.asarray(plate.drive.displacement(field / points.tesla) * np.sqrt(absorbing), float)
        return cls(field, points.critical.heat(T[:, None], field), u)


def _dataset(
    scenario: Scenario, plate: Plate, points: Points, acting: Layers, found: layers.LayerMeans
) -> xr.Dataset:
    amplitude = np.linalg.norm(found.displacement, axis=-1)
    ones = np.ones(amplitude.shape, dtype=np.int64)
    order = local_order(found.displacement, found.square, ones)
    states = classify(order, order, scenario.thresholds, field_applied=False)
    shares = [fractions(row, one) for row, one in zip(states, ones, strict=True)]
    names = [sample_state(f, bool(n)) for f, n in zip(shares, points.normal, strict=True)]
    both = ("point", "layer")
    data = xr.Dataset(coords={"depth": ("layer", plate.depth, {"units": "d"})})
    for name, values, units in (
        ("amplitude", order.amplitude, "d"),
        ("disorder", order.disorder, "d"),
        ("coherence", order.coherence, "1"),
        ("state", states, "1"),
        ("H", acting.field, "that of the map"),
        ("local_temperature", acting.temperature, "that of the map"),
        ("driven", acting.displacement, "d"),
    ):
        data[name] = (both, values, {"units": units, "long_name": name.replace("_", " ")})
    data["temperature"] = ("point", points.temperature)
    data["field"] = ("point", points.field)
    data["sample_state"] = ("point", np.array(names, dtype=str))
    for label in shares[0]:
        data[f"share_{label}"] = ("point", [f[label] for f in shares], {"units": "1"})
    return data


def _grid(T: Array, H: Array) -> tuple[Array, Array]:
    return np.repeat(T, len(H)), np.tile(H, len(T))


def maps(scenario: Scenario, p: Parameters, progress: Progress) -> dict[str, xr.Dataset]:
    """Two maps over (T, H), from one run of all their points.

    `real`: the first of `materials` in kelvin and tesla, η = 1. `scaled`: the last in Tc and Hc2,
    with Tc at the lattice's disordering temperature (C11) and η such that u_H(Hc2) = strength A*.
    The plate is some λ thick, λ a few d, so that rim and inside fit into it; the answer of a layer
    to a drive along it does not depend on its neighbours' drive.
    """
    units, star = scenario.units, scenario.thresholds
    if units is None:
        raise InputError('the experiment meissner needs a [material]; give name = "Pb"')
    plate = Plate.of(scenario, 1.0)
    first, last = critical_fields(p.materials[0]), critical_fields(p.materials[-1])
    disordering = plate.disordering_temperature(star.disorder)
    T, H = _grid(np.geomspace(*p.real_temperatures), np.geomspace(*p.real_fields))
    real = Points(first, T, H, units.temperature, units.magnetic_field, p.depth)
    # With η = 1 in the drive, the unit of field carries the coupling.
    per_field = float(plate.drive.displacement(1.0))
    tesla = per_field / (p.strength * star.amplitude)
    T, H = _grid(np.linspace(*p.scaled_temperatures), np.linspace(*p.scaled_fields))
    ratio = CriticalFields(1.0, last.lower / last.upper, 1.0)
    scaled = Points(ratio, T, H, 1 / disordering, tesla, p.depth)
    both = [(points, Layers.of(plate, points)) for points in (real, scaled)]
    profiles = layers.Profiles(
        np.concatenate(
            [-plate.drive.stiffness * a.displacement[..., None] * plate.direction for _, a in both]
        ),
        np.concatenate([a.temperature / points.kelvin for points, a in both]),
    )
    relax, samples = p.map_steps[0], p.map_steps[1] // 10
    found = layers.run(
        plate.energy, plate.bath, profiles, scenario.seed, relax, samples, 10, progress
    )
    cut = len(real.field)
    parts = [
        layers.LayerMeans(found.displacement[:cut], found.square[:cut]),
        layers.LayerMeans(found.displacement[cut:], found.square[cut:]),
    ]
    data = [
        _dataset(scenario, plate, points, acting, part)
        for (points, acting), part in zip(both, parts, strict=True)
    ]
    at_critical = float(plate.drive.displacement(first.upper / units.magnetic_field))
    own = float(plate.drive.displacement(last.upper / units.magnetic_field))
    T_c = first.temperature / units.temperature
    shared = {"length": p.depth, "spacing": units.spacing}
    return {
        "real": data[0].assign_attrs(
            shared,
            material=p.materials[0],
            critical_temperature=first.temperature,
            lower=first.lower,
            upper=first.upper,
            displacement_at_critical=at_critical,
            disorder_at_critical=float(np.sqrt(plate.spread * T_c)),
            metallic_kelvin=disordering / MARGIN * units.temperature,
            coupling_needed=(star.amplitude / at_critical) ** 2,
        ),
        "scaled": data[1].assign_attrs(
            shared,
            material=p.materials[-1],
            critical_temperature=1.0,
            lower=ratio.lower,
            upper=1.0,
            disordering=disordering,
            kelvin=disordering * units.temperature,
            real_kelvin=last.temperature,
            coupling=(p.strength * star.amplitude / own) ** 2,
        ),
    }
