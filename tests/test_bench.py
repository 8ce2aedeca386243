"""The plain form that the engine's speed is compared with must be the same physics."""

import json

import jax.numpy as jnp
import numpy as np
import pytest

from pairlattice.bench import measure, report
from pairlattice.bench.plain import plain_advance
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin, start
from pairlattice.engine.simulation import advance, simulate
from pairlattice.engine.vector import join, split

T = 1e-3


@pytest.fixture(scope="module")
def crystal() -> Hamiltonian:
    """As the engine is timed, but without the field that the plain form does not have."""
    timed = measure.hamiltonian(4)
    kept = {name: term for name, term in timed.terms.items() if name != "field"}
    return Hamiltonian(timed.sample, kept)


def plain(energy, friction, temperature):
    dipoles = energy.terms["dipoles"]
    return plain_advance(dipoles, 2.3, 5.0, 0.1, friction, temperature, jnp.float64)


def test_plain_form_without_noise_and_friction_follows_the_engines_trajectory(crystal):
    u = 0.2 * np.random.default_rng(1).standard_normal((4, 4, 4, 3))
    begin = start(crystal.sample, 1, 0.0, split(u))
    force = crystal.force_field()
    # The plain velocity belongs to the time of the positions, the stored one to half a kick before.
    v = -0.05 * join(force(begin.displacement, 0.0))
    assert np.abs(v).max() > 1e-3
    end = advance(force, Langevin(0.1, 0.0, 0.0), begin, 50)
    position, velocity = plain(crystal, 0.0, 0.0)((jnp.asarray(u), jnp.asarray(-v)), 50)
    closing = 0.05 * join(force(end.displacement, 0.0))
    np.testing.assert_allclose(position, join(end.displacement), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(velocity, join(end.velocity) + closing, rtol=1e-9, atol=1e-12)


def test_plain_form_has_the_engines_equilibrium(crystal):
    bath = Langevin(0.1, 0.1, T)
    state = simulate(crystal, bath, steps=500).state
    series = simulate(crystal, bath, steps=8000, every=20, state=state).series["square"]
    go, zeros = plain(crystal, 0.1, T), jnp.zeros((4, 4, 4, 3))
    # Every call draws the same noise from its first step on: calls of growing length see one run.
    states = [go((zeros, zeros), steps)[0] for steps in range(500, 3500, 100)]
    found = [float(jnp.mean(jnp.sum(u**2, axis=-1))) for u in states]
    error = np.hypot(series.std() / np.sqrt(40), np.std(found) / np.sqrt(len(found)))
    assert abs(np.mean(found) - series.mean()) < 4 * error < 0.2 * series.mean()


def test_report_holds_every_figure_of_every_size(monkeypatch):
    monkeypatch.setattr(measure, "SIZES", (4, 6))
    monkeypatch.setattr(measure, "COMPARED", 6)
    ratio = measure.ratio_to_plain
    monkeypatch.setattr(measure, "ratio_to_plain", lambda e, dtype: ratio(e, dtype, pairs=1))
    monkeypatch.setattr(measure, "_steps", lambda _: 2)
    monkeypatch.setattr(measure, "_child", lambda _: {"kernel": 1.0, "step": 2.0, "peak": 3.0})
    tables, data = report(large=True)
    assert set(data) == {
        "device",
        "speeds",
        "kernel_seconds",
        "plain_rate",
        "ratio_to_plain",
        "first_step_seconds",
        "large",
    }
    assert json.loads(json.dumps(data)) == data
    assert [(s["size"], s["precision"]) for s in data["speeds"]] == [
        (size, precision) for size in (4, 6) for precision in ("float32", "float64")
    ]
    assert all(0 < s["low"] <= s["rate"] <= s["high"] for s in data["speeds"])
    assert set(data["kernel_seconds"]) == {"4", "6"}
    assert data["large"]["size"] == measure.LARGE
    assert "6³ sites" in tables[1].title
    assert len(tables[0].rows) == 4


def test_child_prints_one_object_of_positive_numbers(capsys):
    measure.one_step(4)
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"kernel", "step", "peak"}
    assert min(found.values()) > 0
