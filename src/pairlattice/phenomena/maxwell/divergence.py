"""∇·B of Eq. (5) for a lattice of pairs: (ρ₊ + ρ₋)/(ε0 c), averaged over a Gaussian of width ℓ.

Eq. (5) makes B the electrostatic field over c, so its divergence is the charge density; the paper
argues that it vanishes in the far field. Averaging is how "far" becomes a number.
"""

import numpy as np
from numpy.typing import NDArray

from pairlattice import constants as c
from pairlattice.phenomena.maxwell import results as r
from pairlattice.phenomena.maxwell.parameters import Parameters
from pairlattice.scenario import Scenario
from pairlattice.variable import Values

Array = NDArray[np.float64]
_REPEATS = 4
# Below this width [d] the lattice's own structure still shows.
STRUCTURE = 0.8


def charges(cells: int) -> tuple[Array, Array]:
    """Ions and electron sites of a cube of conventional rock-salt cells (edge 2), units of d."""
    triples = np.stack(np.meshgrid(*[np.arange(2 * cells)] * 3, indexing="ij"), -1).reshape(-1, 3)
    ions = triples.sum(axis=1) % 2 == 0
    return triples[ions].astype(float), triples[~ions].astype(float)


def smoothed_divergence(protons: Array, electrons: Array, edge: float, widths: Array) -> Array:
    """rms of ∇·B averaged with the weight exp(−r²/2ℓ²), periodic cube of that edge.

    Parseval: ⟨(∇·B)²⟩ = Σ_q |ρ_q|² exp(−q²ℓ²)/V² over (ε0 c)², ρ_q = Σ ± exp(−iq·r). protons,
    electrons: (N, 3); widths: ℓ. Lengths in d, charge in e. Returns e/(ε0 c d³) per width.
    """
    step = 2 * np.pi / edge
    # Terms beyond qℓ = 5 are below exp(−25) of the first.
    most = int(np.ceil(5 / np.min(widths) / step))
    m = np.arange(-most, most + 1)
    places = np.concatenate([protons, electrons])
    sign = np.concatenate([np.ones(len(protons)), -np.ones(len(electrons))])
    x, y, z = (np.exp(-1j * step * np.outer(m, places[:, axis])) for axis in range(3))
    # Of q and −q one is enough: planes m1 > 0 count twice.
    half = np.arange(most, 2 * most + 1)
    plane = (x[half] * sign)[:, None, :] * y[None, :, :]
    amplitude = (plane.reshape(-1, len(sign)) @ z.T).reshape(len(half), len(m), len(m))
    power = np.abs(amplitude) ** 2 * np.where(m[half] == 0, 1, 2)[:, None, None]
    q2 = step**2 * (m[half, None, None] ** 2 + m[:, None] ** 2 + m[None, :] ** 2)
    near = q2 <= (5 / np.min(widths)) ** 2
    power, q2 = power[near], q2[near]
    squared = [float(np.sum(power * np.exp(-q2 * width**2))) for width in widths]
    return np.sqrt(np.array(squared)) / edge**3


def against_width(p: Parameters, scenario: Scenario) -> Values:
    """rms ∇·B at rest, displaced alike, displaced at random, against ℓ; and the power law.

    Displaced at random, P is white noise of strength e²s²n per component, and ρ = −∇·P gives
    rms² = n s² ∫ (q²/3) exp(−q²ℓ²) d³q/(2π)³ at ℓ ≫ d: rms ∝ ℓ^(−5/2).
    """
    widths = np.geomspace(*p.smoothing)
    cells, density = cells_of(scenario), scenario.lattice.reduced_density
    protons, sites = charges(cells)
    generator = np.random.default_rng(scenario.seed)
    alike = np.array([0.0, 0.0, p.displacement])
    edge = 2.0 * cells
    drawn = []
    for _ in range(_REPEATS):
        moved = generator.normal(size=sites.shape) * p.displacement / np.sqrt(3)
        drawn.append(smoothed_divergence(protons, sites + moved, edge, widths))
    random = np.sqrt(np.mean(np.square(drawn), axis=0))
    # ∫ q⁴ exp(−q²ℓ²) dq = 3√π/(8 ℓ⁵), so rms² = n s² √π/(16 π² ℓ⁵), s² the variance of |u|.
    noise = p.displacement * np.sqrt(density * np.sqrt(np.pi) / (16 * np.pi**2 * widths**5))
    far = widths > STRUCTURE
    return {
        r.WIDTH: widths,
        r.REST: smoothed_divergence(protons, sites, edge, widths),
        r.ALIKE: smoothed_divergence(protons, sites + alike, edge, widths),
        r.RANDOM: random,
        r.NOISE: noise,
        r.EXPONENT: np.polyfit(np.log(widths[far]), np.log(random[far]), 1)[0],
        r.TESLA_PER_METRE: tesla_per_metre(scenario.sized.spacing),
    }


def cells_of(scenario: Scenario) -> int:
    """Conventional cells along each edge."""
    return 0 if scenario.lattice.size is None else scenario.lattice.size[0]


def tesla_per_metre(spacing: float) -> float:
    """e/(ε0 c d³) [T/m]. spacing: d [m]."""
    return c.elementary_charge / (c.vacuum_permittivity * c.speed_of_light * spacing**3)
