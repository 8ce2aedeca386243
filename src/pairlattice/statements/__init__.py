"""The paper's statements: C001 to C119, wherever they are written, judged on evidence.

A statement about a phenomenon is in `phenomena/<noun>/claims.py`; one that belongs to no experiment
is in a room here. `registry` collects them, `stored` finds the results they are judged on.
"""

from pairlattice.statements.registry import claim, claims, experiments, filtered
from pairlattice.statements.stored import Results, evidence

__all__ = ["Results", "claim", "claims", "evidence", "experiments", "filtered"]
