"""What the plots share: their look, and how a local state is told."""

from typing import Any

import numpy as np
from bokeh.plotting import figure

from pairlattice import palette
from pairlattice.model.local_states import LocalState

# Hatching of a state, as the plots call it; `look` draws the same in a style sheet.
HATCH = {
    "insulating": " ",
    "metallic": "x",
    "superconducting": "-",
    "magnetic": "/",
    "undetermined": ".",
}
STATES = tuple(s.label for s in LocalState if s.value >= 0)
COLOURS = np.array([palette.STATE_COLOURS[label] for label in STATES])


def plot(**options: Any) -> Any:
    """An empty plot without tools."""
    common = {
        "toolbar_location": None,
        "tools": "",
        "sizing_mode": "stretch_width",
        "border_fill_color": None,
        "outline_line_color": None,
    }
    made = figure(**{**common, **options})
    made.min_border_right = 8
    for axis in (made.xaxis, made.yaxis):
        axis.axis_label_text_font_style = "normal"
        axis.axis_label_text_font_size = "13px"
        axis.major_label_text_font_size = "12px"
        axis.axis_label_text_color = axis.major_label_text_color = "#222222"
    made.grid.grid_line_color = None
    return made
