"""Moving pictures: one figure whose artists change from frame to frame, in a file for browsers."""

import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import imageio.v2 as imageio
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from numpy.typing import NDArray

from pairlattice import plotting

# The index in front lets a browser start before the whole file has arrived; without the encoder's
# name and with one thread the same frames give the same bytes.
_ENCODER = "-crf 26 -movflags +faststart -fflags +bitexact -flags:v +bitexact -threads 1"


@dataclass(frozen=True, eq=False)
class Film:
    """A figure and how to set it to a frame.

    figure: laid out once, before the first frame. show: called with 0, 1 … frames − 1, changes its
    artists. rate: frames per second. poster: the frame that stands for the film while it is still.
    """

    figure: Figure
    show: Callable[[int], object]
    frames: int
    rate: int = 12
    poster: int = 0

    def picture(self, index: int) -> NDArray[np.uint8]:
        """Frame `index` as pixels (height, width, 3), both sides even as the codec needs them."""
        canvas = self.figure.canvas
        if not isinstance(canvas, FigureCanvasAgg):
            raise TypeError("a film's figure comes from plotting.figure")
        self.show(index)
        canvas.draw()
        pixels = np.asarray(canvas.buffer_rgba())[..., :3]
        return np.ascontiguousarray(pixels[: len(pixels) // 2 * 2, : pixels.shape[1] // 2 * 2])


def save(film: Film, stem: Path) -> tuple[Path, Path]:
    """Write `stem`.mp4 (H.264, plays in every browser) and `stem`.png, its poster."""
    video, poster = stem.with_name(stem.name + ".mp4"), stem.with_name(stem.name + ".png")
    with plotting.style(), tempfile.TemporaryDirectory(dir=stem.parent) as folder:
        part = Path(folder) / video.name
        # Labels that changed place from frame to frame would tremble.
        film.figure.draw_without_rendering()
        film.figure.set_layout_engine("none")
        writer: Any = imageio.get_writer(
            part,
            format="FFMPEG",
            fps=film.rate,
            codec="libx264",
            pixelformat="yuv420p",
            macro_block_size=2,
            output_params=_ENCODER.split(),
        )
        # The encoder is started by a fork that does nothing but start it; JAX warns of every fork.
        with warnings.catch_warnings(), writer:
            warnings.filterwarnings("ignore", message="os.fork", category=RuntimeWarning)
            for index in range(film.frames):
                writer.append_data(film.picture(index))
        part.replace(video)
        imageio.imwrite(poster, film.picture(film.poster))
    return video, poster
