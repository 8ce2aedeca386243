"""Published vortex lattices, as the cited data have them."""

from pairlattice.phenomena.vortices import results as r
from pairlattice.reference_data.experiments import experiments
from pairlattice.variable import Values


def observed() -> Values:
    """What was seen, where, and whether the number was read in the source."""
    rows = [row for row in experiments().values() if row.id.startswith("vl_")]
    return {
        r.OBSERVED: [row.quantity.removeprefix("vortex lattice ") for row in rows],
        r.SEEN: [row.text for row in rows],
        r.SOURCE: [row.citation for row in rows],
        r.VERIFIED: ["yes" if row.verified else "no" for row in rows],
    }
