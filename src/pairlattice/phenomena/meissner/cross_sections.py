"""Long samples of any cross-section in a parallel field by London's equation, and ellipsoids.

Lengths in λ, fields in the applied H0. A hole's fluxoid is 0 when the sample was cooled without a
field; cooled in it, it is taken as that of the applied field in the hole.
"""

from collections.abc import Callable

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from pairlattice import constants as c
from pairlattice.equations import penetration_depth
from pairlattice.measured.materials import material
from pairlattice.phenomena.meissner.in_field import critical_fields
from pairlattice.phenomena.meissner.parameters import Parameters
from pairlattice.sections import Circle, Polygon, Screened, Section, screen
from pairlattice.standard import demagnetisation, london

Array = NDArray[np.float64]
_SIZES = (0.5, 1.0, 2.0, 4.0, 8.0)


def shapes(edge: float) -> dict[str, tuple[Section, bool]]:
    """Sections of one width, and whether their holes were cooled in the field."""
    half = edge / 2
    corner = ((-half, -half), (half, -half), (half, 0.0), (0.0, 0.0), (0.0, half), (-half, half))
    tube = Section(Circle(half), (Circle(edge / 5),))
    slot = ((0.1, -0.25), (0.35, -0.25), (0.35, 0.3), (0.1, 0.3))
    holes = (
        Circle(edge / 7, (-edge / 5, -edge / 6)),
        Polygon(tuple((edge * x, edge * y) for x, y in slot)),
    )
    return {
        "disc": (Section(Circle(half)), False),
        "triangle": (Section(Polygon.regular(3, half * 2 / np.sqrt(3))), False),
        "angle": (Section(Polygon(corner)), False),
        "tube": (tube, False),
        "tube_cooled_in_the_field": (tube, True),
        "square_with_two_holes": (Section(Polygon.rectangle(edge, edge), holes), False),
    }


def maps(p: Parameters) -> dict[str, xr.Dataset]:
    """H/H0 on the triangles of each section, with its flux and magnetisation."""
    found = {}
    for name, (section, cooled) in shapes(p.section_edge).items():
        fluxoids = tuple(hole.area if cooled else 0.0 for hole in section.holes)
        one = screen(section, 1.0, p.section_size, fluxoids)
        found[name] = _dataset(one)
    return found


def _dataset(one: Screened) -> xr.Dataset:
    data = xr.Dataset(coords={"axis": ["x", "y"]})
    data["points"] = (("node", "axis"), one.points, {"units": "λ"})
    data["H"] = ("node", one.field, {"units": "H0", "long_name": "H/H0"})
    data["triangles"] = (("triangle", "corner"), one.triangles, {"units": "1"})
    data["holes"] = ("hole", one.holes, {"units": "H0", "long_name": "field in each hole"})
    data["flux"] = ((), one.flux, {"units": "μ0 H0 λ²"})
    data["magnetisation"] = ((), one.magnetisation, {"units": "H0"})
    return data


def checks(p: Parameters) -> xr.Dataset:
    """Largest deviations of H/H0 from closed forms: disc, slab, tube without and with a fluxoid."""
    half, bore, size = p.section_edge / 2, p.section_edge / 5, p.section_size
    disc = Section(Circle(half))
    # Ten λ beyond the middle on either side the ends of the bar are not felt: exp(−10 √2).
    bar = Section(Polygon.rectangle(p.section_edge, 20 + p.section_edge))
    tube = Section(Circle(half), (Circle(bore),))

    def radial(one: Screened, exact: Callable[[Array], Array]) -> float:
        r = np.linalg.norm(one.points, axis=-1)
        return float(np.max(np.abs(one.field - exact(r))))

    y = np.linspace(-half, half, 101)[1:-1]
    across = screen(bar, 1.0, size).at(np.stack([y, np.zeros_like(y)], axis=-1))
    errors = {
        "disc, I0(r/λ)/I0(R/λ)": radial(
            screen(disc, 1.0, size), lambda r: london.cylinder_profile(r, half, 1.0)
        ),
        "slab, cosh(x/λ)/cosh(a/λ)": float(
            np.max(np.abs(across - london.slab_profile(y, half, 1.0)))
        ),
    }
    for label, fluxoid in (("empty", 0.0), ("holding flux", np.pi * bore**2)):
        errors[f"tube, {label}, I0 and K0"] = radial(
            screen(tube, 1.0, size, (fluxoid,)),
            lambda r, f=fluxoid: london.hollow_cylinder_profile(r, bore, half, 1.0, f),  # type: ignore[misc]
        )
    data = xr.Dataset(coords={"against": list(errors)})
    attrs = {"units": "H0", "long_name": "largest deviation of H/H0"}
    data["error"] = ("against", list(errors.values()), attrs)
    return data


def sizes(p: Parameters) -> xr.Dataset:
    """−M/H0 against half the width: disc and square by elements, disc and slab in closed form."""
    half = np.array(_SIZES)
    data = xr.Dataset(coords={"half": ("half", half, {"units": "λ"})})
    discs, squares = [], []
    for a in half:
        size = min(p.section_size * 1.5, a / 8)
        discs.append(screen(Section(Circle(a)), 1.0, size).magnetisation)
        squares.append(screen(Section(Polygon.rectangle(2 * a, 2 * a)), 1.0, size).magnetisation)
    label = {"units": "H0", "long_name": "M"}
    data["disc"], data["square"] = ("half", discs, label), ("half", squares, label)
    smooth = np.geomspace(half[0], half[-1], 80)
    data = data.assign_coords(smooth=("smooth", smooth, {"units": "λ"}))
    data["disc_exact"] = ("smooth", [london.cylinder_susceptibility(a, 1.0) for a in smooth], label)
    data["slab_exact"] = ("smooth", np.tanh(smooth) / smooth - 1, label)
    exact = np.array([london.cylinder_susceptibility(a, 1.0) for a in half])
    return data.assign_attrs(error=float(np.max(np.abs(np.array(discs) - exact))))


def ellipsoids() -> xr.Dataset:
    """−M/H0 = 1/(1 − N) of spheroids that let no field in, along and across their axis."""
    aspect = np.geomspace(0.1, 10, 61)
    axes = np.stack([np.ones_like(aspect), np.ones_like(aspect), aspect], axis=-1)
    N = demagnetisation.ellipsoid_factors(axes)
    data = xr.Dataset(coords={"aspect": ("aspect", aspect, {"units": "1"})})
    for name, factor in (("along", N[:, 2]), ("across", N[:, 0])):
        data[f"factor_{name}"] = ("aspect", factor, {"units": "1", "long_name": f"N {name}"})
        values = demagnetisation.diamagnetic_magnetisation(factor)
        data[f"magnetisation_{name}"] = ("aspect", values, {"units": "H0"})
        entry = demagnetisation.entry_field(factor)
        data[f"entry_{name}"] = ("aspect", entry, {"units": "Hc"})
    # Second route to the sphere: London's moment for λ → 0.
    volume, small = 4 / 3 * np.pi, 1e-6
    moment = london.sphere_moment(1.0, small, 1.0) * c.vacuum_permeability
    return data.assign_attrs(sphere=moment / volume)


def one_quantum(p: Parameters) -> dict[str, float]:
    """How wide a hole must be for one flux quantum of half the lower critical field, in λ_L."""
    name = p.materials[0]
    density = material(name).pair_density
    if density is None:
        raise LookupError(f"{name} has no electron density in the data set")
    applied = critical_fields(name).lower / 2
    depth = float(penetration_depth(density))
    radius = float(np.sqrt(c.flux_quantum / (np.pi * applied)))
    return {"applied": applied, "radius": radius, "radius_in_depths": radius / depth}
