"""What one picture of a live run holds, as arrays for plots."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from pairlattice.engine.lattice import Floats
from pairlattice.live.box import Box
from pairlattice.live.local import Blocks, Verdict, judge
from pairlattice.live.magnetism import lift
from pairlattice.live.memory import COLUMNS
from pairlattice.live.stepping import Means, Runner

Cut = Literal["side", "top"]

# Arrows in space at most; more than these hide each other.
_IN_SPACE = 400


@dataclass(frozen=True, eq=False)
class Plane:
    """A lattice plane: side is x–z in the middle of y, top is x–y in the middle of z.

    Sites are picked once, when the box is made.
    """

    cut: Cut
    sites: NDArray[np.int64]
    across: Floats
    up: Floats

    @classmethod
    def of(cls, box: Box, cut: Cut) -> "Plane":
        r = box.position.reshape(-1, 3)
        normal, up = (1, 2) if cut == "side" else (2, 1)
        level = np.floor(box.edges[normal] / 2)
        sites = np.flatnonzero(np.abs(r[:, normal] - level) < 0.25)
        return cls(cut, sites, r[sites, 0].astype(np.float32), r[sites, up].astype(np.float32))

    def extent(self, box: Box) -> tuple[float, float]:
        return box.edges[0], box.edges[2 if self.cut == "side" else 1]


def scale_of(longest: float, spacing: float = 1.4) -> float:
    """Enlargement of arrows: 1, 2 or 5 times a power of ten, the longest about a spacing long."""
    if longest <= 0:
        return 1.0
    wish = spacing / longest
    power = 10.0 ** np.floor(np.log10(wish))
    return float(power * max(m for m in (1, 2, 5) if m * power <= wish * 1.001))


def arrows(x: Floats, y: Floats, dx: Floats, dy: Floats, scale: float) -> dict[str, Any]:
    """Columns of a source of arrows, centred on their sites: shaft, head and its angle."""
    dx, dy = dx * scale, dy * scale
    data = {
        "x0": x - dx / 2,
        "y0": y - dy / 2,
        "x1": x + dx / 2,
        "y1": y + dy / 2,
        "angle": np.arctan2(dy, dx) - np.pi / 2,
        "head": np.clip(4.0 * np.hypot(dx, dy), 0.0, 6.0),
    }
    return {name: values.astype(np.float32) for name, values in data.items()}


def patches(blocks: Blocks, box: Box, states: NDArray[np.int8], cut: Cut) -> dict[str, Any]:
    """The blocks that a plane cuts: centres, edges and codes of state."""
    n1, n2, n3 = blocks.counts
    grid = states.reshape(n1, n2, n3)
    flat = grid[:, n2 // 2, :] if cut == "side" else grid[:, :, n3 // 2]
    count = flat.shape
    size = (box.edges[0] / count[0], box.edges[2 if cut == "side" else 1] / count[1])
    x, y = np.meshgrid(
        (np.arange(count[0]) + 0.5) * size[0] - 0.5,
        (np.arange(count[1]) + 0.5) * size[1] - 0.5,
        indexing="ij",
    )
    width, height = (np.full(x.size, s, np.float32) for s in size)
    return {
        "x": x.ravel().astype(np.float32),
        "y": y.ravel().astype(np.float32),
        "width": width,
        "height": height,
        "state": flat.ravel(),
    }


# What a disc means, in words; its diameter, in pixels, of a displacement [d].
DISCS = "open away from the reader, filled towards"
_DISC, _DISC_OF = 9.0, 0.06


def discs(blocks: Blocks, box: Box, mean: Floats) -> dict[str, Any]:
    """Columns of a source of discs: the displacement along z of columns, seen from above.

    mean: displacement of each column (columns, 3) [d]. Diameters in pixels; the smallest are left
    out.
    """
    n1, n2, _ = blocks.counts
    step = 2 if n1 > 24 else 1
    code = np.zeros(n1 * n2, np.int8)
    place = patches(blocks, box, code, "top")
    x, y, uz = (
        np.asarray(a).reshape(n1, n2)[::step, ::step].ravel()
        for a in (place["x"], place["y"], mean[:, 2])
    )
    size = np.clip(np.abs(uz) / _DISC_OF, 0, 1.2) * _DISC
    keep = size > 1.0
    fill = np.where(uz[keep] > 0, "#000000", "#FFFFFF").tolist()
    return {"x": x[keep], "y": y[keep], "size": size[keep], "fill": fill}


@dataclass(frozen=True, eq=False)
class InSpace:
    """Cubes whose mean displacements are drawn in space, and where their centres are."""

    chosen: NDArray[np.int64]
    centre: Floats
    edges: tuple[float, float, float]

    @classmethod
    def of(cls, blocks: Blocks, box: Box) -> "InSpace":
        number = int(np.prod(blocks.counts))
        r = box.position.reshape(-1, 3)
        count = np.bincount(blocks.of_site, minlength=number)
        sums = [np.bincount(blocks.of_site, r[:, c], number) for c in range(3)]
        centre = np.stack(sums, -1) / np.maximum(count, 1)[:, None]
        step = max(1, -(-number // _IN_SPACE))
        n1, n2, n3 = blocks.counts
        index = np.stack(np.unravel_index(np.arange(number), (n1, n2, n3)), -1).sum(-1)
        chosen = np.flatnonzero(index % step == 0) if step > 1 else np.arange(number)
        return cls(chosen, centre[chosen], box.edges)

    def project(self, vectors: Floats, turn: float) -> tuple[Floats, Floats, Floats]:
        """Across, up and towards the viewer, seen from above at an azimuth of `turn` degrees."""
        a, tilt = np.deg2rad(turn), np.deg2rad(25.0)
        x, y, z = vectors[:, 0], vectors[:, 1], vectors[:, 2]
        across = x * np.cos(a) - y * np.sin(a)
        away = x * np.sin(a) + y * np.cos(a)
        up = z * np.cos(tilt) + away * np.sin(tilt)
        return across, up, -away * np.cos(tilt) + z * np.sin(tilt)

    def frame(self, turn: float) -> tuple[list[list[float]], list[list[float]]]:
        """The twelve edges of the box as lines."""
        ends = []
        low, high = np.full(3, -0.5), np.array(self.edges) - 0.5
        for axis in range(3):
            one, two = (c for c in range(3) if c != axis)
            for a in (0, 1):
                for b in (0, 1):
                    p = np.array(low)
                    p[one], p[two] = (low, high)[a][one], (low, high)[b][two]
                    q = p.copy()
                    q[axis] = high[axis]
                    ends.append((p, q))
        flat = np.array(ends).reshape(-1, 3)
        across, up, _ = self.project(flat, turn)
        return across.reshape(-1, 2).tolist(), up.reshape(-1, 2).tolist()


@dataclass(frozen=True, eq=False)
class Picture:
    """Where a run stood.

    number: of the picture. rows: of the series since the last one (samples, COLUMNS). box: made
    anew with every run, so that it tells runs apart. verdict, means, displacement: of all sites.
    lift: force on the magnet per area, from the run and by the law. rate: steps per second.
    turned: how many times knobs had been turned. knobs: as they stood.
    """

    number: int
    step: int
    time: float
    rows: Floats
    box: Box
    verdict: Verdict
    blocks: Blocks
    means: Means
    displacement: Floats
    lift: tuple[float, float]
    rate: float
    turned: int
    knobs: dict[str, Any]

    def column(self, name: str) -> Floats:
        return self.rows[:, COLUMNS.index(name)]


def picture_of(
    runner: Runner,
    blocks: Blocks,
    removed: Means | None,
    rows: Floats,
    *,
    number: int,
    turned: int,
    rate: float,
) -> Picture:
    """Where the run stands. removed: see `live.local.judge`."""
    means, settings = runner.means(), runner.settings
    verdict = judge(blocks, means, removed, settings, runner.acting.above_critical)
    magnet = (0.0, 0.0)
    if settings.magnetic.height > 0:
        mean = means.displacement[:, 2].reshape(runner.box.shape)
        magnet = lift(settings, runner.box, mean)
    return Picture(
        number, runner.step, runner.step * runner.time_step, rows, runner.box, verdict, blocks,
        means, runner.displacement().reshape(-1, 3), magnet, rate, turned, settings.knobs,
    )  # fmt: skip


def cut_of(picture: Picture) -> Cut:
    """From above where a field along z makes columns uneven, else from the side."""
    return "top" if picture.knobs["deviation"] > 0 else "side"
