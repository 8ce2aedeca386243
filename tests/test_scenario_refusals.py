"""A mistake in a scenario gets one line: field, allowed range, what came, remedy."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pairlattice.errors import InputError
from pairlattice.scenario import Scenario, load_scenario

SIZE = "[lattice]\nsize = 4\n"
LEAD = '[material]\nname = "Pb"\n' + SIZE
WARM = LEAD + "[thermostat]\ntemperature = "
FIELD = SIZE + "[electric_field]\nstrength = 0.1\ndirection = [0, 0, 1]\n"
FULL = (Path(__file__).parent / "every_table.toml").read_text()


def refusal(text: str) -> str:
    with pytest.raises(InputError) as caught:
        Scenario.from_toml(text)
    message = str(caught.value)
    assert message.isprintable()
    assert len(message) < 450
    return message


def accept_or_refuse(read) -> None:
    """Any exception but InputError fails the test that calls this."""
    try:
        scenario = read()
    except InputError as error:
        message = str(error)
    else:
        assert Scenario.from_toml(scenario.to_toml()) == scenario
        return
    assert message.isprintable()


REFUSALS = [
    # units
    (WARM + '"4.2 m"', "thermostat.temperature must have the unit of K"),
    (WARM + '"4.2"', "thermostat.temperature must carry a unit"),
    (WARM + '"4.2 Q"', "thermostat.temperature has a unit nobody knows"),
    (WARM + '"-4 K"',
     'thermostat.temperature must be 0 K or above, got "-4 K"; a temperature in kelvin such as '
     '"4.2 K"'),
    (LEAD + '[run]\ntime_step = "1e300 s"', "must be a finite number of reduced units"),
    (LEAD + '[run]\ntime_step = "0 s"', "run.time_step must be above 0 s"),
    (SIZE + '[thermostat]\ntemperature = "4 K"', "add [material]"),
    (SIZE + "[thermostat]\ntemperature = -1", "thermostat.temperature must be 0 or above, got -1;"),
    (LEAD + '[electric_field]\nstrength=1\ndirection=[0,0,1]\nwaveform="ac"\nfrequency="1 rad/s"',
     "electric_field #1.frequency must be an ordinary frequency"),
    # missing
    ("", "lattice.size is missing"),
    (SIZE + "[thermostat]\nfriction = 1", "thermostat.temperature is missing; add for example"),
    (SIZE + "[electric_field]\nstrength = 1", "electric_field #1.direction is missing"),
    (SIZE + "[[drive]]\ndirection = [1,0,0]", "drive #1.strength is missing"),
    # keys
    (SIZE + '[thermostat]\ntemprature = 4', 'thermostat.temprature is not a known key; did you mean'
     ' "temperature"?'),
    (SIZE + "[thermostats]\ntemperature = 4", 'thermostats is not a known key; did you mean'),
    (SIZE + "[states]\na = 1", "states is not a known key"),
    ('experiment = "drude"\n' + SIZE + "[states]\na = 1", "states is not a known key"),
    (SIZE + "experiment_table = 1", "lattice.experiment_table is not a known key"),
    ("[experiment_table]\na = 1\n" + SIZE, "experiment_table is not a known key"),
    ('"a\\nb\\u001b" = 1\n' + SIZE, "is not a known key"),
    # sizes
    ("[lattice]\nsize = 0", "lattice.size must be from 1 to 2147483648, got 0"),
    ("[lattice]\nsize = [4, 0, 4]", "lattice.size (second of three) must be from 1"),
    ("[lattice]\nsize = [4, 4]", "lattice.size must be a list of three, got [4, 4]"),
    ("[lattice]\nsize = 4.0", "lattice.size must be a whole number"),
    ("[lattice]\nsize = true", "lattice.size must be a whole number"),
    ('[lattice]\nsize = "4"', "lattice.size must be a"),
    ("[lattice]\nsize = [2048, 1024, 1025]", "at most 2147483648 sites in all, got [2048, 1024, "
     "1025] = 2149580800"),
    ('[sample]\nshape = "sphere"\nradius = 1e5', "sample must hold at most 2147483648 sites"),
    # lattice
    (SIZE + 'kind = "fc"', 'lattice.kind must be one of sc, bcc, fcc, got "fc"; did you'
     ' mean "fcc"?'),
    (SIZE + "kind = 3", "lattice.kind must be one of"),
    (SIZE + "edge = 0", "lattice.edge must be 0.001 or above"),
    (SIZE + "edge = 1e300", "lattice.edge must be"),
    (SIZE + "depolarisation = [0.5, 0.5, 0.1]", "must have a sum of at most 1"),
    (SIZE + "depolarisation = [-0.5, 0, 0]", "lattice.depolarisation (first of three) must be 0"),
    (SIZE + "vectors = [[1,0,0],[0,1,0],[1,1,0]]", "lattice.vectors must not lie in one plane"),
    (SIZE + "vectors = [[1,0,0],[0,1,0],[0,0,0]]", "lattice.vectors must have lengths"),
    (SIZE + "vectors = [[1,0,0],[0,1,0]]", "lattice.vectors must be a list of three"),
    (SIZE + 'kind = "sc"\nvectors = [[1,0,0],[0,1,0],[0,0,1]]',
     "lattice.kind has no meaning beside"),
    # sample
    (SIZE + '[sample]\nshape = "sphere"\nradius = 2', "leave out one of the two"),
    ('[sample]\nshape = "sphere"\nradius = 2\nlength = 3', "sample.length has no meaning for"),
    ('[sample]\nshape = "sphere"', "sample.radius is missing, the shape sphere needs it"),
    ("[sample]\nradius = 3", "sample.shape is missing"),
    ('[sample]\nshape = "slab"\nthickness = 1\nwidth = 2\naxis = [1, 1, 0]', "sample.axis must be"),
    ('[sample]\nshape = "cylinder"\nradius = 1\nlength = 2\naxis = [0, 0, 0]', "sample.axis must"),
    ('[sample]\nshape = "cube"', "sample.shape must be one of slab, prism"),
    ('[sample]\nshape = "sphere"\nradius = "2 nm"', "add [material]"),
    ('[sample]\nshape = "prism"\nedges = [1, 2, -3]', "sample.edges (third of three) must be"),
    ('[sample]\nshape = "mask"\nmask = ""', "sample.mask must not be empty"),
    ('[lattice]\ndepolarisation = [1,0,0]\n[sample]\nshape = "sphere"\nradius = 2',
     "lattice.depolarisation is for a periodic sample"),
    # material
    ('[material]\nname = "Pbb"\n' + SIZE, "material.name names an unknown material 'Pbb', did you"
     " mean 'Pb'? known: Al, Sn"),
    ('[material]\nname = "V"\n' + SIZE, 'give material.pair_density = "8.5e28 1/m^3"'),
    ("[material]\nname = 3\n" + SIZE, "material.name must be a text"),
    ("[material]\n" + SIZE, "material takes exactly one of"),
    ('[material]\nname = "Pb"\nspacing = "2 Å"\n' + SIZE, "got name and spacing; keep one"),
    ('[material]\npair_density = 8.5e28\n' + SIZE, "material.pair_density must be a text"),
    ('[material]\npair_density = "0 1/m^3"\n' + SIZE, "material.pair_density must be 1e+15 1/m**3"),
    ('[material]\nspacing = "2 km"\n' + SIZE, "material.spacing must be"),
    ('material = "Pb"\n' + SIZE, 'material must be a table of keys and values, got "Pb"'),
    # tether
    (SIZE + "[tether]\nkappa = 1\nstiffness = 2", "tether takes kappa or stiffness, got both"),
    (SIZE + "[tether]\nkappa = -0.1\nquartic = 0", "tether.quartic must be above 0 where"),
    (SIZE + "[tether]\nstiffness = 1\nquartic = 0", "nothing else bounds the displacement"),
    (SIZE + "[tether]\nquartic = -1", "tether.quartic must be 0 or above, got -1"),
    (SIZE + "[tether]\nkappa = nan", "tether.kappa must be a finite number, got nan"),
    (SIZE + "[tether]\nkappa = -inf", "tether.kappa must be a finite number, got -inf"),
    (SIZE + "[tether]\nkappa = true", "tether.kappa must be a number, got true"),
    (SIZE + '[tether]\nkappa = "0.1"', 'tether.kappa must be a number, got "0.1"'),
    (SIZE + "[tether]\nkappa = 0x" + "f" * 5000, "tether.kappa must be a finite number"),
    (SIZE + "[neighbour]\nstiffness = []", "neighbour.stiffness must be a number"),
    (SIZE + "[neighbour]\nstiffness = -1\n[tether]\nquartic = 0", "tether.quartic must be above 0"),
    # fields
    (SIZE + "[electric_field]\nstrength = 1\ndirection = [0, 0, 0]",
     "electric_field #1.direction must be a direction, not the zero vector"),
    (SIZE + '[electric_field]\nstrength = 1\ndirection = "z"', "direction must be a list of three"),
    (SIZE + "[electric_field]\nstrength = 1\ndirection = [0, nan, 1]", "(second of three)"),
    ('electric_field = "1 MV/m"\n' + SIZE, 'electric_field must be tables, got "1 MV/m"'),
    ("electric_field = [3]\n" + SIZE, "electric_field #1 must be a table"),
    (FIELD + 'waveform = "ac"', "electric_field #1.frequency is missing"),
    (FIELD + 'waveform = "ac"\nfrequency = 0', "electric_field #1.frequency must be above 0"),
    (FIELD + 'waveform = "ramp"', "electric_field #1.duration is missing"),
    (FIELD + "duration = 3", "electric_field #1.duration has no meaning for a field"),
    (FIELD + 'waveform = "ac"\nfrequency = 1\nstart = 0', "electric_field #1.start has no meaning"),
    (FIELD + 'waveform = "sine"', "electric_field #1.waveform must be one of constant, ramp"),
    ("drive = [" + '{strength=1, direction=[1,0,0]},' * 65 + "]\n" + SIZE, "at most 64 times"),
    # run, thresholds, top
    (SIZE + "[run]\nsteps = 0", "run.steps must be from 1"),
    (SIZE + "[run]\nsteps = 10.5", "run.steps must be a whole number"),
    (SIZE + "[run]\nsteps = 10\nequilibration = 10", "must be below run.steps = 10"),
    (SIZE + "[run]\nsteps = 10\nsample_every = 20", "run.sample_every must be at most 8"),
    (SIZE + '[run]\ntime_step = 0', "run.time_step must be above 0"),
    (SIZE + '[run]\nintegrator = "euler"', "run.integrator must be one of"),
    (SIZE + '[run]\nprecision = "float16"', "run.precision must be one of"),
    (SIZE + '[run]\nintegrator = "overdamped"\n[thermostat]\ntemperature = 1\nfriction = 0',
     "thermostat.friction must be above 0 for"),
    (SIZE + "[thresholds]\ncoherence = 1", "must be above 0 and below 1, got 1"),
    ("seed = -1\n" + SIZE, "seed must be from 0 to 9223372036854775807, got -1"),
    ("seed = 9223372036854775808\n" + SIZE, "seed must be from 0"),
    ('title = "a\\nb"\n' + SIZE, "title must be one line"),
    ('experiment = "no such thing"\n' + SIZE, "experiment must be the name of an experiment"),
    ('experiment = "lattice"\n' + SIZE, "experiment must not be the name of another table"),
    ("experiment = 3\n" + SIZE, "experiment must be the name"),
    ('experiment = "states"\nstates = 3\n' + SIZE, "states must be a table"),
    ('experiment = "states"\n' + SIZE + "[states]\na = nan", "states.a must be a text"),
    ('experiment = "states"\n' + SIZE + "[states]\na = 1979-05-27", "states.a must be a text"),
    ('experiment = "states"\n' + SIZE + "[states]\na" + ".a" * 50 + " = 1", "make it flatter"),
    ('experiment = "states"\n' + SIZE + "[states]\na" + ".a" * 9 + " = 1", "at most 6 tables"),
    # TOML
    (SIZE + "x = [", "not valid TOML: Invalid value (at line 3, the end)"),
    (SIZE + "temperature = 4.2 K\n", "(at line 3, column 19)"),
    (SIZE + SIZE, "not valid TOML: Cannot declare"),
    ("x = " + "[" * 5000, "not valid TOML: lists or tables too deep"),
    ("x = 1" + "0" * 5000, "not valid TOML"),
    ("\x00", "not valid TOML"),
    ("x" * 1_000_001, "must be at most 1 MB"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), REFUSALS, ids=range(len(REFUSALS)))
def test_a_mistake_gets_one_line_that_names_the_field_and_the_remedy(text, message):
    assert message in refusal(text)


def test_several_mistakes_name_the_first_and_count_the_others():
    text = SIZE + "[tether]\nkappa = nan\n[run]\nsteps = 0\n[thresholds]\ncoherence = 2\n"
    assert refusal(text).startswith("tether.kappa")
    assert refusal(text).endswith("(and 2 more)")
    assert "more)" not in refusal("[lattice]\nsize = 0")


def test_a_wrong_material_is_reported_once_and_hides_no_other_mistake():
    values = '[thermostat]\ntemperature = "4 K"\n[run]\ntime_step = "1 K"\n'
    message = refusal('[material]\nname = "Pbb"\n' + SIZE + values)
    assert "unknown material 'Pbb'" in message
    assert message.endswith("(and 1 more)")


def test_the_second_field_is_counted_as_a_reader_counts():
    good = "[[electric_field]]\nstrength = 1\ndirection = [1, 0, 0]\n"
    assert refusal(SIZE + good + good.replace("1, 0, 0", "0, 0, 0")).startswith(
        "electric_field #2."
    )


# --- files ------------------------------------------------------------------------------------


def load_refusal(path) -> str:
    with pytest.raises(InputError) as caught:
        load_scenario(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_mistake_in_a_file_names_the_file_first(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("tiny.toml").write_text(WARM + '"-4 K"\n')
    assert load_refusal("tiny.toml") == (
        'tiny.toml: thermostat.temperature must be 0 K or above, got "-4 K"; '
        'a temperature in kelvin such as "4.2 K"'
    )


def test_unreadable_files_get_one_line(tmp_path):
    assert "does not exist" in load_refusal(tmp_path / "none.toml")
    assert "is a folder" in load_refusal(tmp_path)
    assert "does not exist" in load_refusal("a\nb\x00c")
    load_refusal("x" * 5000)
    latin = tmp_path / "latin.toml"
    latin.write_bytes(SIZE.encode() + 'title = "Länge"'.encode("latin-1"))
    assert "must be text in UTF-8, but line 3 is not" in load_refusal(latin)
    big = tmp_path / "big.toml"
    big.write_text("#" * 1_000_001)
    assert "must be at most 1 MB, got 1000001 bytes" in load_refusal(big)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert "is not a regular file" in load_refusal(tmp_path / "pipe")


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "windows.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SIZE.replace("\n", "\r\n").encode())
    assert load_scenario(path).lattice.size == (4, 4, 4)


def test_a_mask_is_found_beside_the_scenario_and_checked(tmp_path):
    path = tmp_path / "cut.toml"
    path.write_text('[sample]\nshape = "mask"\nmask = "sample.npy"\n')
    assert "sample.mask cannot be read" in load_refusal(path)
    for wrong in (np.ones((2, 2), bool), np.ones((2, 2, 2)), np.zeros((2, 2, 2), bool)):
        np.save(tmp_path / "sample.npy", wrong)
        assert "sample.mask must" in load_refusal(path)
    (tmp_path / "sample.npy").write_text("not an array")
    assert "sample.mask must be a .npy file" in load_refusal(path)
    mask = np.arange(8).reshape(2, 2, 2) % 3 == 0
    np.save(tmp_path / "sample.npy", mask)
    s = load_scenario(path)
    np.testing.assert_array_equal(s.mask(), mask)
    assert s.replace(seed=5).mask_path == s.mask_path
    assert Scenario(lattice={"size": 1}).mask() is None


# --- anything at all --------------------------------------------------------------------------

PIECES = [
    *FULL.splitlines(),
    *(line for text, _ in REFUSALS if len(text) < 300 for line in text.splitlines()),
    "[sample]",
    'shape = "cylinder"',
    "x = 1e400",
    "size = -9223372036854775809",
    '"" = 1',
    "a.b.c = [[[]]]",
    "lattice.size = 07:32:00",
]


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.sampled_from(PIECES), max_size=12),
    st.text(max_size=6),
    st.integers(0, 200),
    st.booleans(),
)
def test_no_text_at_all_ends_in_a_traceback(lines, noise, place, whole_file):
    text = FULL if whole_file else SIZE + "\n".join(lines)
    place = place * len(text) // 200
    text = text[:place] + noise + text[place + len(noise) // 2 :]
    accept_or_refuse(lambda: Scenario.from_toml(text))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.sampled_from(["Pb", "4 K", "1 nm", "fcc", "ac", "sphere", "1 1/s"]),
    lambda inner: st.lists(inner, max_size=3) |
    st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip
TABLES = {
    name: [key for key in getattr(Scenario.model_fields[name].annotation, "model_fields", ())]
    for name in Scenario.model_fields
} | {"drive": ["strength", "direction", "waveform", "duration"], "material": ["name", "spacing"]}


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_value_in_any_field_ends_in_a_traceback(data):
    name = data.draw(st.sampled_from(sorted(TABLES)))
    tables = {"lattice": {"size": 2}}
    if TABLES[name]:
        table = dict(tables.get(name, {}))
        for key in data.draw(st.lists(st.sampled_from(TABLES[name]), min_size=1, max_size=3)):
            table[key] = data.draw(VALUES)
        tables[name] = table
    else:
        tables[name] = data.draw(VALUES)
    accept_or_refuse(lambda: Scenario.from_dict(tables))
