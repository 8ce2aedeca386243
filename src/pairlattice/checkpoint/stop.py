"""A signal asks a run to stop; the run saves at its next resting point and says so."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pairlattice.errors import RunStoppedError


class StopRequest:
    """Whether SIGINT or SIGTERM came. number: of the signal, None as long as none came.

    patient: whether a run is under way that will look here soon. Where none is, and for a second
    signal, the work is broken off at once.
    """

    def __init__(self) -> None:
        self.number: int | None = None
        self.patient = False

    @contextmanager
    def listening(self) -> Iterator["StopRequest"]:
        """Take the signals over, as long as the block lasts."""
        if threading.current_thread() is not threading.main_thread():
            yield self  # Python hands signals to the main thread only.
            return
        before = {n: signal.signal(n, self._asked) for n in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield self
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _asked(self, number: int, _: Any) -> None:
        first = self.number is None
        self.number = number
        if not (first and self.patient):
            raise RunStoppedError("stopped at once", number)
