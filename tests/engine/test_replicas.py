"""Replicas side by side.

Routes that must agree:
    a replica of many            <->  the same lattice simulated alone
    replicas in one batch        <->  one after the other
    shared terms of open samples <->  the same terms in a plain Hamiltonian
"""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from pairlattice.engine import replicas as module
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin, start
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.sample import periodic, prism
from pairlattice.engine.simulation import simulate
from pairlattice.engine.stages import Stage
from pairlattice.engine.terms import DipoleDipole, ElectricField, Neighbour, Tether
from pairlattice.engine.vector import join
from pairlattice.errors import InputError, SimulationDivergedError
from pairlattice.phenomena.states.crystal import Window

FCC = Lattice.cubic("fcc")
DT, FRICTION, SEED, RELAX, SAMPLES, EVERY = 0.09, 0.3, 40, 7, 4, 3
PLAN = [Stage("relaxation", RELAX), Stage("window", SAMPLES * EVERY, EVERY)]
PARAMETERS = {
    "tether.stiffness": np.array([2.3, 2.6, 1.8]),
    "tether.quartic": np.array([5.0, 0.0, 8.0]),
    "field.strength": tuple(np.array([[0.0, 0.01, 0.0], [0.0, 0.0, 0.0], [-0.02, 0.0, 0.0]])),
    "integrator.temperature": np.array([1e-3, 1e-5, 0.02]),
}
SAMPLE = {"periodic": lambda: periodic(FCC, (3, 4, 2)), "open": lambda: prism(FCC, (4, 4, 6))}


def crystals(sample):
    return Hamiltonian(
        sample,
        {
            "dipoles": DipoleDipole.of(sample),
            "neighbour": Neighbour.of(sample, 0.2),
            "tether": Tether(1.0, 1.0),
            "field": ElectricField.of((0.0, 0.0, 0.0)),
        },
    )


def go(hamiltonian, replicas=PARAMETERS, plan=PLAN, **options):
    """The end, and the window of each replica."""
    bath = Langevin(DT, FRICTION, 0.0)
    run = simulate(hamiltonian, bath, plan=plan, seed=SEED, replicas=replicas, **options)
    return run.state, Window(run.series["displacement"], run.series["square"])


@pytest.mark.parametrize("kind", SAMPLE)
def test_replica_is_the_same_lattice_run_alone(kind):
    sample = SAMPLE[kind]()
    final, window = go(crystals(sample))
    for i in range(3):
        names = ("tether.stiffness", "tether.quartic", "integrator.temperature")
        k, g, T = (float(PARAMETERS[name][i]) for name in names)
        terms = {
            **crystals(sample).terms,
            "tether": Tether(k, g),
            "field": ElectricField.of([c[i] for c in PARAMETERS["field.strength"]]),
        }
        energy, bath = Hamiltonian(sample, terms), Langevin(DT, FRICTION, T)
        alone = simulate(energy, bath, plan=PLAN, state=start(sample, SEED + i, T))
        close = {"rtol": 1e-9, "atol": 1e-12}
        np.testing.assert_allclose(window.displacement[i], alone.series["displacement"], **close)
        np.testing.assert_allclose(window.square[i], alone.series["square"], **close)
        u = np.stack([np.asarray(c[i]) for c in final.displacement], axis=-1)
        np.testing.assert_allclose(u, join(alone.state.displacement), **close)
        assert int(final.step) == RELAX + SAMPLES * EVERY


def test_replicas_do_not_know_of_their_batch(monkeypatch):
    sample = SAMPLE["periodic"]()
    together = go(crystals(sample))
    monkeypatch.setattr(module, "SITES_AT_ONCE", 2 * sample.count)
    seen = []
    apart = go(crystals(sample), progress=lambda done, whole, _: seen.append(done / whole))
    # Two batches of two; the fourth replica only fills the second up and is not returned.
    assert sum(abs(share - 2 / 3) < 1e-12 for share in seen) == 1
    assert seen[-1] == pytest.approx(1.0)
    for one, other in zip(jax.tree.leaves(together[0]), jax.tree.leaves(apart[0]), strict=True):
        assert one.shape == other.shape
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-13)
    np.testing.assert_allclose(together[1].square, apart[1].square, rtol=1e-9)


def test_replicas_with_equal_parameters_differ_by_their_noise_alone():
    energy = crystals(SAMPLE["periodic"]())
    same = {
        "tether.stiffness": np.full(3, 2.3),
        "tether.quartic": np.full(3, 5.0),
        "field.strength": (np.zeros(3), np.zeros(3), np.full(3, -0.02)),
        "integrator.temperature": np.full(3, 1e-3),
    }
    _, noisy = go(energy, same)
    assert np.ptp(noisy.square[:, -1]) > 1e-2 * noisy.square[:, -1].max()
    _, still = go(energy, {**same, "integrator.temperature": np.zeros(3)})
    np.testing.assert_allclose(still.square[0], still.square[1], rtol=1e-12)
    # Electrons move against the field.
    assert still.displacement[0, -1, 2] > 0


def test_single_precision_follows_double_for_a_few_steps():
    energy = crystals(SAMPLE["periodic"]())
    final, single = go(energy, dtype=jnp.float32)
    assert final.displacement[0].dtype == jnp.float32
    double = go(energy)[1]
    np.testing.assert_allclose(single.square, double.square, rtol=1e-3)
    assert not np.array_equal(single.square, double.square)


def test_order_of_a_window_is_that_of_its_definition():
    # Two samples of two sites: u_z = 1, 3 and then 2, 2.
    u = np.zeros((1, 2, 3))
    u[0, :, 2] = [2.0, 2.0]
    order = Window(u, np.array([[5.0, 4.0]])).order
    assert order.amplitude == pytest.approx([2.0])
    assert order.disorder == pytest.approx([np.sqrt(0.5)])
    assert order.coherence == pytest.approx([2 / np.sqrt(4.5)])


def test_lattice_at_rest_has_no_coherence():
    still = Window(np.zeros((1, 3, 3)), np.zeros((1, 3)))
    assert still.order.coherence.tolist() == [0.0]


def test_replica_that_blows_up_is_reported_with_its_step_and_time_step():
    energy = crystals(SAMPLE["periodic"]())
    runaway = {
        "tether.stiffness": np.array([2.3, -500.0]),
        "tether.quartic": np.zeros(2),
        "integrator.temperature": np.full(2, 1e-3),
    }
    plan = [Stage("relaxation", 1000), Stage("window", 200, 10)]
    with pytest.raises(SimulationDivergedError, match=r"replica 1 blew up .* lower run") as error:
        go(energy, runaway, plan)
    # The same lattice alone says when.
    terms = {**energy.terms, "tether": Tether(-500.0, 0.0)}
    with pytest.raises(SimulationDivergedError) as alone:
        simulate(
            Hamiltonian(energy.sample, terms),
            Langevin(DT, FRICTION, 1e-3),
            plan=plan,
            state=start(energy.sample, SEED + 1, 1e-3),
        )
    assert error.value.step == alone.value.step


@pytest.mark.parametrize(
    ("replicas", "words"),
    [
        ({"tether.stifness": np.ones(2)}, "tether.stifness is no leaf"),
        ({"spring.stiffness": np.ones(2)}, "spring.stiffness is no leaf"),
        ({"tether.stiffness": np.ones(2), "tether.quartic": np.ones(3)}, "as many values"),
        ({}, "as many values"),
    ],
)
def test_replicas_of_what_is_not_there_are_refused_in_one_line(replicas, words):
    with pytest.raises(InputError, match=words) as error:
        go(crystals(SAMPLE["periodic"]()), replicas)
    assert "\n" not in str(error.value)
