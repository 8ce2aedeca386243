"""A scenario file becomes one record in reduced units, or one clear line."""

import math
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairlattice import constants as c
from pairlattice.errors import InputError
from pairlattice.scenario import Scenario, ThermostatSpec, load_scenario
from pairlattice.units import ReducedUnits

EXAMPLES = Path(__file__).parents[1] / "scenarios"
SIZE = "[lattice]\nsize = 4\n"
LEAD = '[material]\nname = "Pb"\n' + SIZE
FIELD = SIZE + "[electric_field]\nstrength = 0.1\ndirection = [0, 0, 1]\n"

FULL = (Path(__file__).parent / "every_table.toml").read_text()


# --- what a scenario holds --------------------------------------------------------------------


def test_defaults_are_those_of_the_documentation():
    s = Scenario.from_toml(SIZE)
    assert (s.experiment, s.seed, s.units, s.sample) == ("run", 1, None, None)
    assert (s.lattice.kind, s.lattice.edge, s.lattice.size) == ("fcc", 2.0, (4, 4, 4))
    assert (s.tether.kappa, s.tether.quartic, s.neighbour.stiffness) == (0.1, 5.0, 0.0)
    assert (s.thermostat.temperature, s.thermostat.friction) == (0.0, 0.1)
    assert (s.run.steps, s.run.equilibration, s.run.sample_every) == (5000, 1000, 10)
    assert (s.run.integrator, s.run.precision, s.run.block) == ("langevin", "float64", 4)
    assert s.run.time_step is None
    assert s.electric_field == s.drive == ()
    assert (s.thresholds.amplitude, s.thresholds.disorder) == (0.02, 0.02)
    assert s.thresholds.coherence == math.sqrt(0.5)


def test_quantities_with_units_are_stored_in_reduced_units():
    s = Scenario.from_toml(FULL)
    units = ReducedUnits(1.8e-10)
    assert s.units == units
    assert s.thermostat.temperature * units.energy == pytest.approx(4.2 * c.boltzmann)
    assert s.thermostat.friction / units.time == pytest.approx(1e13)
    assert s.tether.stiffness * units.energy / units.length**2 == pytest.approx(12)
    assert s.tether.quartic * units.energy / units.length**4 == pytest.approx(1e21)
    assert s.run.time_step * units.time == pytest.approx(1e-18)
    ac, pulse = s.electric_field
    force = ac.strength * units.energy / units.length
    assert force == pytest.approx(1e6 * c.elementary_charge)
    assert ac.frequency / units.time == pytest.approx(1e12)
    assert (ac.phase, ac.start, ac.duration) == (0.0, None, None)
    assert pulse.start * units.time == pytest.approx(1e-15)
    assert pulse.strength == -0.5
    assert s.drive[0].strength * units.energy / units.length == pytest.approx(1e-12)
    assert (s.drive[0].start, s.drive[0].duration) == (0.0, 7.0)
    assert s.experiment_table["temperatures"] == ["1 K", 2.5, 3]


@pytest.mark.parametrize(
    ("lattice", "sites_per_cube", "edge"),
    [
        ('kind = "sc"\nedge = 1', 1, 1),
        ('kind = "bcc"', 2, 2),
        ('kind = "fcc"', 4, 2),
        ("vectors = [[0,1,1],[1,0,1],[1,1,0]]", 4, 2),
        ("vectors = [[-3,0,0],[0,2,0],[0,0,1]]", 4, 24 ** (1 / 3)),
    ],
)
def test_the_unit_of_length_reproduces_the_pair_density_on_every_lattice(
    lattice, sites_per_cube, edge
):
    s = Scenario.from_toml(f'[material]\npair_density="8.5e28 1/m^3"\n[lattice]\nsize=2\n{lattice}')
    assert sites_per_cube / (edge * s.units.length) ** 3 == pytest.approx(8.5e28)


def test_a_material_is_taken_from_the_data_set():
    assert Scenario.from_toml(LEAD).units == ReducedUnits.from_pair_density(1.32e29)


def test_kappa_and_stiffness_are_two_names_of_one_tether():
    soft = Scenario(lattice={"size": 4}, tether={"kappa": -0.1})
    assert soft.stiffness == pytest.approx(0.9 * 2 * math.pi / 3)  # k_c = 2π/3 in rock salt
    again = Scenario(lattice={"size": 4}, tether={"stiffness": soft.stiffness})
    assert again.kappa == pytest.approx(-0.1)


def test_directions_are_unit_vectors():
    s = Scenario.from_toml(FULL)
    assert s.electric_field[0].direction == pytest.approx(np.array([1, 2, 3]) / math.sqrt(14))
    tiny = {"strength": 1, "direction": [0, 5e-324, -5e-324]}
    assert Scenario(lattice={"size": 1}, drive=tiny).drive[0].direction == pytest.approx(
        (0, math.sqrt(0.5), -math.sqrt(0.5))
    )


@pytest.mark.parametrize(
    "sample",
    [
        'shape = "cylinder"\nradius = "1 nm"\nlength = 60',
        'shape = "sphere"\nradius = 5',
        'shape = "prism"\nedges = [10, "2 nm", 40]',
        'shape = "slab"\nthickness = 4\nwidth = 40\naxis = [0, -1, 0]',
        'shape = "mask"\nmask = "sample.npy"',
    ],
)
def test_every_shape_of_sample_round_trips(sample):
    s = Scenario.from_toml(f'[material]\nname = "Pb"\n[sample]\n{sample}')
    assert s.lattice.size is None
    assert Scenario.from_toml(s.to_toml()) == s


@pytest.mark.parametrize(
    "text",
    [SIZE, LEAD, FULL, FIELD, (EXAMPLES / "first.toml").read_text(), '[material]\npair_density = '
     '"8.47e28 1/m^3"\n' + SIZE, 'title = "\\" \\\\ é"\n' + SIZE],
)  # fmt: skip
def test_the_canonical_text_gives_an_equal_scenario_and_itself(text):
    first = Scenario.from_toml(text)
    again = Scenario.from_toml(first.to_toml())
    assert again == first
    assert hash(again) == hash(first)
    assert again.units == first.units
    assert again.model_dump() == first.model_dump()
    assert again.to_toml() == first.to_toml()


@settings(max_examples=60, deadline=None)
@given(st.tuples(*[st.floats(-1e6, 1e6)] * 3).filter(any), st.floats(-1e300, 1e300))
def test_any_direction_and_strength_survive_the_round_trip(direction, strength):
    s = Scenario(lattice={"size": 1}, drive={"strength": strength, "direction": direction})
    assert Scenario.from_toml(s.to_toml()).model_dump() == s.model_dump()


def test_scenarios_that_differ_are_not_equal():
    one = Scenario(lattice={"size": 4})
    assert one != one.replace(seed=2)
    assert one != one.replace(lattice={"size": 5})
    assert one != Scenario(lattice={"size": 4}, experiment="states", states={"a": 1})


def test_the_source_text_is_kept_but_does_not_count():
    commented = Scenario.from_toml("# why\n" + SIZE)
    assert commented.source.startswith("# why")
    assert commented == Scenario.from_toml(SIZE)


def test_a_scenario_survives_being_sent_to_another_process():
    s = Scenario.from_toml(FULL)
    copy = pickle.loads(pickle.dumps(s))
    assert copy == s
    assert copy.units == s.units


def test_a_scenario_is_frozen():
    s = Scenario(lattice={"size": 4})
    with pytest.raises(ValueError, match="frozen"):
        s.seed = 2
    with pytest.raises(ValueError, match="frozen"):
        s.lattice.edge = 1.0


# --- from Python ------------------------------------------------------------------------------


def test_numpy_values_none_and_sections_are_welcome_from_python():
    s = Scenario(
        seed=np.int64(3),
        sample=None,
        lattice={"size": np.array([2, 3, 4]), "vectors": None},
        electric_field={"strength": np.float32(0.5), "direction": np.array([0, 0, 2])},
        thermostat=ThermostatSpec(temperature=0.5),
        experiment="states",
        states={"grid": np.linspace(0, 1, 3)},
    )
    assert s.lattice.size == (2, 3, 4)
    assert s.electric_field[0].direction == (0, 0, 1)
    assert s.experiment_table == {"grid": [0.0, 0.5, 1.0]}
    assert Scenario.from_toml(s.to_toml()) == s


def test_replace_changes_a_key_and_keeps_the_others():
    s = Scenario.from_toml(FULL)
    warm = s.replace(thermostat={"temperature": "9 K"}, states={"new": 1})
    assert warm.thermostat.temperature == pytest.approx(s.thermostat.temperature * 9 / 4.2)
    assert warm.thermostat.friction == s.thermostat.friction
    assert warm.experiment_table == {**s.experiment_table, "new": 1}
    assert s.replace(tether={"stiffness": None, "kappa": 1.0}).kappa == 1.0
    with pytest.raises(InputError, match=r"thermostat\.temperature must be 0 K or above"):
        s.replace(thermostat={"temperature": "-9 K"})


@pytest.mark.parametrize("tables", [3, None, "x", [1]])
def test_from_dict_refuses_what_is_no_table(tables):
    with pytest.raises(InputError, match="must be a table of tables"):
        Scenario.from_dict(tables)


@pytest.mark.parametrize(
    "tables",
    [
        {"lattice": {1: 2}},
        {"self": 1},
        {"lattice": {"size": {1, 2}}},
        {"lattice": {"size": object()}},
        {"experiment": "a", "a": {"x": "\ud800"}},
        {"experiment": "a", "a": {"x": object()}},
        {"title": "\ud800"},
        {"run": {"steps": np.array([1, 2])}},
    ],
)
def test_odd_python_objects_get_one_line_too(tables):
    with pytest.raises(InputError) as caught:
        Scenario(**{"lattice": {"size": 2}, **tables})
    assert str(caught.value).isprintable()


def test_a_short_run_gets_defaults_that_fit():
    run = Scenario(lattice={"size": 2}, run={"steps": 3}).run
    assert (run.equilibration, run.sample_every) == (0, 3)


@pytest.mark.parametrize("name", ["first", "lead"])
def test_the_example_files_are_valid(name):
    s = load_scenario(EXAMPLES / f"{name}.toml")
    assert s.lattice.size == (16, 16, 16)
    assert (s.units is None) == (name == "first")
    assert Scenario.from_toml(s.to_toml()) == s


def test_reading_a_scenario_without_units_imports_neither_jax_nor_pint():
    code = (
        "import sys; from pairlattice.scenario import Scenario; Scenario(lattice={'size': 4});"
        "heavy = {'jax', 'pint', 'pairlattice.engine', 'pairlattice.model'};"
        "sys.exit(bool(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
