"""How far a prediction is from a measurement: deviation, bound, or category.

Deviation: (prediction − measurement)/σ with σ² = σ_m² + σ_p²; σ_m is the measurement's standard
uncertainty on the side of the prediction, σ_p the prediction's own. Within 2 σ it agrees.

Bound: agrees if the prediction, less 2 σ_p, keeps it.

Category: agrees if it is the one that was observed, partly if it is one of several, and disagrees
if it was not observed.
"""

import math
from dataclasses import dataclass
from typing import Literal

from pairlattice.comparison.measurement import Bound, Categories, Measurement, Number
from pairlattice.comparison.observable import Quantity
from pairlattice.table import number

Verdict = Literal["agrees", "partly", "disagrees"]

# Standard deviations within which a prediction agrees: 95 % of a normal distribution.
AGREEMENT = 2.0


@dataclass(frozen=True)
class Score:
    """deviation: signed, in standard uncertainties; None for bounds and categories.

    ratio: prediction over measured value or bound, where both are numbers and that is not 0.
    """

    verdict: Verdict
    deviation: float | None = None
    ratio: float | None = None

    @property
    def text(self) -> str:
        """For a table: the deviation, or the verdict in words."""
        if self.deviation is None:
            return self.verdict
        if not math.isfinite(self.deviation):
            return f"{'−' if self.deviation < 0 else '+'}∞ σ"
        size = abs(self.deviation)
        if size < 0.05:
            return "0.0 σ"
        shown = f"{size:.1f}" if size < 1000 else number(size)
        return f"{'−' if self.deviation < 0 else '+'}{shown} σ"


def score(prediction: Quantity | str, measurement: Measurement) -> Score:
    """The score of a prediction. Raises TypeError where a number meets categories.

    >>> lead = Number(39e-9, 3e-9, 3e-9, "quoted", "Lock (1951)", "", True)
    >>> score(Quantity(14.6e-9, "m"), lead).text
    '−8.1 σ'
    """
    if isinstance(measurement, Categories):
        if not isinstance(prediction, str):
            raise TypeError("categories can only be compared with a category")
        return _category(prediction, measurement)
    if isinstance(prediction, str):
        raise TypeError("a number can only be compared with a number")
    if isinstance(measurement, Bound):
        return _bound(prediction, measurement)
    return _deviation(prediction, measurement)


def _deviation(prediction: Quantity, measurement: Number) -> Score:
    off = float(prediction.value) - measurement.value
    side = measurement.plus if off > 0 else measurement.minus
    deviation = off / math.hypot(side, float(prediction.uncertainty))
    verdict: Verdict = "agrees" if abs(deviation) <= AGREEMENT else "disagrees"
    ratio = float(prediction.value) / measurement.value if measurement.value else None
    return Score(verdict, deviation, ratio)


def _bound(prediction: Quantity, bound: Bound) -> Score:
    value, margin = float(prediction.value), AGREEMENT * float(prediction.uncertainty)
    if bound.upper is not None:
        kept, end = value - margin <= bound.upper, bound.upper
    else:
        end = bound.lower if bound.lower is not None else math.nan
        kept = value + margin >= end
    return Score("agrees" if kept else "disagrees", None, value / end if end else None)


def _category(prediction: str, measurement: Categories) -> Score:
    if prediction not in measurement.observed:
        return Score("disagrees")
    return Score("agrees" if len(measurement.observed) == 1 else "partly")
