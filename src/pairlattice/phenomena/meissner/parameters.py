"""The table `[meissner]` of a scenario."""

from typing import Annotated, Self

from pydantic import model_validator

from pairlattice.scenario.problems import refuse
from pairlattice.scenario.section import Section
from pairlattice.scenario.sequences import each, several, span
from pairlattice.scenario.values import POSITIVE, Reader, Span, number, si, text, whole

_Span = tuple[float, float, int]
_COUNT = whole(2, 100, "for example 9")
_UP_TO_3, _UP_TO_2000 = Span(above=0, most=3), Span(above=0, most=2000)
_UP_TO_MILLION = Span(least=0, most=1e6)
_STEPS = 10**7


def _reduced(unit: str) -> Reader:
    return number(_UP_TO_MILLION, "for example 1.2", unit)


class Parameters(Section):
    """Lengths in λ_L = c/ω_p, times in 1/ω_p unless meissner.toml says otherwise."""

    resonance: Annotated[float, number(_UP_TO_3, "for example 0.5", "ω_p")] = 0.5
    damping: Annotated[float, number(_UP_TO_3, "for example 0.1", "ω_p")] = 0.1
    thickness: Annotated[float, number(Span(least=12, most=60), "for example 16.0", "λ_L")] = 16.0
    ramp: Annotated[float, number(Span(least=60, most=2000), "for example 100.0", "1/ω_p")] = 100.0
    fast_ramp: Annotated[float, number(_UP_TO_2000, "for example 10.0", "1/ω_p")] = 10.0
    duration: Annotated[float, number(Span(least=150, most=5000), "for example 500.0", "1/ω_p")] = (
        500.0
    )
    spacing: Annotated[float, number(Span(above=0, most=0.25), "for example 0.1", "λ_L")] = 0.1
    spacings: Annotated[
        tuple[float, ...],
        several(
            number(Span(above=0, most=0.5), "for example 0.125", "λ_L"),
            2,
            6,
            "for example [0.25, 0.125]",
            falling=True,
        ),
    ] = (0.25, 0.125, 0.0625)
    materials: Annotated[
        tuple[str, ...],
        several(text(40, 'for example "Pb"', empty=False), 2, 6, 'for example ["Pb", "Nb"]'),
    ] = ("Pb", "Nb")
    depth: Annotated[float, number(Span(above=0.5, most=100), "for example 4.0", "d")] = 4.0
    strength: Annotated[float, number(Span(above=1, most=10), "for example 5.0")] = 5.0
    map_steps: Annotated[
        tuple[int, int],
        each(
            whole(1, _STEPS, "for example 450"),
            whole(10, _STEPS, "for example 400"),
            remedy="steps of relaxation and of measurement, for example [450, 400]",
        ),
    ] = (450, 400)
    # These two are spaced logarithmically.
    real_temperatures: Annotated[
        _Span,
        span(si("temperature", POSITIVE, 'for example "4.2 K"'), _COUNT, "for example [1, 60, 9]"),
    ] = (1.0, 60.0, 9)
    real_fields: Annotated[
        _Span,
        span(si("magnetic_field", POSITIVE, 'for example "80 mT"'), _COUNT, "as [1e-3, 1.0, 6]"),
    ] = (1e-3, 1.0, 6)
    scaled_temperatures: Annotated[
        _Span, span(_reduced("Tc"), _COUNT, "for example [0.05, 1.25, 11]")
    ] = (0.05, 1.25, 11)
    scaled_fields: Annotated[
        _Span, span(_reduced("Hc2(0)"), _COUNT, "for example [0.0, 1.2, 13]")
    ] = (0.0, 1.2, 13)
    section_size: Annotated[float, number(Span(above=0.02, most=0.5), "for example 0.15", "λ")] = (
        0.15
    )
    section_edge: Annotated[float, number(Span(least=2, most=30), "for example 6.0", "λ")] = 6.0
    london_radius: Annotated[float, number(Span(above=0, most=1e3), "for example 10.0", "λ_L")] = (
        10.0
    )
    temperature: Annotated[float, number(Span(above=0, below=1), "for example 0.5", "Tc")] = 0.5
    frames: Annotated[int, whole(12, 400, "for example 96")] = 96

    @model_validator(mode="after")
    def _static(self) -> Self:
        if self.duration < self.ramp + 50:
            raise refuse(
                f"must be at least the ramp and 50 more, got {self.duration:g} and {self.ramp:g}; "
                "the field has to be static at the end",
                at="duration",
            )
        return self
