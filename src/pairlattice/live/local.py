"""The states of a live run by closure C8: of its blocks, and of the sample, with the reason."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pairlattice.live.box import Box
from pairlattice.live.settings import Settings
from pairlattice.live.stepping import Means
from pairlattice.model.local_states import (
    LocalState,
    Order,
    classify,
    fractions,
    order,
    sample_state,
)

CUBE, COLUMN = 4.0, 2.0


@dataclass(frozen=True, eq=False)
class Blocks:
    """Pieces of the box over which order is taken.

    of_site: number of each site's block (sites,). counts: of blocks along x, y, z.
    """

    of_site: NDArray[np.int64]
    counts: tuple[int, int, int]

    @classmethod
    def of(cls, box: Box, settings: Settings) -> "Blocks":
        """Columns along z where a field along z tells them apart, else cubes."""
        return cls(*(box.columns(COLUMN) if settings.in_columns else box.cells(CUBE)))

    def order(self, means: Means) -> Order:
        """Flat, one entry per block."""
        number = int(np.prod(self.counts))
        u, label = means.displacement, self.of_site
        sums = [np.bincount(label, u[:, c], number) for c in range(3)]
        square = np.asarray(np.bincount(label, means.square, number), float)
        return order(np.stack(sums, -1), square, np.bincount(label, minlength=number))


def whole(means: Means) -> Order:
    """The whole sample as one block."""
    one = np.zeros(len(means.square), np.int64)
    return Blocks(one, (1, 1, 1)).order(means)


@dataclass(frozen=True, eq=False)
class Verdict:
    """states: of the blocks, flat. order: of the blocks. shares: of the sites in each local state.
    name: of the sample's state. reason: the rule that gave it, with its numbers."""

    states: NDArray[np.int8]
    order: Order
    shares: dict[str, float]
    name: str
    reason: str


def judge(
    blocks: Blocks,
    means: Means,
    removed: Means | None,
    settings: Settings,
    above_critical: bool = False,
) -> Verdict:
    """removed: without the electric field; None where that has not been tried yet."""
    thresholds = settings.scenario.thresholds
    fields = settings.scenario.electric_field
    applied = bool(fields) and fields[0].strength != 0
    now = blocks.order(means)
    after = now if removed is None else blocks.order(removed)
    states = classify(now, after, thresholds, applied)
    waiting = applied and removed is None
    if waiting:
        states[states == LocalState.MAGNETIC] = LocalState.UNDETERMINED
    shares = fractions(states, now.sites)
    name = sample_state(shares, above_critical)
    reason = _reason(whole(means), None if removed is None else whole(removed), settings, applied)
    ordered = shares[LocalState.UNDETERMINED.label] > 0.5
    if waiting and ordered:
        name = "ordered"
        reason += " Superconducting or magnetic: the field is being removed from a copy."
    return Verdict(states, now, shares, name, reason)


def _reason(now: Order, after: Order | None, settings: Settings, applied: bool) -> str:
    t = settings.scenario.thresholds
    A, D, C = (float(x[0]) for x in (now.amplitude, now.disorder, now.coherence))
    text = (
        f"Whole sample: A = {A:.3g} ({_side(A, t.amplitude)} A* = {t.amplitude:g}), "
        f"D = {D:.3g} ({_side(D, t.disorder)} D* = {t.disorder:g}), "
        f"C = {C:.2f} ({_side(C, t.coherence)} C* = {t.coherence:.2f})."
    )
    if not applied:
        return text + " No electric field is applied."
    if after is None:
        return text
    gone = float(after.amplitude[0])
    return text + f" With the field removed from a copy, A = {gone:.3g}."


def _side(value: float, limit: float) -> str:
    return "at least" if value >= limit else "below"
