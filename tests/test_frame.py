"""What the experiments have in common: what they read, refuse, find and label."""

import inspect
from dataclasses import is_dataclass
from typing import Annotated

import numpy as np
import pytest
import xarray as xr

import tiny_results
from pairlattice import plotting
from pairlattice.cli import main
from pairlattice.errors import InputError
from pairlattice.phenomena import CONTENTS, frame, given, phenomenon, reads
from pairlattice.scenario import Scenario
from pairlattice.scenario.section import Section, section_of
from pairlattice.scenario.values import NOT_NEGATIVE, Reader, number
from pairlattice.variable import Node, UnknownVariableError, Variable

FRAMED = [e.noun for e in CONTENTS if isinstance(e.experiment, frame.Experiment)]

FIELD = {"strength": 0.01, "direction": [0, 0, 1]}
OPEN = {"lattice": {"size": None}}

# For each key a scenario in which it differs from its default, as changes of an experiment's own.
VALUES = {
    "seed": {"seed": 77},
    "material.name": {"material": {"name": "Al", "pair_density": None, "spacing": None}},
    "material.pair_density": {"material": {"name": None, "pair_density": "7e28 1/m^3"}},
    "material.spacing": {"material": {"name": None, "pair_density": None, "spacing": "2 Å"}},
    "lattice.kind": {"lattice": {"kind": "bcc", "vectors": None}},
    "lattice.edge": {"lattice": {"kind": "fcc", "edge": 2.5, "vectors": None}},
    "lattice.vectors": {
        "lattice": {"vectors": [[0, 1, 1], [1, 0, 1], [1, 1, 0.1]], "kind": None, "edge": None}
    },
    "lattice.size": {"lattice": {"size": [3, 4, 5]}, "sample": None},
    "lattice.depolarisation": {
        "lattice": {"size": [3, 4, 5], "depolarisation": [0, 0, 1]},
        "sample": None,
    },
    "sample.shape": {"sample": {"shape": "sphere", "radius": 3.0, "edges": None}, **OPEN},
    "sample.radius": {"sample": {"shape": "sphere", "radius": 3.0, "edges": None}, **OPEN},
    "sample.length": {
        "sample": {"shape": "cylinder", "radius": 3.0, "length": 9.0, "edges": None},
        **OPEN,
    },
    "sample.axis": {
        "sample": {"shape": "cylinder", "radius": 3, "length": 9, "axis": [1, 0, 0], "edges": None},
        **OPEN,
    },
    "sample.edges": {"sample": {"shape": "prism", "edges": [4, 4, 9]}, **OPEN},
    "sample.thickness": {
        "sample": {"shape": "slab", "thickness": 4.0, "width": 9.0, "edges": None},
        **OPEN,
    },
    "sample.width": {
        "sample": {"shape": "slab", "thickness": 4.0, "width": 9.0, "edges": None},
        **OPEN,
    },
    "sample.mask": {"sample": {"shape": "mask", "mask": "sample.npy", "edges": None}, **OPEN},
    "tether.kappa": {"tether": {"kappa": 0.3, "stiffness": None}},
    "tether.stiffness": {"tether": {"kappa": None, "stiffness": 3.0}},
    "tether.quartic": {"tether": {"quartic": 7.0}},
    "neighbour.stiffness": {"neighbour": {"stiffness": 0.2}},
    **{f"electric_field.{key}": {"electric_field": [FIELD]} for key in ("strength", "direction")},
    **{f"drive.{key}": {"drive": [FIELD]} for key in ("strength", "direction")},
    **{
        f"{table}.{key}": {table: [FIELD | wave]}
        for table in ("electric_field", "drive")
        for key, wave in (
            ("waveform", {"waveform": "ac", "frequency": 0.1}),
            ("start", {"waveform": "ramp", "start": 1.0, "duration": 2.0}),
            ("duration", {"waveform": "ramp", "duration": 2.0}),
            ("frequency", {"waveform": "ac", "frequency": 0.1}),
            ("phase", {"waveform": "ac", "frequency": 0.1, "phase": 1.0}),
        )
    },
    "thermostat.temperature": {"thermostat": {"temperature": 1e-6}},
    "thermostat.friction": {"thermostat": {"temperature": 0.0, "friction": 0.3}},
    "run.integrator": {"run": {"integrator": "verlet"}},
    "run.steps": {"run": {"steps": 4000, "equilibration": 1000}},
    "run.equilibration": {"run": {"steps": 5000, "equilibration": 900}},
    "run.sample_every": {"run": {"sample_every": 7}},
    "run.time_step": {"run": {"time_step": 0.01}},
    "run.precision": {"run": {"precision": "float32"}},
    "run.block": {"run": {"block": 5}},
    "thresholds.amplitude": {"thresholds": {"amplitude": 0.03}},
    "thresholds.disorder": {"thresholds": {"disorder": 0.03}},
    "thresholds.coherence": {"thresholds": {"coherence": 0.6}},
}

# What another key says as well, so that only one of them is looked at in a run.
INSTEAD = {
    "tether.kappa": "tether.stiffness",
    "lattice.kind": "lattice.vectors",
    "lattice.edge": "lattice.vectors",
}

# Says which of the other keys of its table have a meaning; those are looked at with it.
CHOOSES = ("sample.shape", "electric_field.waveform", "drive.waveform")


def own(noun: str) -> Scenario:
    return tiny_results.scenario(noun)


def test_every_key_of_a_scenario_has_a_value_here():
    assert set(VALUES) == set(reads.every_key())


@pytest.mark.parametrize("key", VALUES)
@pytest.mark.parametrize("noun", FRAMED)
def test_every_key_is_read_or_refused(noun, key):
    experiment = phenomenon(noun).experiment
    scenario = own(noun).replace(**VALUES[key])
    if reads.covers(experiment.reads, key):
        try:
            experiment.accept(scenario)
        except InputError as error:
            assert "is not read" not in str(error) or f"{key} is" not in str(error)  # noqa: PT017
        return
    with pytest.raises(InputError, match=f"is not read by the experiment {noun}; leave it out"):
        experiment.accept(scenario)
    # The key itself, where it came alone.
    table = key.partition(".")[0]
    with pytest.raises(InputError, match=rf"^{table}"):
        experiment.accept(scenario)


@pytest.mark.parametrize("noun", FRAMED)
def test_the_keys_that_are_declared_are_those_that_a_run_reads(noun, monkeypatch):
    experiment, scenario = phenomenon(noun).experiment, own(noun)
    # Keys of a wave are read where there is one.
    weak = FIELD | {"strength": 1e-9}
    waves = ({"waveform": "ramp", "duration": 2.0}, {"waveform": "ac", "frequency": 0.1})
    for table in {"electric_field", "drive"} & set(experiment.reads):
        given_already = scenario.to_dict().get(table, [])
        scenario = scenario.replace(**{table: [*given_already, *(weak | wave for wave in waves)]})
    seen = set()

    def watched(kind, table):
        def look(self, name, plain=object.__getattribute__):
            # The frame's own copies and checks read all.
            if name in kind.model_fields:
                seen.add(f"{table}.{name}" if table else name)
            if kind is Scenario and name in ("units", "sized"):
                seen.add("material")
            return plain(self, name)

        monkeypatch.setattr(kind, "__getattribute__", look)

    for table, field in Scenario.model_fields.items():
        section = section_of(field.annotation)
        if section is not None:
            watched(section, table)
    watched(Scenario, "")
    monkeypatch.setattr(given, "values", lambda *_: {})

    def replaced(self, plain=Scenario.replace, **tables):
        # A scenario that is made of another looks at every key.
        before = set(seen)
        made = plain(self, **tables)
        seen.intersection_update(before)
        return made

    monkeypatch.setattr(Scenario, "replace", replaced)
    experiment.run(scenario)
    for key, other in INSTEAD.items():
        seen |= {key, other} if seen & {key, other} else set()
    chosen = {key.partition(".")[0] for key in seen & set(CHOOSES)}
    seen |= {one for table in chosen for one in expanded(table)}
    tables = {t for t, f in Scenario.model_fields.items() if section_of(f.annotation)} - {
        "material"
    }
    seen -= {*tables, *reads.ALWAYS}
    declared = {one for key in experiment.reads for one in expanded(key)}
    read = {one for key in seen for one in expanded(key)}
    assert declared - read == set(), "declared, but not read"
    assert read - declared == set(), "read, but not declared"


def expanded(key: str) -> set[str]:
    return {one for one in reads.every_key() if one == key or one.startswith(f"{key}.")}


def test_a_sweep_over_a_key_that_is_not_read_is_refused_before_anything_is_computed(
    tmp_path, capsys
):
    file = tmp_path / "drude.toml"
    file.write_text(phenomenon("drude").scenario_text)
    with pytest.raises(SystemExit) as done:
        main(
            [
                "sweep",
                str(file),
                "--over",
                "thermostat.temperature=0.1,0.2",
                "--out",
                str(tmp_path / "out"),
            ]
        )
    line = capsys.readouterr().err
    assert done.value.code == 2
    assert (
        "thermostat.temperature is not read by the experiment drude; leave it out (it reads" in line
    )
    assert not (tmp_path / "out").exists()


def test_indices_of_titles_and_labels_are_set_as_indices():
    drawn = plotting.figure()
    axes = drawn.subplots()
    axes.set(title="waves in ω_p", xlabel="k (ω_p/c)", ylabel="$-J_D$ (A/m²)")
    plotting.typeset(drawn)
    texts = (axes.get_title(), axes.get_xlabel(), axes.get_ylabel())
    assert texts == ("waves in $ω_{p}$", "k ($ω_{p}$/c)", "$-J_D$ (A/m²)")


def test_a_key_at_its_default_is_no_offence():
    phenomenon("drude").experiment.accept(own("drude").replace(run={"block": 4}))


@pytest.mark.parametrize("noun", FRAMED)
def test_every_variable_of_a_result_is_found_where_its_name_says(noun):
    experiment = phenomenon(noun).experiment
    tree = experiment.run(own(noun))
    left_out = {part.name for part in experiment.parts if not part.possible}
    module = __import__(f"pairlattice.phenomena.{noun}.results", fromlist=["results"])
    named = dict(vars(module))
    for name, group in list(named.items()):
        if is_dataclass(group) and not isinstance(group, (Variable, type)):
            group = vars(group)
        if isinstance(group, dict):
            named |= {f"{name} {key}": one for key, one in group.items()}
    for name, variable in named.items():
        if not isinstance(variable, Variable):
            continue
        assert variable.experiment == noun, name
        if variable.node in left_out:
            assert not variable.is_in(tree), name
            continue
        for member in variable.members(tree) if "{}" in variable.node else [None]:
            one = variable if member is None else variable.at(member)
            found = one.of(tree)
            assert found.dims == one.dims, name
            assert found.attrs == {"units": one.units, "long_name": one.long_name}, name
            if one.error_name:
                assert one.error.of(tree).dims == one.dims, name


@pytest.mark.parametrize("noun", FRAMED)
def test_numbers_of_a_result_are_variables_not_attributes(noun):
    tree = phenomenon(noun).experiment.run(own(noun))
    assert set(tree.attrs) <= {"experiment", "title", "closures", "material"}
    for node in tree.subtree:
        assert node is tree or not node.attrs, node.path


def test_own_quantities_take_units_and_are_refused_in_one_line():
    scenario = own("drude")
    table = {"diameter": "5 mm", "temperature": "293000 mK", "resistivity": "16.8 nohm m"}
    p = phenomenon("drude").experiment.accept(scenario.replace(drude=table))
    assert (p.diameter, p.temperature) == pytest.approx((5e-3, 293.0))
    assert p.resistivity == pytest.approx(1.68e-8)
    for table, line in (
        ({"diameter": "5 mK"}, 'drude.diameter must have the unit of m, got "5 mK"'),
        ({"diameter": "-5 mm"}, 'drude.diameter must be above 0 m, got "-5 mm"'),
        ({"diametre": 1}, 'drude.diametre is not a known key; did you mean "diameter"?'),
        ({"strengths": [0.1, "x"]}, 'drude.strengths (2 of 2) must be a number, got "x"'),
        ({"strengths": []}, "drude.strengths must be a list of 1 to 20 values, got 0"),
        ({"carriers": 10}, "drude.carriers must be from 100 to 1000000, got 10"),
    ):
        with pytest.raises(InputError) as refused:
            phenomenon("drude").experiment.accept(scenario.replace(drude=table))
        assert str(refused.value).replace("'", '"').startswith(line)


class Own(Section):
    size: Annotated[float, number(NOT_NEGATIVE, "for example 2.0")] = 2.0


def test_parts_run_in_order_with_their_shares_and_may_find_groups_of_every_form():
    here = Node("drude", "here")
    one, total = here("one", "m", "a length", error="one_error"), here("total", "1", "a sum")

    def last(work):
        return {total: float(one.of(work.found)) + work.shared}

    experiment = frame.Experiment(
        noun="drude",
        parameters=Own,
        reads=("lattice.size",),
        prepare=lambda _, p: p.size,
        parts=(
            frame.Part("first", lambda _: {one: 3.0, one.error: 0.1}),
            frame.Part("data", lambda _: xr.Dataset({"x": 1.0}), share=2),
            frame.Part("several", lambda _: {"a": xr.Dataset({"x": 2.0})}),
            frame.Part(
                "tree",
                lambda _: xr.DataTree.from_dict({"/": xr.Dataset(), "/b": xr.Dataset({"x": 4.0})}),
            ),
            frame.Part("left out", lambda _: 1 / 0, share=5, library="no_such_library"),
            frame.Part("last", last),
        ),
    )
    told = []
    scenario = Scenario(experiment="drude", title="t", lattice={"size": 4}, drude={"size": 5.0})
    tree = experiment.run(scenario, lambda done, whole, note="": told.append((done, whole, note)))
    assert told == [
        (0, 6, "first"), (1, 6, "data"), (3, 6, "several"), (4, 6, "tree"), (5, 6, "last"),
        (6, 6, ""),
    ]  # fmt: skip
    assert total.value(tree) == 8.0
    assert float(tree["data/x"]), float(tree["several/a/x"]) == (1.0, 2.0)
    assert float(tree["tree/b/x"]) == 4.0
    assert given.Own("drude", Own).size.value(tree) == 5.0
    assert given.Settings("drude").lattice.size.values(tree).tolist() == [4, 4, 4]
    with pytest.raises(AttributeError, match="has no length"):
        _ = given.Own("drude", Own).length
    with pytest.raises(ValueError, match=r"reads lattice\.seize, which no scenario has"):
        frame.Experiment(noun="drude", parameters=Own, reads=("lattice.seize",), parts=())


def test_a_variable_that_is_not_there_is_named():
    tree = xr.DataTree()
    with pytest.raises(UnknownVariableError, match="the result of states holds no maps/t"):
        Node("states", "maps")("t", "1", "t").of(tree)
    with pytest.raises(UnknownVariableError, match="is a family; name a member"):
        Node("states", "maps/{}")("t", "1", "t").of(tree)
    with pytest.raises(LookupError, match="has no standard error"):
        _ = Node("states", "maps")("t", "1", "t").error


def test_a_variable_is_shown_in_its_unit_with_a_prefix_only():
    gap = Node("levitation")("gap", "m", "gap")
    tree = xr.DataTree(xr.Dataset({"gap": gap(np.float64(2e-3))}))
    assert gap.value(tree, "mm") == pytest.approx(2.0)
    with pytest.raises(ValueError, match="gap in m cannot be shown in K"):
        gap.axis("K")


def test_parameters_are_read_by_the_validators_of_the_scenario():
    for noun in FRAMED:
        table = phenomenon(noun).experiment.parameters
        for key, field in table.model_fields.items():
            assert any(isinstance(m, Reader) for m in field.metadata), f"{noun}.{key}"
        assert inspect.getdoc(table)
