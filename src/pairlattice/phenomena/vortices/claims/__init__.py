"""What Sec. V and VIII say of vortices."""

from pairlattice.phenomena.vortices.claims import lattices, rod

CLAIMS = (*rod.CLAIMS, *lattices.CLAIMS)
