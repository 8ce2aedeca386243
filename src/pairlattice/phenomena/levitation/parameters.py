"""The table `[levitation]` of a scenario."""

from typing import Annotated, Self, get_args

from pydantic import model_validator

from pairlattice.magnets import Bar, Disc, Magnet, Ring, Shape, Sphere
from pairlattice.phenomena.levitation.response import DepthLaw
from pairlattice.reference_data.magnets import grade, grades
from pairlattice.reference_data.materials import materials
from pairlattice.scenario.problems import refuse
from pairlattice.scenario.section import Section
from pairlattice.scenario.sequences import several
from pairlattice.scenario.values import Span, choice, number, si

_Length = Annotated[float, si("length", Span(above=1e-5, below=1), 'for example "5 mm"')]
_Time = Annotated[float, si("time", Span(above=1e-3, most=1000), 'for example "2 s"')]


class Parameters(Section):
    """Magnet, superconductor and motion, SI units.

    shape: disc (radius, height), ring (inner_radius, radius, height), sphere (radius) or bar
    (length, width, height). grade: of `measured.magnets`. axis: of the magnetisation.
    closest_gap: below it the magnet touches. sample_*: the disc that hangs below a magnet.
    depth_law: how λ grows with the change of field (closure C10). turning_field: over B_lim.
    damping: drag over mass [1/s]. start: over the gap of balance. superconductors: whose largest
    loads are tabulated.
    """

    shape: Annotated[str, choice("disc", "ring", "sphere", "bar")] = "disc"
    grade: Annotated[str, choice(*grades())] = "N42"
    radius: _Length = 5e-3
    inner_radius: _Length = 2e-3
    height: _Length = 5e-3
    length: _Length = 1e-2
    width: _Length = 5e-3
    axis: Annotated[str, choice("vertical", "horizontal")] = "vertical"
    closest_gap: _Length = 5e-4
    sample_radius: _Length = 15e-3
    sample_thickness: Annotated[
        float, si("length", Span(above=1e-7, below=1), 'for example "0.2 mm"')
    ] = 2e-4
    sample_density: Annotated[
        float, si("mass_density", Span(above=100, below=3e4), "for example 11340.0")
    ] = 11340.0
    depth_law: Annotated[DepthLaw, choice(*get_args(DepthLaw))] = "field"
    turning_field: Annotated[float, number(Span(above=0.05, below=1), "for example 0.8")] = 0.8
    damping: Annotated[
        float, si("angular_rate", Span(above=0, most=20), 'for example "1.0 1/s"')
    ] = 1.0
    start: Annotated[float, number(Span(above=1, most=4), "for example 1.6")] = 1.6
    relaxation_time: _Time = 2.0
    duration: _Time = 3.0
    ramp_time: _Time = 8.0
    superconductors: Annotated[
        tuple[str, ...], several(choice(*materials()), 1, 20, 'for example ["Pb", "Nb"]')
    ] = ("Pb",)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.shape == "ring" and not self.inner_radius < self.radius:
            raise refuse(
                f"must be below the radius {self.radius:g} m, got {self.inner_radius:g} m; "
                "lower it or raise levitation.radius",
                at="inner_radius",
            )
        if self.closest_gap > self.radius:
            raise refuse(
                f"must be at most the radius {self.radius:g} m, got {self.closest_gap:g} m; "
                "lower it or raise levitation.radius",
                at="closest_gap",
            )
        return self

    def body(self) -> Shape:
        """The magnet's shape."""
        match self.shape:
            case "disc":
                return Disc(self.radius, self.height)
            case "ring":
                return Ring(self.inner_radius, self.radius, self.height)
            case "sphere":
                return Sphere(self.radius)
        return Bar(self.length, self.width, self.height)

    def magnet(self) -> Magnet:
        """The magnet."""
        material = grade(self.grade)
        axis = (0.0, 0.0, 1.0) if self.axis == "vertical" else (1.0, 0.0, 0.0)
        return Magnet(self.body(), material.remanence, material.density, axis)
