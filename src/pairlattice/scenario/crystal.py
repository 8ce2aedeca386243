"""The tables that say which crystal, and how much of it: material, lattice, sample."""

import math
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from pairlattice.errors import InputError
from pairlattice.reference_data.materials import material
from pairlattice.scenario.problems import refuse, shown
from pairlattice.scenario.section import Section
from pairlattice.scenario.values import (
    Span,
    as_number,
    as_three,
    as_whole,
    choice,
    direction,
    number,
    quantity,
    si_quantity,
    text,
    three,
    three_quantities,
)

Vector = tuple[float, float, float]

# The number of sites must fit a 32-bit signed index.
MOST_SITES = 2**31

_LENGTH = Span(above=0, most=1e6)
_CELL = Span(least=1e-3, most=1e3)


def _known(value: Any) -> str:
    if not isinstance(value, str):
        raise refuse(f'must be a text in quotes, got {shown(value)}; for example "Pb"')
    try:
        found = material(value)
    except InputError as error:
        raise refuse(f"names an {error}") from None
    if found.pair_density is None:
        raise refuse(
            f"names {shown(value)}, for which the data set has no electron density; "
            'give material.pair_density = "8.5e28 1/m^3" in place of the name'
        )
    return value


class MaterialSpec(Section):
    """What sets the unit of length: exactly one of the three. SI values, not reduced.

    name: a material of the data set; its density of conduction electrons is used.
    pair_density: n [m⁻³]. spacing: d [m], the distance from an ion to its nearest electron.
    """

    name: Annotated[str | None, BeforeValidator(_known)] = None
    pair_density: Annotated[
        float | None,
        si_quantity("density", Span(least=1e15, most=1e36), 'for example "8.5e28 1/m^3"'),
    ] = None
    spacing: Annotated[
        float | None, si_quantity("length", Span(least=1e-12, most=1e-6), 'for example "1.8 Å"')
    ] = None

    @model_validator(mode="after")
    def _one(self) -> "MaterialSpec":
        given = [
            key for key in ("name", "pair_density", "spacing") if getattr(self, key) is not None
        ]
        if len(given) != 1:
            raise refuse(
                "takes exactly one of name, pair_density and spacing, got "
                f"{' and '.join(given) or 'none'}; " + ("keep one" if given else 'add name = "Pb"')
            )
        return self

    def density(self) -> float | None:
        """n [m⁻³], given or looked up; None where the spacing is given instead."""
        if self.name is not None:
            return material(self.name).pair_density
        return self.pair_density


def _size(value: Any) -> tuple[int, int, int]:
    remedy = "cells along the three primitive vectors, for example [16, 16, 16]"

    def cells(x: Any) -> int:
        return as_whole(x, 1, MOST_SITES, remedy)

    one = not isinstance(value, (list, tuple)) and not hasattr(value, "__len__")
    size = (cells(value),) * 3 if one else as_three(value, cells, remedy)
    if math.prod(size) > MOST_SITES:
        raise refuse(
            f"must be at most {MOST_SITES} sites in all, got {list(size)} = {math.prod(size)}; "
            "make the sample smaller"
        )
    return size


def _vectors(value: Any) -> tuple[Vector, Vector, Vector]:
    remedy = "three vectors in units of d, for example [[0, 1, 1], [1, 0, 1], [1, 1, 0]]"
    rows = as_three(
        value, lambda row: as_three(row, lambda x: as_number(x, Span(), remedy), remedy), remedy
    )
    lengths = [math.hypot(*row) for row in rows]
    if not all(_CELL.holds(length) for length in lengths):
        raise refuse(f"must have lengths of {_CELL.text()}, got {shown(value)}; {remedy}")
    if abs(_volume(rows)) < 1e-6 * math.prod(lengths):
        raise refuse(f"must not lie in one plane, got {shown(value)}; {remedy}")
    return rows


def _volume(rows: tuple[Vector, Vector, Vector]) -> float:
    (a, b, c), (d, e, f), (g, h, i) = rows
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


_PER_CUBE = {"sc": 1, "bcc": 2, "fcc": 4}


class LatticeSpec(Section):
    """The lattice of electron sites.

    kind: None where `vectors` are given. edge: of the conventional cube, in units of d, None with
    `vectors`. vectors: three primitive vectors, rows, in units of d. size: cells along the
    primitive vectors of a periodic sample, None where `[sample]` gives the shape.
    depolarisation: factors of the outer shape of the periodic sample, sum at most 1.
    """

    kind: Annotated[Literal["sc", "bcc", "fcc"] | None, choice("sc", "bcc", "fcc")] = None
    edge: Annotated[float | None, number(_CELL, "2 is rock salt")] = None
    vectors: Annotated[tuple[Vector, Vector, Vector] | None, BeforeValidator(_vectors)] = None
    size: Annotated[tuple[int, int, int] | None, BeforeValidator(_size)] = None
    depolarisation: Annotated[
        Vector, three(Span(least=0, most=1), "for example [0, 0, 0], or [0, 0, 1] for a thin slab")
    ] = (0.0, 0.0, 0.0)

    @classmethod
    def _fill(cls, data: dict[str, Any]) -> None:
        if "vectors" not in data:
            data.setdefault("kind", "fcc")
            data.setdefault("edge", 2.0)

    @model_validator(mode="after")
    def _agree(self) -> "LatticeSpec":
        if self.vectors is not None and (self.kind is not None or self.edge is not None):
            key = "kind" if self.kind is not None else "edge"
            raise refuse("has no meaning beside lattice.vectors; leave out one of the two", at=key)
        if sum(self.depolarisation) > 1 + 1e-9:
            raise refuse(
                f"must have a sum of at most 1, got {list(self.depolarisation)}; "
                "a sphere has [0.3333, 0.3333, 0.3333]",
                at="depolarisation",
            )
        return self

    @property
    def reduced_density(self) -> float:
        """n d³, sites per unit volume in reduced units; 1/2 for rock salt."""
        if self.vectors is not None:
            return 1 / abs(_volume(self.vectors))
        return _PER_CUBE[self.kind or "fcc"] / (self.edge or 2.0) ** 3


_SHAPES = {
    "slab": ("thickness", "width", "axis"),
    "prism": ("edges",),
    "cylinder": ("radius", "length", "axis"),
    "sphere": ("radius",),
    "mask": ("mask",),
}


class SampleSpec(Section):
    """A sample with open boundaries cut out of the lattice; lengths in units of d.

    Keys without meaning for the shape are None. axis: unit vector. edges: full edge lengths of a
    prism along x, y, z. mask: a file of truth values on the grid of primitive-vector indices.
    """

    shape: Annotated[
        Literal["slab", "prism", "cylinder", "sphere", "mask"],
        choice(*_SHAPES),
        Field(description='shape = "cylinder"'),
    ]
    radius: Annotated[
        float | None,
        quantity("length", _LENGTH, "for example 5.0 spacings"),
        Field(description="radius = 5.0"),
    ] = None
    length: Annotated[
        float | None,
        quantity("length", _LENGTH, "for example 60.0 spacings"),
        Field(description="length = 60.0"),
    ] = None
    axis: Annotated[Vector | None, direction(), Field(description="axis = [0, 0, 1]")] = None
    edges: Annotated[
        Vector | None,
        three_quantities("length", _LENGTH, "for example [10, 10, 40] spacings"),
        Field(description="edges = [10, 10, 40]"),
    ] = None
    thickness: Annotated[
        float | None,
        quantity("length", _LENGTH, "for example 4 spacings"),
        Field(description="thickness = 4"),
    ] = None
    width: Annotated[
        float | None,
        quantity("length", _LENGTH, "for example 40 spacings"),
        Field(description="width = 40"),
    ] = None
    mask: Annotated[
        str | None,
        text(1000, 'for example "sample.npy"', empty=False),
        Field(description='mask = "sample.npy"'),
    ] = None

    @classmethod
    def _fill(cls, data: dict[str, Any]) -> None:
        if data.get("shape") in ("slab", "cylinder"):
            data.setdefault("axis", (0.0, 0.0, 1.0))

    @model_validator(mode="after")
    def _agree(self) -> "SampleSpec":
        keys = [key for key in type(self).model_fields if key != "shape"]
        self._needs(f"the shape {self.shape}", _SHAPES[self.shape], keys)
        if (
            self.shape == "slab"
            and self.axis is not None
            and sorted(map(abs, self.axis)) != [0, 0, 1]
        ):
            raise refuse(
                f"must be the x, y or z axis for a slab, got {list(self.axis)}; "
                "for example [0, 0, 1]",
                at="axis",
            )
        return self

    @property
    def volume(self) -> float | None:
        """Of the shape, in units of d³; None for a mask, which only its file knows."""
        radius, length = self.radius or 0.0, self.length or 0.0
        return {
            "slab": (self.thickness or 0.0) * (self.width or 0.0) ** 2,
            "prism": math.prod(self.edges or ()),
            "cylinder": math.pi * radius**2 * length,
            "sphere": 4 / 3 * math.pi * radius**3,
        }.get(self.shape)
