"""Fig. 6: London's cylinder across a field, and what the pairs' equation of motion answers."""

from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray
from scipy.special import ive

from pairlattice.electrodynamics import Grid, Medium, System, rest, run
from pairlattice.equations import decayed_field
from pairlattice.phenomena.maxwell.parameters import Parameters
from pairlattice.standard import bcs, london

Array = NDArray[np.float64]


def flux_function(x: Any, y: Any, radius: float, depth: float) -> Array:
    """A_z/B0 of a cylinder along z in a field B0 along y (−x far off); its contours are B's lines.

    London inside, ∇²A = A/λ²: A = a I1(r/λ) cos φ; outside A = −(r + D/r) cos φ; A and ∂A/∂r are
    continuous. With b = R/λ: D = −R² I2(b)/I0(b), a = −2R/(b I0(b)). depth: λ, infinite above Tc.

    >>> f"{flux_function(2.0, 0.0, 1.0, 1e-3):.3f} {flux_function(2.0, 0.0, 1.0, np.inf):.3f}"
    '-1.501 -2.000'
    """
    r = np.hypot(x, y)
    cosine = np.asarray(x) / np.where(r > 0, r, 1.0)
    if np.isinf(depth):
        return -r * cosine
    b = radius / depth
    dipole = -(radius**2) * ive(2, b) / ive(0, b)
    outside = -(r + dipole / np.where(r > radius, r, radius)) * cosine
    u = np.minimum(r, radius) / depth
    inside = -2 * depth * ive(1, u) / ive(0, b) * np.exp(u - b) * cosine
    return np.where(r > radius, outside, inside)


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
        data[name] = (("x", "y"), flux_function(x, y, radius, depth), label)
    data.attrs = {"radius": radius, "depth_ratio": ratio, "temperature": p.temperature}
    return data


# Name, ω0/ω_p, γ/ω_p, cooled in the field.
CASES = (
    ("bound", 0.5, 0.1, False),
    ("free", 0.0, 0.0, False),
    ("free_cooled", 0.0, 0.0, True),
)
_FACE, _END, _GAP = 4.0, 20.0, 1.5


def slab_profiles() -> xr.Dataset:
    """B(x)/B0 in a slab of pairs after a slow rise of the field, or cooled in it.

    Two opposite sheets of current, one on either side, make the field as a solenoid does; what
    they radiate outwards is absorbed. Lengths in c/ω_p = λ_L of Eq. (14).
    """
    h, rise = 0.1, 120.0
    grid = Grid((round((_FACE + _END) / h), 1), h, ("absorbing", "periodic"), layer_cells=20)
    sheets = round((_FACE - _GAP) / h), round((_END + _GAP) / h)
    x = grid.positions((True, True))[0][:, 0]
    inside = (x > _FACE) & (x < (_FACE + _END) / 2)
    # A node of E carries the pairs of half a cell on either side: the slab begins h/2 earlier.
    depth = x[inside] - _FACE + h / 2
    data = xr.Dataset(coords={"depth": ("depth", depth, {"units": "c/ω_p"})})
    for name, resonance, damping, cooled in CASES:
        system = System(grid, Medium.slab(grid, (_FACE, _END), 1.0, resonance, damping))

        def source(t: float, cooled: bool = cooled) -> Array:
            part = 1.0 if cooled else np.sin(np.pi / 2 * min(t / rise, 1.0)) ** 2
            J = np.zeros((2, *grid.cells))
            J[1, sheets[0]], J[1, sheets[1]] = -part / h, part / h
            return J

        start = rest(system)
        if cooled:
            # B = B0 between the sheets when the pairs, at rest, become free to move.
            between = (x > sheets[0] * h) & (x < sheets[1] * h)
            start = rest(system, B=np.where(between, 1.0, 0.0)[:, None])
        steps = int((rise + 120.0) / system.time_step)
        end, _ = run(system, start, steps, lambda _: None, every=10**9, source=source)
        data[name] = ("depth", end.B[inside, 0], {"units": "B0", "long_name": name})
    label = {"units": "B0", "long_name": "Eq. (13)"}
    data["paper"] = ("depth", decayed_field(1.0, depth, 1.0), label)
    label = {"units": "B0", "long_name": "London"}
    data["london"] = ("depth", london.half_space_profile(depth, 1.0), label)
    return data
