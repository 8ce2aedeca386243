"""Fig. 6: the lines of B around a cylinder in a transverse field, above and below Tc."""

import numpy as np

from pairlattice.phenomena.meissner import results as r
from pairlattice.phenomena.meissner.parameters import Parameters
from pairlattice.standard import bcs, london
from pairlattice.variable import Values


def field_lines(p: Parameters) -> Values:
    """A on a square of three radii, above Tc, at T and for bound pairs, lengths in λ_L(0).

    λ(T) is BCS's (clean, local). Static bound pairs carry no current, ∂P/∂t = 0, so theirs is the
    applied field at every temperature.
    """
    radius, ratio = p.london_radius, bcs.penetration_depth_ratio(p.temperature)
    axis = np.linspace(-3, 3, 241) * radius
    x, y = axis[:, None], axis[None, :]
    applied = london.cylinder_flux_function(x, y, radius, np.inf)
    return {
        r.X: axis,
        r.Y: axis,
        r.ABOVE: applied,
        r.BELOW: london.cylinder_flux_function(x, y, radius, ratio),
        r.PAIRS: applied,
        r.DEPTH_RATIO: ratio,
    }
