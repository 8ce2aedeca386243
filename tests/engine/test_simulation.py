"""One loop for every use.

| quantity                           | one route                     | the other                  |
|------------------------------------|-------------------------------|----------------------------|
| state, rows, memory                | simulate                      | trajectory (reverse mode)  |
| slope of energy, force, trajectory | jax.grad                      | central differences        |
| many parameters at once            | jax.vmap                      | one after the other        |
| leaves that change with time       | environment                   | the same numbers by hand   |
| energy error of a symplectic rule  | an integrator of a user       | its order                  |
"""

from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from pairlattice.checkpoint.frames import SnapshotWriter, open_snapshots
from pairlattice.engine.environment import Environment, applied
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Integrator, Langevin, State, Verlet, start
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.observables import Recorder
from pairlattice.engine.observers import Observer, observable
from pairlattice.engine.pytree import record
from pairlattice.engine.reporter import Pace
from pairlattice.engine.sample import periodic, sphere
from pairlattice.engine.signals import Ramp
from pairlattice.engine.simulation import simulate, trajectory
from pairlattice.engine.snapshots import Snapshots
from pairlattice.engine.stages import Stage
from pairlattice.engine.terms import DipoleDipole, ElectricField, Neighbour, Tether
from pairlattice.engine.vector import add, dot, join, scale, total
from pairlattice.errors import InputError

FCC = Lattice.cubic("fcc")
CRYSTAL = periodic(FCC, (4, 3, 5))
SAMPLES = {"periodic": CRYSTAL, "open": sphere(FCC, 2.5)}
DIPOLES = {name: DipoleDipole.of(sample) for name, sample in SAMPLES.items()}
NAMES = ("k", "g", "J", "E", "T", "u")
AT = (2.5, 5.0, 0.1, 0.02, 1e-3, 1e-2)


def system(k=2.5, g=5.0, J=0.1, E=0.02, kind="periodic"):
    sample = SAMPLES[kind]
    zero = jnp.zeros_like(jnp.asarray(E, float))
    return Hamiltonian(
        sample,
        {
            "tether": Tether(k, g),
            "dipoles": DIPOLES[kind],
            "neighbour": Neighbour.of(sample, J),
            "field": ElectricField.of(jnp.stack([zero, zero, jnp.asarray(E, float)])),
        },
    )


def displaced(u, kind="periodic"):
    shape = SAMPLES[kind].size
    form = np.random.default_rng(3).standard_normal((3, *shape)) * SAMPLES[kind].sites
    return tuple(u * jnp.asarray(c) for c in form)


def energy(k, g, J, E, T, u, kind="periodic"):
    del T
    return system(k, g, J, E, kind).energy(displaced(u, kind))


def force_along(k, g, J, E, T, u, kind="periodic"):
    """The folded force, weighted so that no component of it drops out."""
    del T
    found = system(k, g, J, E, kind).force_field()(displaced(u, kind), 0.0)
    weight = np.random.default_rng(4).standard_normal((3, *SAMPLES[kind].size))
    return sum(total(c * w) for c, w in zip(found, weight, strict=True))


def after_200_steps(k, g, J, E, T, u, kind="periodic"):
    begin = start(SAMPLES[kind], 5, T, displaced(u, kind))
    end, _, _ = trajectory(system(k, g, J, E, kind), Langevin(0.1, 0.3, T), begin, 200)
    return total(dot(end.displacement, end.displacement))


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("function", [energy, force_along, after_200_steps])
def test_slopes_by_jax_are_those_of_finite_differences(function, kind):
    compiled = jax.jit(lambda *at: function(*at, kind=kind))
    slopes = jax.jit(jax.grad(lambda *at: function(*at, kind=kind), argnums=range(6)))(*AT)
    for i, name in enumerate(NAMES):
        if name == "T" and function is not after_200_steps:
            continue
        h = 1e-5 * AT[i]
        up, down = (compiled(*AT[:i], AT[i] + s * h, *AT[i + 1 :]) for s in (1, -1))
        assert float(slopes[i]) == pytest.approx(float(up - down) / (2 * h), rel=1e-5), name
        assert abs(float(slopes[i])) > 0, name


@pytest.mark.parametrize("function", [energy, force_along, after_200_steps])
def test_vmap_over_every_parameter_is_one_after_the_other(function):
    factors = np.array([0.98, 1.0, 1.03])
    many = jax.vmap(function)(*(value * factors for value in AT))
    for i, factor in enumerate(factors):
        alone = function(*(value * factor for value in AT))
        assert float(many[i]) == pytest.approx(float(alone), rel=1e-9)


def test_extreme_stiffness_of_a_periodic_crystal_has_a_slope():
    # All modes shift with the tether alike.
    for name in ("stiffest", "softest"):
        slope = jax.grad(lambda k, name=name: getattr(system(k), name))(2.5)
        assert float(slope) == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize("steps", [40, 43])
@pytest.mark.parametrize("kind", SAMPLES)
def test_both_forms_take_the_same_steps_and_measure_the_same(kind, steps):
    H, bath = system(kind=kind), Langevin(0.1, 0.3, 1e-3)
    around = {
        "field.signal": lambda t: Ramp(0.5 + 0 * t, 2.0),
        "integrator.friction": lambda t: 0.3 + t,
    }
    observe = {"standard": Recorder(), "own": lambda now: now.velocity[2].sum()}
    begin = start(H.sample, 7, 1e-3)
    options = {"observe": observe, "environment": around}
    run = simulate(H, bath, steps=steps, every=6, state=begin, **options)
    end, rows, memory = trajectory(H, bath, begin, steps, 6, **options)
    for one, other in zip(
        jax.tree.leaves((run.state, run.series, run.memory)),
        jax.tree.leaves((end, dict(rows), memory)),
        strict=True,
    ):
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-14)


@record
class ForestRuth(Integrator):
    """Fourth order, symplectic (Forest & Ruth, Physica D 43, 105 (1990))."""

    time_step: float

    def step(self, force, state, drawn):
        del drawn
        u, v, dt = state.displacement, state.velocity, self.time_step
        t = state.step * dt
        theta = 1 / (2 - 2 ** (1 / 3))
        for drift, kick in (
            (theta / 2, theta),
            ((1 - theta) / 2, 1 - 2 * theta),
            ((1 - theta) / 2, theta),
            (theta / 2, 0.0),
        ):
            u = add(u, scale(drift * dt, v))
            if kick:
                v = add(v, scale(kick * dt, force(u, t)))
        return state.moved(u, v)


def energy_error(integrator, steps, every):
    H = system(E=0.0)
    begin = start(H.sample, 2, 1e-3)
    if isinstance(integrator, Verlet):
        # Stored half a kick short.
        half = scale(0.5 * integrator.time_step, H.force_field()(begin.displacement, 0.0))
        begin = replace(begin, velocity=add(begin.velocity, scale(-1.0, half)))
    series = simulate(H, integrator, steps=steps, every=every, state=begin).series
    whole = series["kinetic"] + sum(v for k, v in series.items() if k.startswith("energy_"))
    return float(np.ptp(whole) / series["kinetic"].mean())


def test_an_integrator_of_fourth_order_shows_its_true_energy_error():
    coarse, fine = (energy_error(ForestRuth(dt), round(8 / dt), 1) for dt in (0.16, 0.08))
    assert 2**3.5 < coarse / fine < 2**4.7
    # The same steps of second order: what a half-kick too many would look like.
    assert fine < 0.02 * energy_error(Verlet(0.08), 100, 1)


@record
class Extremes(Observer):
    """Remembers the largest |u_z| of all samples."""

    @property
    def units(self):
        return {"highest": "d"}

    def init(self, state):
        del state
        return jnp.zeros(())

    def measure(self, now, memory):
        memory = jnp.maximum(memory, jnp.abs(now.displacement[2]).max())
        return memory, {"highest": memory}


@record
class Breathing(Environment):
    """A tether that softens after every span, by memory and not by the clock."""

    stiffness: float
    every: int

    @property
    def leaves(self):
        return ("tether.stiffness",)

    def init(self, state):
        del state
        return jnp.asarray(self.stiffness)

    def advance(self, memory, time):
        del time
        return 0.99 * memory

    def values(self, memory, t):
        del t
        return {"tether.stiffness": memory}


def test_own_integrator_observer_and_environment_work_in_one_call():
    H = system(k=3.0)
    run = simulate(
        H,
        ForestRuth(0.1),
        steps=40,
        every=8,
        seed=3,
        state=start(H.sample, 3, 1e-3),
        observe={
            "extremes": Extremes(),
            "rms": observable(
                lambda now: jnp.sqrt(dot(now.displacement, now.displacement).mean()), "d"
            ),
            "spring": lambda now: now.force.by_name["tether"].stiffness,
        },
        environment=Breathing(3.0, 10),
    )
    # By hand: ten steps with each spring, the sample after the fourth span with its own.
    state, k, springs, highest = start(H.sample, 3, 1e-3), 3.0, [], 0.0
    for step in range(40):
        k = 0.99 * k if step % 10 == 0 else k
        state = trajectory(system(k=k), ForestRuth(0.1), state, 1)[0]
        if step % 8 == 7:
            springs.append(k)
            highest = max(highest, np.abs(state.displacement[2]).max())
    np.testing.assert_allclose(run.series["spring"], springs, rtol=1e-15)
    np.testing.assert_allclose(join(run.state.displacement), join(state.displacement), rtol=1e-9)
    assert float(run.memory["extremes"]) == pytest.approx(highest, rel=1e-9)
    assert run["highest"].attrs["units"] == "d"
    assert run["rms"].attrs["units"] == "d"
    assert run["rms"].attrs["mean"] == pytest.approx(float(run["rms"].mean()))
    assert list(run["rms"].time.to_numpy()) == pytest.approx([0.8, 1.6, 2.4, 3.2, 4.0])


@record
class Clamped(Integrator):
    """A site spring that follows a stretch ε of its own: ε̈ = −Ω² ε, k = k0 (1 + ε)."""

    time_step: float
    frequency: float
    stiffness: float

    def step(self, force, state, drawn):
        del drawn
        strain, rate = state.extra
        spring = {"tether.stiffness": self.stiffness * (1 + strain)}
        force, _ = applied(spring, force, self)
        u, v, dt = state.displacement, state.velocity, self.time_step
        v = add(v, scale(dt, force(u, state.step * dt)))
        rate = rate - dt * self.frequency**2 * strain
        return state.moved(add(u, scale(dt, v)), v, (strain + dt * rate, rate))


@pytest.mark.parametrize("many", [False, True])
def test_a_state_may_carry_further_degrees_of_freedom(many):
    # Of one's own, the tether's leaf is free: the term is left out of the folded kernel.
    H, rule = system(k=3.0), Clamped(0.05, 0.7, 3.0)
    begin = replace(start(H.sample, 3, 1e-3), extra=(jnp.asarray(0.1), jnp.asarray(0.0)))
    options = {"environment": {"tether.stiffness": lambda t: 3.0 + 0 * t}}
    if many:
        axes = State(0, 0, None, 0, 0)
        begin = jax.vmap(lambda _: begin, out_axes=axes)(jnp.arange(3))
        options["replicas"] = {"tether.quartic": np.array([5.0, 5.0, 1.0])}
    observe = {"strain": lambda now: now.state.extra[0]}
    run = simulate(H, rule, steps=60, every=4, state=begin, observe=observe, **options)
    strain = run.series["strain"][0] if many else run.series["strain"]
    # Symplectic Euler turns by θ with cos θ = 1 − (Ω dt)²/2, and starts from rest.
    theta = np.arccos(1 - (0.7 * 0.05) ** 2 / 2)
    steps = np.arange(4, 61, 4)
    exact = 0.1 * np.cos(theta * (steps + 0.5)) / np.cos(theta / 2)
    np.testing.assert_allclose(strain, exact, rtol=1e-9)
    fixed = simulate(H, Verlet(0.05), steps=60, state=start(H.sample, 3, 1e-3)).state
    moved = run.state.displacement[2][0] if many else run.state.displacement[2]
    assert np.abs(moved - fixed.displacement[2]).max() > 1e-4


@pytest.mark.parametrize("chunk", [1, 3, 7, 100])
def test_where_chunks_are_cut_changes_no_bit_of_an_environment_with_memory(chunk):
    H = system(k=3.0)
    options = {"steps": 50, "every": 6, "environment": Breathing(3.0, 4)}
    whole = simulate(H, Langevin(0.1, 0.3, 1e-3), **options)
    cut = simulate(H, Langevin(0.1, 0.3, 1e-3), **options, pace=Pace(fixed=chunk))
    for one, other in zip(
        jax.tree.leaves((whole.state, whole.series, whole.memory)),
        jax.tree.leaves((cut.state, cut.series, cut.memory)),
        strict=True,
    ):
        assert np.array_equal(one, other)


def test_a_stage_has_its_own_hamiltonian_and_keeps_the_state():
    soft, stiff = system(k=2.5), system(k=4.0)
    bath = Langevin(0.1, 0.3, 1e-3)
    plan = [Stage("soft", 20, 5), Stage("still", 7), Stage("stiff", 20, 10, stiff)]
    run = simulate(soft, bath, plan=plan)
    first = simulate(soft, bath, steps=27)
    last = simulate(stiff, bath, steps=20, every=10, state=first.state)
    assert np.array_equal(join(run.state.displacement), join(last.state.displacement))
    assert np.array_equal(run.stages["stiff"]["square"], last.series["square"])
    assert list(run.stages) == ["soft", "stiff"]
    assert len(run.stages["soft"]["time"]) == 4


def test_two_observers_may_not_share_the_name_of_a_row():
    rows = {"one": Extremes(), "two": Extremes()}
    with pytest.raises(ValueError, match="two observers give a row 'highest'"):
        simulate(system(), Verlet(0.1), steps=2, every=1, observe=rows)


def test_an_environment_of_what_is_not_there_is_refused_with_what_is():
    with pytest.raises(InputError, match=r"tether\.spring is no leaf .* tether\.stiffness"):
        simulate(system(), Verlet(0.1), steps=2, environment={"tether.spring": lambda t: t})


def test_snapshots_are_the_states_at_their_times_with_velocities_of_those_times(tmp_path):
    H, bath = system(), Langevin(0.1, 0.3, 1e-3)
    with SnapshotWriter(tmp_path / "film", H.sample.size, np.float64) as writer:
        run = simulate(
            H,
            bath,
            plan=[Stage("still", 7), Stage("measured", 20, 6)],
            observe={"film": Snapshots(writer, every=5), "standard": Recorder()},
            pace=Pace(fixed=9),
        )
    film = open_snapshots(tmp_path / "film")
    assert film["step"].values.tolist() == [5, 10, 15, 20, 25]
    np.testing.assert_allclose(film["time"], 0.1 * film["step"], rtol=1e-15)
    for i, step in enumerate((5, 10, 15, 20, 25)):
        alone = simulate(H, bath, steps=step).state
        u = np.stack(alone.displacement)
        np.testing.assert_array_equal(film["displacement"][i], u)
        kick = 0.05 * np.stack(H.force_field()(alone.displacement, 0.1 * step))
        v = np.stack(alone.velocity) + kick
        np.testing.assert_allclose(film["velocity"][i], v, rtol=1e-12, atol=1e-15)
        assert np.abs(kick).max() > 1e-3 * np.abs(v).max()
    # Looking changes nothing.
    plain = simulate(H, bath, plan=[Stage("still", 7), Stage("measured", 20, 6)])
    assert np.array_equal(join(run.state.displacement), join(plain.state.displacement))
    assert np.array_equal(run.series["square"], plain.series["square"])


def test_snapshots_at_given_steps():
    seen = []

    class Notes:
        def append(self, step, time, u, v):
            seen.append((step, time, u.shape, v.shape))

        def flush(self):
            pass

    simulate(
        system(), Verlet(0.1), steps=12, observe={"film": Snapshots(Notes(), steps=(3, 4, 12))}
    )
    assert [one[0] for one in seen] == [3, 4, 12]
    assert {one[2:] for one in seen} == {((3, *CRYSTAL.size), (3, *CRYSTAL.size))}
