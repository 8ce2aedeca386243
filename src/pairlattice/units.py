"""SI at the edges, reduced units inside; the only place where one becomes the other.

Reduced units (docs/notation.md): length d, the distance from an ion to its nearest electron;
energy E0 = e²/(4πε0 d); mass m_e; charge e; k_B = 1. Everything else follows.
"""

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pairlattice import constants as c
from pairlattice.errors import InputError


@dataclass(frozen=True)
class ReducedUnits:
    """The SI size of one reduced unit of each quantity, for a pair lattice of spacing d.

    spacing: d [m], half the conventional edge of the rock-salt cell.

    >>> units = ReducedUnits.from_pair_density(8.5e28)      # copper, Sec. II of the paper
    >>> f"{units.length * 1e10:.3f} Å, {units.energy / c.elementary_charge:.2f} eV"
    '1.805 Å, 7.98 eV'
    """

    spacing: float

    def __post_init__(self) -> None:
        if not (self.spacing > 0 and self.spacing < 1):
            raise InputError(
                f"lattice spacing must be a length above 0 m and below 1 m, got {self.spacing!r}; "
                "give the ion-electron distance, about 2e-10 m in a metal"
            )

    @classmethod
    def from_pair_density(cls, pair_density: float, reduced_density: float = 0.5) -> "ReducedUnits":
        """Units of a lattice with `pair_density` n [m⁻³]; n d³ = 1/2 in rock salt (fcc)."""
        if not pair_density > 0:
            raise InputError(
                f"pair density must be above 0 per cubic metre, got {pair_density!r}; "
                "metals have about 1e28 to 2e29"
            )
        return cls((reduced_density / pair_density) ** (1 / 3))

    @property
    def length(self) -> float:
        """d [m]."""
        return self.spacing

    @property
    def energy(self) -> float:
        """E0 = e²/(4πε0 d) [J]."""
        return c.coulomb_energy_metre / self.spacing

    @property
    def temperature(self) -> float:
        """E0/k_B [K]."""
        return self.energy / c.boltzmann

    @property
    def time(self) -> float:
        """d √(m_e/E0) [s]."""
        return self.spacing * (c.electron_mass / self.energy) ** 0.5

    @property
    def frequency(self) -> float:
        """One reduced unit of ordinary (not angular) frequency [Hz]."""
        return 1 / self.time

    @property
    def velocity(self) -> float:
        """√(E0/m_e) [m/s]."""
        return self.spacing / self.time

    @property
    def force(self) -> float:
        """E0/d [N]."""
        return self.energy / self.spacing

    @property
    def stiffness(self) -> float:
        """E0/d² [N/m], the unit of the tether k."""
        return self.energy / self.spacing**2

    @property
    def quartic(self) -> float:
        """E0/d⁴ [N/m³], the unit of the quartic tether g."""
        return self.energy / self.spacing**4

    @property
    def electric_field(self) -> float:
        """E0/(e d) [V/m]."""
        return self.force / c.elementary_charge

    @property
    def magnetic_field(self) -> float:
        """√(μ0 E0/d³) [T]: B²/2μ0 is ½ in units of E0/d³."""
        return (c.vacuum_permeability * self.energy * self.density) ** 0.5

    @property
    def density(self) -> float:
        """1/d³ [m⁻³]."""
        return self.spacing**-3

    @property
    def current_density(self) -> float:
        """e/(d² t) [A/m²]."""
        return c.elementary_charge / (self.spacing**2 * self.time)

    @property
    def resistivity(self) -> float:
        """m d³/(e² t) [Ω m]."""
        return self.electric_field / self.current_density

    @property
    def surface_charge(self) -> float:
        """e/d² [C/m²]."""
        return c.elementary_charge / self.spacing**2


SI_UNIT = {
    "length": "m",
    "energy": "J",
    "temperature": "K",
    "time": "s",
    "frequency": "Hz",
    "velocity": "m/s",
    "force": "N",
    "stiffness": "N/m",
    "quartic": "N/m**3",
    "electric_field": "V/m",
    "density": "1/m**3",
    "current_density": "A/m**2",
    "surface_charge": "C/m**2",
    "angular_rate": "1/s",
    "magnetic_field": "T",
    "current": "A",
    "resistivity": "ohm*m",
    "mass_density": "kg/m**3",
}

# What the reduced unit of each quantity is called (docs/notation.md).
_REDUCED = {
    "length": "d",
    "energy": "E0",
    "temperature": "E0/k_B",
    "time": "t0",
    "frequency": "1/t0",
    "angular_rate": "1/t0",
    "force": "E0/d",
    "stiffness": "E0/d^2",
    "quartic": "E0/d^4",
    "electric_field": "E0/(e d)",
}


def reduced_unit(dimension: str) -> str:
    """The reduced unit of a quantity as labels write it."""
    return _REDUCED[dimension]


def written(dimension: str) -> str:
    """The SI unit of a quantity as labels write it.

    >>> written("density"), written("resistivity")
    ('1/m³', 'Ω m')
    """
    power = {"**2": "²", "**3": "³", "*": " ", "ohm": "Ω"}
    unit = SI_UNIT[dimension]
    for plain, letter in power.items():
        unit = unit.replace(plain, letter)
    return unit


# A number, then a unit made of names, products, quotients and one-digit powers. Anything more
# (towers of powers, calls) is refused before the unit parser sees it.
_FACTOR = r"[A-Za-zµμÅΩ]{1,20}(?:(?:\*\*|\^)-?\d)?"
_QUANTITY = re.compile(
    r"\s*(?P<number>[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?)"
    rf"\s*(?P<unit>(?:1/)?{_FACTOR}(?:\s?[*/ ]\s?{_FACTOR}){{0,5}})?\s*"
)


@cache
def _registry() -> Any:
    # pint takes a third of a second to import: only scenarios with units pay for it.
    import pint

    return pint.UnitRegistry(cache_folder=None)


def parse_quantity(text: str, dimension: str) -> float:
    """The SI value of a string such as ``"4.2 K"`` or ``"1 MV/m"``.

    dimension: a key of `SI_UNIT`. Raises InputError, naming the unit that was expected.

    >>> parse_quantity("1 MV/m", "electric_field")
    1000000.0
    """
    unit = SI_UNIT[dimension]
    example = f'write for example "1 {unit}"'
    match = _QUANTITY.fullmatch(text[:64]) if len(text) <= 64 else None
    if match is None:
        raise InputError(f"must be a number with a unit of {unit}, got {text[:40]!r}; {example}")
    if not match["unit"]:
        raise InputError(f"must carry a unit such as {unit}, got {text!r}; {example}")
    import pint

    try:
        value = float(
            _registry().Quantity(float(match["number"]), match["unit"]).to(unit).magnitude
        )
    except pint.DimensionalityError:
        raise InputError(f"must have the unit of {unit}, got {text!r}; {example}") from None
    except Exception:
        # pint raises a dozen kinds of exception on malformed units, tokenizer errors included.
        raise InputError(f"has a unit nobody knows, got {text!r}; {example}") from None
    if not math.isfinite(value):
        raise InputError(f"must be finite, got {text!r}; {example}")
    return value
