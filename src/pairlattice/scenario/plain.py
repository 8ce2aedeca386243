"""The table of an experiment: any plain TOML values, checked by the experiment, not here."""

import math
from collections.abc import Mapping
from typing import Any

from pairlattice.scenario.problems import refuse, shown

_DEEPEST = 6


def plain_table(value: Any) -> dict[str, Any]:
    """A table of texts, truth values, finite numbers, and lists and tables of such."""
    if not isinstance(value, Mapping):
        raise refuse(f"must be a table of keys and values, got {shown(value)}; see the experiment")
    return _plain(value, "", 0)


def _plain(value: Any, at: str, depth: int) -> Any:
    if depth > _DEEPEST:
        raise refuse(
            f"must be at most {_DEEPEST} tables or lists deep; make it flatter", at=at[:60]
        )
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, Mapping):
        return {
            str(key): _plain(item, f"{at}.{key}".strip("."), depth + 1)
            for key, item in value.items()
            if item is not None
        }
    if isinstance(value, (list, tuple)):
        return [_plain(item, at, depth + 1) for item in value]
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise refuse(
                f"must be text that UTF-8 can hold, got {shown(value)}", at=at[:60]
            ) from None
        return value
    if isinstance(value, int) and abs(value) < 2**63:
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    raise refuse(
        f"must be a text, a truth value or a finite number, got {shown(value)}", at=at[:60]
    )
