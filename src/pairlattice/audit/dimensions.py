"""Dimensions and mirror signs of the paper's symbols, and of expressions made of them.

Dimensions are monomials in M, L, T, I. Gaussian quantities have none of I and half powers of M
and L; `quantities` lists both. A symbol that exists in SI only (ε0) keeps its SI dimension when
an equation is read in Gaussian units, so that it shows in the missing factor.

Mirror signs: under parity E, J, v change sign and B, H do not; under time reversal B, H, J, v do
and E, ρ do not (Jackson, Classical Electrodynamics, Table 6.1). The integer n of Eq. (6) carries
the sign of the magnetic charge.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import sympy as sp

M, L, T, I = sp.symbols("M L T I", positive=True)
x, y, z, t = sp.symbols("x y z t", real=True)


@dataclass(frozen=True)
class Quantity:
    """Dimension in SI and in Gaussian units (None: absent there), sign under P and under T."""

    si: sp.Expr
    gaussian: sp.Expr | None
    parity: int = 1
    reversal: int = 1

    def dimension(self, system: str) -> sp.Expr:
        if system == "Gaussian" and self.gaussian is not None:
            return self.gaussian
        return self.si


class ClashError(Exception):
    """Two terms of a sum differ: their dimensions or their signs."""


def _name(node: sp.Expr) -> str:
    return node.func.__name__ if isinstance(node, sp.core.function.AppliedUndef) else node.name


def _measure(expression: sp.Expr, of: Callable[[sp.Expr], sp.Expr]) -> Any:
    """A homomorphism from products to products: dimension, or sign under P or T.

    of: value of a symbol. Sums need equal terms; exp needs an argument whose
    value is 1. Returns None for 0, which has every dimension.
    """
    if expression == 0:
        return None
    if expression.is_number:
        return sp.Integer(1)
    if isinstance(expression, sp.Symbol | sp.core.function.AppliedUndef):
        return of(expression)
    if isinstance(expression, sp.Add):
        terms = [_measure(term, of) for term in expression.args]
        if any(sp.simplify(term / terms[0]) != 1 for term in terms[1:]):
            raise ClashError(str(expression))
        return terms[0]
    if isinstance(expression, sp.Mul):
        return sp.powsimp(sp.prod(_measure(factor, of) for factor in expression.args))
    if isinstance(expression, sp.Pow):
        base = _measure(expression.base, of)
        return sp.powdenest(base**expression.exp, force=True)
    if isinstance(expression, sp.Abs):
        return abs(_measure(expression.args[0], of))
    if isinstance(expression, sp.exp):
        if _measure(expression.args[0], of) != 1:
            raise ClashError(str(expression))
        return sp.Integer(1)
    if isinstance(expression, sp.Derivative):
        value = _measure(expression.expr, of)
        for variable, count in expression.variable_count:
            value = value / of(variable) ** count
        return value
    raise TypeError(f"no rule for {type(expression).__name__} in {expression}")


def dimension_of(expression: sp.Expr, system: str) -> sp.Expr | None:
    """Dimension of an expression in M, L, T, I; None for zero, which fits any.

    >>> c, e = sp.symbols("c e")
    >>> print(dimension_of(e**2 / c, "Gaussian"))
    L**2*M/T
    """
    return _measure(expression, lambda node: quantities()[_name(node)].dimension(system))


def signs_of(expression: sp.Expr) -> tuple[Any, Any]:
    """Signs of an expression under parity and time reversal; None for zero.

    >>> signs_of(sp.Function("Ex")(x, t)), signs_of(sp.Function("Bx")(x, t))
    ((-1, 1), (1, -1))
    """
    table = quantities()
    parity = _measure(expression, lambda node: sp.Integer(table[_name(node)].parity))
    reversal = _measure(expression, lambda node: sp.Integer(table[_name(node)].reversal))
    return parity, reversal


@cache
def quantities() -> dict[str, Quantity]:
    """Every symbol of Eq. (1) to (15): SI and Gaussian dimension, parity, time reversal."""
    half = sp.Rational(1, 2)
    e_gauss = M**half * L ** (3 * half) / T
    field_gauss = e_gauss / L**2
    one = sp.Integer(1)
    volt = M * L**2 / T**3 / I
    table = {
        "one": Quantity(one, one),
        "n": Quantity(L**-3, L**-3),  # number density
        "n_s": Quantity(L**-3, L**-3),
        "k": Quantity(one, one, -1, -1),  # the integer n of Eq. (6)
        "sign": Quantity(one, one),
        "S": Quantity(L**2, L**2),
        "m": Quantity(M, M),
        "M_s": Quantity(M, M),  # mass of the superconductor in Eq. (12)
        "e": Quantity(I * T, e_gauss),
        "c": Quantity(L / T, L / T),
        "hbar": Quantity(M * L**2 / T, M * L**2 / T),
        "h": Quantity(M * L**2 / T, M * L**2 / T),
        "alpha": Quantity(one, one),
        "epsilon_0": Quantity(I**2 * T**4 / M / L**3, None),
        "g_0": Quantity(L / T**2, L / T**2, -1, 1),
        "v": Quantity(L / T, L / T, -1, -1),
        "V_e": Quantity(L / T, L / T, -1, -1),
        "r0": Quantity(one, one, -1, 1),  # component of the unit vector
        "Cur": Quantity(I, e_gauss / T, -1, -1),  # current along the wire
        "F": Quantity(M * L / T**2, M * L / T**2, -1, 1),
        "E_free": Quantity(M * L**2 / T**2, M * L**2 / T**2),
        "U": Quantity(M * L**2 / T**2, M * L**2 / T**2),
        "J_D": Quantity(I / L**2, e_gauss / T / L**2, -1, -1),
        "C_r": Quantity(I**2 * T**4 / M / L**2, L),
        "g_gaussian": Quantity(e_gauss, e_gauss, -1, -1),
        "g_weber": Quantity(volt * T, None, -1, -1),
        "g_ampere_metre": Quantity(I * L, None, -1, -1),
        "lambda_L": Quantity(L, L),
        "depth": Quantity(L, L),
        "lambda_eff": Quantity(L, L),
        "Lambda": Quantity(L, L),
        "U_0": Quantity(volt, e_gauss / L),
        "U_max": Quantity(volt, e_gauss / L),
        "r": Quantity(L, L),
        "t": Quantity(T, T, 1, -1),
    }
    table |= {axis: Quantity(L, L, -1, 1) for axis in "xyz"}
    rho = Quantity(I * T / L**3, e_gauss / L**3)
    table |= dict.fromkeys(("rho", "rho_p", "rho_m"), rho)
    for axis in "xyz":
        field_e = Quantity(volt / L, field_gauss, -1, 1)
        table |= dict.fromkeys((f"E{axis}", f"Ep{axis}", f"Em{axis}"), field_e)
        table[f"B{axis}"] = Quantity(volt * T / L**2, field_gauss, 1, -1)
        table[f"J{axis}"] = Quantity(I / L**2, e_gauss / T / L**2, -1, -1)
    table["H"] = table["H_0"] = Quantity(I / L, field_gauss, 1, -1)
    return table


def missing_factor(left: sp.Expr, right: sp.Expr) -> sp.Expr:
    """Product of powers of c and ε0 with the dimension left/right; that dimension if none fits.

    >>> print(missing_factor(L / T, sp.Integer(1)))
    c
    """
    a, b = sp.symbols("a b")
    c, eps = sp.symbols("c epsilon_0", positive=True)
    ratio = sp.powdenest(sp.expand_power_base(left / right, force=True), force=True)
    wanted, powers = ratio.as_powers_dict(), []
    light, permittivity = quantities()["c"].si, quantities()["epsilon_0"].si
    for base in (M, L, T, I):
        have = a * light.as_powers_dict()[base] + b * permittivity.as_powers_dict()[base]
        powers.append(have - wanted[base])
    solution = sp.linsolve(powers, (a, b))
    if not solution:
        return ratio
    exponent_c, exponent_eps = next(iter(solution))
    return c**exponent_c * eps**exponent_eps


def written(dimension: Any) -> str:
    """A dimension as text, M L T I in order; "1" for none, "any" for that of zero.

    >>> written(M**sp.Rational(1, 2) * L ** sp.Rational(3, 2) / T), written(None)
    ('M^1/2 L^3/2 T^-1', 'any')
    """
    if dimension is None:
        return "any"
    powers = sp.powdenest(sp.sympify(dimension), force=True).as_powers_dict()
    parts = [(base, powers[base]) for base in (M, L, T, I) if powers[base] != 0]
    return " ".join(str(base) if power == 1 else f"{base}^{power}" for base, power in parts) or "1"
