"""The engine in a magnetic field: local states of a plate of pairs over temperature and field.

The drive of closure C3 and the heat of C4, with the field that is left at each depth (C12), act on
the layers of a periodic crystal; states by C8. The plate is parallel to the field, and the pairs
move along the layers, so that no depolarising field arises.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin, default_time_step
from pairlattice.model import build
from pairlattice.model.local_states import classify, fractions, sample_state
from pairlattice.model.local_states import order as local_order
from pairlattice.model.magnetic import CriticalFields, MagneticDrive
from pairlattice.model.stiffness import mean_inverse_stiffness, uniform_stiffness
from pairlattice.phenomena.meissner import layers
from pairlattice.phenomena.meissner import results as r
from pairlattice.phenomena.meissner.parameters import Parameters
from pairlattice.phenomena.meissner.presets import critical_fields
from pairlattice.progress import Progress
from pairlattice.scenario import Scenario
from pairlattice.variable import Values

Array = NDArray[np.float64]

# Closure C11: Tc is where D² is this much above D*².
_MARGIN = 1.25
_MARCH = 25  # steps per λ of the field's way inwards

# The first word of a sample's state; what is not named here is a plain mixture.
KINDS = ("insulating", "Meissner", "vortex", "magnetic", "metallic", "normal", "mixture")


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
    def of(cls, scenario: Scenario) -> "Plate":
        """With η = 1 in closure C3."""
        energy = build.hamiltonian(scenario)
        dt = default_time_step(energy.stiffest, Langevin)
        bath = Langevin(dt, scenario.thermostat.friction, 0.0)
        lattice = energy.sample.lattice
        count = energy.sample.size[0]
        index = np.arange(count)
        depth = (np.minimum(index, count - 1 - index) + 0.5) * layers.spacing(lattice)
        # Any direction in the layers; a nearest-neighbour vector of fcc lies in them.
        along = lattice.matrix[1] / np.linalg.norm(lattice.matrix[1])
        drive = MagneticDrive(uniform_stiffness(scenario.kappa, lattice.density), lattice.density)
        spread = mean_inverse_stiffness(energy, 0.0)
        return cls(energy, bath, depth, along, drive, spread)

    def disordering_temperature(self, disorder: float) -> float:
        """T at which thermal motion alone makes D² = 1.25 D*², by D² = S T [E0/k_B]."""
        return _MARGIN * disorder**2 / self.spread


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


def acting(plate: Plate, points: Points) -> tuple[Array, Array]:
    """What acts on each layer of each point, (m, l): local T [E0/k_B] and u_H [d]."""
    rim, index = np.unique(plate.depth, return_inverse=True)
    T = points.temperature
    field = absorbed_profile(points.critical, T, points.field, rim, points.length)[:, index]
    absorbing = 1 - share(points.critical, T[:, None], field)
    u = np.asarray(plate.drive.displacement(field / points.tesla) * np.sqrt(absorbing), float)
    return points.critical.heat(T[:, None], field) / points.kelvin, u


def kind(state: str) -> str:
    """Which of `KINDS` a sample's state is.

    >>> kind("vortex (insulating + magnetic + metallic)"), kind("insulating + metallic")
    ('vortex', 'mixture')
    """
    first = state.split(" (")[0]
    return first if first in KINDS else "mixture"


def _samples(states: NDArray[np.int8], points: Points) -> list[str]:
    """The state of the sample at each point, from those of its layers (m, l)."""
    sites = np.ones(states.shape[1], dtype=np.int64)
    return [
        sample_state(fractions(row, sites), bool(normal))
        for row, normal in zip(states, points.normal, strict=True)
    ]


def _grid(T: Array, H: Array) -> tuple[Array, Array]:
    return np.repeat(T, len(H)), np.tile(H, len(T))


def maps(scenario: Scenario, p: Parameters, progress: Progress) -> Values:
    """Two maps over (T, H), from one run of all their points.

    `real`: the first of `materials` in kelvin and tesla, η = 1. `scaled`: the last in Tc and Hc2,
    with Tc at the lattice's disordering temperature (C11) and η such that u_H(Hc2) = strength A*.
    The plate is some λ thick, λ a few d, so that rim and inside fit into it; the answer of a layer
    to a drive along it does not depend on its neighbours' drive.
    """
    units, star = scenario.sized, scenario.thresholds
    plate = Plate.of(scenario)
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
    temperature, driven = (
        np.concatenate(both)
        for both in zip(*(acting(plate, points) for points in (real, scaled)), strict=True)
    )
    force = -plate.drive.stiffness * driven[..., None] * plate.direction
    relax, samples = p.map_steps[0], p.map_steps[1] // 10
    u, square = layers.run(
        plate.energy, plate.bath, force, temperature, scenario.seed, relax, samples, 10, progress
    )
    order = local_order(u, square, np.ones(square.shape, dtype=np.int64))
    states = classify(order, order, star, field_applied=False)
    found: Values = {}
    cut = len(real.field)
    for name, points, here in (
        (r.REAL, real, slice(None, cut)),
        (r.SCALED, scaled, slice(cut, None)),
    ):
        names = _samples(states[here], points)
        kinds = [kind(one) for one in names]
        found = {
            **found,
            r.LAYER_DEPTH.at(name): plate.depth,
            r.DRIVEN.at(name): driven[here],
            r.AMPLITUDE.at(name): order.amplitude[here],
            r.DISORDER.at(name): order.disorder[here],
            r.STATE.at(name): states[here],
            r.SAMPLE_STATE.at(name): names,
            r.POINT_KIND.at(name): kinds,
            r.KIND.at(name): KINDS,
            r.SHARE.at(name): [kinds.count(one) / len(kinds) for one in KINDS],
        }
    at_critical = float(plate.drive.displacement(first.upper / units.magnetic_field))
    at_upper = float(plate.drive.displacement(last.upper / units.magnetic_field))
    return {
        **found,
        r.REAL_TEMPERATURE: real.temperature,
        r.REAL_FIELD: real.field,
        r.REAL_TC: first.temperature,
        r.REAL_UPPER: first.upper,
        r.DISPLACEMENT_AT_CRITICAL: at_critical,
        r.DISORDER_AT_CRITICAL: np.sqrt(plate.spread * first.temperature / units.temperature),
        r.METALLIC: disordering / _MARGIN * units.temperature,
        r.COUPLING_NEEDED: (star.amplitude / at_critical) ** 2,
        r.SCALED_TEMPERATURE: scaled.temperature,
        r.SCALED_FIELD: scaled.field,
        r.SCALED_LOWER: ratio.lower,
        r.KELVIN: disordering * units.temperature,
        r.REAL_KELVIN: last.temperature,
        r.COUPLING: (p.strength * star.amplitude / at_upper) ** 2,
    }
