"""The crystal at rest: what its spectrum, response and energies must obey."""

import numpy as np
import pytest

from pairlattice import constants as c
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.sample import periodic
from pairlattice.errors import InputError
from pairlattice.model.stiffness import critical_stiffness
from pairlattice.phenomena import phenomenon
from pairlattice.phenomena.crystal import exact, free_energy, response, spectrum, statics, tether
from pairlattice.phenomena.crystal import results as r
from pairlattice.phenomena.crystal.coulomb import rock_salt
from pairlattice.phenomena.crystal.parameters import Parameters
from pairlattice.scenario import Scenario
from pairlattice.standard import lorentz
from pairlattice.units import ReducedUnits

FCC = Lattice.cubic("fcc")
K_C = critical_stiffness(FCC.density)
OWN_VECTORS = Lattice.from_vectors([[1.1, 0.2, 0], [0, 1.4, 0.3], [0.1, 0, 1.9]])


@pytest.mark.parametrize("name", list(statics.DIRECTIONS))
def test_quartic_coefficients_agree_by_derivative_sums_and_by_a_fit(name):
    crystal, direction = rock_salt(), statics.unit(name)
    exactly = statics.quartic_by_derivative(crystal, direction)
    assert statics.quartic_by_fit(crystal, direction) == pytest.approx(exactly, rel=1e-6)
    assert abs(exactly) > 0.5


def test_quartic_terms_are_one_harmonic_function_of_cubic_symmetry():
    """x⁴ + y⁴ + z⁴ − 3r⁴/5 along [100], [110], [111] is 2/5, −1/10, −4/15."""
    a, b, d = (
        statics.quartic_by_derivative(rock_salt(), statics.unit(n)) for n in statics.DIRECTIONS
    )
    assert b / a == pytest.approx(-1 / 4, rel=1e-10)
    assert d / a == pytest.approx(-2 / 3, rel=1e-10)


@pytest.mark.parametrize("kappa", [0.05, 0.1, 1.0])
def test_frequencies_at_the_zone_centre_obey_lyddane_sachs_teller(kappa):
    data = response.measure(periodic(FCC, (3, 3, 3)), K_C * (1 + kappa))
    assert data[r.RATIO] == pytest.approx(data[r.PERMITTIVITY], rel=1e-5)
    assert data[r.RATIO] == pytest.approx(1 + 3 / kappa, rel=1e-5)
    standard = lorentz.longitudinal_frequency(data[r.OMEGA_TO], data[r.PERMITTIVITY], 1.0)
    assert data[r.OMEGA_LO] == pytest.approx(float(standard), rel=1e-5)


@pytest.mark.parametrize("lattice", [Lattice.cubic("sc"), Lattice.cubic("bcc"), FCC, OWN_VECTORS])
def test_density_of_states_integrates_to_three_and_its_second_moment_is_the_tether(lattice):
    """The dipole tensor has no trace, so the mean of ω² over all modes is k/m."""
    k = 3 * critical_stiffness(lattice.density)
    data = spectrum.density_of_states(lattice, k, 12, 40)
    assert data[r.INTEGRAL] == pytest.approx(3.0, abs=1e-12)
    # Of the 12³ wave vectors only q = 0 has a trace, −4πn, where the longitudinal limit is cut out.
    missing = 3 * critical_stiffness(lattice.density) / 3 / 12**3
    assert data[r.MEAN_SQUARE] == pytest.approx(k - missing, rel=1e-10)


@pytest.mark.parametrize("lattice", [FCC, Lattice.cubic("bcc"), Lattice.cubic("sc"), OWN_VECTORS])
def test_group_velocities_are_the_slopes_of_the_bands(lattice):
    data = spectrum.bands(lattice, 3 * critical_stiffness(lattice.density), 9)
    speed = data[r.GROUP_VELOCITY]
    np.testing.assert_allclose(speed, data[r.SLOPE], atol=1e-7)
    assert np.abs(speed).max() > 0.1


@pytest.mark.parametrize(
    ("kind", "eigenvalue", "wave_vector"),
    [
        # Luttinger & Tisza, Phys. Rev. 70, 954 (1946): energies −2.676, −2.094, −2.094 n² per site.
        ("sc", -5.3535, (0.5, 0, 0.5)),
        ("bcc", -4 * np.pi / 3, (0, 0, 0)),
        ("fcc", -4 * np.pi / 3, (0, 0, 0)),
    ],
)
def test_the_first_soft_mode_is_ferroelectric_in_bcc_and_fcc_only(kind, eigenvalue, wave_vector):
    lattice = Lattice.cubic(kind)
    lowest, q = spectrum.softest(lattice)
    assert lowest / lattice.density == pytest.approx(eigenvalue, abs=1e-4)
    assert sorted(np.abs(q)) == pytest.approx(sorted(np.abs(wave_vector)), abs=1e-6)


def test_no_wave_vector_of_a_finer_mesh_is_softer_than_the_soft_mode_of_any_lattice():
    lowest, _ = spectrum.softest(OWN_VECTORS)
    values, _ = spectrum.mesh_eigenvalues(OWN_VECTORS, 20)
    assert lowest <= values.min() + 1e-9


@pytest.mark.parametrize("name", ["uniform [100]", "X transverse", "L longitudinal"])
def test_dipole_approximation_is_exact_to_second_order_in_the_displacement(name):
    shape = exact.pattern(name)
    dipole = exact.dipole_energy(FCC, shape)
    errors = [exact.exact_energy(FCC, u * shape) / u**2 - dipole for u in (0.02, 0.04)]
    assert abs(errors[0]) < 1e-2 * abs(dipole)
    if name != "L longitudinal":  # its quartic term nearly vanishes
        assert errors[1] / errors[0] == pytest.approx(4, rel=0.05)


def test_dipole_forces_approach_the_exact_ones_for_any_small_displacement():
    shape = np.random.default_rng(5).standard_normal((3, 3, 3, 3))
    dipole = exact.dipole_force(FCC, shape)
    errors = [exact.force_error(FCC, u * shape, u * dipole) / u for u in (0.001, 0.002)]
    assert np.abs(dipole).max() > 1
    assert errors[0] < 0.02 * K_C
    assert errors[1] / errors[0] == pytest.approx(2, rel=0.05)


def test_eq_2_on_the_crystal_is_the_madelung_energy_and_not_zero():
    units = ReducedUnits.from_pair_density(8.5e28)
    cell = exact.crystal_cell(FCC, 2, np.zeros((2, 2, 2, 3)))
    eq2, energy = free_energy.energies(cell, units)
    assert eq2 == pytest.approx(1.7475645946331822, rel=1e-10)
    assert energy == pytest.approx(-1.7475645946331822, rel=1e-10)


def test_eq_2_is_not_least_on_the_crystal():
    units = ReducedUnits.from_pair_density(8.5e28)
    p = Parameters(disorder=[0.2], block=2, repeats=8)
    data = free_energy.measure(FCC, p, 1, units)
    assert data[r.ARRANGEMENT][:2] == ["crystal", "displaced by 0.2 d rms"]
    crystal, displaced = data[r.EQ2][:2]
    assert displaced + 3 * data[r.EQ2.error][1] < crystal


def test_thermal_amplitude_of_one_oscillator_has_its_quantum_and_classical_limits():
    omega, weight = np.full((1, 3), 2.0), np.ones(1)
    cold = tether.mean_square(omega, weight, 0.5, 0.0)
    assert cold == pytest.approx(3 * 0.5 / (2 * 2.0))
    hot = tether.mean_square(omega, weight, 0.5, 1e3)
    assert hot == pytest.approx(tether.classical_mean_square(omega, weight, 1e3), rel=1e-6)


def test_threshold_tether_is_the_plasma_frequency_over_root_three():
    data = tether.measure(FCC, 0.1, 8, 300.0)
    copper = data[r.MATERIAL].index("Cu")
    density, threshold, quantum = (
        data[v][copper] for v in (r.DENSITY, r.THRESHOLD_QUANTUM, r.QUANTUM)
    )
    plasma = lorentz.plasma_frequency(density) * c.reduced_planck / c.elementary_charge
    assert threshold == pytest.approx(float(plasma) / np.sqrt(3), rel=1e-9)
    assert quantum == pytest.approx(float(plasma) * np.sqrt(1.1 / 3), rel=1e-9)


def test_an_unstable_tether_is_refused_in_one_line():
    entry = phenomenon("crystal")
    scenario = Scenario.from_toml(entry.scenario_text).replace(lattice={"kind": "sc"})
    with pytest.raises(InputError, match=r"tether\.kappa must be above 0\.2781"):
        entry.experiment.run(scenario)


def test_an_unknown_key_of_the_experiment_is_refused_in_one_line():
    entry = phenomenon("crystal")
    scenario = Scenario.from_toml(entry.scenario_text).replace(crystal={"meshes": 3})
    with pytest.raises(InputError, match=r"crystal\.meshes is not a known key; did you mean"):
        entry.experiment.run(scenario)


def test_the_whole_experiment_draws_and_tabulates(tiny):
    entry, tree = phenomenon("crystal"), tiny["crystal"]
    drawn = entry.figures.draw(tree)
    assert set(drawn) == set(entry.figures.captions(tree)) == {"fig03", "fig03_tether"}
    assert len(entry.figures.tables(tree)) == 5
    for node in tree.subtree:
        for name, variable in node.data_vars.items():
            assert {"units", "long_name"} <= set(variable.attrs), name
