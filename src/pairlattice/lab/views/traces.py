"""Numbers of the whole sample against time."""

from typing import Any

from bokeh.models import ColumnDataSource, HoverTool, Range1d

from pairlattice import palette
from pairlattice.lab.picture import Picture
from pairlattice.lab.views.base import plot

# Rows that are shown.
KEPT = 300

_TRACES = (
    ("coherence", "coherence C", ("coherence",)),
    ("disorder", "disorder D (d)", ("disorder",)),
    ("displacement", "mean displacement (d)", ("ux", "uy", "uz")),
    ("current", "displacement current (e/d²t0)", ("jx", "jy", "jz")),
    ("temperature", "temperature (E0/k_B)", ("temperature",)),
    ("lift", "lift on the magnet (E0/d³)", ("lift", "lift_law")),
)
_LINES = {
    "ux": (palette.BLUE, "solid"),
    "uy": (palette.VERMILION, "dashed"),
    "uz": (palette.GREEN, "dotted"),
    "jx": (palette.BLUE, "solid"),
    "jy": (palette.VERMILION, "dashed"),
    "jz": (palette.GREEN, "dotted"),
    "lift": (palette.BLUE, "solid"),
    "lift_law": (palette.VERMILION, "dashed"),
}
LINES = (
    "Of three lines the solid blue one is x, the dashed red one y, the dotted green one z. Of the "
    "lift the solid one comes from the displaced electrons, the dashed one from Eq. (15) alone."
)


class Traces:
    """Numbers of the whole sample against time."""

    def __init__(self) -> None:
        names = ["time", *(name for _, _, lines in _TRACES for name in lines)]
        # An empty range would make the browser complain.
        self.source = ColumnDataSource({name: [0.0] for name in names})
        self.plots: dict[str, Any] = {}
        shared = None
        for key, label, lines in _TRACES:
            made = plot(height=125, name=key)
            made.title.text = label
            made.title.text_font_size, made.title.text_font_style = "13px", "normal"
            made.yaxis.ticker.desired_num_ticks = 3
            made.xaxis.ticker.desired_num_ticks = 5
            made.xaxis.axis_label = "time (t0)"
            made.min_border_left = 78
            if key in ("coherence",):
                made.y_range = Range1d(0, 1.05)
            shared = shared or made.x_range
            made.x_range = shared
            for name in lines:
                colour, dash = _LINES.get(name, (palette.BLUE, "solid"))
                made.line(
                    "time", name, source=self.source, line_color=colour, line_dash=dash,
                    line_width=1.6,
                )  # fmt: skip
            made.add_tools(HoverTool(tooltips=[("time", "@time"), (label, f"@{lines[0]}")]))
            self.plots[key] = made

    def clear(self) -> None:
        self.source.data = {name: [0.0] for name in self.source.data}

    def resend(self) -> None:
        """Give the browser all rows once more."""
        self.source.data = dict(self.source.data)

    def add(self, picture: Picture, order: Any) -> None:
        """order: of the whole sample over the memory's span."""
        if not len(picture.rows):
            return
        # Near a mean over the rows that the picture covers, so that none is skipped.
        row = {name: [float(picture.column(name).mean())] for name in ("ux", "uy", "uz")}
        row |= {name: [float(picture.column(name).mean())] for name in ("jx", "jy", "jz")}
        row["temperature"] = [float(picture.column("temperature").mean())]
        row["coherence"] = [float(order.coherence[0])]
        row["disorder"] = [float(order.disorder[0])]
        row["lift"], row["lift_law"] = [picture.lift[0]], [picture.lift[1]]
        row["time"] = [picture.time]
        self.source.stream(row, rollover=KEPT)
