"""The tables of what acts on an electron: tether, neighbours, electric fields, magnetic drives."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from pairlattice.scenario.crystal import Vector
from pairlattice.scenario.problems import refuse
from pairlattice.scenario.section import Section
from pairlattice.scenario.values import (
    ANY,
    NOT_NEGATIVE,
    POSITIVE,
    Span,
    choice,
    direction,
    number,
    quantity,
)


class TetherSpec(Section):
    """The on-site tether ½ k u² + ¼ g u⁴ (closure C1): exactly one of kappa and stiffness.

    kappa: k = k_c (1 + kappa), k_c the stiffness at the polarisation catastrophe. stiffness: k in
    E0/d². quartic: g in E0/d⁴. `Scenario.kappa` and `Scenario.stiffness` give both, whichever was
    given.
    """

    kappa: Annotated[float | None, number(Span(least=-10, most=1e6), "for example 0.1")] = None
    stiffness: Annotated[float | None, quantity("stiffness", ANY, "for example 2.3")] = None
    quartic: Annotated[float, quantity("quartic", NOT_NEGATIVE, "for example 5.0")] = 5.0

    @classmethod
    def _fill(cls, data: dict[str, Any]) -> None:
        if "stiffness" not in data:
            data.setdefault("kappa", 0.1)

    @model_validator(mode="after")
    def _one(self) -> "TetherSpec":
        if self.kappa is not None and self.stiffness is not None:
            raise refuse("takes kappa or stiffness, got both; leave out one of the two")
        return self


class NeighbourSpec(Section):
    """The short-range term ½ J |u_i − u_j|² (closure C2). stiffness: J in E0/d²."""

    stiffness: Annotated[float, quantity("stiffness", ANY, "for example 0.0")] = 0.0


_WAVEFORMS = {
    "constant": (),
    "ramp": ("start", "duration"),
    "pulse": ("start", "duration"),
    "ac": ("frequency", "phase"),
}


class _Wave(Section):
    """A strength, a direction and a course in time; keys without meaning for it are None.

    direction: unit vector. start: when a ramp or a pulse begins; duration: rise time of a ramp,
    width of a pulse; both in reduced time. frequency: ordinary, not angular, per reduced time.
    phase: in radians.
    """

    direction: Annotated[Vector, direction(), Field(description="direction = [0, 0, 1]")]
    waveform: Annotated[
        Literal["constant", "ramp", "ac", "pulse"], choice("constant", "ramp", "ac", "pulse")
    ] = "constant"
    start: Annotated[float | None, quantity("time", ANY, "for example 0.0")] = None
    duration: Annotated[
        float | None,
        quantity("time", POSITIVE, "for example 10.0"),
        Field(description="duration = 10.0"),
    ] = None
    frequency: Annotated[
        float | None,
        quantity("frequency", POSITIVE, 'for example 0.1 or "1 THz"'),
        Field(description="frequency = 0.1"),
    ] = None
    phase: Annotated[float | None, number(ANY, "radians, for example 0.0")] = None

    @classmethod
    def _fill(cls, data: dict[str, Any]) -> None:
        if data.get("waveform") in ("ramp", "pulse"):
            data.setdefault("start", 0.0)
        if data.get("waveform") == "ac":
            data.setdefault("phase", 0.0)

    @model_validator(mode="after")
    def _agree(self) -> "_Wave":
        self._needs(
            f"a field with the waveform {self.waveform}",
            _WAVEFORMS[self.waveform],
            ("start", "duration", "frequency", "phase"),
        )
        return self


class ElectricFieldSpec(_Wave):
    """An electric field. strength: in E0/(e d); see `_Wave` for the other fields."""

    strength: Annotated[
        float,
        quantity("electric_field", ANY, 'for example 0.01 or "1 MV/m"'),
        Field(description='strength = "1 MV/m"'),
    ]


class DriveSpec(_Wave):
    """The magnetic drive f_H (closure C3), a force on each electron. strength: in E0/d."""

    strength: Annotated[
        float,
        quantity("force", ANY, "for example 0.01"),
        Field(description="strength = 0.01"),
    ]
