"""Fig. 3: the pair lattice at rest: potential, spectrum, and the tether it needs."""
