"""The crystals that every part of the experiment drives."""

from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from pairlattice.engine import driven
from pairlattice.engine.conductivity import Complex
from pairlattice.engine.driven import Course
from pairlattice.engine.ensemble import Ensemble, Replicas
from pairlattice.engine.hamiltonian import Hamiltonian
from pairlattice.engine.lattice import Floats
from pairlattice.engine.sample import Sample
from pairlattice.engine.signals import Alternating, Signal
from pairlattice.engine.terms import DipoleDipole, Neighbour, Term
from pairlattice.model import build
from pairlattice.phenomena.transport.parameters import Parameters
from pairlattice.progress import Progress, silent
from pairlattice.scenario import Scenario

# A velocity is sampled every so many steps: often enough for currents up to the longitudinal mode.
EVERY = 4


def alternating(omega: Floats) -> Alternating:
    """cos ωt for each replica, omega (m,)."""
    return Alternating(jnp.asarray(omega / (2 * np.pi)), jnp.zeros(len(omega)))


@dataclass(frozen=True, eq=False)
class Crystals:
    """The sample, its couplings and its bath.

    neighbour: J, stiffness: k, quartic: g, uniform: k_TO = k − 4πn/3, to which J adds nothing.
    """

    sample: Sample
    neighbour: float
    stiffness: float
    quartic: float
    time_step: float
    friction: float
    seed: int

    @classmethod
    def of(cls, scenario: Scenario, p: Parameters) -> "Crystals":
        return cls(
            build.sample(scenario),
            scenario.neighbour.stiffness,
            scenario.stiffness,
            scenario.tether.quartic,
            p.time_step,
            scenario.thermostat.friction,
            scenario.seed,
        )

    @property
    def density(self) -> float:
        return self.sample.lattice.density

    @property
    def uniform(self) -> float:
        return self.stiffness - 4 * np.pi * self.density / 3

    def coupling(self, sample: Sample) -> dict[str, Term]:
        """What couples the pairs of a sample: dipole-dipole and neighbour energy."""
        terms: dict[str, Term] = {"dipoles": DipoleDipole.of(sample)}
        if self.neighbour:
            terms["neighbour"] = Neighbour.of(sample, self.neighbour)
        return terms

    @property
    def volume(self) -> float:
        return self.sample.count / self.density

    def impedance(self, omega: Floats, friction: float | None = None) -> Complex:
        """E/u of the harmonic uniform mode, −(k_TO − ω² − iγω)."""
        gamma = self.friction if friction is None else friction
        return np.asarray(-(self.uniform - omega**2 - 1j * gamma * omega))

    def lorentz(self, omega: Floats, friction: float | None = None) -> Complex:
        """σ(ω) = −iωn/(k_TO − ω² − iγω), Lorentz's oscillator in reduced units."""
        return np.asarray(1j * omega * self.density / self.impedance(omega, friction))

    def run(
        self,
        temperature: Floats,
        quartic: Floats,
        field: Floats,
        signal: Signal | None,
        relax: int,
        steps: int,
        friction: float | None = None,
        stream: int = 0,
        twin: Any = None,
        progress: Progress = silent,
    ) -> Course:
        """Replicas of the crystal: temperature (m,), quartic (m,), field (m, 3).

        signal: leaves (m,); None where there is no field. stream: keeps the seeds of different
        parts apart. twin: (m,) the replica whose start and random numbers each one shares; None
        for its own.
        """
        gamma = self.friction if friction is None else friction
        shared = Hamiltonian(self.sample, self.coupling(self.sample))
        ensemble = Ensemble(shared, self.time_step, gamma)
        count = len(temperature)
        replicas = Replicas(np.full(count, self.stiffness), quartic, field, temperature)
        shape = signal or alternating(np.zeros(count))
        state = ensemble.start(temperature, self.seed + 10**6 * stream)
        if twin is not None:
            state = jax.tree.map(lambda leaf: leaf[np.asarray(twin)], state)
        samples = steps // EVERY
        return driven.run(
            ensemble, replicas, shape, state, relax, samples, EVERY, progress
        )[1]  # fmt: skip
