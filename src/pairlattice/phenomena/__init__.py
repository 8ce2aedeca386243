"""The paper's phenomena, one folder each.

Each folder's `experiment.py` defines ``EXPERIMENT`` (see `frame`), its `results.py` the variables
of the result, its `figures.py` ``draw(result) -> {file name: Figure}``, and its `<noun>.toml` the
scenario that `pairlattice reproduce` runs. Its `claims.py`, if there is one, holds what the paper
states about it, and how each statement is judged. Adding a phenomenon is adding a folder and a line
here.
"""

import tomllib
from dataclasses import dataclass
from importlib import import_module, resources
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

from pairlattice.errors import InputError

if TYPE_CHECKING:
    from pairlattice.ledger import Claim

# How large the samples are and how long the averages: minutes, some minutes, up to an hour.
Size = Literal["quick", "normal", "full"]


@dataclass(frozen=True)
class Phenomenon:
    """An entry of the table of contents.

    noun: folder, scenario file and experiment name. title: for people. section: of the paper.
    """

    noun: str
    title: str
    section: str

    @property
    def experiment(self) -> Any:
        """The `frame.Experiment`; imported late, because it imports the engine."""
        return import_module(f"{__name__}.{self.noun}.experiment").EXPERIMENT

    @property
    def figures(self) -> Any:
        """The module with ``draw``, ``captions`` and ``tables``."""
        return import_module(f"{__name__}.{self.noun}.figures")

    @property
    def claims(self) -> "tuple[Claim, ...]":
        """The paper's statements about it, of ``claims.py``; none where there is no such file."""
        if find_spec(f"{__name__}.{self.noun}.claims") is None:
            return ()
        return tuple(import_module(f"{__name__}.{self.noun}.claims").CLAIMS)

    @property
    def scenario_text(self) -> str:
        """The TOML of the experiment as `pairlattice reproduce` runs it."""
        return (resources.files(__name__) / self.noun / f"{self.noun}.toml").read_text("utf-8")

    def scenario_text_at(self, size: Size) -> str:
        """The TOML at another size: with the changes that the folder's `sizes.toml` lists."""
        sizes = resources.files(__name__) / self.noun / "sizes.toml"
        listed = tomllib.loads(sizes.read_text("utf-8")) if sizes.is_file() else {}
        if size not in listed:
            return self.scenario_text
        from pairlattice.scenario import Scenario

        return Scenario.from_toml(self.scenario_text).replace(**listed[size]).to_toml()


CONTENTS: tuple[Phenomenon, ...] = (
    Phenomenon("drude", "Free electrons in a wire", "II"),
    Phenomenon("crystal", "The pair lattice at rest", "II"),
    Phenomenon("pair", "One proton-electron pair", "III"),
    Phenomenon("maxwell", "Two sets of field equations", "IV, VI"),
    Phenomenon("states", "Four states out of one Hamiltonian", "V"),
    Phenomenon("transport", "Currents through the pair lattice", "V"),
    Phenomenon("meissner", "The Meissner effect and the penetration depth", "VI, VII"),
    Phenomenon("levitation", "A magnet above a superconductor", "VI, VII"),
    Phenomenon("vortices", "Tubes, and the symmetry of their lattices", "VIII"),
    Phenomenon("motion", "Tubes in a fluctuating temperature", "VIII"),
)


def phenomenon(noun: str) -> Phenomenon:
    """The phenomenon of that name. Raises InputError for an unknown one."""
    for entry in CONTENTS:
        if entry.noun == noun:
            return entry
    known = ", ".join(entry.noun for entry in CONTENTS)
    raise InputError(f"unknown experiment {noun!r}; known: run, {known}")
