"""What Sec. III says of one pair."""

from pairlattice.phenomena.pair.claims import current, magnet

CLAIMS = (*current.CLAIMS, *magnet.CLAIMS)
