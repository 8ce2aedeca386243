"""Limits with known answers, computed in every run: images, London's integral, the library."""

import numpy as np
import xarray as xr
from scipy.integrate import quad

from pairlattice import constants as c
from pairlattice.magnets import Magnet, image_force
from pairlattice.phenomena.labels import labelled
from pairlattice.phenomena.levitation.laws import Rig
from pairlattice.standard import images, london, thin_disc

_RATIOS = np.geomspace(1e-8, 10, 28)
_DISTANCES = np.geomspace(1, 40, 12)
_RADII = np.geomspace(0.5, 16, 11)


def london_quadrature(ratio: float) -> float:
    """The same force by another route: F over the image's, for λ/h.

    With k = sinh(t)/λ the reflected amplitude (q − k)/(q + k) is exp(−2t), and
    F/F_image = (8/3)(h/λ)⁴ ∫ sinh³t cosh t exp(−2t − 2(h/λ) sinh t) dt.
    """
    a = 1 / ratio

    def integrand(y: float) -> float:
        # y = a sinh t keeps the integrand's width of order one for every λ/h.
        t = np.arcsinh(y / a)
        return y**3 * np.exp(-2 * t - 2 * y)

    value, _ = quad(integrand, 0, 40, epsabs=0, epsrel=1e-12, limit=400)
    return 8 / 3 * value


def limits(rig: Rig) -> xr.Dataset:
    """Ratios that must tend to 1."""
    h = 1e-2
    image = float(images.diamagnetic_force([0, 0, 1.0], h))
    force = [london.dipole_force(1.0, h, float(x) * h) / image for x in _RATIOS]
    second = [london_quadrature(float(x)) for x in _RATIOS]
    data = xr.Dataset()
    data = data.assign_coords(ratio=labelled(("ratio",), _RATIOS, "1", "λ over height"))
    data["london"] = labelled(("ratio",), force, "1", "London's force over the image's")
    data["london_second"] = labelled(("ratio",), second, "1", "the same by another quadrature")

    magnet, width = rig.magnet, rig.magnet.shape.half_width
    gaps = _DISTANCES * width
    spectrum = rig.half_space().forces(gaps)
    library = np.array([image_force(magnet, float(z))[0][2] for z in gaps])
    moment = magnet.moment * np.array(magnet.axis)
    point = images.diamagnetic_force(moment, gaps + magnet.shape.centre)
    data = data.assign_coords(distance=labelled(("distance",), gaps, "m", "gap"))
    for name, values, label in (
        ("library", library / spectrum, "library's force between the magnet and its image"),
        ("point", point / spectrum, "force on a point magnet at the centre"),
    ):
        data[name] = labelled(("distance",), values, "1", f"{label}, over the plane-wave integral")
    return data


def finite_disc(rig: Rig, gap: float) -> xr.Dataset:
    """The thin diamagnetic disc of radius R below the magnet at `gap` [m], over the half-space.

    exact: no flux through the disc. face: |B|²/μ0 of the magnet over the disc's face alone.
    """
    magnet = rig.magnet
    radii = _RADII * magnet.shape.half_width
    whole = rig.half_space().force(gap)
    exact, face = [], []
    for R in radii:
        if magnet.symmetric:
            value = thin_disc.force(_normal(magnet, gap), _slope(magnet, gap), float(R)) / whole
        else:
            value = np.nan
        exact.append(value)
        inside = rig.surface.distance < R
        squared = np.sum(rig.surface.field(gap) ** 2, axis=-1)
        part = np.dot(rig.surface.weights, np.where(inside, squared, 0.0))
        face.append(part / c.vacuum_permeability / whole)
    data = xr.Dataset()
    data = data.assign_coords(disc=labelled(("disc",), radii, "m", "radius of the disc"))
    data["exact"] = labelled(("disc",), exact, "1", "thin disc, force over the half-space's")
    data["face"] = labelled(("disc",), face, "1", "pressure over the face, over the half-space's")
    return data


def _normal(magnet: Magnet, gap: float):  # type: ignore[no-untyped-def]
    def field(r: np.ndarray) -> np.ndarray:
        return magnet.plane_field([gap], np.stack([r, 0 * r], axis=-1))[0, :, 2]

    return field


def _slope(magnet: Magnet, gap: float):  # type: ignore[no-untyped-def]
    step = 1e-4 * gap

    def field(r: np.ndarray) -> np.ndarray:
        up, down = (_normal(magnet, gap + s)(r) for s in (step, -step))
        return (up - down) / (2 * step)

    return field


def stability(rig: Rig, gap: float) -> xr.Dataset:
    """Vertical, lateral and tilting stiffness at `gap` [m], with and without frozen flux.

    frozen: cooled at `gap`. Lateral and tilting from the library, by a small shift and tilt; the
    lateral one also in closed form. Tilting: −dT_y/dθ about the centre, positive if restoring.
    """
    shift, tilt = 1e-3 * gap, 1e-3
    space = rig.half_space()
    rows = []
    for cooled in (None, gap):
        sideways, _ = image_force(rig.magnet, gap, shift=shift, cooled_at=cooled)
        _, torque = image_force(rig.magnet, gap, tilt=tilt, cooled_at=cooled)
        rows.append(
            (
                space.stiffness(gap, cooled),
                -sideways[0] / shift,
                space.lateral_stiffness(gap, cooled),
                -torque[1] / tilt,
            )
        )
    data = xr.Dataset(coords={"law": ["image", "frozen"]})
    labels = (
        ("vertical", "N/m", "vertical stiffness"),
        ("lateral", "N/m", "lateral stiffness, library"),
        ("lateral_closed", "N/m", "lateral stiffness, closed form"),
        ("tilting", "N*m/rad", "stiffness against tilt, library"),
    )
    for (name, unit, label), column in zip(labels, zip(*rows, strict=True), strict=True):
        data[name] = labelled(("law",), column, unit, label)
    data.attrs["gap"] = gap
    return data
