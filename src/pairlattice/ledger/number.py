"""A number with its unit, its uncertainty and its source."""

import math
from dataclasses import dataclass, replace
from typing import Any, Literal

from pairlattice.table import number as shown
from pairlattice.table import with_error

# Where a number comes from. "paper": printed there. "equation": one of the paper's, evaluated.
# "experiment": computed by an experiment of this project. "measured": cited data. "standard":
# standard theory. "chosen": a threshold or a setting chosen here, with its reason.
Origin = Literal["paper", "equation", "experiment", "measured", "standard", "constant", "chosen"]

# Digits that are written down: fewer than any library's rounding could touch.
DIGITS = 6


@dataclass(frozen=True)
class Number:
    """A value that a verdict rests on.

    name: in words. value: in `unit`; text where a source gives words. uncertainty: standard
    uncertainty in `unit`, None where none is known. source: equation, experiment and variable, or
    citation. confirmed: False where the value, or one it was computed from, was not read in its
    source.

    >>> str(Number("drift speed", 1.122e-5, "m/s", "equation", "Eq. (1)"))
    'drift speed 1.122e-05 m/s'
    """

    name: str
    value: float | str
    unit: str
    origin: Origin
    source: str
    uncertainty: float | None = None
    confirmed: bool = True

    def __float__(self) -> float:
        if isinstance(self.value, str):
            raise TypeError(f"{self.name} is no number: {self.value!r}")
        return float(self.value)

    def __str__(self) -> str:
        return f"{self.name} {self.quantity}"

    @property
    def quantity(self) -> str:
        """Value, uncertainty and unit."""
        if isinstance(self.value, str):
            return self.value
        if self.uncertainty is None:
            text = shown(self.value)
        else:
            text = with_error(self.value, self.uncertainty)
        return f"{text} {self.unit}".strip() if self.unit != "1" else text

    def called(self, name: str) -> "Number":
        """The same under another name."""
        return replace(self, name=name)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, rounded to `DIGITS` significant digits."""
        value = self.value if isinstance(self.value, str) else rounded(self.value)
        return {
            "name": self.name,
            "value": value,
            "unit": self.unit,
            "uncertainty": rounded(self.uncertainty),
            "origin": self.origin,
            "source": self.source,
            "confirmed": self.confirmed,
        }


def derived(
    name: str, value: float, unit: str, formula: str, *inputs: Number, origin: Origin | None = None
) -> Number:
    """A number computed from others; unconfirmed where one of them is.

    origin: by default that of the first input.

    >>> one = Number("a", 2.0, "m", "measured", "somebody 1900", confirmed=False)
    >>> derived("b", 4.0, "m²", "a²", one).confirmed
    False
    """
    origins = [number.origin for number in inputs]
    kind = origin or (origins[0] if origins else "standard")
    parts = "; ".join(dict.fromkeys(n.source for n in inputs if n.source and n.origin != "chosen"))
    return Number(
        name,
        float(value),
        unit,
        kind,
        f"{formula}, from {parts}" if parts else formula,
        confirmed=all(number.confirmed for number in inputs),
    )


def rounded(value: float | None) -> float | None:
    """`DIGITS` significant digits; None for None and for what is not finite.

    >>> rounded(1.23456789e-5), rounded(float("nan"))
    (1.23457e-05, None)
    """
    if value is None or not math.isfinite(value):
        return None
    return float(f"{value:.{DIGITS}g}")
