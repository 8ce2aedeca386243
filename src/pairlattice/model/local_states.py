"""Which of the paper's states (Fig. 5) a piece of the lattice is in, by rule (closure C8).

Since C = A/√(A² + D²), thresholds with A* = D* C*/√(1 − C*²) leave no gap between the rules; the
defaults obey it: 0.02 d is about 4 pm in a metal, and C* = 1/√2 is where order and disorder are
equally strong.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from pairlattice.engine.lattice import Floats
from pairlattice.engine.sample import Sample
from pairlattice.scenario import Thresholds


class LocalState(IntEnum):
    """Codes as stored; VACUUM marks blocks without sites."""

    VACUUM = -1
    INSULATING = 0
    METALLIC = 1
    SUPERCONDUCTING = 2
    MAGNETIC = 3
    UNDETERMINED = 4

    @property
    def label(self) -> str:
        return self.name.lower()


@dataclass(frozen=True)
class Order:
    """Displacement statistics of blocks of sites over a window of time.

    mean: ⟨u⟩ (…, 3) [d]. amplitude: A. disorder: D. coherence: C in [0, 1]. sites: in each block.
    All but `mean` of shape (…).
    """

    mean: Floats
    amplitude: Floats
    disorder: Floats
    coherence: Floats
    sites: NDArray[np.int64]


def order(displacement: Floats, square: Floats, sites: NDArray[np.int64]) -> Order:
    """From sums over a block and a window.

    displacement: Σ u over the block's sites of the time means (…, 3). square: likewise Σ |u|².
    """
    count = np.maximum(sites, 1)
    mean = displacement / count[..., None]
    amplitude = np.linalg.norm(mean, axis=-1)
    variance = np.maximum(square / count - amplitude**2, 0.0)
    size = np.sqrt(amplitude**2 + variance)
    coherence = np.divide(amplitude, size, out=np.zeros_like(size), where=size > 0)
    return Order(mean, amplitude, np.sqrt(variance), coherence, sites)


def block_order(sample: Sample, displacement: Floats, square: Floats, edge: int) -> Order:
    """Order of cubes of `edge` index steps.

    displacement: time mean of u (n1, n2, n3, 3) [d]; square: of |u|² (n1, n2, n3).
    Returns arrays of shape (⌈n1/edge⌉, ⌈n2/edge⌉, ⌈n3/edge⌉).
    """
    sites = sample.sites
    u = _block_sums(np.where(sites[..., None], displacement, 0.0), edge)
    square = _block_sums(np.where(sites, square, 0.0), edge)
    return order(u, square, _block_sums(sites.astype(np.int64), edge))


def _block_sums(values: NDArray, edge: int) -> NDArray:
    for axis in range(3):
        starts = np.arange(0, values.shape[axis], edge)
        values = np.add.reduceat(values, starts, axis=axis)
    return values


def classify(
    field_on: Order, field_off: Order, thresholds: Thresholds, field_applied: bool
) -> NDArray[np.int8]:
    """State of each block.

    field_on: with the electric field; field_off: after it was removed and the lattice had time to
    relax. field_applied: whether there was an electric field at all.
    """
    ordered = _ordered(field_on, thresholds)
    quiet = field_on.disorder < thresholds.disorder
    small = field_on.amplitude < thresholds.amplitude
    incoherent = field_on.coherence < thresholds.coherence
    stays = _ordered(field_off, thresholds) | (not field_applied)
    state = np.full(ordered.shape, LocalState.UNDETERMINED, dtype=np.int8)
    state[~quiet & incoherent] = LocalState.METALLIC
    state[quiet & small] = LocalState.INSULATING
    state[ordered & stays] = LocalState.MAGNETIC
    state[ordered & ~stays] = LocalState.SUPERCONDUCTING
    state[field_on.sites == 0] = LocalState.VACUUM
    return state


def _ordered(order: Order, thresholds: Thresholds) -> NDArray[np.bool_]:
    return (order.coherence >= thresholds.coherence) & (order.amplitude >= thresholds.amplitude)


def fractions(states: NDArray[np.int8], sites: NDArray[np.int64]) -> dict[str, float]:
    """Share of the sites in each local state."""
    total = sites[states != LocalState.VACUUM].sum()
    return {
        s.label: float(sites[states == s].sum() / total)
        for s in LocalState
        if s is not LocalState.VACUUM
    }


# A local state counts towards the sample's when at least this share of the sites is in it.
_PRESENT = 0.05


def sample_state(shares: dict[str, float], above_critical: bool = False) -> str:
    """The paper's name for the states that coexist (Sec. IX).

    above_critical: above Tc or Hc2, where a metallic sample is called normal.
    """
    present = frozenset(name for name, share in shares.items() if share >= _PRESENT)
    if present == {"metallic"}:
        return "normal" if above_critical else "metallic"
    named = {
        frozenset({"insulating", "magnetic"}): "Meissner (insulating + magnetic)",
        frozenset({"insulating", "magnetic", "metallic"}): (
            "vortex (insulating + magnetic + metallic)"
        ),
    }
    order_of_mention = [s.label for s in LocalState if s.label in present]
    return named.get(present, " + ".join(order_of_mention))
