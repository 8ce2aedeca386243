"""Sec. V: how the pair lattice conducts: steps, ramps, alternating fields, and how long."""
