"""The table `[states]` of a scenario."""

from typing import Annotated

import numpy as np

from pairlattice.engine.lattice import Floats
from pairlattice.scenario.section import Section
from pairlattice.scenario.sequences import each, several, span
from pairlattice.scenario.values import Span, number, quantity, whole

# A sample every ten steps, and at least one in each of the blocks of the error bars.
BLOCKS = 16

_Span = tuple[float, float, int]
_POSITIVE = Span(above=0, below=1e3)
_MOST_STEPS = 10**9
_RELAX, _SIZE = whole(1, _MOST_STEPS, "for example 600"), whole(2, 256, "for example 8")
_COUNT = whole(2, 200, "for example 13")
_steps = each(
    _RELAX,
    whole(10, _MOST_STEPS, "for example 600"),
    remedy="steps of relaxation and of measurement, for example [600, 600]",
)
_temperatures = span(
    quantity("temperature", _POSITIVE, "for example 0.01"), _COUNT, "for example [1e-6, 0.1, 16]"
)
_FIELD = quantity("electric_field", _POSITIVE, "for example 0.02")


class Parameters(Section):
    """What the experiment varies; spans are [lowest, highest, how many].

    Temperatures and fields are spaced evenly on a logarithmic scale, the rest linearly. Steps are
    of relaxation and of measurement.
    """

    hot_temperature: Annotated[
        float, quantity("temperature", Span(above=0, most=10), "for example 0.01")
    ] = 0.01
    magnetic_kappa: Annotated[float, number(Span(least=-1, below=0), "for example -0.2")] = -0.2
    map_size: Annotated[int, _SIZE] = 12
    map_temperatures: Annotated[_Span, _temperatures] = (1e-6, 0.1, 16)
    map_fields: Annotated[_Span, span(_FIELD, _COUNT, "for example [1e-3, 0.1, 13]")] = (
        1e-3, 0.1, 13,
    )  # fmt: skip
    map_kappas: Annotated[
        _Span,
        span(
            number(Span(above=-1, below=1e3), "for example 0.1"),
            _COUNT,
            "for example [-0.4, 0.4, 13]",
        ),
    ] = (-0.4, 0.4, 13)
    map_steps: Annotated[tuple[int, int], _steps] = (600, 600)
    # The standard error of a fitted exponent needs a point more than a line does.
    law_fields: Annotated[
        _Span, span(_FIELD, whole(3, 200, "for example 7"), "for example [0.005, 0.08, 7]")
    ] = (0.005, 0.08, 7)
    law_steps: Annotated[tuple[int, int], _steps] = (800, 1500)
    ordering_sizes: Annotated[
        tuple[int, ...], several(_SIZE, 2, 8, "for example [6, 8, 12]", rising=True)
    ] = (6, 8, 12)
    ordering_temperatures: Annotated[_Span, _temperatures] = (0.029, 0.041, 10)
    ordering_steps: Annotated[
        tuple[int, int],
        each(
            _RELAX,
            whole(10 * BLOCKS, _MOST_STEPS, "for example 30000"),
            remedy="steps of relaxation and of measurement, for example [3000, 30000]",
        ),
    ] = (3000, 30000)
    influence_sizes: Annotated[
        tuple[int, ...], several(_SIZE, 1, 8, "for example [6, 8, 12]", rising=True)
    ] = (6, 8, 12)


def logarithmic(span: _Span) -> Floats:
    return np.geomspace(*span)


def linear(span: _Span) -> Floats:
    return np.linspace(*span)
