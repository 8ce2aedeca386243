"""What `--over NAME=VALUES` means: a field of a scenario and the values it takes."""

import itertools
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pairlattice.errors import InputError
from pairlattice.scenario import Scenario
from pairlattice.scenario.problems import one_line, shown, suggestion
from pairlattice.scenario.section import section_of

Value = float | int | str

MOST_VALUES = 100_000
_LISTS = ("electric_field", "drive")
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?"
_UNIT = r"(?P<unit>(?:1/)?[A-Za-zµμÅΩ][A-Za-zµμÅΩ0-9*/^ -]*)?"
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER}):(?P<high>{_NUMBER}):(?P<count>\d{{1,6}})(?P<log>:log)?\s*{_UNIT}"
)
_ITEM = re.compile(rf"(?P<number>{_NUMBER})\s*{_UNIT}")


@dataclass(frozen=True)
class Axis:
    """name: as the user calls it, and the dimension of the data set. path: of the field, tables of
    an array counted from 0. values: numbers or words. unit: of the numbers, "" for reduced ones."""

    name: str
    path: tuple[str | int, ...]
    values: tuple[Value, ...]
    unit: str = ""

    @property
    def numeric(self) -> bool:
        """Whether there is something between two of its values."""
        return not any(isinstance(value, str) for value in self.values)

    @property
    def whole(self) -> bool:
        return all(isinstance(value, int) for value in self.values)

    def raw(self, value: Value) -> Any:
        """The value as a scenario file has it."""
        return f"{value!r} {self.unit}" if self.unit and not isinstance(value, str) else value

    def between(self, low: float, high: float) -> float | int | None:
        """The middle of two neighbours, in the geometric sense where the axis is logarithmic; None
        where there is nothing between."""
        logarithmic = len(self.values) > 2 and _is_geometric(self.values)
        middle = math.sqrt(low * high) if logarithmic else 0.5 * (low + high)
        if self.whole:
            middle = round(middle)
        return middle if min(low, high) < middle < max(low, high) else None


def parse_axis(text: str, base: Scenario) -> Axis:
    """The axis of "temperature=1:20:20K", "kappa=-0.1,0,0.1" or "size=8:64:4:log".

    base: the scenario that is varied. Raises InputError.
    """
    name, equals, values = text.partition("=")
    name, values = name.strip(), values.strip()
    if not equals or not name or not values:
        raise _refused(
            f"--over must be NAME=VALUES, got {shown(text)}; for example temperature=1:20:20K"
        )
    if len(text) > 100_000:
        raise _refused("--over must be at most 100000 letters; use a range such as 1:20:20")
    path = resolve(name, base)
    found, unit = _range(name, values) if ":" in values else _list(name, values)
    if len(set(found)) != len(found):
        raise _refused(f"--over {name[:60]} must name each value once, got {shown(values)}")
    return Axis(name, path, found, unit)


def _refused(line: str) -> InputError:
    """The error with a line that a terminal can show, whatever was given."""
    return InputError(one_line(line))


def _range(name: str, text: str) -> tuple[tuple[Value, ...], str]:
    match = _RANGE.fullmatch(text)
    if match is None:
        raise _refused(
            f"--over {name[:60]} must be FROM:TO:COUNT with a unit behind, got {shown(text)}; "
            "for example 1:20:20K, or 0.1:10:5:log K"
        )
    low, high, count = float(match["low"]), float(match["high"]), int(match["count"])
    if not 1 <= count <= MOST_VALUES or (count == 1 and low != high):
        raise _refused(
            f"--over {name[:60]} must have from 2 to {MOST_VALUES} values, got {count}; lower it"
        )
    if match["log"] and not (low > 0 and high > 0):
        raise _refused(f"--over {name[:60]} must be above 0 for :log, got {low:g} to {high:g}")
    if not (math.isfinite(low) and math.isfinite(high)):
        raise _refused(f"--over {name[:60]} must be finite, got {shown(text)}; lower it")
    last = max(count - 1, 1)
    if match["log"]:
        steps = [low ** (1 - i / last) * high ** (i / last) for i in range(count)]
    else:
        steps = [low * (1 - i / last) + high * (i / last) for i in range(count)]
    steps[-1] = high
    # 8:64:4:log is 8, 16, 32, 64 for a whole number: the last digit must not come in between.
    near = [round(x) for x in steps]
    whole = "." not in match["low"] and all(
        abs(x - n) < 1e-9 * max(1, abs(n)) for x, n in zip(steps, near, strict=True)
    )
    values: tuple[Value, ...] = tuple(near if whole else steps)
    return values, (match["unit"] or "").strip()


def _list(name: str, text: str) -> tuple[tuple[Value, ...], str]:
    values: list[Value] = []
    units = set()
    for item in (part.strip() for part in text.split(",")):
        match = _ITEM.fullmatch(item)
        if match is None:
            values.append(item)
            continue
        units.add((match["unit"] or "").strip())
        number = match["number"]
        values.append(int(number) if re.fullmatch(r"[+-]?\d{1,18}", number) else float(number))
    given = units - {""}
    if len(given) > 1:
        raise _refused(f"--over {name[:60]} must have one unit, got {' and '.join(sorted(given))}")
    if any(isinstance(v, str) for v in values) and len(values) > len(
        [v for v in values if isinstance(v, str)]
    ):
        raise _refused(f"--over {name[:60]} must be all numbers or all words, got {shown(text)}")
    return tuple(values), given.pop() if given else ""


def resolve(name: str, base: Scenario) -> tuple[str | int, ...]:
    """The path of a field: dotted, or its last word alone where no other field has it."""
    paths = _paths(base)
    if name in ("electric_field", "drive"):
        name = f"{name}.strength"
    if name in paths:
        return paths[name]
    ending = [path for path in paths if path.rpartition(".")[2] == name]
    if len(ending) == 1:
        return paths[ending[0]]
    if ending:
        raise _refused(
            f"--over {name} could be {' or '.join(ending)}; write it with the table in front"
        )
    hint = suggestion(name, [*paths, *(path.rpartition(".")[2] for path in paths)])
    hint = hint if hint.startswith("did") else "give for example temperature or tether.kappa"
    raise _refused(f"--over {name[:60]} is no field of the scenario; {hint}")


def _paths(base: Scenario) -> dict[str, tuple[str | int, ...]]:
    found: dict[str, tuple[str | int, ...]] = {"seed": ("seed",)}
    for table, field in Scenario.model_fields.items():
        if table in _LISTS:
            for index, item in enumerate(getattr(base, table)):
                for key in type(item).model_fields:
                    found[f"{table}.{index + 1}.{key}"] = (table, index, key)
                    if index == 0 and len(getattr(base, table)) == 1:
                        del found[f"{table}.1.{key}"]
                        found[f"{table}.{key}"] = (table, index, key)
            continue
        section = section_of(field.annotation)
        for key in section.model_fields if section is not None else ():
            found[f"{table}.{key}"] = (table, key)
    return found


# Two ways to say the same: giving one takes the other out.
_INSTEAD = {
    ("tether", "kappa"): "stiffness",
    ("tether", "stiffness"): "kappa",
}


def place(tables: dict[str, Any], path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """A copy of plain tables with one field set."""
    tables = dict(tables)
    if len(path) == 1:
        return tables | {str(path[0]): value}
    table = str(path[0])
    if len(path) == 3:
        given = tables.get(table, [])
        items = [dict(item) for item in (given if isinstance(given, (list, tuple)) else [given])]
        items[int(path[1])][str(path[2])] = value
        return tables | {table: items}
    inner = dict(tables[table]) if isinstance(tables.get(table), Mapping) else {}
    inner.pop(_INSTEAD.get((table, str(path[1])), ""), None)
    return tables | {table: inner | {str(path[1]): value}}


def _is_geometric(values: tuple[Any, ...]) -> bool:
    if min(values) <= 0:
        return False
    ordered = sorted(values)
    ratios = [b / a for a, b in itertools.pairwise(ordered)]
    even = [b - a for a, b in itertools.pairwise(ordered)]
    return max(ratios) / min(ratios) < 1.01 and max(even) / min(even) > 1.01
