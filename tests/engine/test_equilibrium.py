"""Thermal equilibrium.

| quantity                        | one route                    | the other |
|---------------------------------|------------------------------|---|
| ⟨u_q u_q*⟩ of every wave vector | Langevin and overdamped runs | k_B T K(q)⁻¹, a 3 × 3 tensor |
| velocities                      | stored velocity              | Maxwell's law at T, exactly |
| positions of a quartic site     | runs                         | Boltzmann integral |
| temperature                     | thermostat                   | ⟨|∇U|²⟩/⟨∇²U⟩, from forces only |
| two halves at two temperatures  | per-site temperature         | each half's own k_B T/k |

BAOAB samples the positions of a harmonic lattice exactly for every stable time step (Leimkuhler &
Matthews 2013), so most steps here are long on purpose: ω dt up to 1.4. Seeds are fixed; bounds are
4.5 standard errors of the number of independent samples, which are several relaxation times apart.
"""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import scipy.integrate
import scipy.stats

from pairlattice.engine.ewald import dipole_tensor
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin, Overdamped, start
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.sample import periodic, sphere
from pairlattice.engine.simulation import advance
from pairlattice.engine.terms import DipoleDipole, Neighbour, Tether
from pairlattice.engine.vector import join, split

FCC = Lattice.cubic("fcc")
T = 0.037


def snapshots(hamiltonian, integrator, state, count, every, warm=50):
    """(count, n1, n2, n3, 3) displacements and stored velocities."""
    force = hamiltonian.force_field()
    state = advance(force, integrator, state, warm)
    u, v = [], []
    for _ in range(count):
        state = advance(force, integrator, state, every)
        u.append(join(state.displacement))
        v.append(join(state.velocity))
    return np.array(u), np.array(v)


SIZE, K, J = (4, 4, 4), 4.0, 0.2


@pytest.fixture(scope="module")
def crystal():
    sample = periodic(FCC, SIZE)
    terms = {
        "tether": Tether(K),
        "dipoles": DipoleDipole.of(sample),
        "neighbour": Neighbour.of(sample, J),
    }
    return Hamiltonian(sample, terms)


def stiffness_of_every_mode():
    """K(q) (n1, n2, n3, 3, 3) from the tensor and the neighbour shell, not from the engine."""
    f = np.stack(np.meshgrid(*[np.arange(n) / n for n in SIZE], indexing="ij"), -1)
    q = f @ FCC.reciprocal
    hopping = np.cos(q @ (FCC.nearest_neighbours @ FCC.matrix).T).sum(axis=-1)
    local = K + J * (12 - hopping)
    return dipole_tensor(FCC, q) + local[..., None, None] * np.eye(3)


INTEGRATORS = {
    # λ lies in [1.9, 8.2 + 16 J]: ω dt up to 1.4; the memory of 9 steps is exp(−9·0.42·2/2).
    "Langevin": (Langevin(0.42, 2.0, T), 12),
    # λ dt/γ up to 1.1; the slowest mode forgets by a factor exp(−14·0.19).
    "overdamped": (Overdamped(0.1, 1.0, T), 25),
}


@pytest.mark.parametrize("name", INTEGRATORS)
def test_every_mode_of_the_harmonic_lattice_holds_kt_over_its_stiffness(crystal, name):
    integrator, every = INTEGRATORS[name]
    count = 1500
    u, _ = snapshots(crystal, integrator, start(crystal.sample, 5, T), count, every)
    spectrum = np.fft.fftn(u, axes=(1, 2, 3)) / np.sqrt(np.prod(SIZE))
    stiffness = stiffness_of_every_mode()
    assert np.ptp(np.linalg.eigvalsh(stiffness)) > 6
    # Whitened by Cholesky's L of K/T, every mode's three components have covariance 1.
    white = np.einsum("xyzba,mxyzb->mxyza", np.linalg.cholesky(stiffness / T), spectrum)
    covariance = np.einsum("mxyza,mxyzb->xyzab", white, white.conj()) / count
    scores = []
    for index in np.ndindex(*SIZE):
        opposite = tuple(-i % n for i, n in zip(index, SIZE, strict=True))
        if opposite < index:
            continue  # û(−q) = û(q)* says nothing new
        real = opposite == index
        excess = covariance[index] - np.eye(3)
        for a in range(3):
            # Variance of |w|² is 2 for a real Gaussian number and 1 for a complex one.
            scores.append(excess[a, a].real / np.sqrt((2 if real else 1) / count))
            for b in range(a):
                scores.append(excess[a, b].real / np.sqrt((1 if real else 0.5) / count))
                if not real:
                    scores.append(excess[a, b].imag / np.sqrt(0.5 / count))
    scores = np.array(scores)
    assert len(scores) > 250
    assert np.abs(scores).max() < 4.5
    # A chi² over all modes: too large is wrong physics, too small a wrong error bar. Memory
    # between snapshots of the slowest mode widens the scatter by under 1 %.
    p = scipy.stats.chi2.cdf(np.sum(scores**2), len(scores))
    assert 1e-3 < p < 1 - 1e-3
    assert abs(scores.mean()) < 4.5 / np.sqrt(len(scores))


def test_stored_velocity_is_maxwellian_where_the_closed_one_is_too_cold(crystal):
    dt = 0.42
    u, v = snapshots(crystal, Langevin(dt, 2.0, T), start(crystal.sample, 6, T), 400, 12)
    x = v.ravel() / np.sqrt(T)
    assert scipy.stats.kstest(x, "norm").pvalue > 1e-3
    assert abs(np.mean(x**2) - 1) < 4.5 * np.sqrt(2 / x.size)
    # Half a kick later, at the time of the positions, velocities lack T (ω dt)²/4 in each mode.
    force = jax.jit(crystal.force_field())
    closed = [b + 0.5 * dt * join(force(split(a), 0.0)) for a, b in zip(u, v, strict=True)]
    lacking = dt**2 / 4 * np.trace(stiffness_of_every_mode(), axis1=-2, axis2=-1).mean() / 3
    assert lacking > 0.1
    measured = np.mean(np.square(closed)) / T
    assert abs(measured - (1 - lacking)) < 4.5 * np.sqrt(2 / x.size)


def test_initial_velocities_are_maxwellian_and_only_on_sites():
    ball = sphere(FCC, 9.0)
    v = join(start(ball, 3, T).velocity)
    assert not v[~ball.sites].any()
    assert scipy.stats.kstest(v[ball.sites].ravel() / np.sqrt(T), "norm").pvalue > 1e-3


SITES = (20, 20, 20)


def uncoupled(stiffness, quartic=0.0):
    return Hamiltonian(periodic(FCC, SITES), {"tether": Tether(stiffness, quartic)})


@pytest.mark.parametrize(
    "integrator", [Langevin(0.4, 1.5, T), Overdamped(0.3, 1.0, T)], ids=["Langevin", "overdamped"]
)
def test_positions_of_uncoupled_oscillators_are_gaussian_of_variance_kt_over_k(integrator):
    k = 3.0
    hamiltonian = uncoupled(k)
    u, _ = snapshots(hamiltonian, integrator, start(hamiltonian.sample, 8, T), 1, 1, warm=60)
    x = u.ravel() / np.sqrt(T / k)
    assert scipy.stats.kstest(x, "norm").pvalue > 1e-3
    assert abs(np.mean(x**2) - 1) < 4.5 * np.sqrt(2 / x.size)


@pytest.mark.parametrize(
    "integrator",
    [Langevin(0.1, 2.0, 0.2), Overdamped(0.03, 1.0, 0.2)],
    ids=["Langevin", "overdamped"],
)
def test_quartic_double_well_is_filled_according_to_boltzmann(integrator):
    k, g, temperature = -1.0, 4.0, 0.2
    hamiltonian = uncoupled(k, g)
    u, _ = snapshots(hamiltonian, integrator, start(hamiltonian.sample, 9, 0.2), 1, 1, warm=400)
    r = np.linalg.norm(u, axis=-1).ravel()
    grid = np.linspace(0, 3, 3001)
    weight = grid**2 * np.exp(-(0.5 * k * grid**2 + 0.25 * g * grid**4) / temperature)
    law = scipy.integrate.cumulative_trapezoid(weight, grid, initial=0)
    # The step's own error is of order dt²: under 0.2 % of ⟨r²⟩, a tenth of what KS resolves.
    assert scipy.stats.kstest(r, lambda x: np.interp(x, grid, law / law[-1])).pvalue > 1e-3
    assert np.argmax(weight) > 400


def test_forces_alone_tell_the_temperature_of_the_anharmonic_lattice():
    # T = ⟨|∇U|²⟩/⟨∇²U⟩ (Rugh 1997), with the quartic tether and everything else present.
    sample = periodic(FCC, (2, 2, 3))
    terms = {
        "tether": Tether(1.5, 3.0),
        "dipoles": DipoleDipole.of(sample),
        "neighbour": Neighbour.of(sample, J),
    }
    hamiltonian = Hamiltonian(sample, terms)
    temperature, count = 0.15, 1500
    integrator = Langevin(0.12, 2.0, temperature)
    u, _ = snapshots(hamiltonian, integrator, start(sample, 10, temperature), count, 40)
    gradient = jax.grad(lambda x: hamiltonian.energy((x[..., 0], x[..., 1], x[..., 2])))

    @jax.jit
    def slope_and_curvature(x):
        basis = jnp.eye(x.size).reshape(-1, *x.shape)
        diagonal = jax.lax.map(lambda e: jnp.vdot(e, jax.jvp(gradient, (x,), (e,))[1]), basis)
        return jnp.sum(gradient(x) ** 2), jnp.sum(diagonal)

    slope, curvature = np.array([slope_and_curvature(jnp.asarray(x)) for x in u]).T
    ratio = slope.mean() / curvature.mean()
    error = np.std(slope - ratio * curvature) / curvature.mean() / np.sqrt(count)
    assert curvature.std() > 0.05 * curvature.mean()
    # The step biases the configurational temperature by (ω dt)²-sized terms beyond harmonic order.
    assert abs(ratio - temperature) < 4.5 * error + 0.003 * temperature
    assert error < 0.01 * temperature


@pytest.mark.parametrize("kind", [Langevin, Overdamped])
def test_two_uncoupled_halves_keep_their_own_temperatures(kind):
    k, cold, hot = 3.0, 0.01, 0.09
    hamiltonian = uncoupled(k)
    temperature = np.where(np.arange(20)[:, None, None] < 10, cold, hot) * np.ones(SITES)
    integrator = kind(0.3, 1.5, jnp.asarray(temperature))
    u, v = snapshots(hamiltonian, integrator, start(hamiltonian.sample, 12, cold), 1, 1, warm=80)
    for half, value in ((np.s_[:10], cold), (np.s_[10:], hot)):
        error = 4.5 * np.sqrt(2 / u[0, half].size)
        assert np.mean(u[0, half] ** 2) * k / value == pytest.approx(1, abs=error)
        if kind is Langevin:
            assert np.mean(v[0, half] ** 2) / value == pytest.approx(1, abs=error)


def test_no_noise_reaches_the_points_without_a_site():
    ball = sphere(FCC, 3.0)
    hamiltonian = Hamiltonian(ball, {"tether": Tether(4.0), "dipoles": DipoleDipole.of(ball)})
    for integrator in (Langevin(0.2, 1.0, T), Overdamped(0.1, 1.0, T)):
        u, _ = snapshots(hamiltonian, integrator, start(ball, 2, T), 1, 5)
        assert np.abs(u[0][ball.sites]).min() > 0
        assert not u[0][~ball.sites].any()
