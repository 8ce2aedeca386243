"""The cited data: what is read out of a published value, and what is left as text."""

import math

import pytest

from pairlattice import constants as c
from pairlattice.errors import InputError
from pairlattice.reference_data.cited import read_number
from pairlattice.reference_data.experiments import experiment, experiments, parse_experiments
from pairlattice.reference_data.materials import (
    COLUMNS,
    all_values,
    material,
    materials,
    parse_values,
)

HEADER = ",".join(COLUMNS) + "\n"


def row(text: str, unit: str = "K", quantity: str = "Tc", id: str = "X:1", verified: str = "yes"):
    return f"{id},X,{quantity},{text},{unit},,somebody,,{verified},\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7.196", (7.196, None, None)),
        ("-9.05e-6", (-9.05e-6, None, None)),
        ("~110", (110.0, None, None)),
        ("25-30", (27.5, 25.0, 30.0)),
        ("0.26-0.30", (0.28, 0.26, 0.30)),
        (">1e5", (None, 1e5, None)),
        ("<=3", (None, None, 3.0)),
        ("<2e-16", (None, None, 2e-16)),
    ],
)
def test_numbers_ranges_and_bounds_are_read(text, expected):
    assert read_number(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    "text",
    ["2.53 / 1.42", "h/2e", "Fm-3m (225)", "(0.0+-1.1+-0.2)e-26", "(1-t^4)^-1/2", "~m_e", "", "nan",
     "inf", "3600 (n) / 1700 (p)", "30-25", "agreement 5", "1e9999"],
)  # fmt: skip
def test_a_value_that_is_no_single_number_stays_text(text):
    assert read_number(text) == (None, None, None)


def test_every_number_of_the_data_set_is_finite():
    numbers = [v.si for v in (*all_values(), *experiments().values()) if v.number is not None]
    assert len(numbers) > 100
    assert all(map(math.isfinite, numbers))


def test_every_unit_of_the_materials_is_known_as_si_or_as_a_submultiple():
    si = {"", "K", "T", "m", "J", "m^-3", "ohm m", "W/m/K", "J/mol/K2"}
    assert {v.si_unit for m in materials().values() for v in m.values} == si


def test_lead_is_given_in_si_units():
    lead = material("Pb")
    assert lead.critical_field == 0.0803  # 80.3 mT, Matthias, Geballe & Compton (1963)
    assert lead.critical_temperature == 7.196
    assert lead.pair_density == 1.32e29
    assert lead.space_group == "Fm-3m (225)"
    assert lead.value("lambda(0)").si == 39e-9
    assert lead.value("lambda(0)").standard_uncertainty == 3
    assert lead.value("Tc").verified is False
    assert lead.value("lambda(0)").doi == "10.1098/rspa.1951.0169"
    assert lead.value("no such quantity") is None


def test_electronvolts_become_joule():
    gap = material("MgB2").value("small_gap")
    assert gap.si == pytest.approx(2.6e-3 * c.elementary_charge)
    assert gap.si_unit == "J"


def test_what_is_not_in_the_data_set_is_none():
    vanadium = material("V")
    assert vanadium.pair_density is None
    assert vanadium.upper_critical_field is None
    assert material("Cu").critical_temperature is None


def test_both_critical_fields_of_a_type_two_superconductor_are_given():
    niobium = material("Nb")
    assert (niobium.lower_critical_field, niobium.upper_critical_field) == (0.173, 0.404)
    assert material("Nb3Sn").upper_critical_field == 27.5
    assert material("BSCCO-2212").critical_temperature == 88.0


def test_a_critical_temperature_in_another_unit_is_not_taken_for_kelvin():
    (value,) = parse_values(HEADER + row("7.2", unit="meV"))
    assert type(material("Pb"))("X", (value,)).critical_temperature is None


def test_statements_about_all_elements_or_collections_are_no_materials():
    assert "all" not in materials()
    assert not any(name.startswith("dataset:") for name in materials())
    assert any(v.material == "all" for v in all_values())


def test_the_data_is_read_once_and_read_only():
    assert materials() is materials()
    with pytest.raises(TypeError):
        materials()["Pb"] = None
    with pytest.raises(AttributeError):
        material("Pb").name = "Sn"


@pytest.mark.parametrize("name", ["Pbb", "pb", "unobtainium", "", "x" * 10**5, None, 3])
def test_an_unknown_material_is_refused_in_one_short_line_with_the_list(name):
    with pytest.raises(InputError, match=r"unknown material .* known: Al, Sn, In, Pb,") as caught:
        material(name)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300
    assert ("did you mean 'Pb'?" in str(caught.value)) == (name in ("Pbb", "pb"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,value\n", "columns must be id, material"),
        ("", "columns must be id, material"),
        (HEADER + "a,b,c\n", "line 2: must have 10 columns"),
        (HEADER + row("1").replace("somebody", "some,body"), "line 2: must have 10 columns"),
        (HEADER + row("1") + row("2"), "line 3: id must be new"),
        (HEADER + row("1", id=""), "line 2: id must be new and not empty"),
        (HEADER + row("1", verified="maybe"), "line 2: verified must be yes or no, got 'maybe'"),
    ],
)
def test_a_damaged_data_file_is_refused_with_its_line(text, message):
    with pytest.raises(InputError, match=message):
        parse_values(text)


def test_experiments_are_found_by_id():
    assert experiment("london_moment").number == 1.000084
    assert experiment("london_moment").standard_uncertainty == 21e-6
    assert experiment("flux_doll").number is None
    assert experiment("josephson_universal").upper == 2e-16
    assert len(experiments()) > 30


def test_an_unknown_experiment_is_refused_with_a_suggestion():
    with pytest.raises(InputError, match="did you mean 'london_moment'"):
        experiment("london_momen")
    with pytest.raises(InputError, match="known: persist_file_mills"):
        experiment("zzz")


def test_the_columns_of_experiments_are_checked():
    with pytest.raises(InputError, match=r"experiments\.csv: columns must be id, quantity"):
        parse_experiments(HEADER)
