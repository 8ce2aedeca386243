"""`pairlattice tracks`"""

from pathlib import Path

import click

from pairlattice.cli import output

_EXAMPLE = """\b
Examples:
  pairlattice tracks vortices.csv --hop-distance 2.5
  pairlattice tracks points.csv --reach 0.8 --json
"""


@click.command(short_help="Judge tracks: continuous motion or birth and death?", epilog=_EXAMPLE)
@click.argument("file", metavar="FILE.csv", type=click.Path(path_type=Path))
@click.option("--hop-distance", type=float, metavar="LENGTH",
              help="Longest hop; a quarter of the view where left out.")  # fmt: skip
@click.option("--hop-least", type=float, default=0.0, show_default=True, metavar="LENGTH",
              help="Shortest hop; best longer than the steps that were linked.")  # fmt: skip
@click.option("--hop-frames", type=int, default=1, show_default=True, metavar="N",
              help="Greatest delay between death and birth of a hop.")  # fmt: skip
@click.option("--creep", type=float, default=1.5, show_default=True, metavar="RATIO",
              help="Change of area that counts as shrinking or swelling.")  # fmt: skip
@click.option("--creep-frames", type=int, default=5, show_default=True, metavar="N",
              help="Frames within which the area changes so.")  # fmt: skip
@click.option("--shortest", type=int, default=3, show_default=True, metavar="N",
              help="Fewer sightings than this are noise.")  # fmt: skip
@click.option("--margin", type=float, metavar="LENGTH",
              help="Closer to the edge of an open view things come and go; "
              "a twentieth of the view where left out.")  # fmt: skip
@click.option("--reach", type=float, metavar="LENGTH",
              help="Link sightings to tracks anew, with steps up to this.")  # fmt: skip
@click.option("--memory", type=int, default=1, show_default=True, metavar="N",
              help="Frames for which a linked thing may go unseen.")  # fmt: skip
@click.option("--periodic", type=float, nargs=2, metavar="LX LY",
              help="The view repeats; positions begin at 0.")  # fmt: skip
@click.option("--sets", type=click.IntRange(0, 1000), default=20, show_default=True, metavar="N",
              help="Synthetic sets of each kind for the error rate.")  # fmt: skip
@output.as_json
def tracks(
    file: Path,
    hop_distance: float | None,
    hop_least: float,
    hop_frames: int,
    creep: float,
    creep_frames: int,
    shortest: int,
    margin: float | None,
    reach: float | None,
    memory: int,
    periodic: tuple[float, float] | None,
    sets: int,
    as_json: bool,
) -> None:
    """Find hops, births and deaths in tracks and say whether things move or die and are born.

    FILE.csv has a line of names and the columns frame (or time), x, y, and if known id and area.
    Without id the sightings are linked, which needs --reach.
    """
    from pairlattice.errors import InputError
    from pairlattice.tracks import Rules, Tracks, files, link
    from pairlattice.tracks.analysis import Thresholds, analyse, like
    from pairlattice.tracks.report import summary, tables

    seen, identity, view = files.read(file, periodic)
    smaller = float(view.extent.min())
    rules = Rules(
        reach=smaller / 20 if reach is None else reach,
        memory=memory,
        shortest=shortest,
        hop_distance=smaller / 4 if hop_distance is None else hop_distance,
        hop_frames=hop_frames,
        creep=creep,
        creep_frames=creep_frames,
        margin=margin,
        hop_least=hop_least,
    )
    if identity is None or reach is not None:
        if reach is None:
            raise InputError(
                f"{file} has no column id; give --reach, the longest step to be linked"
            )
        found = link(seen, view, reach, memory)
    else:
        found = Tracks(seen, identity)
    if not found.lasting(max(shortest, 2)).rows:
        raise InputError(
            f"{file} holds no thing that is seen {max(shortest, 2)} times; lower --shortest or "
            "raise --reach"
        )
    judged = analyse(found, view, rules, Thresholds())
    errors = like(judged, sets, seed=1) if sets else None
    if as_json:
        output.print_json(summary(judged, errors))
    else:
        output.print_tables(tables(judged, errors, "length", "time"))
