"""What a magnetic field does to the pairs: it displaces them (closure C3) and it heats them (C4).

Reduced units. The unit of B (or μ0 H) is √(μ0 E0/d³), `ReducedUnits.magnetic_field`: the energy
density B²/2μ0 is then ½ b² in E0/d³, as the potential energy of the pairs is ½ n k u².
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from pairlattice.engine.lattice import Floats
from pairlattice.errors import InputError
from pairlattice.reference_data.materials import material


@dataclass(frozen=True)
class MagneticDrive:
    """Closure C3: the pairs take up η times the field's energy, ½ n k u² = η ½ b².

    stiffness: k of the uniform mode that the field excites, k_TO in a bulk crystal [E0/d²].
    density: n [1/d³]. coupling: η.

    >>> drive = MagneticDrive(stiffness=0.2, density=0.5)
    >>> f"{drive.displacement(0.01):.4f} d"
    '0.0316 d'
    """

    stiffness: float
    density: float
    coupling: float = 1.0

    def __post_init__(self) -> None:
        for name in ("stiffness", "density", "coupling"):
            value = getattr(self, name)
            if not (np.isfinite(value) and value > 0):
                raise InputError(
                    f"{name} of the magnetic drive must be above 0, got {value!r}; closure C3 "
                    "equates two energies, and a crystal that orders by itself (kappa below 0) "
                    "has no such balance"
                )

    def displacement(self, field: ArrayLike) -> Floats:
        """u_H = |b| √(η/(n k)) at each field [d]; same shape."""
        return np.abs(np.asarray(field, float)) * np.sqrt(
            self.coupling / (self.density * self.stiffness)
        )

    def force(self, field: ArrayLike, growing: ArrayLike) -> Floats:
        """The force along H on each electron [E0/d]: k u_H, against H while |H| grows.

        growing: the sign of d|H|/dt, or +1 or −1 for what it was when it last changed; 0 where
        the field has not changed since the electrons came to rest. Shapes broadcast.
        """
        return -np.sign(np.asarray(growing, float)) * self.stiffness * self.displacement(field)


@dataclass(frozen=True)
class CriticalFields:
    """A superconductor's critical temperature and fields, which are inputs (closure C4).

    temperature: Tc. lower, upper: Hc1 and Hc2 at T = 0, equal (Hc) for type I. Any units, the
    same ones in every call. Below Tc the fields fall as 1 − (T/Tc)² (Tuyn's law).

    >>> niobium = CriticalFields(temperature=9.25, lower=0.18, upper=0.40)
    >>> [float(niobium.heat(4.0, b)) for b in (0.1, 0.5)]
    [4.0, 9.25]
    """

    temperature: float
    lower: float
    upper: float

    def __post_init__(self) -> None:
        values = (self.temperature, self.lower, self.upper)
        if not all(np.isfinite(v) and v > 0 for v in values) or self.upper < self.lower:
            raise InputError(
                "critical values must be above 0 with Hc1 at most Hc2, got "
                f"Tc = {self.temperature!r}, Hc1 = {self.lower!r}, Hc2 = {self.upper!r}; "
                "for type I give Hc twice"
            )

    @property
    def is_type_one(self) -> bool:
        return self.lower == self.upper

    def at(self, temperature: ArrayLike) -> tuple[Floats, Floats]:
        """Hc1 and Hc2 at that temperature, 0 at and above Tc; same shape."""
        t = np.asarray(temperature, float) / self.temperature
        factor = np.maximum(1 - t**2, 0.0)
        return self.lower * factor, self.upper * factor

    def heat(self, temperature: ArrayLike, field: ArrayLike) -> Any:
        """The local temperature that the field is equivalent to; shapes broadcast.

        T below Hc1, then linear in |H| up to Tc at Hc2 and above; a jump at Hc for type I. Where
        T ≥ Tc it is T.
        """
        T, H = np.broadcast_arrays(np.asarray(temperature, float), np.abs(field))
        lower, upper = self.at(T)
        linear = np.where(upper > lower, (H - lower) / np.where(upper > lower, upper - lower, 1), 0)
        share = np.where(upper > lower, linear, upper <= H)
        return T + np.maximum(self.temperature - T, 0.0) * np.clip(share, 0.0, 1.0)


def critical_fields(name: str) -> CriticalFields | None:
    """Tc [K], Bc1 and Bc2 at T = 0 [T] of a material of the data set, Bc twice for type I.

    None where the data set does not have them. Raises InputError for an unknown material.
    """
    found = material(name)
    lower, upper = found.lower_critical_field, found.upper_critical_field
    if lower is None or upper is None:
        lower = upper = found.critical_field
    if found.critical_temperature is None or lower is None or upper is None:
        return None
    return CriticalFields(found.critical_temperature, lower, upper)
