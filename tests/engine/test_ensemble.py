"""Replicas side by side.

Routes that must agree:
    a replica of an ensemble     <->  the same lattice run alone by trajectory.run
    replicas in one batch        <->  one after the other
    shared terms of open samples <->  the same terms in a plain Hamiltonian
"""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from pairlattice.engine import ensemble as module
from pairlattice.engine.ensemble import Ensemble, Replicas, Window
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin, start
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.sample import periodic, prism
from pairlattice.engine.terms import DipoleDipole, ElectricField, Neighbour, Tether
from pairlattice.engine.trajectory import run
from pairlattice.engine.vector import join
from pairlattice.errors import SimulationDivergedError

FCC = Lattice.cubic("fcc")
DT, FRICTION, SEED, RELAX, SAMPLES, EVERY = 0.09, 0.3, 40, 7, 4, 3
PARAMETERS = Replicas(
    stiffness=np.array([2.3, 2.6, 1.8]),
    quartic=np.array([5.0, 0.0, 8.0]),
    field=np.array([[0.0, 0.0, -0.02], [0.01, 0.0, 0.0], [0.0, 0.0, 0.0]]),
    temperature=np.array([1e-3, 1e-5, 0.02]),
)
SAMPLE = {"periodic": lambda: periodic(FCC, (3, 4, 2)), "open": lambda: prism(FCC, (4, 4, 6))}


def crystals(sample, dtype=jnp.float64):
    terms = {"dipoles": DipoleDipole.of(sample), "neighbour": Neighbour.of(sample, 0.2)}
    return Ensemble(Hamiltonian(sample, terms), DT, FRICTION, dtype)


def go(ensemble, parameters=PARAMETERS):
    begin = ensemble.start(parameters.temperature, SEED)
    return ensemble.run(parameters, begin, RELAX, SAMPLES, EVERY)


@pytest.mark.parametrize("kind", SAMPLE)
def test_replica_is_the_same_lattice_run_alone(kind):
    sample = SAMPLE[kind]()
    ensemble = crystals(sample)
    final, window = go(ensemble)
    for i in range(3):
        terms = {
            **ensemble.shared.terms,
            "tether": Tether(float(PARAMETERS.stiffness[i]), float(PARAMETERS.quartic[i])),
            "field": ElectricField.of(PARAMETERS.field[i]),
        }
        T = float(PARAMETERS.temperature[i])
        energy, bath = Hamiltonian(sample, terms), Langevin(DT, FRICTION, T)
        state = run(energy, bath, start(sample, SEED + i, T), RELAX, RELAX).state
        alone = run(energy, bath, state, SAMPLES * EVERY, EVERY)
        close = {"rtol": 1e-9, "atol": 1e-12}
        np.testing.assert_allclose(window.displacement[i], alone.series["displacement"], **close)
        np.testing.assert_allclose(window.square[i], alone.series["square"], **close)
        u = np.stack([np.asarray(c[i]) for c in final.displacement], axis=-1)
        np.testing.assert_allclose(u, join(alone.state.displacement), **close)
        assert int(final.step[i]) == RELAX + SAMPLES * EVERY


def test_replicas_do_not_know_of_their_batch(monkeypatch):
    sample = SAMPLE["periodic"]()
    together = go(crystals(sample))
    monkeypatch.setattr(module, "_SITES_AT_ONCE", 2 * sample.count)
    seen = []
    ensemble = crystals(sample)
    begin = ensemble.start(PARAMETERS.temperature, SEED)
    apart = ensemble.run(
        PARAMETERS,
        begin,
        RELAX,
        SAMPLES,
        EVERY,
        lambda done, whole, _: seen.append(done / whole),
    )
    # Two batches of two; the fourth replica only fills the second up and is not returned.
    assert len(seen) == 2
    assert seen[-1] == 1.0
    for one, other in zip(jax.tree.leaves(together[0]), jax.tree.leaves(apart[0]), strict=True):
        assert one.shape == other.shape
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-13)
    np.testing.assert_allclose(together[1].square, apart[1].square, rtol=1e-9)


def test_replicas_with_equal_parameters_differ_by_their_noise_alone():
    ensemble = crystals(SAMPLE["periodic"]())
    same = Replicas(
        np.full(3, 2.3), np.full(3, 5.0), np.tile([0.0, 0.0, -0.02], (3, 1)), np.full(3, 1e-3)
    )
    _, noisy = go(ensemble, same)
    assert np.ptp(noisy.square[:, -1]) > 1e-2 * noisy.square[:, -1].max()
    cold = Replicas(same.stiffness, same.quartic, same.field, np.zeros(3))
    _, still = go(ensemble, cold)
    np.testing.assert_allclose(still.square[0], still.square[1], rtol=1e-12)
    # Electrons move against the field.
    assert still.displacement[0, -1, 2] > 0


def test_single_precision_follows_double_for_a_few_steps():
    sample = SAMPLE["periodic"]()
    final, single = go(crystals(sample, jnp.float32))
    assert final.displacement[0].dtype == jnp.float32
    double = go(crystals(sample))[1]
    np.testing.assert_allclose(single.square, double.square, rtol=1e-3)
    assert not np.array_equal(single.square, double.square)


def test_order_of_a_window_is_that_of_its_definition():
    # Two samples of two sites: u_z = 1, 3 and then 2, 2.
    u = np.zeros((1, 2, 3))
    u[0, :, 2] = [2.0, 2.0]
    window = Window(u, np.array([[5.0, 4.0]]))
    assert window.amplitude == pytest.approx([2.0])
    assert window.disorder == pytest.approx([np.sqrt(0.5)])
    assert window.coherence == pytest.approx([2 / np.sqrt(4.5)])


def test_lattice_at_rest_has_no_coherence():
    window = Window(np.zeros((1, 3, 3)), np.zeros((1, 3)))
    assert window.coherence.tolist() == [0.0]


def test_replica_that_blows_up_is_reported_with_its_step_and_time_step():
    ensemble = crystals(SAMPLE["periodic"]())
    runaway = Replicas(np.array([2.3, -500.0]), np.zeros(2), np.zeros((2, 3)), np.full(2, 1e-3))
    begin = ensemble.start(runaway.temperature, SEED)
    with pytest.raises(SimulationDivergedError, match=r"before step 1200 .* lower it") as error:
        ensemble.run(runaway, begin, 1000, 20, 10)
    assert error.value.step == 1200
