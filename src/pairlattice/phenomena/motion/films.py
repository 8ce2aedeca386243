"""The film of the temperature field with its tubes."""

import numpy as np
import xarray as xr
from matplotlib.lines import Line2D
from scipy.ndimage import binary_dilation

from pairlattice.film import Film
from pairlattice.phenomena.motion.chosen import hop_to_show
from pairlattice.plotting import BLACK, ORANGE, SKY, figure

_TAIL = 6


def films(tree: xr.DataTree) -> dict[str, Film]:
    """hopping: temperature and coherence, frame by frame, the tubes outlined and their tracks."""
    data, seen = tree["tubes"].to_dataset(), tree["tracks"].to_dataset()
    T = data.temperature.to_numpy() * 1e4
    C = data.coherence.to_numpy()
    time, size = data.time.to_numpy(), tree.attrs["size"]
    threshold = tree.attrs["coherence_threshold"]
    drawn = figure(8.6, 3.9)
    left, right = drawn.subplots(1, 2)
    box = (-0.5, size - 0.5, -0.5, size - 0.5)
    pictures = []
    for axes, values, label in (
        (left, T, "$T$ ($10^{-4}\\,E_0/k_B$)"),
        (right, C, "coherence of a window"),
    ):
        low, high = (float(np.quantile(values, q)) for q in (0.005, 0.999))
        cmap = "cividis" if values is T else "cividis_r"
        picture = axes.imshow(values[0], origin="lower", extent=box, vmin=low, vmax=high, cmap=cmap)
        pictures.append(picture)
        drawn.colorbar(picture, ax=axes, shrink=0.75).set_label(label)
        axes.set(xlabel="x ($d$)", ylabel="y ($d$)")
    outline = left.imshow(_outline(C[0] < threshold), origin="lower", extent=box)
    tails = [left.plot([], [], color=SKY, lw=1.4)[0] for _ in range(_most(seen) + 1)]
    (dots,) = left.plot([], [], "o", color=ORANGE, mec=BLACK, ms=5)
    left.set(xlim=box[:2], ylim=box[2:])
    title = left.set_title("t = 00000 $t_0$")
    right.set_title("")
    frame, place, name = (seen[n].to_numpy() for n in ("frame", "place", "identity"))

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
        title.set_text(f"t = {time[index]:.0f} $t_0$: {int(now.sum())} tubes")

    return {"hopping": Film(drawn, show, len(T), rate=8, poster=hop_to_show(tree).before)}


def _tail(line: Line2D, path: np.ndarray, size: int) -> None:
    # A path across the edge of the periodic sample would be drawn right through it.
    if len(path) and np.abs(np.diff(path, axis=0)).max(initial=0) < size / 2:
        line.set_data(*path.T)


def _most(seen: xr.Dataset) -> int:
    frame = seen.frame.to_numpy()
    return int(np.bincount(frame).max()) if len(frame) else 0


def _outline(mask: np.ndarray) -> np.ndarray:
    """The rim of a mask in white, everything else transparent: (n1, n2, 4)."""
    picture = np.zeros((*mask.shape, 4))
    picture[..., :3] = 1.0
    picture[..., 3] = binary_dilation(mask) & ~mask
    return picture
