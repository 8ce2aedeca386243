"""The rock-salt crystal, its uniform stiffness and the charge of its surface.

Routes that must agree:
    symmetry of the picture          <->  symmetry of its electrons and ions alone
    k_c of a formula                 <->  n e²/(3 ε0) in SI units
    stiffness of the uniform modes   <->  eigenvalues of the Ewald kernel at q = 0
    charge of the surface sites      <->  −n u·n̂ of the geometric face
"""

import numpy as np
import pytest

from pairlattice import constants as c
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.sample import from_mask, periodic, prism, sphere
from pairlattice.engine.terms import DipoleDipole
from pairlattice.model import stiffness
from pairlattice.model.build import lattice
from pairlattice.model.crystal import Crystal, rock_salt
from pairlattice.model.surface import outward_normals, surface_charge
from pairlattice.phenomena.states.samples import end_charges
from pairlattice.scenario import Scenario
from pairlattice.units import ReducedUnits

FCC = Lattice.cubic("fcc")


def test_crystal_has_the_space_group_of_rock_salt_until_its_electrons_move():
    crystal = rock_salt()
    assert crystal.space_group == "Fm-3m (225)"
    moved = Crystal(crystal.cell, crystal.ions, crystal.electrons + np.array([0, 0, 0.05]))
    assert moved.space_group == "I4mm (107)"
    # Where electrons and ions could be exchanged freely the lattice would be simple cubic.
    alone = Crystal(crystal.cell, crystal.ions, np.empty((0, 3)))
    assert alone.space_group == "Fm-3m (225)"


def test_every_electron_of_the_crystal_has_six_ions_at_distance_d():
    crystal = rock_salt()
    apart = crystal.electrons[:, None] - crystal.ions[None]
    apart -= np.rint(apart)
    # Of the two ions half a cell away in either direction only one is in the cell.
    reach = np.linalg.norm(apart @ crystal.cell, axis=-1)
    assert np.sum(np.isclose(reach, 1.0), axis=1).tolist() == [3, 3, 3, 3]
    assert reach.min() == pytest.approx(1.0)
    # The same sites as the lattice that the engine moves.
    index = crystal.electrons @ crystal.cell @ np.linalg.inv(FCC.matrix)
    np.testing.assert_allclose(index, np.rint(index), atol=1e-9)
    assert len(crystal.electrons) / np.linalg.det(crystal.cell) == pytest.approx(FCC.density)


def test_critical_stiffness_is_the_lorentz_field_of_the_density_in_si_units():
    units = ReducedUnits.from_pair_density(8.5e28)
    si = 8.5e28 * c.elementary_charge**2 / (3 * c.vacuum_permittivity)
    assert stiffness.critical_stiffness(0.5) * units.stiffness == pytest.approx(si, rel=1e-9)


@pytest.mark.parametrize("kappa", [-0.2, 0.1])
@pytest.mark.parametrize("kind", ["sc", "bcc", "fcc"])
def test_uniform_modes_of_the_ewald_kernel_have_the_stiffness_of_the_formula(kind, kappa):
    scenario = Scenario(lattice={"kind": kind, "edge": 2.0, "size": 4}, tether={"kappa": kappa})
    sites = lattice(scenario)
    assert scenario.stiffness == pytest.approx(stiffness.tether_stiffness(kappa, sites.density))
    for N in (0.0, 1 / 3, 0.7):
        crystal = periodic(sites, (4, 4, 4), (0.0, 0.0, N))
        zz = float(DipoleDipole.of(crystal).kernel[2][0, 0, 0])
        xx = float(DipoleDipole.of(crystal).kernel[0][0, 0, 0])
        along = stiffness.uniform_stiffness(kappa, sites.density, N)
        across = stiffness.uniform_stiffness(kappa, sites.density)
        assert scenario.stiffness + zz == pytest.approx(along, abs=1e-9)
        assert scenario.stiffness + xx == pytest.approx(across, abs=1e-9)


def test_spontaneous_displacement_is_where_the_uniform_energy_is_least():
    k, g = stiffness.uniform_stiffness(-0.2, 0.5), 5.0
    u = np.linspace(0, 1, 100001)
    least = u[np.argmin(0.5 * k * u**2 + 0.25 * g * u**4)]
    assert stiffness.spontaneous_displacement(-0.2, 0.5, g) == pytest.approx(least, abs=2e-5)
    assert stiffness.spontaneous_displacement(0.2, 0.5, g) == 0.0
    assert stiffness.spontaneous_displacement(-0.2, 0.5, 0.0) == 0.0


def test_ends_of_a_uniformly_displaced_prism_carry_the_polarisation_charge():
    needle = prism(FCC, (4, 4, 12))
    u = np.zeros((*needle.size, 3))
    u[needle.sites] = [0.0, 0.01, 0.04]
    near, far = end_charges(needle, u, (0, 0, 2))
    # Electrons that move along +z leave the near end positive, charge −e, n = 1/2.
    assert (near, far) == pytest.approx((0.5 * 0.04, -0.5 * 0.04))
    assert end_charges(needle, u, (0, 0, -1)) == pytest.approx((far, near))
    side = end_charges(needle, u, (0, 1, 0))
    assert side == pytest.approx((0.5 * 0.01, -0.5 * 0.01))
    assert end_charges(needle, u, (1, 0, 0)) == pytest.approx((0.0, 0.0))


def test_surface_sites_of_a_prism_face_outwards_and_carry_the_same_charge():
    block = prism(FCC, (8, 8, 8))
    surface, normal = outward_normals(block)
    r = block.positions
    top = block.sites & np.isclose(r[..., 2], 4) & (np.abs(r[..., :2]).max(axis=-1) < 3.5)
    assert top.any()
    np.testing.assert_allclose(normal[top], [[0, 0, 1]] * top.sum(), atol=1e-12)
    inside = block.sites & (np.abs(r).max(axis=-1) < 2.5)
    assert not surface[inside].any()
    assert not normal[~surface].any()
    np.testing.assert_allclose(np.linalg.norm(normal[surface], axis=-1), 1.0)
    u = np.zeros((*block.size, 3))
    u[block.sites] = [0.0, 0.0, 0.03]
    charge = surface_charge(block, u)
    np.testing.assert_allclose(charge[top], -0.5 * 0.03)
    assert charge[top].mean() == pytest.approx(end_charges(block, u, (0, 0, 1))[1])


@pytest.mark.parametrize("piece", [prism(FCC, (8, 6, 10)), sphere(FCC, 4.0)])
def test_charges_of_a_closed_surface_sum_to_zero(piece):
    u = np.zeros((*piece.size, 3))
    u[piece.sites] = [0.01, -0.02, 0.04]
    charge = surface_charge(piece, u)
    assert np.abs(charge).sum() > 1e-1
    assert charge.sum() == pytest.approx(0.0, abs=1e-12)
    # A surface with only one half of itself is not closed.
    upper = piece.positions @ [0.01, -0.02, 0.04] > 0
    assert charge[upper].sum() < -1e-2


def test_normals_of_a_ball_point_along_its_radius():
    ball = sphere(FCC, 6.0)
    surface, normal = outward_normals(ball)
    r = ball.positions[surface]
    radial = np.sum(normal[surface] * r, axis=-1) / np.linalg.norm(r, axis=-1)
    assert radial.min() > 0.8


def test_lone_site_has_no_face():
    alone = from_mask(FCC, np.ones((1, 1, 1), bool))
    assert surface_charge(alone, np.ones((1, 1, 1, 3))).tolist() == [[[0.0]]]
