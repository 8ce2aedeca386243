"""The crystal in the fluctuating bath: where coherence is lost, and what becomes of those tubes."""

from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np
import xarray as xr
from scipy.ndimage import uniform_filter

from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import start
from pairlattice.engine.lattice import Floats
from pairlattice.engine.sample import Sample
from pairlattice.errors import InputError
from pairlattice.model import build
from pairlattice.phenomena.labels import labelled
from pairlattice.phenomena.motion import field as fields
from pairlattice.phenomena.motion import heated
from pairlattice.phenomena.motion.parameters import Parameters
from pairlattice.progress import Progress, part, silent
from pairlattice.scenario import Scenario
from pairlattice.tracks import Rules, View, find, link
from pairlattice.tracks.analysis import Analysis, Thresholds, analyse

# Frames of each evenly heated crystal.
_EVEN_FRAMES, _EVEN_SETTLE = 5, 5


@dataclass(frozen=True, eq=False)
class Crystal:
    """The sample, its columns along z and its energy."""

    sample: Sample
    hamiltonian: Hamiltonian
    course: heated.Rhythm
    temperature: float
    seed: int

    @classmethod
    def of(cls, scenario: Scenario, p: Parameters) -> "Crystal":
        """Raises InputError unless the sites form columns along z on a square grid of edge d."""
        sample = build.sample(scenario)
        a = sample.lattice.matrix
        flat = np.abs(a[:2, :2]) if sample.periodic else np.zeros((2, 2))
        square = np.allclose(flat @ flat.T, np.eye(2)) and np.allclose(a[2, :2], 0)
        if not square or sample.size[0] != sample.size[1]:
            raise InputError(
                "the experiment motion needs a periodic sample of columns along z on a square "
                "grid: lattice.vectors = [[0, 1, 1], [1, 0, 1], [0, 0, 2]] is rock salt's, and the "
                f"first two of lattice.size are equal; got size {sample.size}"
            )
        if not (scenario.drive or scenario.electric_field):
            raise InputError(
                "the experiment motion needs a [[drive]] or an [[electric_field]] that orders the "
                "pairs, got none; start from its own motion.toml"
            )
        bath = scenario.thermostat
        if not (bath.temperature > 0 and bath.friction > 0):
            raise InputError(
                "thermostat.temperature and thermostat.friction must be above 0, got "
                f"{bath.temperature:g} and {bath.friction:g}"
            )
        energy = build.hamiltonian(scenario, sample)
        course = heated.Rhythm(p.time_step, bath.friction, p.steps, p.updates)
        return cls(sample, energy, course, bath.temperature, scenario.seed)

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
        return heated.run(self.hamiltonian, heat, self.course, state, settle, frames, progress)[1]


def coherence(frames: heated.Frames, window: int) -> Floats:
    """C = |⟨u⟩|/√⟨|u|²⟩ over a square of window² columns and a frame: (frames, n1, n2)."""
    size = (0, window, window)
    u = np.stack(
        [_mean(frames.displacement[..., i], size) for i in range(3)], axis=-1
    )  # fmt: skip
    square = _mean(frames.square, size)
    return np.linalg.norm(u, axis=-1) / np.sqrt(np.maximum(square, 1e-300))


def _mean(values: Floats, size: tuple[int, int, int]) -> Floats:
    return np.asarray(uniform_filter(values, size=[max(s, 1) for s in size], mode="wrap"))


def even(crystal: Crystal, p: Parameters, threshold: float, progress: Progress) -> xr.Dataset:
    """Coherence, over the same windows, of crystals whose bath is everywhere equally warm."""
    mean, spread = [], []
    for index, T in enumerate(p.uniform):
        told = part(progress, index, 1, len(p.uniform), "evenly heated")
        frames = crystal.frames(
            p, T, 0.0, _EVEN_SETTLE, _EVEN_FRAMES, crystal.seed + 1000 + index, told
        )  # fmt: skip
        C = coherence(frames, p.window)
        mean.append(float(C.mean()))
        spread.append(float(C.std()))
    data = xr.Dataset(coords={"temperature": list(p.uniform)})
    data["coherence"] = labelled(("temperature",), mean, "1", "coherence of a window")
    data["spread"] = labelled(("temperature",), spread, "1", "its spread over windows")
    # Linear between the two temperatures around C*, else by the two nearest.
    values = np.array(mean)
    i = int(np.clip(np.searchsorted(-values, -threshold), 1, len(values) - 1))
    slope = (p.uniform[i] - p.uniform[i - 1]) / (values[i] - values[i - 1])
    data.attrs = {"critical": float(p.uniform[i] + slope * (threshold - values[i]))}
    return data


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


def measure(
    crystal: Crystal, p: Parameters, threshold: float, progress: Progress
) -> tuple[xr.Dataset, Analysis]:
    """Maps of temperature and coherence, frame by frame, and the tubes in them.

    threshold: C*, below which coherence is lost.
    """
    frames = crystal.frames(
        p, crystal.temperature, p.deviation, p.settle, p.frames, crystal.seed, progress
    )
    C = coherence(frames, p.window)
    lost = threshold > C
    interval = crystal.course.frame
    judged = watch(lost, p, interval)
    smooth = _mean(frames.temperature, (0, p.window, p.window))
    # The temperature that parts the maps at the same share as C* does.
    share = float(lost.mean())
    critical = float(np.quantile(smooth, 1 - share)) if 0 < share < 1 else float("nan")
    data = xr.Dataset(
        {
            "temperature": labelled(
                ("frame", "y", "x"), smooth.astype(np.float32), "E0/k_B", "temperature of a window"
            ),
            "coherence": labelled(
                ("frame", "y", "x"), C.astype(np.float32), "1", "coherence of a window"
            ),
            "clipped": labelled(
                ("frame",), frames.clipped, "1", "share of columns cut off at T = 0"
            ),
        },
        coords={"time": labelled(("frame",), np.arange(p.frames) * interval, "t0", "time")},
    )
    data.attrs = {
        "share": share,
        "critical": critical,
        "correlation": float(np.corrcoef(C.ravel(), smooth.ravel())[0, 1]),
        "agreement": float(((smooth > critical) == lost).mean()),
        "coherence": float(C.mean()),
        "expected": fields.regions_expected(crystal.shape, p, crystal.temperature, critical),
    }
    return data, judged
