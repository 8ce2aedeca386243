"""The variables of a plain run's result, reduced units.

root     series over time, and of each its mean, standard error and number of independent samples
sites    per-site means; `sites_field_off`: the same after the electric field was removed
blocks   order and local state of blocks of sites
"""

from dataclasses import replace

import xarray as xr

from pairlattice.model.local_states import LocalState
from pairlattice.variable import Node, Values, Variable, nodes

CARTESIAN = ("x", "y", "z")

_root = Node("run")
TIME = _root("time", "t0", "time", "time")
DISPLACEMENT = _root("displacement", "d", "mean displacement", "time", "component")
SQUARE = _root("square", "d^2", "mean square displacement", "time")
COHERENCE = _root("coherence", "1", "instantaneous coherence |⟨u⟩|/√⟨|u|²⟩", "time")
CURRENT = _root(
    "current", "e/(d^2 t0)", "displacement current density −n e ⟨v⟩", "time", "component"
)
POWER = _root("power", "E0/(d^3 t0)", "power taken from the electric field per volume", "time")
TEMPERATURE = _root("temperature", "E0/k_B", "kinetic temperature", "time")
KINETIC = _root("kinetic", "E0", "kinetic energy per site", "time")
_SERIES = {
    variable.name: variable
    for variable in (DISPLACEMENT, SQUARE, COHERENCE, CURRENT, POWER, TEMPERATURE, KINETIC)
}

# Of a minimum, which has no series
SITE_ENERGY = _root("energy", "E0", "energy per site")
RESIDUAL_FORCE = _root("residual_force", "E0/d", "largest force component left")

_sites, _n = Node("run", "sites"), ("n1", "n2", "n3")
SITE = _sites("site", "1", "whether there is a site", *_n)
POSITION = _sites("position", "d", "position", *_n, "component")
MEAN_DISPLACEMENT = _sites("mean_displacement", "d", "time mean of u", *_n, "component")
FLUCTUATION = _sites("fluctuation", "d", "rms fluctuation of u", *_n)
SURFACE_CHARGE = _sites("surface_charge", "e/d^2", "polarisation charge P·n on surface sites", *_n)

_blocks, _b = Node("run", "blocks"), ("b1", "b2", "b3")
BLOCK_DISPLACEMENT = _blocks("displacement", "d", "mean of u", *_b, "component")
AMPLITUDE = _blocks("amplitude", "d", "A = |⟨u⟩|", *_b)
DISORDER = _blocks("disorder", "d", "D = √⟨|u − ⟨u⟩|²⟩", *_b)
BLOCK_COHERENCE = _blocks("coherence", "1", "C = |⟨u⟩|/√⟨|u|²⟩", *_b)
COUNT = _blocks("count", "1", "sites in the block", *_b)
STATE = _blocks(
    "state", "1", "local state: " + ", ".join(f"{s.value} {s.label}" for s in LocalState), *_b
)
COHERENCE_OFF = _blocks("coherence_field_off", "1", "C after the electric field was removed", *_b)
AMPLITUDE_OFF = _blocks("amplitude_field_off", "d", "A after the electric field was removed", *_b)


def series(name: str) -> Variable:
    """A series by the name that the engine gives it; a term's energy is "energy_<term>"."""
    part = name.removeprefix("energy_").replace("_", " ")
    return _SERIES.get(name) or _root(name, "E0", f"{part} energy per site", "time")


def mean(of: Variable) -> Variable:
    """The time mean of a series, with its standard error."""
    return replace(
        of,
        name=f"{of.name}_mean",
        dims=of.dims[1:],
        long_name=f"mean of the {of.long_name}",
        error_name=f"{of.name}_error",
    )


def effective_samples(of: Variable) -> Variable:
    """How many independent samples a series is worth."""
    words = f"independent samples of the {of.long_name}"
    return replace(
        of, name=f"{of.name}_effective_samples", dims=of.dims[1:], units="1", long_name=words
    )


def labelled(values: Values) -> xr.Dataset:
    """The variables of one group, components by name."""
    (data,) = nodes(values).values()
    return data.assign_coords(component=list(CARTESIAN))
