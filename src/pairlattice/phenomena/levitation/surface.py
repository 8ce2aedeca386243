"""The magnet's own field on the surface of the superconductor, for every gap."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

from pairlattice.errors import InputError
from pairlattice.magnets import Magnet

Array = NDArray[np.float64]

_RADII, _ANGLES, _GAPS = 128, 6, 200
_FAR = 60.0  # widths of the magnet; its field there is 1e-5 of that at the face
_MARGIN = 0.02  # the table reaches a little beyond, for derivatives


@dataclass(frozen=True, eq=False)
class Surface:
    """Points of the plane z = 0 and the field there.

    points: (n, 2) [m], in a quadrant where the magnet has no axis of revolution. weights: areas
    (n,) [m²], of the whole plane. near, far: smallest and largest gap [m].
    """

    points: Array
    weights: Array
    near: float
    far: float
    _field: CubicSpline

    @classmethod
    def below(cls, magnet: Magnet, near: float, radius: float | None = None) -> "Surface":
        """The plane below a magnet, or its disc r < radius [m]. near: smallest gap [m]."""
        width = magnet.shape.half_width
        u, w = np.polynomial.legendre.leggauss(_RADII)
        u, w = (u + 1) / 2, w / 2
        if radius is None:
            # r = L u/(1 − u) takes in the whole plane.
            r, area = 2 * width * u / (1 - u), 2 * width * w / (1 - u) ** 2
        else:
            r, area = radius * u, radius * w
        count = 1 if magnet.symmetric else _ANGLES
        angle = np.array([0.0]) if count == 1 else (np.arange(count) + 0.5) * np.pi / 2 / count
        points = np.stack(
            [np.multiply.outer(r, np.cos(angle)), np.multiply.outer(r, np.sin(angle))], axis=-1
        ).reshape(-1, 2)
        weights = np.repeat(2 * np.pi * r * area / count, count)
        far = _FAR * width
        gaps = np.geomspace(near * (1 - _MARGIN), far * (1 + _MARGIN), _GAPS)
        table = CubicSpline(np.log(gaps), magnet.plane_field(gaps, points))
        return cls(points, weights, near, far, table)

    @property
    def distance(self) -> Array:
        """Distance of each point from the axis [m]."""
        return np.hypot(self.points[:, 0], self.points[:, 1])

    def within(self, gap: float) -> float:
        """The nearest gap of the table [m]."""
        return min(max(gap, self.near), self.far)

    def field(self, gap: float) -> Array:
        """B (n, 3) [T] at that gap; 0 for an infinite one."""
        if np.isinf(gap):
            return np.zeros((len(self.weights), 3))
        if not self.near * (1 - _MARGIN) <= gap <= self.far * (1 + _MARGIN):
            raise InputError(
                f"gap must be from {self.near:g} m to {self.far:g} m, got {gap!r}; "
                "change levitation.closest_gap or levitation.start"
            )
        return self._field(np.log(gap))

    def strongest(self, gap: float) -> float:
        """Largest |B| on the surface [T]."""
        return float(np.linalg.norm(self.field(gap), axis=-1).max())
