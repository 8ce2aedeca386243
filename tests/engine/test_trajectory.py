"""Runs and what they record.

| quantity                 | one route               | the other |
|--------------------------|-------------------------|---|
| every row of the series  | Recorder in the loop    | numpy from the states themselves |
| per-site sums, structure | Recorder in the loop    | numpy from the states themselves |
| series and state         | one chunk size          | another |
| step of a blow-up        | SimulationDivergedError | the closed form of the instability |
"""

from dataclasses import replace

import jax.numpy as jnp
import numpy as np
import pytest

from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin, Overdamped, Verlet, start
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.observables import (
    Recorder,
    half_spectrum_multiplicity,
    structure_factor,
)
from pairlattice.engine.reporter import InMemory, Pace
from pairlattice.engine.sample import periodic, sphere
from pairlattice.engine.signals import Alternating
from pairlattice.engine.simulation import LARGEST_DISPLACEMENT, advance, simulate
from pairlattice.engine.terms import DipoleDipole, ElectricField, SiteForce, Tether
from pairlattice.engine.vector import join, split
from pairlattice.errors import SimulationDivergedError

FCC = Lattice.cubic("fcc")
DT = 0.1


def run(
    hamiltonian, integrator, state, steps, sample_every=10, structure=False, chunk_steps=0, **rest
):
    """A simulation in one piece with the standard observer."""
    return simulate(
        hamiltonian,
        integrator,
        steps=steps,
        every=sample_every,
        state=state,
        observe={"standard": Recorder(structure)},
        pace=Pace(fixed=chunk_steps),
        **rest,
    )


SAMPLES = {"periodic": lambda: periodic(FCC, (4, 3, 5)), "open": lambda: sphere(FCC, 2.5)}


def system(sample):
    local = np.random.default_rng(1).standard_normal((*sample.size, 3))
    terms = {
        "tether": Tether(2.5, 4.0),
        "dipoles": DipoleDipole.of(sample),
        "field": ElectricField.of(local, Alternating(0.2)),
        "bias": ElectricField.of((0.2, 0.0, 0.1)),
        "drive": SiteForce.of((0.0, 0.3, 0.0)),
    }
    return Hamiltonian(sample, terms), local


@pytest.fixture(scope="module", params=SAMPLES)
def history(request):
    """A measured run beside the states that it passed through."""
    sample = SAMPLES[request.param]()
    hamiltonian, local = system(sample)
    integrator, begin = Langevin(DT, 0.5, 0.1), start(sample, 9, 0.1)
    record = run(
        hamiltonian, integrator, begin, 23, sample_every=4, structure=sample.periodic, chunk_steps=2
    )
    force, state, states = hamiltonian.force_field(), begin, []
    for _ in range(5):
        state = advance(force, integrator, state, 4)
        states.append(state)
    return hamiltonian, local, record, states, advance(force, integrator, state, 3)


def test_every_row_of_the_series_is_what_numpy_finds_in_the_state(history):
    hamiltonian, local, record, states, _ = history
    sites, count = hamiltonian.sample.sites, hamiltonian.sample.count
    force, n = hamiltonian.force_field(), FCC.density
    for i, state in enumerate(states):
        t = DT * int(state.step)
        u, stored = join(state.displacement)[sites], join(state.velocity)[sites]
        v = stored + 0.5 * DT * join(force(state.displacement, t))[sites]
        E = np.cos(2 * np.pi * 0.2 * t) * local[sites] + [0.2, 0.0, 0.1]
        square = np.sum(u**2) / count
        expected = {
            "time": t,
            "displacement": u.mean(axis=0),
            "square": square,
            "largest": np.sum(u**2, axis=1).max(),
            "coherence": np.linalg.norm(u.mean(axis=0)) / np.sqrt(square),
            "current": -n * v.mean(axis=0),
            # Electrons carry −e: the field's power on the current −n v, per volume.
            "power": -n * np.mean(np.sum(E * v, axis=1)),
            "temperature": np.mean(stored**2),
            "kinetic": 0.5 * np.sum(v**2) / count,
        }
        for name, energy in hamiltonian.energies(state.displacement, t).items():
            expected[f"energy_{name}"] = float(energy) / count
        assert set(record.series) == set(expected)
        for name, value in expected.items():
            assert np.abs(value).max() > 1e-4, name
            assert record.series[name][i] == pytest.approx(value, rel=1e-10, abs=1e-12), name


def test_sums_per_site_are_those_of_the_states(history):
    _, _, record, states, end = history
    u = np.array([join(state.displacement) for state in states])
    assert int(record.memory["standard"].count) == 5
    assert join(record.memory["standard"].displacement) == pytest.approx(u.sum(axis=0), rel=1e-12)
    assert np.asarray(record.memory["standard"].square) == pytest.approx(
        np.sum(u**2, axis=(0, -1)), rel=1e-12
    )
    # 23 steps hold five samples and three steps more.
    assert int(record.state.step) == 23
    assert np.array_equal(join(record.state.displacement), join(end.displacement))


def test_structure_factor_is_the_mean_square_of_the_transform_and_obeys_parseval(history):
    hamiltonian, _, record, states, _ = history
    if not hamiltonian.sample.periodic:
        with pytest.raises(ValueError, match="structure=True"):
            structure_factor(record.memory["standard"])
        return
    u = np.array([join(state.displacement) for state in states])
    size = hamiltonian.sample.size
    spectrum = np.abs(np.fft.rfftn(u, axes=(1, 2, 3))) ** 2
    expected = np.moveaxis(spectrum.mean(axis=0), -1, 0) / np.prod(size)
    found = structure_factor(record.memory["standard"])
    assert found == pytest.approx(expected, rel=1e-10)
    weighted = np.sum(found * half_spectrum_multiplicity(size))
    assert weighted == pytest.approx(np.sum(u**2) / 5, rel=1e-12)


@pytest.mark.parametrize("chunk", [0, 1, 3, 100])
def test_the_size_of_chunks_changes_nothing(chunk):
    sample = periodic(FCC, (4, 3, 5))
    hamiltonian, _ = system(sample)
    integrator, begin = Langevin(DT, 0.5, 0.1), start(sample, 9, 0.1)

    reports = []

    class Watched(InMemory):
        def keep(self, standing, stage, rows):
            super().keep(standing, stage, rows)
            last = rows["time"][-1] if len(rows["time"]) else 0
            reports.append((standing.taken, stage.steps, float(last)))

    reference = run(hamiltonian, integrator, begin, 30, sample_every=4, chunk_steps=7)
    other = run(
        hamiltonian,
        integrator,
        begin,
        30,
        sample_every=4,
        chunk_steps=chunk,
        reporter=Watched(),
    )
    assert np.array_equal(join(other.state.displacement), join(reference.state.displacement))
    assert np.array_equal(
        join(other.memory["standard"].displacement), join(reference.memory["standard"].displacement)
    )
    for name, series in reference.series.items():
        assert np.array_equal(other.series[name], series), name
    assert reports[-1][:2] == (30, 30)
    assert max(time for _, _, time in reports) == pytest.approx(2.8)
    assert [r[0] for r in reports] == sorted({r[0] for r in reports})


def test_single_precision_runs_record_in_double_precision():
    sample = periodic(FCC, (4, 3, 5))
    hamiltonian, _ = system(sample)
    double, single = (
        run(hamiltonian, Verlet(DT), start(sample, 9, 0.1, dtype=d), 12, sample_every=4)
        for d in (jnp.float64, jnp.float32)
    )
    assert single.state.displacement[0].dtype == jnp.float32
    for name, series in single.series.items():
        assert series.dtype == np.float64, name
        # Twelve steps with seven digits.
        scale = np.abs(double.series[name]).max()
        assert series == pytest.approx(double.series[name], abs=2e-5 * scale), name


def test_overdamped_motion_has_no_temperature_of_velocities():
    sample = periodic(FCC, (4, 3, 5))
    hamiltonian, _ = system(sample)
    record = run(hamiltonian, Overdamped(0.01, 1.0, 0.1), start(sample, 1), 8, sample_every=4)
    assert "temperature" not in record.series
    assert "kinetic" not in record.series
    assert np.all(record.series["square"] > 0)


def unstable(direction=(1.0, 0.0, 0.0)):
    """One moving site of stiffness k among quiet ones, with Verlet's step just too long."""
    k, dt, v = 4.0, 1.0042, 0.01
    sample = periodic(FCC, (3, 3, 3))
    hamiltonian = Hamiltonian(sample, {"tether": Tether(k)})
    velocity = np.zeros((3, 3, 3, 3))
    velocity[1, 2, 0] = v * np.array(direction)
    state = replace(start(sample, 0), velocity=split(velocity))
    # x_{n+1} = (2 − k dt²) x_n − x_{n−1} grows by the root outside the unit circle, here −1.2: so
    # slowly that a component passes the limit three steps after the length of a diagonal vector.
    root = np.roots([1, k * dt**2 - 2, 1])
    outer = root[np.argmax(np.abs(root))]
    x = v * dt * (outer ** np.arange(80.0) - outer ** -np.arange(80.0)) / (outer - 1 / outer)
    first = int(np.argmax(np.abs(x) > LARGEST_DISPLACEMENT))
    assert 40 < first < 60
    return hamiltonian, Verlet(dt), state, first


@pytest.mark.parametrize("direction", [(1, 0, 0), (0, 0, -1), (0.577, 0.577, 0.578)])
@pytest.mark.parametrize(("sample_every", "chunk"), [(1, 1), (4, 2), (5, 100)])
def test_a_blow_up_is_reported_with_the_step_at_which_it_happened(direction, sample_every, chunk):
    hamiltonian, integrator, state, first = unstable(direction)
    with pytest.raises(SimulationDivergedError, match=r"lower run\.time_step") as caught:
        run(hamiltonian, integrator, state, 60, sample_every=sample_every, chunk_steps=chunk)
    assert caught.value.step == first
    assert f"step {first}:" in str(caught.value)


def test_a_blow_up_after_the_last_sample_is_reported_as_well():
    hamiltonian, integrator, state, first = unstable()
    with pytest.raises(SimulationDivergedError) as caught:
        run(hamiltonian, integrator, state, first + 2, sample_every=first)
    assert caught.value.step == first
    with pytest.raises(SimulationDivergedError) as caught:
        run(hamiltonian, integrator, state, first + 2, sample_every=first + 10)
    assert caught.value.step == first


def test_a_number_that_is_none_is_a_blow_up_wherever_it_appears():
    hamiltonian, integrator, state, _ = unstable()
    x, y, z = state.velocity
    for broken in ((x.at[0, 0, 0].set(jnp.nan), y, z), (x, y, z.at[0, 0, 0].set(jnp.nan))):
        with pytest.raises(SimulationDivergedError) as caught:
            run(hamiltonian, integrator, replace(state, velocity=broken), 4, sample_every=4)
        assert caught.value.step == 1


def test_a_stable_run_just_below_the_limit_is_not_called_a_blow_up():
    sample = periodic(FCC, (3, 3, 3))
    hamiltonian = Hamiltonian(sample, {"tether": Tether(4.0)})
    u = split(np.full((3, 3, 3, 3), 0.99 * LARGEST_DISPLACEMENT / np.sqrt(3)))
    record = run(hamiltonian, Verlet(0.1), start(sample, 0, displacement=u), 40, sample_every=4)
    assert record.series["largest"].max() <= LARGEST_DISPLACEMENT**2
    assert record.series["largest"].max() > 0.5 * LARGEST_DISPLACEMENT**2
