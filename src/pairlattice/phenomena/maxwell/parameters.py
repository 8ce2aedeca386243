"""The table `[maxwell]` of a scenario."""

from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from pairlattice.phenomena.own_table import OwnTable

_Positive = Annotated[float, Field(gt=0, le=1e3)]
_Count = Annotated[int, Field(ge=100, le=10**5)]


class Parameters(OwnTable):
    """Frequencies in ω_p, lengths in c/ω_p unless maxwell.toml says otherwise."""

    noun: ClassVar[str] = "maxwell"

    resonance: Annotated[float, Field(gt=0, le=10)] = 0.6
    damping: Annotated[float, Field(ge=0, le=10)] = 0.02
    resolutions: Annotated[
        tuple[Annotated[int, Field(ge=40, le=10**4)], ...], Field(min_length=2, max_length=6)
    ] = (100, 200, 400)
    wave_numbers: Annotated[
        tuple[Annotated[int, Field(ge=1, le=50)], ...], Field(min_length=1, max_length=30)
    ] = (1, 2, 3, 5, 8, 12, 18)
    slab: Annotated[float, Field(gt=0, le=8)] = 3.0
    cylinder: tuple[Annotated[int, Field(ge=60, le=1000)], _Positive] = (160, 0.1)
    radius: _Positive = 2.5
    steps: _Count = 300
    displacement: Annotated[float, Field(gt=0, le=0.5)] = 0.1
    smoothing: tuple[_Positive, _Positive, Annotated[int, Field(ge=3, le=50)]] = (0.5, 2.4, 11)

    @field_validator("resolutions")
    @classmethod
    def _doubling(cls, cells: tuple[int, ...]) -> tuple[int, ...]:
        if any(n % 2 for n in cells) or sorted(set(cells)) != list(cells):
            raise ValueError("must be rising even numbers")
        return cells

    @field_validator("smoothing")
    @classmethod
    def _rising(cls, span: tuple[float, float, int]) -> tuple[float, float, int]:
        # Below 0.3 d the sum over wave vectors grows without limit; the power law needs widths
        # above the lattice's own structure.
        if not 0.3 <= span[0] < 0.8 or not span[1] >= 1.6 or span[2] < 6:
            raise ValueError("must be [low, high, count] with 0.3 <= low < 0.8, high >= 1.6, 6…50")
        return span
