"""What a run leaves behind while it goes on, so that it can go on after anything.

`snapshot`: one file of arrays with a checksum, written whole or not at all. `append_log`: the rows
of a series, only ever appended to. `manager`: both together, as the reporter of a run.
`run_directory`: the folder they live in, with a `lock` as long as a process works there. `frames`:
u and v at chosen times.
"""

from pairlattice.checkpoint.manager import CheckpointManager, StopRequest
from pairlattice.checkpoint.run_directory import RunDirectory

__all__ = ["CheckpointManager", "RunDirectory", "StopRequest"]
