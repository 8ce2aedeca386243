"""Limits with known answers, computed in every run: images, London's integral, the library."""

import math

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import quad

from pairlattice import constants as c
from pairlattice.magnets import image_force
from pairlattice.phenomena.levitation import results as r
from pairlattice.phenomena.levitation.laws import LevitationSetup
from pairlattice.standard import images, london, thin_disc
from pairlattice.variable import Values

Array = NDArray[np.float64]

_RATIOS = np.geomspace(1e-8, 10, 28)
_DISTANCES = np.geomspace(1, 40, 12)
_SMALL = 2.5e-7  # λ/h
_WIDE = 16.0  # radius of a wide disc, in half widths of the magnet


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


def limits(setup: LevitationSetup, gap: float) -> Values:
    """Ratios that must tend to 1. gap: of the magnet above the wide disc [m]."""
    h = 1e-2
    image = float(images.diamagnetic_force([0, 0, 1.0], h))
    force = np.array([london.dipole_force(1.0, h, float(x) * h) / image for x in _RATIOS])
    second = np.array([london_quadrature(float(x)) for x in _RATIOS])

    magnet, width = setup.magnet, setup.magnet.shape.half_width
    gaps = _DISTANCES * width
    spectrum = setup.half_space().forces(gaps)
    library = np.array([image_force(magnet, float(z))[0][2] for z in gaps])
    moment = magnet.moment * np.array(magnet.axis)
    point = images.diamagnetic_force(moment, gaps + magnet.shape.centre) / spectrum
    disc, face = _wide_disc(setup, gap)
    return {
        r.RATIO: _RATIOS,
        r.LONDON_FORCE: force,
        r.LONDON_SECOND: second,
        r.LONDON_LIMIT: np.abs(force[_RATIOS <= _SMALL] - 1).max(),
        r.LONDON_ROUTES: np.abs(second / force - 1).max(),
        r.LIBRARY: np.abs(library / spectrum - 1).max(),
        r.POINT_NEAR: point[0] - 1,
        r.POINT_FAR: point[-1] - 1,
        r.WIDE_DISC: disc - 1,
        r.WIDE_FACE: face - 1,
    }


def _wide_disc(setup: LevitationSetup, gap: float) -> tuple[float, float]:
    """The thin diamagnetic disc below the magnet at `gap` [m], over the half-space.

    By no flux through the disc, nan without an axis of revolution; and by |B|²/μ0 of the magnet
    over the disc's face alone.
    """
    magnet, surface = setup.magnet, setup.surface
    radius = _WIDE * magnet.shape.half_width
    whole = setup.half_space().force(gap)
    step, exact = 1e-4 * gap, math.nan

    def normal(r: Array, at: float = gap) -> Array:
        return magnet.plane_field([at], np.stack([r, 0 * r], axis=-1))[0, :, 2]

    def slope(r: Array) -> Array:
        return (normal(r, gap + step) - normal(r, gap - step)) / (2 * step)

    if magnet.symmetric:
        exact = thin_disc.force(normal, slope, radius)
    squared = np.sum(surface.field(gap) ** 2, axis=-1)
    part = np.dot(surface.weights, np.where(surface.distance < radius, squared, 0.0))
    return exact / whole, part / c.vacuum_permeability / whole


def stability(setup: LevitationSetup, gap: float) -> Values:
    """Vertical, lateral and tilting stiffness at `gap` [m], with and without frozen flux.

    frozen: cooled at `gap`. Lateral and tilting from the library, by a small shift and tilt; the
    lateral one also in closed form. Tilting: −dT_y/dθ about the centre, positive if restoring.
    """
    shift, tilt = 1e-3 * gap, 1e-3
    space = setup.half_space()
    cooled = (None, gap)
    sideways = [
        -image_force(setup.magnet, gap, shift=shift, cooled_at=at)[0][0] / shift for at in cooled
    ]
    vertical = np.array([space.stiffness(gap, at) for at in cooled])
    return {
        r.STABILITY_LAW: ["image", "frozen"],
        r.VERTICAL: vertical,
        # A difference quotient of a force that is constant leaves its rounding.
        r.LATERAL: np.where(np.abs(sideways) < 1e-6 * np.abs(vertical), 0.0, sideways),
        r.LATERAL_CLOSED: [space.lateral_stiffness(gap, at) for at in cooled],
        r.TILTING: [
            -image_force(setup.magnet, gap, tilt=tilt, cooled_at=at)[1][1] / tilt for at in cooled
        ],
    }
