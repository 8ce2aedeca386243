"""The sites of a result as flat lists, in ångström where the result knows its size."""

from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from pairlattice.errors import InputError
from pairlattice.model import build
from pairlattice.scenario import Scenario

ANGSTROM = 1e-10


@dataclass(frozen=True, eq=False)
class Sites:
    """position: of the site (m, 3). displacement: time mean of u, from the site to the electron
    (m, 3). fluctuation: rms (m,). unit: of all three, "Å" or "d". cell: three vectors, rows, of a
    periodic sample, else None."""

    position: NDArray[np.float64]
    displacement: NDArray[np.float64]
    fluctuation: NDArray[np.float64]
    unit: str
    cell: NDArray[np.float64] | None


def sites_of(tree: xr.DataTree, scenario: Scenario) -> Sites:
    """Raises InputError for a result without sites, as those of most experiments are."""
    if "sites" not in tree.children or "mean_displacement" not in tree["sites"]:
        raise InputError(
            'this result has no sites to export; a result of experiment = "run" has, and .nc '
            "holds everything of any result"
        )
    data = tree["sites"].to_dataset()
    here = data["site"].values.astype(bool)
    scale, unit = 1.0, "d"
    if scenario.units is not None:
        scale, unit = scenario.units.length / ANGSTROM, "Å"
    cell = None
    if scenario.sample is None and scenario.lattice.size is not None:
        cell = build.lattice(scenario).matrix * np.array(scenario.lattice.size)[:, None] * scale
    return Sites(
        data["position"].values[here] * scale,
        data["mean_displacement"].values[here] * scale,
        data["fluctuation"].values[here] * scale,
        unit,
        cell,
    )
