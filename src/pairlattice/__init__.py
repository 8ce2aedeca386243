"""pairlattice: the proton-electron pair lattice theory of superconductivity, made computable.

import pairlattice as pl

scenario = pl.load_scenario("scenarios/first.toml")
result = pl.run(scenario)                 # an xarray.DataTree with units
result["coherence"].plot()
pl.save(result, "runs/first", scenario.source, pl.provenance(scenario, seconds=0))

and for a lattice model of your own

>>> import pairlattice as pl
>>> @pl.term
... class CubicAnisotropy:
...     strength: float
...
...     def energy(self, u, t):
...         return self.strength * sum(pl.total(c**4) for c in u)
>>> cell = pl.supercell("fcc", (4, 4, 4))
>>> H = pl.Hamiltonian(
...     cell, tether=pl.Tether(2.3, 5.0), dipoles=pl.DipoleDipole(), own=CubicAnisotropy(3.0)
... )
>>> run = pl.simulate(
...     H,
...     pl.Langevin(friction=0.2, temperature=1e-3),
...     steps=50,
...     every=10,
...     observe={"rms": lambda now: pl.rms(now.displacement)},
... )
>>> run["rms"].dims, run["rms"].shape
(('time',), (5,))
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
    "material": "reference_data.materials",
    "materials": "reference_data.materials",
    "ReducedUnits": "units",
    # the lattice and its modes
    "Lattice": "engine.lattice",
    "eigenvalues": "engine.ewald",
    # a model of one's own: sites, energies, rules of motion, and the one loop
    "supercell": "engine.sample",
    "Hamiltonian": "engine.hamiltonian",
    "term": "engine.terms",
    "Tether": "engine.terms",
    "DipoleDipole": "engine.terms",
    "Neighbour": "engine.terms",
    "ElectricField": "engine.terms",
    "SiteForce": "engine.terms",
    "Integrator": "engine.integrators",
    "Langevin": "engine.integrators",
    "Verlet": "engine.integrators",
    "Overdamped": "engine.integrators",
    "Observer": "engine.observers",
    "Recorder": "engine.observables",
    "Environment": "engine.environment",
    "Stage": "engine.stages",
    "observable": "engine.observers",
    "simulate": "engine.simulation",
    "trajectory": "engine.simulation",
    "minimise": "engine.minimise",
    "total": "engine.vector",
    "rms": "engine.vector",
    # how it says no
    "InputError": "errors",
    "SimulationDivergedError": "errors",
}

__all__ = ["__version__", *_CONTENTS]

if TYPE_CHECKING:
    from pairlattice.engine.environment import Environment as Environment
    from pairlattice.engine.ewald import eigenvalues as eigenvalues
    from pairlattice.engine.hamiltonian import Hamiltonian as Hamiltonian
    from pairlattice.engine.integrators import Integrator as Integrator
    from pairlattice.engine.integrators import Langevin as Langevin
    from pairlattice.engine.integrators import Overdamped as Overdamped
    from pairlattice.engine.integrators import Verlet as Verlet
    from pairlattice.engine.lattice import Lattice as Lattice
    from pairlattice.engine.minimise import minimise as minimise
    from pairlattice.engine.observables import Recorder as Recorder
    from pairlattice.engine.observers import Observer as Observer
    from pairlattice.engine.observers import observable as observable
    from pairlattice.engine.sample import supercell as supercell
    from pairlattice.engine.simulation import simulate as simulate
    from pairlattice.engine.simulation import trajectory as trajectory
    from pairlattice.engine.stages import Stage as Stage
    from pairlattice.engine.terms import DipoleDipole as DipoleDipole
    from pairlattice.engine.terms import ElectricField as ElectricField
    from pairlattice.engine.terms import Neighbour as Neighbour
    from pairlattice.engine.terms import SiteForce as SiteForce
    from pairlattice.engine.terms import Tether as Tether
    from pairlattice.engine.terms import term as term
    from pairlattice.engine.vector import rms as rms
    from pairlattice.engine.vector import total as total
    from pairlattice.errors import InputError as InputError
    from pairlattice.errors import SimulationDivergedError as SimulationDivergedError
    from pairlattice.experiment import run as run
    from pairlattice.origin import provenance as provenance
    from pairlattice.reference_data.materials import material as material
    from pairlattice.reference_data.materials import materials as materials
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
