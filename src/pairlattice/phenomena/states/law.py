"""At which temperature is coherence lost, as a function of the field that drives it (κ > 0)?"""

import numpy as np
from scipy.optimize import brentq

from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.lattice import Floats
from pairlattice.model import stiffness
from pairlattice.model.stiffness import mean_inverse_stiffness
from pairlattice.phenomena.frame import Work
from pairlattice.phenomena.states import results as r
from pairlattice.phenomena.states.crystal import Points, coupled, measure
from pairlattice.phenomena.states.parameters import Parameters, logarithmic
from pairlattice.scenario import Scenario
from pairlattice.variable import Values

# Temperatures around the harmonic prediction, and independent repeats of each.
_AROUND = np.geomspace(0.35, 2.5, 9)
_REPEATS = 3


def harmonic_coherence_temperature(
    scenario: Scenario, coupling: Hamiltonian, field: float, threshold: float
) -> float:
    """T at which C = threshold in the harmonic lattice, where it is known exactly [E0/k_B].

    A = E/k_TO and D² = T·S with S = (1/N) Σ_q Tr K(q)⁻¹, so C = threshold at T = A²(C*⁻² − 1)/S.
    """
    uniform = stiffness.uniform_stiffness(scenario.kappa, coupling.sample.lattice.density)
    spread = mean_inverse_stiffness(coupling, scenario.stiffness)
    return float((field / uniform) ** 2 * (threshold**-2 - 1) / spread)


def coherence_law(work: Work[Parameters, None]) -> Values:
    """T_coh(E), each with an error bar, and the power law T_coh ∝ E^p through it."""
    p, scenario = work.parameters, work.scenario
    threshold = scenario.thresholds.coherence
    E = logarithmic(p.law_fields)
    coupling = coupled(scenario, p.map_size)
    predicted = np.array(
        [harmonic_coherence_temperature(scenario, coupling, e, threshold) for e in E]
    )
    T = _guess(scenario, E, predicted)[:, None] * _AROUND
    shape = (len(E), len(_AROUND), _REPEATS)
    points = Points.grid(
        np.broadcast_to(T[..., None], shape),
        np.broadcast_to(E[:, None, None], shape),
        scenario.kappa,
    )
    seed = scenario.seed + 2 * 10**6
    answer = measure(scenario, points, p.map_size, p.law_steps, seed, work.progress)
    coherence = answer.on.order.coherence.reshape(shape)
    found = np.array(
        [
            [_crossing(T[i], coherence[i, :, r], threshold) for r in range(_REPEATS)]
            for i in range(len(E))
        ]
    )
    mean = np.exp(np.log(found).mean(axis=1))
    error = mean * np.log(found).std(axis=1, ddof=1) / np.sqrt(_REPEATS)
    exponent, exponent_error = _power(E, mean)
    centre_T, centre_E = np.exp(np.log(mean).mean()), np.exp(np.log(E).mean())
    return {
        r.LAW_FIELD: E,
        r.COHERENCE_TEMPERATURE: mean,
        r.COHERENCE_TEMPERATURE.error: error,
        r.HARMONIC: predicted,
        r.OVER_HARMONIC: mean / predicted,
        r.FIT: centre_T * (E / centre_E) ** exponent,
        r.LOCAL_EXPONENT: np.gradient(np.log(mean), np.log(E)),
        r.EXPONENT: exponent,
        r.EXPONENT.error: exponent_error,
    }


def _guess(scenario: Scenario, field: Floats, harmonic: Floats) -> Floats:
    """The harmonic temperature, lowered by the quartic tether's hold on a large displacement."""
    uniform = stiffness.uniform_stiffness(scenario.kappa, scenario.lattice.reduced_density)
    g = scenario.tether.quartic
    held = [brentq(lambda u, e=e: uniform * u + g * u**3 - e, 0.0, e / uniform) for e in field]
    return np.asarray(harmonic * (np.array(held) * uniform / field) ** 2)


def _crossing(T: Floats, coherence: Floats, threshold: float) -> float:
    """Where C(T) falls through the threshold, by log-linear interpolation; an end if nowhere."""
    below = np.flatnonzero(coherence < threshold)
    if not len(below) or below[0] == 0:
        return float(T[-1] if not len(below) else T[0])
    i = below[0]
    part = (coherence[i - 1] - threshold) / (coherence[i - 1] - coherence[i])
    return float(T[i - 1] * (T[i] / T[i - 1]) ** part)


def _power(x: Floats, y: Floats) -> tuple[float, float]:
    """Exponent of y ∝ x^p by least squares of the logarithms, with its standard error."""
    (slope, _), covariance = np.polyfit(np.log(x), np.log(y), 1, cov=True)
    return float(slope), float(np.sqrt(covariance[0, 0]))
