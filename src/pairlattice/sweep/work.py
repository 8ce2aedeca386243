"""What a worker does: one scenario, and of its result what fits into a table."""

from pathlib import Path
from typing import Any

from pairlattice.errors import InputError, SimulationDivergedError

# Numbers and short lists of numbers or words, by name; exactly what JSON keeps.
Outcome = dict[str, Any]


def measure(text: str, base_dir: str) -> Outcome:
    """Run a scenario given as TOML.

    base_dir: to which a mask's path is relative. Returns "values" (each a number or a list over
    x, y, z), "units" and "labels" of the values, "shares" of the local states and "state"; or
    "failed" with the line that says why.
    """
    from pairlattice import experiment
    from pairlattice.scenario import Scenario

    try:
        tree = experiment.run(Scenario.from_toml(text, Path(base_dir)))
    except (InputError, SimulationDivergedError) as error:
        return {"failed": str(error)}
    root = tree.to_dataset()
    kept = {
        str(name): value
        for name, value in root.data_vars.items()
        if value.dims in ((), ("component",)) and value.dtype.kind in "fiu"
    }
    return {
        "values": {name: value.values.tolist() for name, value in kept.items()},
        "units": {name: str(value.attrs.get("units", "1")) for name, value in kept.items()},
        "labels": {name: str(value.attrs.get("long_name", name)) for name, value in kept.items()},
        "shares": {str(k): float(v) for k, v in dict(tree.attrs.get("fractions", {})).items()},
        "state": str(tree.attrs.get("sample_state", "")),
    }
