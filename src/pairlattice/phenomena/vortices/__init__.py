"""Sec. VIII: the three-step transition, the symmetry of vortex lattices (Fig. 11 to 13)."""
