"""What must be the same for the bits of a run to be the same."""

import hashlib
import platform
from typing import Any

from pairlattice.origin import device, program
from pairlattice.scenario import Scenario


def identity(scenario: Scenario) -> dict[str, Any]:
    """The scenario's tables with all defaults, its mask, and the program, libraries and device.

    The title is left out: it changes no number.
    """
    tables = scenario.to_dict()
    tables.pop("title", None)
    if scenario.mask_path is not None:
        digest = hashlib.sha256(scenario.mask_path.read_bytes()).hexdigest()
        tables["sample"] = {**tables["sample"], "mask": digest}
    run = program("run")
    return {
        "scenario": tables,
        "program": run["source"],
        "libraries": run["libraries"],
        "device": f"{platform.machine()} {device()}",
    }
