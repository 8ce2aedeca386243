"""Lyddane-Sachs-Teller: the static permittivity of the simulated crystal against its frequencies.

R. H. Lyddane, R. G. Sachs and E. Teller, Phys. Rev. 59, 673 (1941): ω_LO²/ω_TO² = ε(0)/ε(∞), here
with ε(∞) = 1, as the electrons are all there is to polarise.
"""

import numpy as np

from pairlattice.engine import ewald
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.minimise import minimise
from pairlattice.engine.sample import Sample
from pairlattice.engine.terms import DipoleDipole, ElectricField, Tether
from pairlattice.engine.vector import join, zeros
from pairlattice.phenomena.crystal import results as r
from pairlattice.variable import Values

_FIELD = 1e-3


def static_permittivity(sample: Sample, stiffness: float) -> float:
    """ε(0) = 1 + 4πP/E with P = −n⟨u⟩ at the minimum of the energy in a small field along z.

    sample: periodic and surrounded by a conductor, so that E is the applied field.
    """
    field = ElectricField.of([0.0, 0.0, _FIELD])
    terms = {"tether": Tether(stiffness), "dipoles": DipoleDipole.of(sample), "field": field}
    found = minimise(Hamiltonian(sample, terms), zeros(sample.size, float), tolerance=1e-12)
    displacement = join(found.displacement)[..., 2].mean()
    return float(1 - 4 * np.pi * sample.lattice.density * displacement / _FIELD)


def limits(lattice: Lattice, stiffness: float) -> tuple[float, float]:
    """ω_TO² and ω_LO² as q → 0 along z, from the dipole tensor close to Γ."""
    q = 1e-4 * np.linalg.norm(lattice.reciprocal[0]) * np.array([0.0, 0.0, 1.0])
    values = stiffness + np.linalg.eigvalsh(ewald.dipole_tensor(lattice, q))
    return float(values[0]), float(values[2])


def measure(sample: Sample, stiffness: float) -> Values:
    """Both sides of the relation."""
    transverse, longitudinal = limits(sample.lattice, stiffness)
    return {
        r.OMEGA_TO: np.sqrt(transverse),
        r.OMEGA_LO: np.sqrt(longitudinal),
        r.RATIO: longitudinal / transverse,
        r.PERMITTIVITY: static_permittivity(sample, stiffness),
    }
