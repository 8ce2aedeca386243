"""How long work tells whoever watches where it stands."""

from typing import Protocol


class Progress(Protocol):
    """Called now and then while an experiment runs.

    done, total: amount of work in any unit, the same in every call; site-steps where it simulates,
    so that the watcher can show a rate. note: a few words, for example "coherence 0.93".
    """

    def __call__(self, done: float, total: float, note: str = "") -> None: ...


def silent(done: float, total: float, note: str = "") -> None:
    """Nobody watches."""


def part(
    progress: Progress, before: float, share: float, whole: float, label: str = ""
) -> Progress:
    """The progress of a part that takes `share` of the `whole` and begins at `before`.

    label: put in front of the part's own notes.

    >>> second = part(lambda done, total, note="": print(done, total, note), 1, 1, 2, "second")
    >>> second(30, 60, "coherence 0.9")
    1.5 2 second coherence 0.9
    """

    def told(done: float, total: float, note: str = "") -> None:
        progress(before + share * done / total, whole, f"{label} {note}".strip())

    return told
