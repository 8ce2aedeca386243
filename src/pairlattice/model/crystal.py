"""The rock-salt crystal of ions and electrons, for pictures and symmetry (Fig. 3, Fig. 12a)."""

from dataclasses import dataclass

import numpy as np
import spglib

from pairlattice.engine.lattice import Floats


@dataclass(frozen=True, eq=False)
class Crystal:
    """A conventional cell.

    cell: (3, 3) rows [d]. ions, electrons: (4, 3) fractional coordinates each.
    """

    cell: Floats
    ions: Floats
    electrons: Floats

    @property
    def space_group(self) -> str:
        """International symbol and number as the symmetry library finds them."""
        coordinates = np.concatenate([self.ions, self.electrons]).tolist()
        species = [1] * len(self.ions) + [2] * len(self.electrons)
        found = spglib.get_spacegroup((self.cell.tolist(), coordinates, species))
        return str(found)


def rock_salt() -> Crystal:
    """Electrons on an fcc lattice of edge 2 d, ions half an edge away.

    >>> rock_salt().space_group
    'Fm-3m (225)'
    """
    face_centred = np.array([[0, 0, 0], [0, 0.5, 0.5], [0.5, 0, 0.5], [0.5, 0.5, 0]])
    return Crystal(2.0 * np.eye(3), (face_centred + np.array([0.5, 0, 0])) % 1, face_centred)
