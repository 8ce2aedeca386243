"""A film shows its frames in order, in a file that plays, and leaves nothing else behind."""

import imageio.v2 as imageio
import numpy as np
import pytest

from pairlattice import film, plotting


def _moving(frames: int = 8) -> film.Film:
    """A black bar whose height is the share of frames gone by."""
    drawn = plotting.figure(3.01, 2.01)
    axes = drawn.subplots()
    axes.set_position((0, 0, 1, 1))
    axes.set(xlim=(0, 1), ylim=(0, frames - 1), xlabel="position (d)", ylabel="frame")
    axes.axis("off")
    (bar,) = axes.bar([0.5], [0.0], width=1.0, color="black")
    return film.Film(drawn, bar.set_height, frames, rate=10, poster=frames - 1)


def test_frames_of_the_file_show_what_was_drawn_at_each_index(tmp_path):
    made = _moving()
    video, poster = film.save(made, tmp_path / "rise")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["rise.mp4", "rise.png"]
    frames = [np.asarray(frame, float) for frame in imageio.get_reader(video)]
    assert len(frames) == made.frames
    dark = [1 - frame.mean() / 255 for frame in frames]
    assert dark == pytest.approx(np.arange(8) / 7, abs=0.02)
    assert imageio.imread(poster).mean() < 5
    assert frames[0].shape[0] % 2 == frames[0].shape[1] % 2 == 0


def test_same_film_gives_the_same_bytes(tmp_path):
    one, _ = film.save(_moving(), tmp_path / "one")
    two, _ = film.save(_moving(), tmp_path / "two")
    assert one.read_bytes() == two.read_bytes()


def test_index_of_the_file_comes_before_its_pictures(tmp_path):
    data = film.save(_moving(), tmp_path / "rise")[0].read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")
