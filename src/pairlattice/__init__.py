"""pairlattice: the proton-electron pair lattice theory of superconductivity, made computable."""

__version__ = "0.1.0"
