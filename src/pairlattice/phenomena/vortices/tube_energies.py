"""Fig. 13: which arrangement of tubes costs the pairs least, for each axis of the field."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pairlattice.engine.lattice import Floats, Lattice
from pairlattice.model import build
from pairlattice.model.stiffness import uniform_stiffness
from pairlattice.phenomena.vortices import results as r
from pairlattice.phenomena.vortices.parameters import Axis, Parameters
from pairlattice.phenomena.vortices.plane_lattice import Columns, axis_name, columns
from pairlattice.phenomena.vortices.tube_cells import Tube, cell, tube_energy
from pairlattice.phenomena.vortices.tube_interaction import (
    Interaction,
    correlation_lengths,
    interaction,
)
from pairlattice.progress import Progress
from pairlattice.scenario import Scenario
from pairlattice.standard.abrikosov import beta_abrikosov
from pairlattice.units import ReducedUnits
from pairlattice.variable import Values

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


@dataclass(frozen=True, eq=False)
class TubeCrystal:
    """The crystal in which the tubes stand, and all axes along which they may.

    tether, quartic: k, g. stiffness: k_TO of the uniform mode. size: of the table of tubes'
    interaction. offsets: places of a tube in the crystal's cell, along each side.
    """

    lattice: Lattice
    tether: float
    quartic: float
    stiffness: float
    units: ReducedUnits
    tube: Tube
    axes: tuple[Axis, ...]
    size: int
    offsets: int

    @classmethod
    def of(cls, scenario: Scenario, p: Parameters) -> "TubeCrystal":
        lattice = build.lattice(scenario)
        return cls(
            lattice,
            scenario.stiffness,
            scenario.tether.quartic,
            uniform_stiffness(scenario.kappa, lattice.density),
            scenario.sized,
            Tube(p.tube_radius, p.tube_edge),
            p.axes,
            p.table_size,
            p.offsets,
        )

    @cached_property
    def views(self) -> dict[str, tuple[Columns, Interaction]]:
        """The crystal along each axis, and how two tubes act on each other in it."""
        found = {}
        for axis in self.axes:
            view = columns(self.lattice, axis)
            found[axis_name(axis)] = view, interaction(view, self.tube, self.tether, self.size)
        return found

    def places(self, view: Columns) -> list[Floats]:
        """Centres of a tube all over the crystal's cell, (2,) each [d]."""
        n = self.offsets
        return [np.array([i, j]) / n @ view.plane for i in range(n) for j in range(n)]


def turned(basis: Floats, angles: Floats) -> Floats:
    """The basis at all angles [°], (angles, 2, 2)."""
    a = np.radians(angles)
    R = np.stack([np.stack([np.cos(a), np.sin(a)], -1), np.stack([-np.sin(a), np.cos(a)], -1)], -2)
    return basis @ R


def energies(crystal: TubeCrystal, p: Parameters, progress: Progress) -> Values:
    """Interaction energy of tube lattices against spacing, shape and orientation; harmonic pairs.

    In units of what a lone tube costs; spacing √(area of a tube's cell). The error is that of
    putting the tubes on sites: the spread over places of the tube in the crystal's cell, found with
    directly relaxed cells and taken as a share of the interaction energy.
    """
    spacings = np.array(p.spacings) * 2.0
    shape = (len(p.axes), len(SHAPES), len(spacings))
    best, worst = np.zeros((2, *shape))
    curve = np.zeros((len(p.axes), len(SHAPES), len(_ANGLES)))
    lengths, lone, error, order = np.zeros((len(p.axes), 2)), *np.zeros((3, len(p.axes)))
    rate = np.zeros((len(p.axes), len(SHAPES)))
    real, real_error = np.zeros((2, len(p.axes), len(SHAPES), len(REAL)))
    for i, (axis, (view, W)) in enumerate(crystal.views.items()):
        lone[i] = W.self_energy(1.0)
        lengths[i] = correlation_lengths(view, crystal.tether)
        for j, unit in enumerate(SHAPES.values()):
            for k, s in enumerate(spacings):
                e = W.lattice_energy(s * turned(unit, _ANGLES), 1.0) / lone[i]
                best[i, j, k], worst[i, j, k] = e.min(), e.max()
                if k == len(spacings) // 3:
                    curve[i, j] = e
        error[i] = _site_error(crystal, view, p.cell)
        order[i] = _tail_order(W)
        rate[i], real[i] = _laws(spacings, best[i], order[i], 4)
        # How far the law moves when its nearest point is left out is taken as its error.
        real_error[i] = np.abs(_laws(spacings, best[i], order[i], 3)[1] - real[i])
        progress(i + 1, len(p.axes), axis)
    site = error[:, None, None]
    triangular = best[:, [list(SHAPES).index("triangular")]]
    return {
        r.TUBE_AXIS: list(crystal.views),
        r.SHAPE: list(SHAPES),
        r.SPACING: p.spacings,
        r.ORIENTATION: _ANGLES,
        r.REAL_SPACING: REAL,
        r.LOWEST: best,
        r.LOWEST.error: site * np.abs(best),
        r.HIGHEST: worst,
        r.ABOVE: best - triangular,
        r.ABOVE.error: site * np.hypot(best, triangular),
        r.TURNED: curve,
        r.TURNED_SPACING: p.spacings[len(spacings) // 3],
        r.LONE: lone,
        r.RANGES: lengths,
        r.TAIL: order,
        r.DECAY: rate,
        r.FAR: real,
        r.FAR.error: real_error,
        r.BETA: [beta_abrikosov(b) for b in SHAPES.values()],
    }


def _site_error(crystal: TubeCrystal, view: Columns, pairs: int) -> float:
    """Standard deviation over places of the tube of the interaction energy, over its mean.

    The interaction is the energy of a cell of about so many pairs less that of a cell with four
    times as many, at the same place of the tube.
    """
    n = max(int(np.sqrt(pairs)) * 2 // 3, 6)
    tube = crystal.tube
    near, far = (cell(view, m * np.eye(2, dtype=np.int64), crystal.tether) for m in (n, 4 * n))
    found = np.array(
        [
            tube_energy(near, tube, at, 1.0) - tube_energy(far, tube, at, 1.0)
            for at in crystal.places(view)
        ]
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
