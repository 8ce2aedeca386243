"""From a scenario file to one frozen, validated record in reduced units."""

from pathlib import Path

from pairlattice.errors import InputError
from pairlattice.scenario.course import RunSpec, ThermostatSpec, Thresholds
from pairlattice.scenario.crystal import LatticeSpec, MaterialSpec, SampleSpec
from pairlattice.scenario.definition import Scenario
from pairlattice.scenario.files import read_text
from pairlattice.scenario.forces import DriveSpec, ElectricFieldSpec, NeighbourSpec, TetherSpec
from pairlattice.scenario.problems import one_line

__all__ = [
    "DriveSpec",
    "ElectricFieldSpec",
    "LatticeSpec",
    "MaterialSpec",
    "NeighbourSpec",
    "RunSpec",
    "SampleSpec",
    "Scenario",
    "TetherSpec",
    "ThermostatSpec",
    "Thresholds",
    "load_scenario",
]


def load_scenario(path: str | Path) -> Scenario:
    """The scenario in a TOML file, its mask included where it names one.

    Raises InputError with one line: the file as given, the field, the range, the remedy.
    """
    try:
        scenario = Scenario.from_toml(read_text(Path(path)), Path(path).parent)
        scenario.mask()
    except InputError as error:
        raise InputError(f"{one_line(str(path)[:500])}: {error}") from None
    return scenario
