"""The table `[states]` of a scenario."""

from itertools import pairwise
from typing import Annotated, Any, ClassVar

import numpy as np
from pydantic import Field, field_validator

from pairlattice.engine.lattice import Floats
from pairlattice.phenomena.own_table import OwnTable

_Span = tuple[float, float, int]
_Steps = tuple[Annotated[int, Field(ge=1, le=10**9)], Annotated[int, Field(ge=10, le=10**9)]]
_Size = Annotated[int, Field(ge=2, le=256)]

# A sample every ten steps, and at least one in each of the blocks of the error bars.
BLOCKS = 16
_FEWEST_ORDERING_STEPS = 10 * BLOCKS


class Parameters(OwnTable):
    """What the experiment varies, in reduced units; spans are [lowest, highest, how many].

    Temperatures and fields are spaced evenly on a logarithmic scale, the rest linearly.
    """

    noun: ClassVar[str] = "states"

    hot_temperature: Annotated[float, Field(gt=0, le=10)] = 0.01
    magnetic_kappa: Annotated[float, Field(ge=-1, lt=0)] = -0.2
    map_size: _Size = 12
    map_temperatures: _Span = (1e-6, 0.1, 16)
    map_fields: _Span = (1e-3, 0.1, 13)
    map_kappas: _Span = (-0.4, 0.4, 13)
    map_steps: _Steps = (600, 600)
    law_fields: _Span = (0.005, 0.08, 7)
    law_steps: _Steps = (800, 1500)
    ordering_sizes: Annotated[tuple[_Size, ...], Field(min_length=2, max_length=8)] = (6, 8, 12)
    ordering_temperatures: _Span = (0.029, 0.041, 10)
    ordering_steps: _Steps = (3000, 30000)
    influence_sizes: Annotated[tuple[_Size, ...], Field(min_length=1, max_length=8)] = (6, 8, 12)

    @field_validator(
        "map_temperatures", "map_fields", "map_kappas", "law_fields", "ordering_temperatures"
    )
    @classmethod
    def _span(cls, span: _Span, info: Any) -> _Span:
        low, high, count = span
        floor = -1.0 if info.field_name == "map_kappas" else 0.0
        if not (floor < low < high < 1e3 and 2 <= count <= 200):
            raise ValueError(f"must be [low, high, count] with {floor:g} < low < high, count 2…200")
        # The standard error of a fitted exponent needs a point more than a line does.
        if info.field_name == "law_fields" and count < 3:
            raise ValueError("must have at least 3 fields, or the fit has no error bar")
        return span

    @field_validator("ordering_sizes", "influence_sizes")
    @classmethod
    def _rising(cls, sizes: tuple[int, ...]) -> tuple[int, ...]:
        if any(b <= a for a, b in pairwise(sizes)):
            raise ValueError("must rise from each size to the next")
        return sizes

    @field_validator("ordering_steps")
    @classmethod
    def _enough(cls, steps: tuple[int, int]) -> tuple[int, int]:
        if steps[1] < _FEWEST_ORDERING_STEPS:
            raise ValueError(f"must measure for at least {_FEWEST_ORDERING_STEPS} steps")
        return steps


def logarithmic(span: _Span) -> Floats:
    return np.geomspace(*span)


def linear(span: _Span) -> Floats:
    return np.linspace(*span)
