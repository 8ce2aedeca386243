"""Mean displacements of cubes, seen in space."""

import numpy as np
from bokeh.models import ColumnDataSource

from pairlattice import palette
from pairlattice.lab.picture import InSpace, Picture, arrows, scale_of
from pairlattice.lab.views.base import COLOURS, plot
from pairlattice.live.box import Box
from pairlattice.live.local import Blocks


class Space:
    """Mean displacements of cubes in space."""

    def __init__(self) -> None:
        self.turn = 25.0
        self.plot = plot(height=300, match_aspect=True, name="space")
        self.plot.axis.visible = False
        self.frame = ColumnDataSource({"xs": [], "ys": []})
        self.plot.multi_line("xs", "ys", source=self.frame, line_color=palette.GREY)
        names = ("x0", "y0", "x1", "y1", "angle", "head", "x", "y", "colour")
        self.source = ColumnDataSource({name: [] for name in names})
        self.plot.scatter(
            "x", "y", source=self.source, marker="circle", size=5, fill_color="colour",
            line_color=None,
        )  # fmt: skip
        self.plot.segment("x0", "y0", "x1", "y1", source=self.source, line_color="#000000")
        self.plot.scatter(
            "x1", "y1", angle="angle", size="head", marker="triangle", source=self.source,
            fill_color="#000000", line_color=None,
        )  # fmt: skip
        self._layout: InSpace | None = None
        self._blocks: Blocks | None = None
        self._turned = -1.0
        self._scale = 0.0

    def show(self, picture: Picture, box: Box) -> None:
        if picture.blocks is not self._blocks:
            self._blocks = picture.blocks
            self._layout, self._turned = InSpace.of(picture.blocks, box), -1.0
        layout = self._layout
        if layout is None:
            return
        if self._turned != self.turn:
            xs, ys = layout.frame(self.turn)
            self.frame.data = {"xs": xs, "ys": ys}
            self._turned = self.turn
        mean = picture.verdict.order.mean[layout.chosen]
        longest = float(np.linalg.norm(mean, axis=1).max(initial=0.0))
        if self._scale == 0 or not 0.3 < self._scale * longest / 3.0 < 1.2:
            self._scale = min(scale_of(max(longest, 1e-4), 3.0), 400.0)
        x, y, near = layout.project(layout.centre, self.turn)
        dx, dy, _ = layout.project(mean, self.turn)
        back = np.argsort(near)
        colour = COLOURS[picture.verdict.states[layout.chosen]]
        data = arrows(x[back], y[back], dx[back], dy[back], self._scale)
        self.source.data = {
            **data,
            "x": x[back].astype(np.float32),
            "y": y[back].astype(np.float32),
            "colour": colour[back].tolist(),
        }
