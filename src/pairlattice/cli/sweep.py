"""`pairlattice sweep`"""

import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pairlattice.cli import output
from pairlattice.errors import InputError, RunStoppedError

if TYPE_CHECKING:
    from pairlattice.sweep import Plan, Point

_EXAMPLE = """\b
Examples:
  pairlattice sweep first.toml --over temperature=1e-5:1e-2:7:log --out runs/heating
  pairlattice sweep lead.toml --over temperature=1:20:20K --over electric_field=100,500MV/m \\
    --replicas 4 --out runs/lead
"""


@click.command(short_help="Vary fields of a scenario on all cores or a cluster.", epilog=_EXAMPLE)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--over",
    "over",
    multiple=True,
    required=True,
    metavar="NAME=VALUES",
    help="A field and its values: A:B:N, A:B:N:log or A,B,C, with a unit behind. May be repeated.",
)
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR")
@click.option("--replicas", default=1, show_default=True, metavar="N", help="Runs of each point.")
@click.option(
    "--refine",
    default=0,
    show_default=True,
    metavar="N",
    help="Halve N times the steps across which the state of the sample changes.",
)
@click.option("--workers", type=int, metavar="N", help="Processes here; 0 for this one only.")
@click.option("--scheduler", metavar="ADDRESS", help="A running Dask scheduler, tcp://host:8786.")
@click.option("--batch", metavar="SYSTEM", help="slurm, pbs, sge, lsf, htcondor or oar.")
@click.option("--jobs", default=1, show_default=True, metavar="N", help="Jobs for --batch.")
@output.as_json
@output.quiet
def sweep(
    file: Path,
    over: tuple[str, ...],
    out: Path,
    replicas: int,
    refine: int,
    workers: int | None,
    scheduler: str | None,
    batch: str | None,
    jobs: int,
    as_json: bool,
    quiet: bool,
) -> None:
    """Run the scenario in FILE at every combination of values; one data set in DIR/sweep.nc.

    Points are kept as they finish. The same command goes on where it was stopped, and one with
    more values computes only what is missing.
    """
    for name, value, most in (
        ("--replicas", replicas, 100_000),
        ("--jobs", jobs, 10_000),
        ("--workers", 1 if workers in (None, 0) else workers, 4096),
    ):
        if value is None or not 1 <= value <= most:
            raise InputError(f"{name} must be from 1 to {most}, got {value}")
    if not 0 <= refine <= 20:
        raise InputError(f"--refine must be from 0 to 20, got {refine}")
    from pairlattice.experiment import check
    from pairlattice.scenario import load_scenario
    from pairlattice.sweep import Plan, parse_axis

    base = load_scenario(file)
    plan = Plan(base, tuple(parse_axis(text, base) for text in over), replicas)
    for point in plan.points():
        check(point.scenario)  # What no scenario can take is refused before anything is computed.
    from pairlattice.checkpoint import StopRequest
    from pairlattice.sweep import Study
    from pairlattice.sweep.cluster import opened

    failures: list[str] = []
    finished = 0

    def noted(point: "Point", outcome: dict[str, Any], done: int, total: int) -> None:
        nonlocal finished
        finished = done
        if "failed" in outcome:
            failures.append(f"at {_where(plan, point)}: {outcome['failed']}")
        told(point, outcome, done, total)

    with StopRequest().listening(), Study(out) as study:
        try:
            with _table(plan, quiet) as told, opened(workers, scheduler, batch, jobs) as place:
                plan = study.run(plan, place, noted, refine)
        except RunStoppedError as stopped:
            raise RunStoppedError(
                f"stopped with {finished} of {plan.count} points finished and kept; the same "
                "command goes on",
                stopped.signal,
            ) from None
        path = study.save(plan)
    if as_json:
        output.print_json(
            {"data": str(path), "points": plan.count, "failed": failures, "dims": plan.dims}
        )
    else:
        click.echo(f"{path}: {plan.count - len(failures)} of {plan.count} points")
    if failures:
        more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
        raise InputError(f"{len(failures)} points failed: {failures[0]}{more}")


def _where(plan: "Plan", point: "Point") -> str:
    names = zip(plan.axes, point.coordinates, strict=False)
    return ", ".join(f"{axis.name} = {axis.raw(value)}" for axis, value in names)


Told = Callable[["Point", dict[str, Any], int, int], None]


@contextmanager
def _table(plan: "Plan", quiet: bool) -> Iterator[Told]:
    """A bar and the last points, drawn on the error stream; nothing where nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console, Group
    from rich.live import Live
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
    from rich.table import Table

    rows: deque[tuple[str, ...]] = deque(maxlen=12)
    bar = Progress(BarColumn(bar_width=24), MofNCompleteColumn(), TimeRemainingColumn())
    task = bar.add_task("", total=plan.count)

    def drawn() -> Group:
        table = Table(*plan.dims, "state", "coherence", box=None)
        for row in rows:
            table.add_row(*row)
        return Group(table, bar)

    with Live(drawn(), console=Console(stderr=True), refresh_per_second=4, transient=True) as live:

        def told(point: "Point", outcome: dict[str, Any], done: int, total: int) -> None:
            coherence = outcome.get("values", {}).get("coherence_mean")
            shown = "" if coherence is None else f"{coherence:.3f}"
            state = "failed" if "failed" in outcome else str(outcome.get("state", ""))
            rows.append((*(f"{value}" for value in point.coordinates), state, shown))
            bar.update(task, completed=done, total=total)
            live.update(drawn())

        yield told
