"""Approach and withdrawal, the sample that hangs below, and the electrons' displacement."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pairlattice import constants as c
from pairlattice import equations
from pairlattice.model.magnetic import MagneticDrive
from pairlattice.phenomena.levitation import results as r
from pairlattice.phenomena.levitation import statics
from pairlattice.phenomena.levitation.laws import LevitationSetup
from pairlattice.phenomena.levitation.parameters import Parameters
from pairlattice.phenomena.levitation.surface import Surface
from pairlattice.units import ReducedUnits
from pairlattice.variable import Values

Array = NDArray[np.float64]

_POINTS = 140
_FAR = 12.0  # widths of the magnet at which the loop begins


def loop(setup: LevitationSetup, turn: float) -> Values:
    """Force on approach from far to the gap `turn` [m] and on withdrawal, law by law.

    pairs: resting again at the turn, or with a sign that follows the sense of motion. The others
    have one value at each gap; frozen: cooled at `turn`. Work: what the mover must put in.
    """
    far = _FAR * setup.magnet.shape.half_width
    gaps = np.geomspace(turn, far, _POINTS)
    approach, withdrawal, image = setup.pairs(), setup.pairs(turn), setup.image()
    up, down = approach.forces(gaps), withdrawal.forces(gaps)
    there, back = -statics.work(approach, far, turn), -statics.work(withdrawal, turn, far)
    return {
        r.LOOP_GAP: gaps,
        r.APPROACH: up,
        r.WITHDRAWAL: down,
        # By the sense of the motion alone: the same size, the sign turned at once.
        r.SWITCHED: -up,
        r.IMAGE: image.forces(gaps),
        r.LONDON: setup.london().forces(gaps),
        r.FROZEN: setup.frozen(turn).forces(gaps),
        r.LARGEST_REPULSION: up.max(),
        r.LARGEST_ATTRACTION: down.min(),
        r.WORK_APPROACH: there,
        r.WORK_WITHDRAWAL: back,
        r.WORK_LOST: there + back,
        r.WORK_IMAGE: -statics.work(image, far, turn),
    }


def hanging(setup: LevitationSetup, p: Parameters, turn: float) -> Values:
    """A disc of superconductor below the magnet, its electrons at rest at the gap `turn`.

    Pairs: over the disc's face, and over the whole plane; frozen image: the whole plane.
    """
    mass = np.pi * p.sample_radius**2 * p.sample_thickness * p.sample_density
    face = Surface.below(setup.magnet, setup.surface.near, p.sample_radius)
    disc = replace(setup, surface=face)
    high = _FAR * setup.magnet.shape.half_width
    gaps = np.geomspace(turn, high, _POINTS)
    laws = {"disc": disc.pairs(turn), "plane": setup.pairs(turn), "frozen": setup.frozen(turn)}
    found = [statics.hanging(law, float(mass), turn, high) for law in laws.values()]
    return {
        r.HANGING_LAW: list(laws),
        r.HANGING_GAPS: gaps,
        r.ATTRACTION: [-law.forces(gaps) for law in laws.values()],
        r.HUNG: [statics.largest_hung(law, turn, high)[0] for law in laws.values()],
        r.HANGING_GAP: [balance.gap for balance in found],
        r.HANGING_FREQUENCY: [balance.frequency for balance in found],
        r.DISC_MASS: mass,
        r.DISC_WEIGHT: mass * c.standard_gravity,
    }


def surface_displacement(
    setup: LevitationSetup, gap: float, rest: Array, drive: MagneticDrive, units: ReducedUnits
) -> Array:
    """Upward displacement of the electrons at the surface, (n,) [m]: closure C3 for |δB|.

    Down where the field has grown since they rested, up where it has fallen (Fig. 8). gap: of the
    magnet [m]; rest: the field when they rested (n, 3) [T].
    """
    now = setup.surface.field(setup.surface.within(gap) if gap < np.inf else gap)
    change = np.linalg.norm(now - rest, axis=-1)
    grown = np.sign(np.linalg.norm(now, axis=-1) - np.linalg.norm(rest, axis=-1))
    return -grown * drive.displacement(change / units.magnetic_field) * units.length


def electrons(
    setup: LevitationSetup, turn: float, drive: MagneticDrive, units: ReducedUnits
) -> Values:
    """Displacement of the electrons below the magnet: at rest, on approach, on withdrawal.

    Closures C3 and C10: u = ∓ u_H of the field that changed since rest, along the vertical (down
    where the field has grown), falling as exp(−x/λ_L), Eq. (13). Approach: the magnet has come
    from far away to `turn` [m]. Withdrawal: it has gone on from there to twice the gap.
    """
    depth_scale = float(equations.penetration_depth(drive.density * units.density))
    depth = np.linspace(0, 5, 51)  # in λ_L, to Λ
    order = np.argsort(setup.surface.distance)
    radius = setup.surface.distance[order]
    keep = radius < 6 * setup.magnet.shape.half_width
    cases = (
        ("at rest", np.inf, np.inf),
        ("approach", turn, np.inf),
        ("withdrawal", 2 * turn, turn),
    )
    surface = [
        surface_displacement(setup, gap, setup.surface.field(rest), drive, units)[order][keep]
        for _, gap, rest in cases
    ]
    decay = equations.decayed_field(1.0, depth, 1.0)
    values = np.array(surface)[:, :, None] * decay
    largest = float(np.abs(values[1]).max())
    charge = drive.density * units.density * c.elementary_charge * largest
    return {
        r.CASE: [name for name, _, _ in cases],
        r.RADIUS: radius[keep],
        r.DEPTH: depth,
        r.DISPLACEMENT: values,
        r.LARGEST_DISPLACEMENT: largest,
        r.LARGEST_IN_SPACINGS: largest / units.length,
        r.DECAY_LENGTH: depth_scale,
        # The field of the charge that this displacement brings to the surface, σ/ε0, and its
        # pressure beside that of the magnetic field.
        r.SURFACE_CHARGE: charge,
        r.SURFACE_FIELD: charge / c.vacuum_permittivity,
        r.ELECTRIC_PRESSURE: charge**2 / (2 * c.vacuum_permittivity),
        r.MAGNETIC_PRESSURE: setup.surface.strongest(turn) ** 2 / (2 * c.vacuum_permeability),
    }
