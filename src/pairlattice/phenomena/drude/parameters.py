"""The table `[drude]` of a scenario."""

from typing import Annotated, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from pairlattice.phenomena.own_table import OwnTable

_Positive = Annotated[float, Field(gt=0, le=1e30)]


class Parameters(OwnTable):
    """A wire and an ensemble of Drude's carriers in it, SI units.

    window: observation time [τ]. strengths: fields as e E τ/(m v_T), v_T = √(k_BT/m).
    """

    noun: ClassVar[str] = "drude"

    current: _Positive = 3.0
    diameter: _Positive = 5e-3
    frequency: _Positive = 100e3
    resistivity: _Positive = 1.68e-8
    temperature: _Positive = 293.0
    carriers: Annotated[int, Field(ge=100, le=10**6)] = 40000
    window: Annotated[float, Field(ge=5, le=1000)] = 60.0
    strengths: Annotated[
        tuple[Annotated[float, Field(gt=0, le=10)], ...], Field(min_length=1, max_length=20)
    ] = (0.05, 0.1, 0.2, 0.3)

    @field_validator("window")
    @classmethod
    def _fits(cls, window: float, info: ValidationInfo) -> float:
        # Every collision of every carrier is held in memory at once.
        most = 2e7 / info.data.get("carriers", 1)
        if window > most:
            raise ValueError(f"must be at most {most:g} for so many carriers")
        return window
