"""Sec. IV: Maxwell's set, Eq. (8), the paper's set, Eq. (11), and the steps (9), (10) between.

The paper prints them in Gaussian units. Each function takes `system`: "SI" (default) or
"Gaussian" (centimetre, gram, second; the same constants, no ε0 or μ0).
"""

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pairlattice import constants as c
from pairlattice.equations.registry import implements
from pairlattice.errors import InputError

Array = NDArray[np.float64]
System = Literal["SI", "Gaussian"]


@dataclass(frozen=True)
class FieldDerivatives:
    """What the field equations need to know of the fields, at any set of points.

    electric_divergence ∇·E, magnetic_divergence ∇·B, charge_density ρ: (...); electric_curl ∇×E,
    magnetic_curl ∇×B, electric_rate ∂E/∂t, magnetic_rate ∂B/∂t, current_density J: (..., 3).
    SI units, or Gaussian ones throughout.
    """

    electric_divergence: ArrayLike = 0.0
    magnetic_divergence: ArrayLike = 0.0
    electric_curl: ArrayLike = (0.0, 0.0, 0.0)
    magnetic_curl: ArrayLike = (0.0, 0.0, 0.0)
    electric_rate: ArrayLike = (0.0, 0.0, 0.0)
    magnetic_rate: ArrayLike = (0.0, 0.0, 0.0)
    charge_density: ArrayLike = 0.0
    current_density: ArrayLike = (0.0, 0.0, 0.0)


class LineResiduals(NamedTuple):
    """Left side minus right side of the four lines of Eq. (8) or (11); zero where they hold."""

    gauss: Array  # (...)
    no_monopoles: Array  # (...)
    faraday: Array  # (..., 3)
    ampere: Array  # (..., 3)


class _Coefficients(NamedTuple):
    charge: float  # ∇·E = charge ρ
    faraday: float  # ∇×E = −faraday ∂B/∂t
    displacement: float  # ∇×B = displacement ∂E/∂t + current J
    current: float


def _coefficients(system: str) -> _Coefficients:
    if system == "SI":
        mu = c.vacuum_permeability
        return _Coefficients(1 / c.vacuum_permittivity, 1.0, mu * c.vacuum_permittivity, mu)
    if system == "Gaussian":
        light = c.speed_of_light * 100  # cm/s
        return _Coefficients(4 * np.pi, 1 / light, 1 / light, 4 * np.pi / light)
    raise InputError(f'system must be "SI" or "Gaussian", got {system!r}')


@implements(8)
def maxwell_residuals(fields: FieldDerivatives, system: System = "SI") -> LineResiduals:
    """Left minus right side of the four lines of Maxwell's equations, the paper's Eq. (8).

    fields: derivatives at any points. Returns one residual per line, in the unit of its left
    side (V/m², T/m, V/m², T/m; or their Gaussian counterparts).

    >>> wire = FieldDerivatives(current_density=(0, 0, 1.0))
    >>> f"{maxwell_residuals(wire).ampere[2]:.4g} T/m"      # the curl B that 1 A/m² asks for
    '-1.257e-06 T/m'
    """
    k = _coefficients(system)
    array = np.asarray
    return LineResiduals(
        gauss=array(fields.electric_divergence) - k.charge * array(fields.charge_density),
        no_monopoles=array(fields.magnetic_divergence, float),
        faraday=array(fields.electric_curl) + k.faraday * array(fields.magnetic_rate),
        ampere=array(fields.magnetic_curl)
        - k.displacement * array(fields.electric_rate)
        - k.current * array(fields.current_density),
    )


@implements(9)
def pair_field_divergence(
    proton_density: ArrayLike, electron_density: ArrayLike, system: System = "SI"
) -> Array:
    """Divergence of a pair's E: 4π(ρ_e + ρ_−e) Gaussian, (ρ_e + ρ_−e)/ε0 SI: Eq. (9).

    The paper's P points from proton to electron, so its electron sits at r_p + P/e.

    proton_density, electron_density: signed charge densities [C/m³ or statC/cm³]; shapes
    broadcast. Returns V/m² (statV/cm²).

    >>> f"{pair_field_divergence(1.0, 0.0):.4g} V/m²"
    '1.129e+11 V/m²'
    """
    total = np.asarray(proton_density, float) + np.asarray(electron_density)
    return _coefficients(system).charge * total


@implements(10)
def pair_magnetic_divergence(
    proton_density: ArrayLike, electron_density: ArrayLike, system: System = "SI"
) -> Array:
    """Divergence of Eq. (5)'s B: (ρ_e + ρ_−e)/(ε0 c) SI; 4π(ρ_e + ρ_−e)/c as Eq. (10) prints it.

    The printed line divides the Gaussian E by c, which is the SI relation: in Gaussian units B
    and E have one dimension and the factor c is missing (see `pairlattice.audit`).

    proton_density, electron_density: signed [C/m³ or statC/cm³]. Returns T/m, or the printed
    expression in statC s/cm⁴.

    >>> f"{pair_magnetic_divergence(1.0, 0.0):.2f} T/m"           # Z0 = 376.73 ohm
    '376.73 T/m'
    """
    divergence = pair_field_divergence(proton_density, electron_density, system)
    light = c.speed_of_light if system == "SI" else 100 * c.speed_of_light
    return divergence / light


@implements(11)
def pair_maxwell_residuals(
    fields: FieldDerivatives,
    polarisation_rate: ArrayLike | None = None,
    system: System = "SI",
) -> LineResiduals:
    """Left minus right side of the paper's field equations, Eq. (11): J_e is absent.

    polarisation_rate None is the set as printed. Given ∂P/∂t (..., 3), the fourth line is read
    with ∂D/∂t, D = ε0 E + P, so that the pairs' vibration has a place (a closure, not printed).
    `fields.current_density` is not used. Returns residuals as `maxwell_residuals` does.

    >>> wire = FieldDerivatives(magnetic_curl=(0, 0, 4e-7 * np.pi), current_density=(0, 0, 1.0))
    >>> f"{pair_maxwell_residuals(wire).ampere[2]:.4g} T/m"       # a steady current, unbalanced
    '1.257e-06 T/m'
    """
    current: ArrayLike = (0.0, 0.0, 0.0) if polarisation_rate is None else polarisation_rate
    return maxwell_residuals(replace(fields, current_density=current), system)


@implements(11)
def continuity_residual(charge_rate: ArrayLike, current_divergence: ArrayLike = 0.0) -> Array:
    """∂ρ/∂t + ∇·J, which the first and fourth lines together require to vanish.

    Divergence of the fourth line: 0 = μ0 ε0 ∂(∇·E)/∂t + μ0 ∇·J, and ∇·E = ρ/ε0. Eq. (8) keeps
    J; Eq. (11) as printed has none, so there ∂ρ/∂t = 0 everywhere; with polarisation, J = ∂P/∂t.

    charge_rate, current_divergence: [A/m³], shapes broadcast. Returns A/m³.

    >>> f"{continuity_residual(2.0, -2.0):.1f} {continuity_residual(2.0):.1f}"
    '0.0 2.0'
    """
    return np.asarray(charge_rate, float) + np.asarray(current_divergence)
