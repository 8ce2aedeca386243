"""Potential, force, curvature and quartic terms of the point-charge crystal at a site."""

import numpy as np

from pairlattice import constants as c
from pairlattice.engine.lattice import Floats
from pairlattice.model import crystal as pictured
from pairlattice.phenomena.crystal import results as r
from pairlattice.phenomena.crystal.coulomb import PointCharges, rock_salt
from pairlattice.units import ReducedUnits
from pairlattice.variable import Values

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
    distance = np.linalg.norm(points - crystal.positions[0], axis=-1)
    total, away = crystal.derivative(points), distance > 1e-9
    return np.where(away, total - crystal.charges[0] / np.where(away, distance, 1.0), total)


def at_a_site(units: ReducedUnits) -> Values:
    """The numbers at a site of rock salt."""
    crystal = rock_salt()
    origin = np.zeros((1, 3))
    curvature = -crystal.derivative(origin, 2)[0]
    ions = PointCharges(crystal.lattice, np.zeros((1, 3)), np.ones(1))
    vectors = [unit(name) for name in DIRECTIONS]
    energy = -crystal.site_potentials[0]
    return {
        r.SPACE_GROUP: pictured.rock_salt().space_group,
        r.MADELUNG: crystal.site_potentials[0],
        r.SITE_ENERGY: energy,
        r.SITE_ENERGY_EV: energy * units.energy / c.elementary_charge,
        r.FORCE: crystal.derivative(origin, 1)[0],
        r.CURVATURE: curvature,
        r.TRACE: np.trace(curvature),
        r.IONS_ALONE: np.trace(ions.derivative(np.array([[1.0, 0, 0]]), 2)[0]),
        r.BACKGROUND: -4 * np.pi * ions.background,
        r.DIRECTION: list(DIRECTIONS),
        r.QUARTIC: [quartic_by_derivative(crystal, vector) for vector in vectors],
        r.QUARTIC_FIT: [quartic_by_fit(crystal, vector) for vector in vectors],
    }


def plane(points: int) -> Values:
    """The potential in the plane z = 0 over one conventional cell, points along each edge."""
    axis = np.linspace(-1.0, 3.0, points)
    x, y = np.meshgrid(axis, axis, indexing="ij")
    positions = np.stack([x, y, np.zeros_like(x)], axis=-1).reshape(-1, 3)
    potential = rock_salt().derivative(positions).reshape(x.shape)
    return {r.X: axis, r.Y: axis, r.POTENTIAL: potential}
