"""Approach and withdrawal, the sample that hangs below, and the electrons' displacement."""

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from pairlattice import constants as c
from pairlattice import equations
from pairlattice.model.magnetic import MagneticDrive
from pairlattice.phenomena.labels import labelled
from pairlattice.phenomena.levitation import statics
from pairlattice.phenomena.levitation.laws import Law, Rig
from pairlattice.phenomena.levitation.parameters import Parameters
from pairlattice.phenomena.levitation.surface import Surface
from pairlattice.units import ReducedUnits

Array = NDArray[np.float64]

_POINTS = 140
_FAR = 12.0  # widths of the magnet at which the loop begins


def loop(rig: Rig, turn: float) -> xr.Dataset:
    """Force on approach from far to the gap `turn` [m] and on withdrawal, law by law.

    pairs: resting again at the turn, or with a sign that follows the sense of motion. The others
    have one value at each gap; frozen: cooled at `turn`.
    """
    far = _FAR * rig.magnet.shape.half_width
    gaps = np.geomspace(turn, far, _POINTS)
    approach, withdrawal = rig.pairs(), rig.pairs(turn)
    data = xr.Dataset(coords={"gap": labelled(("gap",), gaps, "m", "gap below the magnet")})
    for name, law, title in (
        ("approach", approach, "pairs, approach from far away"),
        ("withdrawal", withdrawal, "pairs, withdrawal after a rest at the turn"),
        ("image", rig.image(), "perfect diamagnet"),
        ("london", rig.london(), "London half-space"),
        ("frozen", rig.frozen(turn), "frozen image, cooled at the turn"),
    ):
        forces = [law.force(float(z)) for z in gaps]
        data[name] = labelled(("gap",), forces, "N", f"upward force, {title}")
    # By the sense of the motion alone: the same size, the sign turned at once.
    label = "upward force, pairs, withdrawal by the sense of the motion alone"
    data["switched"] = labelled(("gap",), -data.approach.to_numpy(), "N", label)
    data.attrs = {
        "turn": turn,
        "far": far,
        # What the mover must put in: against the force on both legs.
        "work_approach": -statics.work(approach, far, turn),
        "work_withdrawal": -statics.work(withdrawal, turn, far),
        "work_image": -statics.work(rig.image(), far, turn),
        "largest_repulsion": float(data.approach.max()),
        "largest_attraction": float(data.withdrawal.min()),
    }
    return data


def hanging(rig: Rig, p: Parameters, turn: float) -> xr.Dataset:
    """A disc of superconductor below the magnet, its electrons at rest at the gap `turn`.

    Pairs: over the disc's face, and over the whole plane; frozen image: the whole plane.
    """
    mass = np.pi * p.sample_radius**2 * p.sample_thickness * p.sample_density
    face = Surface.below(rig.magnet, rig.surface.near, p.sample_radius)
    disc = Rig(rig.magnet, face, rig.response, rig.penetration_depth)
    high = _FAR * rig.magnet.shape.half_width
    gaps = np.geomspace(turn, high, _POINTS)
    data = xr.Dataset(coords={"gap": labelled(("gap",), gaps, "m", "gap above the sample")})
    data.attrs["mass"] = float(mass)
    laws: tuple[tuple[str, Law], ...] = (
        ("disc", disc.pairs(turn)),
        ("plane", rig.pairs(turn)),
        ("frozen", rig.frozen(turn)),
    )
    for name, law in laws:
        forces = [-law.force(float(z)) for z in gaps]
        data[name] = labelled(("gap",), forces, "N", f"attraction, {name}")
        most, at = statics.largest_hung(law, turn, high)
        found = statics.hanging(law, float(mass), turn, high)
        data.attrs[name] = {
            "largest": most,
            "largest_gap": at,
            "gap": found.gap,
            "stiffness": found.stiffness,
            "frequency": found.frequency,
        }
    return data


def surface_displacement(
    rig: Rig, gap: float, rest: Array, drive: MagneticDrive, units: ReducedUnits
) -> Array:
    """Upward displacement of the electrons at the surface, (n,) [m]: closure C3 for |δB|.

    Down where the field has grown since they rested, up where it has fallen (Fig. 8). gap: of the
    magnet [m]; rest: the field when they rested (n, 3) [T].
    """
    now = rig.surface.field(
        min(max(gap, rig.surface.near), rig.surface.far) if gap < np.inf else gap
    )
    change = np.linalg.norm(now - rest, axis=-1)
    grown = np.sign(np.linalg.norm(now, axis=-1) - np.linalg.norm(rest, axis=-1))
    return -grown * drive.displacement(change / units.magnetic_field) * units.length


def electrons(rig: Rig, turn: float, drive: MagneticDrive, units: ReducedUnits) -> xr.Dataset:
    """Displacement of the electrons below the magnet: at rest, on approach, on withdrawal.

    Closures C3 and C10: u = ∓ u_H of the field that changed since rest, along the vertical (down
    where the field has grown), falling as exp(−x/λ_L), Eq. (13). Approach: the magnet has come
    from far away to `turn` [m]. Withdrawal: it has gone on from there to twice the gap.
    """
    depth_scale = float(equations.penetration_depth(drive.density * units.density))
    depth = np.linspace(0, 5, 51)  # in λ_L, to Λ
    order = np.argsort(rig.surface.distance)
    radius = rig.surface.distance[order]
    keep = radius < 6 * rig.magnet.shape.half_width
    cases = (
        ("at rest", np.inf, np.inf),
        ("approach", turn, np.inf),
        ("withdrawal", 2 * turn, turn),
    )
    surface = [
        surface_displacement(rig, gap, rig.surface.field(rest), drive, units)[order][keep]
        for _, gap, rest in cases
    ]
    decay = equations.decayed_field(1.0, depth, 1.0)
    data = xr.Dataset(coords={"case": [name for name, _, _ in cases]})
    data = data.assign_coords(
        radius=labelled(("radius",), radius[keep], "m", "distance from the axis"),
        depth=labelled(("depth",), depth, "lambda_L", "depth below the surface"),
    )
    values = np.array(surface)[:, :, None] * decay
    data["displacement"] = labelled(
        ("case", "radius", "depth"), values, "m", "displacement of the electrons, upward"
    )
    largest = float(np.abs(values[1]).max())
    charge = drive.density * units.density * c.elementary_charge * largest
    data.attrs = {
        "decay_length": depth_scale,
        "largest": largest,
        "spacing": units.length,
        # The field of the charge that this displacement brings to the surface, σ/ε0, and its
        # pressure beside that of the magnetic field.
        "surface_charge": charge,
        "surface_field": charge / c.vacuum_permittivity,
        "electric_pressure": charge**2 / (2 * c.vacuum_permittivity),
        "magnetic_pressure": rig.surface.strongest(turn) ** 2 / (2 * c.vacuum_permeability),
    }
    return data
