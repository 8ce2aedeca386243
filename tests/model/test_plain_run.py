"""Whole runs from a scenario.

Routes that must agree:
    a run described in SI units           <->  the same in reduced numbers
    order of the harmonic crystal         <->  A = E/k_TO, D² = T·S, S from a dense Hessian
    response of a shape                   <->  its depolarisation factor, N n e²/ε0 in SI
    order left when the field has gone    <->  the sign of κ
"""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from pairlattice import constants as c
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin, Overdamped
from pairlattice.errors import InputError
from pairlattice.model import build, stiffness
from pairlattice.model.plain_run import run as simulate
from pairlattice.scenario import Scenario
from pairlattice.units import ReducedUnits

FIELD = {"strength": 0.01, "direction": [0, 0, -1]}
SMALL = {
    "lattice": {"size": 4},
    "tether": {"kappa": 0.1, "quartic": 0.0},
    "electric_field": [FIELD],
    "thermostat": {"temperature": 1e-4, "friction": 0.4},
    "run": {"steps": 60, "equilibration": 20, "sample_every": 10},
    "seed": 5,
}


def dense_hessian(energy: Hamiltonian):
    """∂²H/∂u∂u of all sites by differentiating the energy twice."""
    size = energy.sample.size

    def of(x):
        parts = x.reshape(3, *size)
        return energy.energy((parts[0], parts[1], parts[2]))

    return np.asarray(jax.hessian(of)(jnp.zeros(3 * energy.sample.count)))


def test_run_in_si_units_is_the_run_in_reduced_numbers():
    units = ReducedUnits.from_pair_density(8.5e28)
    plain = simulate(Scenario(**SMALL))
    si = Scenario(
        **{
            **SMALL,
            "material": {"pair_density": "8.5e28 1/m^3"},
            "electric_field": [{**FIELD, "strength": f"{0.01 * units.electric_field!r} V/m"}],
            "thermostat": {
                "temperature": f"{1e-4 * units.temperature!r} K",
                "friction": f"{0.4 / units.time!r} 1/s",
            },
        }
    )
    tree = simulate(si)
    for name in ("displacement", "square", "temperature", "energy_dipoles", "power"):
        np.testing.assert_allclose(tree[name], plain[name], rtol=1e-6, atol=1e-12)
    assert tree.attrs["si"]["temperature"] == pytest.approx(units.temperature)
    # A field of half the strength is another run.
    other = si.replace(electric_field=[{**FIELD, "strength": 0.005}])
    assert not np.allclose(simulate(other)["displacement"], plain["displacement"], rtol=0.1)


def test_harmonic_crystal_has_the_order_of_equipartition_within_error_bars():
    scenario = Scenario(
        **{**SMALL, "run": {"steps": 16000, "equilibration": 1000, "sample_every": 20, "block": 4}}
    )
    tree = simulate(scenario)
    E, T = 0.01, 1e-4
    k_to = stiffness.uniform_stiffness(0.1, 0.5)
    assert E / k_to == pytest.approx(0.01 / (0.1 * 2 * np.pi / 3))
    mean, error = tree["displacement_mean"].to_numpy(), tree["displacement_error"].to_numpy()
    pull = (mean - [0, 0, E / k_to]) / error
    assert np.all(np.abs(pull) < 4)
    assert error[2] < 0.02 * E / k_to
    hessian = dense_hessian(build.hamiltonian(scenario))
    spread = np.trace(np.linalg.inv(hessian)) / 64
    square, error = float(tree["square_mean"]), float(tree["square_error"])
    assert abs(square - (E / k_to) ** 2 - spread * T) < 4 * error
    assert error < 0.07 * spread * T
    # The one block is the whole crystal: D² is T·S but for the error of the mean displacement.
    D = float(tree["blocks"]["disorder"].item())
    assert abs(D**2 - spread * T) < 0.1 * spread * T
    temperature, error = float(tree["temperature_mean"]), float(tree["temperature_error"])
    assert abs(temperature - T) < 4 * error < 0.2 * T


@pytest.mark.parametrize(("integrator", "limit"), [("langevin", "1/ω"), ("overdamped", "γ/k")])
def test_time_step_above_the_limit_of_the_stiffest_mode_is_refused_in_one_line(integrator, limit):
    scenario = Scenario(**SMALL).replace(run={"integrator": integrator})
    energy = build.hamiltonian(scenario)
    highest = np.linalg.eigvalsh(dense_hessian(energy))[-1]
    largest = 0.4 / highest if integrator == "overdamped" else highest**-0.5
    kind = {"langevin": Langevin, "overdamped": Overdamped}[integrator]
    made = build.integrator(scenario.replace(run={"time_step": 0.999 * largest}), energy)
    assert isinstance(made, kind)
    beyond = scenario.replace(run={"time_step": 1.001 * largest})
    with pytest.raises(InputError, match=rf"^run\.time_step .* = {limit} of .*lower it") as error:
        simulate(beyond)
    assert "\n" not in str(error.value)


def minimum(**changes):
    tables = {**SMALL, "run": {"integrator": "minimise"}, **changes}
    tree = simulate(Scenario(**{k: v for k, v in tables.items() if v is not None}))
    assert tree.attrs["converged"] == 1
    return tree


def response(tree):
    sites = tree["sites"]["site"].to_numpy()
    return 0.01 / tree["sites"]["mean_displacement"].to_numpy()[sites][:, 2].mean()


def test_depolarisation_of_the_outer_shape_stiffens_the_response_by_n_e2_over_epsilon0():
    n = 8.5e28
    units = ReducedUnits.from_pair_density(n)
    tinfoil = response(minimum())
    for N in (1 / 3, 1.0):
        shaped = response(minimum(lattice={"size": 4, "depolarisation": [0, 0, N]}))
        shift = N * n * c.elementary_charge**2 / c.vacuum_permittivity
        assert (shaped - tinfoil) * units.stiffness == pytest.approx(shift, rel=1e-5)
    assert tinfoil == pytest.approx(stiffness.uniform_stiffness(0.1, 0.5), rel=1e-5)


def test_ball_with_open_ends_responds_as_a_crystal_with_a_third():
    ball = response(minimum(lattice=None, sample={"shape": "sphere", "radius": 5.0}))
    shaped = response(minimum(lattice={"size": 4, "depolarisation": [1 / 3] * 3}))
    assert ball == pytest.approx(shaped, rel=0.1)


@pytest.mark.parametrize("kappa", [0.1, -0.2])
def test_minimum_in_a_field_is_called_magnetic_only_if_its_order_stays(kappa):
    tether = {"kappa": kappa, "quartic": 5.0}
    tree = minimum(tether=tether, electric_field=[{**FIELD, "strength": 0.02}])
    u = tree["sites"]["mean_displacement"].to_numpy()[..., 2].mean()
    k = stiffness.uniform_stiffness(kappa, 0.5)
    assert k * u + 5.0 * u**3 == pytest.approx(0.02, rel=1e-4)
    left = tree["sites_field_off"]["mean_displacement"].to_numpy().mean(axis=(0, 1, 2))
    own = stiffness.spontaneous_displacement(kappa, 0.5, 5.0)
    assert np.linalg.norm(left) == pytest.approx(own, abs=1e-5)
    expected = "magnetic" if kappa < 0 else "superconducting"
    assert tree.attrs["sample_state"] == expected
    assert float(tree["blocks"]["amplitude_field_off"].mean()) == pytest.approx(own, abs=1e-5)


@pytest.mark.parametrize("kappa", [0.1, -0.3])
def test_poled_needle_keeps_its_end_charges_only_below_the_threshold(kappa):
    scenario = Scenario(
        sample={"shape": "prism", "edges": [4, 4, 40]},
        tether={"kappa": kappa, "quartic": 5.0},
        neighbour={"stiffness": 0.1},
        electric_field=[{**FIELD, "strength": 0.1}],
        thermostat={"temperature": 1e-6, "friction": 0.4},
        run={"steps": 500, "equilibration": 400, "block": 3, "precision": "float32"},
    )
    seen = []
    tree = simulate(scenario, lambda done, whole, _: seen.append(done / whole))
    site = tree["sites"]["site"].to_numpy()

    def mean(name):
        return tree[name]["mean_displacement"].to_numpy()[site].mean(axis=0)

    on, off = mean("sites"), mean("sites_field_off")
    assert on[2] > 0.1
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    shares = tree.attrs["fractions"]
    if kappa > 0:
        assert abs(off[2]) < 0.02 * on[2]
        assert shares["superconducting"] > 0.9
    else:
        assert off[2] > 0.5 * on[2]
        assert shares["magnetic"] > 0.9
    charge = tree["sites"]["surface_charge"].to_numpy()
    z = tree["sites"]["position"].to_numpy()[..., 2]
    assert charge[z > 18].sum() < 0 < charge[z < -18].sum()


def test_crystal_without_field_is_insulating_when_cold_and_metallic_when_hot():
    cold = Scenario(**SMALL).replace(electric_field=None, thermostat={"temperature": 1e-6})
    assert simulate(cold).attrs["sample_state"] == "insulating"
    tree = simulate(cold.replace(thermostat={"temperature": 0.01}, run={"steps": 1000}))
    assert tree.attrs["fractions"]["metallic"] > 0.9
    assert "sites_field_off" not in tree.children
