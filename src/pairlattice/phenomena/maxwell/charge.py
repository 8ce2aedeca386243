"""A pulse meets a cylinder of pairs: charge and energy by each set of field equations."""

import numpy as np
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
from pairlattice.phenomena.maxwell import results as r
from pairlattice.phenomena.maxwell.parameters import Parameters
from pairlattice.progress import Progress
from pairlattice.variable import Values

_EVERY = 5
# Cells over which the charge is averaged on the map: on a grid the surface has steps.
_SMOOTHING = 2.0
# In the order in which each law's run records them
_OBSERVED = (
    r.FIELD_ENERGY,
    r.PAIR_ENERGY,
    r.HEAT,
    r.TOTAL_ENERGY,
    r.GAUSS_RESIDUAL,
    r.CHARGE,
    r.FIELD_RATE,
    r.PAIR_RATE,
)


def compare(p: Parameters, progress: Progress) -> Values:
    """Time series of every law and maps at mid-time; energies over that of the pulse.

    The field's ∂ρ/∂t is that of ∇·E, the pairs' that of −∇·J. Rates and charges are the largest of
    all nodes; they are given over the largest charge of the standard set.
    """
    cells, spacing = p.cylinder
    grid = Grid((cells, cells), spacing, ("conducting", "periodic"))
    extent = cells * spacing
    centre = (0.58 * extent, 0.5 * extent)
    medium = Medium.cylinder(grid, centre, p.radius, 1.0, p.resonance, p.damping)
    series = []
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
        series.append(np.array(seen, dtype=float).T)
        time_step = system.time_step
        progress(index + 1, len(LAWS), law)
    columns = dict(zip(_OBSERVED, np.stack(series, axis=1), strict=True))
    unit = np.max(columns[r.CHARGE][0])
    for variable in (r.CHARGE, r.GAUSS_RESIDUAL, r.FIELD_RATE, r.PAIR_RATE):
        columns[variable] = columns[variable] / unit
    times = np.arange(0, p.steps + 1, _EVERY) * time_step
    axis = (np.arange(cells)) * spacing
    return {
        r.LAW: LAWS,
        r.TIME: times,
        r.X: axis,
        r.Y: axis,
        **columns,
        r.B_MAP: maps["B"],
        r.CHARGE_MAP: maps["charge"],
        r.SNAPSHOT: snapshot * time_step,
        r.CENTRE: centre,
    }
