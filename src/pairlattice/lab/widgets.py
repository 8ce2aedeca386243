"""Widgets whose changes are heard at once.

By default a change waits 50 ms for others to come: a slider would answer late, and of two widgets
that are changed one after the other, what the first one does could come last.
"""

from collections.abc import Callable
from typing import Any

import panel as pn

_AT_ONCE = ("value",)


class Slider(pn.widgets.FloatSlider):
    _priority_changes = _AT_ONCE


class Select(pn.widgets.Select):
    _priority_changes = _AT_ONCE


class Field(pn.widgets.TextInput):
    _priority_changes = _AT_ONCE


def button(name: str, call: Callable[[], Any], **options: Any) -> Any:
    """A button that calls without arguments."""
    made = pn.widgets.Button(label=name, **options)
    made.on_click(lambda _: call())
    return made
