"""Balance, stiffness, frequency and largest loads of a force law."""

import math
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq, minimize_scalar

from pairlattice import constants as c
from pairlattice.equations import force_balance_residual
from pairlattice.phenomena.levitation.laws import Law

# Just off the rest, where the force vanishes.
_ABOVE = 1 + 1e-7


@dataclass(frozen=True)
class Balance:
    """gap [m]; stiffness [N/m]; frequency of small oscillations [Hz]; nan where there is none."""

    gap: float
    stiffness: float
    frequency: float


NONE = Balance(math.nan, math.nan, math.nan)


def balance(law: Law, mass: float) -> Balance:
    """Where the force carries `mass` [kg], Eq. (12), on the falling side of the largest force."""
    low, high = law.peak, law.high

    def residual(gap: float) -> float:
        return float(force_balance_residual(law.force(gap), mass))

    if residual(low) < 0 or residual(high) > 0:
        return NONE
    gap = float(brentq(residual, low, high, xtol=1e-13, rtol=1e-13))
    return _at(law, gap, mass)


def _at(law: Law, gap: float, mass: float) -> Balance:
    stiffness = law.stiffness(gap)
    frequency = math.sqrt(stiffness / mass) / (2 * math.pi) if stiffness > 0 else math.nan
    return Balance(gap, stiffness, frequency)


def largest_carried(law: Law) -> float:
    """The largest mass on top, magnet included [kg]: the largest force over g."""
    return law.force(law.peak) / c.standard_gravity


def largest_hung(law: Law, rest: float, high: float) -> tuple[float, float]:
    """(mass [kg], gap [m]) of the strongest attraction above the gap `rest` of the electrons."""
    found = minimize_scalar(
        lambda x: law.force(math.exp(x)),
        bounds=(math.log(rest * _ABOVE), math.log(high)),
        method="bounded",
        options={"xatol": 1e-9},
    )
    return max(-float(found.fun), 0.0) / c.standard_gravity, math.exp(float(found.x))


def hanging(law: Law, mass: float, rest: float, high: float) -> Balance:
    """Where the attraction carries `mass` below, between `rest` and the strongest attraction."""
    most, peak = largest_hung(law, rest, high)
    if most < mass:
        return NONE
    weight = mass * c.standard_gravity
    gap = float(brentq(lambda z: -law.force(z) - weight, rest, peak, xtol=1e-13))
    # Pulled apart, the attraction must grow for the balance to be stable: −dF/dz > 0 again.
    return _at(law, gap, mass)


def work(law: Law, start: float, end: float) -> float:
    """Work of the law's force on a magnet moved from gap to gap [J]: ∫ F dz."""
    x, w = np.polynomial.legendre.leggauss(80)
    low, high = math.log(start), math.log(end)
    y = low + (x + 1) * (high - low) / 2
    z = np.exp(y)
    return float(np.dot(w, law.forces(z) * z) * (high - low) / 2)
