"""Maxwell's set and the paper's in both readings: pulses, charge, energy, ∇·B."""

import xarray as xr

from pairlattice.audit import audit
from pairlattice.errors import InputError
from pairlattice.model import build, closures
from pairlattice.phenomena.maxwell import charge, divergence, waves
from pairlattice.phenomena.maxwell.parameters import Parameters
from pairlattice.progress import Progress, silent
from pairlattice.scenario import Scenario

_MOST_CELLS = 8


def run(scenario: Scenario, progress: Progress = silent) -> xr.DataTree:
    """The whole experiment; frequencies in ω_p, lengths in c/ω_p = λ_L of Eq. (14).

    Returns a tree: `vacuum`, `dispersion`, `group_velocity`, `transmission`, `charge`,
    `divergence`. Raises InputError.
    """
    p = Parameters.of(scenario)
    lattice = build.lattice(scenario)
    size = scenario.lattice.size
    if scenario.units is None or scenario.lattice.kind != "fcc" or size is None:
        raise InputError(
            'the experiment maxwell needs a [material] and a [lattice] of kind "fcc" with a size, '
            f"got {scenario.lattice.kind} of {size}; see maxwell.toml"
        )
    if size[0] > _MOST_CELLS:
        raise InputError(
            f"lattice.size of the experiment maxwell must be at most {_MOST_CELLS}, got {size[0]}; "
            "the sum of Eq. (5) over wave vectors grows with its sixth power"
        )
    if p.cylinder[0] * p.cylinder[1] < 5 * p.radius:
        raise InputError(
            f"maxwell.radius must be at most a fifth of the box, {p.cylinder[0] * p.cylinder[1]:g} "
            f"c/ω_p, got {p.radius:g}; lower it or give maxwell.cylinder more cells"
        )
    tree = xr.DataTree(name="maxwell")
    parts = (
        ("vacuum", lambda: waves.vacuum(p)),
        ("dispersion", lambda: waves.dispersion(p)),
        ("group_velocity", lambda: waves.group_velocity(p)),
        ("transmission", lambda: waves.transmission(p)),
        ("charge", lambda: charge.compare(p, silent)),
        ("divergence", lambda: divergence.against_width(p, lattice, size[0], scenario.seed)),
    )
    for index, (name, part) in enumerate(parts):
        progress(index, len(parts), name.replace("_", " "))
        tree[name] = xr.DataTree(part())
    tree.attrs = {
        "experiment": "maxwell",
        "title": scenario.title,
        "closures": [
            closure.to_dict() for closure in (closures.TETHER, closures.POLARISATION_READING)
        ],
        "parameters": p.model_dump(),
        "absorbed": waves.absorbed(),
        "tesla_per_metre": divergence.tesla_per_metre(scenario.units.spacing),
        "audit": [row.to_dict() for row in audit()],
    }
    progress(len(parts), len(parts), "done")
    return tree
