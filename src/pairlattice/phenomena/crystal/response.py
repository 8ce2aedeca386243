"""Lyddane-Sachs-Teller: the static permittivity of the simulated crystal against its frequencies.

R. H. Lyddane, R. G. Sachs and E. Teller, Phys. Rev. 59, 673 (1941): ω_LO²/ω_TO² = ε(0)/ε(∞), here
with ε(∞) = 1, as the electrons are all there is to polarise.
"""

import numpy as np
import xarray as xr

from pairlattice.engine import ewald
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.lattice import Lattice
from pairlattice.engine.minimise import minimise
from pairlattice.engine.sample import Sample
from pairlattice.engine.terms import DipoleDipole, ElectricField, Tether
from pairlattice.engine.vector import join, zeros
from pairlattice.phenomena.labels import labelled

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


def measure(sample: Sample, stiffness: float) -> xr.Dataset:
    """Both sides of the relation. Reduced units."""
    transverse, longitudinal = limits(sample.lattice, stiffness)
    data = xr.Dataset()
    data["omega_TO"] = labelled((), np.sqrt(transverse), "1/t0", "transverse frequency at Γ")
    data["omega_LO"] = labelled((), np.sqrt(longitudinal), "1/t0", "longitudinal frequency at Γ")
    data["ratio"] = labelled((), longitudinal / transverse, "1", "ω_LO²/ω_TO²")
    permittivity = static_permittivity(sample, stiffness)
    data["permittivity"] = labelled((), permittivity, "1", "ε(0)/ε(∞) of the simulated crystal")
    return data
