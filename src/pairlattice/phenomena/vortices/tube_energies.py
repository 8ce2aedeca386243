"""Fig. 13: which arrangement of tubes costs the pairs least, for each axis of the field."""

from functools import lru_cache

import numpy as np
import xarray as xr

from pairlattice.engine.lattice import Floats, Lattice
from pairlattice.engine.plane_lattice import Columns, columns
from pairlattice.model import build
from pairlattice.model.tube_cells import Tube, cell, tube_energy
from pairlattice.model.tube_interaction import Interaction, correlation_lengths, interaction
from pairlattice.phenomena.labels import labelled
from pairlattice.phenomena.vortices.parameters import Parameters
from pairlattice.progress import Progress, silent
from pairlattice.scenario import Scenario
from pairlattice.standard.abrikosov import beta_abrikosov

# Two vectors of unit cell area. The distorted hexagon is that of the [110] projection: equal
# vectors at arccos(1/3) = 70.53°.
SHAPES: dict[str, Floats] = {
    name: rows / np.sqrt(abs(np.linalg.det(rows)))
    for name, rows in (
        ("square", np.eye(2)),
        ("triangular", np.array([[1.0, 0.0], [0.5, np.sqrt(3) / 2]])),
        ("distorted", np.array([[1.0, 0.0], [1 / 3, np.sqrt(8) / 3]])),
    )
}
_ANGLES = np.arange(0.0, 180.0, 1.5)
# Spacings of real vortices, in units of a.
REAL = np.array([100.0, 1000.0])
# Below this share of a lone tube's energy differences are rounding.
_FLOOR = 1e-14


def axis_name(uvw: tuple[int, ...]) -> str:
    """An axis as it is written, a minus in front of negative numbers: "[1−10]"."""
    return "[" + "".join(str(n) if n >= 0 else f"−{-n}" for n in uvw) + "]"


@lru_cache(maxsize=16)
def acting(
    lattice: Lattice, axis: tuple[int, int, int], tube: Tube, tether: float, size: int
) -> tuple[Columns, Interaction]:
    """The crystal along the axis and the interaction of tubes in it, kept for later calls."""
    view = columns(lattice, axis)
    return view, interaction(view, tube, tether, size)


def _turned(basis: Floats) -> Floats:
    """The basis at all angles (angles, 2, 2)."""
    a = np.radians(_ANGLES)
    R = np.stack([np.stack([np.cos(a), np.sin(a)], -1), np.stack([-np.sin(a), np.cos(a)], -1)], -2)
    return basis @ R


def energies(scenario: Scenario, p: Parameters, progress: Progress = silent) -> xr.Dataset:
    """Interaction energy of tube lattices against spacing, shape and orientation; harmonic pairs.

    In units of what a lone tube costs; spacing √(area of a tube's cell). Positive differences to
    the triangular arrangement mean that the triangular one is lower. The error is that of putting
    the tubes on sites: the spread over places of the tube in the crystal's cell, found with
    directly relaxed cells and taken as a share of the interaction energy.
    """
    tube, tether = Tube(p.tube_radius, p.tube_edge), scenario.stiffness
    lattice = build.lattice(scenario)
    spacings = np.array(p.spacings) * 2.0
    shape = (len(p.axes), len(SHAPES), len(spacings))
    best, worst, angle = np.zeros((3, *shape))
    curve = np.zeros((len(p.axes), len(SHAPES), len(_ANGLES)))
    lengths, lone, error, order = np.zeros((len(p.axes), 2)), *np.zeros((3, len(p.axes)))
    rate = np.zeros((len(p.axes), len(SHAPES)))
    real, real_error = np.zeros((2, len(p.axes), len(SHAPES), len(REAL)))
    for i, axis in enumerate(p.axes):
        view, W = acting(lattice, axis, tube, tether, p.table_size)
        lone[i] = W.self_energy(1.0)
        lengths[i] = correlation_lengths(view, tether)
        for j, unit in enumerate(SHAPES.values()):
            for k, s in enumerate(spacings):
                e = W.lattice_energy(s * _turned(unit), 1.0) / lone[i]
                best[i, j, k], worst[i, j, k] = e.min(), e.max()
                angle[i, j, k] = _ANGLES[int(np.argmin(e))]
                if k == len(spacings) // 3:
                    curve[i, j] = e
        error[i] = _site_error(view, tube, tether, p)
        order[i] = _tail_order(W)
        rate[i], real[i] = _laws(spacings, best[i], order[i], 4)
        # How far the law moves when its nearest point is left out is taken as its error.
        real_error[i] = np.abs(_laws(spacings, best[i], order[i], 3)[1] - real[i])
        progress(i + 1, len(p.axes), axis_name(axis))
    names = [axis_name(axis) for axis in p.axes]
    data = xr.Dataset(coords={"axis": names, "shape": list(SHAPES)})
    data = data.assign_coords(
        spacing=labelled(("spacing",), np.array(p.spacings), "a", "spacing √(area) over a"),
        angle=labelled(("angle",), _ANGLES, "degree", "orientation"),
        far=labelled(("far",), REAL, "a", "spacing of real vortices"),
    )
    dims = ("axis", "shape", "spacing")
    share = "E/E_lone"
    data["lowest"] = labelled(dims, best, share, "interaction energy, best orientation")
    data["highest"] = labelled(dims, worst, share, "interaction energy, worst orientation")
    data["best_angle"] = labelled(dims, angle, "degree", "orientation of the lowest energy")
    data["turned"] = labelled(("axis", "shape", "angle"), curve, share, "energy against angle")
    data["turned_spacing"] = labelled((), p.spacings[len(spacings) // 3], "a", "its spacing")
    data["lone"] = labelled(("axis",), lone, "f²d²/E0", "energy of a lone tube, per repeat")
    data["site_error"] = labelled(("axis",), error, "1", "relative error of placing tubes on sites")
    data["correlation"] = labelled(("axis", "direction"), lengths, "d", "√(c/k_TO)")
    data["tail_order"] = labelled(
        ("axis",), order, "1", "exponent of the tail, 0 where exponential"
    )
    data["decay"] = labelled(("axis", "shape"), rate, "1", "decay: 1/ℓ [1/d] or power")
    far = ("axis", "shape", "far")
    data["at_real"] = labelled(far, real, "log10", "log10 |E/E_lone|, extrapolated")
    data["at_real_error"] = labelled(far, real_error, "log10", "change without the nearest point")
    data["beta"] = labelled(
        ("shape",), [beta_abrikosov(b) for b in SHAPES.values()], "1", "β_A of Abrikosov"
    )
    return data.assign_attrs(radius=tube.radius, edge=tube.edge)


def _site_error(view: Columns, tube: Tube, tether: float, p: Parameters) -> float:
    """Standard deviation over places of the tube of the interaction energy, over its mean.

    The interaction is the energy of a cell less that of a cell with four times as many pairs, at
    the same place of the tube.
    """
    n = max(int(np.sqrt(p.cell)) * 2 // 3, 6)
    near, far = (cell(view, m * np.eye(2, dtype=np.int64), tether) for m in (n, 4 * n))
    places = [
        np.array([i, j]) / p.offsets @ view.plane
        for i in range(p.offsets)
        for j in range(p.offsets)
    ]
    found = np.array(
        [tube_energy(near, tube, at, 1.0) - tube_energy(far, tube, at, 1.0) for at in places]
    )
    return float(found.std(ddof=1) / abs(found.mean()))


def _tail_order(W: Interaction) -> float:
    """The power with which W falls, from its largest values on two far circles; 0 where it falls
    faster than any power that could be told from an exponential."""
    angles = np.linspace(0, np.pi, 181)
    unit = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    # Past about ten ranges of G an exponential has died out.
    far = np.array([0.55, 0.9]) * min(W.extent, 60.0)
    values = [float(np.abs(W(r * unit)).max()) for r in far]
    power = np.log(values[0] / values[1]) / np.log(far[1] / far[0])
    return float(power) if values[1] > 1e-12 * W.own and power < 12 else 0.0


def _laws(spacings: Floats, energy: Floats, order: float, points: int) -> tuple[Floats, Floats]:
    """Slope of ln|E| against s, or against ln s where the tail is a power, (shapes,), and
    log10 |E| at real spacings (shapes, real); by the last points above rounding."""
    x, far = (np.log(v) if order else v for v in (spacings, 2.0 * REAL))
    slopes, real = [], []
    for row in np.abs(energy):
        kept = np.flatnonzero(row > _FLOOR)[-points:]
        slope, at = np.polyfit(x[kept], np.log(row[kept]), 1) if len(kept) > 1 else (0.0, -np.inf)
        slopes.append(-slope)
        real.append((at + slope * far) / np.log(10))
    return np.array(slopes), np.array(real)
