"""`pairlattice plot`"""

from pathlib import Path

import click

_EXAMPLE = """\b
Example:
  pairlattice plot runs/first --out figures
"""


@click.command(short_help="Draw a result: figures and films.", epilog=_EXAMPLE)
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Folder for the figures; DIR/figures where left out.",
)
def plot(directory: Path, out: Path | None) -> None:
    """Draw the result in DIR as PNG and SVG files, films as MP4, and print their paths."""
    from pairlattice import film, plotting, store
    from pairlattice.errors import InputError
    from pairlattice.report.drawing import draw, films

    tree = store.load_whole(directory)
    figures = draw(tree)
    folder = out or directory / "figures"
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file; choose another folder or remove it")
    folder.mkdir(parents=True, exist_ok=True)
    for name, figure in figures.items():
        for path in plotting.save(figure, folder / name):
            click.echo(path)
    for name, moving in films(tree).items():
        for path in film.save(moving, folder / name):
            click.echo(path)
