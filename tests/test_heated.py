"""A crystal whose bath is a field: equipartition column by column, and cuts that leave no trace."""

import jax.numpy as jnp
import numpy as np
import pytest

from pairlattice.engine.bath import FluctuatingBath
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin, start
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.reporter import Pace
from pairlattice.engine.sample import periodic
from pairlattice.engine.simulation import simulate
from pairlattice.engine.temperature_field import TemperatureField
from pairlattice.engine.terms import DipoleDipole, Tether
from pairlattice.engine.vector import join
from pairlattice.errors import SimulationDivergedError
from pairlattice.phenomena.motion import heated

COLUMNS = Lattice(((0.0, 1.0, 1.0), (1.0, 0.0, 1.0), (0.0, 0.0, 2.0)))


def field(size: int, deviation: float, relaxation: float = 1e9) -> TemperatureField:
    return TemperatureField.of((size, size), 1.0, 1e-3, deviation, size / 6, 0.0, relaxation)


def test_columns_along_001_are_the_sites_of_rock_salt():
    sample = periodic(COLUMNS, (6, 6, 4))
    assert COLUMNS.density == 0.5
    edges = sample.positions[:, :, :, 2] - sample.positions[:, :, :1, 2]
    np.testing.assert_allclose(edges, np.broadcast_to(2.0 * np.arange(4), (6, 6, 4)))
    sites = COLUMNS.nearest_neighbours @ COLUMNS.matrix
    assert len(sites) == 12
    np.testing.assert_allclose(np.linalg.norm(sites, axis=1), 2**0.5)


def test_uncoupled_columns_have_the_spread_of_their_own_temperature():
    sample = periodic(COLUMNS, (12, 12, 40))
    energy = Hamiltonian(sample, {"tether": Tether(2.0)})
    bath = field(12, 4e-4)
    rhythm = heated.Rhythm(0.3, 1.0, 20, 20)
    state = start(sample, 5, 1e-3, dtype=jnp.float32)
    _, frames = heated.run(energy, bath, rhythm, state, 5, 5)
    # ½ k ⟨|u|²⟩ = 3/2 T in each column of a harmonic crystal without coupling.
    ratio = frames.square.mean(0) * 2.0 / (3 * frames.temperature.mean(0))
    # 40 sites, 100 samples nearly independent, 3 components: 1 % of noise in each column.
    assert ratio.mean() == pytest.approx(1.0, abs=0.005)
    assert ratio.std() < 0.03
    assert frames.temperature[0].std() > 0.2e-3


def test_run_cut_between_frames_gives_the_same_bits():
    sample = periodic(COLUMNS, (12, 12, 2))
    energy = Hamiltonian(
        sample, {"tether": Tether(2.5, 5.0), "dipoles": DipoleDipole.of(sample)}
    )  # fmt: skip
    bath = field(12, 3e-4, relaxation=5.0)
    rhythm = heated.Rhythm(0.2, 0.5, 3, 2)

    begin = start(sample, 1, 1e-3, dtype=jnp.float32)
    end, whole = heated.run(energy, bath, rhythm, begin, 0, 5)
    # What was settled is cut off, and the field goes on through the cut.
    _, last = heated.run(energy, bath, rhythm, begin, 3, 2)
    for name in ("displacement", "square", "temperature"):
        assert np.array_equal(getattr(last, name), getattr(whole, name)[3:])
    around = FluctuatingBath(bath, bath.mean, 1.0, rhythm.steps)
    options = {"state": begin, "environment": around, "observe": {}}
    langevin = Langevin(rhythm.time_step, rhythm.friction, 0.0)
    ends = [
        simulate(energy, langevin, steps=30, pace=Pace(fixed=chunk), **options)
        for chunk in (1, 7, 30)
    ]
    for one in ends:
        assert np.array_equal(join(one.state.displacement), join(end.displacement))
    # The field went on by itself for as long: five frames of two updates, three steps of 0.2 each.
    alone = bath.start(1)
    for _ in range(10):
        alone = bath.advance(alone, 0.6)
    # Compiled differently, a random number may round to the next of its 17 binary digits.
    expected = np.maximum(bath.mean + bath.fluctuation(alone), 0.0)
    found = heated.run(energy, bath, heated.Rhythm(0.2, 0.5, 3, 1), begin, 9, 1)[1].temperature[0]
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-4 * np.ptp(expected))
    # Guard against comparing a run in which nothing moves.
    assert whole.square.min() > 0


def test_too_long_time_step_is_reported_with_its_remedy():
    sample = periodic(COLUMNS, (12, 12, 2))
    energy = Hamiltonian(sample, {"tether": Tether(50.0)})
    bath = field(12, 1e-4)
    state = start(sample, 1, 1e-3, dtype=jnp.float32)
    with pytest.raises(SimulationDivergedError, match="lower run"):
        heated.run(energy, bath, heated.Rhythm(0.6, 0.1, 50, 20), state, 0, 5)
