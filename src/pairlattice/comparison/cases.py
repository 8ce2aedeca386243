"""For what an observable is asked: small records, one kind for each kind of question.

`str(case)` is how a table names the case.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class OfMaterial:
    """A material by its name in the data set, `pairlattice.reference_data.material`."""

    material: str

    def __str__(self) -> str:
        return self.material


@dataclass(frozen=True)
class AtTemperature:
    """A material at an absolute temperature [K]."""

    material: str
    temperature: float

    def __str__(self) -> str:
        return f"{self.material}, {self.temperature:g} K"


@dataclass(frozen=True)
class AtReducedTemperature:
    """A superconductor at T/T_c, below 1."""

    material: str
    reduced_temperature: float

    def __str__(self) -> str:
        return f"{self.material}, T/Tc = {self.reduced_temperature:g}"


@dataclass(frozen=True)
class WithImpurity:
    """A material with a fraction of its atoms replaced, by an element of given valence."""

    material: str
    impurity: str
    fraction: float
    valence: int
    impurity_valence: int

    def __str__(self) -> str:
        return f"{self.material} + {100 * self.fraction:g} % {self.impurity}"


@dataclass(frozen=True)
class OfSample:
    """A superconducting body in a weak field, cooled without field. radius [m].

    shape: "sphere", "cylinder along" or "cylinder across" the field.
    """

    material: str
    shape: Literal["sphere", "cylinder along", "cylinder across"]
    radius: float

    def __str__(self) -> str:
        where = "sphere" if self.shape == "sphere" else f"{self.shape} H"
        return f"{self.material} {where}"


@dataclass(frozen=True)
class AlongAxis:
    """A type-II superconductor with the field along an axis of its crystal.

    fold: of that rotation axis: 2, 3, 4 or 6. system: the crystal's.
    """

    material: str
    axis: str
    fold: int
    system: str

    def __str__(self) -> str:
        return f"{self.material}, H || {self.axis}"


@dataclass(frozen=True)
class MagnetAbove:
    """A magnet above a superconductor. `cooled`: without the magnet, or with it in place.

    motion: "approach" and "withdraw" after that, or "sideways" from where it was.
    """

    material: str
    pinned: bool
    cooled: Literal["zero-field", "field-cooled"]
    motion: Literal["approach", "withdraw", "sideways"]

    def __str__(self) -> str:
        return f"{self.material}, {self.cooled}, {self.motion}"
