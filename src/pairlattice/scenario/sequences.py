"""How a list of a scenario is read: several values of one kind, and spans of values."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from pairlattice.scenario.problems import refuse, shown
from pairlattice.scenario.values import Reader


def several(
    item: Reader, fewest: int, most: int, remedy: str, rising: bool = False, falling: bool = False
) -> Reader:
    """A list of values, each read by `item`. rising, falling: strictly, from each to the next."""
    return _listed([item], fewest, most, remedy, rising, falling)


def each(*items: Reader, remedy: str) -> Reader:
    """A list with one value for each of the items, read by it."""
    return _listed(items, len(items), len(items), remedy)


def span(item: Reader, count: Reader, remedy: str) -> Reader:
    """[lowest, highest, count], lowest < highest."""
    whole = each(item, item, count, remedy=remedy)

    def read(value: Any, info: ValidationInfo) -> tuple[Any, ...]:
        found = whole.read(value, info)
        if not found[0] < found[1]:
            raise refuse(
                f"must be [low, high, count] with low < high, got {shown(value)}; {remedy}"
            )
        return found

    return Reader(read, unit=item.unit)


def _listed(
    items: Sequence[Reader],
    fewest: int,
    most: int,
    remedy: str,
    rising: bool = False,
    falling: bool = False,
) -> Reader:
    def read(value: Any, info: ValidationInfo) -> tuple[Any, ...]:
        if hasattr(value, "tolist"):
            value = value.tolist()
        if not isinstance(value, (list, tuple)):
            raise refuse(f"must be a list, got {shown(value)}; {remedy}")
        if not fewest <= len(value) <= most:
            length = f"{fewest}" if fewest == most else f"{fewest} to {most}"
            raise refuse(f"must be a list of {length} values, got {len(value)}; {remedy}")
        found = []
        for place, one in enumerate(value):
            try:
                found.append(items[place if len(items) > 1 else 0].read(one, info))
            except PydanticCustomError as error:
                context = error.context or {}
                raise refuse(f"({place + 1} of {len(value)}) {context['text']}") from None
        steps = list(pairwise(found))
        if rising and not all(a < b for a, b in steps):
            raise refuse(f"must rise from each value to the next, got {shown(value)}; {remedy}")
        if falling and not all(a > b for a, b in steps):
            raise refuse(f"must fall from each value to the next, got {shown(value)}; {remedy}")
        return tuple(found)

    return Reader(read, unit=items[0].unit)
