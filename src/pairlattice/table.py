"""Numbers with error bars in rows and columns, for the terminal, the page and programs."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from numbers import Integral
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from pairlattice.variable import Variable

if TYPE_CHECKING:
    import xarray as xr


@runtime_checkable
class Measured(Protocol):
    """A number with a standard error, such as `engine.statistics.Estimate`."""

    @property
    def mean(self) -> float: ...
    @property
    def error(self) -> float: ...
    @property
    def long_enough(self) -> bool: ...


@dataclass(frozen=True)
class WithError:
    """A number with a standard error. long_enough: whether the error itself can be trusted."""

    mean: float
    error: float
    long_enough: bool = True


Cell = str | int | float | Measured | None

# Marks a number whose series was too short to trust its error bar.
SHORT = "(!)"
SHORT_NOTE = f"{SHORT} the series is too short for a reliable error bar; raise run.steps"


# A variable, or one and the unit to show it in
Shown = Variable | tuple[Variable, str]


def quantities(title: str, tree: "xr.DataTree", rows: Iterable[Shown]) -> "Table":
    """A table of single numbers of a result: words, value and unit of each."""
    cells = tuple((v.long_name, cell(v, tree, unit), unit) for v, unit in _named(rows))
    return Table(title, ("quantity", "value", "unit"), cells)


def against(
    label: Variable, title: str, tree: "xr.DataTree", columns: Iterable[Shown], note: str = ""
) -> "Table":
    """A table of variables over one dimension, a row for each of its labels."""
    named = _named(columns)
    rows = tuple(
        (str(name), *(cell(v, tree, unit, **{label.name: name}) for v, unit in named))
        for name in label.values(tree)
    )
    return Table(title, (label.label, *(v.axis(unit) for v, unit in named)), rows, note)


def side_by_side(
    title: str, tree: "xr.DataTree", shown: Iterable[Shown], note: str = ""
) -> "Table":
    """A table of variables over one dimension beside each other, with their error bars."""
    named = _named(shown)
    cells = [_cells(variable, tree, unit) for variable, unit in named]
    rows = tuple(zip(*cells, strict=True))
    return Table(title, tuple(variable.axis(unit) for variable, unit in named), rows, note)


def _cells(variable: Variable, tree: "xr.DataTree", unit: str) -> list[Any]:
    values = variable.of(tree).values
    if values.dtype.kind not in "fiu":
        return [str(word) or None for word in values]
    scale = variable.scale(unit)
    if not variable.error_name:
        return [float(value) / scale for value in values]
    errors = variable.error.values(tree)
    return [WithError(v / scale, e / scale) for v, e in zip(values, errors, strict=True)]


def _named(shown: Iterable[Shown]) -> list[tuple[Variable, str]]:
    return [one if isinstance(one, tuple) else (one, one.units) for one in shown]


def cell(variable: Variable, tree: "xr.DataTree", unit: str = "", **at: Any) -> WithError | float:
    """A number of a result in `unit`, with its error bar where it has one. at: labels."""
    found = variable.of(tree).sel(**at)
    mean = float(found) / variable.scale(unit)
    if not variable.error_name:
        return mean
    return WithError(mean, float(variable.error.of(tree).sel(**at)) / variable.scale(unit))


@dataclass(frozen=True)
class Table:
    """A table. columns: headings with units. rows: as wide as `columns`. note: below the table."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{self.title}: {len(self.columns)} columns, but the row {row!r}")

    @property
    def warnings(self) -> tuple[str, ...]:
        """The numbers whose error bar cannot be trusted, by the first cell of their row."""
        short = [
            (_text(row[0]), column)
            for row in self.rows
            for column, cell in zip(self.columns, row, strict=True)
            if isinstance(cell, Measured) and not cell.long_enough
        ]
        several = len({column for _, column in short}) > 1
        return tuple(f"{name}, {column}" if several else name for name, column in short)

    def to_text(self) -> str:
        """The table for a terminal, columns aligned."""
        body = [[_text(cell) for cell in row] for row in self.rows]
        lines = [list(self.columns), *body]
        widths = [max(len(line[i]) for line in lines) for i in range(len(self.columns))]
        right = [_numeric(self.rows, i) for i in range(len(self.columns))]
        rule = ["─" * width for width in widths]

        def aligned(line: list[str]) -> str:
            cells = zip(line, widths, right, strict=True)
            return "  ".join(t.rjust(w) if r else t.ljust(w) for t, w, r in cells).rstrip()

        parts = [self.title, aligned(lines[0]), aligned(rule), *map(aligned, body)]
        return "\n".join([part for part in parts if part] + self._notes())

    def to_html(self) -> str:
        """A table that scrolls inside its own box on a narrow screen."""
        right = [
            ' class="number"' if _numeric(self.rows, i) else "" for i in range(len(self.columns))
        ]
        head = "".join(
            f'<th scope="col"{r}>{escape(c)}</th>' for c, r in zip(self.columns, right, strict=True)
        )
        rows = "\n".join(
            f'<tr><th scope="row"{right[0]}>{escape(_text(row[0]))}</th>'
            + "".join(
                f"<td{r}>{escape(_text(cell))}</td>"
                for cell, r in zip(row[1:], right[1:], strict=True)
            )
            + "</tr>"
            for row in self.rows
        )
        label = escape(self.title or "table", quote=True)
        notes = "".join(f'<p class="note">{escape(note)}</p>' for note in self._notes())
        return (
            f'<div class="table" role="region" aria-label="{label}" tabindex="0">\n'
            f"<table>\n<caption>{escape(self.title)}</caption>\n"
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>\n{notes}"
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; a number that is not finite becomes None."""
        return {
            "title": self.title,
            "columns": list(self.columns),
            "rows": [[_plain(cell) for cell in row] for row in self.rows],
            "note": self.note,
        }

    def _notes(self) -> list[str]:
        return [note for note in (self.note, SHORT_NOTE if self.warnings else "") if note]


def with_error(mean: float, error: float) -> str:
    """A number and its standard error, rounded to two digits of the error.

    >>> with_error(0.93412, 0.00123), with_error(2.5e-5, 3e-7), with_error(1234.5, 67.8)
    ('0.9341 ± 0.0012', '(2.500 ± 0.030)e-05', '1234 ± 68')
    >>> with_error(0.5, 0.0), with_error(0.5, float("nan"))
    ('0.5 ± 0', '0.5')
    """
    if not (math.isfinite(mean) and math.isfinite(error)):
        return number(mean)
    if not error > 0:
        return f"{number(mean)} ± 0"
    scale = max(abs(mean), error)
    power = math.floor(math.log10(scale))
    if -3 <= power < 6:
        power = 0
    mean, error = mean / 10.0**power, error / 10.0**power
    digits = min(max(1 - math.floor(math.log10(error)), 0), 12)
    text = f"{mean:.{digits}f} ± {error:.{digits}f}"
    return f"({text})e{power:+03d}" if power else text


def number(value: float) -> str:
    """Four digits without trailing zeros; whole numbers, and the whole part of others, in full.

    >>> number(8.5e28), number(0.25), number(3), number(14287.4), number(float("nan"))
    ('8.5e+28', '0.25', '3', '14287', '—')
    """
    if isinstance(value, Integral):
        return str(value)
    if not math.isfinite(value):
        return "—"
    return f"{value:.0f}" if 1e4 <= abs(value) < 1e6 else f"{value:.4g}"


def _text(cell: Cell) -> str:
    if cell is None:
        return "—"
    if isinstance(cell, Measured):
        text = with_error(float(cell.mean), float(cell.error))
        return text if cell.long_enough else f"{text} {SHORT}"
    return cell if isinstance(cell, str) else number(cell)


def _plain(cell: Cell) -> Any:
    if isinstance(cell, Measured):
        return {
            "mean": _finite(cell.mean),
            "error": _finite(cell.error),
            "long_enough": bool(cell.long_enough),
        }
    # Numbers of array libraries are no JSON numbers until they are made Python's own.
    if cell is None or isinstance(cell, (str, bool)):
        return cell
    return int(cell) if isinstance(cell, Integral) else _finite(cell)


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _numeric(rows: tuple[tuple[Cell, ...], ...], column: int) -> bool:
    cells = [row[column] for row in rows if row[column] is not None]
    return bool(cells) and not any(isinstance(cell, str) for cell in cells)
