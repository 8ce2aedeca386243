"""Closed curves and the plane sections that they bound."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pairlattice.errors import InputError

Array = NDArray[np.float64]


class Curve(Protocol):
    """A closed curve without self-intersection."""

    @property
    def area(self) -> float:
        """Enclosed area."""
        ...

    def points(self, spacing: float) -> Array:
        """Points along the curve (m, 2), neighbours at most `spacing` apart, corners included."""
        ...

    def inside(self, points: Array) -> NDArray[np.bool_]:
        """Whether each point (m, 2) is enclosed."""
        ...

    def snap(self, points: Array) -> Array:
        """Points (m, 2) near the curve, moved onto it."""
        ...


@dataclass(frozen=True)
class Circle:
    """A circle. centre: (x, y)."""

    radius: float
    centre: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        if not (np.isfinite(self.radius) and self.radius > 0):
            raise InputError(f"radius must be above 0, got {self.radius!r}; give a length")

    @property
    def area(self) -> float:
        return float(np.pi * self.radius**2)

    def points(self, spacing: float) -> Array:
        count = max(8, int(np.ceil(2 * np.pi * self.radius / spacing)))
        angle = 2 * np.pi * np.arange(count) / count
        return np.array(self.centre) + self.radius * np.stack([np.cos(angle), np.sin(angle)], -1)

    def inside(self, points: Array) -> NDArray[np.bool_]:
        return np.linalg.norm(points - np.array(self.centre), axis=-1) < self.radius

    def snap(self, points: Array) -> Array:
        away = points - np.array(self.centre)
        length = np.linalg.norm(away, axis=-1, keepdims=True)
        return np.asarray(np.array(self.centre) + self.radius * away / length)


@dataclass(frozen=True)
class Polygon:
    """A polygon by its corners in order, either way round."""

    corners: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        if len(self.corners) < 3 or not np.all(np.isfinite(self.corners)) or self.area <= 0:
            raise InputError(
                f"a polygon needs three or more corners around an area, got {self.corners!r}; "
                "for example ((0, 0), (1, 0), (0, 1))"
            )

    @classmethod
    def regular(cls, sides: int, radius: float) -> "Polygon":
        """Corners on a circle around the origin, one edge parallel to the x axis at the foot."""
        angle = -np.pi / 2 + np.pi * (2 * np.arange(sides) + 1) / sides
        corners = zip(radius * np.cos(angle), radius * np.sin(angle), strict=True)
        return cls(tuple((float(x), float(y)) for x, y in corners))

    @classmethod
    def rectangle(cls, width: float, height: float) -> "Polygon":
        """Around the origin, edges along the axes."""
        x, y = width / 2, height / 2
        return cls(((-x, -y), (x, -y), (x, y), (-x, y)))

    @property
    def area(self) -> float:
        x, y = np.array(self.corners).T
        return float(abs(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2)

    def points(self, spacing: float) -> Array:
        corners = np.array(self.corners)
        parts = []
        for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
            count = max(1, int(np.ceil(np.linalg.norm(end - start) / spacing)))
            parts.append(start + np.arange(count)[:, None] / count * (end - start))
        return np.concatenate(parts)

    def inside(self, points: Array) -> NDArray[np.bool_]:
        # Even-odd rule: a ray along +x crosses the boundary an odd number of times.
        x, y = points[:, 0, None], points[:, 1, None]
        a = np.array(self.corners)
        b = np.roll(a, -1, axis=0)
        spans = (a[:, 1] > y) != (b[:, 1] > y)
        rise = np.where(b[:, 1] == a[:, 1], 1.0, b[:, 1] - a[:, 1])
        at = a[:, 0] + (y - a[:, 1]) * (b[:, 0] - a[:, 0]) / rise
        return np.sum(spans & (x < at), axis=1) % 2 == 1

    def snap(self, points: Array) -> Array:
        return points


@dataclass(frozen=True)
class Section:
    """What is inside `outer` and in none of `holes`, which must not touch each other or it."""

    outer: Curve
    holes: tuple[Curve, ...] = ()

    @property
    def envelope(self) -> float:
        """Area with the holes."""
        return self.outer.area

    @property
    def area(self) -> float:
        """Area of the material."""
        return self.outer.area - sum(hole.area for hole in self.holes)
