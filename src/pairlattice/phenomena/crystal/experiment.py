"""Fig. 3: is the pair lattice at rest what Sec. II says of it?"""

from collections.abc import Callable
from functools import partial

import numpy as np
import xarray as xr

from pairlattice.engine.lattice import CUBIC_KINDS, Lattice
from pairlattice.errors import InputError
from pairlattice.model import build, closures
from pairlattice.model.crystal import rock_salt
from pairlattice.model.stiffness import critical_stiffness
from pairlattice.phenomena.crystal import exact, free_energy, response, spectrum, statics, tether
from pairlattice.phenomena.crystal.parameters import Parameters
from pairlattice.phenomena.labels import labelled
from pairlattice.progress import Progress, silent
from pairlattice.scenario import Scenario

Part = Callable[[], xr.Dataset]


def run(scenario: Scenario, progress: Progress = silent) -> xr.DataTree:
    """The whole experiment, in reduced units but for `tether`, which is in SI.

    Returns a tree with `statics`, `plane`, `free_energy`, `exact`, `bands` (and `bands_sc`,
    `bands_bcc`), `states`, `soft_modes`, `lyddane_sachs_teller`, `tether`. Raises InputError.
    """
    p = Parameters.of(scenario)
    lattice = build.lattice(scenario)
    k_c = critical_stiffness(lattice.density)
    stiffness = scenario.stiffness
    lowest, _, _ = spectrum.softest(lattice)
    threshold = -lowest / k_c - 1
    if scenario.units is None or scenario.sample is not None or scenario.kappa <= threshold:
        raise InputError(
            "the experiment crystal needs a [material], a periodic lattice.size and a tether.kappa "
            f"above {threshold:.4g}, below which this lattice has soft modes; "
            "start from its own crystal.toml"
        )
    site, plane = statics.measure(p.plane)
    salt = Lattice.cubic("fcc")
    units = scenario.units
    displacements = np.geomspace(*p.displacements)
    parts: dict[str, tuple[Part, float]] = {
        "bands": (lambda: spectrum.bands(lattice, stiffness, p.segment), 1),
        "states": (lambda: spectrum.density_of_states(lattice, stiffness, p.mesh, p.bins), 2),
        "soft_modes": (lambda: _soft_modes(lattice), 1),
        "lyddane_sachs_teller": (lambda: response.measure(build.sample(scenario), stiffness), 2),
        "tether": (
            lambda: tether.measure(lattice, scenario.kappa, threshold, p.mesh, p.room_temperature),
            1,
        ),
        "free_energy": (
            lambda: free_energy.measure(salt, p.disorder, p.block, p.repeats, scenario.seed, units),
            8,
        ),
        "exact": (
            lambda: exact.measure(salt, displacements, p.repeats, scenario.seed),
            12,
        ),
    }
    for kind in CUBIC_KINDS:
        if kind != lattice.name:
            parts[f"bands_{kind}"] = (partial(_other_bands, kind, scenario.kappa, p.segment), 1)
    tree = xr.DataTree.from_dict({"/statics": site, "/plane": plane}, name="crystal")
    whole = sum(share for _, share in parts.values())
    before = 0.0
    for name, (part, share) in parts.items():
        progress(before, whole, name.replace("_", " "))
        tree[name] = xr.DataTree(part())
        before += share
    progress(whole, whole, "")
    tree.attrs = {
        "experiment": "crystal",
        "title": scenario.title,
        "closures": [x.to_dict() for x in (closures.TETHER, closures.HEAT_BATH)],
        "kappa": scenario.kappa,
        "lattice": lattice.name,
        "space_group": rock_salt().space_group,
        "room_temperature": p.room_temperature,
        "si": {name: getattr(units, name) for name in ("length", "energy", "time", "stiffness")},
    }
    return tree


def _other_bands(kind: str, kappa: float, segment: int) -> xr.Dataset:
    lattice = Lattice.cubic(kind)
    k = critical_stiffness(lattice.density) * (1 + kappa)
    return spectrum.bands(lattice, k, segment)


def _soft_modes(own: Lattice) -> xr.Dataset:
    """Where each lattice first loses its stiffness, and the κ of the tether that just holds it."""
    kinds = {kind: Lattice.cubic(kind) for kind in CUBIC_KINDS}
    kinds.setdefault(own.name, own)
    rows = {name: (lattice, *spectrum.softest(lattice)) for name, lattice in kinds.items()}
    data = xr.Dataset(coords={"lattice": list(rows), "component": ["x", "y", "z"]})
    ratio = [low / lattice.density for lattice, low, _, _ in rows.values()]
    data["eigenvalue"] = labelled(("lattice",), ratio, "1", "lowest eigenvalue λ/n")
    threshold = [-low / critical_stiffness(a.density) - 1 for a, low, _, _ in rows.values()]
    data["threshold"] = labelled(("lattice",), threshold, "1", "κ at which a mode goes soft")
    dims = ("lattice", "component")
    q = [row[2] for row in rows.values()]
    data["q"] = labelled(dims, q, "1", "its wave vector in reciprocal coordinates")
    polarisation = [row[3] for row in rows.values()]
    data["polarisation"] = labelled(dims, polarisation, "1", "its polarisation")
    return data
