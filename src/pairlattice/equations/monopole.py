"""Sec. III: Dirac's condition, Eq. (6), and the dressed charge, Eq. (7), in every reading.

Eq. (6) is Gaussian and the fine-structure constant put into it to reach Eq. (7) is written in
SI. A reading names the system in which the pair of equations is carried through:

    gaussian       e g = n ħc/2,  α = e²/(ħc)              g in statC      Ω_n = n/(2α)
    weber          e g = n h,     α = e²/(4π ε0 ħ c)       g in Wb         Ω_n = n/(2 ε0 α c)
    ampere_metre   e g = n h/μ0,  the same α               g in A m        Ω_n = n c/(2α)
    printed        e g = n ħc/2,  the same α               as printed      Ω_n = n/(8π ε0 α)
"""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pairlattice import constants as c
from pairlattice.equations.registry import implements
from pairlattice.errors import InputError

Array = NDArray[np.float64]
Reading = Literal["gaussian", "weber", "ampere_metre", "printed"]

OMEGA_UNITS: dict[str, str] = {
    "gaussian": "1",
    "weber": "Wb/C = ohm",
    "ampere_metre": "m/s",
    "printed": "m/F",
}

_STATCOULOMB = 10 * c.speed_of_light  # statC in one coulomb
_E_GAUSSIAN = c.elementary_charge * _STATCOULOMB  # statC
_HBAR_C_CGS = c.reduced_planck * 1e7 * c.speed_of_light * 1e2  # erg cm

_DIRAC = {
    "gaussian": _HBAR_C_CGS / (2 * _E_GAUSSIAN),
    "weber": c.planck / c.elementary_charge,
    "ampere_metre": c.planck / (c.vacuum_permeability * c.elementary_charge),
}
_OMEGA = {
    "gaussian": 1 / (2 * c.fine_structure),
    "weber": 1 / (2 * c.vacuum_permittivity * c.fine_structure * c.speed_of_light),
    "ampere_metre": c.speed_of_light / (2 * c.fine_structure),
    "printed": 1 / (8 * np.pi * c.vacuum_permittivity * c.fine_structure),
}


def _entry(table: dict[str, float], reading: str) -> float:
    if reading not in table:
        raise InputError(f"reading must be one of {', '.join(table)}, got {reading!r}")
    return table[reading]


@implements(6)
def dirac_charge(n: ArrayLike = 1, reading: Reading = "weber") -> Array:
    """Magnetic charge g of Dirac's condition, the paper's Eq. (6), in one unit system.

    n: integer, any shape; reading: "gaussian" (Eq. (6) as printed; statC), "weber" or
    "ampere_metre" (its two SI forms). Returns g in that unit, same shape as n.
    Dirac, Proc. R. Soc. A 133, 60 (1931); SI forms: Jackson, Classical Electrodynamics, 6.11.

    >>> f"{dirac_charge():.5g} Wb, {dirac_charge(1, 'gaussian'):.4g} statC"
    '4.1357e-15 Wb, 3.291e-08 statC'
    """
    return np.asarray(n) * _entry(_DIRAC, reading)


@implements(6)
def dirac_residual(electric_charge: ArrayLike, magnetic_charge: ArrayLike, n: ArrayLike) -> Array:
    """e g − n ħc/2 over ħc/2, Gaussian units: zero where Eq. (6) holds.

    electric_charge, magnetic_charge: [statC]; n: integer; shapes broadcast. Dimensionless.

    >>> f"{dirac_residual(4.80320471e-10, 3.29106e-8, 1):.6f}"
    '0.000000'
    """
    product = np.asarray(electric_charge, float) * np.asarray(magnetic_charge, float)
    return product / (_HBAR_C_CGS / 2) - np.asarray(n)


@implements(7)
def dressed_charge_factor(n: ArrayLike = 1, reading: Reading = "gaussian") -> Array:
    """Ω_n = g/e, the paper's Eq. (7), in one reading; its unit is `OMEGA_UNITS[reading]`.

    n: integer, any shape. Returns Ω_n, same shape. The number is pure in Gaussian units alone;
    in webers it is n times the resistance h/e².

    >>> f"{dressed_charge_factor():.4f}"
    '68.5180'
    >>> f"{dressed_charge_factor(1, 'weber'):.3f} ohm"
    '25812.807 ohm'
    >>> f"{dressed_charge_factor(1, 'printed'):.4g} m/F"
    '6.158e+11 m/F'
    """
    return np.asarray(n) * _entry(_OMEGA, reading)


@implements(7)
def dressed_charge(n: ArrayLike = 1, reading: Reading = "gaussian") -> Array:
    """g = Ω_n e, the paper's Eq. (7); e in statC for "gaussian", in C for the other readings.

    n: integer, any shape. Returns g in statC, Wb, A m, or (printed) C m/F = V m.

    >>> f"{dressed_charge(1, 'weber'):.5g} Wb"              # 2 flux quanta h/2e
    '4.1357e-15 Wb'
    """
    charge = _E_GAUSSIAN if reading == "gaussian" else c.elementary_charge
    return dressed_charge_factor(n, reading) * charge
