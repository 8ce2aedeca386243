"""A pulse meets a cylinder of pairs: charge and energy by each set of field equations."""

import numpy as np
import xarray as xr
from scipy.ndimage import gaussian_filter

from pairlattice.electrodynamics import (
    Grid,
    Medium,
    State,
    System,
    charge_rates,
    energy,
    gauss_residual,
    node_error,
    packet,
    run,
)
from pairlattice.electrodynamics.system import LAWS
from pairlattice.phenomena.maxwell.parameters import Parameters
from pairlattice.progress import Progress

_EVERY = 5
# Cells over which the charge is averaged on the map: on a grid the surface has steps.
_SMOOTHING = 2.0


def compare(p: Parameters, progress: Progress) -> xr.Dataset:
    """Time series of every law and maps at mid-time; energies over that of the pulse.

    The field's ∂ρ/∂t is that of ∇·E, the pairs' that of −∇·J. Rates and charges are the largest of
    all nodes; they are given over the largest charge of the standard set.
    """
    cells, spacing = p.cylinder
    grid = Grid((cells, cells), spacing, ("conducting", "periodic"))
    extent = cells * spacing
    centre = (0.58 * extent, 0.5 * extent)
    medium = Medium.cylinder(grid, centre, p.radius, 1.0, p.resonance, p.damping)
    series: dict[str, list[list[float]]] = {}
    # About when the pulse is on the cylinder.
    snapshot = p.steps // 2 // _EVERY * _EVERY
    maps: dict[str, list[np.ndarray]] = {"B": [], "charge": []}
    for index, law in enumerate(LAWS):
        system = System(grid, medium, law)
        start = packet(system, 0.25 * extent, 0.7, plasma=0.0)
        whole = energy(system, start).total
        before = start

        def observe(
            state: State, system: System = system, whole: float = whole
        ) -> tuple[float, ...]:
            nonlocal before
            found = energy(system, state)
            rates = (0.0, 0.0) if state.steps == 0 else charge_rates(system, before, state)
            before = state
            if state.steps == snapshot:
                maps["B"].append(state.B)
                maps["charge"].append(gaussian_filter(state.charge, _SMOOTHING, mode="wrap"))
            residual = node_error(system, gauss_residual(system, state))
            field, pairs = found.electric + found.magnetic, found.kinetic + found.potential
            return (
                field / whole,
                pairs / whole,
                found.heat / whole,
                found.total / whole,
                residual,
                node_error(system, state.charge),
                *rates,
            )

        _, seen = run(system, start, p.steps, observe, every=_EVERY)
        names = (
            "field_energy",
            "pair_energy",
            "heat",
            "total_energy",
            "gauss_residual",
            "charge",
            "field_charge_rate",
            "pair_charge_rate",
        )
        for column, name in enumerate(names):
            series.setdefault(name, []).append([float(row[column]) for row in seen])
        time_step = system.time_step
        progress(index + 1, len(LAWS), law)
    unit = np.max(series["charge"][0])
    times = np.arange(0, p.steps + 1, _EVERY) * time_step
    axis = (np.arange(cells)) * spacing
    data = xr.Dataset(
        coords={
            "law": list(LAWS),
            "time": ("time", times, {"units": "1/ω_p"}),
            "x": ("x", axis, {"units": "c/ω_p"}),
            "y": ("y", axis, {"units": "c/ω_p"}),
        }
    )
    for name, values in series.items():
        scale = unit if "charge" in name or "gauss" in name else 1.0
        units = "ω_p" if "rate" in name else "1"
        label = {"units": units, "long_name": name.replace("_", " ")}
        data[name] = (("law", "time"), np.array(values) / scale, label)
    data["B"] = (("law", "x", "y"), np.array(maps["B"]), {"units": "peak of the pulse"})
    label = {"units": "ε0 E0 ω_p/c", "long_name": "charge density, averaged over two cells"}
    data["charge_map"] = (("law", "x", "y"), np.array(maps["charge"]), label)
    data.attrs = {"snapshot": snapshot * time_step, "centre": list(centre), "radius": p.radius}
    return data
