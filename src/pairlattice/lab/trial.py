"""Now and then the electric field is taken off a copy of the run (closure C8)."""

from pairlattice.live.stepping import Means, Runner, ZeroFieldTrial

# A trial is made again after so many steps.
TRIAL_EVERY = 6000
# Steps after a knob was turned before the first one: the order needs them to settle.
_SETTLE = 300


class Trial:
    """removed: what was found the last time under these conditions, None where not yet tried."""

    def __init__(self, runner: Runner):
        self.removed: Means | None = None
        self._runner = runner
        self._next = runner.step + _SETTLE
        self._copy: ZeroFieldTrial | None = None
        fields = runner.settings.scenario.electric_field
        self._needed = bool(fields) and fields[0].strength != 0

    def advance(self, samples: int) -> None:
        """Go on by so many samples at most, or begin one where it is time."""
        if not self._needed:
            return
        if self._copy is None:
            if self._runner.step >= self._next:
                self._copy = ZeroFieldTrial(self._runner)
                self._next = self._runner.step + TRIAL_EVERY
            return
        self._copy.advance(samples)
        if self._copy.done:
            self.removed, self._copy = self._copy.means(), None
