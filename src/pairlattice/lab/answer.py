"""How a command to the engine ended, told to the page in its own time."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from pairlattice.errors import InputError


def answered(
    future: "Future[Any]",
    later: Callable[[Callable[[], Any]], None],
    done: Callable[[], Any],
    refused: Callable[[str], Any],
) -> None:
    """When the future ends: `done`, or `refused` with one line; nothing where it was cancelled.

    later: has something called in the page's own time.
    """

    def told(ended: "Future[Any]") -> None:
        if ended.cancelled():
            return
        error = ended.exception()
        if error is None:
            later(done)
            return
        text = str(error) if isinstance(error, InputError) else f"it went wrong: {error}"
        later(lambda: refused(text))

    future.add_done_callback(told)
