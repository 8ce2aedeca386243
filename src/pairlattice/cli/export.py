"""`pairlattice export`"""

from pathlib import Path

import click

_EXAMPLE = """\b
Example:
  pairlattice export runs/first --to first.xyz
"""


@click.command(short_help="Write a result for other programs to read.", epilog=_EXAMPLE)
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The ending chooses the format: .xyz, .vtk, .vtu, .xdmf, .nc or .csv.",
)
def export(directory: Path, target: Path) -> None:
    """Write the result in DIR to FILE: extended XYZ for atom viewers, VTK or XDMF for ParaView,
    NetCDF for everything, CSV for series."""
    from pairlattice import store
    from pairlattice.export import export as write
    from pairlattice.scenario import Scenario

    scenario = Scenario.from_toml(store.load_scenario_text(directory), directory)
    click.echo(write(store.load_whole(directory), scenario, target))
