"""Each term of the Hamiltonian.

| quantity         | one route              | the other |
|------------------|------------------------|---|
| energy           | Term.energy            | written out site by site in numpy |
| force            | Hamiltonian.fold, fast | −∂energy/∂u by differentiation |
| force            | differentiation        | finite differences of the energy |
| single precision | fold(float32)          | fold(float64) |
| s(t) of a signal | signals                | written out, on both sides of jumps |
"""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.pytree import record
from pairlattice.engine.sample import from_mask, periodic, slab
from pairlattice.engine.signals import Alternating, Constant, Pulse, Ramp
from pairlattice.engine.terms import (
    DipoleDipole,
    ElectricField,
    Neighbour,
    SiteForce,
    Term,
    Tether,
)
from pairlattice.engine.vector import Scalar, join, split

SKEWED = Lattice.from_vectors([[1.1, 0.2, 0.0], [-0.3, 0.9, 0.4], [0.1, 0.5, 1.3]])
SAMPLES = {
    "periodic": partial(periodic, Lattice.cubic("fcc"), (4, 4, 4)),
    "periodic, odd sizes": partial(periodic, Lattice.cubic("bcc"), (5, 4, 3), (0.2, 0.3, 0.5)),
    "periodic, skewed": partial(periodic, SKEWED, (3, 4, 5)),
    "open, one layer": lambda: from_mask(Lattice.cubic("fcc"), np.ones((4, 5, 1), dtype=bool)),
    "open": partial(slab, Lattice.cubic("fcc"), 2.0, 5.0),
    "open, skewed": lambda: from_mask(SKEWED, np.random.default_rng(2).random((5, 4, 3)) < 0.7),
}
TIMES = (0.0, 0.4, 1.0, 2.7)


@record
class Sextic(Term):
    """A term of the user's own that gives nothing but an energy: Σ c |u|⁶/6."""

    strength: Scalar

    def energy(self, u, t):
        del t
        return jnp.sum(self.strength / 6 * (u[0] ** 2 + u[1] ** 2 + u[2] ** 2) ** 3)


def every_term(sample):
    field = np.random.default_rng(6).standard_normal((*sample.size, 3))
    return {
        "dipoles": DipoleDipole.of(sample),
        "neighbour": Neighbour.of(sample, 0.7),
        "tether": Tether(2.3, 1.7),
        "constant": ElectricField.of((0.1, -0.4, 0.3)),
        "ramp": ElectricField.of((0.5, 0.2, -0.3), Ramp(0.3, 1.1)),
        "alternating": ElectricField.of(field, Alternating(0.35, 0.5)),
        "pulse": SiteForce.of((0.3, 0.1, 0.9), Pulse(0.3, 0.7)),
        "drive": SiteForce.of(-0.7 * field, Alternating(0.1)),
        "sextic": Sextic(0.4),
    }


@pytest.fixture(scope="module", params=SAMPLES)
def system(request):
    sample = SAMPLES[request.param]()
    u = np.random.default_rng(7).standard_normal((*sample.size, 3)) * sample.sites[..., None]
    return sample, every_term(sample), u


NAMES = ["dipoles", "neighbour", "tether", "ramp", "alternating", "pulse", "drive", "sextic"]


@pytest.mark.parametrize("name", NAMES)
def test_fast_force_of_each_term_is_minus_the_gradient_of_its_energy(system, name):
    sample, terms, u = system
    alone = Hamiltonian(sample, {name: terms[name]})
    fast, slope = jax.jit(alone.force_field()), jax.jit(alone.force)
    largest = []
    for t in TIMES:
        expected = join(slope(split(u), t))
        largest.append(np.abs(expected).max())
        # Transforms and differentiation both keep about 14 digits of the largest force.
        assert np.abs(join(fast(split(u), t)) - expected).max() < 1e-12 * max(largest[-1], 0.1)
        assert not expected[~sample.sites].any()
    assert max(largest) > 0.05


def test_terms_add_up_in_one_fold(system):
    sample, terms, u = system
    hamiltonian = Hamiltonian(sample, terms)
    fast, single = jax.jit(hamiltonian.force_field()), jax.jit(hamiltonian.force_field(jnp.float32))
    each = [
        jax.jit(Hamiltonian(sample, {name: term}).force_field()) for name, term in terms.items()
    ]
    slope = jax.jit(hamiltonian.force)
    for t in TIMES:
        expected = sum(join(force(split(u), t)) for force in each)
        scale = np.abs(expected).max()
        assert np.abs(join(fast(split(u), t)) - expected).max() < 1e-12 * scale
        assert np.abs(join(slope(split(u), t)) - expected).max() < 1e-12 * scale
        rounded = single(split(u, jnp.float32), jnp.asarray(t))
        assert {c.dtype for c in rounded} == {jnp.dtype(jnp.float32)}
        # 24 bits, and some twenty roundings in a row in the transforms.
        assert 0 < np.abs(join(rounded) - expected).max() < 2e-6 * scale
        energies = hamiltonian.energies(split(u), t)
        assert float(hamiltonian.energy(split(u), t)) == pytest.approx(sum(energies.values()))


def test_force_is_the_slope_of_the_energy_by_finite_differences(system):
    sample, terms, u = system
    hamiltonian = Hamiltonian(sample, terms)
    direction = np.random.default_rng(8).standard_normal(u.shape) * sample.sites[..., None]
    h = 1e-4
    energy = jax.jit(hamiltonian.energy)
    up, down = (float(energy(split(u + s * h * direction), 0.8)) for s in (1, -1))
    work = -np.sum(join(jax.jit(hamiltonian.force_field())(split(u), 0.8)) * direction)
    assert abs(work) > 1
    # Central differences: h² times the third derivative, 1e-8 × some tens.
    assert (up - down) / (2 * h) == pytest.approx(work, rel=1e-5)


def test_energies_of_local_terms_are_the_formulas_of_the_model(system):
    sample, terms, u = system
    t = 0.8
    squares = np.sum(u**2, axis=-1)
    assert float(terms["tether"].energy(split(u), t)) == pytest.approx(
        np.sum(0.5 * 2.3 * squares + 0.25 * 1.7 * squares**2), rel=1e-12
    )
    # An electron carries −e: displaced along E it stands higher.
    assert float(terms["constant"].energy(split(u), t)) == pytest.approx(
        np.sum(u @ [0.1, -0.4, 0.3]), rel=1e-12
    )
    assert float(terms["pulse"].energy(split(u), t)) == pytest.approx(
        -np.sum(u @ [0.3, 0.1, 0.9]), rel=1e-12
    )
    local = np.random.default_rng(6).standard_normal((*sample.size, 3))
    assert float(terms["alternating"].energy(split(u), t)) == pytest.approx(
        np.cos(2 * np.pi * 0.35 * t + 0.5) * np.sum(local * u), rel=1e-11
    )
    assert float(terms["drive"].energy(split(u), t)) == pytest.approx(
        0.7 * np.cos(2 * np.pi * 0.1 * t) * np.sum(local * u), rel=1e-11
    )


def test_neighbour_energy_is_the_sum_over_bonds(system):
    sample, terms, u = system
    position = {tuple(i): u[tuple(i)] for i in np.argwhere(sample.sites)}
    steps = np.rint(
        sample.lattice.nearest_neighbours
        @ sample.lattice.matrix
        @ np.linalg.inv(sample.grid.matrix)
    ).astype(int)
    twice, bonds = 0.0, 0
    for index, here in position.items():
        for step in steps:
            other = np.array(index) + step
            if sample.periodic:
                other %= sample.size
            if tuple(other) in position:
                twice += np.sum((here - position[tuple(other)]) ** 2)
                bonds += 1
    assert bonds > sample.count
    assert float(terms["neighbour"].energy(split(u), 0.0)) == pytest.approx(
        0.5 * 0.7 * twice / 2, rel=1e-12
    )


def test_neighbour_springs_cost_nothing_in_a_uniform_displacement_and_something_in_any_other():
    for make in SAMPLES.values():
        sample = make()
        term = Neighbour.of(sample, 0.7)
        uniform = np.tile([0.3, -0.2, 0.5], (*sample.size, 1)) * sample.sites[..., None]
        assert abs(float(term.energy(split(uniform), 0.0))) < 1e-12
        uniform[tuple(np.argwhere(sample.sites)[0])] += [0.1, 0.0, 0.0]
        assert float(term.energy(split(uniform), 0.0)) > 1e-3


def test_signals_follow_their_definitions_on_both_sides_of_every_jump():
    t = np.array([-1.0, 0.0, 0.2999, 0.3, 0.5, 0.7, 0.9999, 1.0, 1.4, 5.0])
    assert np.array_equal(Constant()(t), np.ones(10))
    ramp = np.clip((t - 0.3) / 1.1, 0, 1)
    assert np.asarray(Ramp(0.3, 1.1)(t)) == pytest.approx(ramp, abs=1e-15)
    assert np.array_equal(Ramp(0.3, 0.0)(t), t >= 0.3)
    assert np.array_equal(Pulse(0.3, 0.7)(t), (t >= 0.3) & (t < 1.0))
    wave = np.cos(2 * np.pi * 0.35 * t + 0.5)
    assert np.asarray(Alternating(0.35, 0.5)(t)) == pytest.approx(wave, abs=1e-14)
