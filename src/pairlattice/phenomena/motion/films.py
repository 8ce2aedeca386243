"""The film of the temperature field with its tubes."""

import numpy as np
import xarray as xr
from matplotlib.lines import Line2D
from scipy.ndimage import binary_dilation

from pairlattice.film import Film
from pairlattice.phenomena.motion import results as r
from pairlattice.phenomena.motion.chosen import SECTION, edge, hop_to_show
from pairlattice.plotting import BLACK, ORANGE, SKY, figure, typeset

_TAIL = 6


def films(tree: xr.DataTree) -> dict[str, Film]:
    """hopping: temperature and coherence, frame by frame, the tubes outlined and their tracks."""
    T, C, time = (v.values(tree) for v in (r.TEMPERATURE, r.COHERENCE, r.TIME))
    size, threshold = edge(tree), r.settings.thresholds.coherence.value(tree)
    frame, place, name = (v.values(tree) for v in (r.SEEN_FRAME, r.PLACE, r.IDENTITY))
    most = np.bincount(frame, minlength=1).max()
    drawn = figure(8.6, 3.9)
    left, right = drawn.subplots(1, 2)
    box = (-0.5, size - 0.5, -0.5, size - 0.5)
    pictures = []
    for axes, values, label, colours in (
        (left, T, r.TEMPERATURE.axis(words="T"), "cividis"),
        (right, C, r.COHERENCE.label, "cividis_r"),
    ):
        low, high = np.quantile(values, (0.005, 0.999))
        picture = axes.imshow(
            values[0], origin="lower", extent=box, vmin=low, vmax=high, cmap=colours
        )
        pictures.append(picture)
        bar = drawn.colorbar(picture, ax=axes, shrink=0.75)
        bar.set_label(label)
        bar.ax.ticklabel_format(axis="y", scilimits=(-2, 2))
        axes.set(**SECTION)
    outline = left.imshow(_outline(C[0] < threshold), origin="lower", extent=box)
    tails = [left.plot([], [], color=SKY, lw=1.4)[0] for _ in range(most)]
    (dots,) = left.plot([], [], "o", color=ORANGE, mec=BLACK, ms=5)
    left.set(xlim=box[:2], ylim=box[2:])
    title = left.set_title("t = 00000 t0")

    def show(index: int) -> None:
        pictures[0].set_data(T[index])
        pictures[1].set_data(C[index])
        outline.set_data(_outline(C[index] < threshold))
        now = frame == index
        dots.set_data(*place[now].T)
        for line in tails:
            line.set_data([], [])
        for line, number in zip(tails, name[now], strict=False):
            _tail(line, place[(name == number) & (frame <= index) & (frame > index - _TAIL)], size)
        title.set_text(f"t = {time[index]:.0f} t0: {int(now.sum())} tubes")

    return {"hopping": Film(typeset(drawn), show, len(T), rate=8, poster=hop_to_show(tree).before)}


def _tail(line: Line2D, path: np.ndarray, size: int) -> None:
    # A path across the edge of the periodic sample would be drawn right through it.
    if len(path) and np.abs(np.diff(path, axis=0)).max(initial=0) < size / 2:
        line.set_data(*path.T)


def _outline(mask: np.ndarray) -> np.ndarray:
    """The rim of a mask in white, everything else transparent: (n1, n2, 4)."""
    picture = np.zeros((*mask.shape, 4))
    picture[..., :3] = 1.0
    picture[..., 3] = binary_dilation(mask) & ~mask
    return picture
