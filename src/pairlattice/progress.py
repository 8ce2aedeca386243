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
