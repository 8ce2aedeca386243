"""A uniformly magnetised body of a given shape."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pairlattice import constants as c
from pairlattice.errors import InputError
from pairlattice.magnets.shapes import Shape

Array = NDArray[np.float64]

# Directions of a wave vector over which the spectrum of a body without symmetry is averaged.
_ANGLES = 32


@dataclass(frozen=True)
class Magnet:
    """shape; remanence: Br = μ0 M [T]; density: [kg/m³]; axis: of M, a unit vector.

    >>> from pairlattice.magnets import Disc
    >>> magnet = Magnet(Disc(0.005, 0.005), 1.3, 7500.0)
    >>> f"{magnet.moment:.4f} A m², {magnet.mass * 1e3:.3f} g"
    '0.4063 A m², 2.945 g'
    """

    shape: Shape
    remanence: float
    density: float
    axis: tuple[float, float, float] = (0.0, 0.0, 1.0)

    def __post_init__(self) -> None:
        if not self.remanence > 0:
            raise InputError(f"remanence must be above 0 T, got {self.remanence!r}; N42 has 1.3")
        if abs(np.linalg.norm(self.axis) - 1) > 1e-9:
            raise InputError(f"axis must be a unit vector, got {self.axis!r}; divide by its length")

    @property
    def moment(self) -> float:
        """|m| [A m²]."""
        return self.remanence * self.shape.volume / c.vacuum_permeability

    @property
    def mass(self) -> float:
        """[kg]."""
        return self.density * self.shape.volume

    @property
    def symmetric(self) -> bool:
        """Whether the field has the vertical through the centre as an axis of revolution."""
        return self.shape.round and self.axis[0] == 0 and self.axis[1] == 0

    def spectrum(self, wave_number: ArrayLike) -> Array:
        """S(k): mean over directions of |(m_z + i k̂·m) σ(k, φ)|² [A² m⁴], from the face.

        The field that arrives at the plane at wave vector k is proportional to the quantity
        between the bars times exp(−k gap); see `standard.half_space`. wave_number: [1/m].
        """
        k = np.asarray(wave_number, float)
        count = 2 if self.symmetric else _ANGLES
        # |σ|² and the weight have period π; half a step off the axes of symmetry.
        angle = (np.arange(count) + 0.5) * np.pi / count
        x, y, z = self.axis
        weight = z**2 + (x * np.cos(angle) + y * np.sin(angle)) ** 2
        shape = self.shape.spectrum(k[..., None], angle)
        return self.moment**2 * np.mean(weight * shape**2, axis=-1)

    def library(self, gap: float = 0.0, shift: float = 0.0, tilt: float = 0.0) -> Any:
        """The magpylib magnet. gap: face above z = 0 [m]; shift: along x [m]; tilt: about y."""
        body = self.shape.library(tuple(self.remanence * a for a in self.axis))  # type: ignore[arg-type]
        if tilt:
            body.rotate_from_angax(tilt, "y", degrees=False)
        body.position = (shift, 0.0, gap + self.shape.centre)
        return body

    def plane_field(self, gap: ArrayLike, points: ArrayLike) -> Array:
        """The magnet's own field on the plane z = 0 [T].

        gap: heights of the face [m], shape (g,); points: (n, 2) [m]. Returns (g, n, 3).
        """
        heights, xy = np.atleast_1d(np.asarray(gap, float)), np.asarray(points, float)
        if np.any(heights <= 0):
            raise InputError(
                f"gap must be above 0 m, got {heights.min()!r}; the face is at the gap"
            )
        where = np.zeros((len(heights), len(xy), 3))
        where[..., :2] = xy
        where[..., 2] = -(heights + self.shape.centre)[:, None]
        body = self.shape.library(tuple(self.remanence * a for a in self.axis))  # type: ignore[arg-type]
        return np.asarray(body.getB(where)).reshape(where.shape)
