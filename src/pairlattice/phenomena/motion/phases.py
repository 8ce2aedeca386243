"""Solid, liquid or glass: hot spots at the places of a triangular lattice, and fluctuations on top.

Fluctuations alone know no lattice. Here the bath's mean has a peak at each place of a triangular
lattice and tubes are where the temperature passes the one at which coherence was seen to go; the
crystal itself is not run again.
"""

from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np

from pairlattice.engine.lattice import Floats
from pairlattice.engine.temperature_field import FieldState, TemperatureField
from pairlattice.phenomena.motion import field as fields
from pairlattice.phenomena.motion import results as r
from pairlattice.phenomena.motion.parameters import Parameters
from pairlattice.phenomena.motion.tubes import watch
from pairlattice.progress import Progress
from pairlattice.tracks.analysis import Analysis
from pairlattice.variable import Values

_FRAMES = 90
# A relaxation time [t0] in which nothing changes while one watches.
_FROZEN = 1e9


def triangular(size: int, spacing: float) -> Floats:
    """Places of a triangular lattice that fits the square of that edge: (m, 2).

    spacing: about that; rows are even in number, and the lattice is strained to fit.
    """
    columns = max(round(size / spacing), 1)
    rows = max(2 * round(size / (spacing * 3**0.5)), 2)
    i, j = np.meshgrid(np.arange(columns), np.arange(rows), indexing="ij")
    x = (i + 0.5 * (j % 2) + 0.25) * size / columns
    return np.stack([x.ravel(), ((j + 0.5) * size / rows).ravel()], axis=1)


def places(size: int, p: Parameters) -> Floats:
    """Of the hot spots, five correlation lengths apart."""
    return triangular(size, 5 * p.length)


def imprinted(size: int, p: Parameters, base: float) -> Floats:
    """The mean temperature (size, size): `base` and a peak of width ℓ on each place."""
    axis = np.arange(size, dtype=float)
    points = np.stack(np.meshgrid(axis, axis), axis=-1)
    gap = points[:, :, None] - places(size, p)
    gap -= size * np.rint(gap / size)
    return base + p.imprint * np.exp(-(gap**2).sum(-1) / (2 * p.length**2)).sum(-1)


def masks(field: TemperatureField, critical: float, frames: int, frame: float, seed: int) -> Floats:
    """Where the temperature passes `critical`: (frames, n1, n2)."""

    def step(state: FieldState, _: None) -> tuple[FieldState, jax.Array]:
        state = field.advance(state, frame)
        return state, field.temperature(state) > critical

    run = jax.jit(lambda key: jax.lax.scan(step, field.start(key), None, length=frames)[1])
    return np.asarray(run(seed))


def measure(
    p: Parameters, size: int, base: float, critical: float, frame: float, seed: int,
    progress: Progress,
) -> Values:  # fmt: skip
    """Phase against σ, with the memory of the scenario and with one so long that nothing changes.

    base: mean between the peaks. critical: temperature at which coherence is lost.
    """
    mean = imprinted(size, p, base)
    flat = np.full_like(mean, base)
    frozen = p.model_copy(update={"relaxation": _FROZEN, "diffusivity": 0.0})
    cases = [("lattice of hot spots", sigma, p, mean) for sigma in p.melting]
    cases += [
        ("no lattice", p.deviation, p, flat),
        ("no lattice, frozen", p.deviation, frozen, flat),
    ]
    found: list[Analysis] = []
    for index, (_, sigma, settings, where) in enumerate(cases):
        progress(index, len(cases), "phases")
        plain = fields.of((size, size), settings, base, sigma)
        field = replace(plain, mean=jnp.asarray(where))
        found.append(watch(masks(field, critical, _FRAMES, frame, seed + index), p, frame))
    return {
        r.BATH: [case[0] for case in cases],
        r.CASE_DEVIATION: [case[1] for case in cases],
        r.CASE_NUMBER: [len(a.kept.seen.frame) / _FRAMES for a in found],
        r.CASE_ORDER: [a.phase.order for a in found],
        r.CASE_RANDOM: [a.phase.random for a in found],
        r.CASE_LINDEMANN: [a.phase.lindemann for a in found],
        r.CASE_PHASE: [a.phase.name for a in found],
        r.CASE_HOPS: [a.chance.found for a in found],
        r.CASE_CHANCE: [a.chance.expected for a in found],
        r.CASE_LAG: found[0].phase.lag,
        r.SPOTS: len(places(size, p)),
    }
