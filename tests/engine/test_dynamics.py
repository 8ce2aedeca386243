"""Motion in time.

| quantity                         | one route            | the other |
|----------------------------------|----------------------|---|
| trajectory under a varying field | Verlet               | scipy's solve_ivp, and order dt² |
| energy                           | Verlet               | constant, error of order dt² |
| reversed motion                  | Verlet with −v       | the start |
| turned sample, state and field   | turned trajectory    | trajectory of the turned |
| free electron                    | Langevin             | exp(−γt), Ornstein & Uhlenbeck |
| electron in a constant field     | Langevin, overdamped | Drude: drift −E/γ |

The stored velocity is half a kick before the positions: a start at (u, v) stores v − ½ dt f(u).
"""

from dataclasses import replace
from itertools import permutations, product

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import scipy.integrate

from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin, Overdamped, Verlet, default_time_step, start
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.sample import periodic
from pairlattice.engine.signals import Alternating
from pairlattice.engine.simulation import advance
from pairlattice.engine.terms import (
    DipoleDipole,
    ElectricField,
    Neighbour,
    SiteForce,
    Tether,
)
from pairlattice.engine.vector import add, join, scale, split

FCC = Lattice.cubic("fcc")


@pytest.fixture(scope="module")
def crystal():
    """Anharmonic, coupled, closed."""
    sample = periodic(FCC, (4, 4, 4))
    terms = {
        "tether": Tether(2.5, 4.0),
        "dipoles": DipoleDipole.of(sample),
        "neighbour": Neighbour.of(sample, 0.1),
    }
    return Hamiltonian(sample, terms)


def launch(force, dt, u, v, seed=0):
    """A state that stands at (u, v) at time 0."""
    sample = periodic(FCC, u[0].shape)
    stored = add(v, scale(-0.5 * dt, force(u, 0.0)))
    return replace(start(sample, seed, displacement=u), velocity=stored)


def closed_velocity(force, dt, state):
    return add(state.velocity, scale(0.5 * dt, force(state.displacement, state.step * dt)))


def warm_start(shape=(4, 4, 4)):
    rng = np.random.default_rng(3)
    return split(0.2 * rng.standard_normal((*shape, 3))), split(
        0.4 * rng.standard_normal((*shape, 3))
    )


def test_energy_is_conserved_up_to_dt_squared(crystal):
    force = crystal.force_field()
    energy = jax.jit(crystal.energy)
    u, v = warm_start()
    duration, errors = 6.4, []
    steps = np.array([0.2, 0.1, 0.05, 0.025])
    for dt in steps:
        state = launch(force, dt, u, v)
        totals = []
        for _ in range(33):
            velocity = closed_velocity(force, dt, state)
            kinetic = 0.5 * np.sum(join(velocity) ** 2)
            totals.append(kinetic + float(energy(state.displacement)))
            state = advance(force, Verlet(dt), state, round(duration / 32 / dt))
        assert totals[0] == pytest.approx(float(energy(u)) + 0.5 * np.sum(join(v) ** 2), rel=1e-12)
        errors.append(np.std(totals))
    exponents = np.diff(np.log(errors)) / np.diff(np.log(steps))
    # The next order of a symmetric step is dt⁴: (0.2·ω)² = 0.3 at the coarsest, 0.02 at the finest.
    assert exponents[-1] == pytest.approx(2, abs=0.06)
    assert exponents == pytest.approx(2, abs=0.4)
    assert errors[-1] > 1e-8 * abs(totals[0])


def test_trajectory_in_a_varying_field_converges_to_newtons_at_second_order():
    sample = periodic(FCC, (2, 2, 2))
    terms = {
        "tether": Tether(2.5, 4.0),
        "dipoles": DipoleDipole.of(sample),
        "wave": ElectricField.of((0.3, 0.1, -0.2), Alternating(0.31, 0.4)),
    }
    hamiltonian = Hamiltonian(sample, terms)
    slope = jax.jit(hamiltonian.force)
    u, v = warm_start((2, 2, 2))

    def newton(t, y):
        x = y[:24].reshape(2, 2, 2, 3)
        return np.concatenate([y[24:], join(slope(split(x), t)).ravel()])

    origin = np.concatenate([join(u).ravel(), join(v).ravel()])
    exact = scipy.integrate.solve_ivp(newton, (0, 4), origin, rtol=1e-10, atol=1e-11).y[:, -1]
    force = hamiltonian.force_field()
    errors = []
    for dt in (0.05, 0.025, 0.0125):
        state = advance(force, Verlet(dt), launch(force, dt, u, v), round(4 / dt))
        velocity = closed_velocity(force, dt, state)
        found = np.concatenate([join(state.displacement).ravel(), join(velocity).ravel()])
        errors.append(np.abs(found - exact).max())
    assert errors[0] > 1e-4
    assert errors[0] / errors[1] == pytest.approx(4, rel=0.1)
    assert errors[1] / errors[2] == pytest.approx(4, rel=0.05)


def test_langevin_without_friction_is_verlet(crystal):
    force = crystal.force_field()
    state = launch(force, 0.1, *warm_start())
    newton = advance(force, Verlet(0.1), state, 50)
    frictionless = advance(force, Langevin(0.1, 0.0, 0.3), state, 50)
    assert join(frictionless.displacement) == pytest.approx(join(newton.displacement), abs=1e-11)
    assert np.abs(join(newton.displacement) - join(state.displacement)).max() > 0.1


def test_motion_runs_back_to_its_start_when_velocities_are_reversed(crystal):
    force, dt = crystal.force_field(), 0.1
    u, v = warm_start()
    there = advance(force, Verlet(dt), launch(force, dt, u, v), 100)
    back = launch(force, dt, there.displacement, scale(-1.0, closed_velocity(force, dt, there)))
    again = advance(force, Verlet(dt), back, 100)
    assert np.abs(join(there.displacement) - join(u)).max() > 0.1
    # Rounding grows with the chaos of the quartic lattice, here by some thousands.
    assert join(again.displacement) == pytest.approx(join(u), abs=1e-10)


def test_momentum_is_conserved_by_neighbour_springs_alone():
    sample = periodic(FCC, (4, 4, 4))
    force = Hamiltonian(sample, {"neighbour": Neighbour.of(sample, 0.7)}).force_field()
    u, v = warm_start()
    state = advance(force, Verlet(0.1), launch(force, 0.1, u, v), 100)
    before, after = join(v).sum(axis=(0, 1, 2)), join(state.velocity).sum(axis=(0, 1, 2))
    assert np.abs(before).max() > 1
    assert after == pytest.approx(before, abs=1e-11)
    assert np.abs(join(state.velocity) - join(v)).max() > 0.5


ROTATIONS = [
    np.diag(signs)[list(order)]
    for order in permutations(range(3))
    for signs in product((1, -1), repeat=3)
]


@pytest.mark.parametrize("kind", ["sc", "bcc", "fcc"])
def test_a_turned_crystal_moves_along_the_turned_trajectory(kind):
    lattice, size = Lattice.cubic(kind), (4, 4, 4)
    sample = periodic(lattice, size)
    dipoles, springs = DipoleDipole.of(sample), Neighbour.of(sample, 0.1)
    index = np.stack(np.meshgrid(*map(np.arange, size), indexing="ij"), -1)

    def turn(field, O):
        """(Oφ)(Or) = O φ(r) on the sites of the periodic block."""
        image = np.rint(index @ lattice.matrix @ O.T @ np.linalg.inv(lattice.matrix)).astype(int)
        turned = np.empty_like(field)
        turned[tuple(np.moveaxis(image % 4, -1, 0))] = field @ O.T
        return turned

    def final(u, v, local, uniform):
        terms = {
            "tether": Tether(2.5, 4.0),
            "dipoles": dipoles,
            "neighbour": springs,
            "field": ElectricField.of(uniform),
            "drive": SiteForce.of(local, Alternating(0.3)),
        }
        force = Hamiltonian(sample, terms).force_field()
        state = start(sample, 0, displacement=split(u))
        state = advance(force, Verlet(0.1), replace(state, velocity=split(v)), 40)
        return join(state.displacement)

    rng = np.random.default_rng(5)
    u, v, local = (0.2 * rng.standard_normal((*size, 3)) for _ in range(3))
    uniform = np.array([0.3, 0.1, -0.2])
    reference = final(u, v, local, uniform)
    assert np.abs(reference - u).max() > 0.1
    for O in ROTATIONS[1::3]:
        found = final(turn(u, O), turn(v, O), turn(local, O), O @ uniform)
        assert found == pytest.approx(turn(reference, O), abs=1e-11)
        assert np.abs(found - reference).max() > 0.1


FREE = (16, 16, 16)


@pytest.fixture(scope="module")
def free_flight():
    """Velocities and displacements of free electrons, (steps + 1, sites, 3) each."""
    sample = periodic(FCC, FREE)
    force = Hamiltonian(sample, {}).force_field()
    integrator = Langevin(0.1, 0.7, 0.05)
    state = start(sample, 21, 0.05)
    v, u = [join(state.velocity).reshape(-1, 3)], [join(state.displacement).reshape(-1, 3)]
    for _ in range(60):
        state = advance(force, integrator, state, 1)
        v.append(join(state.velocity).reshape(-1, 3))
        u.append(join(state.displacement).reshape(-1, 3))
    return integrator, np.array(v), np.array(u)


def test_velocity_of_a_free_electron_forgets_exponentially(free_flight):
    integrator, v, _ = free_flight
    for lag in (1, 5, 20, 50):
        expected = np.exp(-integrator.friction * integrator.time_step * lag)
        found = np.mean(v[0] * v[lag]) / integrator.temperature
        # Variance of a product of two unit normals with correlation ρ is 1 + ρ².
        error = np.sqrt((1 + expected**2) / v[0].size)
        assert abs(found - expected) < 4.5 * error
        # Bare friction, without the noise: the regression of v(t) on v(0).
        slope = np.sum(v[0] * v[lag]) / np.sum(v[0] ** 2)
        assert abs(slope - expected) < 4.5 * np.sqrt((1 - expected**2) / v[0].size)
    assert np.mean(v[-1] ** 2) / integrator.temperature == pytest.approx(1, abs=0.06)


def test_free_electron_diffuses_as_ornstein_and_uhlenbeck_say(free_flight):
    integrator, _, u = free_flight
    gamma, temperature = integrator.friction, integrator.temperature
    for steps in (5, 20, 60):
        t = steps * integrator.time_step
        expected = 2 * temperature / gamma * (t - (1 - np.exp(-gamma * t)) / gamma)
        # Variance of a squared Gaussian; the step's own error is (γ dt)²/12 = 0.04 %.
        relative = 4.5 * np.sqrt(2 / u[0].size) + (gamma * integrator.time_step) ** 2
        assert np.mean(u[steps] ** 2) == pytest.approx(expected, rel=relative)


@pytest.mark.parametrize("kind", [Langevin, Overdamped])
def test_free_electrons_drift_against_the_field_with_speed_e_over_friction(kind):
    sample = periodic(FCC, FREE)
    field, gamma, temperature = np.array([0.2, 0.0, -0.1]), 0.7, 1e-3
    force = Hamiltonian(sample, {"field": ElectricField.of(field)}).force_field()
    state = start(sample, 4, temperature)
    integrator = kind(0.05, gamma, temperature)
    early = advance(force, integrator, state, 400)
    late = advance(force, integrator, early, 200)
    drift = (join(late.displacement) - join(early.displacement)).mean(axis=(0, 1, 2)) / 10
    # Diffusion over t = 10 in 16³ samples; the splitting slows Langevin's drift by (γ dt)²/12.
    error = 4.5 * np.sqrt(2 * temperature / gamma / 10 / 16**3)
    assert drift == pytest.approx(-field / gamma, abs=error + 2e-4)
    assert error < 0.02 * np.abs(field / gamma).max()


def test_default_time_step_is_a_quarter_of_the_fastest_vibrations_inverse_frequency(crystal):
    dt = default_time_step(crystal.stiffest, Langevin)
    assert dt * np.sqrt(crystal.stiffest) == pytest.approx(0.25)
    slow = default_time_step(crystal.stiffest, Overdamped, friction=3.0)
    assert slow * crystal.stiffest / 3.0 == pytest.approx(0.25)
    force = crystal.force_field()
    u, v = warm_start()
    small = launch(force, dt, scale(0.05, u), scale(0.05, v))
    before = float(crystal.energy(small.displacement)) + 0.5 * np.sum((0.05 * join(v)) ** 2)
    state = advance(force, Verlet(dt), small, 500)
    velocity = closed_velocity(force, dt, state)
    after = float(crystal.energy(state.displacement)) + 0.5 * np.sum(join(velocity) ** 2)
    assert after == pytest.approx(before, rel=0.01)
    assert jnp.isfinite(after)
