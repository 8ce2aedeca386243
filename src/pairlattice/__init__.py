"""pairlattice: the proton-electron pair lattice theory of superconductivity, made computable.

import pairlattice as pl

scenario = pl.load_scenario("scenarios/first.toml")
result = pl.run(scenario)                 # an xarray.DataTree with units
result["coherence"].plot()
pl.save(result, "runs/first", scenario.source, pl.provenance(scenario, seconds=0))
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.2.0"

# Where each public name lives. It is imported when it is first used, so that nobody waits for the
# engine who does not need it.
_CONTENTS = {
    # scenario files
    "Scenario": "scenario",
    "load_scenario": "scenario",
    # experiments and their results
    "run": "experiment",
    "save": "store",
    "load": "store",
    "provenance": "origin",
    # what to see of a result
    "draw": "report.drawing",
    "captions": "report.drawing",
    "tables": "report.drawing",
    # materials and units
    "material": "measured.materials",
    "materials": "measured.materials",
    "ReducedUnits": "units",
    # the lattice and its modes
    "Lattice": "engine.lattice",
    "eigenvalues": "engine.ewald",
    "simulate": "engine.simulation",
    # how it says no
    "InputError": "errors",
    "SimulationDivergedError": "errors",
}

__all__ = ["__version__", *_CONTENTS]

if TYPE_CHECKING:
    from pairlattice.engine.ewald import eigenvalues as eigenvalues
    from pairlattice.engine.lattice import Lattice as Lattice
    from pairlattice.engine.simulation import simulate as simulate
    from pairlattice.errors import InputError as InputError
    from pairlattice.errors import SimulationDivergedError as SimulationDivergedError
    from pairlattice.experiment import run as run
    from pairlattice.measured.materials import material as material
    from pairlattice.measured.materials import materials as materials
    from pairlattice.origin import provenance as provenance
    from pairlattice.report.drawing import captions as captions
    from pairlattice.report.drawing import draw as draw
    from pairlattice.report.drawing import tables as tables
    from pairlattice.scenario import Scenario as Scenario
    from pairlattice.scenario import load_scenario as load_scenario
    from pairlattice.store import load as load
    from pairlattice.store import save as save
    from pairlattice.units import ReducedUnits as ReducedUnits


def __getattr__(name: str) -> Any:
    if name not in _CONTENTS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_CONTENTS[name]}"), name)
    # The next use finds it without asking.
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
