"""What is said about each equation, and which functions compute it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar

UnitSystem = Literal["SI", "Gaussian", "mixed"]

_F = TypeVar("_F", bound=Callable[..., object])
_FUNCTIONS: dict[int, list[Callable[..., object]]] = {number: [] for number in range(1, 16)}


@dataclass(frozen=True)
class Equation:
    """One numbered equation of the paper.

    system: the unit system in which the paper prints it. "mixed": no single system makes the
    printed line dimensionally right; `pairlattice.audit` names the factor.

    >>> EQUATIONS[14].title, EQUATIONS[14].section, EQUATIONS[14].system
    ('London penetration depth', 'VII', 'SI')
    """

    number: int
    section: str
    title: str
    system: UnitSystem
    formula: str

    @property
    def functions(self) -> tuple[Callable[..., object], ...]:
        """The functions that compute this equation, in the order in which they are written."""
        return tuple(_FUNCTIONS[self.number])


def implements(number: int) -> Callable[[_F], _F]:
    """Enter the decorated function under Eq. (`number`)."""

    def enter(function: _F) -> _F:
        _FUNCTIONS[number].append(function)
        return function

    return enter


EQUATIONS: dict[int, Equation] = {
    equation.number: equation
    for equation in (
        Equation(1, "II", "Current in a wire", "SI", "I = n e S v"),
        Equation(2, "II", "Total free energy", "SI", "E = Σ [m v²/2 + |U|]"),
        Equation(3, "III", "Capacitance of a pair", "SI", "C = 2π ε0 r"),
        Equation(4, "III", "Displacement current of a pair", "SI", "J = −2 e V/(π r³)"),
        Equation(5, "III", "Magnetic field of pairs", "SI", "B = (E₊ + E₋)/c"),
        Equation(6, "III", "Dirac's quantisation condition", "Gaussian", "e g = n ħ c/2"),
        Equation(7, "III", "Dressed charge", "mixed", "g = n e/(8π ε0 α) = Ω_n e"),
        Equation(
            8,
            "IV",
            "Maxwell's equations",
            "Gaussian",
            "∇·E = 4πρ; ∇·B = 0; ∇×E = −∂B/c∂t; ∇×B = ∂E/c∂t + 4πJ/c",
        ),
        Equation(9, "IV", "Divergence of a pair's E", "Gaussian", "∇·(E₊+E₋) = 4π(ρ₊+ρ₋)"),
        Equation(10, "IV", "Divergence of a pair's B", "mixed", "∇·B = 4π(ρ₊+ρ₋)/c"),
        Equation(
            11,
            "IV",
            "The paper's field equations",
            "Gaussian",
            "∇·E = 4πρ; ∇·B ≃ 0; ∇×E = −∂B/c∂t; ∇×B = ∂E/c∂t",
        ),
        Equation(12, "VI", "Balance of force and weight", "SI", "F_R = m g; F_A = M g"),
        Equation(13, "VII", "Decay of the field", "SI", "H = H0 exp(−x/λ_L)"),
        Equation(14, "VII", "London penetration depth", "SI", "λ_L = √(m c² ε0/(n e²))"),
        Equation(15, "VII", "Surface potential", "SI", "U0 = ±U0max (1 − exp(−λ/Λ))"),
    )
}
