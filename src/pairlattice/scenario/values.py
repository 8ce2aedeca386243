"""How one value of a scenario is read: numbers, quantities with units, choices, directions.

Each function returns a pydantic validator for an `Annotated` field. What a field accepts, in which
range, and what helps when it does not, stands in one place: its line in the model.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any

from pydantic import BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from pairlattice.errors import InputError
from pairlattice.scenario.problems import refuse, shown, suggestion
from pairlattice.units import SI_UNIT, ReducedUnits, parse_quantity, reduced_unit, written

# The reduced unit that a quantity is measured in, where it is not called like the quantity.
_UNIT_OF = {"angular_rate": "frequency"}


@dataclass(frozen=True)
class Scale:
    """What a validator knows about the size of the reduced units.

    units: None without a material. unreadable: a material is given but wrong, which is reported
    where it stands and not again at every value with a unit.
    """

    units: ReducedUnits | None = None
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class Reader(BeforeValidator):
    """A validator that knows the unit of what it gives; "1" for pure numbers, words and flags."""

    unit: str = "1"

    def read(self, value: Any, info: ValidationInfo) -> Any:
        """The value as the field will hold it; raises what `refuse` makes."""
        function: Any = self.func
        return function(value, info)


@dataclass(frozen=True)
class Span:
    """A range of numbers; `above` and `below` are open ends, `least` and `most` closed ones."""

    least: float | None = None
    above: float | None = None
    most: float | None = None
    below: float | None = None

    def holds(self, x: float) -> bool:
        return (
            (self.least is None or x >= self.least)
            and (self.above is None or x > self.above)
            and (self.most is None or x <= self.most)
            and (self.below is None or x < self.below)
        )

    def text(self, scale: float = 1.0, unit: str = "") -> str:
        """The range in words, its ends multiplied by `scale` and followed by `unit`."""

        def end(x: float) -> str:
            return f"{x * scale:.6g}{' ' + unit if unit else ''}"

        parts = []
        if self.least is not None:
            parts.append(f"{end(self.least)} or above")
        if self.above is not None:
            parts.append(f"above {end(self.above)}")
        if self.most is not None:
            parts.append(f"at most {end(self.most)}")
        if self.below is not None:
            parts.append(f"below {end(self.below)}")
        return " and ".join(parts) or "finite"


ANY, POSITIVE, NOT_NEGATIVE = Span(), Span(above=0), Span(least=0)


def as_number(value: Any, span: Span, remedy: str, si: str = "") -> float:
    """The finite float that `value` is; raises what `refuse` makes where it is none.

    si: the unit a text may have here, for the message; a truth value is not a number.
    """
    if isinstance(value, bool) or not isinstance(value, Real):
        kind = f"a number, or a text with the unit {si}" if si else "a number"
        raise refuse(f"must be {kind}, got {shown(value)}; {remedy}")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise refuse(f"must be a finite number, got {shown(value)}; {remedy}")
    if not span.holds(number):
        raise refuse(f"must be {span.text()}, got {shown(value)}; {remedy}")
    return number + 0.0  # no negative zero: it would print and hash unlike the zero it equals


def as_si(text: str, dimension: str, remedy: str) -> float:
    """The SI value of a text such as "4.2 K"."""
    if dimension == "frequency" and re.search(r"rad|deg|turn|rev|rpm|cycle", text):
        raise refuse(
            f"must be an ordinary frequency in Hz, not an angular one, got {shown(text)}; {remedy}"
        )
    try:
        # The ångström sign and the letter Å with a ring are one character to a reader.
        return parse_quantity(unicodedata.normalize("NFC", text[:80]), dimension)
    except InputError as error:
        raise refuse(str(error)) from None


def as_quantity(value: Any, dimension: str, span: Span, remedy: str, scale: Scale) -> float:
    """A reduced number, from a reduced number or from a text with a unit of `dimension`."""
    unit = SI_UNIT[dimension]
    if not isinstance(value, str):
        return as_number(value, span, remedy, unit)
    number = as_si(value, dimension, remedy)
    if scale.units is None and not scale.unreadable:
        raise refuse(
            f"must be a reduced number as long as no material sets the size of the units, got "
            f"{shown(value)}; add [material] with a name, a pair_density or a spacing"
        )
    size = 1.0
    if scale.units is not None:
        size = getattr(scale.units, _UNIT_OF.get(dimension, dimension))
        number /= size
    if not math.isfinite(number):
        raise refuse(f"must be a finite number of reduced units, got {shown(value)}; {remedy}")
    if not span.holds(number):
        raise refuse(f"must be {span.text(size, unit)}, got {shown(value)}; {remedy}")
    return number + 0.0


def _scale(info: ValidationInfo) -> Scale:
    return info.context if isinstance(info.context, Scale) else Scale()


def number(span: Span, remedy: str, unit: str = "1") -> Reader:
    """A pure number. unit: in words, of a number that has one of its own, such as "ω_p"."""
    return Reader(lambda value, _: as_number(value, span, remedy), unit=unit)


def quantity(dimension: str, span: Span, remedy: str) -> Reader:
    """A reduced number or a text with a unit; reduced afterwards."""

    def read(value: Any, info: ValidationInfo) -> float:
        return as_quantity(value, dimension, span, remedy, _scale(info))

    return Reader(read, unit=reduced_unit(dimension))


def si(dimension: str, span: Span, remedy: str) -> Reader:
    """A number in SI or a text with a unit; SI afterwards."""
    bare = Scale(unreadable=True)  # leaves a text in SI

    def read(value: Any, _: ValidationInfo) -> float:
        return as_quantity(value, dimension, span, remedy, bare)

    return Reader(read, unit=written(dimension))


def si_quantity(dimension: str, span: Span, remedy: str) -> BeforeValidator:
    """A text with a unit, that itself sets the size of the reduced units; SI afterwards."""

    def read(value: Any) -> float:
        if not isinstance(value, str):
            raise refuse(
                f"must be a text with a unit of {SI_UNIT[dimension]}, got {shown(value)}; {remedy}"
            )
        si = as_si(value, dimension, remedy)
        if not span.holds(si):
            raise refuse(
                f"must be {span.text(1, SI_UNIT[dimension])}, got {shown(value)}; {remedy}"
            )
        return si

    return BeforeValidator(read)


def whole(least: int, most: int, remedy: str) -> Reader:
    """A whole number in a closed range."""
    return Reader(lambda value, _: as_whole(value, least, most, remedy))


def as_whole(value: Any, least: int, most: int, remedy: str) -> int:
    """The integer that `value` is; 3.0 is none, lest a rounded number be taken for one."""
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise refuse(f"must be a whole number from {least} to {most}, got {shown(value)}; {remedy}")
    if not least <= int(value) <= most:
        raise refuse(f"must be from {least} to {most}, got {shown(value)}; {remedy}")
    return int(value)


def choice(*allowed: str) -> Reader:
    """One word of a list."""

    def read(value: Any, _: ValidationInfo) -> str:
        if not isinstance(value, str) or value not in allowed:
            hint = suggestion(value, allowed) if isinstance(value, str) else "write it in quotes"
            hint = hint if hint.startswith("did") else f"write {shown(allowed[0])} for example"
            raise refuse(f"must be one of {', '.join(allowed)}, got {shown(value)}; {hint}")
        return value

    return Reader(read)


def text(longest: int, remedy: str, empty: bool = True) -> Reader:
    """A text on one line."""

    def read(value: Any, _: ValidationInfo) -> str:
        if not isinstance(value, str):
            raise refuse(f"must be a text in quotes, got {shown(value)}; {remedy}")
        if not empty and not value:
            raise refuse(f'must not be empty, got ""; {remedy}')
        if len(value) > longest or not value.isprintable():
            raise refuse(
                f"must be one line of at most {longest} letters, got {shown(value)}; {remedy}"
            )
        return value

    return Reader(read)


def as_three(value: Any, item: Callable[[Any], Any], remedy: str) -> tuple[Any, Any, Any]:
    """Three items, each read by `item`; arrays of numpy are welcome."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, str) or not isinstance(value, Sequence) or len(value) != 3:
        raise refuse(f"must be a list of three, got {shown(value)}; {remedy}")
    items = []
    for place, name in enumerate(("first", "second", "third")):
        try:
            items.append(item(value[place]))
        except PydanticCustomError as error:
            context = error.context or {}
            raise refuse(f"({name} of three) {context['text']}") from None
    return items[0], items[1], items[2]


def three(span: Span, remedy: str) -> BeforeValidator:
    """Three pure numbers."""
    return BeforeValidator(
        lambda value: as_three(value, lambda x: as_number(x, span, remedy), remedy)
    )


def three_quantities(dimension: str, span: Span, remedy: str) -> BeforeValidator:
    """Three reduced numbers or texts with a unit; reduced afterwards."""

    def read(value: Any, info: ValidationInfo) -> tuple[float, float, float]:
        scale = _scale(info)
        return as_three(value, lambda x: as_quantity(x, dimension, span, remedy, scale), remedy)

    return BeforeValidator(read)


def direction() -> BeforeValidator:
    """Three numbers, not all zero, normalised."""
    remedy = "for example [0, 0, 1] for the z axis"

    def read(value: Any) -> tuple[float, float, float]:
        vector = as_three(value, lambda x: as_number(x, ANY, remedy), remedy)
        largest = max(map(abs, vector))
        if largest == 0:
            raise refuse(f"must be a direction, not the zero vector, got {shown(value)}; {remedy}")
        if abs(math.hypot(*vector) - 1) < 4e-16:
            return vector  # normalising twice may move the last digit; once is enough
        vector = (vector[0] / largest, vector[1] / largest, vector[2] / largest)
        norm = math.hypot(*vector)
        return vector[0] / norm + 0.0, vector[1] / norm + 0.0, vector[2] / norm + 0.0

    return BeforeValidator(read)
