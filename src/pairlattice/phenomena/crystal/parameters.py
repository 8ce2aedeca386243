"""The table `[crystal]` of a scenario."""

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from pairlattice.phenomena.own_table import OwnTable

_Count = Annotated[int, Field(ge=2, le=512)]
_Positive = Annotated[float, Field(gt=0, le=1)]


class Parameters(OwnTable):
    """Resolutions, and the displacements that are tried, in units of d.

    mesh: wave vectors along each reciprocal vector for the density of states. bins: of its
    histogram. segment: wave vectors on each leg of the path. plane: points along each edge of the
    potential map. displacements: [lowest, highest, count], spaced logarithmically. disorder: rms
    displacements of the disturbed crystals of Eq. (2). repeats: random arrangements of each kind.
    block: primitive cells along each vector of the cells of Eq. (2).
    room_temperature: [K], where the thermal amplitude is quoted beside that at 0 K.
    """

    noun: ClassVar[str] = "crystal"

    mesh: Annotated[int, Field(ge=4, le=128)] = 48
    bins: _Count = 80
    segment: _Count = 40
    plane: _Count = 81
    displacements: tuple[_Positive, _Positive, _Count] = (0.01, 0.6, 25)
    disorder: Annotated[tuple[_Positive, ...], Field(min_length=1, max_length=8)] = (0.05, 0.1, 0.2)
    repeats: Annotated[int, Field(ge=2, le=200)] = 12
    block: Annotated[int, Field(ge=1, le=6)] = 3
    room_temperature: Annotated[float, Field(gt=0, le=1e4)] = 300.0

    @model_validator(mode="after")
    def _ordered(self) -> "Parameters":
        if not self.displacements[0] < self.displacements[1]:
            raise ValueError("displacements must be [lowest, highest, count] with lowest < highest")
        return self
