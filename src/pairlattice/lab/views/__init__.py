"""Pictures of a live run as plots: a plane with arrows, a view in space, running traces.

A state is told by colour and by hatching, as in every figure of the project.
"""

from pairlattice.lab.views.base import HATCH
from pairlattice.lab.views.slice import Slice
from pairlattice.lab.views.space import Space
from pairlattice.lab.views.traces import LINES, Traces

__all__ = ["HATCH", "LINES", "Slice", "Space", "Traces"]
