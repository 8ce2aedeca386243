"""The crystal in the fluctuating bath: where coherence is lost, and what becomes of those tubes."""

from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np
from scipy.ndimage import uniform_filter

from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import start
from pairlattice.engine.lattice import Floats
from pairlattice.engine.sample import Sample
from pairlattice.model import build
from pairlattice.phenomena.motion import field as fields
from pairlattice.phenomena.motion import heated, tracked
from pairlattice.phenomena.motion import results as r
from pairlattice.phenomena.motion.parameters import Parameters
from pairlattice.progress import Progress, part, silent
from pairlattice.scenario import Scenario
from pairlattice.tracks import Rules, View, find, link
from pairlattice.tracks.analysis import Analysis, Thresholds, analyse
from pairlattice.variable import Values

# Frames of each evenly heated crystal.
_EVEN_FRAMES, _EVEN_SETTLE = 5, 5


@dataclass(frozen=True, eq=False)
class Crystal:
    """The sample, its columns along z and its energy.

    temperature: mean of the bath [E0/k_B]. threshold: C*, below which coherence is lost.
    """

    sample: Sample
    hamiltonian: Hamiltonian
    rhythm: heated.Rhythm
    temperature: float
    threshold: float
    seed: int

    @classmethod
    def of(cls, scenario: Scenario, p: Parameters) -> "Crystal":
        """Of a scenario that `motion.experiment` accepts."""
        sample, bath = build.sample(scenario), scenario.thermostat
        threshold = scenario.thresholds.coherence
        rhythm = heated.Rhythm(p.time_step, bath.friction, p.steps, p.updates)
        energy = build.hamiltonian(scenario, sample)
        return cls(sample, energy, rhythm, bath.temperature, threshold, scenario.seed)

    @property
    def shape(self) -> tuple[int, int]:
        return self.sample.size[:2]

    def frames(
        self, p: Parameters, mean: float, deviation: float, settle: int, frames: int,
        seed: int, progress: Progress = silent,
    ) -> heated.Frames:  # fmt: skip
        """A run of its own at that mean temperature and σ."""
        heat = fields.of(self.shape, p, mean, deviation)
        state = start(self.sample, seed, mean, dtype=jnp.float32)
        return heated.run(self.hamiltonian, heat, self.rhythm, state, settle, frames, progress)[1]


def coherence(frames: heated.Frames, window: int) -> Floats:
    """C = |⟨u⟩|/√⟨|u|²⟩ over a square of window² columns and a frame: (frames, n1, n2)."""
    u = np.stack([_smooth(frames.displacement[..., i], window) for i in range(3)], axis=-1)
    square = _smooth(frames.square, window)
    return np.linalg.norm(u, axis=-1) / np.sqrt(np.maximum(square, 1e-300))


def _smooth(values: Floats, window: int) -> Floats:
    """Mean over a square of window² columns in each frame: (frames, n1, n2)."""
    return np.asarray(uniform_filter(values, size=[1, window, window], mode="wrap"))


def even(crystal: Crystal, p: Parameters, progress: Progress) -> Values:
    """Coherence, over the same windows, of crystals whose bath is everywhere equally warm."""
    mean, spread = [], []
    for index, T in enumerate(p.uniform):
        told = part(progress, index, 1, len(p.uniform), "evenly heated")
        seed = crystal.seed + 1000 + index
        frames = crystal.frames(p, T, 0.0, _EVEN_SETTLE, _EVEN_FRAMES, seed, told)
        C = coherence(frames, p.window)
        mean.append(float(C.mean()))
        spread.append(float(C.std()))
    # Linear between the two temperatures around C*, else by the two nearest.
    values = np.array(mean)
    i = int(np.clip(np.searchsorted(-values, -crystal.threshold), 1, len(values) - 1))
    slope = (p.uniform[i] - p.uniform[i - 1]) / (values[i] - values[i - 1])
    return {
        r.EVEN_TEMPERATURE: p.uniform,
        r.EVEN_COHERENCE: mean,
        r.EVEN_SPREAD: spread,
        r.EVEN_CRITICAL: p.uniform[i] + slope * (crystal.threshold - values[i]),
    }


def rules_of(p: Parameters) -> Rules:
    """A step that can be linked is motion, so hops are longer than that."""
    return Rules(
        p.reach,
        p.memory,
        p.shortest,
        p.hop_distance,
        p.hop_frames,
        p.creep,
        p.creep_frames,
        hop_least=p.reach,
    )


def thresholds_of(p: Parameters) -> Thresholds:
    return Thresholds(p.solid_order, p.melted)


def watch(masks: np.ndarray, p: Parameters, interval: float) -> Analysis:
    """Regions of the masks (frames, n1, n2), linked and judged."""
    height, width = masks.shape[1:]
    view = View((0.0, 0.0), (float(width), float(height)), True, len(masks), interval)
    seen = find(masks, 1.0, p.smallest, periodic=True)
    tracks = link(seen, view, p.reach, p.memory)
    return analyse(tracks, view, rules_of(p), thresholds_of(p))


def measure(crystal: Crystal, p: Parameters, progress: Progress) -> Values:
    """Maps of temperature and coherence, frame by frame, and the tubes in them."""
    frames = crystal.frames(
        p, crystal.temperature, p.deviation, p.settle, p.frames, crystal.seed, progress
    )
    C, smooth = coherence(frames, p.window), _smooth(frames.temperature, p.window)
    lost = crystal.threshold > C
    interval = crystal.rhythm.frame
    # The temperature that parts the maps at the same share as C* does.
    share = float(lost.mean())
    critical = float(np.quantile(smooth, 1 - share)) if 0 < share < 1 else float("nan")
    return {
        r.TIME: np.arange(p.frames) * interval,
        r.TEMPERATURE: smooth.astype(np.float32),
        r.COHERENCE: C.astype(np.float32),
        r.FRAME: interval,
        r.SHARE: share,
        r.CRITICAL: critical,
        r.CORRELATION: np.corrcoef(C.ravel(), smooth.ravel())[0, 1],
        r.AGREEMENT: ((smooth > critical) == lost).mean(),
        r.EXPECTED: fields.regions_expected(crystal.shape, p, crystal.temperature, critical),
        **_binned(smooth.ravel(), C.ravel()),
        **tracked.values(watch(lost, p, interval)),
    }


def _binned(T: Floats, C: Floats) -> Values:
    """Mean and spread of the coherence C of windows of about the same temperature T."""
    edges = np.unique(np.quantile(T, np.linspace(0.002, 0.998, 13)))
    place = np.digitize(T, edges)
    bins = [place == i for i in range(1, len(edges))]
    return {
        r.BIN_TEMPERATURE: [T[inside].mean() for inside in bins],
        r.BIN_COHERENCE: [C[inside].mean() for inside in bins],
        r.BIN_SPREAD: [C[inside].std() for inside in bins],
    }
