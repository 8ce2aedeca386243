"""A progress bar on the terminal: rate, time left, and a note such as the current coherence."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pairlattice.progress import Progress, silent


@contextmanager
def watched(label: str, quiet: bool = False) -> Iterator[Progress]:
    """A `Progress` that draws on the error stream; silent where nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import (
        Progress as Bar,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(rate(task.finished_speed or task.speed, task.total), "progress.data.speed")

    bar = Bar(
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.percentage:>3.0f} %"),
        Rate(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[note]}", style="dim"),
        # rich itself heeds NO_COLOR and TERM=dumb.
        console=Console(stderr=True),
        # Rates are averaged over the last minute, not the last second, since chunks are coarse.
        speed_estimate_period=60,
        transient=True,
    )
    with bar:
        task = bar.add_task(label, total=None, note="compiling")

        def progress(done: float, total: float, note: str = "") -> None:
            bar.update(task, completed=done, total=total, note=note)

        yield progress


def rate(speed: float | None, total: float | None) -> str:
    """Millions of site-steps per second; nothing for work that is counted in other units.

    >>> rate(12.34e6, 1e9), rate(3.0, 20)
    ('12.3 M site-steps/s', '')
    """
    # Nothing but site-steps comes in such numbers.
    if not speed or not total or total < 1e5:
        return ""
    return f"{speed / 1e6:.3g} M site-steps/s"
