"""A crystal whose bath is a field: equipartition column by column, and cuts that leave no trace."""

import jax.numpy as jnp
import numpy as np
import pytest

from pairlattice.engine import heated
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import start
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.sample import periodic
from pairlattice.engine.temperature_field import TemperatureField
from pairlattice.engine.terms import DipoleDipole, Tether
from pairlattice.errors import SimulationDivergedError

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
    course = heated.Course(0.3, 1.0, 20, 20)
    heat = bath.start(5)
    state = start(sample, 5, 1e-3, dtype=jnp.float32)
    state, heat, _ = heated.run(energy, bath, course, state, heat, 5)
    _, _, frames = heated.run(energy, bath, course, state, heat, 5)
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
    course = heated.Course(0.2, 0.5, 3, 2)

    def begin():
        return start(sample, 1, 1e-3, dtype=jnp.float32), bath.start(1)

    state, heat = begin()
    _, _, whole = heated.run(energy, bath, course, state, heat, 5)
    state, heat = begin()
    parts = []
    for _ in range(5):
        state, heat, one = heated.run(energy, bath, course, state, heat, 1)
        parts.append(one)
    for name in ("displacement", "square", "temperature"):
        both = np.concatenate([getattr(part, name) for part in parts])
        assert np.array_equal(both, getattr(whole, name))
    # The field went on by itself for as long: five frames of two updates, three steps of 0.2 each.
    alone = bath.start(1)
    for _ in range(10):
        alone = bath.advance(alone, 0.6)
    # Compiled differently, a random number may round to the next of its 17 binary digits.
    scale = float(jnp.abs(alone.modes).max())
    np.testing.assert_allclose(heat.modes, alone.modes, rtol=0, atol=1e-4 * scale)
    # Guard against comparing a run in which nothing moves.
    assert whole.square.min() > 0


def test_too_long_time_step_is_reported_with_its_remedy():
    sample = periodic(COLUMNS, (12, 12, 2))
    energy = Hamiltonian(sample, {"tether": Tether(50.0)})
    bath = field(12, 1e-4)
    state = start(sample, 1, 1e-3, dtype=jnp.float32)
    with pytest.raises(SimulationDivergedError, match="lower it"):
        heated.run(energy, bath, heated.Course(0.6, 0.1, 50, 20), state, bath.start(1), 5)
