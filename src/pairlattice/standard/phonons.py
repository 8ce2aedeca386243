"""What the coupling of electrons and phonons adds to BCS, in closed approximations.

λ: coupling constant; μ*: Coulomb pseudopotential; ω_log: logarithmic mean phonon frequency, given
as ħω/k_B in kelvin. T_c: P. B. Allen and R. C. Dynes, Phys. Rev. B 12, 905 (1975), after
W. L. McMillan, Phys. Rev. 167, 331 (1968). Ratios: J. P. Carbotte, Rev. Mod. Phys. 62, 1027 (1990).
"""

import numpy as np
from scipy.integrate import quad

from pairlattice import constants as c
from pairlattice.errors import InputError
from pairlattice.standard import bcs


def _exponent(coupling: float, coulomb: float) -> float:
    """λ − μ*(1 + 0.62 λ), the net attraction."""
    net = coupling - coulomb * (1 + 0.62 * coupling)
    if not net > 0:
        raise InputError(
            f"coupling must exceed the Coulomb repulsion, got {coupling!r} against {coulomb!r}; "
            "such a metal is no superconductor"
        )
    return net


def critical_temperature(coupling: float, log_frequency: float, coulomb: float = 0.1) -> float:
    """T_c = f1 (ω_log/1.2) exp(−1.04 (1 + λ)/(λ − μ*(1 + 0.62 λ))) [K].

    f1 = [1 + (λ/(2.46 (1 + 3.8 μ*)))^1.5]^(1/3), the strong-coupling factor of Allen and Dynes;
    their second factor, which needs another moment of the spectrum, is left out (a few per cent).

    >>> f"{critical_temperature(1.55, 56.0, 0.115):.1f} K"           # lead
    '6.9 K'
    """
    net = _exponent(coupling, coulomb)
    strong = (1 + (coupling / (2.46 * (1 + 3.8 * coulomb))) ** 1.5) ** (1 / 3)
    return float(strong * log_frequency / 1.2 * np.exp(-1.04 * (1 + coupling) / net))


def isotope_exponent(coupling: float, coulomb: float = 0.1) -> float:
    """α = −dlnT_c/dlnM = ½ [1 − 1.04 (1 + λ)(1 + 0.62 λ) μ*²/(λ − μ*(1 + 0.62 λ))²].

    McMillan (1968) Eq. (25): ω scales as M^(−1/2) and 1/μ* shifts by ln ω. ½ without repulsion.

    >>> f"{isotope_exponent(1.0, 0.0):.2f} {isotope_exponent(0.72, 0.115):.2f}"   # second: tin
    '0.50 0.44'
    """
    net = _exponent(coupling, coulomb)
    loss = 1.04 * (1 + coupling) * (1 + 0.62 * coupling) * coulomb**2 / net**2
    return 0.5 * (1 - loss)


def gap_ratio(critical_temperature: float = 0.0, log_frequency: float = np.inf) -> float:
    """2Δ(0)/k_BT_c = 3.528 [1 + 12.5 x² ln(1/2x)], x = T_c/ω_log; BCS where ω_log is infinite.

    >>> f"{gap_ratio():.3f} {gap_ratio(7.196, 56.0):.2f}"            # second: lead
    '3.528 4.52'
    """
    x = critical_temperature / log_frequency
    correction = 12.5 * x**2 * np.log(1 / (2 * x)) if x > 0 else 0.0
    return float(2 * bcs.zero_temperature_gap() * (1 + correction))


def specific_heat_jump(critical_temperature: float = 0.0, log_frequency: float = np.inf) -> float:
    """(C_s − C_n)/γT_c = 1.426 [1 + 53 x² ln(1/3x)], x = T_c/ω_log; BCS where ω_log is infinite.

    >>> f"{specific_heat_jump():.3f} {specific_heat_jump(7.196, 56.0):.2f}"        # second: lead
    '1.426 2.62'
    """
    x = critical_temperature / log_frequency
    correction = 53 * x**2 * np.log(1 / (3 * x)) if x > 0 else 0.0
    return bcs.specific_heat_jump() * float(1 + correction)


def bloch_gruneisen(temperature: float, debye_temperature: float) -> float:
    """4 ∫ s³ (y/sinh y)² ds from 0 to 1, y = Θs/2T: 1 for T ≫ Θ, 497.7 (T/Θ)⁴ for T ≪ Θ.

    The phonon resistivity divided by its high-temperature line, for a Debye spectrum.

    >>> f"{bloch_gruneisen(3430.0, 343.0):.4f}"
    '0.9994'
    """
    if not (temperature > 0 and debye_temperature > 0):
        raise InputError(
            f"temperatures must be above 0 K, got {temperature!r} and {debye_temperature!r}"
        )
    reach = debye_temperature / (2 * temperature)

    def integrand(s: float) -> float:
        y = reach * s
        ratio = 1.0 if y < 1e-6 else (y / np.sinh(y) if y < 300 else 0.0)
        return float(4 * s**3 * ratio**2)

    knee = min(1.0, 3 / reach)
    value, _ = quad(integrand, 0, 1, points=[knee], limit=200, epsabs=1e-15)
    return float(value)


def resistivity(
    temperature: float, density: float, transport_coupling: float, debye_temperature: float
) -> float:
    """ρ = (m/ne²)(2πk_BTλ_tr/ħ) `bloch_gruneisen`: phonon scattering of free electrons [Ω m].

    temperature: T [K]; density: n [m⁻³]; transport_coupling: λ_tr; debye_temperature: Θ [K].
    P. B. Allen, Phys. Rev. B 17, 3725 (1978).

    >>> f"{resistivity(293.0, 8.47e28, 0.13, 343.0):.2g} ohm m"      # copper
    '1.2e-08 ohm m'
    """
    rate = 2 * np.pi * c.boltzmann * temperature * transport_coupling / c.reduced_planck
    line = c.electron_mass * rate / (density * c.elementary_charge**2)
    return float(line * bloch_gruneisen(temperature, debye_temperature))
