"""Rules that tell the states apart (closure C8), and the statistics they act on.

Routes that must agree:
    classify over the whole (A, D) plane      <->  the rules of the closure, one by one
    block_order                               <->  sums over the sites of each block, in a loop
"""

from itertools import product

import numpy as np
import pytest

from pairlattice.engine.lattice import Lattice
from pairlattice.engine.sample import from_mask, periodic
from pairlattice.model.local_states import (
    LocalState,
    Order,
    block_order,
    classify,
    fractions,
    order,
    sample_state,
)
from pairlattice.scenario import Thresholds

FCC = Lattice.cubic("fcc")
DEFAULT = Thresholds()


def made_of(amplitude, disorder, sites=1):
    """Order with a given A and D; C follows from them."""
    A, D = np.broadcast_arrays(np.asarray(amplitude, float), np.asarray(disorder, float))
    size = np.hypot(A, D)
    C = np.divide(A, size, out=np.zeros_like(size), where=size > 0)
    mean = np.stack([0 * A, 0 * A, A], axis=-1)
    return Order(mean, A, D, C, np.full(A.shape, sites))


@pytest.mark.parametrize(
    ("A", "D", "A_off", "applied", "state"),
    [
        (0.0, 0.0, 0.0, True, LocalState.INSULATING),
        (0.01, 0.001, 0.01, True, LocalState.INSULATING),
        (0.001, 0.019, 0.0, True, LocalState.INSULATING),
        (0.001, 0.1, 0.0, True, LocalState.METALLIC),
        (0.05, 0.1, 0.05, False, LocalState.METALLIC),
        (0.1, 0.001, 0.0, True, LocalState.SUPERCONDUCTING),
        (0.1, 0.05, 0.0, True, LocalState.SUPERCONDUCTING),
        (0.1, 0.001, 0.1, True, LocalState.MAGNETIC),
        (0.1, 0.001, 0.0, False, LocalState.MAGNETIC),
    ],
)
def test_truth_table_of_the_closure(A, D, A_off, applied, state):
    found = classify(made_of(A, D), made_of(A_off, 1e-4), DEFAULT, applied)
    assert LocalState(int(found)) is state


def test_order_that_is_still_displaced_but_incoherent_without_field_does_not_stay():
    on, off = made_of(0.1, 0.01), made_of(0.1, 0.2)
    assert classify(on, off, DEFAULT, True) == LocalState.SUPERCONDUCTING
    small = made_of(0.019, 1e-4)
    assert classify(on, small, DEFAULT, True) == LocalState.SUPERCONDUCTING


def plane():
    """(A, D) including the thresholds themselves, on both sides of every border."""
    edge = 0.02 * np.array([1 - 1e-12, 1.0, 1 + 1e-12])
    values = np.concatenate([[0.0], np.geomspace(1e-5, 1, 101), edge])
    return np.meshgrid(values, values, indexing="ij")


@pytest.mark.parametrize("coherence", [None, 0.5, 0.9])
def test_thresholds_of_one_family_leave_no_gap_and_others_do(coherence):
    stars = DEFAULT
    if coherence is not None:
        amplitude = 0.02 * coherence / np.sqrt(1 - coherence**2)
        stars = Thresholds(amplitude=amplitude, disorder=0.02, coherence=coherence)
    everywhere = made_of(*plane())
    for applied in (True, False):
        states = classify(everywhere, everywhere, stars, applied)
        assert set(np.unique(states)) <= {0, 1, 3}
    # Moving A* alone opens a gap of coherent blocks that are neither quiet nor displaced enough.
    parted = stars.model_copy(update={"amplitude": 4 * stars.amplitude})
    states = classify(everywhere, everywhere, parted, True)
    assert np.any(states == LocalState.UNDETERMINED)


def test_rules_of_the_closure_hold_one_by_one_all_over_the_plane():
    A, D = plane()
    on = made_of(A, D)
    states = classify(on, made_of(0 * A, 0 * D), DEFAULT, True)
    for a, d, c, state in zip(A.flat, D.flat, on.coherence.flat, states.flat, strict=True):
        rules = {
            LocalState.INSULATING: a < 0.02 and d < 0.02,
            LocalState.METALLIC: d >= 0.02 and c < DEFAULT.coherence,
            LocalState.SUPERCONDUCTING: a >= 0.02 and c >= DEFAULT.coherence,
        }
        assert [s for s, true in rules.items() if true] == [state]


def test_blocks_without_sites_are_vacuum_and_count_for_nothing():
    on = made_of([0.1, 0.1, 0.0], [0.0, 0.0, 0.0])
    sites = np.array([3, 0, 9])
    on = Order(on.mean, on.amplitude, on.disorder, on.coherence, sites)
    states = classify(on, on, DEFAULT, True)
    assert states.tolist() == [3, -1, 0]
    shares = fractions(states, sites)
    assert shares["magnetic"] == 0.25
    assert shares["insulating"] == 0.75
    assert sum(shares.values()) == 1.0
    assert "vacuum" not in shares


def test_coexisting_states_have_the_papers_names():
    assert sample_state({"metallic": 1.0}) == "metallic"
    assert sample_state({"metallic": 0.96, "magnetic": 0.04}, above_critical=True) == "normal"
    assert sample_state({"insulating": 0.9, "magnetic": 0.1}).startswith("Meissner")
    three = {"insulating": 0.8, "magnetic": 0.1, "metallic": 0.1}
    assert sample_state(three).startswith("vortex")
    assert sample_state({"metallic": 0.5, "superconducting": 0.5}) == "metallic + superconducting"


def test_hand_made_fields_have_the_order_that_definition_gives():
    # Two sites at u = (0, 0, 1) and (0, 0, 3), still: A = 2, D = 1, C = 2/√5.
    two = order(np.array([0.0, 0.0, 4.0]), np.array(10.0), np.array(2))
    assert (two.amplitude, two.disorder) == pytest.approx((2.0, 1.0))
    assert two.coherence == pytest.approx(2 / np.sqrt(5))
    # Opposed: no order at all, only disorder.
    opposed = order(np.zeros(3), np.array(8.0), np.array(2))
    assert (opposed.amplitude, opposed.disorder, opposed.coherence) == pytest.approx((0, 2, 0))
    rest = order(np.zeros(3), np.array(0.0), np.array(7))
    assert (rest.amplitude, rest.disorder, rest.coherence) == (0, 0, 0)


@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("edge", [1, 2, 3, 4, 9])
def test_blocks_that_do_not_divide_the_box_hold_their_own_sites_only(edge, masked):
    random = np.random.default_rng(edge)
    size = (5, 4, 7)
    sites = random.random(size) < 0.6 if masked else np.ones(size, bool)
    sample = from_mask(FCC, sites) if masked else periodic(FCC, size)
    u = random.standard_normal((*size, 3))
    # Time fluctuations on top of the mean, and rubbish where there is no site.
    square = np.sum(u**2, axis=-1) + random.random(size)
    found = block_order(sample, u, square, edge)
    shape = tuple(-(-n // edge) for n in size)
    assert found.sites.shape == shape
    assert found.sites.sum() == sites.sum()
    for block in product(*(range(n) for n in shape)):
        window = tuple(slice(edge * b, edge * (b + 1)) for b in block)
        here = sites[window]
        assert found.sites[block] == here.sum()
        if not here.any():
            assert found.amplitude[block] == found.coherence[block] == 0
            continue
        mean = u[window][here].mean(axis=0)
        second = square[window][here].mean()
        np.testing.assert_allclose(found.mean[block], mean)
        A = np.linalg.norm(mean)
        np.testing.assert_allclose(found.disorder[block], np.sqrt(second - A**2))
        np.testing.assert_allclose(found.coherence[block], A / np.sqrt(second))


def test_uniform_displacement_is_fully_coherent_in_every_block():
    sample = periodic(FCC, (4, 4, 4))
    u = np.broadcast_to([0.03, 0.0, 0.04], (4, 4, 4, 3))
    found = block_order(sample, u, np.sum(u**2, axis=-1), 3)
    np.testing.assert_allclose(found.amplitude, 0.05)
    np.testing.assert_allclose(found.coherence, 1.0)
    np.testing.assert_allclose(found.disorder, 0.0, atol=1e-9)
