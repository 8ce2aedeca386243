"""The energy of the pair lattice, one file for each term."""

from pairlattice.engine.terms.base import Term, folded_leaves, gradient_force, term
from pairlattice.engine.terms.dipole import DipoleDipole
from pairlattice.engine.terms.fields import ElectricField, SiteForce
from pairlattice.engine.terms.neighbour import Neighbour
from pairlattice.engine.terms.tether import Tether

__all__ = [
    "DipoleDipole",
    "ElectricField",
    "Neighbour",
    "SiteForce",
    "Term",
    "Tether",
    "folded_leaves",
    "gradient_force",
    "term",
]
