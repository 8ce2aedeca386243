"""`pairlattice run`"""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pairlattice.cli import output
from pairlattice.cli.watch import watched

if TYPE_CHECKING:
    from pairlattice.scenario import Scenario

_EXAMPLE = """\b
Example:
  pairlattice run scenarios/first.toml --out runs/first
"""


@click.command(short_help="Simulate a scenario file and store the result.", epilog=_EXAMPLE)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder for the result; must not exist yet, or be empty.",
)
@output.as_json
@output.quiet
def run(file: Path, out: Path, as_json: bool, quiet: bool) -> None:
    """Simulate the scenario in FILE and store the result in DIR."""
    from pairlattice import store
    from pairlattice.scenario import load_scenario

    store.check_free(out)
    scenario = load_scenario(file)
    from pairlattice import experiment
    from pairlattice.report.drawing import summary

    start = time.perf_counter()
    with watched(scenario.title or file.stem, quiet) as progress:
        tree = experiment.run(scenario, progress)
    origin = store.provenance(scenario, time.perf_counter() - start)
    store.save(tree, out, scenario.source, origin, _files(scenario))
    if as_json:
        output.print_json({"directory": str(out), "seconds": origin["seconds"], **summary(tree)})
        return
    state = tree.attrs.get("sample_state")
    click.echo(f"{out}: {state}" if state else f"{out}")
    if not quiet:
        click.echo(f"next: pairlattice show {out}, pairlattice plot {out}")


def _files(scenario: "Scenario") -> dict[str, Path]:
    """The mask, where the scenario names it by a path that means the same in another folder."""
    if scenario.sample is None or scenario.sample.mask is None or scenario.mask_path is None:
        return {}
    name = Path(scenario.sample.mask)
    elsewhere = name.is_absolute() or ".." in name.parts
    return {} if elsewhere else {scenario.sample.mask: scenario.mask_path}
