"""Shapes of magnets. The lowest point of each is its face, at the height of the gap.

The spectrum of a shape is σ(k, φ) = (1/V) ∫ exp(−k z) exp(i k·ρ) dV, z from the face: what a
uniform magnetisation sends down to the plane at in-plane wave vector k, over that of a point.
"""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.special import j1

from pairlattice.errors import InputError

Array = NDArray[np.float64]


class Shape(Protocol):
    """What a shape knows.

    volume: [m³]. centre: height of the centre above the face [m]. half_width: largest distance
    from the axis [m]. round: whether it is a solid of revolution about the vertical.
    """

    @property
    def volume(self) -> float: ...
    @property
    def centre(self) -> float: ...
    @property
    def half_width(self) -> float: ...
    @property
    def round(self) -> bool: ...

    def spectrum(self, wave_number: Array, angle: Array) -> Array:
        """σ(k, φ), real for these shapes; wave_number: k [1/m]; angle: φ of k; broadcast."""
        ...

    def library(self, polarization: tuple[float, float, float]) -> Any:
        """The magpylib object, its centre at the origin; polarization: [T]."""
        ...


def _check(**lengths: float) -> None:
    for name, value in lengths.items():
        if not 0 < value < 10:
            label = name.replace("_", " ")
            raise InputError(
                f"{label} of a magnet must be above 0 m and below 10 m, got {value!r}; "
                "for example 0.005"
            )


def _slab(x: Array) -> Array:
    """(1 − exp(−x))/x, 1 at 0."""
    safe = np.where(x > 1e-12, x, 1.0)
    return np.where(x > 1e-12, -np.expm1(-safe) / safe, 1.0)


def _jinc(x: Array) -> Array:
    """2 J1(x)/x, 1 at 0."""
    safe = np.where(np.abs(x) > 1e-9, x, 1.0)
    return np.where(np.abs(x) > 1e-9, 2 * j1(safe) / safe, 1.0)


@dataclass(frozen=True)
class Disc:
    """radius, height: [m].

    >>> f"{Disc(0.005, 0.005).volume * 1e9:.1f} mm³"
    '392.7 mm³'
    """

    radius: float
    height: float
    round = True

    def __post_init__(self) -> None:
        _check(radius=self.radius, height=self.height)

    @property
    def volume(self) -> float:
        return np.pi * self.radius**2 * self.height

    @property
    def centre(self) -> float:
        return self.height / 2

    @property
    def half_width(self) -> float:
        return self.radius

    def spectrum(self, wave_number: Array, angle: Array) -> Array:
        k = wave_number + 0 * angle
        return _jinc(k * self.radius) * _slab(k * self.height)

    def library(self, polarization: tuple[float, float, float]) -> Any:
        import magpylib

        size = (2 * self.radius, self.height)
        return magpylib.magnet.Cylinder(polarization=polarization, dimension=size)


@dataclass(frozen=True)
class Ring:
    """inner_radius, outer_radius, height: [m]."""

    inner_radius: float
    outer_radius: float
    height: float
    round = True

    def __post_init__(self) -> None:
        _check(inner_radius=self.inner_radius, outer_radius=self.outer_radius, height=self.height)
        if not self.inner_radius < self.outer_radius:
            raise InputError(
                f"inner radius of a ring must be below its outer radius {self.outer_radius:g} m, "
                f"got {self.inner_radius!r}; a disc has none"
            )

    @property
    def volume(self) -> float:
        return np.pi * (self.outer_radius**2 - self.inner_radius**2) * self.height

    @property
    def centre(self) -> float:
        return self.height / 2

    @property
    def half_width(self) -> float:
        return self.outer_radius

    def spectrum(self, wave_number: Array, angle: Array) -> Array:
        k = wave_number + 0 * angle
        a, b = self.inner_radius, self.outer_radius
        flat = (b**2 * _jinc(k * b) - a**2 * _jinc(k * a)) / (b**2 - a**2)
        return flat * _slab(k * self.height)

    def library(self, polarization: tuple[float, float, float]) -> Any:
        import magpylib

        size = (self.inner_radius, self.outer_radius, self.height, 0, 360)
        return magpylib.magnet.CylinderSegment(polarization=polarization, dimension=size)


@dataclass(frozen=True)
class Sphere:
    """radius: [m]. Outside, the field is that of a point magnet at the centre."""

    radius: float
    round = True

    def __post_init__(self) -> None:
        _check(radius=self.radius)

    @property
    def volume(self) -> float:
        return 4 / 3 * np.pi * self.radius**3

    @property
    def centre(self) -> float:
        return self.radius

    @property
    def half_width(self) -> float:
        return self.radius

    def spectrum(self, wave_number: Array, angle: Array) -> Array:
        # The mean of a harmonic function over a ball is its value at the centre.
        return np.exp(-wave_number * self.radius) + 0 * angle

    def library(self, polarization: tuple[float, float, float]) -> Any:
        import magpylib

        return magpylib.magnet.Sphere(polarization=polarization, diameter=2 * self.radius)


@dataclass(frozen=True)
class Bar:
    """length along x, width along y, height along z: [m]."""

    length: float
    width: float
    height: float
    round = False

    def __post_init__(self) -> None:
        _check(length=self.length, width=self.width, height=self.height)

    @property
    def volume(self) -> float:
        return self.length * self.width * self.height

    @property
    def centre(self) -> float:
        return self.height / 2

    @property
    def half_width(self) -> float:
        return float(np.hypot(self.length, self.width)) / 2

    def spectrum(self, wave_number: Array, angle: Array) -> Array:
        k = wave_number + 0 * angle
        # numpy's sinc(x) is sin(πx)/(πx).
        across = np.sinc(k * np.cos(angle) * self.length / (2 * np.pi)) * np.sinc(
            k * np.sin(angle) * self.width / (2 * np.pi)
        )
        return across * _slab(k * self.height)

    def library(self, polarization: tuple[float, float, float]) -> Any:
        import magpylib

        size = (self.length, self.width, self.height)
        return magpylib.magnet.Cuboid(polarization=polarization, dimension=size)
