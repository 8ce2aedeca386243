"""The table `[meissner]` of a scenario."""

from itertools import pairwise
from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from pairlattice.phenomena.own_table import OwnTable

_Span = tuple[float, float, Annotated[int, Field(ge=2, le=100)]]
_Steps = tuple[Annotated[int, Field(ge=1, le=10**7)], Annotated[int, Field(ge=10, le=10**7)]]


class Parameters(OwnTable):
    """Lengths in λ_L = c/ω_p, times in 1/ω_p unless meissner.toml says otherwise."""

    noun: ClassVar[str] = "meissner"

    resonance: Annotated[float, Field(gt=0, le=3)] = 0.5
    damping: Annotated[float, Field(gt=0, le=3)] = 0.1
    thickness: Annotated[float, Field(ge=12, le=60)] = 16.0
    ramp: Annotated[float, Field(ge=60, le=2000)] = 100.0
    fast_ramp: Annotated[float, Field(gt=0, le=2000)] = 10.0
    duration: Annotated[float, Field(ge=150, le=5000)] = 500.0
    spacing: Annotated[float, Field(gt=0, le=0.25)] = 0.1
    spacings: Annotated[
        tuple[Annotated[float, Field(gt=0, le=0.5)], ...], Field(min_length=2, max_length=6)
    ] = (0.25, 0.125, 0.0625)
    materials: Annotated[tuple[str, ...], Field(min_length=2, max_length=6)] = ("Pb", "Nb")
    depth: Annotated[float, Field(gt=0.5, le=100)] = 4.0
    strength: Annotated[float, Field(gt=1, le=10)] = 5.0
    map_steps: _Steps = (450, 400)
    real_temperatures: _Span = (1.0, 60.0, 9)
    real_fields: _Span = (1e-3, 1.0, 6)
    scaled_temperatures: _Span = (0.05, 1.25, 11)
    scaled_fields: _Span = (0.0, 1.2, 13)
    section_size: Annotated[float, Field(gt=0.02, le=0.5)] = 0.15
    section_edge: Annotated[float, Field(ge=2, le=30)] = 6.0
    london_radius: Annotated[float, Field(gt=0, le=1e3)] = 10.0
    temperature: Annotated[float, Field(gt=0, lt=1)] = 0.5
    frames: Annotated[int, Field(ge=12, le=400)] = 96

    @field_validator("real_temperatures", "real_fields", "scaled_temperatures", "scaled_fields")
    @classmethod
    def _rising(cls, span: _Span) -> _Span:
        if not 0 <= span[0] < span[1] <= 1e6:
            raise ValueError("must be [low, high, count] with 0 <= low < high")
        return span

    @field_validator("real_temperatures", "real_fields")
    @classmethod
    def _logarithmic(cls, span: _Span) -> _Span:
        if not span[0] > 0:
            raise ValueError("must begin above 0, as it is spaced logarithmically")
        return span

    @field_validator("spacings")
    @classmethod
    def _falling(cls, cells: tuple[float, ...]) -> tuple[float, ...]:
        if any(b >= a for a, b in pairwise(cells)):
            raise ValueError("must fall from each cell size to the next")
        return cells
