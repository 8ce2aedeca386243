"""`pairlattice run`"""

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pairlattice.cli import output
from pairlattice.cli.watch import watched
from pairlattice.errors import (
    CheckpointError,
    InputError,
    RunStoppedError,
    SimulationDivergedError,
)

if TYPE_CHECKING:
    from pairlattice.checkpoint import RunDirectory
    from pairlattice.checkpoint.manager import Cadence
    from pairlattice.scenario import Scenario

_EXAMPLE = """\b
Example:
  pairlattice run scenarios/first.toml --out runs/first
  pairlattice run scenarios/first.toml --out runs/first --resume
"""

_EVERY = re.compile(r"(\d+(?:\.\d+)?)\s*(steps?|s|min|h)?")
_SECONDS = {None: 1.0, "s": 1.0, "min": 60.0, "h": 3600.0}


@click.command(short_help="Simulate a scenario file and store the result.", epilog=_EXAMPLE)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder for the result; must not exist yet, or be empty, or hold a run to resume.",
)
@click.option(
    "--resume", is_flag=True, help="Go on with the unfinished run in DIR, if there is one."
)
@click.option(
    "--checkpoint-every",
    "every",
    default="30 s",
    show_default=True,
    metavar="TIME",
    help='How often the run is saved: a time such as "5 min", or "1000 steps".',
)
@output.as_json
@output.quiet
def run(file: Path, out: Path, resume: bool, every: str, as_json: bool, quiet: bool) -> None:
    """Simulate the scenario in FILE and store the result in DIR.

    A run that was stopped, killed or cut off goes on with --resume, to the same bits. SIGTERM and
    Ctrl-C save it first.
    """
    from pairlattice import store
    from pairlattice.scenario import load_scenario

    cadence = _cadence(every)
    if not resume:
        _check_free(out)
    scenario = load_scenario(file)
    from pairlattice.checkpoint import RunDirectory

    with RunDirectory(out, resume) as place:
        if place.finished:
            _same(scenario, out)
            click.echo(f"{out}: finished already")
            return
        tree, origin = _simulated(scenario, file, out, place, cadence, quiet)
        try:
            store.save_beside(tree, out, place.folder, scenario.source, origin, _files(scenario))
        except OSError as error:
            raise CheckpointError(
                f"{out}: the result could not be written ({error.strerror or error}); what the run "
                "saved on its way is intact: see to that and go on with --resume"
            ) from None
    from pairlattice.report.drawing import summary

    if as_json:
        output.print_json({"directory": str(out), "seconds": origin["seconds"], **summary(tree)})
        return
    state = tree.attrs.get("sample_state")
    click.echo(f"{out}: {state}" if state else f"{out}")
    if not quiet:
        click.echo(f"next: pairlattice show {out}, pairlattice plot {out}")


def _simulated(
    scenario: "Scenario", file: Path, out: Path, place: "RunDirectory", cadence: Any, quiet: bool
) -> tuple[Any, dict[str, Any]]:
    """The result and where it comes from."""
    from pairlattice import experiment, store
    from pairlattice.checkpoint import CheckpointManager, StopRequest
    from pairlattice.checkpoint.identity import identity

    again = f"pairlattice run {file} --out {out} --resume"
    stop = StopRequest()
    journal = None
    start = time.perf_counter()
    with stop.listening():
        try:
            if scenario.experiment == "run":
                journal = CheckpointManager(place.folder, identity(scenario), cadence, stop, again)
                for note in journal.notes:
                    output.warn(note)
            with watched(scenario.title or file.stem, quiet) as progress:
                tree = experiment.run(scenario, progress, journal)
        except SimulationDivergedError:
            place.discard()
            raise
        except RunStoppedError as stopped:
            if stopped.saved:
                raise
            left = journal.saved if journal else "nothing of the unfinished work was kept"
            raise RunStoppedError(f"stopped; {left}", stopped.signal) from None
    spent = time.perf_counter() - start + (journal.seconds if journal else 0.0)
    origin = store.provenance(scenario, spent)
    if journal is not None and journal.changed:
        origin["resumed_with_another"] = journal.changed
    return tree, origin


def _check_free(out: Path) -> None:
    """Refuse a folder that cannot be used before the scenario is even read."""
    from pairlattice import store
    from pairlattice.checkpoint.run_directory import UNFINISHED

    if not (out / UNFINISHED).is_dir():
        store.check_free(out)


def _same(scenario: "Scenario", out: Path) -> None:
    """Refuse to take the result of another scenario for this one's."""
    from pairlattice import store
    from pairlattice.scenario import Scenario

    if Scenario.from_toml(store.load_scenario_text(out), out) != scenario:
        raise InputError(f"{out} holds the result of another scenario; choose another folder")


def _cadence(text: str) -> "Cadence":
    from pairlattice.checkpoint.manager import Cadence

    match = _EVERY.fullmatch(text.strip())
    if match is None or not 0 < float(match[1]) < 1e9:
        raise InputError(
            f"--checkpoint-every must be a time or a number of steps, got {text[:40]!r}; "
            'for example "5 min" or "1000 steps"'
        )
    if match[2] and match[2].startswith("step"):
        return Cadence(seconds=float("inf"), steps=max(int(float(match[1])), 1))
    return Cadence(seconds=float(match[1]) * _SECONDS[match[2]])


def _files(scenario: "Scenario") -> dict[str, Path]:
    """The mask, where the scenario names it by a path that means the same in another folder."""
    if scenario.sample is None or scenario.sample.mask is None or scenario.mask_path is None:
        return {}
    name = Path(scenario.sample.mask)
    # Nor may a mask take the place of a file of the result.
    taken = name.parts[:1] in {("result.nc",), ("scenario.toml",), ("provenance.json",)}
    elsewhere = name.is_absolute() or ".." in name.parts or taken or name.parts[0] == "unfinished"
    return {} if elsewhere else {scenario.sample.mask: scenario.mask_path}
