"""How far a displacement may go, and how many rows a chunk of a simulation may hold."""

import math
from collections.abc import Mapping
from typing import Any

from pairlattice.errors import SimulationDivergedError

# A displacement of this many ion-electron distances is no displacement any more.
LARGEST_DISPLACEMENT = 100.0
# Rows that one chunk can hold: enough that calling it costs nothing beside the smallest lattices,
# and no more bytes than that however long a row is.
_ROWS, _ROW_BYTES = 512, 2**26


def capacity(row: Mapping[str, Any]) -> int:
    """How many samples a chunk can hold. row: shapes and types of the arrays of one."""
    size = sum(math.prod(part.shape) * part.dtype.itemsize for part in row.values())
    return max(1, min(_ROWS, _ROW_BYTES // max(size, 1)))


def diverged(who: str, step: int, time_step: float) -> SimulationDivergedError:
    """The word at a blow-up."""
    return SimulationDivergedError(
        f"{who} blew up at step {step}: a displacement passed {LARGEST_DISPLACEMENT:g} d with a "
        f"time step of {time_step:.3g}; lower run.time_step or leave it out, and give an unstable "
        "lattice (kappa below 0) a quartic tether",
        step,
    )
