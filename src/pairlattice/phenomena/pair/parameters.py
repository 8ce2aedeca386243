"""The table `[pair]` of a scenario."""

from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from pairlattice.phenomena.own_table import OwnTable

_Positive = Annotated[float, Field(gt=0, le=1e30)]
_Span = tuple[_Positive, _Positive, Annotated[int, Field(ge=2, le=2000)]]


class Parameters(OwnTable):
    """One pair, SI units; spans are [lowest, highest, how many], spaced logarithmically."""

    noun: ClassVar[str] = "pair"

    separation: _Positive = 5.29177e-11
    extent: Annotated[float, Field(gt=1, le=100)] = 4.0
    points: Annotated[int, Field(ge=11, le=501)] = 121
    separations: _Span = (2e-11, 1e-9, 61)
    speed: _Positive = 1.122e-5
    amplitude: _Positive = 1e-10
    frequencies: _Span = (1e3, 1e12, 121)
    resistivity: _Positive = 1.68e-8
    current_frequency: _Positive = 100e3
    diameter: _Positive = 5e-3
    length: _Positive = 1.0

    @field_validator("separations", "frequencies")
    @classmethod
    def _rising(cls, span: _Span) -> _Span:
        if not span[0] < span[1]:
            raise ValueError("must be [low, high, count] with low < high")
        return span
