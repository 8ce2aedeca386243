"""Tubes in the pair lattice: two routes to their energies, and what field and heat they hold."""

import numpy as np
import pytest

from pairlattice.engine.lattice import Lattice
from pairlattice.engine.minimise import minimise
from pairlattice.engine.vector import join, zeros
from pairlattice.errors import InputError
from pairlattice.model.magnetic import CriticalFields
from pairlattice.phenomena.vortices.plane_lattice import columns
from pairlattice.phenomena.vortices.tube_cells import Tube, cell, rest, tube_energy
from pairlattice.phenomena.vortices.tube_interaction import correlation_lengths, interaction
from pairlattice.phenomena.vortices.tubes import (
    TubeMatter,
    absorbed_field,
    heated_share,
    positions,
    surface_field,
)
from pairlattice.standard import london

FCC = Lattice.cubic("fcc")
K = 2 * np.pi / 3 * 1.1
TUBE = Tube(2.0, 0.5)
NIOBIUM = TubeMatter(5.0, 0.08, 0.5, CriticalFields(9.25, 4.4e-4, 1.0e-3))


@pytest.fixture(scope="module")
def views():
    return {axis: columns(FCC, axis) for axis in ((0, 0, 1), (1, 1, 1), (1, 1, 0))}


@pytest.fixture(scope="module")
def interactions(views):
    return {axis: interaction(view, TUBE, K, 128) for axis, view in views.items()}


@pytest.mark.parametrize("axis", [(0, 0, 1), (1, 1, 1)])
def test_rest_in_q_space_is_the_minimum_that_the_engine_finds(views, axis):
    where = cell(views[axis], np.array([[7, 2], [0, 8]]), K)
    force = 0.012 * (1 - where.tube(TUBE, np.array([0.3, 0.1])))
    here = rest(where, force, 5.0)
    found = minimise(
        where.hamiltonian(K, 5.0, force), zeros(where.sample.size, float), tolerance=1e-10
    )
    assert here.energy == pytest.approx(found.energy, rel=1e-11)
    np.testing.assert_allclose(join(found.displacement)[:, :, 0], here.displacement, atol=1e-8)
    assert here.residual < 1e-12
    # Guard: the quartic tether is felt.
    assert abs(rest(where, force, 0.0).energy / here.energy - 1) > 0.01


@pytest.mark.parametrize("axis", [(0, 0, 1), (1, 1, 1), (1, 1, 0)])
def test_relaxed_cells_agree_with_the_sum_over_pairs_of_tubes(views, interactions, axis):
    """Averaged over places of the tube in the crystal's cell, for two forms of the tube lattice."""
    view, W = views[axis], interactions[axis]
    for M in (np.array([[9, 0], [0, 9]]), np.array([[9, 4], [0, 9]])):
        where = cell(view, M, K)
        places = [np.array([i, j]) / 4 @ view.plane for i in range(4) for j in range(4)]
        direct = np.mean([tube_energy(where, TUBE, at, 0.01) for at in places])
        summed = W.self_energy(0.01) + float(W.lattice_energy(where.basis, 0.01))
        assert direct == pytest.approx(summed, rel=2e-5)
        # Guard: the interaction is large enough to be tested.
        assert abs(W.lattice_energy(where.basis, 0.01)) > 2e-5 * W.self_energy(0.01)


def test_an_undriven_crystal_of_tubes_costs_what_the_response_to_uniform_force_says(views):
    """Two sums of known value: the uniform crystal −f²/(2 k_TO) each, and all of it lost."""
    where = cell(views[0, 0, 1], np.array([[6, 0], [0, 6]]), K)
    k_TO = K - 2 * np.pi / 3
    uniform = rest(where, np.full((6, 6), 0.01))
    assert uniform.energy == pytest.approx(-36 * 0.01**2 / (2 * k_TO), rel=1e-10)
    wide = Tube(50.0, 0.0)
    assert tube_energy(where, wide, np.zeros(2), 0.01) == pytest.approx(-uniform.energy, rel=1e-10)


def test_a_tube_costs_the_same_in_a_cell_of_four():
    view = columns(FCC, (0, 0, 1))
    one = cell(view, np.array([[8, 0], [0, 8]]), K)
    four = cell(view, np.array([[16, 0], [0, 16]]), K)
    p = sum(four.tube(TUBE, np.array(c) @ one.basis) for c in ((0, 0), (1, 0), (0, 1), (1, 1)))
    together = rest(four, 0.01 * (1 - p)).energy - rest(four, np.full(p.shape, 0.01)).energy
    alone = tube_energy(one, TUBE, np.zeros(2), 0.01)
    assert together / 4 == pytest.approx(alone, rel=1e-7)


def test_interaction_decays_over_the_correlation_length_along_001(views, interactions):
    W, (length, other) = interactions[0, 0, 1], correlation_lengths(views[0, 0, 1], K)
    assert length == pytest.approx(other, rel=1e-3)
    r = np.array([24.0, 32.0])
    far = W(np.stack([r, 0 * r], axis=-1))
    # A screened interaction in the plane falls as K0, exp(−r/ξ)/√r; terms of q⁴ change the range a
    # little.
    slope = np.log(far[0] * np.sqrt(r[0]) / (far[1] * np.sqrt(r[1]))) / 8
    assert 1 / slope == pytest.approx(length, rel=0.04)


def test_interaction_along_111_has_a_sixfold_tail_of_the_sixth_power(interactions):
    """Along [111] no mirror keeps the displacements along the axis: they drag those across it,
    whose stiffness differs for longitudinal waves, and a term q⁴ cos 6φ is left that falls as r⁻⁶.
    """
    W = interactions[1, 1, 1]
    angle = np.radians(np.arange(0, 360, 5.0))
    unit = np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    near, far = W(16 * unit), W(24 * unit)
    assert np.log(np.abs(near).max() / np.abs(far).max()) / np.log(1.5) == pytest.approx(6, abs=0.2)
    harmonic = np.abs(np.fft.rfft(far))
    assert np.argmax(harmonic) == 6
    assert harmonic[6] > 20 * np.delete(harmonic, 6).max()


def test_surface_field_is_londons_in_the_middle_of_a_wide_rod():
    h = surface_field(81, 81, 6.0)
    # One step outside the first and the last point the field is the applied one.
    along = london.slab_profile(np.arange(81) - 40.0, 41.0, 6.0)
    np.testing.assert_allclose(h[40], along, atol=4e-3)
    assert h[0, 0] > h[0, 40] > h[40, 40] > 0


def test_number_of_tubes_and_mean_field_follow_from_flux_quantisation():
    assert NIOBIUM.mean_induction(0.0, 4.4e-4) == 0
    assert NIOBIUM.mean_induction(0.0, 1e-3) == pytest.approx(1e-3)
    assert NIOBIUM.expected(0.0, 7.2e-4, 1600.0) == pytest.approx(0.5 * 1e-3 * 1600 / 0.08)
    assert NIOBIUM.expected(0.0, 2e-3, 1600.0) == 0
    # Inside its radius a tube holds one flux quantum of Hc2.
    assert np.pi * NIOBIUM.tube.radius**2 * 1e-3 == pytest.approx(0.08)


def test_absorbed_field_is_hc2_in_a_tube_and_londons_far_from_it():
    places = np.stack(np.meshgrid(np.arange(40), np.arange(40), indexing="ij"), axis=-1) * 1.0
    surface = surface_field(40, 40, 5.0)
    tube = np.array([[20.0, 20.0]])
    H = absorbed_field(NIOBIUM, 0.0, 6e-4, surface, places, tube)
    assert H[20, 20] == pytest.approx(1e-3, rel=1e-3)
    assert H[20, 32] == pytest.approx(6e-4 * surface[20, 32], rel=1e-3)
    # One flux quantum more than without it.
    bare = absorbed_field(NIOBIUM, 0.0, 6e-4, surface, places, tube[:0])
    assert (H - bare).sum() == pytest.approx(0.08, rel=0.05)
    share = heated_share(NIOBIUM.critical, 0.0, H)
    assert share[20, 20] == pytest.approx(1, abs=2e-3)
    assert share[20, 32] == 0
    everywhere = absorbed_field(NIOBIUM, 0.0, 1.2e-3, surface, places, tube)
    assert np.all(everywhere == 1.2e-3)


def test_tubes_in_a_rod_keep_from_each_other_and_from_the_surface():
    at = positions(9, 36.0, 36.0, 5.0, 1)
    assert at.shape == (9, 2)
    assert min(at.min(), 36 - at.max()) > 3
    # Nine in a square come to rest on a three by three grid, or near one.
    assert np.linalg.norm(np.sort(at[:, 0]).reshape(3, 3).std(axis=1)) < 3


def test_a_cell_too_small_for_a_tube_is_refused():
    with pytest.raises(InputError, match="at least 4 columns"):
        cell(columns(FCC, (0, 0, 1)), np.array([[1, 0], [0, 2]]), K)
    where = cell(columns(FCC, (0, 0, 1)), np.array([[4, 0], [0, 4]]), K)
    with pytest.raises(InputError, match="weaker"):
        rest(where, np.full((4, 4), 0.5), 50.0)
