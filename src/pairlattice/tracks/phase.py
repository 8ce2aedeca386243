"""Solid, liquid or glass, by bond order and by how far neighbours move against each other."""

from dataclasses import dataclass

import numpy as np

from pairlattice.engine.bond_order import bond_order
from pairlattice.tracks.measures import lindemann
from pairlattice.tracks.record import Tracks, View

# Fewer things than this on average have no lattice worth a name.
_LEAST = 6.0
_FRAMES = 60


@dataclass(frozen=True)
class Phase:
    """name: of the phase. order: |⟨ψ6⟩|, mean over frames; random: what as many things at random
    places give. lindemann: see `measures.lindemann`. lag: frames over which it was taken.
    """

    name: str
    order: float
    random: float
    lindemann: float
    lag: int


def phase(tracks: Tracks, view: View, lag: int, solid_order: float, melted: float) -> Phase:
    """Liquid if the Lindemann ratio is `melted` or more, or if no two neighbours last for the lag;
    else solid if |⟨ψ6⟩| is `solid_order` or more, else glass. In an open view the things at its
    edge are left out of ψ6.
    """
    seen = tracks.seen
    rng = np.random.default_rng(0)
    orders, chance = [], []
    for frame in np.unique(np.linspace(0, view.frames - 1, _FRAMES).astype(int)):
        place = seen.position[seen.frame == frame]
        if len(place) >= 4:
            orders.append(_order(place, view))
            low, extent = np.array(view.low), view.extent
            chance.append(_order(low + rng.random(place.shape) * extent, view))
    ratio = lindemann(tracks, view, lag)
    order = float(np.mean(orders)) if orders else float("nan")
    random = float(np.mean(chance)) if chance else float("nan")
    mean = len(seen.frame) / view.frames
    if mean < _LEAST or not orders:
        name = "undetermined"
    elif not ratio < melted:
        name = "liquid"
    else:
        name = "solid" if order >= solid_order else "glass"
    return Phase(name, order, random, ratio, lag)


def _order(place: np.ndarray, view: View) -> float:
    if view.periodic:
        return float(abs(bond_order(place - np.array(view.low), tuple(view.extent), 6).mean()))
    # Surrounded by nothing, what lies at the edge has neighbours on one side only.
    extent = view.extent
    order = bond_order(place - np.array(view.low), tuple(3 * extent), 6)
    spacing = np.sqrt(view.area / len(place))
    inside = [not view.near_edge(p, spacing) for p in place]
    return float(abs(order[inside].mean())) if any(inside) else 0.0
