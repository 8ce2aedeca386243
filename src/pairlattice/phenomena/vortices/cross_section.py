"""A rod in a parallel field, its pairs driven and heated: what the engine makes of its states."""

from dataclasses import dataclass, replace

import jax.numpy as jnp
import numpy as np
import scipy.ndimage
from numpy.typing import NDArray

from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin, default_time_step, start
from pairlattice.engine.lattice import Floats
from pairlattice.engine.observables import Sums
from pairlattice.engine.sample import Sample, periodic, rod
from pairlattice.engine.simulation import simulate
from pairlattice.engine.stages import Stage
from pairlattice.engine.terms import DipoleDipole, Neighbour, SiteForce, Term, Tether
from pairlattice.engine.vector import join
from pairlattice.model import build, closures
from pairlattice.model.local_states import LocalState, Order, classify, fractions, order
from pairlattice.model.magnetic import MagneticDrive
from pairlattice.model.stiffness import mean_inverse_stiffness, uniform_stiffness
from pairlattice.phenomena.vortices.parameters import Parameters
from pairlattice.phenomena.vortices.tubes import (
    TubeMatter,
    absorbed_field,
    heated_share,
    positions,
    scale,
    surface_field,
)
from pairlattice.scenario import Scenario, Thresholds
from pairlattice.units import ReducedUnits

# Which pairs move how far in the rod, and where, follows from all of these.
CLOSURES = (
    closures.TETHER,
    closures.MAGNETIC_DRIVE,
    closures.FIELD_AS_HEAT,
    closures.FLUX_PER_TUBE,
    closures.HEAT_BATH,
    closures.STATE_RULES,
    closures.DISORDERING_TEMPERATURE,
    closures.ABSORBING_SHARE,
    closures.TUBE_POSITIONS,
    closures.MEAN_INDUCTION,
    closures.TUBE_PROFILE,
    closures.SCALED_LENGTHS,
)
# Edge of the columns whose state is judged, in grid steps of one d.
EDGE = 2


def driven(stiffness: float, density: float, displacement: float, lower: float) -> MagneticDrive:
    """The drive whose η makes the displacement at the lower critical field [d]."""
    plain = MagneticDrive(stiffness, density)
    return replace(plain, coupling=(displacement / float(plain.displacement(lower))) ** 2)


@dataclass(frozen=True, eq=False)
class Rod:
    """The sample and what does not change with the field.

    matter: of the material with lengths in d and fields in reduced units (closure C17). scale: by
    which lengths are reduced. kelvin: the temperature [K]. surface: H_s/H on the columns inside
    (w, w). spread: D²/T of the undriven harmonic crystal [d²/E0]. temperature_scale: lattice
    temperature for each unit of T/Tc (closure C11).
    """

    sample: Sample
    terms: dict[str, Term]
    matter: TubeMatter
    scale: float
    units: ReducedUnits
    kelvin: float
    surface: Floats
    drive: MagneticDrive
    spread: float
    temperature_scale: float
    time_step: float
    friction: float
    seed: int
    thresholds: Thresholds

    @property
    def width(self) -> int:
        return len(self.surface)

    @classmethod
    def of(cls, scenario: Scenario, p: Parameters) -> "Rod":
        width, half = p.width, p.width / 2
        sample = rod(
            build.lattice(scenario),
            lambda r: np.all(r[:, :2] < half - 0.5, axis=-1),
            (half, half),
            p.layers,
            p.gap,
        )
        bulk = periodic(build.lattice(scenario), (16, 16, 16))
        coupled = Hamiltonian(bulk, {"dipoles": DipoleDipole.of(bulk)})
        terms: dict[str, Term] = {
            "tether": Tether(scenario.stiffness, scenario.tether.quartic),
            "dipoles": DipoleDipole.of(sample),
        }
        if scenario.neighbour.stiffness:
            terms["neighbour"] = Neighbour.of(sample, scenario.neighbour.stiffness)
        # D² = S T in the harmonic lattice, so T_d = (D/D* · D*)²/S.
        spread = mean_inverse_stiffness(coupled, scenario.stiffness)
        disorder = p.disorder_at_critical * scenario.thresholds.disorder
        units = scenario.sized
        matter = TubeMatter.of(p, units)
        density = sample.lattice.density
        k_TO = uniform_stiffness(scenario.kappa, density)
        return cls(
            sample,
            terms,
            matter,
            scale(p, units),
            units,
            scenario.thermostat.temperature * units.temperature,
            surface_field(width, width, matter.penetration),
            driven(k_TO, density, p.displacement, matter.critical.lower),
            spread,
            disorder**2 / spread,
            # Twice the usual step: BAOAB has the exact positions of a harmonic lattice at any, and
            # no mode of a piece is stiffer than the whole crystal's.
            2 * default_time_step(coupled.stiffest + scenario.stiffness, Langevin),
            scenario.thermostat.friction,
            scenario.seed,
            scenario.thresholds,
        )


@dataclass(frozen=True, eq=False)
class Section:
    """What one field and temperature make of the rod.

    tubes: (m, 2) [d], corner of the rod at the origin. states: of columns (w/2, w/2). side: states
    of blocks in the plane through a row of tubes (w/2, layers/2). row: its y [d].
    expected: ⟨B⟩A/Φ0.
    """

    tubes: Floats
    states: NDArray[np.int8]
    side: NDArray[np.int8]
    row: float
    expected: float
    shares: dict[str, float]


def measure(
    where: Rod,
    temperature: float,
    field: float,
    steps: tuple[int, int],
    coupling: float | None = None,
    keep_drive: bool = False,
) -> Section:
    """Run the rod at a temperature (in units of Tc) and a field (reduced).

    steps: of relaxation and measurement. coupling: η in place of the scenario's. keep_drive: the
    drive C3 in full where the field heats, against closure C12.
    """
    matter, w = where.matter, where.width
    T = temperature * matter.critical.temperature
    expected = matter.expected(T, field, float(w * w))
    tubes = positions(round(expected), w, w, matter.penetration, where.seed) - 0.5
    places = np.stack(np.meshgrid(np.arange(w), np.arange(w), indexing="ij"), axis=-1)
    absorbed = absorbed_field(matter, T, field, where.surface, places.astype(float), tubes)
    heat = np.asarray(matter.critical.heat(T, absorbed)) / matter.critical.temperature
    share = heated_share(matter.critical, T, absorbed)
    drive = where.drive if coupling is None else replace(where.drive, coupling=coupling)
    # The field has grown from zero: the force points against it (closure C3).
    force = np.asarray(drive.force(absorbed, 1.0))
    if not keep_drive:
        force = force * np.sqrt(1 - np.clip(share, 0, 1))
    sums = _run(where, heat * where.temperature_scale, force, steps)
    mean = join(sums.displacement) / float(sums.count)
    square = np.asarray(sums.square) / float(sums.count)
    inside = where.sample.sites[:w, :w]
    columns = _blocks(inside, mean[:w, :w], square[:w, :w], (EDGE, EDGE, inside.shape[2]))
    states = classify(columns, columns, where.thresholds, field_applied=False)
    row = _row(tubes, w)
    low = int(np.clip(2 * round((row - 0.5) / 2), 0, w - EDGE))
    cut = (slice(0, w), slice(low, low + EDGE))
    side = _blocks(inside[cut], mean[cut], square[cut], (EDGE, EDGE, EDGE))
    side_states = classify(side, side, where.thresholds, field_applied=False)
    shares = fractions(states, columns.sites)
    return Section(tubes, states[:, :, 0], side_states[:, 0], row, expected, shares)


def _run(where: Rod, heat: Floats, force: Floats, steps: tuple[int, int]) -> Sums:
    size, w = where.sample.size, where.width
    temperature = np.zeros(size)
    temperature[:w, :w] = heat[:, :, None]
    drive = np.zeros((*size, 3))
    drive[:w, :w, :, 2] = force[:, :, None]
    terms = {**where.terms, "drive": SiteForce.of(drive)}
    energy = Hamiltonian(where.sample, terms)
    bath = Langevin(where.time_step, where.friction, jnp.asarray(temperature))
    state = start(where.sample, where.seed, jnp.asarray(temperature), dtype=jnp.float32)
    plan = [Stage("relaxation", steps[0]), Stage("measurement", steps[1], 10)]
    return simulate(energy, bath, plan=plan, state=state).memory["standard"]


def _blocks(
    sites: NDArray[np.bool_], mean: Floats, square: Floats, edges: tuple[int, int, int]
) -> Order:
    def sums(values: NDArray) -> NDArray:
        for axis, edge in enumerate(edges):
            values = np.add.reduceat(values, np.arange(0, values.shape[axis], edge), axis=axis)
        return values

    u = sums(np.where(sites[..., None], mean, 0.0))
    return order(u, sums(np.where(sites, square, 0.0)), sums(sites.astype(np.int64)))


def _row(tubes: Floats, width: int) -> float:
    """y of the row that crosses most tubes, the middle where there are none."""
    if not len(tubes):
        return width / 2
    near = np.abs(tubes[:, 1][:, None] - tubes[:, 1][None, :]) < 1.0
    best = np.lexsort((np.abs(tubes[:, 1] - width / 2), -near.sum(axis=1)))[0]
    return float(tubes[best, 1])


@dataclass(frozen=True)
class Counted:
    """Tubes found in the states: regions of metallic columns, the heated skin left out.

    number: of regions. diameter, spread: mean and standard deviation of √(4 area/π) [d], NaN
    without tubes. merged: whether some region holds more than one of the tubes put in.
    """

    number: int
    diameter: float
    spread: float
    merged: bool


def count_tubes(section: Section) -> Counted:
    """Connected metallic regions in which at least one tube stands."""
    metal = section.states == LocalState.METALLIC
    labels, _ = scipy.ndimage.label(metal)
    if not len(section.tubes):
        return Counted(0, float("nan"), float("nan"), False)
    limit = np.array(labels.shape) - 1
    at = np.clip(np.floor((section.tubes + 0.5) / EDGE).astype(int), 0, limit)
    held = labels[at[:, 0], at[:, 1]]
    regions, tubes = np.unique(held[held > 0], return_counts=True)
    if not len(regions):
        return Counted(0, float("nan"), float("nan"), False)
    area = np.array([(labels == r).sum() for r in regions]) * float(EDGE**2)
    single = tubes == 1
    diameter = np.sqrt(4 * area / tubes / np.pi)
    chosen = diameter[single] if single.any() else diameter
    return Counted(len(regions), float(chosen.mean()), float(chosen.std()), bool((~single).any()))
