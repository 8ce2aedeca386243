"""From a scenario to its result, whichever experiment it asks for."""

from pathlib import Path
from typing import TYPE_CHECKING

from pairlattice.phenomena import phenomenon
from pairlattice.progress import Progress, silent

if TYPE_CHECKING:
    import xarray as xr

    from pairlattice.engine.reporter import Reporter
    from pairlattice.scenario import Scenario


def check(scenario: "Scenario") -> None:
    """Raises InputError for a scenario that its experiment would refuse; computes nothing."""
    if scenario.experiment not in ("run", "live"):
        phenomenon(scenario.experiment).experiment.accept(scenario)


def run(
    scenario: "Scenario | str | Path",
    progress: Progress = silent,
    reporter: "Reporter | None" = None,
) -> "xr.DataTree":
    """The result of a scenario, or of a scenario file: labelled arrays with units.

    reporter: of the experiment "run", so that it can go on after an interruption; the others are
    short, and restart.
    Raises InputError for a scenario that cannot be used, SimulationDivergedError for a run that
    blew up.
    """
    if isinstance(scenario, (str, Path)):
        from pairlattice.scenario import load_scenario

        scenario = load_scenario(scenario)
    if scenario.experiment == "run":
        from pairlattice.model import plain_run

        tree = plain_run.run(scenario, progress, reporter)
    elif scenario.experiment == "live":
        from pairlattice.live import experiment as live

        tree = live.run(scenario, progress)
    else:
        tree = phenomenon(scenario.experiment).experiment.run(scenario, progress)
    tree.attrs.setdefault("experiment", scenario.experiment)
    tree.attrs.setdefault("title", scenario.title)
    return tree
