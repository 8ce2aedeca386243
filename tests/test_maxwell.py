"""The experiment on the field equations.

Routes that must agree:
    waves, packets, pulses on the grid      <->  Lorentz's closed forms
    ∇·B averaged, by Parseval               <->  one Gaussian charge; white noise of dipoles
    flux of Eq. (5)'s B out of a box        <->  the charge in it, e/(ε0 c) each
"""

import numpy as np
import pytest
import xarray as xr

from pairlattice import constants as c
from pairlattice.equations import pair_magnetic_field
from pairlattice.errors import InputError
from pairlattice.phenomena import phenomenon
from pairlattice.phenomena.maxwell import results as r
from pairlattice.phenomena.maxwell.divergence import STRUCTURE, smoothed_divergence
from pairlattice.scenario import Scenario


@pytest.fixture(scope="module")
def tree(tiny) -> xr.DataTree:
    return tiny["maxwell"]


def test_vacuum_pulse_converges_at_second_order_towards_c(tree):
    assert r.ORDER.value(tree) == pytest.approx(2.0, abs=0.05)
    assert r.SPEED.values(tree)[-1] == pytest.approx(1.0, abs=2e-4)


def test_dispersion_stop_band_and_group_velocity_are_within_a_percent(tree):
    k = r.K.values(tree)
    np.testing.assert_allclose(
        r.EXPECTED_K.values(tree), np.broadcast_to(k, (2, len(k))), rtol=0.01
    )
    for found, expected in (
        (r.EDGES, r.EXPECTED_EDGES),
        (r.GROUP_VELOCITY, r.EXPECTED_GROUP_VELOCITY),
    ):
        np.testing.assert_allclose(found.values(tree), expected.values(tree), rtol=0.01)


def test_slab_lets_through_what_lorentz_says_and_nothing_of_the_literal_reading_is_stopped(tree):
    standard = r.STANDARD.of(tree)
    np.testing.assert_allclose(standard, r.EXPECTED_TRANSMISSION.of(tree), atol=0.02)
    np.testing.assert_allclose(r.POLARISATION.of(tree), standard, atol=1e-9)
    np.testing.assert_allclose(r.LITERAL.of(tree), 1.0, rtol=1e-9)
    low, high = r.EXPECTED_EDGES.values(tree)
    deep = standard.sel(omega=slice(low * 1.02, 0.5 * (low + high)))
    assert float(deep.max()) < 0.02


def test_charge_is_conserved_to_rounding_except_in_the_literal_reading(tree):
    residual = r.GAUSS_RESIDUAL.of(tree).max("time")
    assert float(residual.sel(law="standard")) < 1e-13
    assert float(residual.sel(law="polarisation")) < 1e-13
    assert float(residual.sel(law="literal")) > 0.5


def test_literal_reading_has_no_charge_rate_of_its_own(tree):
    assert float(r.FIELD_RATE.of(tree).sel(law="literal").max()) < 1e-12
    assert float(r.PAIR_RATE.of(tree).sel(law="literal").max()) > 0.1
    table = phenomenon("maxwell").figures.tables(tree)[0]
    assert {row[0] for row in table.rows} == {"standard", "polarisation", "literal"}


def test_energy_balance_closes_except_in_the_literal_reading(tree):
    total = r.TOTAL_ENERGY.of(tree)
    for law in ("standard", "polarisation"):
        np.testing.assert_allclose(total.sel(law=law), 1.0, rtol=1e-12)
    assert float(total.sel(law="literal").max()) > 1.5
    assert r.ABSORBED.value(tree) < 1e-6


def test_averaged_divergence_of_one_charge_is_that_of_a_gaussian():
    edge, widths = 12.0, np.array([0.5, 0.8])
    found = smoothed_divergence(np.zeros((1, 3)), np.zeros((0, 3)), edge, widths)
    # ∫ g² d³r = 1/(8 π^(3/2) ℓ³) of a normalised Gaussian of variance ℓ².
    expected = np.sqrt(1 / (8 * np.pi**1.5 * widths**3) / edge**3)
    np.testing.assert_allclose(found, expected, rtol=1e-6)


def test_random_displacements_leave_the_divergence_of_white_noise(tree):
    far = slice(STRUCTURE, None)
    random, noise, alike = (v.of(tree).sel(width=far) for v in (r.RANDOM, r.NOISE, r.ALIKE))
    np.testing.assert_allclose(random, noise, rtol=0.15)
    assert r.EXPONENT.value(tree) == pytest.approx(-2.5, abs=0.15)
    # An ordered lattice keeps nothing of it.
    assert float(alike[-1]) < 1e-9 * float(random[-1])


def test_flux_of_equation_five_out_of_a_box_counts_the_charges_in_it():
    protons, electrons = np.array([[0.1, 0.2, 0.0]]), np.array([[0.0, 0.0, 3.0]])
    nodes, weights = np.polynomial.legendre.leggauss(40)
    grid = np.stack(np.meshgrid(nodes, nodes, indexing="ij"), -1)
    area = weights[:, None] * weights[None, :]
    flux = 0.0
    for axis in range(3):
        for side in (-1.0, 1.0):
            points = np.insert(grid, axis, side, axis=-1)
            B = pair_magnetic_field(points, protons, electrons)
            flux += side * float(np.sum(area * B[..., axis]))
    one = c.elementary_charge / (c.vacuum_permittivity * c.speed_of_light)
    assert flux == pytest.approx(one, rel=1e-6)


def test_figures_of_the_field_equations_are_drawn_with_captions_and_the_audit(tree):
    entry = phenomenon("maxwell")
    figures = entry.figures.draw(tree)
    assert set(figures) == set(entry.figures.captions(tree)) == {"figmaxwell", "figcharge"}
    titles = {table.title: table for table in entry.figures.tables(tree)}
    assert len(titles["Unit audit of Eq. (1) to (15)"].rows) > 15


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("radius = 2.5", "radius = 9.0", "at most a fifth of the box"),
        ("size = [6, 6, 6]", "size = [20, 20, 20]", "at most 8"),
        ("smoothing = [0.5", "smoothing = [0.1", "0.3 <= low"),
        (
            "resolutions = [100, 200, 400]",
            "resolutions = [200, 100]",
            "must rise from each value to the next",
        ),
        ("slab = 3.0", "slab = 3.0\nslap = 1", r"maxwell\.slap is not a known key; did you mean"),
    ],
)
def test_field_experiment_refuses_in_one_line(old, new, message):
    text = phenomenon("maxwell").scenario_text
    assert old in text
    with pytest.raises(InputError, match=message) as caught:
        phenomenon("maxwell").experiment.run(Scenario.from_toml(text.replace(old, new)))
    assert "\n" not in str(caught.value)
