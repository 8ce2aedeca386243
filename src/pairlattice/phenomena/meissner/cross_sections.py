"""Long samples of any cross-section in a parallel field by London's equation, and ellipsoids.

Lengths in λ, fields in the applied H0. A hole's fluxoid is 0 when the sample was cooled without a
field; cooled in it, it is taken as that of the applied field in the hole.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from pairlattice import constants as c
from pairlattice.cross_sections import Circle, Polygon, Screened, Section, screen
from pairlattice.equations import penetration_depth
from pairlattice.phenomena.meissner import results as r
from pairlattice.phenomena.meissner.parameters import Parameters
from pairlattice.phenomena.meissner.presets import critical_fields, pair_density
from pairlattice.standard import demagnetisation, london
from pairlattice.variable import Values

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


def maps(p: Parameters) -> Values:
    """H/H0 on the triangles of each section, with its flux and magnetisation."""
    found: Values = {}
    for name, (section, cooled) in shapes(p.section_edge).items():
        fluxoids = tuple(hole.area if cooled else 0.0 for hole in section.holes)
        one = screen(section, 1.0, p.section_size, fluxoids)
        found = {
            **found,
            r.POINTS.at(name): one.points,
            r.H.at(name): one.field,
            r.TRIANGLES.at(name): one.triangles,
            r.HOLES.at(name): one.holes,
            r.FLUX.at(name): one.flux,
            r.MAGNETISATION.at(name): one.magnetisation,
        }
    return found


def checks(p: Parameters) -> Values:
    """Largest deviations of H/H0 from closed forms: disc, slab, tube without and with a fluxoid."""
    half, bore, size = p.section_edge / 2, p.section_edge / 5, p.section_size
    disc = Section(Circle(half))
    # Ten λ beyond the middle on either side the ends of the bar are not felt: exp(−10 √2).
    bar = Section(Polygon.rectangle(p.section_edge, 20 + p.section_edge))
    tube = Section(Circle(half), (Circle(bore),))

    def radial(one: Screened, exact: Callable[[Array], Array]) -> float:
        return float(np.max(np.abs(one.field - exact(np.linalg.norm(one.points, axis=-1)))))

    y = np.linspace(-half, half, 101)[1:-1]
    across = screen(bar, 1.0, size).at(np.stack([y, np.zeros_like(y)], axis=-1))
    errors = {
        "disc, I0(r/λ)/I0(R/λ)": radial(
            screen(disc, 1.0, size), lambda x: london.cylinder_profile(x, half, 1.0)
        ),
        "slab, cosh(x/λ)/cosh(a/λ)": float(
            np.max(np.abs(across - london.slab_profile(y, half, 1.0)))
        ),
    }
    for label, fluxoid in (("empty", 0.0), ("holding flux", np.pi * bore**2)):
        errors[f"tube, {label}, I0 and K0"] = radial(
            screen(tube, 1.0, size, (fluxoid,)),
            lambda x, f=fluxoid: london.hollow_cylinder_profile(x, bore, half, 1.0, f),  # type: ignore[misc]
        )
    return {r.AGAINST: list(errors), r.SECTION_ERROR: list(errors.values())}


def sizes(p: Parameters) -> Values:
    """−M/H0 against half the width: disc and square by elements, disc and slab in closed form."""
    half, smooth = np.array(_SIZES), np.geomspace(_SIZES[0], _SIZES[-1], 80)
    discs, squares = [], []
    for a in half:
        size = min(p.section_size * 1.5, a / 8)
        discs.append(screen(Section(Circle(a)), 1.0, size).magnetisation)
        squares.append(screen(Section(Polygon.rectangle(2 * a, 2 * a)), 1.0, size).magnetisation)
    exact = np.array([london.cylinder_susceptibility(a, 1.0) for a in half])
    return {
        r.HALF: half,
        r.DISC: discs,
        r.SQUARE: squares,
        r.SMOOTH: smooth,
        r.DISC_EXACT: [london.cylinder_susceptibility(a, 1.0) for a in smooth],
        r.SLAB_EXACT: np.tanh(smooth) / smooth - 1,
        r.DISC_ERROR: np.max(np.abs(np.array(discs) - exact)),
    }


def ellipsoids() -> Values:
    """−M/H0 = 1/(1 − N) of spheroids that let no field in, along and across their axis."""
    aspect = np.geomspace(0.1, 10, 61)
    axes = np.stack([np.ones_like(aspect), np.ones_like(aspect), aspect], axis=-1)
    N = demagnetisation.ellipsoid_factors(axes)
    # Second route to the sphere: London's moment for λ → 0.
    volume, small = 4 / 3 * np.pi, 1e-6
    moment = london.sphere_moment(1.0, small, 1.0) * c.vacuum_permeability
    return {
        r.ASPECT: aspect,
        r.FACTOR: N[:, 2],
        r.ALONG: demagnetisation.diamagnetic_magnetisation(N[:, 2]),
        r.ACROSS: demagnetisation.diamagnetic_magnetisation(N[:, 0]),
        r.SPHERE: moment / volume,
    }


def one_quantum(p: Parameters) -> Values:
    """How wide a hole must be for one flux quantum of half the lower critical field."""
    name = p.materials[0]
    applied = critical_fields(name).lower / 2
    radius = float(np.sqrt(c.flux_quantum / (np.pi * applied)))
    depth = float(penetration_depth(pair_density(name)))
    return {r.BORE: radius, r.BORE_IN_DEPTHS: radius / depth}
