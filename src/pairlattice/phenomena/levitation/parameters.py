"""The table `[levitation]` of a scenario."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from pairlattice.magnets import Bar, Disc, Magnet, Ring, Shape, Sphere
from pairlattice.measured.magnets import grade
from pairlattice.phenomena.own_table import OwnTable

_Length = Annotated[float, Field(gt=1e-5, lt=1)]
_Seconds = Annotated[float, Field(gt=1e-3, le=1000)]


class Parameters(OwnTable):
    """Magnet, superconductor and motion, SI units.

    shape: disc (radius, height), ring (inner_radius, radius, height), sphere (radius) or bar
    (length, width, height). grade: of `measured.magnets`. axis: of the magnetisation.
    closest_gap: below it the magnet touches. sample_*: the disc that hangs below a magnet.
    depth_law: how λ grows with the change of field (closure C10). turning_field: over B_lim.
    damping: drag over mass [1/s]. start: over the gap of balance. superconductors: whose largest
    loads are tabulated.
    """

    noun: ClassVar[str] = "levitation"

    shape: Literal["disc", "ring", "sphere", "bar"] = "disc"
    grade: str = "N42"
    radius: _Length = 5e-3
    inner_radius: _Length = 2e-3
    height: _Length = 5e-3
    length: _Length = 1e-2
    width: _Length = 5e-3
    axis: Literal["vertical", "horizontal"] = "vertical"
    closest_gap: _Length = 5e-4
    sample_radius: _Length = 15e-3
    sample_thickness: Annotated[float, Field(gt=1e-7, lt=1)] = 2e-4
    sample_density: Annotated[float, Field(gt=100, lt=3e4)] = 11340.0
    depth_law: Literal["field", "energy", "logarithm"] = "field"
    turning_field: Annotated[float, Field(gt=0.05, lt=1)] = 0.8
    damping: Annotated[float, Field(gt=0, le=20)] = 1.0
    start: Annotated[float, Field(gt=1, le=4)] = 1.6
    relaxation_time: _Seconds = 2.0
    duration: _Seconds = 3.0
    ramp_time: _Seconds = 8.0
    superconductors: Annotated[tuple[str, ...], Field(min_length=1, max_length=20)] = ("Pb",)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.shape == "ring" and not self.inner_radius < self.radius:
            raise ValueError("inner_radius must be below radius")
        if self.closest_gap > self.radius:
            raise ValueError("closest_gap must be at most radius")
        return self

    def body(self) -> Shape:
        """The magnet's shape."""
        shapes: dict[str, Shape] = {
            "disc": Disc(self.radius, self.height),
            "sphere": Sphere(self.radius),
            "bar": Bar(self.length, self.width, self.height),
        }
        if self.shape == "ring":
            return Ring(self.inner_radius, self.radius, self.height)
        return shapes[self.shape]

    def magnet(self) -> Magnet:
        """The magnet. Raises InputError for an unknown grade."""
        material = grade(self.grade)
        axis = (0.0, 0.0, 1.0) if self.axis == "vertical" else (1.0, 0.0, 0.0)
        return Magnet(self.body(), material.remanence, material.density, axis)
