"""Point charges on a lattice against closed and published values, and against themselves."""

import numpy as np
import pytest

from pairlattice.engine.ewald import dipole_tensor
from pairlattice.engine.lattice import Lattice
from pairlattice.errors import InputError
from pairlattice.phenomena.crystal.coulomb import PointCharges, rock_salt

ORIGIN = np.zeros((1, 3))


def caesium_chloride() -> PointCharges:
    lattice = Lattice.cubic("sc", 2 / np.sqrt(3))
    corner = np.full(3, 1 / np.sqrt(3))
    return PointCharges(lattice, np.array([np.zeros(3), corner]), np.array([-1.0, 1.0]))


def zinc_blende() -> PointCharges:
    lattice = Lattice.cubic("fcc", 4 / np.sqrt(3))
    return PointCharges(lattice, np.array([np.zeros(3), np.ones(3) / np.sqrt(3)]), np.r_[-1.0, 1.0])


@pytest.mark.parametrize(
    ("crystal", "constant", "digits"),
    [
        # Crandall & Buhler, J. Phys. A 20, 5497 (1987); Sakamoto, J. Chem. Phys. 28, 164 (1958).
        (rock_salt(), 1.7475645946331822, 1e-13),
        (caesium_chloride(), 1.76267477307099, 1e-13),
        (zinc_blende(), 1.63805505338879, 1e-13),
    ],
)
def test_madelung_constants_of_three_structures(crystal, constant, digits):
    np.testing.assert_allclose(crystal.site_potentials, [constant, -constant], rtol=digits)


@pytest.mark.parametrize(
    ("kind", "energy"), [("sc", -0.880059), ("bcc", -0.895929), ("fcc", -0.895874)]
)
def test_wigner_crystals_in_a_uniform_background(kind, energy):
    """Energy in e²/r_s: Coldwell-Horsfall & Maradudin, J. Math. Phys. 1, 395 (1960)."""
    lattice = Lattice.cubic(kind)
    one = PointCharges(lattice, np.zeros((1, 3)), np.array([-1.0]))
    radius = (3 * lattice.volume / (4 * np.pi)) ** (1 / 3)
    assert one.energy * radius == pytest.approx(energy, abs=1e-6)


def test_force_and_curvature_vanish_to_rounding_at_a_rock_salt_site():
    crystal = rock_salt()
    assert np.abs(crystal.derivative(ORIGIN, 1)).max() < 1e-13
    assert np.abs(crystal.derivative(ORIGIN, 2)).max() < 1e-12
    assert np.abs(crystal.derivative(ORIGIN, 3)).max() < 1e-12
    # Guard against a derivative that always vanishes.
    assert np.abs(crystal.derivative(ORIGIN, 4)).max() > 1


@pytest.mark.parametrize("order", [1, 2, 3, 4])
def test_each_derivative_is_the_difference_of_the_one_below(order):
    rng = np.random.default_rng(3)
    lattice = Lattice.from_vectors([[1.1, 0.2, 0], [0, 1.4, 0.3], [0.1, 0, 1.9]])
    crystal = PointCharges(lattice, rng.uniform(0, 1, (4, 3)), np.array([1.0, -1, 2, -0.5]))
    point = np.array([0.51, 0.62, 1.31])
    h = 1e-4
    slopes = [
        crystal.derivative(point + h * e, order - 1) - crystal.derivative(point - h * e, order - 1)
        for e in np.eye(3)
    ]
    numerical = np.stack([s[0] for s in slopes], axis=-1) / (2 * h)
    exact = crystal.derivative(point, order)[0]
    np.testing.assert_allclose(numerical, exact, atol=1e-6 * np.abs(exact).max())


def test_trace_of_curvature_is_poissons_background_for_any_lattice():
    lattice = Lattice.from_vectors([[1.1, 0.2, 0], [0, 1.4, 0.3], [0.1, 0, 1.9]])
    positions = np.array([[0.0, 0, 0], [0.3, 0.5, 0.7]])
    points = np.array([[0.0, 0, 0], [0.3, 0.5, 0.7], [0.6, 0.1, 1.0]])
    for charges in (np.array([1.0, -1.0]), np.array([1.0, 0.5])):
        crystal = PointCharges(lattice, positions, charges)
        trace = np.trace(crystal.derivative(points, 2), axis1=1, axis2=2)
        np.testing.assert_allclose(trace, -4 * np.pi * crystal.background, atol=1e-11)


def test_results_do_not_depend_on_the_splitting():
    a = rock_salt()
    for splitting in (0.7, 1.5):
        b = PointCharges(a.lattice, a.positions, a.charges, splitting)
        points = np.array([[0.0, 0, 0], [0.3, 0.2, 0.1]])
        for order in range(5):
            np.testing.assert_allclose(
                a.derivative(points, order), b.derivative(points, order), atol=1e-10
            )


def test_curvature_of_the_charges_is_the_dipole_tensor_at_zero_wave_vector():
    """Moving all electrons together: −Σ_R ∂∂(1/R) without the k = 0 term, minus the background."""
    lattice = Lattice.from_vectors([[1.1, 0.2, 0], [0, 1.4, 0.3], [0.1, 0, 1.9]])
    one = PointCharges(lattice, ORIGIN, np.array([1.0]))
    expected = -dipole_tensor(lattice, np.zeros(3))
    np.testing.assert_allclose(one.derivative(ORIGIN, 2)[0], expected, atol=1e-11)


def test_a_position_for_every_charge_is_demanded():
    with pytest.raises(InputError, match="one position for each charge"):
        PointCharges(Lattice.cubic("sc"), np.zeros((2, 3)), np.ones(3))
