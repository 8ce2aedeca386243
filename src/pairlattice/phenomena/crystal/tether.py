"""What the tether of closure C1 means for a material: a frequency, an energy, and a motion.

The mean square displacement of the harmonic lattice sums Bloch's formula over all modes,
⟨|u|²⟩ = (1/N) Σ_{q,s} (ħ/2mω) coth(ħω/2k_BT) (F. Bloch, Z. Phys. 74, 295 (1932)).
"""

import math
from collections.abc import Callable

import numpy as np
from scipy.optimize import brentq

from pairlattice import constants as c
from pairlattice.engine.lattice import Floats, Lattice
from pairlattice.model.stiffness import critical_stiffness
from pairlattice.phenomena.crystal import results as r
from pairlattice.phenomena.crystal.spectrum import mesh_eigenvalues, threshold
from pairlattice.reference_data.materials import materials
from pairlattice.units import ReducedUnits
from pairlattice.variable import Values

ANGSTROM = 1e-10  # m; Sec. II calls the motion tiny, "in the angstroms range"


def mean_square(omega: Floats, weight: Floats, hbar: float, temperature: float) -> float:
    """⟨|u|²⟩ [d²] over modes ω (w, 3) of multiplicity (w,).

    hbar: ħ in units of E0 t0. temperature: [E0/k_B]; 0 gives the zero-point motion.
    """
    amplitude = hbar / (2 * omega)
    if temperature > 0:
        amplitude = amplitude / np.tanh(hbar * omega / (2 * temperature))
    return float(np.sum(amplitude * weight[:, None]) / weight.sum())


def classical_mean_square(omega: Floats, weight: Floats, temperature: float) -> float:
    """The same for classical motion, (1/N) Σ k_BT/(mω²) [d²]."""
    return float(temperature * np.sum(weight[:, None] / omega**2) / weight.sum())


def measure(lattice: Lattice, kappa: float, mesh: int, room: float) -> Values:
    """One row for each material of the data set with a pair density, SI units.

    kappa: of the tether. room: temperature [K].
    """
    soft = threshold(lattice)
    values, weight = mesh_eigenvalues(lattice, mesh)
    # At the threshold the mode at Γ has no stiffness; as one of mesh³ it is left out.
    values, weight = values[1:], weight[1:]
    k_c = critical_stiffness(lattice.density)
    known = {name: m.pair_density for name, m in materials().items() if m.pair_density}
    rows = []
    for density in known.values():
        units = ReducedUnits.from_pair_density(density, lattice.density)
        hbar = c.reduced_planck / (units.energy * units.time)
        warm = room / units.temperature

        def rms(kappa: float, T: float, hbar: float = hbar) -> float:
            return math.sqrt(mean_square(np.sqrt(values + k_c * (1 + kappa)), weight, hbar, T))

        quantum = hbar * units.energy / c.elementary_charge
        limit = ANGSTROM / units.length
        omega = np.sqrt(values + k_c * (1 + kappa))
        needed = _tether_for(limit, soft, lambda x: rms(x, 0.0))
        rows.append(
            (
                density,
                units.length,
                quantum * math.sqrt(k_c * (1 + soft)),
                quantum * math.sqrt(k_c * (1 + kappa)),
                quantum * math.sqrt(k_c * kappa) if kappa > 0 else math.nan,
                rms(kappa, 0.0) * units.length,
                rms(kappa, warm) * units.length,
                math.sqrt(classical_mean_square(omega, weight, warm)) * units.length,
                quantum * math.sqrt(k_c * (1 + needed)),
                rms(kappa, 0.0),
            )
        )
    columns = (
        r.DENSITY,
        r.SPACING,
        r.THRESHOLD_QUANTUM,
        r.QUANTUM,
        r.TRANSVERSE,
        r.ZERO_POINT,
        r.WARM,
        r.CLASSICAL,
        r.ANGSTROM_QUANTUM,
        r.ZERO_POINT_RATIO,
    )
    return {r.MATERIAL: list(known), **dict(zip(columns, zip(*rows, strict=True), strict=True))}


def _tether_for(limit: float, soft: float, rms: Callable[[float], float]) -> float:
    """κ above `soft` at which the rms displacement is the limit; NaN where it never is."""
    low, high = soft + 1e-6, 1e6
    if rms(low) < limit:
        return math.nan
    return float(brentq(lambda x: rms(x) - limit, low, high))
