"""Fig. 6: the lines of B around a cylinder in a transverse field, above and below Tc."""

import numpy as np
import xarray as xr

from pairlattice.phenomena.meissner.parameters import Parameters
from pairlattice.standard import bcs, london


def field_lines(p: Parameters) -> xr.Dataset:
    """A on a square of three radii, above Tc, at T and for bound pairs, lengths in λ_L(0).

    λ(T) is BCS's (clean, local). Static bound pairs carry no current, ∂P/∂t = 0, so theirs is the
    applied field at every temperature.
    """
    radius, ratio = p.london_radius, bcs.penetration_depth_ratio(p.temperature)
    axis = np.linspace(-3, 3, 241) * radius
    x, y = axis[:, None], axis[None, :]
    data = xr.Dataset(
        coords={"x": ("x", axis, {"units": "λ_L"}), "y": ("y", axis, {"units": "λ_L"})}
    )
    for name, depth in (("above", np.inf), ("below", ratio), ("pairs", np.inf)):
        label = {"units": "B0 λ_L", "long_name": f"flux function, {name}"}
        values = london.cylinder_flux_function(x, y, radius, depth)
        data[name] = (("x", "y"), values, label)
    return data.assign_attrs(radius=radius, depth_ratio=ratio, temperature=p.temperature)
