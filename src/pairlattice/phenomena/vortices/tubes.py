"""Where tubes stand in a cross-section and what field the pairs absorb there (C6, C12, C14–C16)."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, identity, kron
from scipy.sparse.linalg import spsolve

from pairlattice import constants as c
from pairlattice.engine.lattice import Floats
from pairlattice.errors import InputError
from pairlattice.model import magnetic
from pairlattice.model.magnetic import CriticalFields
from pairlattice.phenomena.vortices.parameters import Parameters
from pairlattice.phenomena.vortices.tube_cells import Tube
from pairlattice.point_vortices import PairLaw, Plane, anneal
from pairlattice.units import ReducedUnits


def critical_fields(name: str) -> CriticalFields:
    """Tc [K] and critical fields [T] of a material, Hc twice for type I.

    Raises InputError where the data set does not have them.
    """
    found = magnetic.critical_fields(name)
    if found is None:
        raise InputError(
            "vortices.material must have Tc and critical fields in the data set, got "
            f'{name!r}; for example "Nb"'
        )
    return found


def reduced_fields(real: CriticalFields, units: ReducedUnits) -> CriticalFields:
    """The same with fields in reduced units; Tc in kelvin as before."""
    B = units.magnetic_field
    return CriticalFields(real.temperature, real.lower / B, real.upper / B)


def scale(p: Parameters, units: ReducedUnits) -> float:
    """By which lengths are divided in the simulated cross-section (closure C17)."""
    return p.penetration / units.length / p.scaled_penetration


@dataclass(frozen=True)
class TubeMatter:
    """A type-II superconductor's lengths and fields, in any units used consistently.

    penetration: λ. flux: Φ0, of one tube. edge: w of its edge (closure C16). critical: Tc, Hc1,
    Hc2 (as B).
    """

    penetration: float
    flux: float
    edge: float
    critical: CriticalFields

    @classmethod
    def of(cls, p: Parameters, units: ReducedUnits) -> "TubeMatter":
        """The material with lengths in d, scaled, and fields in reduced units; Tc in kelvin."""
        shrink = scale(p, units) * units.length
        return cls(
            p.penetration / shrink,
            c.flux_quantum / (units.magnetic_field * shrink**2),
            p.tube_edge,
            reduced_fields(critical_fields(p.material), units),
        )

    def __post_init__(self) -> None:
        if not min(self.penetration, self.flux, self.edge) > 0:
            raise InputError(
                f"penetration, flux and edge must be above 0, got {self.penetration!r}, "
                f"{self.flux!r} and {self.edge!r}"
            )

    def mean_induction(self, temperature: float, field: float) -> float:
        """⟨B⟩ by closure C15; type I jumps from 0 to the field at Hc."""
        lower, upper = (float(x) for x in self.critical.at(temperature))
        if field >= upper:
            return field
        if field <= lower:
            return 0.0
        return upper * (field - lower) / (upper - lower)

    def expected(self, temperature: float, field: float, area: float) -> float:
        """⟨B⟩A/Φ0 (closure C6): 0 below Hc1 and, there being no tubes any more, above Hc2."""
        _, upper = self.critical.at(temperature)
        if field >= upper:
            return 0.0
        return self.mean_induction(temperature, field) * area / self.flux

    @property
    def tube(self) -> Tube:
        """The tube of closure C16: its area holds one Φ0 of the field Hc2(0), R = √(Φ0/(π Hc2))."""
        radius = float(np.sqrt(self.flux / (np.pi * self.critical.upper)))
        return Tube(radius, self.edge)


def positions(count: int, width: float, height: float, penetration: float, seed: int) -> Floats:
    """Places of `count` tubes in a rectangle (closure C14), corner at the origin: (count, 2)."""
    if count == 0:
        return np.zeros((0, 2))
    plane = Plane(width, height, periodic=False)
    spacing = np.sqrt(plane.area / count)
    # A range shorter than a third of the spacing would leave nothing to push the tubes apart.
    law = PairLaw(max(penetration, spacing / 3), 8.0)
    start = np.random.default_rng(seed).random((count, 2)) * plane.size
    return anneal(plane, law, start, 0.02, 800, seed).positions


def surface_field(width: int, height: int, penetration: float) -> Floats:
    """H_s/H on a grid of unit steps, (width, height): ∇²h = h/λ² with h = 1 one step outside.

    Five-point differences; λ in grid steps, best above 3.
    """

    def second(n: int) -> csr_matrix:
        i = np.arange(n)
        ends = np.concatenate([np.full(n, -2.0), np.ones(2 * n - 2)])
        rows = np.concatenate([i, i[1:], i[:-1]])
        columns = np.concatenate([i, i[:-1], i[1:]])
        return csr_matrix((ends, (rows, columns)), shape=(n, n))

    operator = kron(second(width), identity(height)) + kron(identity(width), second(height))
    operator = operator - identity(width * height) / penetration**2
    wall = np.zeros((width, height))
    wall[0] += 1
    wall[-1] += 1
    wall[:, 0] += 1
    wall[:, -1] += 1
    return np.asarray(spsolve(operator.tocsr(), -wall.ravel())).reshape(width, height)


def absorbed_field(
    matter: TubeMatter,
    temperature: float,
    field: float,
    surface: Floats,
    places: Floats,
    tubes: Floats,
) -> Floats:
    """The field that the pairs absorb, closure C16. surface: H_s/H at places (…). places: (…, 2).
    tubes: (m, 2)."""
    _, upper = matter.critical.at(temperature)
    if field >= upper:
        return np.full(surface.shape, field)
    left = np.ones(surface.shape)
    for tube in tubes:
        left = left * (1 - matter.tube.share(np.linalg.norm(places - tube, axis=-1)))
    outside = field * surface
    return np.asarray(outside + np.maximum(upper - outside, 0.0) * (1 - left))


def heated_share(critical: CriticalFields, temperature: float, absorbed: Floats) -> Floats:
    """s of closure C12: the share of the rise to Tc that closure C4 gives at each field."""
    heated = critical.heat(temperature, absorbed)
    room = critical.temperature - temperature
    return np.asarray((heated - temperature) / room if room > 0 else np.ones_like(absorbed))
