"""To take away: the scenario, the data, a picture, a film."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from matplotlib.patches import Rectangle

from pairlattice import film, plotting
from pairlattice.errors import InputError
from pairlattice.export import netcdf
from pairlattice.lab.limits import Limits
from pairlattice.lab.picture import DISCS, Picture, Plane, discs, patches, scale_of
from pairlattice.live.box import Box
from pairlattice.live.experiment import result
from pairlattice.live.schedule import NAME, Schedule
from pairlattice.live.stepping import Runner
from pairlattice.model.local_states import LocalState
from pairlattice.plotting import STATE_COLOURS
from pairlattice.scenario import Scenario


def scenario_text(runner: Runner) -> str:
    """The scenario whose run by `pairlattice run` ends in this very state.

    Raises InputError before the first step.
    """
    if runner.step == 0:
        raise InputError("a scenario needs at least one step; let the lattice run before saving it")
    head = (
        f"# {runner.step} steps of a live run, with every knob that was turned on the way.\n"
        "# pairlattice run FILE --out FOLDER ends in the same state, to the last bit.\n\n"
    )
    return head + runner.course.scenario(runner.step).to_toml()


def load_text(text: str, limits: Limits) -> Schedule:
    """A course from a scenario file: one of these, or a plain run. Raises InputError."""
    scenario = Scenario.from_toml(text)
    if scenario.experiment == "run":
        scenario = scenario.replace(experiment=NAME)
    if scenario.experiment != NAME:
        raise InputError(
            f'experiment must be "run" or "{NAME}" in the lab, got "{scenario.experiment}"; '
            "use pairlattice run for it"
        )
    limits.check_size(scenario)
    return Schedule.of(scenario)


def data(runner: Runner) -> bytes:
    """The tree of `live.experiment.result` as a NetCDF file, its scenario included.

    Raises InputError before the first step.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "live.nc"
        netcdf.write(result(runner), Scenario.from_toml(scenario_text(runner)), path)
        return path.read_bytes()


@dataclass(frozen=True, eq=False)
class Scene:
    """What is drawn of a picture: box and plane."""

    box: Box
    plane: Plane
    title: str


def picture(scene: Scene, shown: Picture) -> bytes:
    """A PNG of what the page shows: arrows of a plane, or discs of columns."""
    with plotting.style():
        moving = _film(scene, [shown])
        moving.show(0)
        out = BytesIO()
        moving.figure.savefig(out, format="png", dpi=150, metadata={"Software": "pairlattice"})
    return out.getvalue()


def movie(scene: Scene, frames: Sequence[Picture]) -> bytes:
    """An MP4 of the pictures."""
    with tempfile.TemporaryDirectory() as folder, plotting.style():
        video, _ = film.save(_film(scene, frames), Path(folder) / "live")
        return video.read_bytes()


def _film(scene: Scene, frames: Sequence[Picture]) -> film.Film:
    box, plane = scene.box, scene.plane
    wide, high = plane.extent(box)
    drawn = plotting.figure(7.2, 1.1 + 6.4 * high / wide + 0.7)
    axes = drawn.subplots()
    axes.set_xlim(-1, wide)
    axes.set_ylim(-1, high)
    axes.set_aspect("equal")
    axes.set_xlabel("x (d)")
    axes.set_ylabel("z (d)" if plane.cut == "side" else "y (d)")
    up = 2 if plane.cut == "side" else 1
    longest = max(
        float(np.linalg.norm(f.means.displacement[plane.sites][:, [0, up]], axis=1).max())
        for f in frames
    )
    scale = min(scale_of(max(longest, 1e-4)), 200.0)
    quiver = axes.quiver(
        plane.across, plane.up, np.zeros(len(plane.sites)), np.zeros(len(plane.sites)),
        pivot="mid", angles="xy", scale_units="xy", scale=1 / scale, width=0.003, zorder=3,
    )  # fmt: skip
    patch: list[Rectangle] = []
    above = plane.cut == "top"
    along = axes.scatter([], [], edgecolors="black", linewidths=0.8, zorder=3)
    means = f"mean displacement: {DISCS}" if above else f"arrows × {scale:g}"
    quiver.set_visible(not above)

    def show(index: int) -> None:
        frame = frames[index]
        for old in patch:
            old.remove()
        patch.clear()
        cells = patches(frame.blocks, box, frame.verdict.states, plane.cut)
        for x, y, w, h, code in zip(*cells.values(), strict=True):
            name = LocalState(int(code)).label
            patch.append(
                Rectangle(
                    (x - w / 2, y - h / 2), w, h, facecolor=STATE_COLOURS[name], alpha=0.55, lw=0
                )
            )
            axes.add_patch(patch[-1])
        if above:
            at = discs(frame.blocks, box, frame.verdict.order.mean)
            along.set_offsets(np.stack([at["x"], at["y"]], axis=-1))
            along.set_sizes(at["size"] ** 2)
            along.set_facecolor(at["fill"])
        else:
            moved = frame.means.displacement[plane.sites]
            quiver.set_UVC(moved[:, 0], moved[:, up])
        time = f"t = {frame.time:.0f} t0"
        text = f"{scene.title}\n{frame.verdict.name}, {time}\n{means}"
        # A title is the reader's own, and may hold a dollar.
        axes.set_title(text, loc="left", parse_math=False)

    codes = {int(c) for f in frames for c in np.unique(f.verdict.states)}
    names = [LocalState(c).label for c in sorted(codes)]
    handles = [Rectangle((0, 0), 1, 1, facecolor=STATE_COLOURS[n], alpha=0.55) for n in names]
    drawn.legend(handles, names, loc="outside lower center", ncols=len(names))
    return film.Film(drawn, show, len(frames))
