"""A scenario as one frozen, validated record in reduced units."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PrivateAttr,
    ValidationError,
    model_validator,
)

from pairlattice.errors import InputError
from pairlattice.scenario import files, toml
from pairlattice.scenario.course import RunSpec, ThermostatSpec, Thresholds
from pairlattice.scenario.crystal import MOST_SITES, LatticeSpec, MaterialSpec, SampleSpec
from pairlattice.scenario.forces import DriveSpec, ElectricFieldSpec, NeighbourSpec, TetherSpec
from pairlattice.scenario.plain import plain_table
from pairlattice.scenario.problems import complaint, problems_of, refuse, shown, suggestion
from pairlattice.scenario.values import Scale, text, whole
from pairlattice.units import ReducedUnits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST_FIELDS = 64
# Experiments that need a sample whatever they are; the others say themselves what they need.
_SIMULATED = ("run", "live")


def _list_of_tables(value: Any) -> Any:
    value = (value,) if isinstance(value, (Mapping, BaseModel)) else value
    if not isinstance(value, (list, tuple)):
        raise refuse(
            f"must be tables, got {shown(value)}; write its name in double square brackets, "
            "as in [[electric_field]], and the keys below it"
        )
    if len(value) > _MOST_FIELDS:
        raise refuse(f"must be given at most {_MOST_FIELDS} times, got {len(value)}; join some")
    return tuple(value)


def _experiment(value: Any) -> str:
    name = value if isinstance(value, str) else ""
    if not (name.isascii() and name.isidentifier() and name.islower() and len(name) <= 40):
        raise refuse(f'must be the name of an experiment, got {shown(value)}; for example "run"')
    if name in Scenario.model_fields and name != "run":
        raise refuse(f'must not be the name of another table, got {shown(value)}; try "run"')
    return name


class Scenario(BaseModel):
    """One simulation, completely described. Every number is in reduced units (docs/notation.md).

    Takes the tables of a scenario file as keywords with plain dicts; quantities may be texts with
    units. Raises InputError with one line that names the field, the range and the remedy.

    units: the SI size of the reduced units, None without a material. experiment_table: the table
    named after the experiment, as it came; the experiment itself checks it.

    >>> s = Scenario(material={"name": "Pb"}, lattice={"size": 16},
    ...              thermostat={"temperature": "4.2 K"})
    >>> f"{s.thermostat.temperature:.2e}, kappa {s.kappa}"
    '3.92e-05, kappa 0.1'
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Annotated[str, text(200, 'for example "Cooling a needle of pairs"')] = ""
    experiment: Annotated[str, BeforeValidator(_experiment)] = "run"
    seed: Annotated[int, whole(0, 2**63 - 1, "for example 1")] = 1
    material: MaterialSpec | None = None
    lattice: LatticeSpec = LatticeSpec(kind="fcc", edge=2.0)
    sample: SampleSpec | None = None
    tether: TetherSpec = TetherSpec(kappa=0.1)
    neighbour: NeighbourSpec = NeighbourSpec()
    electric_field: Annotated[tuple[ElectricFieldSpec, ...], BeforeValidator(_list_of_tables)] = ()
    drive: Annotated[tuple[DriveSpec, ...], BeforeValidator(_list_of_tables)] = ()
    thermostat: ThermostatSpec = ThermostatSpec(temperature=0.0)
    run: RunSpec = RunSpec()
    thresholds: Thresholds = Thresholds()
    experiment_table: Annotated[dict[str, Any], BeforeValidator(plain_table)] = {}

    _units: ReducedUnits | None = PrivateAttr(None)
    _source: str = PrivateAttr("")
    _base_dir: Path = PrivateAttr(Path())

    def __init__(self, /, **tables: Any) -> None:
        data, unknown = _arrange(tables)
        scale = _scale(data)
        problems = unknown
        try:
            self.__pydantic_validator__.validate_python(data, self_instance=self, context=scale)
        except ValidationError as error:
            problems = unknown + problems_of(error, _names(data))
        if problems:
            raise complaint(problems)
        self._units = scale.units

    @model_validator(mode="after")
    def _agree(self) -> "Scenario":
        simulated = self.experiment in _SIMULATED
        if simulated and self.sample is None and self.lattice.size is None:
            raise refuse(
                "is missing; add for example size = [16, 16, 16], or a [sample] of its own",
                at="lattice.size",
            )
        if self.sample is not None:
            if self.lattice.size is not None:
                raise refuse(
                    "is for a periodic sample, but [sample] gives one with open boundaries; "
                    "leave out one of the two",
                    at="lattice.size",
                )
            if any(self.lattice.depolarisation):
                raise refuse(
                    "is for a periodic sample; one with open boundaries has its own, leave it out",
                    at="lattice.depolarisation",
                )
            sites = (self.sample.volume or 0.0) * self.lattice.reduced_density
            if sites > MOST_SITES:
                raise refuse(
                    f"must hold at most {MOST_SITES} sites, got about {sites:.3g}; make it smaller",
                    at="sample",
                )
        if self.tether.quartic == 0 and (self.kappa <= 0 or self.neighbour.stiffness < 0):
            raise refuse(
                "must be above 0 where kappa is 0 or less or neighbour.stiffness negative, got 0 "
                f"with kappa = {self.kappa:.4g}; nothing else bounds the displacement, "
                "so give for example quartic = 5.0",
                at="tether.quartic",
            )
        if self.run.integrator == "overdamped" and self.thermostat.friction == 0:
            raise refuse(
                "must be above 0 for the integrator overdamped, got 0; for example 0.1",
                at="thermostat.friction",
            )
        return self

    @classmethod
    def from_dict(cls, tables: Mapping[str, Any], base_dir: str | Path = ".") -> "Scenario":
        """The scenario of plain tables, as `tomllib` gives them. base_dir: see `from_toml`."""
        if not isinstance(tables, Mapping):
            raise InputError(f"a scenario must be a table of tables, got {shown(tables)}")
        scenario = cls(**{str(key): value for key, value in tables.items()})
        scenario._base_dir = Path(base_dir)
        return scenario

    @classmethod
    def from_toml(cls, text: str, base_dir: str | Path = ".") -> "Scenario":
        """The scenario of a TOML text. base_dir: the folder to which a mask's path is relative."""
        scenario = cls.from_dict(files.parse_toml(text), base_dir)
        scenario._source = text
        return scenario

    @property
    def units(self) -> ReducedUnits | None:
        """The SI size of one reduced unit of each quantity; None without a material."""
        return self._units

    @property
    def sized(self) -> ReducedUnits:
        """The same where there must be one. Raises InputError without a material."""
        if self._units is None:
            raise InputError('material is missing; add for example name = "Pb"')
        return self._units

    @property
    def source(self) -> str:
        """The text this scenario was read from, its canonical form where there was none."""
        return self._source or self.to_toml()

    @property
    def base_dir(self) -> Path:
        """The folder to which a mask's path is relative."""
        return self._base_dir

    @property
    def critical_stiffness(self) -> float:
        """k_c = 4πn/3 [E0/d²], where the uniform transverse mode of a cubic lattice goes soft."""
        return 4 * math.pi / 3 * self.lattice.reduced_density

    @property
    def stiffness(self) -> float:
        """k [E0/d²] of the tether, however it was given."""
        if self.tether.stiffness is not None:
            return self.tether.stiffness
        return self.critical_stiffness * (1 + (self.tether.kappa or 0.0))

    @property
    def kappa(self) -> float:
        """κ = k/k_c − 1, however the tether was given."""
        if self.tether.kappa is not None:
            return self.tether.kappa
        return self.stiffness / self.critical_stiffness - 1

    @property
    def mask_path(self) -> Path | None:
        """The file of the sample's mask, None for the other shapes."""
        if self.sample is None or self.sample.mask is None:
            return None
        return self._base_dir / self.sample.mask

    def mask(self) -> "NDArray[np.bool_] | None":
        """The sample's mask (n1, n2, n3), read from its file; None for the other shapes.

        Raises InputError where the file cannot be read or holds no such array.
        """
        return None if self.mask_path is None else files.read_mask(self.mask_path, MOST_SITES)

    def to_dict(self) -> dict[str, Any]:
        """The canonical tables: reduced numbers, every default written out."""
        tables = self.model_dump(exclude_none=True, exclude={"experiment_table"})
        if self.material is not None and self.material.pair_density is not None:
            tables["material"] = {"pair_density": f"{self.material.pair_density!r} 1/m**3"}
        if self.material is not None and self.material.spacing is not None:
            tables["material"] = {"spacing": f"{self.material.spacing!r} m"}
        if self.sample is not None:
            del tables["lattice"]["depolarisation"]
        for key in ("electric_field", "drive"):
            if not tables[key]:
                del tables[key]
        if self.experiment_table:
            tables[self.experiment] = self.experiment_table
        return tables

    def to_toml(self) -> str:
        """The canonical text; reading it gives an equal scenario."""
        return toml.dumps(self.to_dict())

    def replace(self, **tables: Any) -> "Scenario":
        """The same scenario with some keys changed; None takes a key or a table out.

        >>> warm = Scenario(lattice={"size": 8}).replace(thermostat={"temperature": 0.01})
        >>> warm.thermostat.temperature, warm.lattice.size
        (0.01, (8, 8, 8))
        """
        merged = self.to_dict()
        for key, value in tables.items():
            both = isinstance(value, Mapping) and isinstance(merged.get(key), Mapping)
            merged[key] = {**merged[key], **value} if both else value
        return type(self).from_dict(merged, self._base_dir)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and self.to_toml() == other.to_toml()

    def __hash__(self) -> int:
        return hash(self.to_toml())


def _arrange(tables: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The tables with the experiment's own one under its field, and a line per unknown key."""
    known = [key for key in Scenario.model_fields if key != "experiment_table"]
    experiment = tables.get("experiment")
    own = experiment if isinstance(experiment, str) and experiment not in known else None
    data, unknown = {}, []
    for key, value in tables.items():
        if value is None:
            continue
        if key in known:
            data[key] = value
        elif key == own:
            data["experiment_table"] = value
        else:
            hint = suggestion(key, known)
            if isinstance(value, Mapping) and not hint.startswith("did"):
                hint += '; a table named after an experiment needs experiment = "that name"'
            unknown.append(f"{key[:60]} is not a known key; {hint}")
    return data, unknown


def _scale(data: Mapping[str, Any]) -> Scale:
    """The size of the reduced units, from the raw tables: every other value may need it."""
    if "material" not in data:
        return Scale()
    try:
        material = MaterialSpec.model_validate(data["material"])
        lattice = LatticeSpec.model_validate(data.get("lattice", {}))
    except ValidationError:
        return Scale(unreadable=True)  # both are validated again, and reported, with the others
    if material.spacing is not None:
        return Scale(ReducedUnits(material.spacing))
    try:
        density = material.density() or 0.0
        return Scale(ReducedUnits.from_pair_density(density, lattice.reduced_density))
    except InputError as error:
        raise InputError(f"material: {error}") from None


def _names(data: Mapping[str, Any]) -> dict[str, str]:
    """How a message calls a field: the experiment's table by its name in the file."""
    return {"experiment_table": str(data.get("experiment"))}
