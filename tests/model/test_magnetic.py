"""The magnetic drive and field as heat.

Identities: the energy balance of C3 in SI and in reduced units; the force that displaces a
harmonic electron by u_H; the end points, the middle and the jump of C4.
"""

import numpy as np
import pytest

from pairlattice import constants as c
from pairlattice.errors import InputError
from pairlattice.model.magnetic import CriticalFields, MagneticDrive
from pairlattice.model.stiffness import uniform_stiffness
from pairlattice.units import ReducedUnits


def test_displacement_stores_the_energy_density_of_the_field_in_si_units():
    n, tesla, kappa = 1.32e29, 0.0803, 0.1
    units = ReducedUnits.from_pair_density(n)
    drive = MagneticDrive(uniform_stiffness(kappa, 0.5), 0.5)
    u = float(drive.displacement(tesla / units.magnetic_field)) * units.length
    k = uniform_stiffness(kappa, 0.5) * units.stiffness
    assert 0.5 * n * k * u**2 == pytest.approx(tesla**2 / (2 * c.vacuum_permeability), rel=1e-12)


def test_coupling_scales_the_energy_taken_up():
    weak, strong = (MagneticDrive(0.2, 0.5, eta) for eta in (1.0, 9.0))
    assert float(strong.displacement(0.01)) == pytest.approx(3 * float(weak.displacement(0.01)))


def test_force_opposes_a_growing_field_and_follows_a_falling_one():
    drive = MagneticDrive(0.2, 0.5)
    force = drive.force([0.01, 0.01, 0.01, -0.01], [1, -1, 0, 1])
    assert np.sign(force).tolist() == [-1, 1, 0, -1]
    assert abs(force[0]) == pytest.approx(drive.stiffness * float(drive.displacement(0.01)))


@pytest.mark.parametrize("bad", [{"stiffness": -0.4}, {"density": 0.0}, {"coupling": np.nan}])
def test_drive_refuses_what_has_no_energy_balance(bad):
    with pytest.raises(InputError, match="must be above 0"):
        MagneticDrive(**{"stiffness": 0.2, "density": 0.5, **bad})


def test_field_heats_linearly_between_the_critical_fields_at_that_temperature():
    niobium = CriticalFields(9.25, 0.18, 0.40)
    lower, upper = niobium.at(4.0)
    assert lower / 0.18 == pytest.approx(1 - (4.0 / 9.25) ** 2)
    fields = [0.0, lower, (lower + upper) / 2, upper, 2 * upper, -upper]
    expected = [4.0, 4.0, (4.0 + 9.25) / 2, 9.25, 9.25, 9.25]
    assert niobium.heat(4.0, fields) == pytest.approx(expected)


def test_type_one_jumps_to_the_critical_temperature():
    lead = CriticalFields(7.2, 0.08, 0.08)
    here = float(lead.at(4.2)[0])
    assert lead.is_type_one
    assert lead.heat(4.2, [0.999 * here, here]) == pytest.approx([4.2, 7.2])


def test_above_the_critical_temperature_no_field_cools_or_heats():
    niobium = CriticalFields(9.25, 0.18, 0.40)
    assert niobium.heat([9.25, 12.0], [0.3, 0.3]).tolist() == [9.25, 12.0]


@pytest.mark.parametrize("bad", [(0.0, 1.0, 2.0), (1.0, 2.0, 1.0), (1.0, np.inf, np.inf)])
def test_critical_values_out_of_order_are_refused(bad):
    with pytest.raises(InputError, match="Hc1 at most Hc2"):
        CriticalFields(*bad)
