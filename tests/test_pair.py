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
from pairlattice.phenomena.pair import results as r
from pairlattice.scenario import Scenario


@pytest.fixture(scope="module")
def tree(tiny) -> xr.DataTree:
    return tiny["pair"]


def test_far_field_of_a_hydrogen_atom_by_equation_five_is_274_bohr_magnetons(tree):
    far = r.FAR_FIELD.value(tree)
    assert far == pytest.approx(2 / c.fine_structure, rel=1e-4)
    assert r.MOMENT.value(tree) == pytest.approx(far, rel=1e-4)


def test_pair_and_magneton_point_the_same_way_far_off(tree):
    corner = {"x": 0, "z": 0}
    a, b = (v.of(tree).isel(corner).values for v in (r.PAIR_MAP, r.MAGNETON_MAP))
    assert np.dot(a, b) / np.linalg.norm(a) / np.linalg.norm(b) > 0.99


def test_displacement_current_of_equation_four_is_that_of_one_charge(tree):
    np.testing.assert_allclose(r.PRINTED.values(tree), r.ONE_CHARGE.values(tree), rtol=1e-12)
    distance, v, dt = r.SEPARATION.values(tree), 1.122e-5, 1e-9
    change = midpoint_field(distance + v * dt) - midpoint_field(distance - v * dt)
    np.testing.assert_allclose(
        r.BOTH_CHARGES.values(tree), c.vacuum_permittivity * change / (2 * dt), rtol=1e-3
    )


def test_pairs_in_phase_radiate_like_a_short_antenna(tree):
    frequency = r.own.current_frequency.value(tree)
    area = np.pi / 4 * r.own.diameter.value(tree) ** 2
    swing = 2 * np.pi * frequency * r.own.amplitude.value(tree)
    current = r.DENSITY.value(tree) * c.elementary_charge * swing * area
    impedance = c.vacuum_permeability * c.speed_of_light
    waves = r.own.length.value(tree) * frequency / c.speed_of_light
    # R = (2π/3) Z0 (ℓ/λ)² of a short dipole with uniform current.
    resistance = 2 * np.pi / 3 * impedance * waves**2
    assert r.COHERENT.value(tree) == pytest.approx(resistance * current**2 / 2, rel=1e-9)


def test_pairs_radiating_alone_account_for_none_of_joules_heat(tree):
    assert r.RADIATED_DENSITY.value(tree) / r.JOULE_DENSITY.value(tree) < 1e-20


def test_figure_four_is_drawn_with_caption_and_tables(tree):
    entry = phenomenon("pair")
    assert set(entry.figures.draw(tree)) == set(entry.figures.captions(tree)) == {"fig04"}
    assert [len(table.rows) > 3 for table in entry.figures.tables(tree)] == [True, True]


def test_pair_with_a_falling_span_is_refused_in_one_line():
    text = phenomenon("pair").scenario_text.replace("[2e-11, 1e-9, 61]", "[1e-9, 2e-11, 61]")
    with pytest.raises(InputError, match=r"pair\.separations must .*low < high"):
        phenomenon("pair").experiment.run(Scenario.from_toml(text))
