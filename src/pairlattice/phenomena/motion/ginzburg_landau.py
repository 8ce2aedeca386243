"""A driven film in time-dependent Ginzburg-Landau theory, by the package tdgl, tracked alike.

The film lies in a perpendicular field; a current drives its vortices across. A vortex sits in each
triangle of the mesh around which the phase of the order parameter winds by ±2π. Lengths are in
coherence lengths ξ, times in τ0 of the package. The package is optional.
"""

import contextlib
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.interpolate import griddata

from pairlattice.phenomena.motion import results as r
from pairlattice.tracks import Detections, Rules, View, link
from pairlattice.tracks.analysis import Thresholds, analyse
from pairlattice.tracks.events import KINDS
from pairlattice.variable import Values

# Of a thin film with weak screening; the package wants lengths, of which only ratios matter here.
_PENETRATION, _THICKNESS = 20.0, 0.1
_MESH = 0.8


@dataclass(frozen=True)
class Film:
    """width, height: of the film [ξ]; the current flows along the width. field: B/Bc2. current:
    in units of the package's K0 times the height. settle, time: before and while watching [τ0].
    frame: between two pictures [τ0]."""

    width: float = 16.0
    height: float = 12.0
    field: float = 0.3
    current: float = 0.03
    settle: float = 40.0
    time: float = 100.0
    frame: float = 1.5


def measure(film: Film, reach: float, thresholds: Thresholds) -> Values:
    """Vortices of the film and what their tracks say.

    reach: of linking and of the margin at the edge [ξ].
    """
    seen, view, picture = _watched(film)
    rules = Rules(
        reach, memory=1, shortest=4, hop_distance=film.height / 3, hop_frames=1, hop_least=reach
    )
    tracks = link(seen, view, reach, rules.memory)
    judged = analyse(tracks, view, rules, thresholds)
    kept = judged.kept
    drift = np.array(judged.comparison.continuous.drift) / view.interval
    return {
        **picture,
        r.FILM_PLACE: kept.seen.position,
        r.FILM_IDENTITY: kept.identity,
        r.FILM_FRAMES: view.frames,
        r.FILM_VORTICES: len(kept.seen.frame) / view.frames,
        r.FILM_ALONG: drift[0],
        r.FILM_ACROSS: drift[1],
        r.FILM_SPEED: np.hypot(*drift),
        r.FILM_KIND: KINDS,
        r.FILM_COUNT: [judged.counts[kind] for kind in KINDS],
        r.FILM_LOG_RATIO: judged.comparison.log_ratio,
        r.FILM_VERDICT: judged.verdict,
    }


def _watched(film: Film) -> tuple[Detections, View, Values]:
    """Vortices seen in each frame, in the film without a rim of one coherence length."""
    import tdgl
    from tdgl.geometry import box

    layer = tdgl.Layer(
        london_lambda=_PENETRATION, coherence_length=1.0, thickness=_THICKNESS, gamma=1.0
    )  # fmt: skip
    outline = tdgl.Polygon("film", points=box(film.width, film.height)).resample(200)
    source = tdgl.Polygon("source", points=box(0.1, film.height)).translate(dx=-film.width / 2)
    drain = source.translate(dx=film.width).set_name("drain")
    device = tdgl.Device("film", layer=layer, film=outline, terminals=[source, drain])
    with tempfile.TemporaryDirectory() as folder, _silence():
        device.make_mesh(max_edge_length=_MESH, smooth=50)
        options = tdgl.SolverOptions(
            solve_time=film.time,
            skip_time=film.settle,
            dt_max=0.1,
            save_every=12,
            field_units="mT",
            current_units="uA",
            output_file=str(Path(folder) / "film.h5"),
        )
        current = film.current * device.K0.to("uA/um").magnitude * film.height
        solution = tdgl.solve(
            device,
            options,
            applied_vector_potential=film.field * device.Bc2.to("mT").magnitude,
            terminal_currents={"source": current, "drain": -current},
        )
        return _sightings(solution, device, film)


@contextlib.contextmanager
def _silence() -> Any:
    """The package draws bars and remarks on the error stream; this command has its own."""
    import logging

    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        logging.disable(before)


def _sightings(solution: Any, device: Any, film: Film) -> tuple[Detections, View, Values]:
    points = np.asarray(device.points)
    triangles = np.asarray(device.triangles)
    centres = points[triangles].mean(axis=1)
    # At the contacts the order parameter is zero and its phase means nothing.
    inner = np.array([film.width / 2 - 2.0, film.height / 2 - 1.0])
    inside = (np.abs(centres) < inner).all(axis=1)
    times = np.asarray(solution.times)
    wanted = np.arange(0.0, times[-1], film.frame)
    chosen = [int(np.argmin(np.abs(times - t))) for t in wanted]
    frames, places = [], []
    for number, step in enumerate(chosen):
        solution.load_tdgl_data(step)
        psi = np.asarray(solution.tdgl_data.psi)
        found = zeros(psi, points, triangles[inside & (winding(psi, triangles) != 0)])
        frames.append(np.full(len(found), number))
        places.append(found)
    x, y = (
        np.linspace(-edge / 2, edge / 2, n) for edge, n in ((film.width, 91), (film.height, 61))
    )
    grid = np.stack(np.meshgrid(x, y), axis=-1)
    order = griddata(points, np.abs(np.asarray(solution.tdgl_data.psi)), grid, method="linear")
    place = np.concatenate(places)
    seen = Detections(np.concatenate(frames).astype(np.int64), place, np.full(len(place), np.nan))
    view = View(tuple(-inner), tuple(inner), False, len(chosen), film.frame)
    return seen, view, {r.FILM_X: x, r.FILM_Y: y, r.FILM_ORDER: np.nan_to_num(order)}


def winding(psi: np.ndarray, triangles: np.ndarray) -> np.ndarray:
    """Turns of the phase around each triangle: (m,) whole numbers.

    psi: (n,) complex at the points. triangles: (m, 3) of points.
    """
    corner = psi[triangles]
    steps = np.angle(np.roll(corner, -1, axis=1) * np.conj(corner))
    return np.rint(steps.sum(axis=1) / (2 * np.pi)).astype(np.int64)


def zeros(psi: np.ndarray, points: np.ndarray, triangles: np.ndarray) -> np.ndarray:
    """Where the order parameter, linear in each triangle, is zero: (m, 2).

    triangles: (m, 3), those around which the phase turns. The middles of triangles would make a
    vortex rest in one and leap to the next.
    """
    first, *others = (psi[triangles[:, i]] for i in range(3))
    matrix = np.empty((len(triangles), 2, 2))
    for i, other in enumerate(others):
        matrix[:, 0, i], matrix[:, 1, i] = (other - first).real, (other - first).imag
    right = -np.stack([first.real, first.imag], axis=-1)[..., None]
    share = np.linalg.solve(matrix, right)[..., 0]
    corner = points[triangles]
    sides = corner[:, 1:] - corner[:, :1]
    return np.asarray(corner[:, 0] + (share[..., None] * sides).sum(axis=1))
