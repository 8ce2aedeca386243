"""The table `[vortices]` of a scenario."""

from itertools import pairwise
from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from pairlattice import constants as c
from pairlattice.errors import InputError
from pairlattice.measured.materials import material
from pairlattice.model.magnetic import CriticalFields
from pairlattice.model.tubes import TubeMatter
from pairlattice.phenomena.own_table import OwnTable
from pairlattice.scenario import Scenario
from pairlattice.units import ReducedUnits

_Steps = tuple[Annotated[int, Field(ge=10, le=10**7)], Annotated[int, Field(ge=100, le=10**7)]]
_Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
_Axis = tuple[int, int, int]


class Parameters(OwnTable):
    """What the experiment varies.

    penetration: λ of the material [m]; scaled_penetration: λ in the simulated
    cross-section [d], which fixes the scale of closure C17. width: of the square rod [d], even.
    layers: along the field. gap: vacuum between images [d]. displacement: of the pairs at Hc1 [d],
    which fixes the coupling η of closure C3. disorder_at_critical: D/D* at Tc (closure C11).
    regimes: the four fields of Fig. 11; 0 to 1 in units of Hc1, 1 to 2 between Hc1 and Hc2, above 2
    in units of Hc2/2. scan: the same for the fractions. steps: of relaxation and
    measurement. temperatures: T/Tc at which the scan is repeated. type_one: material of the jump.
    axes: of projections and tube lattices. tube_radius, tube_edge: [d]. spacings: of tube lattices,
    in units of a = 2 d. offsets: places of a tube in the crystal's cell, along each side. cell: of
    the directly relaxed tube lattices, pairs for each tube and repeat. free_cell: of the search
    among all tube lattices. vortices: in the ensembles. ensemble_penetration: λ over the mean
    spacing. ensemble_steps. melt: temperature at the start of the annealing. anisotropy: of the
    ensemble with a lattice term.
    """

    noun: ClassVar[str] = "vortices"

    material: str = "Nb"
    type_one: str = "Pb"
    penetration: _Positive = 39e-9
    scaled_penetration: Annotated[float, Field(ge=2, le=100)] = 5.0
    width: Annotated[int, Field(ge=12, le=400, multiple_of=2)] = 48
    layers: Annotated[int, Field(ge=2, le=400, multiple_of=2)] = 12
    gap: Annotated[float, Field(ge=2, le=100)] = 6.0
    displacement: Annotated[float, Field(gt=0, lt=0.5)] = 0.05
    disorder_at_critical: Annotated[float, Field(gt=1, le=3)] = 1.25
    regimes: Annotated[tuple[float, float, float, float], Field()] = (0.0, 0.7, 1.4, 2.2)
    scan: Annotated[tuple[float, ...], Field(min_length=2, max_length=60)] = (0.5, 1.0, 1.5, 2.1)
    steps: _Steps = (150, 300)
    temperatures: Annotated[tuple[_Positive, ...], Field(min_length=1, max_length=20)] = (0.32, 0.6)
    axes: Annotated[tuple[_Axis, ...], Field(min_length=1, max_length=12)] = (
        (0, 0, 1),
        (1, 1, 1),
        (1, 1, 0),
    )
    tube_radius: Annotated[float, Field(ge=1, le=20)] = 2.0
    tube_edge: Annotated[float, Field(ge=0.3, le=5)] = 0.5
    spacings: Annotated[tuple[_Positive, ...], Field(min_length=4, max_length=40)] = (
        4.0,
        6.0,
        8.0,
        10.0,
    )
    table_size: Annotated[int, Field(ge=64, le=1024, multiple_of=8)] = 192
    offsets: Annotated[int, Field(ge=2, le=16)] = 4
    cell: Annotated[int, Field(ge=36, le=4000)] = 120
    free_cell: Annotated[int, Field(ge=36, le=4000)] = 120
    vortices: Annotated[int, Field(ge=100, le=20000)] = 1000
    ordered_vortices: Annotated[int, Field(ge=100, le=20000)] = 256
    ensemble_penetration: Annotated[float, Field(gt=0.1, le=2)] = 0.5
    ensemble_steps: Annotated[int, Field(ge=100, le=10**6)] = 2500
    melt: _Positive = 0.024
    anisotropy: Annotated[float, Field(gt=0, lt=1)] = 0.3

    @field_validator("regimes", "scan")
    @classmethod
    def _rising(cls, fields: tuple[float, ...]) -> tuple[float, ...]:
        if any(b <= a for a, b in pairwise(fields)) or fields[0] < 0:
            raise ValueError("must rise from 0 or more")
        return fields

    @field_validator("temperatures")
    @classmethod
    def _below(cls, temperatures: tuple[float, ...]) -> tuple[float, ...]:
        if max(temperatures) >= 1:
            raise ValueError("must lie below 1, in units of Tc")
        return temperatures

    @field_validator("axes")
    @classmethod
    def _no_zero(cls, axes: tuple[_Axis, ...]) -> tuple[_Axis, ...]:
        if any(not any(axis) or max(map(abs, axis)) > 6 for axis in axes):
            raise ValueError("must have whole numbers from -6 to 6, not all 0")
        return axes

    def units(self, scenario: Scenario) -> ReducedUnits:
        """The SI size of the reduced units. Raises InputError without a material."""
        if scenario.units is None:
            raise InputError(
                'the experiment vortices needs a [material], got none; for example name = "Nb"'
            )
        return scenario.units

    def critical(self, name: str | None = None) -> CriticalFields:
        """Tc [K] and critical fields [T] of a material, Hc twice for type I.

        Raises InputError where the data set does not have them.
        """
        found = material(name or self.material)
        one, two = found.lower_critical_field, found.upper_critical_field
        if one is None or two is None:
            one = two = found.critical_field
        if found.critical_temperature is None or one is None or two is None:
            raise InputError(
                f"vortices.material must have Tc and critical fields in the data set, got "
                f'{found.name!r}; for example "Nb"'
            )
        return CriticalFields(found.critical_temperature, one, two)

    def scale(self, units: ReducedUnits) -> float:
        """By which lengths are divided in the simulated cross-section (closure C17)."""
        return self.penetration / units.length / self.scaled_penetration

    def matter(self, scenario: Scenario) -> TubeMatter:
        """The material with lengths in d, scaled, and fields in reduced units; Tc in kelvin."""
        units = self.units(scenario)
        real = self.critical()
        B = units.magnetic_field
        shrink = self.scale(units) * units.length
        critical = CriticalFields(real.temperature, real.lower / B, real.upper / B)
        return TubeMatter(
            self.penetration / shrink,
            c.flux_quantum / (B * shrink**2),
            self.tube_edge,
            critical,
        )
