"""A field that is switched on and stays, and one that rises: the current that dc leaves."""

import numpy as np
from scipy.optimize import brentq

from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.integrators import Langevin, Verlet, start
from pairlattice.engine.lattice import Floats
from pairlattice.engine.sample import Sample, periodic
from pairlattice.engine.signals import Ramp, Signal
from pairlattice.engine.simulation import simulate
from pairlattice.engine.stages import Series
from pairlattice.engine.terms import ElectricField, Term, Tether
from pairlattice.phenomena.transport import results as r
from pairlattice.phenomena.transport.crystals import Crystals
from pairlattice.phenomena.transport.parameters import Parameters
from pairlattice.progress import Progress
from pairlattice.variable import Values


def _run(
    crystals: Crystals,
    sample: Sample,
    signal: Signal,
    p: Parameters,
    temperature: float,
    friction: float,
    seed: int,
) -> tuple[Series, float]:
    """The run, and the current it starts with; every step is sampled, so that ∫J dt is exact."""
    terms: dict[str, Term] = {
        "tether": Tether(crystals.stiffness, crystals.quartic),
        **crystals.coupling(sample),
        "field": ElectricField.of([0.0, 0.0, -p.step_field], signal),
    }
    dt = p.time_step
    bath = Langevin(dt, friction, temperature) if friction or temperature else Verlet(dt)
    state = start(sample, seed, temperature)
    first = -sample.lattice.density * float(np.mean(np.asarray(state.velocity[2])))
    done = simulate(Hamiltonian(sample, terms), bath, steps=p.step_steps, every=1, state=state)
    return done.series, first


def measure(crystals: Crystals, p: Parameters, progress: Progress) -> Values:
    """J(t), its integral and −n⟨u⟩ after a step and during a ramp.

    Cases: a step at T = 0; at the scenario's temperature; at T = 0 without friction; and a field
    that rises linearly over the whole time, at T = 0. At T = 0 all sites move alike: eight do.
    """
    small = periodic(crystals.sample.lattice, (2, 2, 2))
    step, ramp = Ramp(0.0, 0.0), Ramp(0.0, p.step_steps * p.time_step)
    gamma = crystals.friction
    cases = {
        "step, T = 0": (small, step, 0.0, gamma),
        f"step, T = {p.temperature:g}": (crystals.sample, step, p.temperature, gamma),
        "step, T = 0, no friction": (small, step, 0.0, 0.0),
        "ramp, T = 0": (small, ramp, 0.0, gamma),
    }
    rows = []
    for index, (sample, signal, temperature, friction) in enumerate(cases.values()):
        progress(index, len(cases), "")
        rows.append(_run(crystals, sample, signal, p, temperature, friction, crystals.seed))
    time = np.concatenate([[0.0], rows[0][0]["time"]])
    current = np.stack([np.concatenate([[first], run["current"][:, 2]]) for run, first in rows])
    displacement = np.stack([np.concatenate([[0.0], run["displacement"][:, 2]]) for run, _ in rows])
    return {
        r.CASE: list(cases),
        r.TIME: time,
        r.CURRENT: current,
        r.CHARGE: _cumulative(current, time),
        r.POLARISATION: -crystals.density * displacement,
        r.AT_REST: -crystals.density * at_rest(crystals, p.step_field),
    }


def at_rest(crystals: Crystals, field: float) -> float:
    """u with k_TO u + g u³ = E [d]."""
    k, g = crystals.uniform, crystals.quartic
    return float(brentq(lambda u: k * u + g * u**3 - field, 0.0, field / k, xtol=1e-15))


def _cumulative(values: Floats, time: Floats) -> Floats:
    middle = (values[:, 1:] + values[:, :-1]) / 2 * np.diff(time)
    return np.concatenate([np.zeros((len(values), 1)), np.cumsum(middle, axis=1)], axis=1)
