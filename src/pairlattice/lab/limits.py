"""How large a crystal may be, and how many pages may be open."""

import math
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pairlattice.errors import InputError

if TYPE_CHECKING:
    from pairlattice.scenario import Scenario


@dataclass
class Limits:
    """largest: pairs in one crystal. sessions: pages open at the same time."""

    largest: int = 64**3
    sessions: int = 8
    _open: set[int] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def check_size(self, scenario: "Scenario") -> None:
        """Raise InputError for a crystal that is too large here."""
        size = scenario.lattice.size or (0,)
        pairs = math.prod(size)
        if self.largest < pairs:
            edge = math.floor(self.largest ** (1 / 3) + 1e-6)
            raise InputError(
                f"lattice.size must give at most {self.largest} pairs in this lab, got "
                f"{list(size)} = {pairs}; take {edge - edge % 2} or less, or start the lab with a "
                "larger --largest"
            )

    def enter(self, who: object) -> None:
        """Count one more page. Raises InputError where there are too many."""
        with self._lock:
            if len(self._open) >= self.sessions:
                raise InputError(
                    f"at most {self.sessions} pages may be open at the same time; close one and "
                    "reload this one, or start the lab with a larger --sessions"
                )
            self._open.add(id(who))

    def leave(self, who: object) -> None:
        with self._lock:
            self._open.discard(id(who))

    @property
    def count(self) -> int:
        """Pages open now."""
        return len(self._open)
