"""One pair as capacitor, current, radiator and magnet.

Routes that must agree:
    moment e r c of Eq. (5)        <->  the far field of the two charges, on the axis
    radiation of all pairs         <->  the short antenna with the current Eq. (1) gives
    printed lines of Eq. (4)       <->  numerical derivative of the field at the middle
"""

import numpy as np
import pytest
import xarray as xr

from pairlattice import constants as c
from pairlattice.equations import midpoint_field
from pairlattice.errors import InputError
from pairlattice.phenomena import phenomenon
from pairlattice.scenario import Scenario


@pytest.fixture(scope="module")
def tree(tiny) -> xr.DataTree:
    return tiny["pair"]


def test_far_field_of_a_hydrogen_atom_by_equation_five_is_274_bohr_magnetons(tree):
    n = tree.attrs["numbers"]
    assert n["far_field_magnetons"] == pytest.approx(2 / c.fine_structure, rel=1e-4)
    assert n["moment_magnetons"] == pytest.approx(n["far_field_magnetons"], rel=1e-4)


def test_pair_and_magneton_point_the_same_way_far_off(tree):
    node = tree["map"].dataset
    corner = {"x": 0, "z": 0}
    a, b = (node[name].isel(corner).values for name in ("pair", "magneton"))
    assert np.dot(a, b) / np.linalg.norm(a) / np.linalg.norm(b) > 0.99


def test_displacement_current_of_equation_four_is_that_of_one_charge(tree):
    node = tree["separation"].dataset
    np.testing.assert_allclose(node["printed"], node["one_charge"], rtol=1e-12)
    r, v, dt = node["separation"].values, 1.122e-5, 1e-9
    change = midpoint_field(r + v * dt) - midpoint_field(r - v * dt)
    np.testing.assert_allclose(
        node["both_charges"], c.vacuum_permittivity * change / (2 * dt), rtol=1e-3
    )


def test_pairs_in_phase_radiate_like_a_short_antenna(tree):
    n, p = tree.attrs["numbers"], tree.attrs["parameters"]
    omega = 2 * np.pi * p["current_frequency"]
    area = np.pi / 4 * p["diameter"] ** 2
    current = n["density"] * c.elementary_charge * omega * p["amplitude"] * area
    impedance = c.vacuum_permeability * c.speed_of_light
    waves = p["length"] * p["current_frequency"] / c.speed_of_light
    # R = (2π/3) Z0 (ℓ/λ)² of a short dipole with uniform current.
    resistance = 2 * np.pi / 3 * impedance * waves**2
    assert n["coherent"] == pytest.approx(resistance * current**2 / 2, rel=1e-9)


def test_pairs_radiating_alone_account_for_none_of_joules_heat(tree):
    assert tree.attrs["numbers"]["radiated_over_joule"] < 1e-20


def test_figure_four_is_drawn_with_caption_and_tables(tree):
    entry = phenomenon("pair")
    assert set(entry.figures.draw(tree)) == set(entry.figures.captions(tree)) == {"fig04"}
    assert [len(table.rows) > 3 for table in entry.figures.tables(tree)] == [True, True]


def test_pair_with_a_falling_span_is_refused_in_one_line():
    text = phenomenon("pair").scenario_text.replace("[2e-11, 1e-9, 61]", "[1e-9, 2e-11, 61]")
    with pytest.raises(InputError, match=r"pair\.separations: .*low < high"):
        phenomenon("pair").experiment.run(Scenario.from_toml(text))
