"""A lattice plane: arrows over the blocks' states, and the magnet where there is one."""

from typing import Any

import numpy as np
from bokeh.core.properties import value
from bokeh.models import ColumnDataSource, PointDrawTool, Range1d

from pairlattice import palette
from pairlattice.lab.picture import (
    DISCS,
    Cut,
    Picture,
    Plane,
    arrows,
    discs,
    patches,
    scale_of,
)
from pairlattice.lab.views.base import HATCH, STATES, plot
from pairlattice.live.box import Box

# The magnet is drawn where it is, up to this height in edges of the block.
HIGHEST = 1.2
# Usual widths of the plot, and how much of width and height the axes take [px].
_WIDE, _WITH_MAGNET, _BORDER = 640, 540, (64, 54)
_BLOCK = ("x", "y", "width", "height")


class Slice:
    """The plane of sites with arrows over the blocks' states, and the magnet where there is one.

    note: what the picture shows, in words. moved: called with the magnet's height, in edges of the
    block, while it is dragged.
    """

    def __init__(self, moved: Any) -> None:
        self._box: Box | None = None
        self._plane: Plane | None = None
        self._scale = 0.0
        self._moved = moved
        self.plot = plot(sizing_mode="scale_width", aspect_ratio=1.9, name="slice")
        self.plot.min_border_left, self.plot.min_border_right = _BORDER[0] - 8, 8
        self.plot.xaxis.axis_label = "x (d)"
        self.plot.x_range, self.plot.y_range = Range1d(-1, 48), Range1d(-1, 24)
        # One source for each state: a browser makes a pattern for each hatched source, or for each
        # block where blocks of one source differ, which takes it a tenth of a second.
        self.blocks = [ColumnDataSource({n: [] for n in _BLOCK}) for _ in STATES]
        for label, source in zip(STATES, self.blocks, strict=True):
            colour = palette.STATE_COLOURS[label]
            self.plot.rect(
                *_BLOCK, source=source, fill_color=colour, line_color=colour, fill_alpha=0.55,
                line_alpha=0.55, hatch_pattern=HATCH[label], hatch_color="#222222",
                hatch_alpha=0.28, hatch_scale=7, hatch_weight=1,
            )  # fmt: skip
        self._codes: Any = None
        self.arrows = ColumnDataSource(
            {n: [] for n in ("x0", "y0", "x1", "y1", "angle", "head")}, name="arrows"
        )
        self.plot.segment(
            "x0", "y0", "x1", "y1", source=self.arrows, line_color="#000000", line_width=1.2
        )
        self.plot.scatter(
            "x1", "y1", angle="angle", size="head", marker="triangle", source=self.arrows,
            fill_color="#000000", line_color=None,
        )  # fmt: skip
        self.along = ColumnDataSource({n: [] for n in ("x", "y", "size", "fill")})
        self.plot.scatter(
            "x", "y", size="size", marker="circle", source=self.along, fill_color="fill",
            line_color="#000000", line_width=1.0,
        )  # fmt: skip
        self.magnet = ColumnDataSource({"x": [], "y": []}, name="magnet")
        drawn = self.plot.scatter(
            "x", "y", source=self.magnet, marker="square", size=34, fill_color="#D55E00",
            line_color="#000000", line_width=2,
        )  # fmt: skip
        self.plot.text(
            "x", "y", text=value("N"), source=self.magnet, text_align="center",
            text_baseline="middle", text_color="#FFFFFF", text_font_size="16px",
            text_font_style="bold",
        )  # fmt: skip
        drag = PointDrawTool(renderers=[drawn], add=False, drag=True, num_objects=1)
        self.plot.add_tools(drag)
        self.plot.toolbar.active_tap = None
        self.magnet.on_change("data", self._dragged)
        self._placing = False
        self.note = ""
        self._drag = drag

    def lay_out(self, box: Box, cut: Cut, magnet: bool) -> None:
        """For another crystal or another plane."""
        self._box, self._plane, self._scale = box, Plane.of(box, cut), 0.0
        self._codes = None
        wide, high = self._plane.extent(box)
        self.plot.yaxis.axis_label = "z (d)" if cut == "side" else "y (d)"
        self.plot.x_range.start, self.plot.x_range.end = -1.5, wide + 0.5
        self.plot.y_range.start = -1.5
        top = high * (1 + HIGHEST) + 1.5 if magnet else high + 0.5
        self.plot.y_range.end = top
        # One unit is as long across as it is up, so that arrows point where they should.
        width = _WITH_MAGNET if magnet else _WIDE
        frame = (width - _BORDER[0]) * (top + 1.5) / (wide + 2.0)
        self.plot.aspect_ratio = width / (frame + _BORDER[1])
        self.plot.max_width = _WITH_MAGNET if magnet else None
        self.plot.toolbar.active_tap = None
        # Without a magnet nothing is caught, so that a finger on a phone scrolls the page.
        self.plot.toolbar.active_drag = self._drag if magnet else None
        if not magnet:
            self.magnet.data = {"x": [], "y": []}

    def _dragged(self, attr: str, old: Any, new: dict[str, Any]) -> None:
        del attr, old
        if self._placing or self._box is None or not len(new["y"]):
            return
        edge = self._box.edges[2]
        self._moved(float(np.clip((new["y"][0] - edge) / edge, 0.15, HIGHEST)))

    def place(self, height: float) -> None:
        """Draw the magnet at a height, in edges of the block."""
        if self._box is None:
            return
        wide, _, edge = self._box.edges
        self._placing = True
        try:
            self.magnet.data = {"x": [wide / 2], "y": [edge * (1 + height)]}
        finally:
            self._placing = False

    def show(self, picture: Picture, instant: bool) -> None:
        """instant: displacements now instead of their recent means."""
        box, plane = self._box, self._plane
        if box is None or plane is None or len(picture.displacement) != box.position[..., 0].size:
            return
        self._colour(picture, box, plane.cut)
        u = picture.displacement if instant else picture.means.displacement
        if plane.cut == "top":
            self._from_above(picture, box)
            return
        here = u[plane.sites]
        dx, dy = here[:, 0], here[:, 2]
        self._rescale(float(np.hypot(dx, dy).max(initial=0.0)))
        self.along.data = {"x": [], "y": [], "size": [], "fill": []}
        self.arrows.data = arrows(plane.across, plane.up, dx, dy, self._scale)
        self.note = f"Plane across y. Arrows from ion to electron, enlarged × {self._scale:g}."

    def _colour(self, picture: Picture, box: Box, cut: Cut) -> None:
        data = patches(picture.blocks, box, picture.verdict.states, cut)
        codes = data.pop("state")
        if self._codes is not None and np.array_equal(codes, self._codes):
            return
        old, self._codes = self._codes, codes
        for code, source in enumerate(self.blocks):
            here = codes == code
            if old is None or len(old) != len(codes) or np.any(here != (old == code)):
                source.data = {name: values[here] for name, values in data.items()}

    def _rescale(self, longest: float) -> None:
        """Keep the enlargement while it still serves, lest the picture trembles."""
        wish = scale_of(max(longest, 1e-4))
        if self._scale == 0 or not 0.35 < self._scale * longest / 1.4 < 1.3:
            self._scale = min(wish, 200.0)

    def _from_above(self, picture: Picture, box: Box) -> None:
        self.along.data = discs(picture.blocks, box, picture.verdict.order.mean)
        if len(self.arrows.data["x0"]):
            self.arrows.data = {n: [] for n in self.arrows.data}
        self.note = f"Columns along z. Discs: mean displacement, {DISCS}."
