"""What every command prints in the same way."""

import json
import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pairlattice.table import Table

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program to read.")
quiet = click.option("-q", "--quiet", is_flag=True, help="Show no progress.")


def print_json(value: Any) -> None:
    """One JSON document; what is not a finite number becomes null."""
    click.echo(json.dumps(plain(value), indent=2, ensure_ascii=False, allow_nan=False))


def plain(value: Any) -> Any:
    """Python's own types all the way down, as JSON needs them.

    >>> plain({"a": (1, float("nan"))})
    {'a': [1, None]}
    """
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def print_tables(tables: "Iterable[Table]") -> None:
    """Tables one below the other, with an empty line between."""
    click.echo("\n\n".join(table.to_text() for table in tables))


def warn(message: str) -> None:
    """A line on the error stream that changes nothing about the exit code."""
    click.echo(f"pairlattice: {message}", err=True)
