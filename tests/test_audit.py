"""The audit's verdicts follow from the equations: alter the equation and the verdict moves."""

import json
from dataclasses import replace

import pytest
import sympy as sp

from pairlattice.audit import (
    audit,
    check,
    dimension_of,
    format_table,
    midpoint_rates,
    signs_of,
    statements,
)
from pairlattice.audit.dimensions import L, M, T, quantities, t, x
from pairlattice.equations import EQUATIONS
from pairlattice.errors import InputError

c, e, eps = sp.symbols("c e epsilon_0", positive=True)
STATEMENTS = statements()


def _label(statement):
    return f"Eq{statement.equation}.{statement.line}-{statement.system}-{statement.reading}"


def _of(number, line=0, system=None, reading=""):
    (found,) = (
        s
        for s in STATEMENTS
        if (s.equation, s.line, s.reading) == (number, line, reading)
        and s.system == (system or s.system)
    )
    return found


def test_the_audit_covers_every_equation_in_order():
    numbers = [row.equation for row in audit()]
    assert sorted(set(numbers)) == list(EQUATIONS)
    assert numbers == sorted(numbers)
    assert all(any(r.stated for r in audit() if r.equation == i) for i in EQUATIONS)


def test_stated_verdicts_are_the_known_ones():
    found = {
        (row.equation, row.line): (row.verdict, row.factor)
        for row in audit()
        if row.stated and row.verdict != "consistent"
    }
    assert found == {
        (4, 2): ("algebra differs", "2"),
        (5, 0): ("symmetry differs", "1"),
        (7, 0): ("mixed units", "4*pi*epsilon_0"),
        (10, 0): ("mixed units", "c"),
        (11, 4): ("charge frozen", "1"),
    }


def test_units_called_mixed_in_the_registry_are_those_the_audit_finds_mixed():
    mixed = {row.equation for row in audit() if row.stated and row.verdict == "mixed units"}
    assert mixed == {number for number, e_ in EQUATIONS.items() if e_.system == "mixed"}


@pytest.mark.parametrize("statement", STATEMENTS, ids=_label)
def test_every_verdict_moves_when_its_equation_is_altered(statement):
    before = check(statement)
    if before.verdict == "consistent":
        # A factor of the speed of light on one side, or a charge density where zero stood.
        rho = sp.Symbol("rho", real=True)
        altered = 4 * sp.pi * rho if statement.right == 0 else c * statement.right
    elif before.verdict == "symmetry differs":
        # The field of a moving charge: E × v/c² is axial and odd, E/c is neither.
        altered = statement.right * sp.Symbol("v") / c
    elif before.verdict == "charge frozen":
        altered = statement.right + 4 * sp.pi / c * sp.Function("Jx")(
            *sp.symbols("x y z t", real=True)
        )
    else:
        altered = statement.right * sp.sympify(before.factor, {str(s): s for s in (c, eps)})
    after = check(replace(statement, right=altered))
    assert after.verdict != before.verdict
    if before.verdict != "consistent":
        # Right units leave Eq. (5) and (10) with an axial field equal to a polar one.
        remains = before.verdict == "mixed units" and statement.equation in (5, 10)
        assert after.verdict == ("symmetry differs" if remains else "consistent")


WITH_DERIVATION = [s for s in STATEMENTS if s.derived is not None and s.right != 0]


@pytest.mark.parametrize("statement", WITH_DERIVATION, ids=_label)
def test_a_factor_of_two_in_the_algebra_is_noticed(statement):
    before, after = check(statement), check(replace(statement, right=2 * statement.right))
    assert (before.verdict, before.factor) != (after.verdict, after.factor)


def test_midpoint_field_rate_is_four_for_both_charges_and_two_for_one():
    r = sp.Function("r", positive=True)(t)
    unit = e * sp.diff(r, t) / (sp.pi * r**3)
    rates = {name: sp.simplify(rate / unit) for name, rate in midpoint_rates().items()}
    assert rates == {
        "both, fixed point": -4,
        "both, moving point": -4,
        "one, moving point": -2,
    }


def test_printed_lines_two_to_four_of_the_displacement_current_follow_from_each_other():
    for line in (3, 4):
        assert check(_of(4, line)).verdict == "consistent"
    assert check(_of(4, 2, reading="one charge")).factor == "1"


def test_missing_factor_of_the_dressed_charge_depends_on_the_reading():
    factor = {s.reading: check(s).factor for s in STATEMENTS if s.equation == 7}
    assert factor == {"": "4*pi*epsilon_0", "weber": "4*pi/c", "A m": "4*pi*c*epsilon_0"}


def test_dressed_charge_without_epsilon_is_consistent_in_gaussian_units():
    statement = _of(7, system="Gaussian")
    alpha = sp.Symbol("alpha", positive=True)
    good = check(replace(statement, right=sp.Symbol("k", real=True) * e / (2 * alpha)))
    assert good.verdict == "consistent"
    assert good.dimension_left == good.dimension_right == "M^1/2 L^3/2 T^-1"


def test_maxwells_fourth_line_allows_charge_to_move_and_the_printed_one_does_not():
    assert check(_of(8, 4)).verdict == "consistent"
    assert check(_of(11, 4)).verdict == "charge frozen"


def test_pair_magnetic_divergence_needs_c_in_gaussian_units_and_epsilon_in_si():
    gaussian, si = (check(_of(10, system=s)) for s in ("Gaussian", "SI"))
    assert (gaussian.factor, si.factor) == ("c", "1/(4*pi*epsilon_0)")


def test_only_the_pair_field_and_its_divergence_join_sides_of_opposite_mirror_sign():
    assert {row.equation for row in audit() if row.symmetry == "differs"} == {5, 10}


def test_gaussian_charge_has_half_powers():
    assert sp.simplify(dimension_of(e, "Gaussian") ** 2 - M * L**3 / T**2) == 0


def test_si_and_gaussian_dimensions_of_mechanical_symbols_agree():
    for name in ("m", "v", "c", "hbar", "F", "U", "r", "t"):
        assert quantities()[name].si == quantities()[name].gaussian, name


def test_coulomb_energy_is_an_energy_in_both_systems():
    r = sp.Symbol("r", positive=True)
    energy = M * L**2 / T**2
    assert sp.simplify(dimension_of(e**2 / r, "Gaussian") / energy) == 1
    assert sp.simplify(dimension_of(e**2 / (4 * sp.pi * eps * r), "SI") / energy) == 1


def test_lorentz_force_terms_share_dimension_and_mirror_signs_in_si():
    Ex, Bx = (sp.Function(name)(x, t) for name in ("Ex", "Bx"))
    v = sp.Symbol("v")
    assert sp.simplify(dimension_of(Ex, "SI") / dimension_of(v * Bx, "SI")) == 1
    assert signs_of(Ex) == signs_of(v * Bx)
    assert signs_of(Ex) != signs_of(Bx)


def test_unequal_terms_of_a_sum_are_mixed_units():
    statement = _of(2)
    row = check(replace(statement, right=statement.right + c))
    assert row.verdict == "mixed units"
    assert row.dimension_right == "unequal terms"


def test_rows_survive_json_and_the_table_has_a_line_for_each():
    rows = audit()
    assert json.loads(json.dumps([row.to_dict() for row in rows]))[0]["equation"] == 1
    table = format_table(rows).splitlines()
    body = table[1 : table.index("")]
    assert len(body) == len(rows)
    assert all(row.verdict in line for row, line in zip(rows, body, strict=True))
    with pytest.raises(InputError):
        format_table([])
