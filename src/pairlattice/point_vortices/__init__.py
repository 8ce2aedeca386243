"""Vortices as points in a plane that repel each other: energies, annealing, structure factor.

Lengths are in any one unit; energies in units of Φ0²/(2πμ0λ²) for each unit of length along the
field, so that a pair has K0(r/λ) (P. G. de Gennes, Superconductivity of Metals and Alloys, 1966).
"""

from pairlattice.point_vortices.anneal import Annealed, anneal, settle
from pairlattice.point_vortices.law import PairLaw, lattice_energy
from pairlattice.point_vortices.plane import Plane
from pairlattice.point_vortices.structure import structure_factor

__all__ = [
    "Annealed",
    "PairLaw",
    "Plane",
    "anneal",
    "lattice_energy",
    "settle",
    "structure_factor",
]
