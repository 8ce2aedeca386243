"""The temperature below which pairs with κ < 0 order by themselves, from crystals of several sizes.

The fourth-order cumulant U = 1 − ⟨m⁴⟩/(3⟨m²⟩²) of the mean displacement m tends to 2/3 below the
transition and to 4/9 above (Gaussian fluctuations of three components); at the transition it does
not depend on the size, so curves of different sizes cross there (Binder, Z. Phys. B 43, 119
(1981)).
"""

import numpy as np

from pairlattice.engine.lattice import Floats
from pairlattice.model.stiffness import mean_inverse_stiffness
from pairlattice.phenomena.frame import Work
from pairlattice.phenomena.states import results as r
from pairlattice.phenomena.states.crystal import Crystals, Points, coupled
from pairlattice.phenomena.states.parameters import BLOCKS, Parameters, linear
from pairlattice.progress import part
from pairlattice.scenario import Scenario
from pairlattice.variable import Values

_RESAMPLES = 400
# Weak damping: the soft mode near the transition then loses its memory fastest.
_FRICTION = 0.03


def self_consistent_estimate(scenario: Scenario, kappa: float) -> float:
    """T where the self-consistent harmonic stiffness κ k_c + (5/3) g ⟨|u|²⟩ vanishes [E0/k_B].

    At that point ⟨|u|²⟩ = S T with the tether at k_c. An estimate by another route, not exact.
    """
    k_c = scenario.critical_stiffness
    spread = mean_inverse_stiffness(coupled(scenario, 16), k_c, skip_uniform=True)
    return -kappa * k_c / (5 / 3 * scenario.tether.quartic * spread)


def ordering_temperature(work: Work[Parameters, None]) -> Values:
    """U(T) for each size with error bars, the crossings, and the ordering temperature."""
    p, scenario = work.parameters, work.scenario
    T = linear(p.ordering_temperatures)
    relax, samples = p.ordering_steps[0], p.ordering_steps[1] // 10
    sites = np.cumsum([0, *(size**3 for size in p.ordering_sizes)], dtype=float)
    moments = []
    for index, size in enumerate(p.ordering_sizes):
        share = sites[index + 1] - sites[index]
        told = part(work.progress, sites[index], share, sites[-1], f"{size}³ cells")
        crystals = Crystals.of(scenario, size, 0.0, _FRICTION)
        points = Points.grid(T, 0.0, p.magnetic_kappa)
        seed = scenario.seed + 3 * 10**6 + 1000 * size
        _, window = crystals.run(points, relax, samples, 10, seed, progress=told)
        m2 = np.sum(window.displacement**2, axis=-1)
        moments.append(_block_moments(m2))
    blocks = np.stack(moments)  # (size, T, block, 2)
    cumulant = _cumulant(blocks.mean(axis=2))
    draws = _bootstrap(blocks, scenario.seed)  # (resample, size, T)
    sizes = list(p.ordering_sizes)
    pairs = list(zip(range(len(sizes) - 1), range(1, len(sizes)), strict=True))
    crossings = np.array([_crossing(T, cumulant[b] - cumulant[a]) for a, b in pairs])
    spread = np.array([[_crossing(T, draw[b] - draw[a]) for a, b in pairs] for draw in draws])
    error = np.array([_spread(column) for column in spread.T])
    # The crossing of the two largest sizes; how far it moved from the one before says how far from
    # the limit it may still be.
    shift = abs(crossings[-1] - crossings[-2]) if len(crossings) > 1 else 0.0
    return {
        r.SIZE: sizes,
        r.TEMPERATURE: T,
        r.CUMULANT: cumulant,
        r.CUMULANT.error: draws.std(axis=0),
        r.PAIR: [f"{sizes[a]} and {sizes[b]}" for a, b in pairs],
        r.CROSSING: crossings,
        r.CROSSING.error: error,
        r.ORDERING_TEMPERATURE: crossings[-1],
        r.ORDERING_TEMPERATURE.error: np.hypot(error[-1], shift),
        r.ESTIMATE: self_consistent_estimate(scenario, p.magnetic_kappa),
    }


def _spread(crossings: Floats) -> float:
    """Standard deviation of those found; nan where curves never crossed."""
    found = crossings[np.isfinite(crossings)]
    return float(found.std()) if len(found) else float("nan")


def _block_moments(m2: Floats) -> Floats:
    """⟨m²⟩ and ⟨m⁴⟩ of consecutive blocks: (T, block, 2)."""
    length = m2.shape[1] // BLOCKS
    parts = m2[:, : length * BLOCKS].reshape(len(m2), BLOCKS, length)
    return np.stack([parts.mean(axis=-1), (parts**2).mean(axis=-1)], axis=-1)


def _cumulant(moments: Floats) -> Floats:
    return np.asarray(1 - moments[..., 1] / (3 * moments[..., 0] ** 2))


def _bootstrap(blocks: Floats, seed: int) -> Floats:
    """Cumulants of resampled blocks, every size and temperature on its own."""
    random = np.random.default_rng(seed)
    sizes, temperatures, count, _ = blocks.shape
    draws = []
    for _ in range(_RESAMPLES):
        chosen = random.integers(count, size=(sizes, temperatures, count))
        draws.append(_cumulant(np.take_along_axis(blocks, chosen[..., None], axis=2).mean(axis=2)))
    return np.stack(draws)


def _crossing(T: Floats, difference: Floats) -> float:
    """Zero of the straight line through U_large − U_small, which falls through it; nan outside."""
    slope, offset = np.polyfit(T - T.mean(), difference, 1)
    zero = T.mean() - offset / slope if slope < 0 else np.nan
    return float(zero) if T[0] <= zero <= T[-1] else float("nan")
