"""Currents through the pair lattice: two routes to each number, and limits with known answers."""

import numpy as np
import pytest

from pairlattice import constants as c
from pairlattice.errors import InputError
from pairlattice.phenomena import phenomenon
from pairlattice.phenomena.transport import durations
from pairlattice.phenomena.transport import linear_response as theory
from pairlattice.phenomena.transport import results as r
from pairlattice.phenomena.transport.crystals import Crystals
from pairlattice.phenomena.transport.parameters import Parameters
from pairlattice.scenario import Scenario
from pairlattice.standard import drude, lorentz

ENTRY = phenomenon("transport")
SMALL = {
    "frequencies": [0.05, 5.0, 5],
    "drive_repeats": 2,
    "drive_steps": 4000,
    "equilibrium_repeats": 6,
    "equilibrium_steps": 8000,
    "longest_correlation": 80.0,
    "temperatures": [1e-4, 1e-2],
    "resistivity_repeats": 2,
}


def scenario(**tables) -> Scenario:
    plain = Scenario.from_toml(ENTRY.scenario_text).replace(lattice={"size": [3, 3, 3]})
    table = {**plain.experiment_table, **SMALL}
    return plain.replace(transport=table, **tables)


@pytest.fixture(scope="module")
def crystals() -> tuple[Crystals, Parameters]:
    plan = scenario()
    p = ENTRY.experiment.accept(plan)
    return Crystals.of(plan, p), p


@pytest.fixture(scope="module")
def tree():
    return ENTRY.experiment.run(scenario())


@pytest.fixture(scope="module")
def sigma(tree):
    return tree["conductivity"].to_dataset()


def both(data, name):
    return data[f"{name}_real"].to_numpy() + 1j * data[f"{name}_imaginary"].to_numpy()


def test_drive_and_green_kubo_agree_over_two_decades(sigma):
    pulls = np.stack([sigma.pull_real.to_numpy(), sigma.pull_imaginary.to_numpy()])
    # Errors from 18 series: 20 values stay below 3.5 of them in 99 of 100 runs.
    assert pulls.max() < 3.5
    assert np.sqrt(np.mean(pulls**2)) < 1.6
    # Guard against error bars so wide that everything agrees.
    error = sigma.kubo_error_real / np.abs(both(sigma, "kubo"))
    assert float(error.max()) < 0.3


def test_driven_harmonic_crystal_is_lorentzs_oscillator(crystals, sigma):
    expected = crystals[0].lorentz(sigma.omega.to_numpy())
    found = both(sigma.sel(kind="harmonic"), "drive")
    # The time step changes the response at ω = 5 by (ω dt)²/12 = 0.5 %.
    np.testing.assert_allclose(found, expected, rtol=8e-3)


def test_reduced_lorentz_oscillator_is_the_standard_one_in_si(crystals):
    cell, units = crystals[0], scenario().units
    omega = np.array([0.05, 0.5, 5.0])
    n = cell.density * units.density
    standard = lorentz.conductivity(
        omega / units.time,
        np.sqrt(cell.uniform) / units.time,
        lorentz.plasma_frequency(n),
        cell.friction / units.time,
    )
    reduced = units.current_density / units.electric_field
    np.testing.assert_allclose(cell.lorentz(omega) * reduced, standard, rtol=1e-10)
    # Its resistance is Drude's of the same friction, at every frequency.
    resistivity = 1 / drude.dc_conductivity(n, units.time / cell.friction)
    np.testing.assert_allclose((1 / standard).real, resistivity, rtol=1e-9)


def test_green_kubo_of_a_known_correlation_is_its_transform():
    """A velocity with ⟨v v⟩ = exp(−t) has σ = 1/(1 − iω): an Ornstein-Uhlenbeck series."""
    rng = np.random.default_rng(2)
    h, count = 0.1, 40000
    decay = np.exp(-h)
    kicks = np.sqrt(1 - decay**2) * rng.standard_normal((24, count))
    series = np.zeros((24, count))
    for i in range(1, count):
        series[:, i] = decay * series[:, i - 1] + kicks[:, i]
    omega = np.array([0.0, 1.0, 3.0])
    found = theory.green_kubo(series[:, 200:], h, 1.0, 1.0, omega, 16.0)
    error = found.real.std(axis=0, ddof=1) / np.sqrt(24)
    assert np.all(np.abs((found.mean(axis=0) - 1 / (1 - 1j * omega)).real) < 4 * error)
    assert np.all(error < 0.02)


def test_kramers_kronig_gives_the_imaginary_part_of_lorentzs_oscillator(crystals):
    omega = np.linspace(0, 40, 8001)
    sigma = crystals[0].lorentz(omega)
    found = theory.kramers_kronig(omega, sigma.real)
    few = slice(1, 1200)
    np.testing.assert_allclose(found[few], sigma.imag[few], atol=2e-3)
    assert np.abs(sigma.imag[few]).max() > 1


def test_measured_conductivity_obeys_kramers_kronig_and_the_sum_rule(sigma):
    inside = (sigma.grid > 0.05) & (sigma.grid < 4)
    difference = (sigma.kramers_kronig - sigma.kubo_grid_imaginary).to_numpy()[:, inside]
    assert np.abs(difference).max() < 0.05
    pulls = (sigma.sum_rule - 1) / sigma.sum_rule_error
    assert float(np.abs(pulls).max()) < 3
    assert float(sigma.sum_rule_error.max()) < 0.05


def test_lock_in_finds_amplitude_and_phase_of_a_current():
    time = np.arange(500) * 0.1
    series = np.real((0.3 + 0.2j) * np.exp(-1j * 1.7 * time)) + 5
    assert theory.lock_in(time, series, 1.7) == pytest.approx(0.3 + 0.2j)


def test_charge_passed_after_a_step_is_the_displacement_it_ends_in(crystals, tree):
    charge, end = r.CHARGE.values(tree)[:, -1], r.POLARISATION.values(tree)[:, -1]
    np.testing.assert_allclose(charge, end, atol=2e-3 * np.abs(end).max())
    cell, p = crystals
    at_rest = r.AT_REST.value(tree)
    u = -at_rest / cell.density
    assert cell.uniform * u + cell.quartic * u**3 == pytest.approx(p.step_field, rel=1e-9)
    assert end[0] == pytest.approx(at_rest, rel=1e-3)
    current = r.CURRENT.values(tree)[0]
    assert abs(current[-1]) < 1e-3 * np.abs(current).max()


def test_without_friction_and_temperature_a_step_rings_on_for_ever(tree):
    current = tree["pulses"].current.isel(case=2).to_numpy()
    half = len(current) // 2
    assert np.abs(current[half:]).max() == pytest.approx(np.abs(current[:half]).max(), rel=1e-2)


def test_transverse_currents_grow_with_temperature_and_the_lost_power_does_not(crystals, tree):
    data = tree["transverse"].to_dataset()
    density = crystals[0].density
    for field in ("on", "off"):
        found = data.local.sel(field=field)
        np.testing.assert_allclose(
            found, np.broadcast_to(density * np.sqrt(data.temperature), found.shape), rtol=0.03
        )
    harmonic = data.sel(kind="harmonic")
    np.testing.assert_allclose(harmonic.power, float(data.power_lorentz), rtol=2e-3)
    # The quartic tether moves the resonance away from the field: less is lost, not more.
    anharmonic = data.power.sel(kind="anharmonic").to_numpy()
    assert anharmonic[1] < 0.5 * anharmonic[0]


def test_resistivity_of_the_harmonic_crystal_is_the_friction_at_every_temperature(tree):
    data = tree["resistivity"].to_dataset()
    harmonic = data.sel(kind="harmonic")
    np.testing.assert_allclose(harmonic.driven, float(data.friction_alone), rtol=3e-3)
    pulls = (harmonic.resistivity - data.friction_alone) / harmonic.resistivity_error
    assert float(np.abs(pulls).max()) < 4


def test_durations_follow_from_the_charge_that_a_displacement_carries():
    n, J = 8.5e28, 3.0 / (np.pi * 2.5e-3**2)
    # The drift of Sec. II, 1.12e-5 m/s, takes 9 µs for an ångström.
    speed = J / (n * c.elementary_charge)
    assert durations.time_to_displacement(1e-10, n, J) == pytest.approx(1e-10 / speed)
    assert 1e-10 / speed == pytest.approx(8.9e-6, rel=0.01)
    end = durations.time_to_breakdown(3e6, J)
    assert end * J / c.vacuum_permittivity == pytest.approx(3e6)


def test_published_persistence_exceeds_every_duration_by_ten_decades(crystals):
    data = durations.durations(crystals[1], 0.5)
    assert len(data[r.MATERIAL]) >= 7
    assert len(data[r.EXPERIMENT]) == 2
    assert data[r.BOUND].min() > 1e10 * data[r.WHOLE].max()
    assert data[r.DECADES].min() > 10


def test_radiation_resistivity_is_larmors_power_of_one_electron():
    """P = e²a²/(6π ε0 c³) with a = ωv, at v = J/(n e)."""
    n, omega, J = 8.5e28, 6.3e5, 1.5e5
    acceleration = omega * J / (n * c.elementary_charge)
    larmor = (c.elementary_charge * acceleration) ** 2
    larmor /= 6 * np.pi * c.vacuum_permittivity * c.speed_of_light**3
    found = float(durations.radiation_resistivity(np.array(omega), n))
    assert found * J**2 == pytest.approx(n * larmor, rel=1e-12)


def test_a_bath_without_friction_is_refused_in_one_line():
    with pytest.raises(InputError, match=r"needs thermostat.friction above 0, got 0"):
        ENTRY.experiment.run(scenario(thermostat={"friction": 0.0}))


def test_an_unknown_key_is_refused_in_one_line():
    plan = scenario()
    with pytest.raises(InputError, match=r"transport\.frequncies is not a known key; did you mean"):
        ENTRY.experiment.accept(plan.replace(transport={"frequncies": 3}))


def test_the_whole_experiment_draws_and_tabulates(tree):
    drawn = ENTRY.figures.draw(tree)
    assert set(drawn) == set(ENTRY.figures.captions(tree)) == {"figtransport", "figtransport2"}
    assert len(ENTRY.figures.tables(tree)) == 7
    for node in tree.subtree:
        for name, variable in node.data_vars.items():
            assert {"units", "long_name"} <= set(variable.attrs), name
