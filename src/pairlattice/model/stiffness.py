"""Force constants of the uniform modes of a cubic pair lattice, in reduced units.

A uniform displacement of a cubic crystal feels the Lorentz field: transverse and longitudinal
waves of long wavelength have k_TO = k − 4πn/3 and k_LO = k + 8πn/3 (e = 1, 4πε0 = 1).
"""

import math

import numpy as np

from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.observables import half_spectrum_multiplicity
from pairlattice.engine.vector import Scalar


def critical_stiffness(density: float) -> float:
    """k_c = n e²/(3ε0), where the uniform transverse modes lose their stiffness [E0/d²].

    density: n [1/d³].

    >>> f"{critical_stiffness(0.5):.6f}"        # rock salt: 2π/3
    '2.094395'
    """
    return 4 * math.pi * density / 3


def tether_stiffness(kappa: Scalar, density: float) -> Scalar:
    """k = k_c (1 + κ) [E0/d²]. κ > 0: no order of its own; κ < 0: spontaneous order."""
    return critical_stiffness(density) * (1 + kappa)


def uniform_stiffness(kappa: float, density: float, depolarisation: float = 0.0) -> float:
    """Stiffness against a uniform displacement along an axis [E0/d²].

    depolarisation: factor N of the outer shape along that axis: 0 needle, 1/3 sphere, 1 slab.
    """
    return critical_stiffness(density) * (kappa + 3 * depolarisation)


def spontaneous_displacement(kappa: float, density: float, quartic: float) -> float:
    """|u| at T = 0 without a field, √(−κ k_c/g) for κ < 0, else 0 [d]."""
    return math.sqrt(max(-uniform_stiffness(kappa, density), 0.0) / quartic) if quartic else 0.0


def mean_inverse_stiffness(
    coupling: Hamiltonian, tether: float, skip_uniform: bool = False
) -> float:
    """S = (1/N) Σ_q Tr K(q)⁻¹ of a periodic crystal [d²/E0]: ⟨|u|²⟩ = S T without quartic.

    skip_uniform: leave out q = 0, where K vanishes at the threshold κ = 0.
    """
    xx, yy, zz, xy, xz, yz = coupling.stiffness_kernel
    rows = [np.stack(row, -1) for row in ((xx, xy, xz), (xy, yy, yz), (xz, yz, zz))]
    values = np.linalg.eigvalsh(np.stack(rows, axis=-2)) + tether
    if skip_uniform:
        values[0, 0, 0] = np.inf
    weight = half_spectrum_multiplicity(coupling.sample.size)
    return float(np.sum((1 / values).sum(axis=-1) * weight) / coupling.sample.count)
