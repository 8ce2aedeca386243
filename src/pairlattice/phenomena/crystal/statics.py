"""Potential, force, curvature and quartic terms of the point-charge crystal at a site."""

import numpy as np
import xarray as xr

from pairlattice.engine.coulomb import PointCharges, rock_salt
from pairlattice.engine.lattice import Floats
from pairlattice.phenomena.labels import labelled

# Miller indices of the directions along which the next order is given.
DIRECTIONS = {"[100]": (1.0, 0.0, 0.0), "[110]": (1.0, 1.0, 0.0), "[111]": (1.0, 1.0, 1.0)}

# Displacements of the fit [d]: large enough to tower over rounding, small enough that the next
# two orders (sixth and eighth), which are fitted along, carry the rest.
_FIT = np.linspace(0.02, 0.2, 29)


def unit(name: str) -> Floats:
    vector = np.array(DIRECTIONS[name])
    return vector / np.linalg.norm(vector)


def quartic_by_derivative(crystal: PointCharges, direction: Floats) -> float:
    """a₄ of U(u n̂) = U₀ + a₄ u⁴ + …, from ∂⁴φ contracted with n̂ four times, over 4! [E0/d⁴].

    U = −φ is the energy of an electron, all else held fixed.
    """
    fourth = crystal.derivative(np.zeros((1, 3)), 4)[0]
    n = direction
    return float(-np.einsum("abcd,a,b,c,d->", fourth, n, n, n, n) / 24)


def quartic_by_fit(crystal: PointCharges, direction: Floats) -> float:
    """The same from the potential alone: a polynomial in u through its values at displacements.

    The moved electron leaves an empty site behind: its own term is taken out of the potential.
    """
    others = _field_of_the_others(crystal, _FIT[:, None] * direction)
    rest = _field_of_the_others(crystal, np.zeros((1, 3)))[0]
    energy = -(others - rest)
    powers = np.stack([_FIT**p for p in (2, 4, 6, 8, 10)], axis=-1)
    solution = np.linalg.lstsq(powers, energy, rcond=None)[0]
    return float(solution[1])


def _field_of_the_others(crystal: PointCharges, points: Floats) -> Floats:
    """Potential near the first charge of everything but that one charge (its images stay)."""
    r = np.linalg.norm(points - crystal.positions[0], axis=-1)
    total = crystal.derivative(points)
    return np.where(r > 1e-9, total - crystal.charges[0] / np.where(r > 1e-9, r, 1.0), total)


def measure(points: int) -> tuple[xr.Dataset, xr.Dataset]:
    """The numbers at a site, and the potential in the plane z = 0 over one conventional cell.

    points: along each edge of the plane. Reduced units.
    """
    crystal = rock_salt()
    origin = np.zeros((1, 3))
    data = xr.Dataset(coords={"direction": list(DIRECTIONS), "component": ["x", "y", "z"]})
    data["madelung"] = labelled((), crystal.site_potentials[0], "1", "Madelung constant φ d/e")
    data["site_energy"] = labelled(
        (), -crystal.site_potentials[0], "E0", "energy U of an electron at its site"
    )
    force = crystal.derivative(origin, 1)[0]
    data["force"] = labelled(("component",), force, "E0/d", "force on an electron at its site")
    curvature = -crystal.derivative(origin, 2)[0]
    data["curvature"] = labelled(
        ("component", "component_2"), curvature, "E0/d^2", "second derivatives of U at a site"
    )
    data["trace"] = labelled((), np.trace(curvature), "E0/d^2", "trace of the curvature of U")
    ions = PointCharges(crystal.lattice, np.zeros((1, 3)), np.ones(1))
    data["trace_ions_alone"] = labelled(
        (),
        np.trace(ions.derivative(np.array([[1.0, 0, 0]]), 2)[0]),
        "1/d^3",
        "trace of the curvature of the ions' potential in their uniform background",
    )
    data["poisson_ions_alone"] = labelled(
        (), -4 * np.pi * ions.background, "1/d^3", "−4π times that background"
    )
    vectors = [unit(name) for name in DIRECTIONS]
    for name, route, label in (
        ("quartic_derivative", quartic_by_derivative, "fourth derivative sums"),
        ("quartic_fit", quartic_by_fit, "fit of the potential"),
    ):
        values = [route(crystal, vector) for vector in vectors]
        data[name] = labelled(
            ("direction",), values, "E0/d^4", f"coefficient a₄ of U(u) = U₀ + a₄u⁴, by {label}"
        )
    return data, _plane(crystal, points)


def _plane(crystal: PointCharges, points: int) -> xr.Dataset:
    axis = np.linspace(-1.0, 3.0, points)
    x, y = np.meshgrid(axis, axis, indexing="ij")
    r = np.stack([x, y, np.zeros_like(x)], axis=-1).reshape(-1, 3)
    potential = crystal.derivative(r).reshape(x.shape)
    grid = xr.Dataset(coords={"x": labelled(("x",), axis, "d", "x")})
    grid = grid.assign_coords(y=labelled(("y",), axis, "d", "y"))
    grid["potential"] = labelled(("x", "y"), potential, "E0/e", "potential in the plane z = 0")
    return grid
